"""Days and deadlines in notes: what `昨晚` or "by Friday 5pm" was on the day it was written."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from drafting.messages import Language

_ZH_DAYS = {"大前": -3, "前": -2, "昨": -1, "今": 0, "明": 1, "后": 2, "大后": 3}
_ZH_RELATIVE = re.compile(
    r"(?:(?P<day>大前|大后|(?<![之以目当此先大])前|(?<![之以今此大])后|昨|今|明)(?P<part>(?:(?<=[前后])天|(?<=[昨今明])[天日早晚晨夜]))(?![气然台花真空])"
    r"|(?<![\d一二三四五六七八九十两几每])(?P<week>上上|上个?|这个?|本|下个?)?(?:周|星期)(?P<weekday>[一二三四五六日天])(?![到至报]))"
)
_ZH_PARTS = {"早": "早上", "晨": "凌晨", "晚": "晚上", "夜": "夜间", "天": "", "日": ""}
_ZH_CLOCK = re.compile(
    r"(?P<half>凌晨|清晨|早上|早晨|早|上午|中午|午后|下午|傍晚|晚上|晚|夜里|夜间)?\s*(?P<hour>\d{1,2}|十[一二]?|二十[一二三]?|[零一二两三四五六七八九])(?:[:：](?P<minute>\d{2})|[点时](?P<more>\d{1,2}分?|半|一刻|三刻|整)?)"
)
_ZH_DATE = re.compile(
    r"(?:(?P<y>\d{4})年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})[日号]|(?<![\d月])(?P<d2>\d{1,2})[日号]"
)
_ISO = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_ZH_WORDS = re.compile(
    r"即日起|\d+\s*(?:个)?(?:小时|工作日|天|日|周|分钟)(?:之?内|以内)|(?:本|这|下)(?:周|月)(?:内|底|末)|(?:尽快|第一时间)"
)
_NUMERALS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"两": 2}
_EN_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_EN_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")  # fmt: skip
_EN_RELATIVE = re.compile(
    r"\b(?P<word>the day before yesterday|yesterday|today|tonight|last night|this (?:morning|afternoon|evening)|tomorrow|(?:(?:last|this|next|on|by|until|since|before) )?(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday))(?P<part> (?:morning|afternoon|evening|night))?\b",
    re.IGNORECASE,
)
_PREPOSITIONS = ("on", "by", "until", "since", "before", "from", "after", "till", "of")
_EN_DATE = re.compile(
    rf"\b(?:(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<m>{'|'.join(m[:3] + '(?:' + m[3:] + ')?' for m in _EN_MONTHS)})\b\.?|(?P<m2>{'|'.join(m[:3] + '(?:' + m[3:] + ')?' for m in _EN_MONTHS)})\.? (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b)(?:,? (?P<y>\d{{4}}))?",
    re.IGNORECASE,
)
_EN_CLOCK = re.compile(
    r"\b(?:(?P<h>\d{1,2})(?:[:.](?P<min>\d{2}))?\s?(?P<half>a\.?m\.?|p\.?m\.?)|(?P<h24>\d{1,2}):(?P<min24>\d{2})|(?P<word>noon|midday|midnight))(?!\w)",
    re.IGNORECASE,
)
_EN_WORDS = re.compile(
    r"\b(?:within \w+ (?:working |business )?(?:hours?|days?|weeks?)|(?:by |at )?the end of (?:the |this |next )?(?:day|week|month)|immediately|as soon as possible)\b",
    re.IGNORECASE,
)
_EN_NIGHT_BEFORE = "last night"


class Said(NamedTuple):
    """A day that was said in words: the words, and what takes their place."""

    words: str
    day: str


def with_days(text: str, base: datetime, language: Language) -> tuple[str, list[Said]]:
    """Return `text` with days in relation to `base` named by their date, and what was replaced."""
    replaced: list[Said] = []

    def named(found: re.Match[str]) -> str:
        day = _relative(found, base.date(), language)
        if day is None:
            return found.group()
        words = found.group()
        new = _zh_named(found, day, base) if language == "zh" else _en_named(found, day, base, text)
        replaced.append(Said(words, new))
        return new

    pattern = _ZH_RELATIVE if language == "zh" else _EN_RELATIVE
    return pattern.sub(named, text), replaced


def deadline_of(text: str, base: datetime, language: Language) -> str | None:
    """Return a promise's deadline: ISO 8601 where it can be worked out, else the note's own words, else nothing."""
    day = _day_in(text, base.date(), language, ahead=True)
    clock = _clock_in(text, language)
    if day is None and clock is not None:
        day = base.date()
    if day is not None:
        return (
            datetime.combine(day, clock, base.tzinfo).isoformat(timespec="minutes")
            if clock
            else day.isoformat()
        )
    words = (_ZH_WORDS if language == "zh" else _EN_WORDS).search(text)
    return words.group() if words else None


def moment_of(text: str, base: datetime, language: Language) -> str | None:
    """Return the moment or day that a sentence names, as ISO 8601, or nothing."""
    day = _day_in(text, base.date(), language, ahead=False)
    clock = _clock_in(text, language)
    if day is None:
        return None
    return (
        datetime.combine(day, clock, base.tzinfo).isoformat(timespec="minutes") if clock else day.isoformat()
    )


def _relative(found: re.Match[str], base: date, language: Language) -> date | None:
    if language == "zh":
        if found["day"]:
            return base + timedelta(days=_ZH_DAYS[found["day"]])
        weekday = "一二三四五六日".index("日" if found["weekday"] == "天" else found["weekday"])
        weeks = {"上": -1, "上个": -1, "上上": -2, "下": 1, "下个": 1}.get(found["week"] or "", 0)
        return base + timedelta(days=weekday - base.weekday() + 7 * weeks)
    word = found["word"].lower()
    fixed = {"the day before yesterday": -2, "yesterday": -1, _EN_NIGHT_BEFORE: -1, "tomorrow": 1}
    if word in fixed:
        return base + timedelta(days=fixed[word])
    if word in ("today", "tonight") or word in ("this morning", "this afternoon", "this evening"):
        return base
    how, _, name = word.rpartition(" ")
    ahead = (_EN_WEEKDAYS.index(name) - base.weekday()) % 7
    if how in ("last", "since"):
        return base + timedelta(days=ahead - 7)
    if how in ("next", "by", "until", "before"):
        return base + timedelta(days=ahead or 7)
    return base + timedelta(days=_EN_WEEKDAYS.index(name) - base.weekday()) if how == "this" else None


def _zh_named(found: re.Match[str], day: date, base: datetime) -> str:
    year = f"{day.year}年" if day.year != base.year else ""
    return f"{year}{day.month}月{day.day}日{_ZH_PARTS.get(found['part'] or '', '')}"


def _en_named(found: re.Match[str], day: date, base: datetime, text: str) -> str:
    year = f" {day.year}" if day.year != base.year else ""
    plain = f"{day.day} {_EN_MONTHS[day.month - 1].capitalize()}{year}"
    word = found["word"].lower()
    part = (found["part"] or "").strip() or {_EN_NIGHT_BEFORE: "night", "tonight": "night"}.get(word, "")
    part = part or (
        word.removeprefix("this ") if word.startswith("this ") and word.split()[1] not in _EN_WEEKDAYS else ""
    )
    how = word.split()[0]
    if how in _PREPOSITIONS:
        return f"{found['word'].split()[0]} {'the ' + part + ' of ' if part else ''}{plain}"
    before = text[: found.start()].rstrip().rpartition(" ")[2].lower()
    named = f"{'the ' + part + ' of ' if part else ''}{plain}"
    if before in _PREPOSITIONS:
        return named
    return ("On " if found.start() == 0 else "on ") + named


def _day_in(text: str, base: date, language: Language, *, ahead: bool) -> date | None:
    """Return the day that a text names; a bare English weekday is the next one `ahead`, or the last one."""
    if iso := _ISO.search(text):
        return _date(int(iso[1]), int(iso[2]), int(iso[3]))
    if language == "zh":
        if found := _ZH_DATE.search(text):
            day = int(found["d"] or found["d2"] or found["d3"])
            month = int(found["m"] or found["m3"] or base.month)
            return _date(int(found["y"] or base.year), month, day)
        relative = _ZH_RELATIVE.search(text)
    else:
        if found := _EN_DATE.search(text):
            month = next(
                place
                for place, name in enumerate(_EN_MONTHS, 1)
                if name.startswith((found["m"] or found["m2"])[:3].lower())
            )
            return _date(int(found["y"] or base.year), month, int(found["d"] or found["d2"]))
        relative = _EN_RELATIVE.search(text)
    if relative is None:
        return None
    named = _relative(relative, base, language)
    if named is None and language == "en":
        weekday = _EN_WEEKDAYS.index(relative["word"].lower().split()[-1])
        away = (weekday - base.weekday()) % 7
        named = base + timedelta(days=away if ahead or away == 0 else away - 7)
    return named


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_in(text: str, language: Language) -> time | None:
    try:
        return _zh_clock(text) if language == "zh" else _en_clock(text)
    except ValueError:
        return None


def _zh_clock(text: str) -> time | None:
    found = _ZH_CLOCK.search(text)
    if not found:
        return None
    hour = int(found["hour"]) if found["hour"].isdecimal() else _numeral(found["hour"])
    more = found["more"] or ""
    named = {"半": 30, "一刻": 15, "三刻": 45, "整": 0, "": 0}
    minute = int(found["minute"] or named.get(more, more.removesuffix("分")))
    half = found["half"] or _half_before(text, found.start())
    if half in ("下午", "午后", "傍晚", "晚上", "晚", "夜里", "夜间") and hour < 12:
        hour += 12
    return time(hour, minute)


def _half_before(text: str, start: int) -> str:
    return "晚" if re.search(r"[今昨明]晚\s*$", text[:start]) else ""


def _numeral(word: str) -> int:
    tens, _, ones = word.rpartition("十")
    if "十" in word:
        return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)
    return _NUMERALS[word]


def _en_clock(text: str) -> time | None:
    found = _EN_CLOCK.search(text)
    if not found:
        return None
    if found["word"]:
        return time(0 if found["word"].lower() == "midnight" else 12)
    if found["h24"]:
        return time(int(found["h24"]), int(found["min24"]))
    hour = int(found["h"]) % 12 + (12 if found["half"][0].lower() == "p" else 0)
    return time(hour, int(found["min"] or 0))
