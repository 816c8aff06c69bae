"""Computes the plan from brief and strategy, deterministically. The order of elements is data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Literal

from pydantic import BaseModel

from drafting.audience import is_chinese, is_people, is_stakeholder
from drafting.brief import Brief, Channel, Commitment, Fact, Kind, LanguageTag
from drafting.data_files import read_data
from drafting.evidence import evidence_of, secret_phrase, secret_touched
from drafting.fact_reading import Hazard, Role, hazard_of, role_of, topics_of, usable_text
from drafting.harm import tells_of_death, tells_of_injury
from drafting.messages import Language, language_of, say
from drafting.plan import Correction, Plan, PlannedElement
from drafting.statement import Posture, Strategy
from drafting.subject import subject_of

Need = Literal["required", "wanted", "casualties"]


class _Element(BaseModel):
    name: str
    posture: Posture
    need: Need


class _MustSay(BaseModel):
    elements: list[str]
    zh: str
    en: str


class _Cue(BaseModel):
    zh: str
    en: str

    def stands_in(self, text: str) -> bool:
        return bool(re.search(f"{self.zh}|{self.en}", text, re.IGNORECASE))


class _Table(BaseModel):
    kinds: dict[Kind, list[_Element]]
    must_say: list[_MustSay]
    commitments: dict[Literal["next_update", "remedy"], _Cue]


@cache
def _table() -> _Table:
    return read_data("drafting.tables", "elements.yaml", _Table)


def choose_kind(brief: Brief) -> Kind:
    """Return the kind of statement a brief asks for; `auto` is decided by what the brief holds."""
    if brief.kind != "auto":
        return brief.kind
    told = [fact.text for fact in brief.facts_with("confirmed")]
    hurt = brief.incident.casualties or tells_of_death(told) or tells_of_injury(told)
    if brief.facts_with("denied") and not hurt:
        return "clarification"
    if brief.earlier:
        return "update"
    strategy_calls_for_apology = brief.incident.cluster == "preventable" and brief.facts_with("confirmed")
    return "apology" if strategy_calls_for_apology and brief.commitments else "holding"


def make_plan(
    brief: Brief,
    strategy: Strategy,
    *,
    channel: Channel | None = None,
    language: LanguageTag | None = None,
    corrections: tuple[Correction, ...] = (),
) -> Plan:
    """Return the ordered elements of the statement that the brief allows, each with the facts it may use.

    Confidential facts appear nowhere in it; of unconfirmed facts only the neutral topic does. What the brief lacks
    for its kind is said in `notices`, with the field to fill in. `corrections` are what earlier statements said and
    confirmed facts now change; they are said openly.
    """
    kind = choose_kind(brief)
    tag = language or brief.language
    reading = _Reading(brief, kind, hazard_of(brief), corrections)
    elements = []
    for row in _table().kinds[kind]:
        element = _planned(row, reading, strategy, tag)
        if element is not None:
            elements.append(element)
    casualties = brief.incident.casualties or reading.deaths or reading.injuries
    if kind == "clarification" and casualties:
        elements.sort(key=lambda element: element.name != "care")
    return Plan(
        kind=kind,
        channel=channel or brief.channel,
        language=tag,
        elements=_with_must_say(elements, brief),
        cluster=strategy.cluster,
        at_fault=strategy.cluster == "preventable" and (strategy.declared or strategy.shown),
        fears=tuple(reading.hazard.fear[language_of(tag)]),
        group=_group(brief, reading.hazard, language_of(tag)),
        subject=brief.subject or subject_of(reading.known, language_of(tag)),
        casualties=casualties,
        deaths=reading.deaths,
        injuries=reading.injuries,
        notices=tuple(_lacks(brief, kind, reading)),
    )


class _Reading:
    """The brief sorted by what each part is for."""

    def __init__(self, brief: Brief, kind: Kind, hazard: Hazard, corrections: tuple[Correction, ...]) -> None:
        self.brief, self.kind, self.hazard = brief, kind, hazard
        open_kinds = any(row.name == "correction" for row in _table().kinds[kind])
        self.corrections = corrections if open_kinds else ()
        confirmed = [fact for fact in brief.facts_with("confirmed") if usable_text(fact.text)]
        roles = {fact.id: role_of(fact.text) for fact in confirmed}
        # People write down first what it is about: a recall that opens a brief is the event, not a remedy.
        if confirmed and roles[confirmed[0].id] in ("done", "remedy"):
            roles[confirmed[0].id] = "event"
        self.known = [fact for fact in confirmed if roles[fact.id] not in ("done", "remedy")]
        self.done = [fact for fact in confirmed if roles[fact.id] == "done"]
        self.remedies = [fact for fact in confirmed if roles[fact.id] == "remedy"]
        self.known = _event_first(self.known, roles)
        self.harm = [fact for fact in self.known if roles[fact.id] == "harm"]
        self.cause_known = any(role == "cause" for role in roles.values())
        self.unconfirmed = brief.facts_with("unconfirmed")
        self.denied = [fact for fact in brief.facts_with("denied") if evidence_of(fact, brief)]
        self.unproven = [fact for fact in brief.facts_with("denied") if not evidence_of(fact, brief)]
        told = [fact.text for fact in confirmed]
        self.deaths = tells_of_death(told)
        self.injuries = tells_of_injury(told)
        self.news = [c for c in brief.commitments if _promises(c) == "next_update"]
        self.repairs = [c for c in brief.commitments if _promises(c) == "remedy"]
        self.measures = [c for c in brief.commitments if _promises(c) == "prevention"]


_TIMED = re.compile(r"\d.{0,3}[月日时点分:]|\d\s?[ap]\.?m")


def _event_first(known: list[Fact], roles: dict[str, Role]) -> list[Fact]:
    """Return the facts with what happened, and when, before an undated word on who was hurt by it."""
    if not known or roles[known[0].id] != "harm" or _TIMED.search(known[0].text):
        return known
    timed = next((f for f in known if roles[f.id] != "harm" and _TIMED.search(f.text)), None)
    return known if timed is None else [timed, *(fact for fact in known if fact is not timed)]


def _promises(commitment: Commitment) -> Literal["next_update", "remedy", "prevention"]:
    cues = _table().commitments
    if cues["remedy"].stands_in(commitment.text):
        return "remedy"
    return "next_update" if cues["next_update"].stands_in(commitment.text) else "prevention"


def _planned(row: _Element, reading: _Reading, strategy: Strategy, tag: LanguageTag) -> PlannedElement | None:
    language = language_of(tag)
    denying = reading.kind == "clarification"
    advice = reading.hazard.when_denying if denying and reading.hazard.when_denying else reading.hazard.advice
    facts, topics, hints = _ids(reading, row.name), tuple[str, ...](), tuple[str, ...]()
    if row.name == "unknown":
        unproven = tuple(reading.unproven) if denying else ()
        open_facts = (*reading.unconfirmed, *unproven)
        cause_open = (
            row.need == "required"
            and not reading.cause_known
            and reading.brief.incident.type != "rumour_attack"
        )
        topics = topics_of(open_facts, language, cause_open=cause_open)
        facts = tuple(fact.id for fact in open_facts)
    elif row.name == "correction":
        facts = tuple(correction.fact for correction in reading.corrections)
        hints = tuple(correction.old for correction in reading.corrections)
    elif row.name == "care":
        hints = tuple(reading.hazard.fear[language])
    elif row.name == "advice" and (row.need == "required" or reading.hazard.id != "general"):
        hints = () if reading.deaths and reading.hazard.errand else tuple(advice[language])
    has_something = bool(facts or topics or hints) or row.name in _ALWAYS
    if row.need == "casualties":
        has_something = reading.deaths or reading.injuries
    elif row.name == "responsibility" and row.need == "wanted":
        has_something = strategy.cluster == "preventable" and (strategy.declared or strategy.shown)
    elif row.name == "unknown":
        vague = (
            row.need == "wanted"
            and not reading.unproven
            and topics == topics_of((), language, cause_open=False, other=True)
        )
        has_something = bool(topics) and not vague
    if not has_something:
        return None
    return PlannedElement(
        name=row.name,
        posture=row.posture,
        required=row.need != "wanted",
        facts=facts,
        topics=topics,
        hints=hints,
    )


def _group(brief: Brief, hazard: Hazard, language: Language) -> str:
    chinese = language == "zh"
    named = [a for a in brief.audience if is_chinese(a) == chinese]
    people = [a for a in named if is_people(a)] or [a for a in named if is_stakeholder(a)]
    return ("和" if chinese else " and ").join(people[:2]) or hazard.group[language]


_ALWAYS = frozenset(
    {
        "acknowledge",
        "care",
        "responsibility",
        "apology",
        "since_last",
        "next_update",
        "closing_care",
        "unknown",
    }
)
"""Elements whose words hold without any fact of their own."""


def _ids(reading: _Reading, name: str) -> tuple[str, ...]:
    brief = reading.brief
    denial = [i for fact in reading.denied for i in (fact.id, *evidence_of(fact, brief))]
    evidence = denial if reading.kind == "clarification" else []
    sources: dict[str, Iterable[str]] = {
        "facts": (fact.id for fact in reading.known if fact.id not in {c.fact for c in reading.corrections}),
        "action": (fact.id for fact in reading.done if fact.id not in set(evidence)),
        "care": (fact.id for fact in reading.harm),
        "apology": (fact.id for fact in reading.harm),
        "remedy": (*(f.id for f in reading.remedies), *(c.id for c in reading.repairs)),
        "prevention": (commitment.id for commitment in reading.measures),
        "next_update": (commitment.id for commitment in reading.news),
        "denial": dict.fromkeys(denial),
        "since_last": (earlier.id for earlier in brief.earlier),
        "contact": (f"contact:{place}" for place, _ in enumerate(brief.contacts, 1)),
    }
    return tuple(sources.get(name, ()))


def _with_must_say(elements: list[PlannedElement], brief: Brief) -> tuple[PlannedElement, ...]:
    placed: dict[str, list[tuple[str, ...]]] = {}
    names = [element.name for element in elements]
    for entry in brief.must_say:
        words = " ".join(entry)
        rows = (
            row
            for row in _table().must_say
            if not row.zh or re.search(f"{row.zh}|{row.en}", words, re.IGNORECASE)
        )
        home = next((name for row in rows for name in row.elements if name in names), names[-1])
        placed.setdefault(home, []).append(entry)
    return tuple(
        element.model_copy(update={"say": tuple(placed.get(element.name, ()))}) for element in elements
    )


def _lacks(brief: Brief, kind: Kind, reading: _Reading) -> list[str]:
    language = language_of(brief.language)
    missing = {
        "no_confirmed": not brief.facts_with("confirmed"),
        "no_contact": not brief.contacts,
        "no_evidence": kind == "clarification" and bool(reading.unproven),
        "no_denied": kind == "clarification" and not brief.facts_with("denied"),
        "no_remedy": kind == "apology" and not (reading.remedies or reading.repairs or reading.measures),
        "no_earlier": kind in ("update", "closing") and not brief.earlier,
        "no_next_update": kind in ("holding", "update") and not any(c.due for c in brief.commitments),
        "no_findings": kind == "closing"
        and not any(role_of(f.text) in ("finding", "cause") or f.source for f in reading.known),
        "no_issued_at": brief.issued_at is None,
    }
    notices = [say(f"plan.{name}", language) for name, lacking in missing.items() if lacking]
    for fact in (*reading.denied, *reading.unproven) if kind == "clarification" else ():
        secret = secret_touched(fact.text, brief)
        if secret is not None:
            notices.append(say("plan.denial_meets_secret", language, id=fact.id, secret=secret.id))
    for commitment in brief.commitments:
        secret = secret_phrase(commitment.text, brief)
        if secret is not None:
            notices.append(say("plan.promise_meets_secret", language, id=commitment.id, secret=secret.id))
    undated = (c for c in brief.commitments if not c.due)
    notices.extend(say("plan.no_due", language, id=c.id, text=c.text) for c in undated)
    cut = (f for f in brief.facts_with("confirmed", "denied") if usable_text(f.text) != f.text)
    notices.extend(say("plan.instruction_left_out", language, id=f.id) for f in cut)
    return notices
