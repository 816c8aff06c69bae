"""English days that are told without their month, alone or in a list before the one that has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from drafting.claims.claim import Claim
from drafting.claims.numerals import EN_ORDINAL, small
from drafting.claims.quantities import make
from drafting.claims.setting import Setting
from drafting.late_patterns import late

AHEAD = 0.7
"""A statement names days to come (deadlines) further ahead than days past: seven months back count as ten ahead. Ours."""
_LISTED_BEFORE = late(r"(?<![0-9a-z.:,])(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?:,\s|\s(?:and|or)\s)$")
_DAY_ALONE = late(
    rf"(?<![a-z])(?:on|by|until|till|before|after|since)\s(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s)?the\s(?P<day>{EN_ORDINAL}|[0-9]{{1,2}}(?:st|nd|rd|th))"
    r"(?=\s*(?:[,.;:!?)\"”\n—-]|$)|\s(?:and|or|at|in|is|was|were|we|to|until|till|through|that|of\s(?:this|that|next|last|the)\smonth|when|where|but|it|as|he|she|they)(?![a-z]))"
)
_MONTH_ALONE = 7
"""Characters of a month with its year and without a day."""
_SMALLEST_ALONE = 3
"""From the third of a month on, a bare ordinal behind “by the” is rather a day than one of several things. Ours."""


def days_before(setting: Setting, at: int, value: str) -> Iterator[Claim]:
    """The days of a list before the one that has the month: 17, 18 and 19 April."""
    while (more := _LISTED_BEFORE.search(setting.low[max(0, at - 12) : at])) and 0 < int(more["day"]) <= 31:
        start = max(0, at - 12) + more.start("day")
        if not setting.is_free(start, start + len(more["day"])):
            return
        setting.take(start, start + len(more["day"]))
        yield make(setting, "date", (start, start + len(more["day"])), f"{value[:-2]}{int(more['day']):02d}")
        at = start


def days_alone(setting: Setting, today: date, months: Sequence[Claim] = ()) -> Iterator[Claim]:
    """Yield days without their month: by the eleventh, on the 23rd; of the month in which they lie nearest."""
    for match in _DAY_ALONE.finditer(setting.low):
        day = small(match["day"].rstrip("stndrh") if match["day"][0].isdigit() else match["day"])
        if day is None or not _SMALLEST_ALONE <= day <= 31 or not setting.is_free(*match.span("day")):
            continue
        if (named := _in_month_before(months, match.start(), day)) is not None:
            setting.take(*match.span("day"))
            yield make(setting, "date", match.span("day"), named)
            continue
        near = [found for step in (-1, 0, 1) if (found := _in_month(today, step, day)) is not None]
        if near:
            setting.take(*match.span("day"))
            best = min(near, key=lambda found: distance(today, found))
            yield make(setting, "date", match.span("day"), best.isoformat())


def _in_month_before(months: Sequence[Claim], at: int, day: int) -> str | None:
    """The day in the month that its sentence names alone before it: back in February, on the 11th."""
    named = [m for m in months if m.end <= at < m.sentence[1] and len(m.value) == _MONTH_ALONE]
    if not named:
        return None
    try:
        return date.fromisoformat(f"{named[-1].value}-{day:02d}").isoformat()
    except ValueError:
        return None


def _in_month(today: date, step: int, day: int) -> date | None:
    year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
    try:
        return date(year, month + 1, day)
    except ValueError:
        return None


def distance(today: date, found: date) -> float:
    """How far a day lies from today; days ahead count for less."""
    days = (found - today).days
    return days * AHEAD if days > 0 else -days
