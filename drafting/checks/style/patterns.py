"""Regular expressions as rule authors mean them: Vale's .NET dialect, run by the `regex` module within a time limit."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import regex

from drafting.errors import RuleFileError

TIME_LIMIT = 1.0
"""Seconds that one pattern may take on one stretch of text, and on each further million characters of it."""

SHORT = 1000
"""Characters up to which a pattern without nested repetition needs no clock."""
_GAPS = 4
"""Open-ended gaps (`.*`, `.{0,20}`) up to which a pattern stays quick on a short text."""
_CLASS = regex.compile(r"\[(?:\\.|[^\]\\])*\]|\\.")
_REPEATED_GROUP = regex.compile(r"\)(?:[*+]|\{\d*,\}|\{\d*,?\d{2,}\})")
_GAP = regex.compile(r"[*+]|\{\d*,\d*\}")

Match = Any
Pattern = Any

_READ_OTHERWISE = regex.compile(r"[\\\[$]")
"""What a pattern may hold that `regex` reads otherwise."""
_FLAGS = regex.VERSION1
_SET_OPERATORS = ("--", "||", "&&", "~~")
_HEX = frozenset("0123456789abcdefABCDEF")


def translated(pattern: str, *, multiline: bool) -> str:
    """Return a .NET pattern (option RE2) in the dialect of `regex`, version 1.

    Where `multiline` is false, `$` holds only at the very end of the text, as it does there.
    """
    out: list[str] = []
    position = 0
    while found := _READ_OTHERWISE.search(pattern, position):
        out.append(pattern[position : found.start()])
        position = found.start()
        if pattern[position] == "\\":
            piece, position = _escape(pattern, position)
        elif pattern[position] == "[":
            piece, position = _character_class(pattern, position)
        elif not multiline and "(?m" not in pattern:
            piece, position = r"\Z", position + 1
        else:
            piece, position = "$", position + 1
        out.append(piece)
    return "".join([*out, pattern[position:]])


def _escape(pattern: str, position: int) -> tuple[str, int]:
    following = pattern[position + 1 : position + 2]
    rest = pattern[position + 2 :]
    if following == "z":
        return r"\Z", position + 2
    if following == "Z":
        return r"(?=\n?\Z)", position + 2
    if following == "x" and rest.startswith("{") and "}" in rest:
        digits = rest[1 : rest.index("}")]
        if digits and set(digits) <= _HEX:
            return f"\\U{int(digits, 16):08x}", position + 3 + len(digits) + 1
    if following == "k" and rest.startswith("<") and ">" in rest:
        name = rest[1 : rest.index(">")]
        return f"(?P={name})", position + 4 + len(name)
    if following and not following.isalnum():
        return regex.escape(following, special_only=False), position + 2
    return pattern[position : position + 2], position + 2


def _character_class(pattern: str, position: int) -> tuple[str, int]:
    """Copy a class, so that what is a plain character there is not taken for a nested set or a set operator."""
    out = ["["]
    position += 1
    if pattern[position : position + 1] == "^":
        out.append("^")
        position += 1
    if pattern[position : position + 1] == "]":
        out.append(r"\]")
        position += 1
    while position < len(pattern) and pattern[position] != "]":
        rest = pattern[position:]
        if rest.startswith("\\"):
            piece, position = _escape(pattern, position)
        elif rest.startswith("[:") and ":]" in rest:
            piece = rest[: rest.index(":]") + 2]
            position += len(piece)
        elif rest.startswith("-[") and len(out) > 1:
            inner, position = _character_class(pattern, position + 1)
            piece = "--" + inner
        elif rest[:2] in _SET_OPERATORS:
            piece, position = f"{rest[0]}\\{rest[1]}", position + 2
        elif rest[0] == "[":
            piece, position = r"\[", position + 1
        else:
            piece, position = rest[0], position + 1
        out.append(piece)
    out.append("]")
    return "".join(out), position + 1


@lru_cache(maxsize=32768)
def compiled(pattern: str) -> Pattern:
    """Return `pattern` (already translated) compiled.

    Raises:
        regex.error: it is no regular expression.
    """
    return regex.compile(pattern, _FLAGS)


@lru_cache(maxsize=32768)
def may_run_away(pattern: str) -> bool:
    """Whether a pattern may need very long even on a short line: a repeated group, or many open-ended gaps."""
    bare = _CLASS.sub("x", pattern)
    return bool(_REPEATED_GROUP.search(bare)) or len(_GAP.findall(bare)) > _GAPS


def matches(pattern: Pattern, text: str, rule: str, start: int = 0) -> Iterator[Match]:
    """Yield the matches of a compiled pattern from `start` on, in order.

    The clock is only set where it may be needed: setting it takes longer than reading a line.

    Raises:
        RuleFileError: the pattern took longer than `TIME_LIMIT`; the message names `rule`.
    """
    if len(text) <= SHORT and not may_run_away(pattern.pattern):
        yield from pattern.finditer(text, start)
        return
    limit = TIME_LIMIT * (1 + len(text) // 1_000_000)
    try:
        yield from pattern.finditer(text, start, timeout=limit)
    except TimeoutError:
        raise RuleFileError("style.pattern_too_slow", rule=rule, seconds=limit) from None


def search(pattern: Pattern, text: str, rule: str) -> Match | None:
    """Return the first match or nothing.

    Raises:
        RuleFileError: the pattern took longer than `TIME_LIMIT`; the message names `rule`.
    """
    if len(text) <= SHORT and not may_run_away(pattern.pattern):
        return pattern.search(text)
    return next(matches(pattern, text, rule), None)
