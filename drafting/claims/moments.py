"""Dates, absolute or relative to the date of issue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from drafting.claims.claim import Claim
from drafting.claims.days_alone import AHEAD, days_alone, days_before
from drafting.claims.numerals import ARABIC, EN, EN_ORDINAL, SMALL_ZH, ZH, number, small
from drafting.claims.quantities import make
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_MONTHS = {
    name: place
    for place, names in enumerate(
        (
            ("january", "jan"), ("february", "feb"), ("march", "mar"), ("april", "apr"), ("may",), ("june", "jun"),
            ("july", "jul"), ("august", "aug"), ("september", "sept", "sep"), ("october", "oct"),
            ("november", "nov"), ("december", "dec"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")(?![a-z])(?:(?<!may)\.(?=\s?[0-9]))?"
_DAYS = {"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 7}
_WEEKDAY_ZH = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
_TWO_DIGITS = (
    r"(?<![零〇一二三四五六七八九十百千万第0-9])(?!一二|二三)[零〇一二][零〇一二三四五六七八九](?=年(?![级以之内后前间龄多]))"
    r"|(?<![0-9.第])[0-2][0-9](?=年(?:[春夏秋冬初底末]|[0-9]{1,2}月))"
)
"""A year as it is spoken: 一九年, 08年3月; 一二年 and 二三年 are lengths of time."""
_MONTH_PAIR = late(
    r"(?:(?P<year>[今去前明]|[0-9]{4})年)?(?<![零〇一二三四五六七八九十第])([一二三四五六七八])([二三四五六七八九])月(?!份?饼)"
)
_DATE_BEGINS = (
    r"(?=[0-9下上本这今去前明零〇一二三四五六七八九十]|(?<![a-z])[a-z]|next month|last month|this month)"
)
"""What any date begins with, told first: it spares the long expression most places."""
_DATE = late(
    _DATE_BEGINS
    + "(?:"
    + rf"(?P<rm>下个?月|上个?月|本月|这个?月|next month|last month|this month)(?:的)?(?:(?P<rd>{SMALL_ZH})[日号])?|(?P<zy>[0-9]{{4}}|[〇零一二三四五六七八九]{{4}}|{_TWO_DIGITS}|今|去|前|明)年(?:(?P<zm>{SMALL_ZH})月份?(?:(?P<zd>{SMALL_ZH})[日号](?!线|楼|机|店))?)?"
    rf"|(?<![0-9])(?P<m2>{SMALL_ZH})月份?(?:(?:(?P<rz>[0-9]{{1,2}})日?[-~至到])?(?P<d2>{SMALL_ZH})[日号](?!线|楼|机|店))?(?![0-9]*个?月)"
    r"|(?<![0-9.])(?P<iy>(?:19|20)[0-9]{2})(?P<sep>[-/.])(?P<im>[0-9]{1,2})(?P=sep)(?P<id>[0-9]{1,2})(?![0-9])"
    rf"|(?<![a-z0-9])(?:(?<!the\s)(?P<re>[0-9]{{1,2}})(?:st|nd|rd|th)?\s?(?:-|to|and|until)\s?)?(?P<ed>[0-9]{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<em>{_MONTH})(?:,?\s+(?P<ey>(?:19|20)[0-9]{{2}})(?![0-9]))?"
    rf"|(?<![a-z])(?P<eod>{EN_ORDINAL})\s+(?:of\s+)?(?P<eom>{_MONTH})(?:,?\s+(?P<eoy>(?:19|20)[0-9]{{2}}))?"
    rf"|(?<![a-z])(?P<em2>{_MONTH})\s+(?:the\s+)?(?P<ed2>[0-9]{{1,2}}|{EN_ORDINAL})(?![0-9]|:[0-9]|,[0-9]{{3}}(?![0-9]))(?:st|nd|rd|th)?(?:,?\s+(?P<ey2>(?:19|20)[0-9]{{2}})(?![0-9]))?"
    rf"|(?<![a-z])(?P<em3>{_MONTH}),?\s+(?P<ey3>(?:19|20)[0-9]{{2}})(?![0-9])"
    rf"|(?<=\bin\s)(?P<em4>{_MONTH})|(?<=\b(?:early|since|until)\s)(?P<em5>{_MONTH})|(?<=\blate\s)(?P<em6>{_MONTH})".replace(
        r"(?<=\b(?:early|since|until)\s)", r"(?<=since\s)"
    )
    + r"|(?<![0-9第])(?P<d3>[0-9]{1,2})(?:日(?!以?内|后|之内)|号(?!风机|叶片|公交|巴士|选手|一[台辆座部间]|的(?:风机|叶片|车|船|机)|线|楼|机|店|口|库|罐|院|栋|门|车|厅|桌|柜|泵|炉|井|站|电|仓|书|校|泊|冷|储|场|馆|池|道|教|实验|手术|病|宿|缆|吊|坑|矿|采|舱|厂|锅|塔|航|跑|闸|阀|船|轮|艇|列|索|扶|生产|产线|包厢|摊|展|看台|高炉|反应|床|房|室|坝|窗|出口|入口|通道|以?内|后|之内))"
    r"|(?<![0-9.,a-z$£€-])(?P<y>(?:19|20)[0-9]{2})(?![0-9,.:/%-]*[0-9%]|\s*[a-z]*\s*(?:people|customers|units|users)|[\u3400-\u9fff]|\s[\u3400-\u9fff])"
    + ")"
)
_MONTH_ALONE = 7
_YEAR_NAMED = late(r"\s(?:of\s)?(last|this|next)\syear(?![a-z])")
_MORE = late(
    r"(?:,\s(?:and\s)?|\s(?:and|or|to)\s)(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?(?![0-9:.%]*[0-9%])"
    r"(?=,\s(?:and\s)?[0-9]{1,2}(?![0-9:])|\s(?:and|or)\s[0-9]|[.;:)]|$|\n|\s(?:are|were|is|was|have|has|had|will|at|in|of)(?![a-z]))"
)
_RELATIVE = {
    "今天": 0, "今日": 0, "今早": 0, "今晨": 0, "今晚": 0, "今夜": 0, "今天早上": 0, "昨天": -1, "昨日": -1, "昨晚": -1,
    "昨夜": -1, "昨晨": -1, "前天": -2, "前日": -2, "前晚": -2, "大前天": -3, "明天": 1, "明日": 1, "明早": 1, "明晚": 1,
    "明晨": 1, "后天": 2, "大后天": 3, "tonight": 0, "today": 0, "this morning": 0, "this afternoon": 0,
    "this evening": 0, "yesterday": -1, "last night": -1, "the day before yesterday": -2, "tomorrow": 1,
    "the day after tomorrow": 2,
}  # fmt: skip
_LONGEST_FIRST = sorted(_RELATIVE, key=len, reverse=True)
_RELATIVE_WORDS = late(
    rf"(?<![a-z])(?:{'|'.join(w for w in _LONGEST_FIRST if w.isascii())})(?![a-z])|"
    + "|".join(w for w in _LONGEST_FIRST if not w.isascii())
)
_AGO = late(
    rf"(?P<n>{ARABIC}|{ZH}|(?<![a-z]){EN})\s?(?:(?P<zu>天|日|周|个?星期|个月|年)(?:之|以)?前(?!后)|(?P<eu>days?|weeks?|months?|years?)\sago)"
)
_WEEKDAY = late(
    r"(?:周|星期|礼拜)(?P<z>[一二三四五六日天])(?!报|刊|期|年)|(?<![a-z])(?P<e>mon|tues|wednes|thurs|fri|satur|sun)day(?![a-z])"
)


def dates(setting: Setting, issued_at: datetime | None) -> Iterator[Claim]:
    """Yield the days, months and years of a text; a year that is left out is that of the issue."""
    today = issued_at.date() if issued_at else None
    last: tuple[int | None, int] | None = (today.year, today.month) if today else None
    months: list[Claim] = []
    yield from _two_months(setting, today)
    yield from _days_listed(setting, today)
    for match in _DATE.finditer(setting.low):
        if not setting.is_free(*match.span()) or _is_a_verb(setting, match):
            continue
        if match["rm"]:
            value = _day_of_month(match, today)
        else:
            value, last = _date_value(match, today, last)
        if value is None:
            continue
        setting.take(*match.span())
        first = match.start("rz") if match["rz"] else match.start("re") if match["re"] else None
        if first is not None:
            low = match["rz"] or match["re"]
            yield make(setting, "date", (first, first + len(low)), f"{value[:-2]}{int(low):02d}")
        day = make(setting, "date", match.span(), value)
        if len(value) == _MONTH_ALONE and value[0] != "-":
            months.append(day)
        yield day
        if match["ed2"] and len(value) > _MONTH_ALONE:
            yield from _more_days(setting, match.end(), value)
        if match["ed"] and len(value) > _MONTH_ALONE:
            yield from days_before(setting, first if first is not None else match.start(), value)
    if setting.language == "en" and today is not None:
        yield from days_alone(setting, today, months)
    yield from _relative(setting, today)


def _two_months(setting: Setting, today: date | None) -> Iterator[Claim]:
    """Two neighbouring months in one word: 四五月间."""
    for match in _MONTH_PAIR.finditer(setting.low):
        first, second = (small(match[group]) or 0 for group in (2, 3))
        if second != first + 1 or not setting.is_free(*match.span()):
            continue
        setting.take(*match.span())
        for month, span in ((first, match.span(2)), (second, (match.start(3), match.end()))):
            named = _year(match["year"], today) or (_nearest_year(today, month, None) if today else None)
            year = f"{named:04d}" if named else "-"
            yield make(setting, "date", span, f"{year}-{month:02d}")


_DAYS_LISTED = late(
    r"(?<![0-9.:])(?P<a>[0-9]{1,2})、(?P<b>[0-9]{1,2})(?:、(?P<c>[0-9]{1,2}))?(?=[两三这][日天])"
)


def _days_listed(setting: Setting, today: date | None) -> Iterator[Claim]:
    """Days of the month that are told in a row: 19、20两日."""
    if today is None:
        return
    for match in _DAYS_LISTED.finditer(setting.low):
        for name in ("a", "b", "c"):
            span = match.span(name)
            if match[name] and 0 < int(match[name]) <= 31 and setting.is_free(*span):
                setting.take(*span)
                year, month = (
                    _month_before(today) if int(match[name]) > today.day else (today.year, today.month)
                )
                yield make(setting, "date", span, f"{year:04d}-{month:02d}-{int(match[name]):02d}")


def _month_before(today: date) -> tuple[int, int]:
    return (today.year, today.month - 1) if today.month > 1 else (today.year - 1, 12)


def _is_a_verb(setting: Setting, match: re.Match[str]) -> bool:
    """Whether a month is only a verb in small letters: the third may leave."""
    for name in ("em", "eom", "em2", "em3", "em4", "em5", "em6"):
        if match[name] in ("may", "march"):
            return setting.text[match.start(name)].islower()
    return False


def _more_days(setting: Setting, at: int, value: str) -> Iterator[Claim]:
    """The further days of a list: June 21, 22 and 23."""
    while (
        (more := _MORE.match(setting.low, at))
        and 0 < int(more["day"]) <= 31
        and setting.is_free(*more.span("day"))
    ):
        setting.take(*more.span("day"))
        yield make(setting, "date", more.span("day"), f"{value[:-2]}{int(more['day']):02d}")
        at = more.end()


def _day_of_month(match: re.Match[str], today: date | None) -> str | None:
    """下个月10号, or the month alone."""
    if today is None:
        return None
    step = {"下": 1, "n": 1, "上": -1, "l": -1}.get(match["rm"][0], 0)
    year, month = divmod(today.year * 12 + today.month - 1 + step, 12)
    day = small(match["rd"])
    return f"{year:04d}-{month + 1:02d}" + (f"-{day:02d}" if day and day <= 31 else "")


def _first(group: dict[str, str | None], *names: str) -> str | None:
    return next((group[name] for name in names if group[name]), None)


def _date_value(
    match: re.Match[str], today: date | None, last: tuple[int | None, int] | None
) -> tuple[str | None, tuple[int | None, int] | None]:
    group = match.groupdict()
    year = _year(_first(group, "zy", "iy", "ey", "eoy", "ey2", "ey3", "y"), today)
    month_word = _first(group, "em", "eom", "em2", "em3", "em4", "em5", "em6")
    month = _MONTHS[month_word.rstrip(".")] if month_word else small(_first(group, "zm", "m2", "im"))
    day = small(_first(group, "zd", "d2", "id", "ed", "eod", "ed2", "d3"))
    if group["d3"]:
        if last is None:
            return None, last
        year, month = last
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return None, last
    if (
        year is None
        and month_word
        and today is not None
        and (named := _YEAR_NAMED.match(match.string, match.end()))
    ):
        year = today.year + {"last": -1, "this": 0, "next": 1}[named.group(1)]
    if year is None and month is not None and today is not None and not group["d3"]:
        year = _nearest_year(today, month, day)
    if month is None:
        return (str(year) if year else None), last
    text = f"{year:04d}" if year else "-"
    text += f"-{month:02d}"
    if day is not None:
        text += f"-{day:02d}"
    return text, ((year, month) if day is not None else last)


def _year(word: str | None, today: date | None) -> int | None:
    if word is None:
        return None
    if word in ("今", "去", "前", "明"):
        return None if today is None else today.year + {"今": 0, "去": -1, "前": -2, "明": 1}[word]
    value = number(word)
    return None if value is None else int(value) + (2000 if len(word) == 2 else 0)


def _nearest_year(today: date, month: int, day: int | None) -> int:
    """The year in which a day without its year lies nearest to today; a day to come may lie somewhat further off."""

    def distance(year: int) -> float:
        months = (year - today.year) * 12 + month - today.month + ((day or today.day) - today.day) / 31
        return months * AHEAD if months > 0 else -months

    return min((today.year, today.year - 1, today.year + 1), key=distance)


def _relative(setting: Setting, today: date | None) -> Iterator[Claim]:
    for match in _RELATIVE_WORDS.finditer(setting.low):
        if setting.is_free(*match.span()):
            setting.take(*match.span())
            yield make(setting, "date", match.span(), _shift(today, _RELATIVE[match.group()]))
    for match in setting.figures(_AGO):
        value = number(match["n"].strip())
        if value is None or value > 3650 or not setting.is_free(*match.span()):
            continue
        unit = match["zu"] or match["eu"].rstrip("s")
        setting.take(*match.span())
        yield make(setting, "date", match.span(), _back(today, int(value), unit))
    for match in _WEEKDAY.finditer(setting.low):
        if setting.is_free(*match.span()):
            day = _WEEKDAY_ZH[match["z"]] if match["z"] else _DAYS[match.group()]
            setting.take(*match.span())
            yield make(setting, "date", match.span(), f"W{day}")


def _back(today: date | None, count: int, unit: str) -> str:
    """The day, month or year that lies `count` units back; as coarse as the unit."""
    if unit in ("年", "year", "个月", "month"):
        if today is None:
            return f"D-{count}{unit}"
        months = today.year * 12 + today.month - 1 - count * (12 if unit in ("年", "year") else 1)
        year, month = divmod(months, 12)
        return f"{year:04d}" if unit in ("年", "year") else f"{year:04d}-{month + 1:02d}"
    return _shift(today, -count * (1 if unit in ("天", "日", "day") else 7))


def _shift(today: date | None, days: int) -> str:
    if today is None:
        return f"D{days:+d}"
    try:
        return (today + timedelta(days=days)).isoformat()
    except OverflowError:
        return f"D{days:+d}"


__all__ = ["dates"]
