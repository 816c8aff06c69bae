"""Times of day as they are written: 7时05分, 下午三点半, 7:05 pm, noon."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta

from drafting.claims.claim import Claim
from drafting.claims.numerals import EN, SMALL_ZH, small
from drafting.claims.quantities import make
from drafting.claims.setting import Setting
from drafting.claims.spoken import bound_of_time
from drafting.late_patterns import late

_PART = late(
    r"(凌晨|清晨|早上|早晨|上午|今早|今晨|明早|昨晨|早|晨|中午|正午|午间|下午|午后|傍晚|晚上|晚间|今晚|昨晚|前晚|明晚|当晚|夜里|夜间|深夜|晚|夜)[\s约]*$"
)
_POINTS = (
    "要求|建议|意见|原因|措施|说明|内容|声明|方面|希望|承诺|整改|情况|事项|考虑|提醒|思考|信息|赞|位|半径"
)
_DECIMAL = (
    "[零一二三四五六七八九]{1,3}(?:公[尺分斤里]|米|元|块|万|亿|度|吨|厘米|毫|千[米克]|克|升|倍|个百分点|秒|%)"
)
"""What makes 三点九公尺 a measure and no hour."""
_TIME = late(
    rf"(?:差(?P<less>[0-9]{{1,2}}|[一二三四五六七八九十]{{1,3}})(?P<by>分钟?|刻钟?)(?:到|就)?)?(?<![0-9.])(?<![0-9]:)(?<!分之)(?P<zh>两|{SMALL_ZH}|(?<!分之)零)(?P<mark>时(?!候|间|刻|代|尚|段|长)|点(?!{_POINTS}|{_DECIMAL}))(?:(?P<zm>[0-9]{{1,2}}|零[1-9]|(?:零[一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[一二三四五六七八九](?=分)))分?(?![个钟0-9])|一?过(?P<past>[0-9]{{1,2}}|[一二三四五]?十[一二三四五六七八九]?|[一二两三四五六七八九])分钟?(?!前)|(?P<half>半)|(?P<quarter>[一三])刻|整)?"
    r"|(?<![0-9.])(?<![0-9]:)(?P<h>[0-9]{1,2}):(?P<m>[0-9]{2})(?::[0-9]{2})?(?!:?[0-9])(?:\s?(?P<ap>[ap]\.?m\.?(?![a-z])))?"
    r"|(?<![0-9.a-z])(?<![0-9]:)(?P<h2>[0-9]{1,2})\s?(?P<ap2>[ap]\.?m\.?(?![a-z]))"
    rf"|(?<![0-9a-z:.])(?P<h3>[0-9]{{1,2}}|{EN})\s?o'clock|(?<![a-z])(?P<word>noon|midnight|midday)(?![a-z])|(?P<zword>(?<!分之)(?:零点(?!{_DECIMAL})|零时)|正午(?!后))"
)


def times(setting: Setting, found: list[Claim]) -> Iterator[Claim]:
    """Yield times of day, each with the date beside it; `found` holds the dates read so far."""
    found = sorted(found, key=lambda claim: claim.start)
    starts = [claim.start for claim in found]
    for match in setting.figures(_TIME):
        start, end = match.span()
        free = setting.is_free(start, end)
        if not free:
            continue
        if match["mark"] == "点" and _is_a_point(setting, match):
            continue
        value = _time_value(match, setting.low[max(0, start - 5) : start], setting.language == "en")
        if value is None:
            continue
        value = _with_the_half_behind(value, setting.low, end)
        setting.take(start, end)
        near = found[
            bisect_left(starts, start - _DATE_LENGTH) : bisect_left(starts, end + _DATE_REACH_AFTER + 12)
        ]
        yield make(
            setting, "time", (start, end), value, noun=_day_of(match, value, _date_beside(near, setting, start, end)),
            bound=bound_of_time(setting.low, start, end),
        )  # fmt: skip


_TO_AN_HOUR = late(
    r"\s?(?:-|to|and|until|till)\s?(?P<h>[0-9]{1,2})(?::(?P<m>[0-9]{2}))?\s?(?P<half>[ap])\.?m\.?(?![a-z])"
)


def _with_the_half_behind(value: str, low: str, end: int) -> str:
    """A time whose half of the day only the other end of its span has: 2:55 to 6:40 p.m., 11:30 to 2:15 p.m."""
    behind = _TO_AN_HOUR.match(low, end) if value.endswith("?") else None
    if behind is None:
        return value
    hour, minute = int(value[:2]) % 12, value[3:5]
    earlier = (hour, minute) <= (int(behind["h"]) % 12, behind["m"] or "00")
    return f"{hour + 12 * ((behind['half'] == 'p') is earlier):02d}:{minute}"


def _day_of(match: re.Match[str], value: str, day: str) -> str:
    """The day that a time falls on: 24时 and 夜里12点 are the first moment of the next one."""
    if value != "00:00" or match["zword"] or match["word"] or small(match["zh"] or match["h"]) in (0, None):
        return day
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).isoformat()
    except ValueError:
        return day


_POINT_BEFORE = late(r"(?:[这那哪]|以下|如下|下列|上述|以上|明确|强调|补充|注意|澄清|说明)$")
_SAID_BEFORE = late(r"(?:说|讲|谈|提|有|记住|做到|报告|声明|告知|重申|回应|提醒)(?:清|明|出|到|了|过)?$")
_ENDS = late(r"\s*(?:[:,。;!\n—]|$)")
_HOUR_BEFORE = late(
    r"(?:早上|早晨|晚上|上午|下午|中午|午后|凌晨|清晨|半夜|深夜|夜里|夜间|[今昨前明当][晚早晨夜天日]|[日号从到至约近前]|[-:])\s*$"
)


def _is_a_point(setting: Setting, match: re.Match[str]) -> bool:
    """Whether 点 is a point that is made (这两点) or a little (一点), no hour."""
    before = setting.low[max(0, match.start() - 4) : match.start()]
    if match["zh"][0].isdigit() or match["zm"] or match["half"] or match["quarter"]:
        return False
    if _POINT_BEFORE.search(before) or (
        _SAID_BEFORE.search(before) and _ENDS.match(setting.low, match.end())
    ):
        return True
    behind = re.match(r"钟|整|左右|多|前|后|[到至-]", setting.low[match.end() : match.end() + 2])
    return match["zh"] in ("一", "两") and not behind and not _HOUR_BEFORE.search(before)


def _time_value(match: re.Match[str], before: str, latin: bool) -> str | None:
    group = match.groupdict()
    if group["word"] or group["zword"]:
        return "00:00" if (group["word"] or group["zword"]) in ("midnight", "零点", "零时") else "12:00"
    hour = small(group["zh"] or group["h"] or group["h2"] or group["h3"])
    if hour is None or hour > 24:
        return None
    minute = (
        30
        if group["half"]
        else 15
        if group["quarter"] == "一"
        else 45
        if group["quarter"]
        else small((group["zm"] or group["past"] or group["m"] or "").removeprefix("零")) or 0
    )
    if minute > 59:
        return None
    if group["less"]:
        short = (small(group["less"]) or 0) * (15 if group["by"][0] == "刻" else 1)
        hour, minute = (hour - 1, 60 - short) if 0 < short < 60 and not minute else (hour, minute)
    noon = (group["ap"] or group["ap2"] or "")[:1]
    part = _PART.search(before)
    if noon == "p" or (
        (part and part.group(1)[0] in "下傍晚夜深") or (part and part.group(1)[-1] in "晚夜后")
    ):
        hour = hour + 12 if hour < 12 else hour
        hour = 24 if part and hour == 12 and noon != "p" and part.group(1)[0] in "晚夜深" else hour
    elif (noon == "a" and hour == 12) or (part and part.group(1) == "凌晨" and hour == 12):
        hour = 0
    elif part and part.group(1)[0] in "中正午" and hour < 5:
        hour += 12
    elif not noon and not part and 0 < hour <= 12 and _is_twelve_hour(match, latin):
        return f"{hour % 24:02d}:{minute:02d}?"
    return f"{hour % 24:02d}:{minute:02d}"


def _is_twelve_hour(match: re.Match[str], latin: bool) -> bool:
    """Whether the hour may be of the morning or the evening: 7点, or 8:35 in English."""
    return match["mark"] == "点" or bool(match["h3"]) or (latin and bool(match["h"]) and match["h"][0] != "0")


_DATE_REACH_BEFORE, _DATE_REACH_AFTER, _DATE_LENGTH = 6, 10, 60


_NO_DATE_OF_IT = late(r"[,。;至到.\n\r!?]|(?<![a-z])(?:to|until|till|and|through)(?![a-z])")


def _date_beside(found: list[Claim], setting: Setting, start: int, end: int) -> str:
    weekday = ""
    for claim in found:
        gap = setting.low[claim.end : start] if claim.end <= start else setting.low[end : claim.start]
        before = claim.end <= start and start - claim.end <= _DATE_REACH_BEFORE
        behind = claim.start >= end and claim.start - end <= _DATE_REACH_AFTER + len("wednesday, ")
        if (before and not _NO_DATE_OF_IT.search(gap)) or (
            behind and re.match(r"\s*(?:on|,)?\s*(?:\w+day,?\s*)?$", gap)
        ):
            if claim.value[0] != "W":
                return claim.value
            weekday = weekday or claim.value
    return weekday


__all__ = ["times"]
