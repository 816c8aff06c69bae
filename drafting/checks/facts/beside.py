"""What is said beside a figure: the pieces of text around it, weighed by how closely they belong to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from math import log, sqrt

from drafting.checks.facts.grams import placed_grams
from drafting.checks.facts.ledger import PUBLIC, Ledger, Source, kept_with_ledger
from drafting.claims.claim import Claim
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_AFTER, _BEFORE, _CLAUSE, _SENTENCE = 1.0, 0.8, 0.35, 0.15
"""Weights of the words after a figure and before it (up to the next figure of its kind), of the rest of its clause,
and of the rest of its sentence. Ours, set on the true statements of the benchmarks."""
_JOINT = late(r"(?<![a-z])(?:and|or|but)(?![a-z])|[和及与]")
_SHORT, _REACH = 2, 24
_CALENDAR = late(r"[今昨明前后大当天日年月周星期早晚上下午中凌晨清夜间时点分多约左右截至到起自从]+")
_FIGURES = frozenset({"quantity", "money", "percent", "ratio"})
_WHOLE = frozenset({"commitment", "contact"})
"""Sources whose every word speaks of each of their figures."""
PART_OF = late(r"\s(?:out\s)?of\s(?:the\s|our\s|all\s|its\s|their\s|those\s|these\s)*")
"""Between a part and its whole: 51 [of the] 63 damaged flats; what follows the whole stands by the part too."""
Weights = dict[str, float]


@dataclass(frozen=True)
class Alike:
    """A known figure whose surroundings are like those of a figure in the text.

    Attributes:
        source: where the known figure stands.
        known: the figure.
        score: how alike the surroundings are, from 0 to 1 (cosine of weighted pieces).
        shared: how many pieces of the claim's own clause both have.
    """

    source: Source
    known: Claim
    score: float
    shared: int


@dataclass(frozen=True)
class Beside:
    """What stands beside a figure of a text: its weighted pieces, and their length as a vector."""

    weights: Weights
    length: float


class PlacedText:
    """The pieces of a text in order of their place, and its claims by kind, so that surroundings are cheap to ask for."""

    def __init__(self, setting: Setting, claims: list[Claim] | tuple[Claim, ...]) -> None:
        self._setting, self._low = setting, setting.low
        placed = placed_grams(setting.low, setting.language)
        self._starts = [start for start, _ in placed]
        self._pieces = [piece for _, piece in placed]
        self._spans: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._ends = sorted(claim.end for claim in claims if claim.kind in _FIGURES)
        for claim in claims:
            self._spans[claim.kind].append((claim.start, claim.end))

    def _is_short(self, claim: Claim) -> bool:
        """Whether a clause says hardly more than its figure, so that the next one tells what it is of (10月28日起，…)."""
        first, last = (bisect_left(self._starts, place) for place in claim.clause)
        said = zip(self._starts[first:last], self._pieces[first:last], strict=True)
        return (
            sum(not claim.start <= at < claim.end and not _CALENDAR.fullmatch(piece) for at, piece in said)
            < _SHORT
        )

    def _own_words(self, claim: Claim, left: int, right: int) -> tuple[int, int]:
        """Where the words between a figure and its neighbours of the same kind stop to be its own: at 、, and, 和."""
        start, end = claim.clause
        left = max(left, self._low.rfind("、", left, claim.start) + 1)
        if (item := self._low.find("、", claim.end, right)) >= 0:
            right = item
        if left > start:
            left = max((m.end() for m in _JOINT.finditer(self._low, left, claim.start)), default=left)
        if right < end and (joint := _JOINT.search(self._low, claim.end, right)):
            right = joint.start()
        return left, right

    def beside(self, claim: Claim) -> Weights:
        """Return the pieces around `claim` with their weights, without those of the figure itself."""
        start, end = claim.clause
        left, right = start, end
        after = claim.end
        for a, b in self._spans[claim.kind]:
            if start <= a and b <= claim.start:
                left = max(left, b)
            elif after <= a < end:
                if not PART_OF.fullmatch(self._low, after, a):
                    right = a
                    break
                after = b
        left, right = self._own_words(claim, left, right)
        first, last = (
            bisect_left(self._ends, claim.start - _REACH),
            bisect_right(self._ends, claim.start),
        )
        if any(PART_OF.fullmatch(self._low, b, claim.start) for b in self._ends[first:last]):
            left = claim.start
        weights: Weights = {}
        spans = [(claim.sentence, _SENTENCE), (claim.clause, _CLAUSE)]
        following = self._setting.clause_after(end)
        if following is not None and self._low[end : following[0]].strip() == "," and self._is_short(claim):
            spans.append((following, _BEFORE))
        for span, weight in (*spans, ((left, claim.start), _BEFORE), ((claim.end, right), _AFTER)):
            first, last = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
            for at in range(first, last):
                if not claim.start <= self._starts[at] < claim.end:
                    weights[self._pieces[at]] = weight
        return weights


class Surroundings:
    """What stands beside every figure of one kind in a brief, laid out for looking up."""

    def __init__(self, ledger: Ledger, kind: str) -> None:
        self._ledger = ledger
        self._known_telling: dict[str, float] = {}
        self.entries = ledger.claims(kind, *PUBLIC)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._lengths: list[float] = []
        self._weights: list[Weights] = []
        texts: dict[Source, PlacedText] = {}
        for place, (source, claim) in enumerate(self.entries):
            if source.whole or source.kind in _WHOLE:
                weights = dict.fromkeys(source.grams, _AFTER)
            else:
                if source not in texts:
                    texts[source] = PlacedText(Setting(source.text, source.language), source.claims)
                weights = texts[source].beside(claim)
            for piece, weight in weights.items():
                self._postings[piece].append((place, weight * self._telling(piece)))
            self._lengths.append(self._length(weights))
            self._weights.append(weights)
        self._places = {id(claim): place for place, (_, claim) in enumerate(self.entries)}

    def _telling(self, piece: str) -> float:
        """How telling a piece is: the fewer of the sayable sources hold it, the more."""
        found = self._known_telling.get(piece)
        if found is None:
            found = log(1 + len(self._ledger.public) / (0.5 + self._ledger.public_holding(piece)))
            if piece in self._postings:
                self._known_telling[piece] = found
        return found

    def _length(self, weights: Weights) -> float:
        return sqrt(sum(weight * weight * self._telling(piece) for piece, weight in weights.items()))

    def weigh(self, weights: Weights) -> Beside:
        """Weigh what stands beside a figure of a text, to be compared with what stands beside the brief's figures."""
        return Beside(weights, self._length(weights))

    def of(self, beside: Beside, known: Claim) -> float:
        """Return how alike `beside` is to what stands beside one known figure, from 0 to 1."""
        place = self._places[id(known)]
        weights, telling, product = self._weights[place], self._known_telling, 0.0
        for piece, weight in beside.weights.items():
            other = weights.get(piece)
            if other is not None:
                product += weight * other * telling[piece]
        return product / (beside.length * self._lengths[place]) if product else 0.0

    def alike(self, beside: Beside) -> list[Alike]:
        """Return the known figures whose surroundings share a piece with `beside`."""
        products: dict[int, float] = defaultdict(float)
        shared: dict[int, int] = defaultdict(int)
        for piece, weight in beside.weights.items():
            near = weight >= _CLAUSE
            for place, other in self._postings.get(piece, ()):
                products[place] += weight * other
                shared[place] += near
        return [
            Alike(*self.entries[place], product / (beside.length * self._lengths[place]), shared[place])
            for place, product in products.items()
        ]


@kept_with_ledger()
def surroundings_of(ledger: Ledger, kind: str) -> Surroundings:
    """Return what stands beside a brief's figures of one kind, laid out once."""
    return Surroundings(ledger, kind)
