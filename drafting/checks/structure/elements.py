"""What a whole statement of a kind must have, and by which words it is recognised in anybody's text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from drafting.brief import Brief, Channel, Kind
from drafting.checks.passage import Passage
from drafting.checks.structure.cues import Way, Words, compiled, shown_in, spelled_out
from drafting.data_files import read_data
from drafting.messages import Language
from drafting.simplified import simplified
from drafting.statement import Defect, Finding, Principle, Severity

LONGEST = 500
"""Sentences in a text that can be one statement; beyond, it is a manual or a collection. The limit is ours."""


class Tag(BaseModel):
    """How one element is recognised, and what its absence means."""

    name: str
    kinds: list[Kind]
    milder: list[Kind] = []
    spared: list[Channel] = []
    where_hurt: list[Channel] = []
    zh: list[Way]
    en: list[Way]
    defect: Defect
    principle: Principle
    severity: Severity
    message: dict[Language, str]
    suggestion: dict[Language, str]

    def stands_in(self, sentence: str, language: Language, before: str = "") -> bool:
        """Return whether a sentence, coming after the sentence `before`, serves this element."""
        return shown_in(self.zh if language == "zh" else self.en, sentence, before) is not None


class _Tags(BaseModel):
    words: Words
    short_forms: list[Channel]
    elements: list[Tag]


@cache
def _table() -> _Tags:
    return read_data("drafting.tables", "tags.yaml", _Tags)


@cache
def tags() -> tuple[Tag, ...]:
    """Return the elements that can be recognised in any text."""
    table = _table()
    return tuple(
        tag.model_copy(
            update={
                "zh": spelled_out(tag.zh, table.words["zh"]),
                "en": spelled_out(tag.en, table.words["en"]),
            }
        )
        for tag in table.elements
    )


def says(text: str, name: str, language: Language) -> bool:
    """Return whether a word of the named list stands in the text."""
    (way,) = spelled_out([Way(has=[f"{{{name}}}"])], _table().words[language])
    return bool(compiled(way.has[0]).search(text))


def missing(passage: Passage) -> Iterator[Finding]:
    """Yield what the statement lacks for its kind. A passage without a kind lacks nothing."""
    if passage.kind is None:
        return
    for tag in tags():
        if passage.kind not in tag.kinds or passage.channel in tag.spared:
            continue
        if passage.channel in tag.where_hurt and not _people_hurt(passage):
            continue
        if any(_places(tag, passage)):
            continue
        yield passage.missing(
            f"structure.{tag.name}",
            tag.message[passage.language],
            family="structure",
            defect=tag.defect,
            severity=_severity(tag, passage),
            principle=tag.principle,
            suggestion=tag.suggestion[passage.language],
        )


def elements_of(passage: Passage) -> dict[str, tuple[int, ...]]:
    """Return the elements of a text with the numbers of their sentences, from 1.

    A draft of ours names its elements itself; in any other text they are recognised by their words. What is longer
    than any statement (`LONGEST`) has none.
    """
    if passage.statement is None:
        if len(passage.sentences) > LONGEST:
            return {}
        found = {tag.name: tuple(_places(tag, passage)) for tag in tags()}
        return {name: numbers for name, numbers in found.items() if numbers}
    named: dict[str, list[int]] = {}
    for number, sentence in enumerate(passage.statement.sentences, 1):
        named.setdefault(sentence.element, []).append(number)
    return {name: tuple(numbers) for name, numbers in named.items()}


def _places(tag: Tag, passage: Passage) -> Iterator[int]:
    before = ""
    for number, (start, end) in enumerate(passage.sentences, 1):
        sentence = passage.plain[start:end]
        if tag.stands_in(sentence, passage.language, before):
            yield number
        before = sentence


def _severity(tag: Tag, passage: Passage) -> Severity:
    brief = passage.brief
    if not _can_be_said(tag.name, brief) or passage.channel in _table().short_forms:
        return "warning"
    if passage.kind not in tag.milder:
        return tag.severity
    if tag.name == "care":
        return tag.severity if _people_hurt(passage) else "warning"
    return tag.severity if brief else "warning"


def _people_hurt(passage: Passage) -> bool:
    if passage.brief is not None and passage.brief.incident.casualties:
        return True
    return says(passage.plain, "hurt", passage.language)


def _can_be_said(element: str, brief: Brief | None) -> bool:
    if brief is None:
        return True
    if element == "contact":
        return bool(brief.contacts)
    if element == "next_update":
        language: Language = "zh" if brief.is_chinese else "en"
        return any(
            promise.due and says(simplified(promise.text), "tell", language) for promise in brief.commitments
        )
    if element == "remedy":
        return bool(brief.commitments)
    return True


def words_of(language: Language) -> dict[str, str]:
    """Return the named word lists of a language."""
    return _table().words[language]
