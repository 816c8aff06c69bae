"""Numerals: Arabic, Chinese and English words, to one decimal value."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from drafting.late_patterns import late

_ZH_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "两": 2,
    "壹": 1,
    "贰": 2,
    "叁": 3,
    "肆": 4,
    "伍": 5,
    "陆": 6,
    "柒": 7,
    "捌": 8,
    "玖": 9,
}
_ZH_STEP = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_ZH_TENS = {"廿": 20, "卅": 30}
_ZH_SCALE = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_EN_UNIT = {
    word: value
    for value, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        " seventeen eighteen nineteen".split()
    )
} | {
    word: 10 * (i + 2)
    for i, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split())
}
_EN_SCALE = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
    "k": 1000,
    "m": 10**6,
    "mn": 10**6,
    "bn": 10**9,
}
_EN_ORDINAL = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        start=1,
    )
} | {"thirtieth": 30, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24,
     "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29,
     "thirty-first": 31}  # fmt: skip

ARABIC = r"(?:[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)"
ZH = r"[零〇一二两三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+(?:点[零〇一二三四五六七八九]+|[多余][万亿])?"
_WORD = "(?:" + "|".join(sorted(_EN_UNIT, key=len, reverse=True)) + ")"
_SCALE_WORD = r"(?:hundred|thousand|million|billion|trillion|dozen)"
_JOINT = r"(?:\s*-\s*|\s+|(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\s+and\s+)"
"""What joins the words of one numeral: “and” only behind a hundred or more (one and thirteen are two)."""
_HALVES = rf"(?:{_WORD})(?:-(?:{_WORD}))?\s+and\s+a\s+(?:half|quarter)\s+(?:thousand|million|billion)"
EN = rf"(?:half\s+an?\s+{_SCALE_WORD}|{_HALVES}|(?:{_WORD}|an?(?=\s+{_SCALE_WORD}))(?:{_JOINT}(?:{_WORD}|{_SCALE_WORD}))*)(?![a-z])"
FIRST_DIGIT = "[零〇一二两三四五六七八九十廿卅百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]|[0-9](?:(?<![0-9][0-9])|(?=[0-9]{0,2},[0-9]{3}))"
FIRST_WORD = rf"(?:half|an?(?![a-z])|{_WORD})"
"""What any numeral begins with: a digit (within a run of them, only one that could begin 345,678), or a word of English."""
EN_ORDINAL = "(?:" + "|".join(sorted(_EN_ORDINAL, key=len, reverse=True)) + ")"
ZH_SCALED = rf"{ARABIC}\s?(?:[多余](?=[万亿]))?(?:万亿|百万|千万|百亿|千亿|十万|十亿|[万亿千百])?"
SMALL_ZH = "(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
"""The numeral of a month, a day or an hour."""
EN_SCALED = rf"{ARABIC}(?:\s?(?:hundred|thousand|million|billion|trillion|dozen|bn|mn|k|m)(?![a-z]))?"


def plain(value: Decimal) -> str:
    """Return `value` without trailing zeros or exponent."""
    return format(value.normalize(), "f") if value else "0"


@lru_cache(maxsize=4096)
def number(text: str) -> Decimal | None:
    """Return the value of a numeral (folded, lower case) or nothing where it is none."""
    text = text.strip()
    if not text:
        return None
    if text[0].isascii() and text[0].isdigit():
        return _arabic(text)
    if text[0].isascii():
        return _english(text)
    return _chinese(text)


_ADJACENT = late(
    r"(?P<tens>[二三四五六七八九]?十)?(?P<a>[一二两三四五六七八])(?P<b>[二两三四五六七八九])(?P<step>[十百千]?[万亿]?)"
)


def adjacent(text: str) -> tuple[Decimal, Decimal] | None:
    """Return the two ends of what two neighbouring digits leave open (三四个, 五六十, 二十七八), or nothing."""
    match = _ADJACENT.fullmatch(text)
    if match is None or _ZH_DIGIT[match["b"]] - _ZH_DIGIT[match["a"]] not in (1, 2):
        return None
    if _ZH_DIGIT[match["b"]] - _ZH_DIGIT[match["a"]] == 2 and (match["a"], match["b"]) != ("三", "五"):
        return None
    tens = Decimal(_chinese_whole(match["tens"])) if match["tens"] else Decimal(0)
    scale = Decimal(_chinese_whole("一" + match["step"])) if match["step"] else Decimal(1)
    return (tens + _ZH_DIGIT[match["a"]]) * scale, (tens + _ZH_DIGIT[match["b"]]) * scale


def inner_more(text: str) -> str | None:
    """Return the 多 or 余 inside a numeral (四十多万), which bounds it from below."""
    return next((character for character in text if character in "多余"), None)


def ordinal(word: str) -> int | None:
    """Return the value of an English ordinal word, or nothing."""
    return _EN_ORDINAL.get(word.lower())


def small(word: str | None) -> int | None:
    """Return a month, day, hour or minute, given in digits, words or an English ordinal, or nothing."""
    if not word:
        return None
    found = ordinal(word) if word[0].isalpha() and word[0].isascii() else None
    if found is not None:
        return found
    value = number(word)
    return int(value) if value is not None else None


_ARABIC = late(ARABIC)


def _arabic(text: str) -> Decimal | None:
    match = _ARABIC.match(text)
    if not match:
        return None
    try:
        value = Decimal(match.group().replace(",", ""))
    except InvalidOperation:
        return None
    for scale in re.findall(r"[万亿千百十]|[a-z]+", text[match.end() :]):
        factor = _ZH_SCALE.get(scale) or _ZH_STEP.get(scale) or _EN_SCALE.get(scale)
        if factor is None:
            return None
        value *= factor
    return value


_AND_A_PART = re.compile(r"(?P<whole>.+?)\s+and\s+a\s+(?P<part>half|quarter)\s+(?P<scale>[a-z]+)")
"""Sixteen and a half thousand."""


def _english(text: str) -> Decimal | None:
    if text.startswith("half"):
        whole = _english(text[4:].strip())
        return whole / 2 if whole is not None else None
    if part := _AND_A_PART.fullmatch(text):
        whole, scale = _english(part["whole"]), Decimal(_EN_SCALE[part["scale"]])
        return (
            None if whole is None else (whole + Decimal("0.5" if part["part"] == "half" else "0.25")) * scale
        )
    total = current = 0
    for word in re.split(r"[\s-]+", text.lower()):
        if word in ("and", ""):
            continue
        if word in ("a", "an"):
            current = 1
        elif word in _EN_UNIT:
            current += _EN_UNIT[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * _EN_SCALE[word]
        elif word in _EN_SCALE:
            total += (current or 1) * _EN_SCALE[word]
            current = 0
        else:
            return None
    return Decimal(total + current)


def _chinese(text: str) -> Decimal | None:
    whole, _, fraction = text.replace("多", "").replace("余", "").partition("点")
    if not any(c in _ZH_STEP or c in _ZH_SCALE or c in _ZH_TENS for c in whole):
        if any(c not in _ZH_DIGIT for c in whole):
            return None
        value = Decimal("".join(str(_ZH_DIGIT[c]) for c in whole))
    else:
        value = Decimal(_chinese_whole(whole))
    if fraction:
        digits = "".join(str(_ZH_DIGIT[c]) for c in fraction if c in _ZH_DIGIT)
        value += Decimal("0." + (digits or "0"))
    return value


def _chinese_whole(text: str) -> int:
    total = section = digit = 0
    step = 1
    for c in text:
        if c in _ZH_DIGIT:
            digit = _ZH_DIGIT[c]
            step = 1 if c in "零〇" else step
        elif c in _ZH_TENS:
            section, digit, step = section + _ZH_TENS[c], 0, 10
        elif c in _ZH_STEP:
            section += (digit or 1) * _ZH_STEP[c]
            digit, step = 0, _ZH_STEP[c]
        elif c in _ZH_SCALE:
            section = (section + digit) or 1
            total = (
                (total + section) * _ZH_SCALE[c]
                if total and _ZH_SCALE[c] > 10**4
                else total + section * _ZH_SCALE[c]
            )
            section, digit, step = 0, 0, _ZH_SCALE[c]
    # 三万五 is 35,000: a last digit right after a step stands for a tenth of it.
    tail = digit * (step // 10) if digit and step >= 100 and not _after_zero(text) else digit
    return total + section + tail


def _after_zero(text: str) -> bool:
    return len(text) > 1 and text[-2] in "零〇"
