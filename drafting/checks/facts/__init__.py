"""The fact lock: what a text says is what the brief allows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.checks.facts import (
    acts,
    causes,
    commitments,
    contrast,
    names,
    namesakes,
    offices,
    quotations,
    status,
    support,
    suspicions,
    wording,
)
from drafting.checks.facts.reading import Reading
from drafting.checks.passage import Passage
from drafting.statement import Finding

_MODULES = (
    support.check,
    acts.check,
    causes.check,
    status.check,
    suspicions.check,
    commitments.check,
    names.check,
    namesakes.check,
    offices.check,
    quotations.check,
    contrast.check,
    wording.check,
)


def check(passage: Passage) -> Iterator[Finding]:
    """Yield what a text says against its brief; nothing where the passage has no brief."""
    if passage.brief is None:
        return
    reading = Reading(passage, passage.brief)
    for module in _MODULES:
        yield from module(reading)
