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
    `least` of them must stand there, one of them in what tells what happened: two where they are everyday words, one where
    each is unmistakable. `weight` is added where that is so; `errand` marks advice that has no place where somebody died.
    """

    id: str = "general"
    cues: _Cues = Field(default_factory=dict)
    and_: _Cues = Field(default_factory=dict, alias="and")
    named: _Cues = Field(default_factory=dict)
    least: int = 2
    weight: int = 0
    errand: bool = False
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


HEAD = 2
"""Facts that tell what happened, before those that tell what followed (ours)."""


def hazard_of(brief: Brief) -> Hazard:
    """Return the hazard that most of the publishable brief calls up, or the general one.

    What it is about stands in its first facts, its subject, its audience or the organisation's name; a word further on
    (a phone, a kitchen, a bank) calls up nothing, for what is advised by a hazard must fit. The words of a rumour count
    only where nothing else calls a hazard up.
    """
    confirmed = [usable_text(fact.text) for fact in brief.facts_with("confirmed")]
    denied = [usable_text(fact.text) for fact in brief.facts_with("denied")]
    about = (brief.subject or "", *brief.audience)
    for told in (confirmed, denied):
        text, head = "\n".join((*told, *about)), "\n".join((*told[:HEAD], *about))
        scored = [
            (_score(hazard, text, head, " ".join(brief.names)), hazard) for hazard in _hazards().hazards
        ]
        best = max(score for score, _ in scored)
        if best:
            return next(hazard for score, hazard in scored if score == best)
    return _hazards().general


def _score(hazard: Hazard, text: str, head: str, organisation: str) -> int:
    """How many of a hazard's cues stand in the text; those of its head and the organisation's own trade count for two."""
    if hazard.and_ and not _found(hazard.and_, text):
        return 0
    at_once, named = len(_found(hazard.cues, head)), len(_found(hazard.named, organisation))
    told = len(_found(hazard.cues, text))
    if not named and (not at_once or told < hazard.least):
        return 0
    return told + at_once + 2 * named + hazard.weight


def _found(cues: _Cues, text: str) -> set[str]:
    if not cues:
        return set()
    return {match.lower() for match in _whole(_pattern(cues["zh"], cues["en"]), text)}


def _whole(pattern: re.Pattern[str], text: str) -> list[str]:
    return [match.group() for match in pattern.finditer(text)]
