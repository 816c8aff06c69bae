"""Checks what a whole statement must have for its kind, and that it does not mix postures that exclude each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from drafting.brief import Brief, Kind
from drafting.checks.passage import Passage
from drafting.data_files import read_data
from drafting.messages import Language
from drafting.statement import Defect, Finding, Principle, Severity


class Tag(BaseModel):
    """How one element is recognised, and what its absence means."""

    name: str
    kinds: list[Kind]
    zh: str
    en: str
    defect: Defect
    principle: Principle
    severity: Severity
    message: dict[Language, str]
    suggestion: dict[Language, str]

    def stands_in(self, sentence: str, language: Language) -> bool:
        """Return whether a sentence serves this element."""
        return bool(_compiled(self.zh if language == "zh" else self.en).search(sentence))


class _Tags(BaseModel):
    elements: list[Tag]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@cache
def tags() -> tuple[Tag, ...]:
    """Return the elements that can be recognised in any text."""
    return tuple(read_data("drafting.tables", "tags.yaml", _Tags).elements)


def check(passage: Passage) -> Iterator[Finding]:
    """Yield what the statement lacks for its kind. A passage without a kind lacks nothing."""
    if passage.kind is None:
        return
    sentences = [passage.text[a:b] for a, b in passage.sentences]
    for tag in tags():
        if passage.kind not in tag.kinds or _is_too_short_for(tag.name, passage):
            continue
        if any(tag.stands_in(sentence, passage.language) for sentence in sentences):
            continue
        severity = tag.severity if _can_be_said(tag.name, passage.brief) else "warning"
        yield passage.missing(
            f"structure.{tag.name}",
            tag.message[passage.language],
            family="structure",
            defect=tag.defect,
            severity=severity,
            principle=tag.principle,
            suggestion=tag.suggestion[passage.language],
        )


def elements_of(passage: Passage) -> dict[str, tuple[int, ...]]:
    """Return the elements of a text with the numbers of their sentences, from 1.

    A draft of ours names its elements itself; in any other text they are recognised by their words.
    """
    found: dict[str, list[int]] = {}
    if passage.statement is not None:
        for number, sentence in enumerate(passage.statement.sentences, 1):
            found.setdefault(sentence.element, []).append(number)
    else:
        for number, (start, end) in enumerate(passage.sentences, 1):
            for tag in tags():
                if tag.stands_in(passage.text[start:end], passage.language):
                    found.setdefault(tag.name, []).append(number)
    return {name: tuple(numbers) for name, numbers in found.items()}


def _is_too_short_for(element: str, passage: Passage) -> bool:
    return passage.channel == "x" and element == "care"


def _can_be_said(element: str, brief: Brief | None) -> bool:
    if brief is None:
        return True
    if element == "contact":
        return bool(brief.contacts)
    if element == "next_update":
        return any(commitment.due for commitment in brief.commitments)
    if element == "remedy":
        return bool(brief.commitments)
    return True
