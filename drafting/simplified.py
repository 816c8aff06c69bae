"""How rules written in simplified Chinese read a text in traditional characters or full-width letters."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_FULL_WIDTH = {
    code: code - 0xFEE0
    for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B), 0xFF05)
}

_ANY_FULL_WIDTH = re.compile(f"[{''.join(map(chr, _FULL_WIDTH))}]")


def simplified(text: str) -> str:
    """Return `text` as simplified-character rules read it, of the same length, so that positions stay.

    Full-width letters, digits and the percent sign become half-width; a character whose conversion
    would change the length stays as it is.
    """
    if _ANY_FULL_WIDTH.search(text):
        text = text.translate(_FULL_WIDTH)
    converted: str = _converter().convert(text)
    if len(converted) == len(text):
        return converted
    lines = text.split("\n")
    return "\n".join(_same_length(line) for line in lines)


def _same_length(line: str) -> str:
    converted: str = _converter().convert(line)
    if len(converted) == len(line):
        return converted
    return "".join(_character(character) for character in line)


@cache
def _character(character: str) -> str:
    converted: str = _converter().convert(character)
    return converted if len(converted) == 1 else character


def traditional_forms(words: str) -> tuple[str, ...]:
    """Return words in traditional characters, the form that is right everywhere first."""
    written: str = _converter("s2t").convert(words)
    taiwan: str = _converter("s2tw").convert(words)
    # OpenCC makes 賬 of 账; Taiwan writes 帳 only, Hong Kong both.
    return tuple(dict.fromkeys((written.replace("賬", "帳"), written, taiwan)))


def is_traditional(text: str) -> bool:
    """Whether more characters of a text are traditional only than simplified only."""
    return _changed(text, "t2s") > _changed(text, "s2t")


def _changed(text: str, name: str) -> int:
    converted: str = _converter(name).convert(text)
    return sum(one != other for one, other in zip(text, converted, strict=False))


@cache
def _converter(name: str = "t2s") -> Any:
    import opencc

    return opencc.OpenCC(name)
