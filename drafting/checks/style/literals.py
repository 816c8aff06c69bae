"""Which fixed words a text must hold for a pattern to match: what lets most patterns go unread on most lines."""

from __future__ import annotations

import re
from functools import lru_cache

from drafting.checks.style.forms import FormReader
from drafting.checks.style.pattern_parts import Needed, Words
from drafting.checks.style.pattern_reader import PatternReader
from drafting.checks.style.rarity import frequency

_VERBOSE = re.compile(r"\(\?[a-z]*x")
_SETS, _FORMS = 8, 3
"""How many sets of words, and of forms, are kept of a pattern."""


def needed_words(pattern: str) -> Needed:
    """Return sets of words, in lower case, and of forms; every match of `pattern` holds one of each set.

    Words may hold `pattern_reader.BOUNDARY`. How forms are written is told by `forms`.
    """
    if "x" in pattern and _VERBOSE.search(pattern):
        return ()
    words, forms = PatternReader(pattern), FormReader(pattern)
    part, shape = words.alternatives(), forms.alternatives()
    if not words.at_end:
        return ()
    sets = _rarest({_least(clause) for clause in part.clauses}, _SETS)
    return _rarest({*sets, *forms.telling(shape)}, _SETS + _FORMS)


def _rarest(sets: set[Words], most: int) -> Needed:
    return tuple(sorted(sets, key=lambda words: (frequency(words), sorted(words)))[:most])


@lru_cache(maxsize=1 << 14)
def _least(words: Words) -> Words:
    """Return the words in lower case without those that hold another."""
    kept: list[str] = []
    for word in sorted({word.lower() for word in words}, key=len):
        if not any(other in word for other in kept):
            kept.append(word)
    return frozenset(kept)
