"""Figures and states that cannot both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from drafting.checks.consistency.spoken import Change, Spoken, is_flat
from drafting.checks.facts.grams import grams
from drafting.claims.claim import Claim

_FIGURES = frozenset({"quantity", "money", "percent"})
_ABOUT = Decimal("0.2")
"""A figure given as “about” still holds within a fifth of it (ours)."""
_SHARED = 3
"""Pieces that two sentences must share for figures without a class to count the same (ours)."""
_LATER = re.compile(
    r"截至|截止|目前|现已|最新|又|新增|\bas of\b|\bby \d|\bnow\b|\bso far\b|\bto date\b|\bsince\b",
    re.IGNORECASE,
)


def changes(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield figures of the same thing that differ, and states that are said to be and not to be."""
    before = [claim for claim in said.claims if claim.asserted and "future" not in claim.moods]
    for new in now.claims:
        if not is_flat(now, new):
            continue
        around = grams(now.text[slice(*new.sentence)], now.language)
        for old in before:
            shared = grams(said.text[slice(*old.sentence)], said.language) & around
            if _excludes(old, new, shared):
                later = bool(_LATER.search(now.text[slice(*new.sentence)]))
                moved_on = new.kind != "act" and later and not old.bound
                timed = old.kind != "act" and not old.bound
                yield Change(
                    said.clause_at(old.start), new.start, new.end, moved_on, timed=timed, sure=not moved_on
                )
                break


def _excludes(old: Claim, new: Claim, shared: frozenset[str]) -> bool:
    if old.kind != new.kind:
        return False
    if old.kind == "act":
        return old.value == new.value and old.negated != new.negated and old.unit == "state"
    return (
        old.kind in _FIGURES
        and old.unit == new.unit
        and _counts_the_same(old, new, shared)
        and _differ(old, new)
    )


def _counts_the_same(old: Claim, new: Claim, shared: frozenset[str]) -> bool:
    if old.counts or new.counts:
        return bool(old.counts & new.counts)
    return bool(old.unit) and old.unit != "any" and len(shared) >= _SHARED


def _differ(old: Claim, new: Claim) -> bool:
    try:
        before, after = Decimal(old.value), Decimal(new.value)
    except InvalidOperation:
        return False
    if old.bound in ("under", "at_most"):
        return after > before
    if old.bound in ("over", "at_least"):
        return after < before
    if old.bound == "about":
        return abs(after - before) > before * _ABOUT
    return after != before and not (old.negated or new.negated)
