"""Lengths of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.claims.claim import Bound, Claim
from drafting.claims.numerals import ARABIC, EN, ZH, ZH_SCALED, adjacent, number, plain
from drafting.claims.quantities import bound_of, make
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_UNIT = {"秒": 1, "分": 60, "分钟": 60, "小时": 3600, "钟头": 3600, "天": 86400, "日": 86400, "周": 604800, "星期": 604800, "昼夜": 86400,
         "second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "night": 86400, "hr": 3600, "min": 60}  # fmt: skip
_LONG = {"工作日": "workday", "个工作日": "workday", "月": "month", "个月": "month", "年": "year", "month": "month", "year": "year", "working day": "workday", "business day": "workday"}  # fmt: skip
_DURATION = late(
    rf"(?P<n>{ZH_SCALED}|(?<![零一二三四五六七八九十百千万第每])(?:{ZH}))(?:至|到|-|~)?(?P<n2>(?:(?<=[至到~-])(?:{ZH_SCALED}|{ZH}))?)(?P<half>个半|个?多|个?余|来)?个?(?P<z>工作日|小时|钟头|分钟|分(?=[0-9一二三四五六七八九十]+秒)|秒|天(?!津|河|猫|下|然)|日(?=以?内|之内|后)|昼夜|周(?!年|岁|[一二三四五六日])|星期|月(?![0-9饼])|年(?!级|度|代|轻|龄|报|初|底|末|会))"
    rf"|(?P<qz>[一三])刻钟|(?<![a-z])(?P<q>(?:three|an?|one)[\s-]quarters?|quarter)\sof\s(?P<qof>an\shour|an?\syear)|(?<![a-z])(?P<and>an?|{EN})\s(?P<andu>hour|day|year)s?\sand\sa\s(?P<andp>half|quarter)(?![a-z])"
    rf"|(?<![a-z0-9.])(?P<e>{ARABIC}|{EN})(?:\s?(?:-|to)\s?(?P<e2>{ARABIC}|{EN}))?[\s-]?(?P<u>working day|business day|second|minute|hour|hr|min|day|night|week|month|year)s?(?![a-z])(?!(?<=years)[\s-]old|(?<=year)[\s-]old|(?<=months)[\s-]old|(?<=month)[\s-]old)"
    r"|(?P<hz>半)个?(?P<hu>小时|天|月|年)|(?<![a-z])half\s(?:an?\s)?(?P<hue>hour|day)(?![a-z])|(?<![a-z])an?\s(?P<one>hour)(?![a-z])"
)


_FURTHER = late(
    rf"(?:零|又)?(?P<n>[0-9]{{1,2}}|{ZH})个?(?P<u>小时|钟头|分钟|分(?![之成公店局行数钟队院组会类校别支享批])|秒钟?)"
)
_WHOLE = {"分": "分钟", "秒钟": "秒"}


_BOUNDS: dict[str, Bound] = {"多": "over", "余": "over", "来": "about"}
"""How the word between a numeral and its unit bounds it: 三个多小时, 二十来分钟."""


def durations(setting: Setting) -> Iterator[Claim]:
    """Yield lengths of time; a single unit named in passing (一天, one day) is no figure."""
    for match in setting.figures(_DURATION):
        if not setting.is_free(*match.span()):
            continue
        value, word = _length(match)
        if value is None or _is_passing(match, value, word, setting) or _is_an_ordinal(match, value, setting):
            continue
        value += Decimal("0.5") if match["half"] == "个半" else 0
        upper = number((match["n2"] or match["e2"] or "").strip())
        factor = _UNIT.get(word)
        unit = "s" if factor else _LONG[word]
        bound = _BOUNDS.get((match["half"] or "")[-1:], "")
        if (several := adjacent(match["n"] or "")) and not upper:
            (value, upper), bound = several, "about"
        further, end = (
            _smaller_units(setting, match.end(), factor) if match["z"] else (Decimal(0), match.end())
        )
        span = (match.start(), end)
        setting.take(*span)
        yield make(
            setting, "duration", span, plain(value * (factor or 1) + further), unit=unit,
            upper=plain(upper * (factor or 1)) if upper else "",
            bound=bound_of(setting, *span, None) or bound or _within(setting, *span),
        )  # fmt: skip


def _smaller_units(setting: Setting, end: int, factor: int | None) -> tuple[Decimal, int]:
    """The seconds of the smaller units that a length goes on with (三小时零六分, 1分30秒), and where it ends."""
    total = Decimal(0)
    while factor and (more := _FURTHER.match(setting.low, end)):
        value, smaller = number(more["n"]), _UNIT[_WHOLE.get(more["u"], more["u"])]
        if value is None or smaller >= factor or not setting.is_free(*more.span()):
            break
        total, factor, end = total + value * smaller, smaller, more.end()
    return total, end


def _within(setting: Setting, start: int, end: int) -> Bound:
    """Whether a length is the most that something took or takes: within half an hour, 三天内."""
    within = setting.low.endswith("within ", 0, start) or re.match("以内|之内|内", setting.low[end : end + 2])
    return "at_most" if within else ""


def _length(match: re.Match[str]) -> tuple[Decimal | None, str]:
    """How many of which unit a match names."""
    group = match.groupdict()
    word = group["z"] or group["u"] or group["hu"] or group["hue"] or group["one"] or group["andu"] or "hour"
    if quarters := group["qz"] or group["q"]:
        share = Decimal("0.75" if quarters[0] in "三t" else "0.25")
        of_a_year = (group["qof"] or "").endswith("year")
        return (share * 12, "month") if of_a_year else (share, word)
    if group["and"]:
        whole = Decimal(1) if group["and"] in ("a", "an") else number(group["and"])
        more = Decimal("0.5" if group["andp"] == "half" else "0.25")
        return (None if whole is None else whole + more), word
    if group["hz"] or group["hue"]:
        return Decimal("0.5"), word
    return (Decimal(1) if group["one"] else number((group["n"] or group["e"]).strip())), word


def _is_an_ordinal(match: re.Match[str], value: Decimal, setting: Setting) -> bool:
    """Whether “second” only tells which of two: 3,420 second payments."""
    return (
        match["u"] == "second"
        and value > 1
        and match.group().endswith(" second")
        and not setting.low.startswith("s", match.end())
    )


def _is_passing(match: re.Match[str], value: Decimal, word: str, setting: Setting) -> bool:
    raw = match["n"] or match["e"] or ""
    if value == 1 and not raw[:1].isdigit() and word not in ("小时", "hour"):
        around = (
            setting.low[max(0, match.start() - 8) : match.start()],
            setting.low[match.end() : match.end() + 3],
        )
        return not (re.search(r"within\s|in\s$", around[0]) or re.match(r"以?内|之内|后", around[1]))
    return word == "年" and value > 1000
