"""Where something is: streets with their numbers, postcodes, and the numbers by which like things are told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.quantities import make
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_STREET_WORDS = {
    "st": "street", "rd": "road", "ln": "lane", "ave": "avenue", "dr": "drive", "blvd": "boulevard", "pl": "place",
    "sq": "square", "ct": "court", "hwy": "highway", "pkwy": "parkway", "cres": "crescent",
}  # fmt: skip
_STREETS = (
    "street|road|lane|avenue|drive|way|close|court|place|square|boulevard|terrace|row|quay|hill|crescent|parade"
    "|highway|parkway|walk|gardens|green|yard|wharf|mews|broadway|esplanade|alley|approach|embankment"
)
_EN = late(
    r"(?<![\w.,£$€-])(?P<number>[0-9]{1,5}[A-Za-z]?(?:-[0-9]{1,5})?)\s(?P<street>(?:(?:[A-Z][\w'.-]*|of|the)\s){1,4}?"
    rf"(?i:{_STREETS}|{'|'.join(_STREET_WORDS)})(?![A-Za-z]))"
)
_ZH = late(
    r"(?P<street>[\u3400-\u9fff]{2,8}?(?:路|街|道|巷|弄|胡同|大街|大道|里弄)(?:[东南西北中]段|[东南西北]侧)?)(?P<first>[0-9]{1,5}(?:[-之][0-9]{1,3})?)(?P<unit>号|弄)"
    r"(?P<more>(?:[、和及至到~-](?:[0-9]{1,5})号?)*号|)(?!线|车|机)"
)
_IN_LIST = late(r"[0-9]{1,5}")
_POSTCODE = late(
    r"(?<![A-Za-z0-9])(?P<uk>[A-Z]{1,2}[0-9][0-9A-Z]?\s[0-9][A-Z]{2})(?![A-Za-z0-9])|(?<![A-Za-z])(?P<us>[A-Z]{2}\s[0-9]{5}(?:-[0-9]{4})?)(?![0-9])"
    r"|(?<=邮编)[::是为 ]{0,2}(?P<zh>[0-9]{6})(?![0-9])"
)
_STREET_LEAST = 3
"""Characters of a Chinese street that are kept with its number: what stands further left may be the city (滨水路 of 宁州市滨水路)."""
_LABEL_ZH = late(
    r"第?(?P<number>[0-9]{1,4}|(?<=第)[一二三四五六七八九十]{1,3})(?P<noun>号楼|单元|室|楼(?![房道宇梯盘市])|页)(?!的?高|高)"
)
_LABEL_NOUNS = {"号楼": "building", "单元": "unit", "室": "room", "楼": "floor", "页": "page"}
_VERSION = late(
    r"(?<![A-Za-z0-9.])[vV]?[0-9]{1,3}(?:\.[0-9]{1,4}){2,3}(?![A-Za-z0-9]|\.[0-9])|(?<![\w.])[0-9]{1,3}\.[0-9]{1,3}(?=\s?版)|(?<=[Vv]ersion )[0-9]{1,3}\.[0-9]{1,3}(?![0-9])"
)
_HYPHENED = late(r"(?<![\w@./-])[a-z]{2,}(?:-[a-z]+)+-[0-9]{1,3}[a-z]?(?![\w-])")


@cache
def _label_en() -> re.Pattern[str]:
    nouns = "|".join(sorted(lexicon.counted().labels, key=len, reverse=True))
    return re.compile(
        rf"(?<![a-z-])(?P<noun>{nouns})s?[ ](?P<numbers>[0-9]{{1,4}}[a-z]?(?![0-9.,]*[0-9%]|[:-][0-9])"
        r"(?:(?:,[ ](?:and[ ]|or[ ])?|[ ](?:and|or|to)[ ])[0-9]{1,4}[a-z]?(?![0-9.:,]*[0-9%a-z])(?!\s[a-z]+\s(?:were|was|are|have|had)))*)(?![a-z0-9])"
    )


def addresses(setting: Setting) -> Iterator[Claim]:
    """Yield streets with numbers and postcodes; in 17号、19号 each number is a claim of its own."""
    for match in _POSTCODE.finditer(setting.folded):
        name = match.lastgroup or ""
        if setting.is_free(*match.span(name)):
            setting.take(*match.span(name))
            yield make(setting, "address", match.span(name), re.sub(r"\s", "", match[name]).lower())
    for match in _EN.finditer(setting.folded):
        if not setting.is_free(*match.span()):
            continue
        *words, last = match["street"].lower().split()
        street = " ".join((*words, _STREET_WORDS.get(last, last)))
        setting.take(*match.span())
        yield make(setting, "address", match.span(), f"{match['number'].lower()} {street}")
    for match in _ZH.finditer(setting.folded):
        if not setting.is_free(*match.span("first")):
            continue
        street = match["street"][-_STREET_LEAST:]
        setting.take(match.start("first"), match.end())
        yield make(
            setting, "address", (match.start("first"), match.end("unit")), f"{match['first']} {street}"
        )
        for number in _IN_LIST.finditer(setting.folded, *match.span("more")):
            yield make(setting, "address", number.span(), f"{number.group()} {street}")


def labels(setting: Setting) -> Iterator[Claim]:
    """Yield the numbers that tell like things apart: line 2, 第3页, version 3.8.2, eu-north-2."""
    for expression in (_VERSION, _HYPHENED):
        for match in expression.finditer(setting.low):
            if setting.is_free(*match.span()):
                setting.take(*match.span())
                yield make(setting, "identifier", match.span(), re.sub(r"^v|-", "", match.group()).upper())
    for match in _LABEL_ZH.finditer(setting.low):
        if setting.is_free(*match.span()):
            setting.take(*match.span())
            noun = _LABEL_NOUNS[match["noun"]]
            yield make(setting, "identifier", match.span(), f"{noun} {match['number']}".upper(), unit=noun)
    for match in _label_en().finditer(setting.low):
        if not setting.is_free(*match.span()):
            continue
        setting.take(*match.span())
        for number in re.finditer("[0-9]+[a-z]?", match["numbers"]):
            span = (match.start("numbers") + number.start(), match.start("numbers") + number.end())
            value = f"{match['noun']} {number.group()}".upper()
            yield make(setting, "identifier", span, value, unit=match["noun"])
