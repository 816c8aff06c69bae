"""Which telling words of a text the brief bears out, and which stand only in what is kept back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from drafting.checks.facts.ledger import Ledger, Source
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import lower
from drafting.claims.telling import TellingWord, core, families, families_in, root, telling_words
from drafting.messages import Language

Span = tuple[int, int]
_ENGLISH = re.compile(r"[a-z][a-z'-]*[a-z]|[a-z]")
_SINGLE = 0.5
"""What a word of one Chinese character weighs beside one of two: it is often a particle or half a verb (ours)."""


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
        return word in self.text or core(word) in self.text


@dataclass(frozen=True)
class Borne:
    """The telling words of a stretch of text: those that the brief holds, and those that it does not."""

    known: tuple[TellingWord, ...]
    unknown: tuple[TellingWord, ...]

    def weight(self, *, faint: bool = False) -> float:
        """How much the unknown words tell, each counted once; `faint` counts general words as well."""
        return sum(weight_of(text) for text in {w.text for w in self.unknown if faint or not w.faint})

    def share(self, *, faint: bool = False) -> float:
        """The share of the telling words that the brief does not hold."""
        unknown = sum(faint or not word.faint for word in self.unknown)
        return unknown / max(1, unknown + sum(faint or not word.faint for word in self.known))


def weight_of(word: str) -> float:
    """How much one word tells."""
    return _SINGLE if len(word) == 1 else 1.0


@lru_cache(maxsize=64)
def open_vocabulary(ledger: Ledger, language: Language) -> Vocabulary:
    """The words of everything in a brief but its secrets.

    Suspicions and rumours count as well: how they may be spoken of is looked at elsewhere.
    """
    texts = [s.text for s in ledger.of("confirmed", "commitment", "contact", "earlier", "frame")]
    texts += [s.text for s in ledger.of("unconfirmed", "denied")]
    return Vocabulary(lower("\n".join(texts)), language)


@lru_cache(maxsize=256)
def secret_words(ledger: Ledger, source: Source, language: Language) -> tuple[Vocabulary, int]:
    """The words that stand in a secret and in nothing else of the brief, and how many they are."""
    known = open_vocabulary(ledger, language)
    low = lower(source.text)
    own = {w.text for w in telling_words(low, (0, len(low)), language) if not known.holds(w.text)}
    return Vocabulary("\n".join(sorted(own)), language), len(own)


def borne(reading: Reading, span: Span) -> Borne:
    """Return the telling words of a stretch of the text, told apart by whether the brief holds them."""
    language = reading.passage.language
    book = open_vocabulary(reading.ledger, language)
    known: list[TellingWord] = []
    unknown: list[TellingWord] = []
    for word in telling_words(reading.setting.low, span, language):
        (known if book.holds(word.text) else unknown).append(word)
    return Borne(tuple(known), tuple(unknown))
