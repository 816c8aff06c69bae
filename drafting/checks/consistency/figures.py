"""Figures and states that cannot both hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from drafting.checks.consistency.spoken import Change, Spoken, is_flat
from drafting.checks.facts.grams import grams
from drafting.checks.facts.likeness import counts_alike
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_FIGURES = frozenset({"quantity", "money", "percent"})
_ABOUT = Decimal("0.2")
"""A figure given as “about” still holds within a fifth of it (ours)."""
_SHARED, _ALIKE = 3, 0.5
"""Pieces that two sentences must share, and their clauses' part of the shorter one's, for figures without a class to count
the same (ours)."""
_PART = late(
    r"(?:其中|其余|另外|另有|另|还有|剩下|每[名位个户]?[^,。;!?]{0,6}|又|新增)\s*$|(?<![a-z])(?:other|another|remaining|further|each|every|including|of (?:them|whom|which|those))\s+(?:[a-z]+\s+){0,3}$"
)
"""Words before a figure that make it a part, a rest, an addition, or so many for each: no other figure for the whole."""
_LATER = late(
    r"截至|截止|目前|现已|最新|又|新增|\bas of\b|\bby \d|\bnow\b|\bso far\b|\bto date\b|\bsince\b",
    re.IGNORECASE,
)


def changes(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield figures of the same thing that differ, and states that are said to be and not to be."""
    before = [claim for claim in said.claims if claim.asserted and "future" not in claim.moods]
    repeated = {(claim.kind, claim.value) for claim in now.claims if claim.kind in _FIGURES}
    for new in now.claims:
        if not is_flat(now, new) or _is_part(now, new):
            continue
        for old in before:
            if (old.kind, old.value) not in repeated and _excludes(said, old, now, new):
                later = bool(_LATER.search(now.text[slice(*new.sentence)]))
                moved_on = new.kind != "act" and later and not old.bound
                timed = old.kind != "act" and not old.bound
                yield Change(
                    said.clause_at(old.start), new.start, new.end, moved_on, timed=timed, sure=not moved_on
                )
                break


_REMAINING = late(
    r"[^,.;。;!?]{0,12}?(?:仍|还在|尚在|尚未出)|[^,.;!?]{0,24}?(?<![a-z])(?:still|remain(?:s|ed|ing)?)(?![a-z])"
)
"""Behind a figure, words that make it what is left of those who were counted before."""


def _is_part(told: Spoken, claim: Claim) -> bool:
    before, low = told.setting.low[claim.clause[0] : claim.start], told.setting.low
    return bool(_PART.search(before)) or bool(_REMAINING.match(low, claim.end, claim.clause[1]))


def _excludes(said: Spoken, old: Claim, now: Spoken, new: Claim) -> bool:
    if old.kind != new.kind:
        return False
    if old.kind == "act":
        return old.value == new.value and old.negated != new.negated and old.unit == "state"
    return (
        old.kind in _FIGURES
        and old.unit == new.unit
        and _counts_the_same(said, old, now, new)
        and _differ(old, new)
    )


def _counts_the_same(said: Spoken, old: Claim, now: Spoken, new: Claim) -> bool:
    if old.counts or new.counts:
        return bool(old.counts & new.counts) and counts_alike(old, new)
    if not old.unit or old.unit == "any" or len(_shared(said, old.sentence, now, new.sentence)) < _SHARED:
        return False
    shared = _shared(said, old.clause, now, new.clause)
    shorter = min(
        len(grams(told.text[slice(*c.clause)], told.language)) for told, c in ((said, old), (now, new))
    )
    return len(shared) > 1 and len(shared) >= _ALIKE * shorter


def _shared(said: Spoken, first: tuple[int, int], now: Spoken, second: tuple[int, int]) -> frozenset[str]:
    return grams(said.text[slice(*first)], said.language) & grams(now.text[slice(*second)], now.language)


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
