"""How a point in time is said in a statement: Chinese by month, day and hour; English with its zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_MONTHS = "January February March April May June July August September October November December".split()


def say_moment(moment: datetime | date, *, chinese: bool, near: datetime, jurisdiction: str = "CN") -> str:
    """Return `moment` in words; the year is left out where it is that of `near`, the statement's time of issue.

    Chinese tells it in the zone of `near`; English keeps its own zone and gives it, for a reader cannot guess it.
    """
    if chinese:
        if isinstance(moment, datetime):
            moment = moment.astimezone(near.tzinfo)
        year = "" if moment.year == near.year else f"{moment.year}年"
        return f"{year}{moment.month}月{moment.day}日" + (
            _hour_zh(moment) if isinstance(moment, datetime) else ""
        )
    day = say_day(moment, near=near, jurisdiction=jurisdiction)
    if not isinstance(moment, datetime):
        return day
    return f"{moment:%H:%M} ({say_zone(moment)}) on {day}"


def say_day(moment: datetime | date, *, near: datetime | None = None, jurisdiction: str = "") -> str:
    """Return the day in English, day first, or month first in the United States."""
    month = _MONTHS[moment.month - 1]
    american = jurisdiction.upper().startswith("US")
    day = f"{month} {moment.day}" if american else f"{moment.day} {month}"
    if near is not None and moment.year == near.year:
        return day
    return f"{day}, {moment.year}" if american else f"{day} {moment.year}"


def say_zone(moment: datetime) -> str:
    """Return the zone as UTC with its offset, such as UTC+8."""
    offset = moment.utcoffset() or timedelta()
    minutes = int(offset.total_seconds() // 60)
    hours, rest = divmod(abs(minutes), 60)
    if not minutes:
        return "UTC"
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")


def _hour_zh(moment: datetime) -> str:
    return f"{moment.hour}时" + (f"{moment.minute}分" if moment.minute else "")
