"""Words of a text for lexical evidence: one form for full-width, traditional and plural spellings."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

from knowledge_base.reading import parse_yaml, read_text

_RUN = re.compile(r"[\u3400-\u9fff\U00020000-\U0002ffff]+|[^\W_\u3400-\u9fff]+")
_INNER = re.compile(r"(?<=\w)[.&'’](?=\w)")


def normalise(text: str) -> str:
    """Return `text` in one form: half-width, lower case, simplified characters."""
    return simplified(unicodedata.normalize("NFKC", text).casefold())


def simplified(text: str) -> str:
    """Return `text` in simplified characters."""
    return str(_to_simplified().convert(text))


@cache
def _to_simplified() -> Any:
    from opencc import OpenCC

    return OpenCC("t2s")


def terms(text: str) -> list[str]:
    """Return the terms of `text` in order: pairs of Chinese characters, and words of anything else.

    Pairs need no dictionary and were measured to beat word segmentation on this material. A Chinese run of
    one character gives that character.
    """
    found: list[str] = []
    for run in _RUN.findall(_INNER.sub("", normalise(text))):
        if is_han(run):
            found += [run[i : i + 2] for i in range(len(run) - 1)] or [run]
        else:
            found.append(_stem(run))
    return found


def telling(text: str) -> list[str]:
    """Return the different terms of a query that can tell cases apart, in order.

    Function words go; so do figures of one or two digits and single characters, unless nothing else is there.
    """
    every = list(dict.fromkeys(term for term in terms(text) if term not in _stopwords()))
    strong = [t for t in every if not (t.isdigit() and len(t) < 3) and not (is_han(t) and len(t) == 1)]
    return strong or every


def is_han(term: str) -> bool:
    """Whether a term is written in Chinese characters."""
    return "\u3400" <= term[0] <= "\u9fff" or term[0] >= "\U00020000"


def _stem(word: str) -> str:
    # Plurals only: more would merge names.
    if len(word) > 4 and word.isascii() and word.isalpha():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("s") and not word.endswith("ss"):
            return word[:-1]
    return word


@cache
def _stopwords() -> frozenset[str]:
    path = Path(__file__).with_name("stopwords.yaml")
    data = parse_yaml(read_text(path), path.name)
    return frozenset(_stem(word) for language in ("zh", "en") for word in data[language].split())
