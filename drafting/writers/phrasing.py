"""Turns a fact's own words into a sentence of a statement: punctuation, first person, the time it holds for."""

from __future__ import annotations

import re
from datetime import datetime

from drafting.brief import Brief, Fact
from drafting.fact_reading import usable_text
from drafting.moments import say_moment

_HAN = r"\u3400-\u9fff"
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？"}
_SELF_ZH = "公司|本公司|我公司|我司|本店|我店|我院|我校|我行|我局|品牌方"
_AFTER_SELF_ZH = (
    r"(?=已|于|将|正|立即|随即|第一时间|对|在|从|共|收到|接到|获悉|决定|未|没有|并|与|向|为|承担|会|官方)"
)
_DATED_ZH = re.compile(r"\d{1,2}月|\d{1,2}[日号时点]|截至|截止|当[日天晚]|[今昨]")
_DATED_EN = re.compile(
    r"\b(?:as of|by \d|on \d|since|until|today|yesterday|january|february|march|april|may|june|july|august|september|october|november|december)\b|\d:\d\d",
    re.IGNORECASE,
)
_VERBS_EN = {"has": "have", "is": "are", "was": "were", "does": "do"}
_PAST_EN = re.compile(
    r"(?:\w+ed|took|began|sent|told|found|withdrew|made|gave|met|set|put|shut|held|wrote|sold|bought|knew|had|did|did not|will|cannot|could)\b"
)
_DONE_EN = re.compile(
    r"^(?:Removed|Closed|Stopped|Suspended|Recalled|Notified|Reported|Withdrawn|Informed|Contacted|Opened|Appointed|Isolated|Shut|Paused"
    r"|Cancelled|Canceled|Refunded|Commissioned|Started|Launched|Dismissed|Replaced|Repaired|Restored)\b(?! (?:by|at|on|in)\b)"
)
_SMALL_EN = {
    "the",
    "a",
    "an",
    "some",
    "all",
    "about",
    "there",
    "we",
    "our",
    "no",
    "any",
    "by",
    "at",
    "on",
    "in",
    "two",
    "three",
    "four",
    "five",
    "of",
    "this",
    "it",
}


def is_in_language(text: str, *, chinese: bool) -> bool:
    """Return whether a text can stand in a statement of that language (share of Han characters)."""
    han = len(re.findall(f"[{_HAN}]", text))
    letters = len(re.findall(r"[A-Za-z]", text))
    return han > 0 or letters == 0 if chinese else han * 5 <= letters


def as_sentence(fact: Fact, brief: Brief, *, chinese: bool, near: datetime, dated: bool = True) -> str:
    """Return the fact as one sentence that ends with a stop, in the organisation's own voice.

    With `dated`, a fact with figures says the time it holds for, where its own words do not.
    """
    if not dated:
        fact = fact.model_copy(update={"as_of": None})
    text = usable_text(fact.text)
    return _zh(text, fact, brief, near) if chinese else _en(text, fact, brief, near)


def tidy_zh(text: str) -> str:
    """Return Chinese text with full-width punctuation and without blanks between Chinese characters."""
    text = text.strip().rstrip("。.;；，, ")
    text = re.sub(rf"(?<=[{_HAN}“”）\d]) +(?=[{_HAN}“”（])|(?<=[{_HAN}]) +(?=\d)", "", text)
    text = re.sub(r"^截止(?=\d|目前|今)", "截至", text)
    text = re.sub(
        rf"(?<=[{_HAN}）”》%A-Za-z0-9])[,;:!?](?=[{_HAN}“（《])|(?<=[{_HAN}）”》])[,;:!?]",
        lambda mark: _FULL_WIDTH[mark.group()],
        text,
    )
    return re.sub(rf"\(([^()]*[{_HAN}][^()]*)\)", r"（\1）", text)


def _zh(text: str, fact: Fact, brief: Brief, near: datetime) -> str:
    text = tidy_zh(text)
    names = "|".join(re.escape(name) for name in sorted(brief.names, key=len, reverse=True))
    text = re.sub(rf"(?:^|(?<=[，；。]))(?:{_SELF_ZH}|{names}){_AFTER_SELF_ZH}", "我们", text)
    if fact.as_of is not None and re.search(r"\d", text) and not _DATED_ZH.search(text):
        text = f"截至{say_moment(fact.as_of, chinese=True, near=near)}，{text}"
    return text + "。"


def _en(text: str, fact: Fact, brief: Brief, near: datetime) -> str:
    text = re.sub(r"\s+", " ", text.strip()).rstrip(".;, ")
    text = _first_person(text, brief)
    text = re.sub(_DONE_EN, lambda verb: f"We have {verb.group().lower()}", text)
    if fact.as_of is not None and re.search(r"\d", text) and not _DATED_EN.search(text):
        moment = say_moment(fact.as_of, chinese=False, near=near, jurisdiction=brief.incident.jurisdiction)
        text = f"As of {moment}, {uncapitalised(text)}"
    return text[:1].upper() + text[1:] + "."


def uncapitalised(text: str) -> str:
    """Return English text to stand inside a sentence: the first letter small where the word is no name."""
    first = text.split(" ", 1)[0]
    return text[:1].lower() + text[1:] if first.lower() in _SMALL_EN else text


def _first_person(text: str, brief: Brief) -> str:
    names = "|".join(re.escape(name) for name in sorted(brief.names, key=len, reverse=True))
    found = re.match(
        rf"(?:the (?:company|firm|organi[sz]ation|airline|bank)|{names}) (\w+)(.*)",
        text,
        re.IGNORECASE | re.DOTALL,
    )
    if not found:
        return text
    verb, rest = found.group(1), found.group(2)
    if verb.lower() in _VERBS_EN:
        return f"We {_VERBS_EN[verb.lower()]}{rest}"
    return f"We {verb}{rest}" if _PAST_EN.match(verb) else text
