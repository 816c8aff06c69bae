"""A statement's text taken apart again: what is its title, what its salutation, its body and its signature."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from drafting.messages import language_of, say
from drafting.statement import Draft, Statement

Role = Literal["title", "salutation", "body", "signature"]
_NOT_IN_DOCUMENTS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


class Line(NamedTuple):
    """One line of a statement; `start` is its place in the statement's text, or nothing for a title apart."""

    role: Role
    text: str
    start: int | None


def lines_of(statement: Statement) -> list[list[Line]]:
    """Return the statement's paragraphs, each a list of its lines, the title first where there is one.

    The title stands alone even on channels that have a field of its own for it.
    """
    text, title = statement.text, statement.title.strip()
    paragraphs: list[list[Line]] = []
    signatures = {s.text.strip() for s in statement.sentences if s.element == "signature"}
    salutations = {s.text.strip() for s in statement.sentences if s.element == "salutation"}
    titled = not title
    for paragraph in re.finditer(r"[^\n]+(?:\n[^\n]+)*", text):
        lines: list[Line] = []
        for found in re.finditer(r"[^\n]+", paragraph.group()):
            line, start = found.group().strip(), paragraph.start() + found.start()
            start += len(found.group()) - len(found.group().lstrip())
            if not line:
                continue
            if not titled and not paragraphs and not lines and line.strip("【】#* ") == title:
                titled = True
                paragraphs.append([Line("title", line, start)])
                continue
            role: Role = (
                "signature" if line in signatures else "salutation" if line in salutations else "body"
            )
            lines.append(Line(role, line, start))
        if lines:
            paragraphs.append(lines)
    if not titled:
        paragraphs.insert(0, [Line("title", title, None)])
    return paragraphs


def marks_of(draft: Draft) -> str:
    """Return the line that must stand over a draft which failed its review; empty where it passed."""
    if draft.review.verdict == "pass":
        return ""
    language = language_of(draft.statement.language)
    return say("export.not_passed", language, count=draft.review.counts.error)


def clean(text: str) -> str:
    """Return `text` without the characters that no document format can hold."""
    return _NOT_IN_DOCUMENTS.sub("", text)
