"""Clauses of two statements of one language that are the same but for a figure, a name or a negation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from drafting.checks.facts.grams import grams
from drafting.claims.claim import Claim
from drafting.comparison.laid import Laid, Placed
from drafting.comparison.matching import FIGURES, NUMBERS, agree

_TWINS = 0.75
"""Two clauses that share this much (Dice's measure) are the same sentence told twice (ours)."""
_LEAST = 4
"""Shorter clauses, in pieces, are alike by chance (ours)."""
_COMPARED = FIGURES | NUMBERS | {"name"}

_NEGATOR = re.compile(
    r"(?:并|从|均|都)?(?:未(?!来|成年)|没有|没|不|非(?!常|法))|(?<![a-z])(?:(?:does |do |did )?not|never|no)(?![a-z])|n't"
)
_SPACE = re.compile(r"\s+")

_Span = tuple[int, int]


def twins(left: Laid, right: Laid) -> Iterator[tuple[Placed, Placed]]:
    """Yield what two clauses that are otherwise the same tell differently."""
    if left.language != right.language:
        return
    theirs = [(span, _pieces(right, span)) for span in right.clauses]
    for span in left.clauses:
        pieces = _pieces(left, span)
        if len(pieces) < _LEAST:
            continue
        best = max(theirs, key=lambda entry: _dice(pieces, entry[1]), default=None)
        if best is None or _dice(pieces, best[1]) < _TWINS:
            continue
        yield from _claims(left, span, right, best[0])
        yield from _polarity(left, span, right, best[0])


def _pieces(laid: Laid, span: _Span) -> frozenset[str]:
    """The pieces of a clause, with the next one where it says too little (10月10日5时50分，……)."""
    own = grams(laid.passage.text[slice(*span)], laid.language)
    return own if len(own) >= _LEAST else own | grams(laid.beside(span), laid.language)


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0


def _claims(left: Laid, here: _Span, right: Laid, there: _Span) -> Iterator[tuple[Placed, Placed]]:
    mine, theirs = _inside(left, here), _inside(right, there)
    for kind, own in mine.items():
        other = theirs.get(kind, [])
        lone = (
            [a for a in own if not any(_same(a, b) for b in other)],
            [b for b in other if not any(_same(a, b) for a in own)],
        )
        if len(lone[0]) == len(lone[1]) == 1 and not _is_elsewhere(kind, lone, left, right):
            yield lone[0][0], lone[1][0]


def _inside(laid: Laid, span: _Span) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = defaultdict(list)
    for placed in laid.telling:
        claim = placed.claim
        if claim.kind in _COMPARED and span[0] <= claim.start < span[1] and not claim.hedged:
            found[claim.kind].append(placed)
    return found


def _same(a: Placed, b: Placed) -> bool:
    if a.claim.kind == "name":
        one, other = a.claim.value.lower(), b.claim.value.lower()
        return one in other or other in one
    return agree(a, b)


def _is_elsewhere(kind: str, lone: tuple[Sequence[Placed], ...], left: Laid, right: Laid) -> bool:
    """A name that the other statement has too may only stand in another place there."""
    if kind != "name":
        return False
    return lone[0][0].claim.text in right.passage.text and lone[1][0].claim.text in left.passage.text


def _polarity(left: Laid, here: _Span, right: Laid, there: _Span) -> Iterator[tuple[Placed, Placed]]:
    one, other = left.setting.low[slice(*here)], right.setting.low[slice(*there)]
    bare = [_SPACE.sub("", _NEGATOR.sub(" ", words)) for words in (one, other)]
    negated = [len(_NEGATOR.findall(words)) % 2 for words in (one, other)]
    if bare[0] == bare[1] and negated[0] != negated[1]:
        yield _whole(left, here), _whole(right, there)


def _whole(laid: Laid, span: _Span) -> Placed:
    """The clause itself as a claim."""
    words = laid.passage.text[slice(*span)]
    claim = Claim("act", *span, words, "", clause=span, sentence=laid.setting.sentence_at(span[0]))
    return Placed(claim, laid.source_of(claim.sentence), span[0] / max(1, len(laid.passage.text)))
