"""Where sentences and paragraphs begin and end, in Chinese and English, with offsets kept."""

from __future__ import annotations

import re
from typing import NamedTuple

_CLOSERS = "”’」』》〉）)】]\"'"
_STOP = re.compile(
    rf"(?:[。！？!?]+|…{{2,}}|[;；](?=\s*\n))[{re.escape(_CLOSERS)}]*|\.(?=[{re.escape(_CLOSERS)}]*(?:\s|\Z))[{re.escape(_CLOSERS)}]*|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|Nos|Inc|Ltd|Co|Corp|vs|etc|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Fig|cf"
    r"|a\.m|p\.m|e\.g|i\.e|U\.S|U\.K)|\b[A-Z]|\n\s*\d{1,2}|\A\s*\d{1,2})\Z"
)
_OPEN, _CLOSE = "“‘「『（《(", "”’」』）》)"


class Span(NamedTuple):
    """A half-open stretch of a text, in code points."""

    start: int
    end: int


def sentence_spans(text: str) -> list[Span]:
    """Return the sentences of `text` in order, without surrounding blanks.

    A stop inside an open quotation or bracket does not end the sentence around it; a line break always does.
    """
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        head = text[start : stop.start()]
        if "\n" not in stop.group() and (
            _is_inside_quotation(head, stop.group()) or _is_abbreviation(head, stop.group(), text, stop.end())
        ):
            continue
        _append(spans, text, start, stop.end())
        start = stop.end()
    _append(spans, text, start, len(text))
    return spans


def paragraph_spans(text: str) -> list[Span]:
    """Return the lines of `text` that hold anything, without surrounding blanks."""
    spans: list[Span] = []
    for line in re.finditer(r"[^\r\n\u2028\u2029]+", text):
        _append(spans, text, line.start(), line.end())
    return spans


def _is_inside_quotation(head: str, stop: str) -> bool:
    depth = sum(head.count(mark) for mark in _OPEN) - sum((head + stop).count(mark) for mark in _CLOSE)
    return depth > 0


def _is_abbreviation(head: str, stop: str, text: str, after: int) -> bool:
    if not stop.startswith(".") or not _ABBREVIATION.search(head):
        return False
    rest = text[after:].lstrip(" ")
    if re.search(r"(?:a\.m|p\.m|etc|Inc|Ltd|Co|Corp|U\.S|U\.K)\Z", head):
        return bool(rest) and not rest[0].isupper() and not rest.startswith("\n")
    return bool(rest) and not rest.startswith("\n")


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    right = len(piece.rstrip())
    if right > left:
        spans.append(Span(start + left, start + right))
