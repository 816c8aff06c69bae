"""Lengths of time as an English sentence says them: within an hour of the call, in six weeks, half an hour for 31 minutes."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations, permutations

from drafting.checks.facts.ledger import Ledger, kept_with_ledger
from drafting.checks.facts.lengths import moments_of, seconds_between
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.spoken_amounts import spoken_length
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_DAY = 86400
_WITHIN_OF = late(r"\s(?:of|after|from)(?![a-z])")
"""Behind a length that something took at most, words that tell from when: within an hour of the call."""
_LONGER = late(r"\s(?:longer|more|later|shorter|less|over|under|too|beyond)(?![a-z])")
_AHEAD = late(r"(?:in|within|next|have|only|just|another)\s(?:the\s)?(?:next\s)?$")
_APART = late(r"(?<![a-z])(?:separates?|apart|passed|went by|between)(?![a-z])")
_DAYS_IN_A_MONTH, _PART_OF_A_MONTH = Decimal("30.44"), Decimal("0.3")
"""How far a length in months and their halves may miss that between two days (ours)."""


def length_as_spoken(reading: Reading, claim: Claim) -> bool:
    """Whether a length is true of moments or lengths of the brief that its words point to in an English way."""
    if claim.unit == "month":
        months = Decimal(claim.value)
        return any(abs(months - known) <= _PART_OF_A_MONTH for known in _months_by_days(reading.ledger))
    if claim.unit != "s":
        return False
    gaps = _differences(reading, claim) | _still_to_go(reading, claim)
    if claim.bound in ("", "about"):
        gaps |= _said_lengths(reading, claim)
    if claim.bound == "at_most" and _WITHIN_OF.match(reading.setting.low, claim.end):
        gaps |= _gaps_from_here(reading, claim)
    if _APART.search(reading.setting.low, *claim.clause):
        gaps |= _gaps_of_days(reading.ledger)
    return spoken_length(claim, gaps, (), between=False)


def _gaps_from_here(reading: Reading, claim: Claim) -> set[Decimal]:
    """The seconds between a time of a fact that the sentence speaks of and any other."""
    near = reading.nearness(claim.sentence)
    moments = [
        m
        for m in moments_of(reading.ledger)
        if m[3] is not None and m[0].kind == "confirmed" and not m[0].whole
    ]
    pairs = ((a, b) for a, b in permutations(moments, 2) if a[0].id in near)
    return {seconds_between(a, b) for a, b in pairs} - {Decimal(0)}


@kept_with_ledger()
def _gaps_of_days(ledger: Ledger) -> frozenset[Decimal]:
    """The seconds between any two days of a brief."""
    days = [m for m in moments_of(ledger) if m[3] is None]
    return frozenset(seconds_between(a, b) for a, b in combinations(days, 2)) - {Decimal(0)}


def _differences(reading: Reading, claim: Claim) -> set[Decimal]:
    """By how much two lengths of one fact differ, where that is told: three and a half minutes longer than agreed."""
    if not _LONGER.match(reading.setting.low, claim.end):
        return set()
    lengths = [
        (s, Decimal(k.value)) for s, k in reading.ledger.claims("duration", "confirmed") if k.unit == "s"
    ]
    return {abs(a - b) for (s, a), (t, b) in combinations(lengths, 2) if s is t} - {Decimal(0)}


def _still_to_go(reading: Reading, claim: Claim) -> set[Decimal]:
    """The seconds from the day of issue to the days on which promises fall due, where a sentence looks ahead."""
    issued = reading.brief.issued_at
    head = reading.setting.low[max(0, claim.start - 16) : claim.start]
    if issued is None or not (_AHEAD.search(head) or "future" in claim.moods):
        return set()
    due = {m[2] for m in moments_of(reading.ledger) if m[0].kind == "commitment" and m[2]}
    return {Decimal((day - issued.date()).days * _DAY) for day in due if day > issued.date()}


def _said_lengths(reading: Reading, claim: Claim) -> set[Decimal]:
    """The seconds of the lengths that facts give of which the sentence speaks: half an hour, of 31 minutes."""
    near = reading.nearness(claim.sentence)
    return {
        Decimal(known.value)
        for source, known in reading.ledger.claims("duration", "confirmed")
        if known.unit == "s" and source.id in near and not known.bound and known.value != claim.value
    }


@kept_with_ledger()
def _months_by_days(ledger: Ledger) -> frozenset[Decimal]:
    """The months between any two days of one source that lie a month or more apart."""
    days = [m for m in moments_of(ledger) if m[3] is None]
    found = {(a[2] - b[2]).days for a, b in permutations(days, 2) if a[0] is b[0] and a[2] and b[2]}
    return frozenset(apart / _DAYS_IN_A_MONTH for apart in found if apart > _DAYS_IN_A_MONTH - 2)
