"""English figures that a reader works out from a fact: what is left, what two parts make together, so much for each.

`follows` reckons with figures that are written in words or are compared; here the words of the sentence say which
reckoning is meant (still, not, the other), or the fact itself lists the parts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import combinations, pairwise, permutations

from drafting.checks.facts.amounts import TELLING, Amount, amounts_of, clause_of
from drafting.checks.facts.follows import fits
from drafting.checks.facts.grams import stem
from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.left_over import left_over, spoken_of
from drafting.checks.facts.likeness import MEASURED
from drafting.checks.facts.proportions import rate
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees
from drafting.checks.facts.small_numbers import heads_of
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_ADDED = late(r"(?:further|more|additional|extra)(?![a-z])")
_ADDED_BEFORE = late(r"(?<![a-z])(?:further|additional|extra)\s$")
_WITHIN = late(r"(?:including|of (?:them|whom|which|these|those)|among (?:them|whom))(?:\s[a-z]+){0,2}\s?$")
_OUT_OF = late(r"\s(?:out\s)?of\s(?![0-9.]+\s?[a-z]?[gl](?![a-z]))")
"""Behind a figure, words that make it a part of another: two of the musicians."""
_IN_ALL = late(
    r"(?<![a-z])(?:between|both|together|altogether|combined|in all|in total|all told|a total|plus|as well as|counting|including|added)(?![a-z])"
)
_MOST_PARTS = 4
_TO_A = late(r"\s[a-z]+\s(?:to|for|in)\s(?:an?|each|every)\s[a-z]")
"""Behind a figure, words that share it out: four people to a crew."""
_OF_A_MEASURE = late(r"\s(?:[a-z]+\s)?(?:of|at|with)\s$")


def worked_out(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return the figures of the brief from which an amount of the text follows, or nothing."""
    if claim.kind not in ("quantity", "money") or claim.upper or claim.unit == "ordinal":
        return None
    amounts = [
        entry
        for entry in amounts_of(reading, claim.kind)
        if fits(claim, entry) and is_of_one_measure(claim, entry[1])
    ]
    sight = reading.nearness_of(spoken_of(reading, claim.sentence))
    return (
        left_over(reading, claim, amounts, sight)
        or _together(reading, claim, amounts, sight)
        or _added(claim, amounts, sight)
        or (
            rate(reading, claim)
            if claim.unit in MEASURED or _TO_A.match(reading.setting.low, claim.end)
            else None
        )
        or _measured_out(reading, claim)
    )


def is_of_one_measure(one: Claim, other: Claim) -> bool:
    """Whether two figures are of the same measure, or neither is of any: litres are not reckoned with people."""
    return one.unit == other.unit or not {one.unit, other.unit} & MEASURED


def _together(
    reading: Reading, claim: Claim, amounts: list[Amount], sight: Collection[str]
) -> tuple[Entry, ...] | None:
    """The parts that one fact lists beside each other: 27 passengers and four crew, 174 passengers and six crew."""
    target, heads = Decimal(claim.value), heads_of(claim)
    pieces = spoken_of(reading, claim.sentence)
    told = bool(_IN_ALL.search(reading.setting.low, *claim.sentence))
    for parts in _rows(amounts):
        source = parts[0][0]
        if any(e[0].id not in sight for e in parts) or not agrees(
            target, sum((e[2] for e in parts), Decimal(0)), claim
        ):
            continue
        alike = [bool(heads & heads_of(entry[1])) for entry in parts]
        if parts[-1][0] is not source and not (told and all(alike) and target >= TELLING and not claim.bound):
            continue
        if any(alike) and not all(alike):
            continue
        if all(alike) or (
            not _is_broken_off(source, parts)
            and target >= TELLING
            and pieces & source.grams
            and _are_joined(source, parts)
        ):
            return tuple(entry[:2] for entry in parts)
    return None


def _rows(amounts: list[Amount]) -> Iterator[tuple[Amount, ...]]:
    """Yield the figures that stand side by side in one fact, without those that are only a part of the one before."""
    for source in dict.fromkeys(entry[0] for entry in amounts):
        low = lower(source.text)
        row = [
            e
            for e in amounts
            if e[0] is source
            and not _WITHIN.search(low[max(0, e[1].start - 24) : e[1].start])
            and not _OUT_OF.match(low, e[1].end)
        ]
        for size in range(2, _MOST_PARTS + 1):
            for at in range(len(row) - size + 1):
                yield tuple(row[at : at + size])
    if len(amounts) <= _MOST_PAIRS:
        yield from ((a, b) for a, b in combinations(amounts, 2) if a[0] is not b[0])


_MOST_PAIRS = 40


def _is_broken_off(source: Source, parts: tuple[Amount, ...]) -> bool:
    return bool(re.search(r"[;.]\s", source.text[parts[0][1].end : parts[-1][1].start]))


_AND = late(r"(?<![a-z])(?:and|plus)\s(?:[a-z0-9,]+\s){0,3}$")


def _are_joined(source: Source, parts: tuple[Amount, ...]) -> bool:
    return bool(_AND.search(lower(source.text)[parts[0][1].end : parts[-1][1].start]))


def _added(claim: Claim, amounts: list[Amount], sight: Collection[str]) -> tuple[Entry, ...] | None:
    """So many and, in another fact, so many more: two children, 11 further reports."""
    target = Decimal(claim.value)
    if target < TELLING:
        return None
    for first, more in permutations(amounts, 2):
        if first[0] is more[0] or more[0].id not in sight or first[0].id not in sight:
            continue
        low = lower(more[0].text)
        if not (
            _ADDED.match(more[1].noun)
            or _ADDED_BEFORE.search(low[max(0, more[1].start - 12) : more[1].start])
        ):
            continue
        if agrees(target, first[2] + more[2], claim):
            return first[:2], more[:2]
    return None


def _measured_out(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """What so many of one measure and so many of another come to: 300 bags of 2 kg and 40 of 12 kg."""
    if not claim.unit:
        return None
    scale = _SCALE.get(claim.unit)
    if scale is None:
        return None
    for source in reading.ledger.of("confirmed"):
        counts = [k for k in source.claims if k.kind == "quantity"]
        pairs = [
            (count, measure)
            for count, measure in pairwise(counts)
            if measure.unit in _SCALE
            and count.unit not in _SCALE
            and _SCALE[measure.unit][0] == scale[0]
            and _OF_A_MEASURE.fullmatch(lower(source.text)[count.end : measure.start])
        ]
        total = sum((Decimal(c.value) * Decimal(m.value) * _SCALE[m.unit][1] for c, m in pairs), Decimal(0))
        if len(pairs) > 1 and agrees(Decimal(claim.value), total / scale[1], claim):
            return tuple((source, count) for count, _ in pairs)
    return None


_SCALE = {
    "tonne": ("mass", Decimal(1000)),
    "kilogram": ("mass", Decimal(1)),
    "gram": ("mass", Decimal("0.001")),
    "litre": ("volume", Decimal(1)),
    "millilitre": ("volume", Decimal("0.001")),
}


_ANYBODY = frozenset(map(stem, ("people", "person", "persons", "others")))


def is_said_of_the_same(reading: Reading, claim: Claim, against: Entry) -> Entry | None:
    """The figure of this very value in a fact of which the sentence speaks no less than of the one against it."""
    wanted = heads_of(claim)
    pieces = spoken_of(reading, claim.clause)
    least = max(1, len(pieces & against[0].grams))
    for source, known in reading.ledger.claims("quantity", "confirmed"):
        if heads_of(known) - _ANYBODY and not heads_of(known) & wanted:
            continue
        is_of_it = wanted & source.grams or pieces & clause_of((source, known, Decimal(0)))
        if known.value == claim.value and is_of_it and len(pieces & source.grams) >= least:
            return source, known
    return None


def is_all(reading: Reading, claim: Claim) -> bool:
    """Whether the brief says so of all of them: 118 out of 118, all 118."""
    return bool(
        re.search(
            rf"(?<![a-z])(?:all|each of the|every one of the)\s(?:the\s|our\s|its\s)?{re.escape(claim.text.lower())}(?![0-9])",
            reading.ledger.public_text,
        )
    )
