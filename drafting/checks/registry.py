"""The families of checks, and how they are run over a passage."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib import import_module

from drafting.checks.passage import Passage
from drafting.statement import Finding

FAMILIES: tuple[str, ...] = ("facts", "consistency", "structure", "length", "style")
"""Modules of `drafting.checks`, in the order in which their findings stand; each offers `check(passage)`."""

_BY_THE_BRIEF = frozenset({"facts", "consistency"})
"""Families that say nothing without a brief; their readers need not be loaded then."""
_WEIGHED_BY = {"facts": "drafting.checks.carried.weighing", "style": "drafting.checks.taught"}
"""What weighs the findings of a family after the rules, by `weighed(passage, found)`."""
_RANK = {"error": 0, "warning": 1, "suggestion": 2}


def run_checks(passage: Passage, families: Iterable[str] = FAMILIES) -> tuple[Finding, ...]:
    """Return the findings of every family, by place in the text, graver first at the same place.

    Where facts or style are read, a reader taught by examples weighs what the rules found and adds its own.
    """
    asked = tuple(families)
    found: Iterable[Finding] = rules_alone(passage, asked)
    for family, reader in _WEIGHED_BY.items():
        if family in asked and (passage.brief is not None or family not in _BY_THE_BRIEF):
            weighed: Callable[[Passage, Sequence[Finding]], list[Finding]]
            weighed = import_module(reader).weighed
            found = weighed(passage, tuple(found))
    return tuple(sorted(found, key=lambda f: (f.start, _RANK[f.severity], f.end)))


def rules_alone(passage: Passage, families: Iterable[str] = FAMILIES) -> tuple[Finding, ...]:
    """Return what the rules of every family find, each finding once, in the order of the families."""
    found: dict[tuple[str, int, int], Finding] = {}
    for family in families:
        if passage.brief is None and family in _BY_THE_BRIEF:
            continue
        check: Callable[[Passage], Iterable[Finding]] = import_module(f"drafting.checks.{family}").check
        for finding in check(passage):
            found.setdefault((finding.rule, finding.start, finding.end), finding)
    return tuple(found.values())
