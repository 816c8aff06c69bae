"""The screenshot test: each sentence alone, as a headline, and which of them fail out of context."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from pydantic import BaseModel

from drafting.checks.passage import Passage
from drafting.checks.structure.cues import Way, shown_in, spelled_out
from drafting.checks.structure.elements import words_of
from drafting.checks.structure.postures import Tagged
from drafting.data_files import read_data
from drafting.messages import Language


class _Reason(BaseModel):
    """Why a line fails alone: cues of the posture table or ways of its own; `case` names who was burned by one."""

    name: str
    cues: list[str] = []
    zh: list[Way] = []
    en: list[Way] = []
    case: str | None = None
    why: dict[Language, str]


class _Reasons(BaseModel):
    reasons: list[_Reason]


@dataclass(frozen=True)
class Burned:
    """A past case and its line that was attacked."""

    id: str
    name: str
    attacked: str


@dataclass(frozen=True)
class Headline:
    """A sentence that fails alone, why, and who was burned by such a line where the knowledge base knows one."""

    sentence: int
    text: str
    why: str
    burned: Burned | None = None


def headlines(passage: Passage, sentences: Sequence[Tagged]) -> tuple[Headline, ...]:
    """Return the sentences that fail when shown alone, with the reasons: of the table, else of the style rules."""
    found: list[Headline] = []
    for sentence in sentences:
        if sentence.title:
            continue
        reasons = _by_table(sentence, passage.language) or _by_rules(sentence, passage)
        found += reasons
    return tuple(found)


def _by_table(sentence: Tagged, language: Language) -> list[Headline]:
    for reason in _reasons():
        shown = sentence.find(*reason.cues) if reason.cues else None
        if shown or shown_in(getattr(reason, language), sentence.plain):
            burned = _burned(reason.case, language) if reason.case else None
            return [Headline(sentence.number, sentence.text, reason.why[language], burned)]
    return []


def _by_rules(sentence: Tagged, passage: Passage) -> list[Headline]:
    """Let the style rules read the sentence without its neighbours: what they say then is what a stranger sees."""
    from drafting.checks.style import check

    alone = replace(passage, text=sentence.text, kind=None, statement=None, plan=None)
    grave = [f for f in check(alone) if f.severity in ("error", "warning") and f.family == "tone"]
    return [Headline(sentence.number, sentence.text, grave[0].message)] if grave else []


@cache
def _reasons() -> tuple[_Reason, ...]:
    table = read_data("drafting.tables", "headlines.yaml", _Reasons)
    return tuple(
        reason.model_copy(
            update={lang: spelled_out(getattr(reason, lang), words_of(lang)) for lang in ("zh", "en")}
        )
        for reason in table.reasons
    )


def _burned(case_id: str, language: Language) -> Burned | None:
    from knowledge_base.catalogue import load_cases

    case = next((case for case in load_cases() if case.id == case_id), None)
    if case is None or case.attacked is None:
        return None
    return Burned(case.id, case.name.text(language), case.attacked.text(language))
