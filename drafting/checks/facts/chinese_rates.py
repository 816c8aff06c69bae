"""Chinese averages and multiples: of whom each (平均一名护士) is an average, and multiples that a fact gives itself."""

from __future__ import annotations

from drafting.checks.facts.reading import Reading
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
