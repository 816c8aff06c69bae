"""What the organisation has said or approved before, offered to the person who drafts and never put into the draft.

An approved line is not a fact of this incident, and a past statement may be of another one: both are named in the
notices, and only what a person writes into the brief can enter the statement. Nothing of them goes to a model.
"""

from __future__ import annotations

from drafting.brief import Brief
from drafting.evidence import secret_phrase
from drafting.messages import language_of, say
from drafting.overlap import is_told
from knowledge_base.entries import EntryKind
from knowledge_base.own_texts import TextHit
from knowledge_base.search import Search

OFFERED = 2
"""Approved lines, and past statements, that a draft is told of: more would not be read."""


def own_notices(brief: Brief, story: str, search: Search) -> tuple[str, ...]:
    """Return one notice for each of the organisation's own lines and statements that bear on a brief.

    One that holds a phrase of a confidential fact is named by its id alone: a notice travels with the draft.

    Args:
        brief: the incident.
        story: its publishable story, to search by.
        search: the open knowledge base.

    Raises:
        KnowledgeError: an own file is wrong, or its vectors cannot be kept.
    """
    known = "\n".join(earlier.text for earlier in brief.earlier)
    kinds: tuple[EntryKind, ...] = ("statement", "line")
    hits = [hit for kind in kinds for hit in search.texts(story, limit=OFFERED, kinds=(kind,))]
    return tuple(_notice(brief, hit) for hit in hits if not (known and is_told(hit.passage, known)))


def _notice(brief: Brief, hit: TextHit) -> str:
    language = language_of(brief.language)
    entry = hit.entry
    if secret_phrase(f"{entry.title}\n{hit.passage}", brief):
        return say("pipeline.own_withheld", language, id=entry.id)
    date = say("pipeline.own_date", language, date=entry.date) if entry.date else ""
    key = "pipeline.own_line" if entry.kind == "line" else "pipeline.own_statement"
    return say(key, language, id=entry.id, title=entry.title, date=date, passage=hit.passage)
