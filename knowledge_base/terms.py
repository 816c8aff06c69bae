"""Words of a text for lexical evidence: one form for full-width, traditional and plural spellings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]+|[^\W_\u3400-\u9fff]+")
_INNER = re.compile(r"(?<=\w)[.&'’](?=\w)")


def normalise(text: str) -> str:
    """Return `text` in one form: half-width, lower case, simplified characters."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return str(_to_simplified().convert(folded))


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC  # noqa: PLC0415 - loads its dictionaries

    return OpenCC("t2s")


def terms(text: str) -> list[str]:
    """Return the terms of `text` in order: pairs of Chinese characters, and words of anything else.

    Pairs need no dictionary and were measured to beat word segmentation on this material. A Chinese run of
    one character gives that character.
    """
    found: list[str] = []
    for run in _RUN.findall(_INNER.sub("", normalise(text))):
        if "\u3400" <= run[0] <= "\u9fff" or run[0] >= "\U00020000":
            found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        else:
            found.append(_stem(run))
    return found


def _stem(word: str) -> str:
    # Plurals only: more would merge names.
    if len(word) > 4 and word.isascii() and word.isalpha():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("s") and not word.endswith("ss"):
            return word[:-1]
    return word
