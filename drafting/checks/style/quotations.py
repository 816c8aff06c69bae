"""What a text says in somebody else's words: inside quotation marks, or a rumour in a sentence that denies it."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from drafting.checks.style.patterns import Pattern, compiled
from drafting.messages import Language
from drafting.sentences import Span

_PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "《": "》"}


def quoted_spans(text: str, line: Span, sentence: Span) -> list[Span]:
    """Return the stretches of a line that stand in quotation marks, and the denied rumours of a sentence."""
    return [*_between_marks(text, line), *_denied(text, sentence)]


def _between_marks(text: str, line: Span) -> list[Span]:
    spans: list[Span] = []
    opened: list[tuple[int, str]] = []
    straight: int | None = None
    for position in range(line.start, line.end):
        character = text[position]
        if character in _PAIRS:
            opened.append((position + 1, _PAIRS[character]))
        elif opened and character == opened[-1][1] and not _is_apostrophe(text, position):
            spans.append(Span(opened.pop()[0], position))
        elif character == '"':
            if straight is None:
                straight = position + 1
            else:
                spans.append(Span(straight, position))
                straight = None
    return spans


def _is_apostrophe(text: str, position: int) -> bool:
    following = text[position + 1 : position + 2]
    return text[position] == "’" and following.isascii() and following.isalpha()


def _denied(text: str, sentence: Span) -> list[Span]:
    spans = []
    for language in ("zh", "en"):
        opens, denies = _marks(language)
        opening = opens.search(text, sentence.start, sentence.end)
        if opening is not None:
            denial = denies.search(text, opening.end(), sentence.end)
            if denial is not None:
                spans.append(Span(opening.end(), denial.start()))
    return spans


@cache
def _marks(language: Language) -> tuple[Pattern, Pattern]:
    source = files("knowledge_base") / "style" / "denials.yaml"
    loaded: Any = yaml.safe_load(source.read_text(encoding="utf-8"))
    marks = loaded[language]
    return tuple(compiled("(?i-f)" + "|".join(f"(?:{p})" for p in marks[key])) for key in ("opens", "denies"))
