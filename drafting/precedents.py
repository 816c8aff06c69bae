"""What past cases and principles teach for a brief, fetched from the knowledge base as data for the writer."""

from __future__ import annotations

from dataclasses import dataclass, field

from drafting.brief import Brief
from drafting.fact_reading import usable_text
from drafting.messages import language_of, say
from drafting.own_lines import own_notices
from drafting.plan import Plan
from drafting.statement import Precedent, PrincipleCited
from drafting.workspace import Workspace
from drafting.writers.protocol import Material
from knowledge_base.catalogue import load_principles
from knowledge_base.errors import KnowledgeError

NEAREST = 3
"""Precedents a draft learns from."""
_ENOUGH = 60
"""Tokens, roughly, of the story by which a brief is searched."""


@dataclass(frozen=True)
class Learned:
    """Lessons and principles for the writer, names that must not leak into the draft, and what went wrong."""

    material: Material = field(default_factory=Material)
    foreign_names: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def learn(brief: Brief, plan: Plan, workspace: Workspace) -> Learned:
    """Return what the knowledge base teaches for this brief; where it cannot be read, a notice says so."""
    language = language_of(brief.language)
    story = told(brief)
    try:
        search = workspace.search()
        hits = search.for_brief(
            story,
            type=brief.incident.type,
            cluster=plan.cluster,
            kind=plan.kind,
            own_names=brief.names,
            limit=NEAREST,
        )
        principles = tuple(
            PrincipleCited(id=p.name, title=p.title.text(language), text=p.says.text(language))
            for p in load_principles(workspace.settings.knowledge)
        )
        own = own_notices(brief, story, search)
    except KnowledgeError as error:
        return Learned(notices=(say("pipeline.no_knowledge", language, reason=error.in_language(language)),))
    precedents = tuple(
        Precedent(
            id=hit.case.id,
            title=hit.case.name.text(language),
            organisation=hit.case.organisation.text(language),
            year=hit.case.year,
            rating=hit.case.rating,
            lesson=hit.case.lesson(language),
            confidence=hit.case.confidence,
            why=hit.why.text(language),
        )
        for hit in hits
    )
    written = brief.model_dump_json()
    foreign = tuple(name for hit in hits for name in hit.case.names if name not in written)
    notices = own if precedents else (say("pipeline.no_precedent", language), *own)
    return Learned(Material(precedents, principles), foreign, notices)


def told(brief: Brief) -> str:
    """Return the publishable story of a brief, to search by: its subject and its first facts.

    Embedding takes time by the token, and what it is about stands first, so the rest is left out.
    """
    story, weight = [brief.subject or ""], 0.0
    for fact in brief.facts_with("confirmed", "denied"):
        if weight > _ENOUGH:
            break
        story.append(usable_text(fact.text))
        weight += sum(1.0 if character > "\u2e80" else 0.25 for character in fact.text)
    return "\n".join(filter(None, story)) or brief.organisation
