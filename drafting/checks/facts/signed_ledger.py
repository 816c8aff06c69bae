"""The clauses of a brief with the signs of their words, found by them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import log

from drafting.checks.facts.ledger import Kind, Ledger, Source, kept_with_ledger
from drafting.checks.facts.signs import Signed, Word, keys_of, signed, tokens
from drafting.claims.claim import Mood
from drafting.claims.fold import lower
from drafting.claims.setting import Setting
from drafting.messages import Language

_KEPT = 8192
"""Words of texts whose weights are kept."""
_FAINT = 0.35
"""How much a word that tells nothing by itself weighs, of what another as rare would (ours)."""
_OWN_NAME, _OTHER_NAME = 0.2, 0.35
"""How much the organisation's own name tells, and a name that the brief does not have: most stand for its “he” or “it”."""
_NOT_SAID: tuple[Mood, ...] = ("conditional", "question", "hedged", "directive")
_NAMING: tuple[Kind, ...] = ("confirmed", "commitment", "denied")


@dataclass(frozen=True, eq=False)
class Entry:
    """A clause of the brief, with the keys of the whole source that it stands in."""

    source: Source
    clause: Signed
    around: frozenset[str]
    denied: frozenset[str]
    """The keys of the words of that source that a negator turns round, or may."""


class SignedLedger:
    """Every clause of what may be said or is denied, with its signs, found by its words."""

    def __init__(self, ledger: Ledger, language: Language) -> None:
        self.entries: list[Entry] = []
        for source in ledger.of(*_NAMING):
            if source.language == language:
                self.entries += _entries(source)
        self._postings: dict[str, set[int]] = defaultdict(set)
        self.rumours: dict[str, list[int]] = defaultdict(list)
        """By key: the places of the denied clauses that have it."""
        self._by_sign: dict[tuple[str, int], set[int]] = defaultdict(set)
        for place, entry in enumerate(self.entries):
            for word in entry.clause.words:
                for key in word.keys:
                    self._postings[key].add(place)
                    self._by_sign[key, word.sign].add(place)
            if entry.source.kind == "denied":
                for key in entry.clause.keys:
                    self.rumours[key].append(place)
        names = (word for name in ledger.brief.names for _, word, _ in tokens(lower(name), language))
        self._own = frozenset().union(*(keys_of(word, language) for word in names), frozenset())
        self._weights: dict[Word, float] = {}
        self.weighed = [
            [(word.keys, self.weight(word)) for word in entry.clause.words] for entry in self.entries
        ]
        """By clause: the keys of its words, and how much each word tells."""
        self.lengths = [self.total(entry.clause.words) for entry in self.entries]

    def holding(self, words: Iterable[Word]) -> set[int]:
        """The places of the clauses that have one of some words, or one that says the same."""
        return {place for word in words for key in word.keys for place in self._postings.get(key, ())}

    def turning(self, words: Iterable[Word]) -> set[int]:
        """The places of the clauses that have one of some words with the other sign."""
        return {
            place
            for word in words
            if word.sign
            for key in word.keys
            for place in self._by_sign.get((key, -word.sign), ())
        }

    def weight(self, word: Word) -> float:
        """How much a word tells: the fewer clauses have it, the more."""
        found = self._weights.get(word)
        if found is None:
            if len(self._weights) >= _KEPT:
                self._weights.clear()
            found = self._weights[word] = self._weigh(word)
        return found

    def _weigh(self, word: Word) -> float:
        if word.is_side:
            return 0.0
        held = len(self.holding((word,)))
        told = log(1 + len(self.entries) / (0.5 + held))
        if word.proper and not held:
            told *= _OTHER_NAME
        if word.keys & self._own:
            told *= _OWN_NAME
        return told * _FAINT if word.faint else told

    def total(self, words: Iterable[Word]) -> float:
        """How much some words tell together."""
        return sum(map(self.weight, words))


def _entries(source: Source) -> Iterator[Entry]:
    setting = Setting(source.text, source.language)
    clauses = [
        signed(setting, span)
        for span in setting.clauses
        if not any(setting.marked(mood, *span) for mood in _NOT_SAID)
    ]
    around = frozenset().union(*(clause.keys for clause in clauses), frozenset())
    denied = frozenset(key for c in clauses for w in c.plain if w.sign <= 0 for key in w.keys)
    for clause in clauses:
        yield Entry(source, clause, around, denied)


@kept_with_ledger()
def signed_ledger(ledger: Ledger, language: Language) -> SignedLedger:
    """Return the signed clauses of a brief in one language, laid out once."""
    return SignedLedger(ledger, language)
