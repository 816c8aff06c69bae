"""Percentages, ratios and money."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.claims.claim import Claim
from drafting.claims.counted import classes_beside
from drafting.claims.numerals import (
    EN,
    EN_SCALED,
    FIRST_DIGIT,
    FIRST_WORD,
    ZH,
    ZH_SCALED,
    inner_more,
    number,
    plain,
)
from drafting.claims.quantities import RANGE, bound_of, make
from drafting.claims.setting import Setting, beginning, windows
from drafting.late_patterns import late

_EN_NUM = rf"(?:{EN_SCALED}|{EN})"
_NUM = rf"(?:{ZH_SCALED}|{EN_SCALED}|{ZH}|(?<![a-z]){EN})"

_CURRENCY = {
    "¥": "CNY", "元": "CNY", "块": "CNY", "块钱": "CNY", "圆": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY",
    "yuan": "CNY", "$": "USD", "us$": "USD", "usd": "USD", "美元": "USD", "dollars": "USD", "dollar": "USD",
    "美金": "USD", "hk$": "HKD", "港元": "HKD", "港币": "HKD", "hkd": "HKD", "€": "EUR", "欧元": "EUR", "eur": "EUR",
    "euros": "EUR", "euro": "EUR", "£": "GBP", "英镑": "GBP", "gbp": "GBP", "pounds": "GBP", "日元": "JPY",
    "yen": "JPY", "quid": "GBP", "bucks": "USD", "新台币": "TWD", "nt$": "TWD", "₦": "NGN", "naira": "NGN", "₹": "INR",
    "rupees": "INR", "₩": "KRW", "₺": "TRY", "lira": "TRY", "₽": "RUB", "roubles": "RUB", "rubles": "RUB", "₱": "PHP",
    "pesos": "PESO", "₫": "VND", "฿": "THB", "baht": "THB", "₪": "ILS", "shekels": "ILS", "r$": "BRL", "a$": "AUD",
    "c$": "CAD", "s$": "SGD", "rm": "MYR", "ringgit": "MYR", "rand": "ZAR", "francs": "CHF", "chf": "CHF",
    "kroner": "NOK", "kronor": "SEK", "nok": "NOK", "sek": "SEK", "dkk": "DKK", "zloty": "PLN", "zlotys": "PLN",
    "pln": "PLN", "forints": "HUF", "forint": "HUF", "dirhams": "AED", "shillings": "SHS", "ksh": "SHS", "rs": "INR", "rs.": "INR", "inr": "INR", "₨": "INR", "tsh": "SHS", "ush": "SHS",
    "nz$": "NZD", "kwacha": "ZMW", "cedis": "GHS", "taka": "BDT", "tk": "BDT",
}  # fmt: skip
_MONEY = late(
    rf"(?P<sign>us\$|hk\$|nt\$|nz\$|₨|(?<![a-z])(?:rs\.?|inr|tk|tsh|ush)(?=\s?[0-9])|(?<![a-z])[racs]\$|[¥$€£₦₹₩₺₽₱₫฿₪]|(?<![a-z])(?:rmb|cny|usd|hkd|eur|gbp|chf|nok|sek|dkk|pln|ksh|rm)|人民币)\s?(?P<a>{ZH_SCALED}(?:\s?(?:million|billion|thousand|bn|m|k)(?![a-z]))?|{ZH})(?:{RANGE}(?P<a2>{ZH_SCALED}))?\s?元?"
    rf"|(?P<b>{_NUM})(?:{RANGE}(?P<b2>{_NUM}))?(?P<more>[余多])?\s?(?P<unit>块钱|(?:(?<!一)块|元(?=[0-9一二三四五六七八九][毛角]))(?:(?P<mao>[0-9一二三四五六七八九])(?:[毛角](?:(?P<fen>[0-9一二三四五六七八九])分?)?|(?=[,。;!?、)\n]|$)))|(?<!一)块(?!地|钱|状)|(?<=一)块(?=[零一二三四五六七八九两])|元(?!旦|件|素|器|宵|老|凶)|美元|美金|港元|港币|欧元|日元|英镑|新台币|(?:yuan|dollars?|euros?|pounds?(?! of )|quid|bucks|yen|rmb|cny|usd|naira|rupees|lira|roubles|rubles|pesos|baht|shekels|ringgit|rand|francs|kroner|kronor|zlotys?|forints?|dirhams|shillings|kwacha|cedis|taka|chf|nok|sek|dkk|pln)(?![a-z]))"
)
_PERCENT = late(
    rf"百分之(?P<zh>{ZH_SCALED}|{ZH})|(?P<n>{_NUM})(?:{RANGE}(?P<n2>{_NUM}))?\s?(?:%|个?百分点|percentage points?|per\s?cent|percent)"
    r"|(?P<least>[一二两三四五六七八](?=[二三四五六七八九]成))?(?P<cheng>[一二两三四五六七八九半]|(?<![0-9.])[1-9])成(?:(?P<tenth>[一二三四五六七八九半])(?![零一二三四五六七八九十百千万亿]|[个名位人家只件条张])|(?!立|功|为|员|本|了|熟|都|果|长|年|就|效|绩|交|分|品|因|型|批|群|心|语|[一二三四五六七八九]))"
)
_PARTS = {"half": 2, "halve": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}  # fmt: skip
_BEHIND = r"(?![0-9a-z]|[:.,][0-9])(?!\s(?!was|has|is|does)[a-z]+s(?![a-z])|\s(?:people|men|women|children|hundred|thousand|million)(?![a-z]))"
"""Behind the whole of a ratio stands no plural noun: one box in five got wet, but two guests in ten rooms."""
_RATIO = late(
    rf"(?P<d>{ZH}|[0-9]+)分之(?P<u>{ZH}|[0-9]+)"
    rf"|(?<![a-z0-9.])(?P<x>{_EN_NUM})\s(?:out of|in)\s(?:every\s)?(?P<y>{_EN_NUM})(?![0-9a-z]|[:.,][0-9])"
    rf"|(?<![a-z0-9.])(?P<xn>{EN})\s[a-z]+\s(?:[a-z]+\s)?(?:out of|in)\s(?:(?:every\s)?(?P<yn>{EN}|(?<=[a-z]\sin\s)[0-9]{{1,3}}(?=\s(?:[a-z]+ed|came|went|got|fell|was|has|is|had|did|does|will|can|could)(?![a-z])|[.;)\n]|$)){_BEHIND}|every\s(?P<ye>{EN_SCALED})(?![0-9a-z]|[:.,][0-9]))"
    r"|(?:每|(?<![零一二两三四五六七八九十百千万0-9])(?=一?[百千万][个名位人户家例件]|1000?[个名位人户家例件]))(?P<yz>[零一二两三四五六七八九十百千]+|[0-9]+)[个名位人户家例件批份台辆只条盒箱起间座栋张]?[^,.。;!?\n0-9零一二两三四五六七八九十]{0,12}?(?:中|里|内)[^,.。;!?\n0-9零一二两三四五六七八九十]{0,4}(?P<xz>[零一二两三四五六七八九十]+|[0-9]+)[个名位人户家例件批份台辆只条盒箱起间座栋张]"
    rf"|(?<![a-z])(?P<count>an?|{EN})[- ](?P<part>half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|halve)s?(?=\s+(?:of(?!\san?\s)|the|all|are|were|have|had)(?![a-z]))"
    r"|(?<![a-z])(?P<w>half)(?=\s+(?:of|the|all)(?![a-z]))|(?<![用吃喝])(?<![用吃喝读听讲][了掉过到])(?P<h>一半(?!的?路)|半数)"
)


_PERCENT_AT = late(r"[%成]|百分|per\s?cent|points?")
_RATIO_AT = late(
    r"分之|每|[百千万0][个名位人户家例件]|一半|半数|(?<![a-z])(?:in|out|half|halves|thirds?|quarters?|fifths?|sixths?|sevenths?|eighths?|ninths?|tenths?)(?![a-z])"
)
_MONEY_AT = late(
    r"[¥$€£₦₹₨₩₺₽₱₫฿₪元块]|人民币|美金|[港日]币|英镑|新台币|(?<![a-z])(?:(?:rm|rs\.?|inr|tk|tsh|ush)(?=\s?[0-9])|(?:rmb|cny|usd|hkd|eur|gbp|yuan|dollars?|euros?|pounds?|quid|bucks|yen|naira|rupees|lira|roubles|rubles|pesos|baht|shekels|ringgit|rand|francs|kroner|kronor|zlotys?|forints?|dirhams|shillings|kwacha|cedis|taka|chf|nok|sek|dkk|pln|ksh)(?![a-z]))"
)
_MONEY_BEGINS = late(
    rf"{FIRST_DIGIT}|[¥$€£₦₹₨₩₺₽₱₫฿₪人]|[uhn][sktz]\$|(?<![a-z])(?:{FIRST_WORD}|[racs]\$|rmb|cny|usd|hkd|eur|gbp|chf|nok|sek|dkk|pln|ksh|rm|rs|inr|tk|tsh|ush)"
)
"""What any sum begins with: its sign, or its numeral."""
_REACH = 48
"""Characters before and after the sign of a share or a sum in which its numeral is looked for."""


def _found(setting: Setting, anchor: re.Pattern[str], expression: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for start, end in windows(setting.low, anchor, _REACH, _REACH):
        yield from expression.finditer(setting.low, start, end)


def _sums(setting: Setting) -> Iterator[re.Match[str]]:
    for start, end in windows(setting.low, _MONEY_AT, _REACH, _REACH):
        yield from beginning(setting.low, _MONEY_BEGINS, _MONEY, start, end)


def shares(setting: Setting) -> Iterator[Claim]:
    """Yield percentages, ratios and money."""
    for match in _found(setting, _PERCENT_AT, _PERCENT):
        if not setting.is_free(*match.span()):
            continue
        value = _amount(match["zh"] or match["n"] or match["cheng"])
        if value is None:
            continue
        if match["cheng"]:
            tenth = _amount(match["tenth"]) if match["tenth"] else None
            value = value * 10 + (5 if match["tenth"] == "半" else tenth or 0)
        upper = number(match["n2"]) if match["n2"] else None
        bound = bound_of(setting, *match.span(), None)
        if (least := _amount(match["least"] or "")) is not None:
            value, upper, bound = least * 10, value, "about"
        setting.take(*match.span())
        yield make(setting, "percent", match.span(), value, unit="%", bound=bound, upper=plain(upper) if upper else "", counts=classes_beside(setting, match.span()))  # fmt: skip
    for match in _found(setting, _RATIO_AT, _RATIO):
        ratio = _ratio_value(match)
        if ratio and setting.is_free(*match.span()):
            setting.take(*match.span())
            bound = bound_of(setting, *match.span(), None)
            if match["xz"] and not bound:
                bound = bound_of(setting, match.start("xz"), match.end(), None)
            yield make(setting, "ratio", match.span(), ratio, bound=bound)
    for match in _sums(setting):
        value = number((match["a"] or match["b"]).strip())
        if value is None or not setting.is_free(*match.span()):
            continue
        upper = number((match["a2"] or match["b2"] or "").strip())
        value += _tenths(match)
        code = _CURRENCY.get(match["sign"] or match["unit"], "CNY")
        span = match.span()
        if match["unit"] and (coins := _COINS.match(setting.low, span[1])):
            value, span = value + (number(coins["n"]) or Decimal(0)) / 100, (span[0], coins.end("n"))
        setting.take(*span)
        more = match["more"] or inner_more(match["a"] or match["b"])
        bound = bound_of(setting, *span, more)
        yield make(setting, "money", span, value, unit=code, bound=bound, upper=plain(upper) if upper else "")
    yield from _bare_sums(setting)


def _tenths(match: re.Match[str]) -> Decimal:
    """The tenths and hundredths of a sum as it is spoken: 6842块5毛, 七块三."""
    mao, fen = number(match["mao"] or ""), number(match["fen"] or "")
    return (mao or Decimal(0)) / 10 + (fen or Decimal(0)) / 100


_COINS = late(
    r"\s(?:and\s)?(?P<n>[1-9][0-9]|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?)(?=\s*(?:[,.;!?)\"”\n]|$)|\s(?:each|back|and|for|a|per)(?![a-z]))"
)
"""What is behind a sum in whole coins: three euro twenty."""
_BARE = late(rf"[赔退补付返](?:[付还偿您你]|大家)?(?P<n>{ZH_SCALED}|{ZH})(?=\s*(?:[,。;!?、)\n]|$))")
_LEAST_BARE = 10
"""A number below this behind 赔 or 退 is a multiple (退一赔三)."""


def _bare_sums(setting: Setting) -> Iterator[Claim]:
    """Yield sums that are paid back without their currency, as they are spoken: 赔717."""
    for match in _BARE.finditer(setting.low):
        value = number(match["n"].strip())
        if value is not None and value >= _LEAST_BARE and setting.is_free(*match.span("n")):
            setting.take(*match.span("n"))
            yield make(setting, "money", match.span("n"), value, unit="CNY")


def _amount(word: str) -> Decimal | None:
    """The value of a numeral; 半 (of ten) is a half."""
    return Decimal("0.5") if word == "半" else number(word)


_EVERY = re.compile(
    r"\severy\s[0-9]{1,3}(?:,[0-9]{3})+$|\severy\s[0-9]*00$|\severy\s[a-z-]+\s(?:hundred|thousand)$"
)
"""What is behind “one in every” may be any round number."""


def _ratio_value(match: re.Match[str]) -> str | None:
    if match["w"] or match["h"]:
        return "1/2"
    if match["part"]:
        count = Decimal(1) if match["count"] in ("a", "an") else number(match["count"])
        part = Decimal(_PARTS[match["part"]])
        return f"{plain(count)}/{plain(part)}" if count is not None and 0 < count < part else None
    low, high = (match["u"] or match["x"] or match["xn"] or match["xz"]), (
        match["d"] or match["y"] or match["yn"] or match["ye"] or match["yz"]
    )  # fmt: skip
    part_of, whole = number(low), number(high)
    if part_of is None or whole is None or part_of >= whole:
        return None
    if not match["d"] and whole > 100 and not (part_of == 1 and _EVERY.search(match.group())):
        return None
    return f"{plain(part_of)}/{plain(whole)}"
