"""Telephone numbers, addresses and hours in notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from drafting.intake.lexicon import Lexicon
from drafting.messages import Language, say

_MAIL = re.compile(r"[A-Za-z0-9_.+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_SERVICE = re.compile(
    r"(?<![\d-])(?:(?:400|800)[- ]?\d{3,4}[- ]?\d{3,4}|0\d{2,3}[- ]\d{3,4}[- ]?\d{4}(?:-\d{1,5})?)(?![\d-])"
)
_MOBILE = re.compile(r"(?<![\d-])1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![\d-])")
_SHORT = re.compile(r"(?<![\d.-])(?:9\d{4,5}|12\d{3})(?![\d.%-]|[\u4e00-\u9fff]*[元万亿人起名])")
_ABROAD = re.compile(r"(?<![\d./:-])\+?\(?\d{2,5}\)?(?:[ -]\(?\d{2,7}\)?){1,4}(?![\d/:-])")
_HOURS = re.compile(
    r"(?:每天|每日|工作日|周[一二三四五六日]至周[一二三四五六日]|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)\w*\s*(?:-|–|to)\s*\w+,?)?\s*"
    r"(?:(?<!\d)\d{1,2}[:：]\d{2}\s*(?:-|–|—|~|至|到|to)\s*\d{1,2}[:：]\d{2}(?!\d)|\d{1,2}[点时]\s*(?:-|—|~|至|到)\s*\d{1,2}[点时]"
    r"|\d{1,2}(?:[:.]\d{2})?\s?[ap]m\s*(?:-|–|to)\s*\d{1,2}(?:[:.]\d{2})?\s?[ap]m|24小时(?!内|以内|之内)|24/7|7[×x*]24(?:小时)?|24 hours a day)",
    re.IGNORECASE,
)
_ZH_LABEL = re.compile(
    r"((?:[\u4e00-\u9fff]{0,6})(?:热线|电话|专线|邮箱|座机|总机|手机))(?:号码)?[是为]?\s*[:：]?\s*$"
)
_EN_LABEL = re.compile(r"((?:[A-Za-z]+[ -]){0,3}(?:hotline|helpline|phone|line|desk|office|support|service|care|email|e-mail|enquiries|inquiries|contact))\s*(?:is|at|on|number|no\.?)?\s*[:：]?\s*$", re.IGNORECASE)  # fmt: skip
_OFFICE = re.compile(r"热线|客服|咨询|服务|投诉|专线|值班|媒体|公关|总机|line\b|desk|office|support|service|care|enquir|inquir", re.IGNORECASE)  # fmt: skip
"""A label that names a function, not a person."""
_ROLE = re.compile(
    r"(?:support|info|press|media|help|contact|customer|service|kefu|care|privacy|pr|news|hello|enquir|inquir|complaint|lost)",
    re.IGNORECASE,
)
_MANY = 8


@dataclass(frozen=True)
class Found:
    """A contact; `public` where the note speaks of it as one to be called, else it may be somebody's own."""

    label: str
    value: str
    hours: str | None
    public: bool


def contacts_in(text: str, words: Lexicon, language: Language) -> list[Found]:
    """Return the contacts that a sentence names, with the hours it gives."""
    speaks_of_contact = words.has("contact_words", text)
    taken: list[tuple[int, int]] = []
    found: list[Found] = []
    hours = _HOURS.search(text)
    kinds = [_MAIL, _SERVICE, _MOBILE]
    if speaks_of_contact:
        kinds += [_SHORT, _ABROAD] if language == "zh" else [_ABROAD]
    for pattern in kinds:
        for hit in pattern.finditer(text):
            if any(a < hit.end() and hit.start() < b for a, b in [*taken, hours.span() if hours else (0, 0)]):
                continue
            if pattern is _ABROAD and sum(c.isdigit() for c in hit.group()) < _MANY:
                continue
            taken.append(hit.span())
            label = _label(text[: hit.start()], language, is_mail=pattern is _MAIL)
            public = pattern in (_SERVICE, _SHORT) or bool(_OFFICE.search(label))
            public = public or words.has("public_words", text)
            if pattern is _MAIL:
                public = public or bool(_ROLE.match(hit.group()))
            found.append(Found(label, hit.group().strip(), hours.group().strip() if hours else None, public))
    return found


def is_only_contact(text: str, found: list[Found]) -> bool:
    """Return whether a sentence says nothing beyond its contacts."""
    rest = _HOURS.sub("", text)
    for one in found:
        rest = rest.replace(one.value, "").replace(one.label, "")
    return len(re.findall(r"[\u4e00-\u9fff]", rest)) <= _MANY and len(re.findall(r"[A-Za-z]{2,}", rest)) <= 4


def merged(contacts: list[Found]) -> list[Found]:
    """Return each number once, with the hours and the more telling label that any mention gave."""
    by_value: dict[str, Found] = {}
    for one in contacts:
        key = re.sub(r"[\s-]", "", one.value).lower()
        before = by_value.get(key)
        if before is None:
            by_value[key] = one
        else:
            by_value[key] = replace(
                before, hours=before.hours or one.hours, public=before.public or one.public
            )
    return list(by_value.values())


def _label(before: str, language: Language, *, is_mail: bool) -> str:
    found = (_ZH_LABEL if language == "zh" else _EN_LABEL).search(before)
    if found:
        label = re.sub(r"^(?:请|可|拨打|联系|致电|是|为|的|我们|我司|并|已|开通|公布|对外|统一|了|call|our|the|a|an|to|on|via|or|and|please|contact(?=\s))+\s*", "", found.group(1).strip(), flags=re.IGNORECASE)  # fmt: skip
        if label:
            return label if language == "zh" else label[:1].upper() + label[1:]
    return say("intake.mail" if is_mail else "intake.phone", language)
