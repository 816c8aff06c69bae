"""The page on one thing that examples teach: what is said of it, what to do, and some of the examples."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.messages import Language, say

SHOWN = 6
"""Examples that are shown."""


def page(family: str, name: str, language: Language, examples: Sequence[str]) -> str:
    """Return the page on `name` of a taught family (`taught` or `carried`), with every so many of its examples."""
    step = max(1, len(examples) // SHOWN)
    head = say(
        f"{family}.shown",
        language,
        name=f"{family}.{name}",
        message=say(f"{family}.{name}", language),
        advice=say(f"{family}.{name}_advice", language),
        count=len(examples),
        folder=language,
    )
    return "\n".join([head, *(f"- {example}" for example in examples[::step][:SHOWN])])
