"""A statement while it is being put together: sentences by element, laid out and read back after every change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from drafting.brief import Brief
from drafting.checks.passage import Passage
from drafting.layout import Page, lay_out
from drafting.messages import language_of
from drafting.plan import Plan
from drafting.reviewing import places
from drafting.statement import Finding, Review, Sentence, Statement

if TYPE_CHECKING:
    from opencc import OpenCC

LATE_ELEMENTS = frozenset({"next_update", "contact", "closing_care"})
"""What stands after the words that the brief orders."""


@dataclass(frozen=True)
class Composition:
    """The sentences of a statement in order."""

    brief: Brief
    plan: Plan
    sentences: tuple[Sentence, ...]
    issued: datetime
    model: str | None = None
    foreign_names: tuple[str, ...] = ()

    def with_element(self, element: str, sentences: Iterable[Sentence]) -> Composition:
        """Return the composition with an element's sentences replaced, at the element's place."""
        kept = [s for s in self.sentences if s.element != element]
        order = [planned.name for planned in self.plan.elements]
        rank = {name: place for place, name in enumerate(order)}
        late = min((rank[name] for name in LATE_ELEMENTS if name in rank), default=len(order))
        rank["must_say"] = late - 1 if late else 0
        own = rank.get(element, len(order))
        place = next((i for i, s in enumerate(kept) if rank.get(s.element, len(order)) > own), len(kept))
        return self.with_sentences((*kept[:place], *sentences, *kept[place:]))

    def with_sentences(self, sentences: Sequence[Sentence]) -> Composition:
        """Return the composition with other sentences."""
        return Composition(
            self.brief, self.plan, tuple(sentences), self.issued, self.model, self.foreign_names
        )

    def element(self, name: str) -> tuple[Sentence, ...]:
        """Return the sentences of one element."""
        return tuple(sentence for sentence in self.sentences if sentence.element == name)

    def page(self) -> Page:
        """Return the statement as it is published, in the script of its language tag."""
        return lay_out(self.brief, self.plan, self.sentences)

    def statement(self) -> Statement:
        """Return the statement as a record."""
        page, plan = self.page(), self.plan
        by_model = any(sentence.origin == "model" for sentence in page.sentences)
        return Statement(
            id=f"{self.brief.id}.{plan.channel}.{plan.language}",
            brief_id=self.brief.id,
            kind=plan.kind,
            channel=plan.channel,
            language=plan.language,
            title=page.title,
            text=page.text,
            sentences=page.sentences,
            writer="model" if by_model else "blocks",
            model=self.model if by_model else None,
            created_at=self.issued,
            characters=len(page.text),
        )

    def passage(self, statement: Statement) -> Passage:
        """Return the statement as the checks read it."""
        return Passage(
            text=statement.text,
            language=language_of(self.plan.language),
            brief=self.brief,
            kind=self.plan.kind,
            channel=self.plan.channel,
            statement=statement,
            plan=self.plan,
            foreign_names=self.foreign_names,
        )


def blamed(
    statement: Statement, findings: Iterable[Finding], *, missing: bool = False
) -> dict[int, list[Finding]]:
    """Return the findings that point at sentences, by sentence index.

    With `missing`, what an element fails to say is the fault of that element's sentences. That a text is too long is
    no sentence's fault.
    """
    spans = places(statement)
    by_sentence: dict[int, list[Finding]] = {}
    for finding in findings:
        if finding.defect == "too_long_for_channel":
            continue
        lacks = missing and finding.start == finding.end
        element = finding.rule.removeprefix("structure.") if lacks else ""
        for place, sentence in enumerate(statement.sentences):
            if sentence.element == element:
                by_sentence.setdefault(place, []).append(finding)
        for place, (start, end) in enumerate(spans):
            if finding.start < end and start < max(finding.end, finding.start + 1):
                by_sentence.setdefault(place, []).append(finding)
    return by_sentence


def in_script(statement: Statement) -> Statement:
    """Return the statement in the characters of its language tag (Taiwan, Hong Kong), unchanged for others."""
    config = {"zh-TW": "s2tw", "zh-HK": "s2hk"}.get(statement.language)
    if config is None:
        return statement
    convert = _converter(config).convert
    text = convert(statement.text)
    sentences = tuple(s.model_copy(update={"text": convert(s.text)}) for s in statement.sentences)
    changed = {
        "title": convert(statement.title),
        "text": text,
        "sentences": sentences,
        "characters": len(text),
    }
    return statement.model_copy(update=changed)


@cache
def _converter(config: str) -> OpenCC:
    from opencc import OpenCC

    return OpenCC(config)


def errors_of(review: Review) -> list[Finding]:
    """Return the findings that keep a statement from leaving."""
    return [finding for finding in review.findings if finding.severity == "error"]
