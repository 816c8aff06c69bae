"""Chinese averages, multiples and shares by count: of whom each (平均一名护士) is an average, 四台里有三台, 超标0.4倍."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from drafting.checks.facts.chinese_shares import may_be_of, told_in_chinese
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import percentage
from drafting.claims.claim import Claim
from drafting.claims.quantities import measures
from drafting.late_patterns import late

_EACH = late(r"(?:每一?|平均一)(?P<measure>[名位人户台家辆间所架艘])")


def counts_each(reading: Reading, claim: Claim, count: Claim) -> bool:
    """Whether a count may be of those of whom a Chinese average is told: people for 平均一名护士, never two papers."""
    if reading.passage.language != "zh":
        return True
    each = _EACH.search(reading.setting.low, *claim.sentence)
    units = set(count.unit.split("|")) - {""}
    return each is None or not units or "any" in units or bool(units & measures()[each["measure"]])


def is_a_known_multiple(reading: Reading, claim: Claim) -> bool:
    """Whether a fact that the clause speaks of gives a multiple itself (超标0.4倍), so that none is reckoned."""
    near = reading.nearness(claim.clause)
    return any(
        known.unit == "times" and source.id in near
        for source, known in reading.ledger.claims("quantity", "confirmed", "commitment")
    )


_WITHIN = late(
    r"[^,。;!?\n零一二两三四五六七八九十百千万]{0,12}?(?:里头|里面|里|当中|中|内),?[^,。;!?\n0-9]{0,8}"
)
_HUNDRED = 100
_ROUND_WHOLES = frozenset(Decimal(n) for n in (2, 3, 4, 5, 6, 8, 10, 100, 1000, 10_000))


def so_many_of(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """A share told as so many of a round number: 四台里有三台, 每一百台里五六台; asked of either of the two numbers."""
    if reading.passage.language != "zh" or claim.kind != "quantity":
        return None
    beside = [c for c in reading.claims_in(claim.sentence) if c.kind == "quantity" and c.unit == claim.unit]
    for whole, part in pairwise(beside):
        if claim not in (whole, part) or Decimal(whole.value) not in _ROUND_WHOLES:
            continue
        if whole.text[:1].isdigit() and Decimal(whole.value) < _HUNDRED:
            continue
        if any(known.value == whole.value for _, known in reading.ledger.claims("quantity")):
            continue
        if not _WITHIN.fullmatch(reading.setting.low, whole.end, part.start):
            continue
        low, high = Decimal(part.value), Decimal(part.upper or part.value)
        for end in {low, (low + high) / 2, high}:
            if end < Decimal(whole.value):
                ratio = replace(
                    part, kind="ratio", upper="", value=f"{end}/{whole.value}", bound=part.bound or "about"
                )
                found = told_in_chinese(reading, ratio, percentage(ratio))
                if found is not None and all(may_be_of(part, known) for _, known in found):
                    return found
    return None
