"""English figures and numbers that are only named to be put aside for the right one: Tank 7, not Tank 8; not 71 but 117."""

from __future__ import annotations

from drafting.checks.facts.matching import matches
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_NOT = late(
    r"(?<![a-z])(?:not|rather than|instead of|and not|never|no longer|as opposed to)\s(?:(?:the|a|at|on|by|in|for|of|from|only|just|some|about)\s){0,2}(?:[a-z]+\s)?$"
)


def is_set_aside(reading: Reading, claim: Claim) -> bool:
    """Whether a figure stands behind “not”, and its sentence has another of its kind that the brief bears out."""
    if reading.passage.language != "en":
        return False
    if not _NOT.search(reading.setting.low[max(claim.sentence[0], claim.start - 36) : claim.start]):
        return False
    return any(
        other.kind == claim.kind and other.unit == claim.unit and other.value != claim.value
        for other in reading.claims_in(claim.sentence)
        if other is not claim and _is_borne_out(reading, other)
    )


def _is_borne_out(reading: Reading, claim: Claim) -> bool:
    if claim.kind == "identifier":
        return bool(reading.ledger.claims_like(claim))
    return bool(matches(reading, claim))
