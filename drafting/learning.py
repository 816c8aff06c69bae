"""A closed incident as a case draft for a person to finish; what was confidential or never confirmed stays out."""

from __future__ import annotations

import hashlib
import re
from datetime import datetime
from typing import Any

import yaml

from drafting.brief import Brief
from drafting.evidence import secret_phrase
from drafting.reviewing import review
from drafting.statement import Finding
from knowledge_base.intake import UNFINISHED


def case_draft(brief: Brief, outcome: str) -> tuple[str, tuple[str, ...]]:
    """Return a case file in YAML, with 【待填】 where only a person can say, and the ids of facts that were kept back.

    `candor kb add` refuses the file until those marks are gone. A sentence of the outcome that holds a phrase, a name
    or a figure of a confidential fact is left out: whether that has become public, only a person can say.

    Args:
        brief: the incident's brief.
        outcome: what followed, as somebody wrote it.
    """
    language = "zh" if brief.is_chinese else "en"
    stop = "" if language == "zh" else " "
    began = brief.incident.happened_at or brief.incident.public_since or brief.issued_at
    day = (
        began.date().isoformat()
        if isinstance(began, datetime)
        else began.isoformat()
        if began
        else UNFINISHED
    )
    year = day[:4] if began else "0000"
    followed, kept_back = _without_secrets(outcome, brief)
    told = stop.join(_ended(fact.text, language) for fact in brief.facts_with("confirmed"))
    data: dict[str, Any] = {
        "id": f"{year}-{_slug(brief.id)}",
        "name": {language: brief.subject or UNFINISHED},
        "organisation": {language: brief.organisation},
        "aliases": [name for name in brief.names if name != brief.organisation],
        "industry": UNFINISHED,
        "country": [brief.incident.jurisdiction[:2].upper()],
        "date": day,
        "type": brief.incident.type if brief.incident.type != "auto" else UNFINISHED,
        "cluster": brief.incident.cluster if brief.incident.cluster != "auto" else UNFINISHED,
        "rating": UNFINISHED,
        "confidence": "high",
        "happened": {language: told or UNFINISHED},
        "timeline": [*_said(brief, language), *_promised(brief, language)],
        "outcome": {language: followed or UNFINISHED},
        "lesson": {language: UNFINISHED},
        "sources": [{"title": _SOURCE[language].format(id=brief.id), "grade": "A"}],
    }
    kept = {key: value for key, value in data.items() if value}
    return yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=100), kept_back


_SOURCE = {"zh": "本单位简报 {id} 中已确认的事实", "en": "confirmed facts of our own brief {id}"}
_PROMISE = {"zh": "承诺：{text}。兑现情况：【待填】", "en": "Promised: {text}. Kept: 【待填】"}
_SENTENCE = re.compile(r"(?<=[。！？；\n])|(?<=[.!?;])\s+")


def _without_secrets(outcome: str, brief: Brief) -> tuple[str, tuple[str, ...]]:
    kept: list[str] = []
    secrets: list[str] = []
    leaks = _leaks(outcome, brief)
    end = 0
    for sentence in filter(None, _SENTENCE.split(outcome)):
        start = outcome.index(sentence, end)
        end = start + len(sentence)
        found = [leak.evidence or "" for leak in leaks if leak.start < end and leak.end > start]
        phrase = secret_phrase(sentence, brief)
        found += [phrase.id] if phrase else []
        if found:
            secrets += found
        else:
            kept.append(sentence)
    joint = "" if brief.is_chinese else " "
    return joint.join(kept).strip(), tuple(dict.fromkeys(filter(None, secrets)))


def _leaks(text: str, brief: Brief) -> list[Finding]:
    """Return where a text tells names, figures or acts of a confidential fact, as the checks of statements find them."""
    return [
        finding for finding in review(text, brief=brief).findings if finding.defect == "confidential_leak"
    ]


def _said(brief: Brief, language: str) -> list[dict[str, str]]:
    return [
        {"when": said.published_at.isoformat() if said.published_at else UNFINISHED, language: said.text}
        for said in brief.earlier
    ]


def _promised(brief: Brief, language: str) -> list[dict[str, str]]:
    """Return what was promised, for a person to say whether it was kept: that is what a closed incident teaches."""
    return [
        {
            "when": promise.due or UNFINISHED,
            language: _PROMISE[language].format(text=promise.text.rstrip("。.")),
        }
        for promise in brief.commitments
        if secret_phrase(promise.text, brief) is None and not _leaks(promise.text, brief)
    ]


def _slug(text: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower())
    slug = "-".join(part for part in kept.split("-") if part)
    # A Chinese id leaves nothing, or a stray year, that would tell this incident from the next one.
    told = hashlib.sha256(text.encode()).hexdigest()[:8]
    return slug if any(c.isalpha() for c in slug) and text.isascii() else f"own-{told}"


def _ended(text: str, language: str) -> str:
    ends = "。！？；" if language == "zh" else ".!?;"
    return text if text.endswith(tuple(ends)) else text + ends[0]
