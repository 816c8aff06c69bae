"""Which facts a written sentence rests on, by the figures and words that it shares with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from drafting.writers.script import is_han

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[a-z][a-z'-]{3,}")
_ENOUGH = 0.3
"""Share of a fact's words (or of the sentence's) that must be common to both. Ours, set on the tests' sentences."""


def bound_ids(sentence: str, basis: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    """Return the ids of the facts whose figures or words `sentence` uses, or of all where none stands out.

    Args:
        sentence: what was written.
        basis: ids and texts that the sentence's element could rest on.
    """
    figures, words = _figures(sentence), _words(sentence)
    used = tuple(
        key
        for key, text in basis
        if _shares(figures, words, _figures(text), _words(text), alone=len(basis) == 1)
    )
    return used or tuple(key for key, _ in basis)


def _shares(
    figures: set[str], words: set[str], fact_figures: set[str], fact_words: set[str], *, alone: bool
) -> bool:
    if alone:
        return True
    common = len(words & fact_words)
    if figures & fact_figures and common:
        return True
    return bool(words and fact_words) and common / min(len(words), len(fact_words)) >= _ENOUGH


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


def _words(text: str) -> set[str]:
    lowered = text.lower()
    pairs = {a + b for a, b in pairwise(text) if is_han(a) and is_han(b)}
    return pairs | set(_WORD.findall(lowered))
