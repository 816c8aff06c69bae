"""Which facts a written sentence rests on, by the figures and words that it shares with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafting.writers.script import is_han

_FIGURE = re.compile(r"(?<![A-Za-z0-9-])\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[a-z]+[a-z0-9'-]*\d[a-z0-9-]*|[a-z][a-z'-]{3,}")
_STEM = 6
"""Letters of an English word that are compared, so that `report` and `reported` are one word."""
_OF_FACT, _OF_SENTENCE, _FEW = 0.35, 0.5, 2
"""Shares of a fact's and of a sentence's words that must be common to both, and the least number. Ours: a sentence
counts as saying a fact only where it says a good part of it, for what no sentence says is added afterwards."""


def bound_ids(sentence: str, basis: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the ids of the facts that `sentence` tells; of the nearest where it only touches on them; or none.

    Args:
        sentence: what was written.
        basis: ids and texts that the sentence's element could rest on.
    """
    figures, words = _figures(sentence), _words(sentence)
    touched: list[tuple[int, str]] = []
    told = []
    for key, text in basis:
        common = words & _words(text)
        if _tells(figures, words, text, len(common)):
            told.append(key)
        touched.append((len(common), key))
    if told:
        return tuple(dict.fromkeys(told))
    most, nearest = max(touched, key=lambda pair: pair[0], default=(0, ""))
    return (nearest,) if most and nearest else ()


def _tells(figures: set[str], words: set[str], text: str, common: int) -> bool:
    fact_figures, fact_words = _figures(text), _words(text)
    if common < _FEW:
        return bool(fact_words) and common == len(fact_words)
    if (
        fact_figures
        and len(figures & fact_figures) * 2 >= len(fact_figures)
        and len(figures & fact_figures) > 1
    ):
        return True
    return common >= _OF_FACT * len(fact_words) or common >= _OF_SENTENCE * len(words)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


def _words(text: str) -> set[str]:
    pairs = {a + b for a, b in pairwise(text) if is_han(a) and is_han(b)}
    return pairs | {word[:_STEM] for word in _WORD.findall(text.lower())}
