"""When two claims of two statements are the same, and when they speak of the same thing."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import cache

from drafting.checks.facts.grams import grams
from drafting.checks.facts.likeness import counts_the_same, same_figure
from drafting.claims import lexicon
from drafting.comparison.laid import Laid, Placed

FIGURES = frozenset({"quantity", "money", "percent", "ratio", "date", "time", "duration"})
NUMBERS = frozenset({"phone", "url", "email", "identifier"})
_ALIKE = 0.5
"""Two clauses of one language that share this much (Dice's measure) speak of the same thing (ours)."""
_BY_CLASS = 0.3
"""How much they must share where both figures count the same kind of thing, such as the injured (ours)."""
_NEAR = 0.25
"""How far apart, as a share of the text, the same figure may stand in two versions of one statement (ours)."""
_SAME_NUMBER = 0.7
_TELLING = Decimal(20)
"""From here on a figure is hardly the same by chance, whatever it seems to count (ours)."""
_SHORT = 3
_LABEL = 24
"""Characters before a number in which its label stands (ours)."""
_REST = re.compile(r"其余|另有?|剩余|余下|\b(?:other|remaining|rest|another)\b", re.IGNORECASE)
_FOR_THE_PRESS = re.compile(r"媒体|记者|采访|\b(?:media|press|journalists?|newsroom)\b", re.IGNORECASE)
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
    if one.kind == "date" and (_is_coarser(one.value, other.value) or _cannot_tell(one.value, other.value)):
        return True
    if not (same_figure(one, other) or same_figure(other, one)):
        return False
    mine, theirs = one.counts & _outcomes(), other.counts & _outcomes()
    return not (mine and theirs) or bool(mine & theirs) or _is_telling(one.value)


def _is_telling(value: str) -> bool:
    try:
        return Decimal(value) > _TELLING
    except InvalidOperation:
        return False


def _is_coarser(one: str, other: str) -> bool:
    """October, or next March, says less than a day of it, and nothing else."""
    short, long = sorted((one.strip("-"), other.strip("-")), key=len)
    return short[:1].isdigit() and f"-{short}-" in f"-{long}-"


def _cannot_tell(one: str, other: str) -> bool:
    """A weekday and a day of a year that nobody knows may well be the same."""
    return {one[:1], other[:1]} == {"W", "-"}


def _same_line(one: str, other: str) -> bool:
    short, long = sorted((one.lstrip("0"), other.lstrip("0")), key=len)
    return short == long or (len(short) >= _LOCAL_DIGITS and long.endswith(short))


def likeness(left: Laid, a: Placed, right: Laid, b: Placed, *, anchored: bool = False) -> float:
    """Return how surely two claims that do not agree are of one and the same thing; 0 where they are not.

    `anchored`: another claim of their sentences is the same.
    """
    one, other = a.claim, b.claim
    if one.kind != other.kind or one.hedged or other.hedged or one.negated != other.negated:
        return 0.0
    if one.kind in NUMBERS:
        ratio = SequenceMatcher(None, one.value, other.value, autojunk=False).ratio()
        other_line = one.kind == "phone" and _is_for_press(left, a) != _is_for_press(right, b)
        return ratio if ratio >= _SAME_NUMBER and not other_line else 0.0
    if one.kind not in FIGURES:
        return 0.0
    if not (counts_the_same(one, other, b.source) and counts_the_same(other, one, a.source)):
        return 0.0
    by_class = one.counts & other.counts
    if left.language != right.language:
        apart = abs(a.at - b.at)
        sure = (0.5 if by_class else 0.0) + (0.5 if anchored else 0.0)
        return sure + 1 - apart if sure or apart < _NEAR else 0.0
    if _is_of_the_rest(left, a) != _is_of_the_rest(right, b):
        return 0.0
    alike = topic_likeness(left, a, right, b)
    return alike if alike >= (_BY_CLASS if by_class & _outcomes() else _ALIKE) else 0.0


def topic_likeness(left: Laid, a: Placed, right: Laid, b: Placed) -> float:
    """Return how much the words around two claims of one language share, from 0 to 1."""
    return _dice(_about(left, a), _about(right, b))


def _about(laid: Laid, placed: Placed) -> frozenset[str]:
    """The pieces of a claim's clause, with the next one where it says too little (10月28日起，……)."""
    own = grams(laid.clause_of(placed), laid.language)
    return own if len(own) >= _SHORT else own | grams(laid.beside(placed.claim.clause), laid.language)


def _is_for_press(laid: Laid, placed: Placed) -> bool:
    start, end = max(placed.claim.sentence[0], placed.claim.start - _LABEL), placed.claim.start
    return bool(_FOR_THE_PRESS.search(laid.passage.text, start, end))


def _is_of_the_rest(laid: Laid, placed: Placed) -> tuple[bool, bool]:
    """Whether a clause denies, and whether it speaks of what is left over."""
    clause = placed.claim.clause
    denies = bool(laid.setting.marked("negated", *clause))
    return denies, bool(_REST.search(laid.passage.text, *clause))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one and other else 0.0
