"""When two claims of two statements are the same, and when they speak of the same thing."""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from functools import cache

from drafting.checks.facts.grams import grams
from drafting.checks.facts.likeness import counts_the_same, same_figure
from drafting.claims import lexicon
from drafting.comparison.laid import Laid, Placed

FIGURES = frozenset({"quantity", "money", "percent", "ratio", "date", "time", "duration"})
NUMBERS = frozenset({"phone", "url", "email", "identifier"})
_ALIKE = 0.4
"""Two sentences of one language that share this much (Dice's measure) speak of the same thing (ours)."""
_BY_CLASS = 0.2
"""How much they must share where both figures count the same kind of thing, such as the injured (ours)."""
_NEAR = 0.25
"""How far apart, as a share of the text, the same figure may stand in two versions of one statement (ours)."""
_SAME_NUMBER = 0.7
_LOCAL_DIGITS = 7


@cache
def _outcomes() -> frozenset[str]:
    return frozenset(
        name
        for name, entry in lexicon.counted().classes.items()
        if entry.group == "outcome" and name != "complaint"
    )


def agree(a: Placed, b: Placed) -> bool:
    """Whether two claims say the same, rounding included."""
    one, other = a.claim, b.claim
    if one.kind != other.kind:
        return False
    if one.kind == "act":
        return one.value == other.value and one.negated == other.negated
    if one.kind == "phone":
        return _same_line(one.value, other.value)
    if one.kind in NUMBERS:
        return one.value == other.value
    if one.kind == "time":
        one, other = replace(one, noun=""), replace(other, noun="")  # the day beside it is a claim of its own
    if not (same_figure(one, other) or same_figure(other, one)):
        return False
    mine, theirs = one.counts & _outcomes(), other.counts & _outcomes()
    return not (mine and theirs) or bool(mine & theirs)


def _same_line(one: str, other: str) -> bool:
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return short == long or (len(short) >= _LOCAL_DIGITS and long.endswith(short))


def likeness(left: Laid, a: Placed, right: Laid, b: Placed, *, anchored: bool = False) -> float:
    """Return how surely two claims that do not agree are of one and the same thing; 0 where they are not.

    `anchored`: another claim of their sentences is the same.
    """
    one, other = a.claim, b.claim
    if one.kind != other.kind or one.hedged or other.hedged:
        return 0.0
    if one.kind in NUMBERS:
        ratio = SequenceMatcher(None, one.value, other.value, autojunk=False).ratio()
        return ratio if ratio >= _SAME_NUMBER else 0.0
    if one.kind not in FIGURES:
        return 0.0
    if not (counts_the_same(one, other, b.source) and counts_the_same(other, one, a.source)):
        return 0.0
    by_class = one.counts & other.counts
    if left.language != right.language:
        apart = abs(a.at - b.at)
        sure = (0.5 if by_class else 0.0) + (0.5 if anchored else 0.0)
        return sure + 1 - apart if sure or apart < _NEAR else 0.0
    alike = max(topic_likeness(left, a, right, b), _dice(a.source.grams, b.source.grams))
    return alike if alike >= (_BY_CLASS if by_class & _outcomes() else _ALIKE) else 0.0


def topic_likeness(left: Laid, a: Placed, right: Laid, b: Placed) -> float:
    """Return how much the clauses around two claims of one language share, from 0 to 1."""
    return _dice(grams(left.clause_of(a), left.language), grams(right.clause_of(b), right.language))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
