"""Two statements: which claims they share, which they tell differently, and which only one of them carries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal

from drafting.brief import Brief
from drafting.checks.facts.ledger import ledger_of
from drafting.claims.claim import Claim
from drafting.comparison.laid import Laid, Placed
from drafting.comparison.matching import FIGURES, NUMBERS, agree, likeness, topic_likeness
from drafting.comparison.twins import twins
from drafting.messages import say
from drafting.statement import Finding, Severity

_SAME_STATE = 0.3
"""How much two clauses of one language must share for a state and its denial to be of the same thing (ours)."""
_GRAVE = frozenset({"casualties", "deaths", "hospitalised", "leaked", "missing"})
"""States of which a statement tells once for the whole incident."""
_SMALL = Decimal(2)
"""Counts up to this are said in words that no figure shows (both, 双方), so a lone one is not missed."""

_SPELLED = Decimal(31)
"""A bare number up to this, with nothing that it counts, may be part of a date or of a word in the other language."""
_DAY = "86400"
_ROUND_THE_CLOCK = re.compile(
    r"around the clock|round the clock|24/7|24-hour|全天|昼夜|不间断", re.IGNORECASE
)

Side = Literal[0, 1]
_Span = tuple[int, int]


@dataclass(frozen=True)
class Pair:
    """What two statements share (`same`), tell differently, and carry alone."""

    same: tuple[tuple[Placed, Placed], ...]
    different: tuple[tuple[Placed, Placed], ...]
    alone: tuple[tuple[Placed, ...], tuple[Placed, ...]]


def compare_pair(left: Laid, right: Laid) -> Pair:
    """Lay the claims of two statements beside each other."""
    mine, theirs = _comparable(left), _comparable(right)
    same = tuple((a, b) for a in mine for b in theirs if agree(a, b))
    shared = {id(a) for a, _ in same}, {id(b) for _, b in same}
    lone = [a for a in mine if id(a) not in shared[0]], [b for b in theirs if id(b) not in shared[1]]
    anchors = frozenset((a.claim.sentence, b.claim.sentence) for a, b in same)
    found = (*_paired(left, lone[0], right, lone[1], anchors), *_turned(left, right), *twins(left, right))
    different = _unlike(found, left, right)
    paired = {id(placed) for pair in different for placed in pair}
    alone = (
        tuple(a for a in lone[0] if id(a) not in paired),
        tuple(b for b in lone[1] if id(b) not in paired),
    )
    return Pair(same, tuple(different), alone)


def _unlike(found: Iterable[tuple[Placed, Placed]], left: Laid, right: Laid) -> list[tuple[Placed, Placed]]:
    """Each difference once, without those that the brief bears out on both sides."""
    kept: dict[tuple[_Span, _Span], tuple[Placed, Placed]] = {}
    for a, b in found:
        if not (_is_carried(a, left.passage.brief) and _is_carried(b, right.passage.brief)):
            kept.setdefault(
                (a.claim.clause, b.claim.clause) if a.claim.kind == "act" else (a.span, b.span), (a, b)
            )
    return list(kept.values())


def _is_carried(placed: Placed, brief: Brief | None) -> bool:
    """Whether the brief gives a claim: two that it gives both are of two things."""
    if brief is None or placed.claim.kind == "act":
        return False
    return any(
        agree(placed, Placed(known, source, 0.0))
        for source, known in ledger_of(brief).claims(placed.claim.kind)
    )


def _comparable(laid: Laid) -> list[Placed]:
    return [placed for placed in laid.telling if placed.claim.kind in FIGURES | NUMBERS]


def _paired(
    left: Laid,
    mine: Sequence[Placed],
    right: Laid,
    theirs: Sequence[Placed],
    anchors: frozenset[tuple[_Span, _Span]],
) -> Iterator[tuple[Placed, Placed]]:
    """Pair the claims that have no like, the surest first, each once."""
    scored = []
    for i, a in enumerate(mine):
        for j, b in enumerate(theirs):
            anchored = (a.claim.sentence, b.claim.sentence) in anchors
            score = likeness(left, a, right, b, anchored=anchored)
            if score:
                scored.append((score, -i, -j))
    taken: tuple[set[int], set[int]] = set(), set()
    for _, i, j in sorted(scored, reverse=True):
        if -i not in taken[0] and -j not in taken[1]:
            taken[0].add(-i)
            taken[1].add(-j)
            yield mine[-i], theirs[-j]


def _turned(left: Laid, right: Laid) -> Iterator[tuple[Placed, Placed]]:
    """States that one statement asserts and the other denies, and neither says both ways."""
    sides = [_states(left), _states(right)]
    for value, mine in sides[0].items():
        theirs = sides[1].get(value, [])
        said = {a.claim.negated for a in mine}, {b.claim.negated for b in theirs}
        if not theirs or len(said[0] | said[1]) < 2 or len(said[0]) > 1 or len(said[1]) > 1:
            continue
        a, b = mine[0], theirs[0]
        if (
            value in _GRAVE
            or left.language != right.language
            or topic_likeness(left, a, right, b) >= _SAME_STATE
        ):
            yield a, b


def _states(laid: Laid) -> dict[str, list[Placed]]:
    found: dict[str, list[Placed]] = {}
    for placed in laid.placed:
        claim = placed.claim
        if claim.kind == "act" and claim.unit == "state" and claim.asserted and "quoted" not in claim.moods:
            found.setdefault(claim.value, []).append(placed)
    return found


def findings_of(left: Laid, right: Laid, pair: Pair) -> Iterator[tuple[Side, Finding]]:
    """Yield the findings on both statements, each with the side (0 or 1) on which it stands."""
    for a, b in pair.different:
        yield 0, _differs(left, a, right, b)
        yield 1, _differs(right, b, left, a)
    if left.language == right.language:
        return
    for placed in pair.alone[0]:
        if _is_missed(placed, right):
            yield from ((0, _only_here(left, placed, right)), (1, _not_here(right, left, placed)))
    for placed in pair.alone[1]:
        if _is_missed(placed, left):
            yield from ((1, _only_here(right, placed, left)), (0, _not_here(left, right, placed)))


def _is_missed(placed: Placed, other: Laid) -> bool:
    """Whether a claim that only one version carries is missing from the other: not where other words may hold it."""
    claim = placed.claim
    if claim.kind == "duration":
        return claim.value != _DAY or not _ROUND_THE_CLOCK.search(other.passage.text)
    if claim.kind == "date":
        return not any(
            c.kind == "quantity" and not c.unit and c.value == _day_of(claim) for c in other.claims
        )
    if claim.kind != "quantity":
        return True
    if not claim.unit and any(c.kind == "date" and _day_of(c) == claim.value for c in other.claims):
        return False
    try:
        value = Decimal(claim.value)
    except InvalidOperation:
        return True
    if value <= _SMALL:
        return bool(claim.counts)
    return value > _SPELLED or bool(claim.counts or claim.unit)


def _day_of(claim: Claim) -> str:
    return claim.value.rpartition("-")[2].lstrip("0")


def _finding(
    laid: Laid, rule: str, span: tuple[int, int], other: Laid, severity: Severity, words: str, theirs: str
) -> Finding:
    key = rule.removeprefix("consistency.")
    return laid.passage.finding(
        rule,
        span,
        say(f"comparison.{key}", laid.language, words=words, path=other.path, theirs=theirs),
        family="consistency",
        defect="inconsistency_with_earlier_statement",
        severity=severity,
        principle="consistency",
        evidence=f"{other.path}: {theirs}",
    )


def _differs(laid: Laid, own: Placed, other: Laid, theirs: Placed) -> Finding:
    span = own.claim.clause if own.claim.kind == "act" else own.span
    words = laid.passage.text[slice(*span)]
    span = (span[0] + len(words) - len(words.lstrip()), span[1] - len(words) + len(words.rstrip()))
    return _finding(
        laid, "consistency.statements_differ", span, other, "error", words.strip(), other.sentence_of(theirs)
    )


def _only_here(laid: Laid, own: Placed, other: Laid) -> Finding:
    return _finding(
        laid, "consistency.only_in_this_version", own.span, other, "warning", own.claim.text.strip(), laid.sentence_of(own)
    )  # fmt: skip


def _not_here(laid: Laid, other: Laid, theirs: Placed) -> Finding:
    end = len(laid.passage.text)
    return _finding(
        laid, "consistency.not_in_this_version", (end, end), other, "warning", theirs.claim.text.strip(), other.sentence_of(theirs)
    )  # fmt: skip
