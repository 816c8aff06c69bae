"""What a stretch of text speaks of: the entries of a brief that share its telling pieces, weighed by rarity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import log

from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Kind, Ledger, Source, kept_with_ledger
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.setting import Setting
from drafting.messages import Language

_VALUES = frozenset({"date", "time", "quantity", "money", "percent", "identifier", "phone"})
_KEPT = 256
"""Stretches of one text whose matches are kept, for several checks ask about the same ones."""
_OF_VALUE = 1.5
"""A figure, day or number that both have tells more than a word of theirs (ours)."""


def pieces_of(text: str, claims: Iterable[Claim], language: Language) -> frozenset[str]:
    """Return the pieces of a stretch: its grams, and each figure, day and number as one piece."""
    values = {f"={claim.kind}:{claim.value.rstrip('?')}" for claim in claims if claim.kind in _VALUES}
    return grams(text, language) | values


@dataclass(frozen=True, eq=False)
class Entry:
    """A source of the brief, or one clause of it, ready to be laid beside a stretch of text."""

    source: Source
    text: str
    pieces: frozenset[str]


@dataclass(frozen=True)
class Match:
    """An entry that shares pieces with a stretch: the share of the stretch's weight, and of its own, that is common."""

    entry: Entry
    wanted: frozenset[str]
    mine: float
    theirs: float

    @property
    def common(self) -> frozenset[str]:
        """The pieces that both have."""
        return self.entry.pieces & self.wanted

    @property
    def score(self) -> float:
        """How alike the two are, from 0 to 1: the harmonic mean of both shares."""
        return 2 * self.mine * self.theirs / (self.mine + self.theirs)


class Alignment:
    """The entries of a brief in one language, found by their pieces."""

    def __init__(self, ledger: Ledger, language: Language, kinds: tuple[Kind, ...]) -> None:
        self.entries: list[Entry] = []
        for source in ledger.of(*kinds):
            self.entries += _entries(source, language)
        self._postings: dict[str, list[int]] = defaultdict(list)
        for place, entry in enumerate(self.entries):
            for piece in entry.pieces:
                self._postings[piece].append(place)
        self._unknown = log(1 + len(self.entries) / 0.5)
        self._weights = {piece: self._rarity(piece, len(held)) for piece, held in self._postings.items()}
        self._found: dict[tuple[frozenset[str], frozenset[str]], list[Match]] = {}
        self._totals = [self.total(entry.pieces) for entry in self.entries]

    def _rarity(self, piece: str, held: int) -> float:
        found = log(1 + len(self.entries) / (0.5 + held))
        return found * _OF_VALUE if piece[0] == "=" else found

    def weight(self, piece: str) -> float:
        """How much a piece tells: the fewer entries hold it, the more."""
        found = self._weights.get(piece)
        if found is None:
            return self._unknown * _OF_VALUE if piece[0] == "=" else self._unknown
        return found

    def total(self, pieces: Iterable[str]) -> float:
        """How much some pieces tell together."""
        return sum(map(self.weight, pieces))

    def near(self, pieces: frozenset[str], without: frozenset[str] = frozenset()) -> list[Match]:
        """Return the entries that share a piece, the most alike first; the pieces `without` count on neither side."""
        asked = (pieces, without)
        if asked not in self._found:
            if len(self._found) >= _KEPT:
                self._found.clear()
            self._found[asked] = self._near(pieces, without)
        return self._found[asked]

    def _near(self, pieces: frozenset[str], without: frozenset[str]) -> list[Match]:
        wanted = pieces - without if without else pieces
        common: dict[int, float] = defaultdict(float)
        for piece in wanted:
            held = self._postings.get(piece)
            if held:
                weight = self._weights[piece]
                for place in held:
                    common[place] += weight
        whole = self.total(wanted) or 1.0
        matches = []
        for place in sorted(common):
            entry, weight = self.entries[place], common[place]
            theirs = self._totals[place] - (self.total(entry.pieces & without) if without else 0.0) or 1.0
            matches.append(Match(entry, wanted, weight / whole, weight / theirs))
        return sorted(matches, key=lambda match: -round(match.score, 9))


def _entries(source: Source, language: Language) -> Iterable[Entry]:
    yield Entry(source, lower(source.text), pieces_of(source.text, source.claims, language))
    clauses = Setting(source.text, source.language).clauses
    if len(clauses) < 2 or source.kind == "commitment":
        return
    for a, b in clauses:
        inside = [claim for claim in source.claims if a <= claim.start < b]
        yield Entry(source, lower(source.text[a:b]), pieces_of(source.text[a:b], inside, language))


@kept_with_ledger()
def alignment_of(ledger: Ledger, language: Language, *kinds: Kind) -> Alignment:
    """Return the entries of a brief's sources of the given kinds, laid out once."""
    return Alignment(ledger, language, kinds)
