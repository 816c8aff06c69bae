"""Addresses people can turn to, and the numbers of documents, batches, models, flights and standards."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.claims.claim import Claim
from drafting.claims.counted import classes_in
from drafting.claims.quantities import make, measures
from drafting.claims.setting import Setting, beginning
from drafting.late_patterns import late

_URL = late(
    r"(?:https?://|www\.)[^\s<>\"'“”‘’,。;!?、()\u3400-\u9fff]+[^\s<>\"'“”‘’,。;!?、().\u3400-\u9fff]|(?<![\w@.-])[a-z0-9][a-z0-9-]*(?:\.[a-z0-9-]+)*\.(?:com|cn|org|net|gov|edu|io|example|co\.uk|eu|info)(?:/(?:[^\s<>\"',。;!?、()\u3400-\u9fff]*[^\s<>\"'“”‘’,。;:!?、().\u3400-\u9fff])?)?(?![\w@-]*@)"
)
_EMAIL = late(r"[a-z0-9][a-z0-9._%+-]{0,63}@[a-z0-9-]+(?:\.[a-z0-9-]+)+")
_PHONE = late(
    r"\+\d{1,3}(?:[ -]\d{1,5}){2,5}(?![\w-])|(?<![\w.+-])(?<!\d,)(?:1[ -](?=[2-9]\d\d[ -]))?(?:\(\d{2,5}\)[\s-]?)?\d{2,5}(?:[ -]\d{2,5}){1,4}(?![\w-]|:\d|,\d{3}|\.\d)"
    r"|(?<![\w.,+-])\d{1,4}-\d{6,8}(?![\w-]|\.\d)"
    r"|(?<![\w.,+-])1[3-9]\d{9}(?!\d)|(?<![\w.,])[48]00\d{7}(?!\d)|(?<![\w.,])0\d{9,11}(?!\d)|\+\d{8,15}(?!\d)"
    r"|(?<![\w.,])(?:9\d{4}|1[02]\d{3,4}|[1-9]\d{4,7})(?=\s*(?:热线|咨询|客服|举报|投诉电话))"
    r"|(?<=拨打)\s?\d{3,8}(?![\d-])|(?<=致电)\s?\d{3,8}(?![\d-])|(?<=热线)[:\s]?\d{3,8}(?![\d-])|(?<=电话)[:\s]?\d{3,8}(?![\d-])|(?<=\bcall\s)\d{3,8}(?![\d-])|(?<=\bdial\s)\d{3,8}(?![\d-])",
    re.ASCII,
)
_PHONE_BEGINS = late(r"[+(0-9]|(?<=拨打|致电|热线|电话)[:\s]")
_IDENTIFIER = late(
    r"[\u3400-\u9fff]{0,8}[〔\[(](?:19|20)[0-9]{2}[〕\])]\s?(?:第\s?)?[0-9]+\s?号"
    r"|(?<![A-Za-z0-9])(?:GB(?:/T)?|ISO|IEC|EN|UL|ASTM|QB|YY|DB\d*)\s?[0-9][0-9.]*(?:-[0-9]{1,4})*(?![A-Za-z0-9])"
    r"|(?<![A-Za-z0-9@/.-])(?:(?=[A-Za-z0-9]*(?:[-/_][A-Za-z0-9]+)*[0-9])(?=[A-Za-z0-9]*(?:[-/_][A-Za-z0-9]+)*[A-Z])[A-Z0-9][A-Za-z0-9]*(?:[-/_][A-Za-z0-9]+)*)(?![A-Za-z0-9@])"
    r"|(?<![\w.,:-])[0-9]{2,}(?:-[0-9A-Z]+)+(?![\w,:-])"
    r"|(?<=编号)[:为是 ]{0,2}[0-9]{3,}|(?<=批号)[:为是 ]{0,2}[0-9]{3,}|(?<=单号)[:为是 ]{0,2}[0-9]{3,}"
    r"|(?<![A-Za-z])[Nn]os?\.?\s?[0-9]{2,}(?![0-9])|(?<![0-9.,])[0-9]{6,}(?![0-9]|,[0-9]{3}(?![0-9])|\.[0-9]|\s?[\u4e07\u4ebf元])"
    r"|(?<![0-9A-Za-z])[0-9]{1,4}[号](?=线|楼|机|罐|院|栋|门|车|厅|桌|柜|泵|炉|井|站|口|库|仓|店|生产线|机组|航站|[\u3400-\u9fff]{1,2}机(?![场会关构制器]))"
)
_NO_IDENTIFIER = late(
    r"[0-9]{1,5}|[0-9]+(?:k|K|m|M|bn|th|st|nd|rd|am|pm|AM|PM|V|W|kg|km|mg|ml|mL|g|h|D)|[QA][0-9]?|[0-9]+[GSD]|A4|H5|24/7|COVID-19|[0-9]+-(?:year|day|hour|minute|week|month|page|inch|point|seat)\w*(?:-\w+)*|(?:19|20)[0-9]{2}-(?:[0-9]{2}|(?:19|20)[0-9]{2})(?:-[0-9]{2})?|[0-9]{1,2}-[0-9]{1,2}"
)
_DATE_LIKE = late(r"(?:19|20)\d\d[-/.]\d{1,2}[-/.]\d{1,2}(?![\w-])|\d{1,2}:\d\d")


def contacts(setting: Setting) -> Iterator[Claim]:
    """Yield e-mails, URLs and phone numbers."""
    for match in _EMAIL.finditer(setting.low):
        if setting.is_free(*match.span()):
            setting.take(*match.span())
            yield make(setting, "email", match.span(), match.group())
    for match in _URL.finditer(setting.low):
        if setting.is_free(*match.span()):
            setting.take(*match.span())
            yield make(
                setting,
                "url",
                match.span(),
                re.sub(r"^(?:https?://)?(?:www\.)?", "", match.group()).rstrip("/"),
            )
    for match in beginning(setting.low, _PHONE_BEGINS, _PHONE, 0, len(setting.low)):
        yield from _phone(setting, match)


def identifiers(setting: Setting) -> Iterator[Claim]:
    """Yield every other number that names one thing: of a document, batch, model, flight or standard."""
    for match in _IDENTIFIER.finditer(setting.folded):
        words = match.group()
        start = match.end() - len(words.lstrip(":为是 "))
        span = (start, match.end())
        if not setting.is_free(*span) or _NO_IDENTIFIER.fullmatch(words) or _DATE_LIKE.match(words):
            continue
        if words.isdigit() and _counts(setting, *span):
            continue
        setting.take(*span)
        value = re.sub(r"[\s:为是-]|第|^no\.?", "", setting.low[span[0] : span[1]])
        yield make(setting, "identifier", span, value.upper())


_NUMBER_OF = late(
    r"(?:[编批单证序文订]号|号码|代码|编码)\s?[:为是]{0,2}\s?$|(?<![a-z])(?:no|nos|number|numbers|ref|reference|batch|lot|serial|case|code|id|report|order|permit|licen[cs]e)\W{0,3}$"
)
_BEHIND_EN = late(r"(?:\s[a-z][a-z'-]*){1,3}")


def _counts(setting: Setting, start: int, end: int) -> bool:
    """Whether a long run of digits says how many: a measure word or something countable stands right behind it."""
    if _NUMBER_OF.search(setting.low[max(0, start - 14) : start]):
        return False
    tail = setting.low[end : end + 40]
    if re.match(r"\s?[余多]?\s?[\u3400-\u9fff]", tail):
        words = tail.strip().lstrip("余多 ")
        return any(words.startswith(word) for word in measures() if not word.isascii())
    behind = _BEHIND_EN.match(tail)
    return behind is not None and bool(classes_in(behind.group()))


def _phone(setting: Setting, match: re.Match[str]) -> Iterator[Claim]:
    words = match.group()
    start = match.end() - len(words.lstrip(": "))
    digits = re.sub(r"\D", "", words)
    short = not re.search(r"[\s-]", words.strip(": ")) or len(digits) < 7
    if _DATE_LIKE.match(words) or not setting.is_free(start, match.end()) or len(digits) > 15:
        return
    if (
        short
        and len(digits) < 7
        and not re.search(r"(?:拨打|致电|热线|电话)[:\s]?$|call $|dial $", setting.low[:start][-6:])
        and "热线" not in setting.low[match.end() : match.end() + 4]
    ):
        return
    if re.fullmatch(r"(?:19|20)\d\d[\s-](?:(?:19|20)\d\d|\d{1,2}(?:[\s-]\d{1,2})?)", words):
        return
    setting.take(start, match.end())
    yield make(setting, "phone", (start, match.end()), digits)
