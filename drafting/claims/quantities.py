"""Quantities, money, percentages and ratios."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from drafting.claims import lexicon
from drafting.claims.claim import Bound, Claim
from drafting.claims.counted import classes_beside
from drafting.claims.numerals import EN, EN_SCALED, ZH, ZH_SCALED, number, plain
from drafting.claims.setting import Setting

_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        "at_least",
        r"(?:至少|不少于|不低于|最少|at least|no fewer than|no less than|not less than|minimum of)\s*$",
    ),
    (
        "at_most",
        r"(?:(?:未|没有|没|不)(?:超过|高于|多于|超出|超)|至多|最多|不超过|不多于|不高于|at most|no more than|up to|not more than|maximum of)\s*$",
    ),
    ("over", r"(?:超过|超出|逾|超|多于|more than|over|in excess of|exceeding|upwards of)(?:了)?\s*$"),
    (
        "under",
        r"(?:接近|将近|近|(?<!达)不到|不足|少于|nearly|almost|close to|under|less than|fewer than|just under)\s*$",
    ),
    (
        "about",
        r"(?:大约|约为|约|大概|约有|上下|about|around|approximately|roughly|some|approx\.?|an estimated)\s*$",
    ),
)
_BEFORE_COMPILED = tuple((bound, re.compile(expression)) for bound, expression in _BEFORE)
_AFTER: tuple[tuple[Bound, str], ...] = (
    ("over", "余|多|以上|\\+| or more"),
    ("under", "以下|以内|左右不到"),
    ("about", "左右|上下| or so"),
)
_ZH_NUM = rf"(?:{ZH_SCALED}|{ZH})"
_EN_NUM = rf"(?:{EN_SCALED}|{EN})"
_NUM = rf"(?:{ZH_SCALED}|{EN_SCALED}|{ZH}|(?<![a-z]){EN})"
_RANGE = r"(?:\s?(?:-|~|至|到|to)\s?)"

_CURRENCY = {
    "¥": "CNY", "元": "CNY", "块": "CNY", "块钱": "CNY", "圆": "CNY", "人民币": "CNY", "rmb": "CNY", "cny": "CNY",
    "yuan": "CNY", "$": "USD", "us$": "USD", "usd": "USD", "美元": "USD", "dollars": "USD", "dollar": "USD",
    "美金": "USD", "hk$": "HKD", "港元": "HKD", "港币": "HKD", "hkd": "HKD", "€": "EUR", "欧元": "EUR", "eur": "EUR",
    "euros": "EUR", "euro": "EUR", "£": "GBP", "英镑": "GBP", "gbp": "GBP", "pounds": "GBP", "日元": "JPY",
    "yen": "JPY", "新台币": "TWD", "nt$": "TWD",
}  # fmt: skip
_MONEY = re.compile(
    rf"(?P<sign>us\$|hk\$|nt\$|[¥$€£]|(?<![a-z])(?:rmb|cny|usd|hkd|eur|gbp)|人民币)\s?(?P<a>{ZH_SCALED}(?:\s?(?:million|billion|thousand|bn|m|k)(?![a-z]))?|{ZH})(?:{_RANGE}(?P<a2>{ZH_SCALED}))?\s?元?"
    rf"|(?P<b>{_NUM})(?:{_RANGE}(?P<b2>{_NUM}))?(?P<more>[余多])?\s?(?P<unit>块钱|块(?!地|钱|状)|元(?!旦|件|素|器|宵|老|凶)|美元|美金|港元|港币|欧元|日元|英镑|新台币|(?:yuan|dollars?|euros?|pounds?|yen|rmb|cny|usd)(?![a-z]))"
)
_PERCENT = re.compile(
    rf"百分之(?P<zh>{ZH_SCALED}|{ZH})|(?P<n>{_NUM})(?:{_RANGE}(?P<n2>{_NUM}))?\s?(?:%|个?百分点|percentage points?|per\s?cent|percent)"
    r"|(?P<cheng>[一二三四五六七八九]|[1-9])成(?!立|功|为|员|本|了|熟|都|果|长|年|就|效|绩|交|分|品|因|型|批|群|心|果|语)"
)
_WORD_RATIO = {"half": "1/2", "one-third": "1/3", "a third": "1/3", "one third": "1/3", "two-thirds": "2/3", "two thirds": "2/3",
               "a quarter": "1/4", "one quarter": "1/4", "one-quarter": "1/4", "three-quarters": "3/4", "three quarters": "3/4",
               "一半": "1/2", "半数": "1/2"}  # fmt: skip
_RATIO = re.compile(
    rf"(?P<d>{ZH}|[0-9]+)分之(?P<u>{ZH}|[0-9]+)|(?P<x>{_EN_NUM})\s(?:out of|in)\s(?:every\s)?(?P<y>{_EN_NUM})(?![:.0-9a-z])(?=\s|$|[,.;])"
    r"|(?<![a-z])(?P<w>half|one[- ]third|a third|two[- ]thirds|a quarter|one[- ]quarter|three[- ]quarters)(?=\s+(?:of|the|all))|(?P<h>一半|半数)"
)
_LIST_NUMBER = re.compile(
    r"(?m)^[ \t]*[(\[【]?[0-9]{1,2}(?:[)\]】、]|[.:](?![0-9]))|(?<![0-9a-z])\([0-9]{1,2}\)|\[[0-9]{1,3}\]"
)
_SECTION = re.compile(
    r"(?m)(?:^|(?<=\s))\(?[0-9]{1,2}/[0-9]{1,2}\)?(?=\s*$)|^\s*\(?[0-9]{1,2}/[0-9]{1,2}\)?(?=\s)|(?:utc|gmt)\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?|第\s?(?:[0-9]+|[零一二三四五六七八九十百]+)\s?(?:[条款章节页点步项]|方|一时间|责任人)|[§#]\s?[0-9]+(?:\.[0-9]+)*"
    r"|(?<![a-z])(?:article|section|clause|page|step|chapter|paragraph|version|part|appendix|level|stage|phase|tier|class|grade|type|category|figure|table|question|option)s?\s[0-9]+(?:\.[0-9]+)*"
)
_ORDINAL = re.compile(
    r"第(?P<zh>[0-9]+|[零一二三四五六七八九十百]+)(?P<mzh>[批起例次号位名个家期届组])|(?<![0-9a-z])(?P<en>[0-9]+)(?:st|nd|rd|th)(?![a-z])"
)


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile("|".join(sorted(lexicon.counted().idioms, key=len, reverse=True)))


@cache
def measures() -> dict[str, frozenset[str]]:
    """Each measure word, in either language, with the classes it belongs to."""
    table: dict[str, set[str]] = {}
    for name, words in lexicon.counted().measures.items():
        for word in (*words.zh, *(w.lower() for w in words.en)):
            table.setdefault(word.lower(), set()).add(name)
    return {word: frozenset(found) for word, found in table.items()}


@cache
def _quantity() -> re.Pattern[str]:
    zh = sorted({w for m in lexicon.counted().measures.values() for w in m.zh}, key=len, reverse=True)
    unit = "|".join(re.escape(word.lower()) + (r"(?![a-z0-9])" if word.isascii() else "") for word in zh)
    return re.compile(
        rf"(?P<a>{ZH_SCALED})(?:{_RANGE}(?P<a2>{ZH_SCALED}))?(?P<amore>余|多(?!次|数|个月|年)|\+)?\s?(?P<aunit>{unit})"
        rf"|(?<![零一二三四五六七八九十百千万亿第几数])(?P<b>{ZH})(?:[至到](?P<b2>{ZH}))?(?P<bmore>[余多])?(?P<bunit>{unit})"
        rf"|(?<![a-z0-9.])(?P<c>{EN_SCALED}|{EN})(?:{_RANGE}(?P<c2>{EN_SCALED}|{EN}))?(?P<cmore>\+)?"
    )


def _bound(setting: Setting, start: int, end: int, more: str | None) -> tuple[Bound, int]:
    head = setting.low[max(0, start - 16) : start]
    for bound, expression in _BEFORE_COMPILED:
        found = expression.search(head)
        if found:
            return bound, start - (len(head) - found.start())
    if more:
        return "over", start
    tail = setting.low[end : end + 8]
    for bound, expression_text in _AFTER:
        if re.match(expression_text, tail):
            return bound, start
    return "", start


def bound_of(setting: Setting, start: int, end: int, more: str | None) -> Bound:
    """Return how the figure at a place is bounded; `more` is a 余 or 多 inside it."""
    return _bound(setting, start, end, more)[0]


def make(setting: Setting, kind: str, span: tuple[int, int], value: Decimal | str, **more: object) -> Claim:
    """Return a claim at `span` with its words, clause, sentence and moods filled in."""
    start, end = span
    return Claim(
        kind=kind,  # type: ignore[arg-type]
        start=start,
        end=end,
        text=setting.text[start:end],
        value=value if isinstance(value, str) else plain(value),
        moods=setting.moods_at(start, end),
        clause=setting.clause_at(start),
        sentence=setting.sentence_at(start),
        **more,  # type: ignore[arg-type]
    )


def block_plain_numbers(setting: Setting) -> None:
    """Take the numerals that claim nothing: list numbers, sections, idioms."""
    for expression in (_LIST_NUMBER, _SECTION, _idioms()):
        for match in expression.finditer(setting.low):
            if setting.is_free(*match.span()):
                setting.take(*match.span())


def shares(setting: Setting) -> Iterator[Claim]:
    """Yield percentages, ratios and money."""
    for match in _PERCENT.finditer(setting.low):
        if not setting.is_free(*match.span()):
            continue
        value = number(match["zh"] or match["n"] or match["cheng"])
        if value is None:
            continue
        value = value * 10 if match["cheng"] else value
        upper = number(match["n2"]) if match["n2"] else None
        setting.take(*match.span())
        bound, _ = _bound(setting, *match.span(), None)
        yield make(setting, "percent", match.span(), value, unit="%", bound=bound, upper=plain(upper) if upper else "", counts=classes_beside(setting, match.span()))  # fmt: skip
    for match in _RATIO.finditer(setting.low):
        ratio = _ratio_value(match)
        if ratio and setting.is_free(*match.span()):
            setting.take(*match.span())
            yield make(setting, "ratio", match.span(), ratio, bound=_bound(setting, *match.span(), None)[0])
    for match in _MONEY.finditer(setting.low):
        value = number((match["a"] or match["b"]).strip())
        if value is None or not setting.is_free(*match.span()):
            continue
        upper = number((match["a2"] or match["b2"] or "").strip())
        code = _CURRENCY.get(match["sign"] or match["unit"], "CNY")
        setting.take(*match.span())
        bound, _ = _bound(setting, *match.span(), match["more"])
        yield make(
            setting, "money", match.span(), value, unit=code, bound=bound, upper=plain(upper) if upper else ""
        )


def _ratio_value(match: re.Match[str]) -> str | None:
    if match["w"] or match["h"]:
        word = match["w"] or match["h"]
        return _WORD_RATIO.get(word) or _WORD_RATIO.get(word.replace("-", " "))
    low, high = (match["u"], match["d"]) if match["d"] else (match["x"], match["y"])
    part, whole = number(low), number(high)
    if part is None or whole is None or part >= whole or (match["x"] and whole > 100):
        return None
    return f"{plain(part)}/{plain(whole)}"


def quantities(setting: Setting) -> Iterator[Claim]:
    """Yield what is left of the figures, with what they count."""
    for match in _ORDINAL.finditer(setting.low):
        value = number(match["zh"] or match["en"])
        if value is not None and setting.is_free(*match.span()):
            setting.take(*match.span())
            yield make(setting, "quantity", match.span(), value, unit="ordinal")
    for match in _quantity().finditer(setting.low):
        span = match.span()
        if not setting.is_free(*span):
            continue
        raw = match["a"] or match["b"] or match["c"]
        value = number(raw.strip())
        if value is None:
            continue
        upper = number((match["a2"] or match["b2"] or match["c2"] or "").strip())
        measure = match["aunit"] or match["bunit"] or ""
        noun = _noun(setting, span[1])
        counts = classes_beside(setting, span)
        if _is_idle(raw, value, measure, counts, setting, span):
            continue
        bound, _ = _bound(setting, span[0], span[1], match["amore"] or match["bmore"] or match["cmore"])
        setting.take(*span)
        unit = "|".join(sorted(measures().get(measure, frozenset()) or _english_measure(noun)))
        yield make(setting, "quantity", span, value, upper=plain(upper) if upper else "", unit=unit, noun=noun, counts=counts, bound=bound)  # fmt: skip


_HARM = frozenset({"injured", "dead", "missing", "ill"})
_SPOKEN_HOUR = re.compile(r"(?:at|by|past|to|until|till|from|before|after|since)\s$")


def _is_idle(
    raw: str, value: Decimal, measure: str, counts: frozenset[str], setting: Setting, span: tuple[int, int]
) -> bool:
    """Whether a numeral is an article or pronoun (one, 一), or an hour that is only spoken (at nine)."""
    if raw[0].isdigit():
        return False
    head, tail = setting.low[max(0, span[0] - 8) : span[0]], setting.low[span[1] : span[1] + 12]
    if value == 1:
        if not counts & _HARM or head.rstrip().endswith(("无", "没有", "no", "另", "有")) or not measure:
            return True
        return bool(re.match(r"\s+(?:of|another|day|or|by|that|who|is|has|was|would|can)\b", tail))
    return (
        raw[0].isascii()
        and value <= 12
        and (
            (
                bool(_SPOKEN_HOUR.search(head))
                and not re.match(
                    r"\s[a-z]+", tail.replace(" on ", "").replace(" this ", "").replace(" in ", "")
                )
            )
            or bool(re.match(r"\s(?:past|to)\s", tail))
            or bool(
                re.match(
                    r"\s(?:in the|this) (?:morning|evening|afternoon|night)",
                    setting.low[span[1] : span[1] + 24],
                )
            )
        )
    )


_NOUN_ZH = re.compile(r"[\u3400-\u9fffa-z0-9]{1,12}")
_NOUN_EN = re.compile(r"\s*-?\s*((?:[a-z][a-z'-]*\s*){1,4})")
_NOUN_STOP_EN = frozenset(
    "of in on at by to for from with and or but that which who were was are is has have had as the a an this after before"
    " during since until be been will would not no so far we our they their it its than when while whose where"
    " reported received found said made taken say about because under over into between per".split()
)


def _noun(setting: Setting, end: int) -> str:
    """Return the words beside a figure that name what it counts, folded."""
    tail = setting.low[end : end + 48]
    if tail[:1] and "\u3400" <= tail.lstrip()[:1] <= "\u9fff":
        found = _NOUN_ZH.match(tail.lstrip())
        return found.group() if found else ""
    found = _NOUN_EN.match(tail)
    words: list[str] = []
    for word in found.group(1).split() if found else ():
        if word in _NOUN_STOP_EN:
            break
        words.append(word)
    return " ".join(words)


def _english_measure(noun: str) -> frozenset[str]:
    words = noun.split()
    for size in (3, 2, 1):
        for at in range(len(words) - size + 1):
            found = measures().get(" ".join(words[at : at + size]))
            if found:
                return found
    return frozenset()


__all__ = ["block_plain_numbers", "bound_of", "make", "measures", "quantities", "shares"]
