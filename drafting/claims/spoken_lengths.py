"""Lengths of time as they are spoken in English: two and a half hours, an hour and ten minutes, a day and a half."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.claims.claim import Bound, Claim
from drafting.claims.numerals import ARABIC, EN, number, plain
from drafting.claims.quantities import bound_of, make
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_SECONDS = {
    "second": 1, "minute": 60, "min": 60, "hour": 3600, "hr": 3600, "day": 86400, "night": 86400, "week": 604800,
}  # fmt: skip
_MONTHS = {"month": 1, "year": 12}
_UNIT = "(?:second|minute|min|hour|hr|day|night|week|month|year)"
_SOME = rf"(?:{ARABIC}|{EN}|an?)"
_PART = {
    "half": "0.5",
    "quarter": "0.25",
    "three quarter": "0.75",
    "three-quarter": "0.75",
    "third": "0.3333333",
}
_PART_OF = r"(?:a\s)?(?P<{0}>half|third|three[\s-]quarter|quarter)s?"
_LENGTH = late(
    rf"(?<![a-z0-9.,])(?:"
    rf"(?P<n>{_SOME})\sand\s{_PART_OF.format('part')}[\s-](?P<u>{_UNIT})s?"
    rf"|(?P<n2>{_SOME})[\s-](?P<u2>{_UNIT})s?\sand\s{_PART_OF.format('part2')}"
    rf"|(?P<n3>{_SOME})[\s-](?P<u3>hour|hr|day|week|minute|min|year)s?,?\s(?:and\s)?(?P<n4>{_SOME})[\s-](?P<u4>{_UNIT})s?(?:,?\s(?:and\s)?(?P<n5>{_SOME})[\s-](?P<u5>second|minute|min)s?)?"
    rf"|(?P<fn>{_SOME})\sfortnights?"
    rf")(?![a-z])"
)


def spoken_lengths(setting: Setting) -> Iterator[Claim]:
    """Yield lengths of time that are said in more than one part, each as one claim."""
    for match in setting.figures(_LENGTH):
        if not setting.is_free(*match.span()):
            continue
        read = _fortnights(match) or _mixed(match) or _joined(match)
        if read is None:
            continue
        value, unit = read
        setting.take(*match.span())
        bound: Bound = bound_of(setting, *match.span(), None)
        if not bound and setting.low.endswith("within ", 0, match.start()):
            bound = "at_most"
        yield make(setting, "duration", match.span(), plain(value), unit=unit, bound=bound)


def _fortnights(match: re.Match[str]) -> tuple[Decimal, str] | None:
    count = _amount(match["fn"]) if match["fn"] else None
    return None if count is None else (count * 14 * _SECONDS["day"], "s")


def _mixed(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """Two and a half hours, a day and a half."""
    raw, unit, part = match["n"] or match["n2"], match["u"] or match["u2"], match["part"] or match["part2"]
    if not raw:
        return None
    whole = _amount(raw)
    if whole is None:
        return None
    value = whole + Decimal(_PART[re.sub(r"\s+", " ", part)])
    if unit in _MONTHS:
        return value * _MONTHS[unit], "month"
    return value * _SECONDS[unit], "s"


def _joined(match: re.Match[str]) -> tuple[Decimal, str] | None:
    """Three hours and fifty minutes: each part of a finer unit than the one before it."""
    parts = [(match[f"n{a}"], match[f"u{b}"]) for a, b in ((3, 3), (4, 4), (5, 5)) if match[f"n{a}"]]
    units = [unit for _, unit in parts]
    sizes = [_SECONDS.get(unit) for unit in units]
    if units == ["year", "month"]:
        years, months = (_amount(raw) for raw, _ in parts)
        return None if years is None or months is None else (years * 12 + months, "month")
    total = Decimal(0)
    for place, (raw, _) in enumerate(parts):
        value, size = _amount(raw), sizes[place]
        if value is None or size is None or (place and size >= (sizes[place - 1] or 0)):
            return None
        total += value * size
    return total, "s"


def _amount(raw: str) -> Decimal | None:
    return Decimal(1) if raw in ("a", "an") else number(raw)
