"""The brief's amounts, and which of them may be reckoned with each other: what every reckoning works on."""

from __future__ import annotations

from decimal import Decimal

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim

TELLING = 10
"""A figure this large hardly stands in a sentence and in a source by chance (ours)."""
_SOFT = frozenset({"", "any", "ordinal", "person", "case", "piece"})
Entry = tuple[Source, Claim]
Amount = tuple[Source, Claim, Decimal]


def amounts_of(reading: Reading, *kinds: str) -> list[Amount]:
    """The amounts of some kinds that may be said, with their values."""
    return [
        (source, known, Decimal(known.value))
        for kind in kinds
        for source, known in reading.ledger.claims(kind, "confirmed", "commitment", "earlier")
        if known.unit != "ordinal" and known.value != "0"
    ]


def related(first: Amount, second: Amount) -> bool:
    """Whether two figures may be reckoned with: of one source, or of the same things."""
    if first[0] is second[0]:
        return True
    one, other = first[1], second[1]
    if one.kind != other.kind:
        return False
    if one.counts & other.counts or (one.unit == other.unit and one.unit not in _SOFT):
        return True
    return bool(one.noun) and one.noun.split()[:1] == other.noun.split()[:1]


def in_sight(reading: Reading, claim: Claim) -> frozenset[str]:
    """The ids of the sources that share a piece with a claim's sentence or the one before, or whose figures it says.

    Where the words speak of none, all of them.
    """
    start, end = claim.sentence
    before = reading.setting.sentence_at(max(0, start - 1))
    near = set(reading.nearness((before[0], end)))
    said = said_in(reading, claim, claim.sentence)
    for source, _, value in amounts_of(reading, "quantity", "money"):
        if value in said and value >= TELLING:
            near.add(source.id)
    return frozenset(near or (source.id for source in reading.ledger.public))


def said_in(reading: Reading, claim: Claim, span: tuple[int, int]) -> set[Decimal]:
    """The other amounts that a stretch of the text says."""
    return {
        Decimal(other.value)
        for other in reading.claims_in(span)
        if other.kind in ("quantity", "money") and other is not claim and other.unit != "ordinal"
    }
