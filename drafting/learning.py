"""A closed incident as a case draft for a person to finish; what was confidential or never confirmed stays out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import yaml

from drafting.brief import Brief
from knowledge_base.intake import UNFINISHED


def case_draft(brief: Brief, outcome: str) -> str:
    """Return a case file in YAML, with 【待填】 where only a person can say.

    `candor kb add` refuses it until those are gone.

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
        "timeline": [
            {"when": said.published_at.isoformat() if said.published_at else UNFINISHED, language: said.text}
            for said in brief.earlier
        ],
        "outcome": {language: outcome.strip() or UNFINISHED},
        "lesson": {language: UNFINISHED},
    }
    return yaml.safe_dump(
        {key: value for key, value in data.items() if value}, allow_unicode=True, sort_keys=False, width=100
    )


def _slug(text: str) -> str:
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in text.lower())
    return "-".join(part for part in kept.split("-") if part) or "incident"


def _ended(text: str, language: str) -> str:
    ends = "。！？；" if language == "zh" else ".!?;"
    return text if text.endswith(tuple(ends)) else text + ends[0]
