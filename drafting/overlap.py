"""How much of one text stands in another."""

from __future__ import annotations

import re

_TOLD = 0.8
"""Share of a sentence's pairs of characters that must stand elsewhere for it to be told already; ours."""


def is_told(text: str, others: str, *, share: float = _TOLD) -> bool:
    """Return whether nearly all of a sentence stands in other sentences already."""
    plain, beside = (re.sub(r"\W", "", t).lower() for t in (text, others))
    pairs = {plain[i : i + 2] for i in range(len(plain) - 1)}
    known = {beside[i : i + 2] for i in range(len(beside) - 1)}
    figures = re.findall(r"\d+", plain)
    return (
        bool(pairs)
        and len(pairs & known) >= share * len(pairs)
        and all(figure in beside for figure in figures)
    )
