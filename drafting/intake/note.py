"""A note taken apart: who said what and when, line by line, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from drafting.intake.lexicon import Lexicon
from drafting.sentences import sentence_spans

_CLOCK = r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?:\s*[AaPp][Mm])?"
_DAY = r"\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?"
_WHEN = rf"(?:{_DAY}[\sT,]*)?{_CLOCK}"
_NAME = r"[^\W\d_][^\s:：\[\]【】，。、,;；]{0,19}(?: [A-Z][\w'-]*)?(?:\s?[（(][^）)]{1,20}[）)])?"
_NAMED_THEN_WHEN = re.compile(
    rf"^(?P<who>{_NAME})\s+[\[(（]?(?P<when>{_WHEN})[\])）]?\s*(?:[:：]\s*(?P<text>.*))?$"
)
_WHEN_THEN_NAMED = re.compile(
    rf"^[\[(（]?(?P<when>{_WHEN})[\])）]?[\s,-]*(?P<who>{_NAME})[:：]\s*(?P<text>.*)$"
)
_DAY_WHEN_NAMED = re.compile(rf"^(?P<when>{_DAY}[\sT,]*{_CLOCK})[\s,-]+(?P<who>{_NAME})(?P<text>)$")
_NAMED = re.compile(
    rf"^[\[(（]?(?P<when>{_WHEN})[\])）]?[\s,-]*(?P<who>{_NAME})(?:[:：]\s*(?P<text>.*)|\s*)$"
)
_NAMED = re.compile(rf"^(?P<who>{_NAME})[:：]\s*(?P<text>\S.*)$")
_PERSON = re.compile(
    r"^(?:[\u4e00-\u9fff]{1,3}(?:总|工|姐|哥|老师|主任|经理|队|主管|律师|医生|助理|秘书|处长|科长|部长)|@.+)$"
)
_DAY_ALONE = re.compile(rf"^[\W_]*(?P<when>{_DAY})[\W_]*(?:(?:星期|周)[一二三四五六日天])?[\W_]*$")
_HEADER = re.compile(
    r"^\s*(?P<name>From|To|Cc|Bcc|Subject|Date|Sent|Reply-To|发件人|收件人|抄送|主题|日期|发送时间|时间)\s*[:：]\s*(?P<value>.*)$",
    re.IGNORECASE,
)
_BULLET = re.compile(
    r"^\s*(?:[-*•·●▪◆>#]+\s+|[①-⑳]\s*|[•·●▪◆]|\d{1,2}(?:[、)）]|\.(?!\d))\s*|[（(]\d{1,2}[)）]\s*|[一二三四五六七八九十]{1,2}、\s*)"
)
_FOOTER = re.compile(
    r"(?:this|the) (?:e-?mail|message)\b.*\b(?:confidential|intended (?:solely|only))|本邮件.*(?:保密|仅供收件人)|^--\s*$",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"(?i)^(?:事件|主题|标题|事由|incident|topic)\s*[:：]\s*(.{2,40})$")
_SIGN_OFF = re.compile(
    r"^(?:(?:best|kind|warm)?\s*regards|best wishes|best|sincerely|yours \w+|many thanks|thanks|cheers|此致|敬礼|顺颂\w{2,4}|祝好)[\s,.!，。！]*$",
    re.IGNORECASE,
)
_SIGNATURE = 40
"""Code points; a longer line after a sign-off is text again. Ours."""
_CLAUSES = re.compile(r"[^；;]+[；;]?")


@dataclass(frozen=True)
class Said:
    """One sentence of a note.

    `line` counts from 1; `block` numbers messages and paragraphs; `speaker` and `at` are known from a chat log
    or an e-mail's head only.
    """

    text: str
    line: int
    block: int
    speaker: str | None = None
    at: datetime | None = None


@dataclass(frozen=True)
class Note:
    """A note's sentences in order, and the subject line where it is an e-mail."""

    said: tuple[Said, ...]
    subject: str | None = None


def read_note(text: str, words: Lexicon, now: datetime) -> Note:
    """Return the sentences of a pasted chat log, e-mail or list of notes; times take their zone from `now`."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    regulars = Counter(found.group("who") for line in lines if (found := _NAMED.match(line.strip())))
    heads = Counter(found["who"] for line in lines if (found := _DAY_WHEN_NAMED.match(line.strip())))
    said: list[Said] = []
    subject: str | None = None
    speaker: str | None = None
    at: datetime | None = None
    block, in_head, signing = 0, False, False
    for number, raw in enumerate(lines, 1):
        line = raw.strip().removeprefix("\ufeff")
        if not line:
            block, in_head = block + 1, False
            continue
        if _FOOTER.search(line):
            continue
        if (head := _HEADER.match(line)) and (
            in_head or head["name"].lower() not in ("时间", "日期", "date")
        ):
            in_head, block = True, block + 1
            name = head["name"].lower()
            if name in ("subject", "主题"):
                subject = (
                    re.sub(r"(?i)^(?:(?:re|fwd?|回复|转发|答复)\s*[:：]\s*)+", "", head["value"]).strip()
                    or subject
                )
            elif name in ("from", "发件人"):
                speaker = re.sub(r"\s*[<(].*", "", head["value"]).strip(' "') or None
            elif name in ("date", "sent", "日期", "发送时间", "时间"):
                at = _moment(head["value"], at, now) or at
            continue
        in_head = False
        if topic := _TOPIC.match(line):
            line = topic[1]
            subject = subject or line.strip(" 。.")
        if day := _DAY_ALONE.match(line):
            at, block = _moment(day["when"], at, now), block + 1
            continue
        if opened := _opening(line, regulars, heads, words):
            who, when, line = opened
            block, speaker, signing = block + 1, who.strip() or None, False
            at = _moment(when, at, now) if when else at
        if signing and len(line) <= _SIGNATURE and not re.search(r"[。.!?！？]\s*$", line):
            continue
        signing = bool(_SIGN_OFF.match(line))
        said.extend(Said(one, number, block, speaker, at) for one in _sentences(line))
    return Note(tuple(said), subject)


def _opening(
    line: str, regulars: Counter[str], heads: Counter[str], words: Lexicon
) -> tuple[str, str | None, str] | None:
    found = _NAMED_THEN_WHEN.match(line) or _WHEN_THEN_NAMED.match(line)
    alone = _DAY_WHEN_NAMED.match(line)
    if not found and alone and (heads[alone["who"]] > 1 or _PERSON.match(alone["who"])):
        found = alone
    if found and len(found["who"]) <= 30 and not words.has("contact_words", found["who"]):
        return found["who"], found["when"], (found["text"] or "").strip()
    named = _NAMED.match(line)
    if named and (regulars[named["who"]] > 1 or _PERSON.match(named["who"])):
        who = named["who"]
        marks = ("contact_words", "confidential", "verified", "rumour", "untrue")
        if not any(words.has(mark, who + "：") for mark in marks):
            return who, None, named["text"].strip()
    return None


def _sentences(line: str) -> list[str]:
    line = _BULLET.sub("", line, count=1).strip()
    whole = [line[start:end] for start, end in sentence_spans(line)]
    return [part.strip() for one in whole for part in _CLAUSES.findall(one) if part.strip()]


def _moment(text: str, before: datetime | None, now: datetime) -> datetime | None:
    """Return the moment of a chat's or an e-mail's time; a time of day alone belongs to the day last named."""
    day = re.search(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})", text)
    clock = re.search(r"(\d{1,2})[:：](\d{2})(?:[:：]\d{2})?\s*([AaPp][Mm])?", text)
    if not day and clock and re.search(r"[A-Za-z]{3}", text):
        return _mail_moment(text, now) or before
    hour, minute = (int(clock[1]), int(clock[2])) if clock else (0, 0)
    if clock and clock[3]:
        hour = hour % 12 + (12 if clock[3].lower() == "pm" else 0)
    try:
        if day:
            return datetime(int(day[1]), int(day[2]), int(day[3]), hour, minute, tzinfo=now.tzinfo)
        return before.replace(hour=hour, minute=minute) if before else None
    except ValueError:
        return before


def _mail_moment(text: str, now: datetime) -> datetime | None:
    from email.utils import parsedate_to_datetime

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=now.tzinfo)
