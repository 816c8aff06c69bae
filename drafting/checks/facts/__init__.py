"""The fact lock: what a text says is what the brief allows, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.checks.facts import (
    acts,
    answers,
    causes,
    commitments,
    contrast,
    names,
    namesakes,
    offices,
    quotations,
    rumours,
    scope,
    secrets,
    status,
    support,
    suspicions,
    unbound,
    wording,
)
from drafting.checks.facts.anchored import states_nothing
from drafting.checks.facts.reading import reading_of
from drafting.checks.passage import Passage
from drafting.statement import Finding

_MODULES = (
    support.check,
    acts.check,
    causes.check,
    status.check,
    secrets.check,
    suspicions.check,
    rumours.check,
    answers.check,
    commitments.check,
    names.check,
    namesakes.check,
    offices.check,
    quotations.check,
    contrast.check,
    scope.check,
    wording.check,
)


def check(passage: Passage) -> Iterator[Finding]:
    """Yield what a text says against its brief; nothing where the passage has no brief."""
    if passage.brief is None:
        return
    reading = reading_of(passage, passage.brief)
    found: list[Finding] = []
    for module in _MODULES:
        found += module(reading)
    found = [finding for finding in found if not states_nothing(reading, finding)]
    yield from found
    for finding in unbound.check(reading):
        if not states_nothing(reading, finding) and not any(
            _says_it_already(other, finding) for other in found
        ):
            yield finding


def _says_it_already(found: Finding, finding: Finding) -> bool:
    """Whether an earlier finding names in the same words what a clause that rests on nothing would be doubted for."""
    beside = found.start < finding.end and finding.start < found.end
    return beside and found.defect in (finding.defect, "confidential_leak")
