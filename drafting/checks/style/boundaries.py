"""Where words begin and end in writing without spaces, by segmentation between Han characters."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex

_HAN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]", regex.VERSION1)
_EDGE = r"(?:\b|(?<=\p{Han})(?=\w)|(?<=\w)(?=\p{Han}))"


def holds_han(text: str) -> bool:
    """Whether any character of `text` is of a script written without spaces."""
    return not text.isascii() and _HAN.search(text) is not None


@lru_cache(maxsize=4096)
def spaceless(pattern: str) -> str:
    """Return `pattern` with every word boundary also holding beside Han characters; `at_word_edges` then decides."""
    return str(regex.sub(r"(?<!\\)((?:\\\\)*)\\b", lambda match: match[1] + _EDGE, pattern))


def at_word_edges(match: Any, text: str) -> bool:
    """Whether a match of a `spaceless` pattern begins and ends where a segmented word does."""
    start, end = match.span()
    return _is_edge(text, start) and _is_edge(text, end)


def _is_edge(text: str, position: int) -> bool:
    if not 0 < position < len(text):
        return True
    if not (_HAN.match(text, position - 1) and _HAN.match(text, position)):
        return True
    left = position
    while left > 0 and position - left < 60 and _HAN.match(text, left - 1):
        left -= 1
    right = position
    while right < len(text) and right - position < 60 and _HAN.match(text, right):
        right += 1
    return position - left in _cuts(text[left:right])


@lru_cache(maxsize=2048)
def _cuts(run: str) -> frozenset[int]:
    import rjieba

    cuts, position = {0}, 0
    for word in rjieba.cut(run, True):
        position += len(word)
        cuts.add(position)
    return frozenset(cuts)
