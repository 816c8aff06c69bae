"""What only a model gets wrong and no other check looks for: words of the writing example, elements that miss their point."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from pydantic import BaseModel

from drafting.brief import Brief
from drafting.checks.passage import Passage
from drafting.data_files import read_data
from drafting.messages import Language, language_of, say
from drafting.overlap import is_told
from drafting.plan import Plan
from drafting.reviewing import places
from drafting.statement import Defect, Finding, Principle, Statement
from drafting.writers.prompting import worked_example_phrases
from drafting.writers.rumour import rumour_of


class _Slip(BaseModel):
    element: str
    hurt: bool = False
    must: dict[Language, str]
    never: dict[Language, str] = {}
    message: dict[Language, str]
    defect: Defect
    principle: Principle


class _Slips(BaseModel):
    slips: list[_Slip]


@cache
def _slips() -> list[_Slip]:
    return read_data("drafting.tables", "slips.yaml", _Slips).slips


def find_slips(brief: Brief, plan: Plan, statement: Statement) -> Iterator[Finding]:
    """Yield the slips in the sentences that a model wrote; building blocks cannot make them."""
    language = language_of(plan.language)
    passage = Passage(text=statement.text, language=language)
    yield from _example_phrases(brief, passage)
    yield from _repeated_rumours(brief, passage, statement)
    spans = places(statement)
    for slip in _slips():
        if slip.hurt and not (plan.injuries or plan.deaths):
            continue
        own = [
            place
            for place, sentence in enumerate(statement.sentences)
            if sentence.element == slip.element and sentence.origin == "model"
        ]
        if own and _is_slip(slip, [statement.sentences[place].text for place in own], language):
            yield passage.finding(
                f"draft.{slip.element}",
                (spans[own[0]].start, spans[own[-1]].end),
                slip.message[language],
                family="structure",
                defect=slip.defect,
                severity="error",
                principle=slip.principle,
            )


def _repeated_rumours(brief: Brief, passage: Passage, statement: Statement) -> Iterator[Finding]:
    """A rumour is named once, where it is denied; in any other element its words spread it."""
    claims = [rumour_of(fact, chinese=passage.language == "zh") for fact in brief.facts_with("denied")]
    for sentence, (start, end) in zip(statement.sentences, places(statement), strict=True):
        if sentence.origin != "model" or sentence.element == "denial":
            continue
        if any(is_told(claim, sentence.text) for claim in claims):
            yield passage.finding(
                "draft.rumour_repeated",
                (start, end),
                say("pipeline.rumour_repeated", passage.language),
                family="facts",
                defect="rumour_amplified",
                severity="error",
                principle="consistency",
            )


def _is_slip(slip: _Slip, sentences: list[str], language: Language) -> bool:
    told = " ".join(sentences)
    never = slip.never.get(language)
    missing = not re.search(slip.must[language], told, re.IGNORECASE)
    return missing or bool(never and re.search(never, told, re.IGNORECASE))


def _example_phrases(brief: Brief, passage: Passage) -> Iterator[Finding]:
    facts, commitments = (f.text for f in brief.facts), (c.text for c in brief.commitments)
    rightly = " ".join([brief.subject or "", *facts, *commitments])
    for phrase in worked_example_phrases(passage.language, rightly):
        start = passage.text.find(phrase)
        if start >= 0:
            yield passage.finding(
                "draft.example_phrase",
                (start, start + len(phrase)),
                say("pipeline.example_phrase", passage.language, phrase=phrase),
                family="facts",
                defect="altered_fact",
                severity="error",
                principle="honesty",
            )
