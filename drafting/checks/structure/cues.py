"""How the words of a sentence show what it does: ways written as data, with named word lists."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from pydantic import BaseModel, model_validator

from drafting.messages import Language
from drafting.sentences import Span

Words = dict[Language, dict[str, str]]
"""Named word lists by language; `{name}` in a pattern stands for the list of that name."""


_READ = 1_000
"""Characters of a sentence that are read; beyond, it is no sentence, and patterns would take their time."""


class Way(BaseModel):
    """One way in which a sentence shows something: every pattern of `has`, none of `unless`.

    `after` is a pattern that the sentence before must match: "We are sorry." speaks to people only after a sentence
    about them.
    """

    has: list[str]
    unless: list[str] = []
    after: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _one_pattern_is_a_way(cls, data: Any) -> Any:
        if isinstance(data, str):
            return {"has": [data]}
        if isinstance(data, dict):
            return {
                key: [value] if key != "after" and isinstance(value, str) else value
                for key, value in data.items()
            }
        return data


def spelled_out(ways: list[Way], words: dict[str, str]) -> list[Way]:
    """Return the ways with the names of word lists replaced by the lists."""
    return [
        Way(
            has=[_filled(pattern, words) for pattern in way.has],
            unless=[_filled(pattern, words) for pattern in way.unless],
            after=_filled(way.after, words) if way.after else None,
        )
        for way in ways
    ]


def shown_in(ways: list[Way], sentence: str, before: str = "") -> Span | None:
    """Return where in the sentence the first way that fits shows itself, or nothing."""
    sentence, before = sentence[:_READ], before[-_READ:]
    for way in ways:
        shown = _all_found(way.has, sentence)
        if shown is None or (way.after is not None and not compiled(way.after).search(before)):
            continue
        if not any(compiled(pattern).search(sentence) for pattern in way.unless):
            return shown
    return None


def _all_found(patterns: list[str], sentence: str) -> Span | None:
    """Return where the first pattern stands, if all of them do; those after one that does not are not compiled."""
    first = None
    for pattern in patterns:
        found = compiled(pattern).search(sentence)
        if found is None:
            return None
        first = first or Span(*found.span())
    return first


def _filled(pattern: str, words: dict[str, str]) -> str:
    # A list may name another list, one level deep.
    for _ in range(2):
        for name, listed in words.items():
            pattern = pattern.replace(f"{{{name}}}", f"(?:{listed})")
    return pattern


_ESCAPED = re.compile(r"\\.")


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Return a pattern of the tables, deaf to case; without letters it needs no telling, and is compiled twice as fast."""
    letters = _ESCAPED.sub("", pattern)
    return re.compile(pattern, re.NOFLAG if letters.lower() == letters.upper() else re.IGNORECASE)
