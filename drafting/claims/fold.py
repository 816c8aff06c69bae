"""One form for every way of writing a character, without moving any offset."""

from __future__ import annotations

import re
from functools import lru_cache

from drafting.late_patterns import late
from drafting.simplified import simplified

_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SAME = {
    **_WIDTH,
    0x3000: 0x20,
    0xA0: 0x20,
    0x202F: 0x20,
    0x2019: 0x27,
    0x2018: 0x27,
    0x2010: 0x2D,
    0x2011: 0x2D,
    0x2012: 0x2D,
    0x2013: 0x2D,
    0x2212: 0x2D,
    0xFE63: 0x2D,
    0x301C: 0x7E,
    0xFFE5: 0xA5,
    0xFFE1: 0xA3,
    0x25CB: 0x3007,
}
_LOWER = {code: code + 32 for code in range(0x41, 0x5B)}
_HAN = late(r"[\u3400-\u9fff\U00020000-\U0002ffff]")


def fold(text: str) -> str:
    """Return `text` in half-width forms and simplified characters, code point for code point, so that offsets stay."""
    return (simplified(text) if _HAN.search(text) else text).translate(_SAME)


@lru_cache(maxsize=4096)
def lower(text: str) -> str:
    """Return folded `text` with the letters A to Z in lower case, code point for code point."""
    return lowered(fold(text))


def lowered(folded: str) -> str:
    """The same for a text that is folded already; whole texts are not kept."""
    return folded.translate(_LOWER)


def is_mostly_han(text: str) -> bool:
    """Whether `text` reads as Chinese: more Chinese characters than half its words in Latin letters."""
    han = len(_HAN.findall(text))
    return han > 0 and han * 2 >= len(re.findall(r"[A-Za-z]{2,}", text))
