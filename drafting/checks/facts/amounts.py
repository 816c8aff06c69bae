"""The brief's amounts, and which of them may be reckoned with each other: what every reckoning works on."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim

TELLING = 10
"""A figure this large hardly stands in a sentence and in a source by chance (ours)."""
_SOFT = frozenset({"", "any", "ordinal", "person", "case", "piece"})
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


def is_whole_by_name(part: Amount, whole: Amount, amounts: list[Amount]) -> bool:
    """Whether two Chinese figures have the noun before them or the measure word in common, and the one is the largest such."""
    names, measure = _named_before(part) & _named_before(whole), _measure(part[1])
    alike = [e[2] for e in amounts if names & _named_before(e) or (measure and _measure(e[1]) == measure)]
    shared = bool(names) or (bool(measure) and measure == _measure(whole[1]))
    return shared and part[2] < whole[2] and (whole[2] == max(alike) or whole[2] - part[2] in alike)


_TELLING_MEASURES = frozenset("台辆张瓶盒部支通笔户架份箱吨套艘册桶罐")
_BEFORE = re.compile(r"([\u3400-\u9fff]{2})(?:约|共|为|达|有|近|超过)?$")


def _measure(claim: Claim) -> str:
    """The Chinese measure word of a figure where it tells what is counted (台, 张), else nothing."""
    return claim.text[-1:] if claim.text[-1:] in _TELLING_MEASURES else ""


def _named_before(entry: Amount) -> frozenset[str]:
    """What a Chinese figure counts where its noun stands in front or behind: 涉及账号76400个, 61120个账号."""
    source, known, _ = entry
    if source.language != "zh":
        return frozenset()
    before = _BEFORE.search(source.text[max(0, known.start - 8) : known.start])
    behind = known.noun[:2] if len(known.noun) > 1 else ""
    return frozenset({before.group(1) if before else "", behind}) - {""}


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


def clause_of(entry: Amount) -> frozenset[str]:
    """The pieces of the clause in which a source tells an amount."""
    source, known, _ = entry
    return grams(source.text[slice(*known.clause)], source.language)
