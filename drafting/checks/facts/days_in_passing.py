"""English days and hours that are told in passing: of a decade, in a span, any day but one, shortly before an hour."""

from __future__ import annotations

from itertools import pairwise

from drafting.checks.facts.ledger import Ledger, kept_with_ledger
from drafting.checks.facts.likeness import minutes_of
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_BUT = late(r"(?<![a-z])(?:but|except|bar|save|excluding)\s(?:on\s)?(?:an?\s|the\s)?$")


def is_left_out(reading: Reading, claim: Claim) -> bool:
    """Whether a day is only taken out of the days that the brief lists: any day but Sunday, for Monday to Saturday."""
    return claim.value[0] == "W" and bool(
        _BUT.search(reading.setting.low[max(0, claim.start - 14) : claim.start])
    )


@kept_with_ledger()
def _years(ledger: Ledger) -> frozenset[str]:
    """The years that a brief's facts give."""
    values = (known.value for _, known in ledger.claims("date"))
    return frozenset(value[:4] for value in values if value[:4].isdigit())


_DECADE = late(r"['’]?s(?![a-z0-9])")


def is_of_a_decade(reading: Reading, claim: Claim) -> bool:
    """Whether a decade holds a year of the brief: the 1960s, of 1967."""
    return (
        claim.value.isdigit()
        and claim.value.endswith("0")
        and bool(_DECADE.match(reading.setting.low, claim.end))
        and any(year[:3] == claim.value[:3] for year in _years(reading.ledger))
    )


_MONTH = 7
_SPAN = late(r"\s(?:to|until|till|and|through)\s|\s?[-–—]\s?")


def is_month_between(reading: Reading, claim: Claim) -> bool:
    """Whether a month lies in a span of days that a fact gives: built in December, of 3 November to 27 February."""
    if len(claim.value.lstrip("-")) != _MONTH and not claim.value.startswith("--"):
        return False
    month = int(claim.value[-2:])
    for source in reading.ledger.of("confirmed"):
        days = [k for k in source.claims if k.kind == "date" and len(k.value) > _MONTH and k.value[0] != "-"]
        for first, last in pairwise(days):
            if _SPAN.fullmatch(lower(source.text), first.end, last.start):
                start = int(first.value[:4]) * 12 + int(first.value[5:7])
                end = int(last.value[:4]) * 12 + int(last.value[5:7])
                if any(at % 12 == month % 12 for at in range(start, end + 1)):
                    return True
    return False


_AFTER, _BEFORE = late(r"(?<![a-z])(?:after|past|gone)\s$"), late(r"(?<![a-z])(?:before|by)\s$")
_WITHIN = 30
"""Minutes from an hour that is said in words within which something was before or after it (ours)."""


def is_before_or_after(reading: Reading, claim: Claim) -> bool:
    """Whether a time only tells that something was shortly before or after it: before a quarter to ten, at 09:41."""
    if claim.text[:1].isdigit() or " " not in claim.text or "future" in claim.moods:
        return False
    head = reading.setting.low[max(0, claim.start - 8) : claim.start]
    step = 1 if _AFTER.search(head) else -1 if _BEFORE.search(head) else 0
    said = minutes_of(claim.value)
    return (
        bool(step)
        and said % 15 == 0
        and any(
            0 <= (minutes_of(known.value) - said) * step % 720 <= _WITHIN
            for source, known in reading.ledger.claims("time")
            if source.kind != "contact"
        )
    )
