"""A pattern taken apart at its first alternation, so that each branch can be left out where its words are missing."""

from __future__ import annotations

from itertools import pairwise

_FEWEST, _MOST = 3, 120
"""Branches below which it is not worth it, and above which there would be too many patterns."""


def branches(pattern: str) -> list[str]:
    """Return patterns that together match what `pattern` matches, at one place in the same order.

    A pattern is taken apart at its own top-level bars, or at those of its first group, where all before that group
    is of fixed length and the group is neither repeated nor captured.
    """
    bars = _bars(pattern, 0, len(pattern))
    if bars:
        return _pieces(pattern, 0, len(pattern), bars)
    start = _first_group(pattern)
    if start is None:
        return [pattern]
    end = _closing(pattern, start)
    if end is None or pattern[end + 1 : end + 2] in ("?", "*", "+", "{"):
        return [pattern]
    bars = _bars(pattern, start + 3, end)
    if not _FEWEST - 1 <= len(bars) < _MOST:
        return [pattern]
    before, after = pattern[:start], pattern[end + 1 :]
    return [f"{before}(?:{piece}){after}" for piece in _pieces(pattern, start + 3, end, bars)]


def _pieces(pattern: str, start: int, end: int, bars: list[int]) -> list[str]:
    edges = [start - 1, *bars, end]
    return [pattern[left + 1 : right] for left, right in pairwise(edges)]


def _first_group(pattern: str) -> int | None:
    """Return where the first plain group opens, if only fixed characters and look-around stand before it."""
    position = 0
    while position < len(pattern):
        if pattern.startswith("(?:", position):
            return position
        if pattern.startswith(("(?=", "(?!", "(?<=", "(?<!"), position):
            end = _closing(pattern, position)
            if end is None:
                return None
            position = end + 1
        elif pattern.startswith("\\b", position):
            position += 2
        elif pattern[position] in "\\[.^$*+?{(|)":
            return None
        else:
            position += 1
    return None


def _closing(pattern: str, start: int) -> int | None:
    depth, position = 0, start
    while position < len(pattern):
        character = pattern[position]
        if character == "\\":
            position += 1
        elif character == "[":
            position = _class_end(pattern, position)
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return None


def _class_end(pattern: str, start: int) -> int:
    depth, position = 0, start
    while position < len(pattern):
        character = pattern[position]
        if character == "\\":
            position += 1
        elif character == "[":
            depth += 1
        elif character == "]":
            depth -= 1
            if depth == 0:
                return position
        position += 1
    return len(pattern)


def _bars(pattern: str, start: int, end: int) -> list[int]:
    """Return where bars stand between `start` and `end` outside every group and class."""
    found, depth, position = [], 0, start
    while position < end:
        character = pattern[position]
        if character == "\\":
            position += 1
        elif character == "[":
            position = _class_end(pattern, position)
        elif character == "(":
            depth += 1
        elif character == ")":
            depth -= 1
        elif character == "|" and depth == 0:
            found.append(position)
        position += 1
    return found
