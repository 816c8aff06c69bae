"""What a fact tells: its role in a statement, the neutral topic of a suspicion, and which hazard people fear.

The cues are data: `tables/roles.yaml` and `tables/hazards.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic import BaseModel, Field

from drafting.brief import Brief, Fact
from drafting.data_files import read_data
from drafting.messages import Language

Role = Literal["event", "harm", "remedy", "done", "cause", "finding", "scope"]
_Cues = dict[Language, list[str]]
_Localised = dict[Language, str]


class _RoleCues(BaseModel):
    role: Role
    zh: list[str]
    en: list[str]


class _TopicCues(BaseModel):
    topic: _Localised
    silent: bool = False
    zh: list[str]
    en: list[str]


class _Roles(BaseModel):
    roles: list[_RoleCues]
    topics: list[_TopicCues]
    cause_topic: _Localised
    other_topic: _Localised
    instructions: _Cues


class Hazard(BaseModel):
    """What people fear in one kind of incident, whom it concerns, and the advice it calls for.

    `cues` are looked for in what is told, `named` in the organisation's name only; `and` narrows both.
    """

    id: str = "general"
    cues: _Cues = Field(default_factory=dict)
    and_: _Cues = Field(default_factory=dict, alias="and")
    named: _Cues = Field(default_factory=dict)
    group: _Localised
    fear: _Cues
    advice: _Cues
    when_denying: _Cues = Field(default_factory=dict)


class _Hazards(BaseModel):
    hazards: list[Hazard]
    general: Hazard


@cache
def _roles() -> _Roles:
    return read_data("drafting.tables", "roles.yaml", _Roles)


@cache
def _hazards() -> _Hazards:
    return read_data("drafting.tables", "hazards.yaml", _Hazards)


@cache
def _either_language(cues: tuple[tuple[str, ...], tuple[str, ...]]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{cue})" for group in cues for cue in group), re.IGNORECASE)


def _pattern(zh: list[str], en: list[str]) -> re.Pattern[str]:
    return _either_language((tuple(zh), tuple(en)))


def role_of(text: str) -> Role:
    """Return what a confirmed fact tells; `event` where no cue stands in it."""
    for cues in _roles().roles:
        if _pattern(cues.zh, cues.en).search(text):
            return cues.role
    return "event"


def topics_of(
    facts: Iterable[Fact], language: Language, *, cause_open: bool, other: bool = False
) -> tuple[str, ...]:
    """Return the neutral subjects under which unconfirmed facts may be named as being verified.

    `cause_open`: nothing confirmed tells the cause, so it is named as open too. Who may be behind a rumour is never
    named; what fits no subject comes last, in general words, as it does where `other` says that there is more.
    """
    roles = _roles()
    topics = [roles.cause_topic[language]] if cause_open else []
    for fact in facts:
        cues = next((c for c in roles.topics if _pattern(c.zh, c.en).search(fact.text)), None)
        if cues is None:
            other = True
        elif not cues.silent:
            topics.append(cues.topic[language])
    if other:
        topics.append(roles.other_topic[language])
    return tuple(dict.fromkeys(topics))


def usable_text(text: str) -> str:
    """Return a fact's words without the clauses that address a language model instead of a reader."""
    pattern = _pattern(_roles().instructions["zh"], _roles().instructions["en"])
    if not pattern.search(text):
        return text
    clauses = re.findall(r"[^。；;！!？?\n.]+[。；;！!？?\n.]*|[。；;！!？?\n.]+", text)
    kept = [_without_instruction(clause, pattern) for clause in clauses]
    return "".join(kept).strip("，,、；; \n")


def _without_instruction(clause: str, pattern: re.Pattern[str]) -> str:
    if not pattern.search(clause):
        return clause
    parts = re.split(r"([，,、:：])", clause)
    first = next((i for i in range(0, len(parts), 2) if pattern.search(parts[i])), 0)
    # What follows an instruction in the same sentence belongs to it.
    return "".join(parts[: max(first - 1, 0)])


def hazard_of(brief: Brief) -> Hazard:
    """Return the hazard that the publishable part of the brief calls up, or the general one."""
    told = " ".join(usable_text(f.text) for f in brief.facts_with("confirmed", "denied"))
    told = " ".join((told, brief.subject or "", *brief.audience))
    for hazard in _hazards().hazards:
        called = _stands(hazard.cues, told) or _stands(hazard.named, brief.organisation)
        if called and (not hazard.and_ or _stands(hazard.and_, told)):
            return hazard
    return _hazards().general


def _stands(cues: _Cues, text: str) -> bool:
    return bool(cues) and bool(_pattern(cues["zh"], cues["en"]).search(text))
