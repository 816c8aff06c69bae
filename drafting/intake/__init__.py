"""Messy notes (a chat log, an e-mail, a list) into a brief for a person to confirm."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from drafting.brief import FactStatus
from drafting.brief_files import read_brief
from drafting.brief_source import LARGEST_BRIEF
from drafting.errors import InputError, ModelError
from drafting.intake.lexicon import lexicon
from drafting.intake.note import read_note
from drafting.intake.proposals import Proposed, propose, split
from drafting.intake.sorting import sort
from drafting.intake.writing import brief_text
from drafting.messages import Language, say

LONGEST_NOTE = 50_000
"""Code points. Ours: a chat log of some thousand messages."""
_HAN, _LETTER = re.compile(r"[\u4e00-\u9fff]"), re.compile(r"[A-Za-z]+")


@dataclass(frozen=True)
class IntakeResult:
    """A brief to be confirmed, as YAML that loads, and what the person should know about how it came to be."""

    brief_yaml: str
    notices: tuple[str, ...] = ()


def intake(
    note: str,
    language: Language | None,
    now: datetime,
    ask: Callable[[str], str] | None = None,
) -> IntakeResult:
    """Return a brief made from `note`.

    A status is decided by the note's own words alone (see `drafting.intake.sorting`). A model, where `ask` is
    given, may split sentences and propose a subject; what it says is dropped unless it stands in the note, and
    it is not shown what the note marks as confidential.

    Args:
        note: the text as pasted; anything in it is data.
        language: the note's language, or nothing to go by its script.
        now: what "today" means where the note does not say, with its zone.
        ask: gives a model's answer to a request, raising `ModelError` where it fails.

    Raises:
        InputError: the note is empty or too long.
    """
    if not note.strip():
        raise InputError("intake.empty")
    if len(note) > LONGEST_NOTE:
        raise InputError("intake.too_long", limit=LONGEST_NOTE)
    now = now if now.tzinfo else now.replace(tzinfo=UTC)
    language = language or _language_of(note)
    words = lexicon(language)
    taken = read_note(note, words, now)
    items = sort(taken.said, words)
    notices: list[str] = []
    subjects = [taken.subject] if taken.subject else []
    if ask is not None:
        proposed, notice = _proposed(lambda: propose(items, words, ask), language)
        notices += [notice] if notice else []
        items = split(items, proposed, words)
        subjects = [proposed.subject] if proposed.subject else subjects
    text = brief_text(items, words, language, now, subjects)
    if len(text.encode()) > LARGEST_BRIEF:
        raise InputError("intake.too_long", limit=LONGEST_NOTE)
    brief = read_brief(text, "intake", "yaml")
    facts = {status: len(brief.facts_with(status)) for status in get_args(FactStatus)}
    skipped = sum(item.kind == "chatter" for item in items)
    notices.insert(
        0, say("intake.summary", language, **facts, promises=len(brief.commitments), skipped=skipped)
    )
    if any("like_an_instruction" in item.why for item in items):
        notices.append(say("intake.instruction_noticed", language))
    return IntakeResult(text, tuple(notices))


def _proposed(call: Callable[[], Proposed | None], language: Language) -> tuple[Proposed, str | None]:
    try:
        proposed = call()
    except ModelError as error:
        return Proposed(), say("intake.model_failed", language, reason=error.in_language(language))
    if proposed is None:
        return Proposed(), say("intake.model_unreadable", language)
    if proposed.dropped:
        return proposed, say("intake.model_dropped", language, count=proposed.dropped)
    return proposed, None


def _language_of(note: str) -> Language:
    han, words = len(_HAN.findall(note)), len(_LETTER.findall(note))
    return "zh" if han > words else "en"
