"""Which telling words of a text the brief bears out, and which stand only in what is kept back."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from drafting.checks.facts.ledger import Kind, Ledger, Source, kept_with_ledger
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import lower
from drafting.claims.telling import TellingWord, core, families, families_in, root, telling_words
from drafting.late_patterns import late
from drafting.messages import Language

Span = tuple[int, int]
_OPEN: tuple[Kind, ...] = (
    "confirmed", "commitment", "contact", "earlier", "frame", "unconfirmed", "denied",
)  # fmt: skip
_ENGLISH = late(r"[a-z][a-z']*[a-z]|[a-z]")
_HALF = 0.5
"""What a Chinese word weighs that is one character long, often half a verb, or has a character in common with the
brief, as 停售 has with 停止销售 (ours)."""


class Vocabulary:
    """The words of some sources, and the families that they belong to."""

    def __init__(self, text: str, language: Language) -> None:
        self.language: Language = language
        self.text = text
        self.roots = frozenset(root(word) for word in _ENGLISH.findall(text))
        self.families = families_in(text, language)

    def holds(self, word: str) -> bool:
        """Whether a telling word, or one that says the same, stands in it."""
        if families(word, self.language) & self.families:
            return True
        if self.language == "en":
            return root(word) in self.roots
        if word in self.text or core(word) in self.text:
            return True
        return len(word) > 1 and all(character in self.text for character in word)

    def shares(self, word: str) -> bool:
        """Whether a telling word stands in it whole, or one that says the same."""
        if families(word, self.language) & self.families:
            return True
        if self.language == "en":
            return root(word) in self.roots
        return any(len(part) > 1 and part in self.text for part in (word, core(word)))

    def weight(self, word: str) -> float:
        """How much a word tells that does not stand in it."""
        if self.language == "en":
            return 1.0
        return _HALF if len(word) == 1 or any(character in self.text for character in word) else 1.0


@dataclass(frozen=True)
class Borne:
    """The telling words of a stretch of text: those that the brief holds, and those that it does not."""

    known: tuple[TellingWord, ...]
    unknown: tuple[TellingWord, ...]
    vocabulary: Vocabulary

    def weight(self, *, faint: bool = False) -> float:
        """How much the unknown words tell, each counted once; `faint` counts general words as well."""
        return sum(self.vocabulary.weight(text) for text in self._texts(faint=faint))

    def share(self, *, faint: bool = False) -> float:
        """The share of the telling words that the brief does not hold."""
        unknown = len(self._texts(faint=faint))
        return unknown / max(1, unknown + len({w.text for w in self.known if faint or not w.faint}))

    def _texts(self, *, faint: bool) -> set[str]:
        return {word.text for word in self.unknown if faint or not word.faint}


@kept_with_ledger()
def open_vocabulary(ledger: Ledger, language: Language) -> Vocabulary:
    """The words of everything in a brief but its secrets.

    Suspicions and rumours count as well: how they may be spoken of is looked at elsewhere.
    """
    texts = [source.text for source in ledger.of(*_OPEN)]
    return Vocabulary(lower("\n".join(texts)), language)


@kept_with_ledger()
def own_pieces(ledger: Ledger, source: Source) -> frozenset[str]:
    """The pieces that stand in this source and in nothing that may be said."""
    return source.grams - ledger.public_grams


@kept_with_ledger()
def _open_sources(ledger: Ledger, language: Language) -> tuple[Vocabulary, ...]:
    """The words of each source that is no secret."""
    sources = ledger.of(*_OPEN)
    return tuple(Vocabulary(lower(source.text), language) for source in sources)


@kept_with_ledger(4096)
def _holders(ledger: Ledger, word: str, language: Language) -> tuple[int, ...]:
    """The places of the open sources that hold a word."""
    return tuple(place for place, source in enumerate(_open_sources(ledger, language)) if source.holds(word))


def borne_by_one(reading: Reading, found: Borne, saying: re.Pattern[str] | None = None) -> float:
    """The largest share of some telling words that one source holds that is no secret.

    `saying` asks for sources in whose text the expression stands.
    """
    ledger, language = reading.ledger, reading.passage.language
    words = {word.text for word in (*found.known, *found.unknown)}
    held = Counter(place for word in words for place in _holders(ledger, word, language))
    sources = _open_sources(ledger, language)
    for place, count in held.most_common():
        if saying is None or saying.search(sources[place].text):
            return count / len(words)
    return 0.0


def is_borne_whole(reading: Reading, span: Span) -> bool:
    """Whether one source that is no secret holds every telling word of a stretch of text."""
    found = borne(reading, span)
    return bool(found.known) and not found.unknown and borne_by_one(reading, found) == 1.0


@kept_with_ledger()
def secret_words(ledger: Ledger, source: Source, language: Language) -> Vocabulary:
    """The words that stand in a secret and in nothing else of the brief."""
    known = open_vocabulary(ledger, language)
    own = {w.text for w in telling_words(lower(source.text), language) if not known.holds(w.text)}
    return Vocabulary("\n".join(sorted(own)), language)


def borne(reading: Reading, span: Span) -> Borne:
    """Return the telling words of a stretch of text, told apart by whether the brief holds them."""
    return _borne(reading.ledger, reading.setting.low[slice(*span)].strip(), reading.passage.language)


@kept_with_ledger(256)
def _borne(ledger: Ledger, low: str, language: Language) -> Borne:
    book = open_vocabulary(ledger, language)
    known: list[TellingWord] = []
    unknown: list[TellingWord] = []
    for word in telling_words(low, language):
        (known if book.holds(word.text) else unknown).append(word)
    return Borne(tuple(known), tuple(unknown), book)
