"""Findings at the levels that a project has settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from drafting.project.settled import Level, Part, Settled
from drafting.statement import Finding


def levelled(findings: Iterable[Finding], settled: Settled) -> Iterator[Finding]:
    """Yield the findings that are not off, each at its level."""
    for finding in findings:
        level = _level_of(finding, settled)
        if level is None:
            yield finding
        elif level.level != "off":
            yield finding.model_copy(update={"severity": level.level})


def _level_of(finding: Finding, settled: Settled) -> Level | None:
    """Return the level that the most particular part sets; in one part rule, defect and family, in this order."""
    for part in reversed(settled.parts):
        level = _by_rule(finding.rule, part) or part.defects.get(finding.defect)
        level = level or part.families.get(finding.family)
        if level is not None:
            return level
    return None


def _by_rule(rule: str, part: Part) -> Level | None:
    """Return the level set for a rule by name, or by the longest pattern that covers it."""
    if rule in part.rules:
        return part.rules[rule]
    covering = [pattern for pattern in part.rules if "*" in pattern and fnmatchcase(rule, pattern)]
    return part.rules[max(covering, key=len)] if covering else None
