"""Quantities, and what every reader of figures shares: bounds, and making a claim."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

from drafting.claims import lexicon
from drafting.claims.claim import Bound, Claim
from drafting.claims.counted import classes_beside
from drafting.claims.numerals import ARABIC, EN, EN_SCALED, ZH, ZH_SCALED, adjacent, inner_more, number, plain
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_BEFORE: tuple[tuple[Bound, str], ...] = (
    (
        "at_least",
        r"(?:至少|不少于|不低于|不下|最少|起码|at least|no fewer than|no less than|not less than|minimum of)\s*$",
    ),
    (
        "at_most",
        r"(?:(?:未|没有|没|不)(?:超过|高于|多于|超出|超)|至多|最多|不超过|不多于|不高于|at most|no more than|up to|not more than|as many as|maximum of|(?:not|never|n't) (?:be )?(?:go over|go above|go beyond|exceed|exceeding|over|above|beyond))\s*$",
    ),
    (
        "over",
        r"(?:超过|超出|刚过|[刚略]超|逾|超|多于|more than|(?<![a-z])(?<!hand )(?<!handed )(?<!handing )(?<!took )(?<!turn )(?<!paid )over|in excess of|exceeding|upwards of|north of|(?<![a-z])a good|(?<![a-z])well over|a little more than)(?:了)?\s*$",
    ),
    (
        "under",
        r"(?:接近|将近|临近|近|(?<!达)不到|不足|不及|少于|(?<![赶尽加飞])快|nearly|almost|close to|close on|under|less than|fewer than|not quite|getting on for|short of|just shy of|a little less than)\s*$",
    ),
    (
        "about",
        r"(?:大约|约为|约|大概|约有|差不多|大致|上下|about|around|approximately|roughly|some|approx\.?|an estimated)\s*$",
    ),
)
_BEFORE_COMPILED = tuple((bound, re.compile(expression)) for bound, expression in _BEFORE)
_AFTER: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "over",
        re.compile(
            r"余|还多|有余|[稍略]?多(?![少么])|以上|出头|[稍略]强|\+| or more| and more| and a (?:bit|little)(?![a-z])| plus(?![a-z])"
        ),
    ),
    ("under", re.compile("以下|左右不到|不到(?=[,。;!?、)\n]|$)| or (?:less|fewer)")),
    ("about", re.compile(r"左右|上下| or so")),
    ("at_most", re.compile(r"[^,.;!?\n]{0,12} at (?:the )?most(?![a-z])|以内")),
)
RANGE = r"(?:\s?(?:-|~|至|到|to)\s?)"

_LIST_NUMBER = late(
    r"(?m)^[ \t]*[(\[【]?[0-9]{1,2}(?:[)\]】、]|[.:](?![0-9]))|(?<![0-9a-z])\([0-9]{1,2}\)|\[[0-9]{1,3}\]"
)
_SECTION = late(
    r"(?m)(?:^|(?<=\s))\(?[0-9]{1,2}/[0-9]{1,2}\)?(?=\s*$)|^\s*\(?[0-9]{1,2}/[0-9]{1,2}\)?(?=\s)|(?:utc|gmt)\s?[+-]\s?[0-9]{1,2}(?::?[0-9]{2})?|第\s?(?:[0-9]+|[零一二三四五六七八九十百]+)\s?(?:[条款章节页点步项]|方|一时间|责任人)|[§#]\s?[0-9]+(?:\.[0-9]+)*"
    r"|(?<![a-z])(?:article|section|clause|page|step|chapter|paragraph|version|part|appendix|level|stage|phase|tier|class|grade|type|category|figure|table|question|option)s?\s[0-9]+(?![0-9])(?:\.[0-9]+)*(?!\s(?:are|were|have|had)(?![a-z]))"
)
CLASS_ROOM = late(
    r"(?:[托小中大]|[初高][一二三]|[一二三四五六]年级?)[(（]?[一二三四五六七八九十0-9]{1,2}[)）]?班"
)
"""The names of school classes: 中三班 counts nothing."""
_ORDINAL = late(
    r"第(?P<zh>[0-9]+|[零一二三四五六七八九十百]+)(?P<mzh>[批起例次号位名个家期届组])|第(?P<rank>[2-9]|[1-9][0-9]+)(?=[,。;!?)\n]|$)|(?<![0-9a-z])(?P<en>[0-9]+)(?:st|nd|rd|th)(?![a-z])"
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
        rf"(?P<a>{ZH_SCALED})(?:{RANGE}(?P<a2>{ZH_SCALED}))?(?P<amore>余|多(?!次|数|个月|年)|\+)?\s?(?P<aunit>{unit})"
        rf"|(?<![零一二三四五六七八九十百千万亿第几数])(?P<b>{ZH})(?:[至到](?P<b2>{ZH}))?(?P<bmore>[余多])?(?P<bunit>{unit})"
        rf"|(?<![零一二三四五六七八九十百千万亿第几数初双周])(?P<e>(?=[一二三四五六七八九十廿卅][零〇一二三四五六七八九十百千万])(?=[零〇一二两三四五六七八九十廿卅]*[十百千万]){ZH})(?=[场首种国幕曲集章题根块颗粒副桌尊课车道站])"
        rf"|(?<=[有是到达过约近共足逾收破计至])(?P<d>(?=[零〇一二两三四五六七八九十廿卅]*[百千万]){ZH})(?=[,。;!?)\n]|$)"
        rf"|(?<![a-z0-9.])(?P<c>{ARABIC}\s?(?:万亿|百万|千万|百亿|千亿|十万|十亿|[万亿])|{EN_SCALED}|{EN})(?:{RANGE}(?P<c2>{EN_SCALED}|{EN}))?(?P<cmore>\+)?"
    )


def bound_of(setting: Setting, start: int, end: int, more: str | None) -> Bound:
    """Return how the figure at a place is bounded; `more` is a 余 or 多 inside it."""
    head = setting.low[max(0, start - 18) : start]
    for bound, expression in _BEFORE_COMPILED:
        if expression.search(head):
            return bound
    if more:
        return "over"
    for bound, expression in _AFTER:
        if expression.match(setting.low, end):
            return bound
    return ""


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
    for expression in (_LIST_NUMBER, _SECTION, CLASS_ROOM, _idioms()):
        for match in expression.finditer(setting.low):
            if setting.is_free(*match.span()):
                setting.take(*match.span())


def quantities(setting: Setting) -> Iterator[Claim]:
    """Yield what is left of the figures, with what they count."""
    for match in _ORDINAL.finditer(setting.low):
        value = number(match["zh"] or match["rank"] or match["en"])
        if value is not None and setting.is_free(*match.span()):
            setting.take(*match.span())
            yield make(setting, "quantity", match.span(), value, unit="ordinal")
    for match in setting.figures(_quantity()):
        span = match.span()
        if not setting.is_free(*span):
            continue
        raw = match["a"] or match["b"] or match["e"] or match["d"] or match["c"]
        if match["c"] and setting.low.endswith("第", 0, span[0]):
            setting.take(*span)
            continue
        value = number(raw.strip())
        if value is None:
            continue
        upper = number((match["a2"] or match["b2"] or match["c2"] or "").strip())
        several = adjacent(raw) if not upper else None
        tenth = _TENTH.match(setting.low, span[1]) if match["bunit"] in _TENTHS else None
        if tenth and not several:
            value, span = value + Decimal(number(tenth.group()) or 0) / 10, (span[0], tenth.end())
        value, upper = several or (value, upper)
        measure = match["aunit"] or match["bunit"] or ""
        noun = _noun(setting, span[1])
        counts = classes_beside(setting, span)
        if not several and (
            _is_idle(raw, value, measure, counts, setting, span) or _is_freezing(setting, span)
        ):
            continue
        bound = bound_of(
            setting, span[0], span[1], match["amore"] or match["bmore"] or match["cmore"] or inner_more(raw)
        )
        bound = "about" if several else bound
        setting.take(*span)
        unit = "|".join(sorted(measures().get(measure, frozenset()) or _english_measure(noun)))
        yield make(setting, "quantity", span, value, upper=plain(upper) if upper else "", unit=unit, noun=noun, counts=counts, bound=bound)  # fmt: skip


_TENTHS = frozenset(("米", "斤", "吨", "度", "公里"))
_TENTH = late(r"[一二三四五六七八九](?=[,。;!?、)\n]|的|$)")
"""A digit behind the measure word of a Chinese numeral is a tenth: 七米六."""
_BELOW_ZERO = late(r"(?:below|above|under|sub|to|from)[\s-]$")


def _is_freezing(setting: Setting, span: tuple[int, int]) -> bool:
    """Whether a zero is only the mark on a thermometer: eleven degrees below zero."""
    return setting.low[slice(*span)] in ("zero", "0") and bool(
        _BELOW_ZERO.search(setting.low[max(0, span[0] - 6) : span[0]])
    )


_HARM = frozenset({"injured", "dead", "missing", "ill"})
_SPOKEN_HOUR = late(r"(?:at|by|past|to|until|till|from|before|after|since)\s$")


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


_NOUN_ZH = late(r"[\u3400-\u9fffa-z0-9]{1,12}")
_NOUN_EN = late(r"\s*-?\s*((?:[a-z][a-z'-]*\s*){1,4})")
_OF_WHICH = late(
    rf"\s(?:out\s)?of\s(?:all\s|the\s|our\s|its\s|their\s|these\s|those\s|[a-z]+'s\s){{1,2}}(?:(?:{EN_SCALED}|{EN})\s)?(?=[a-z])|\s(?:out\s)?of\s(?:{EN_SCALED}|{EN})\s(?=[a-z])"
)
"""Two [of the plant's five] units counts units."""
_SIZE = late(
    r"(?:[km]?g|kilos?|kilograms?|grams?|tonnes?|m?l|litres?|liters?|[kcm]?m|metres?|meters?)(?![a-z])"
)
"""1,300 of 12 kg counts things of that size, not kilograms."""
_NOUN_STOP_EN = frozenset(
    "of in on at by to for from with and or but that which who were was are is has have had as the a an this after before"
    " during since until be been will would not no so far we our they their it its than when while whose where"
    " against apart you i he she us reported received found said made taken say about because under over into between per".split()
)


def _noun(setting: Setting, end: int) -> str:
    """Return the words beside a figure that name what it counts, folded."""
    tail = setting.low[end : end + 48]
    if tail[:1] and "\u3400" <= tail.lstrip()[:1] <= "\u9fff":
        found = _NOUN_ZH.match(tail.lstrip())
        return found.group() if found else ""
    whole = _OF_WHICH.match(tail)
    if whole and whole.group()[:5].strip("of ")[:1].isdigit() and _SIZE.match(setting.low, end + whole.end()):
        return ""
    start = end + (whole.end() if whole else 0)
    found = _NOUN_EN.match(setting.low[start : start + 48])
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


__all__ = ["CLASS_ROOM", "RANGE", "block_plain_numbers", "bound_of", "make", "measures", "quantities"]
