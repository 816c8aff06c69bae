"""Figures that nobody wrote down but that follow from those that were: shares, sums, remainders, lengths of time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations, permutations

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.likeness import agrees, names_a_group
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim

_SUM = re.compile(
    r"共|合计|总计|累计|一共|总数|两项|(?<![a-z])(?:total|altogether|combined|in all|together|overall)(?![a-z])"
)
_REST = re.compile(
    r"其余|剩余|余下|剩下|另外|另有|还有|其他|其它|尚有|仍有|仍在|还在|尚未|还没|还未|(?<![a-z])(?:still|yet|awaiting|remain|remains|remaining|other|others|rest|left|another|further|outstanding|last)(?![a-z])"
)
_ROUNDING = Decimal("0.5")
_UNLIKELY = Decimal(20)
"""A remainder this large hardly comes out of two unrelated figures by chance (ours)."""


def is_derived(reading: Reading, claim: Claim) -> bool:
    """Whether a figure of the text follows from the brief's own figures."""
    if claim.kind in ("percent", "ratio"):
        return _is_share(reading, claim)
    if claim.kind == "quantity":
        return _is_sum_or_rest(reading, claim) or _counts_a_list(reading, claim)
    if claim.kind == "money":
        return _is_sum_or_rest(reading, claim)
    if claim.kind == "duration":
        return _is_length(reading, claim)
    return False


def _amounts(reading: Reading, kind: str) -> list[tuple[Source, Claim, Decimal]]:
    found = []
    for source, known in reading.ledger.claims(kind, "confirmed", "commitment"):
        value = Decimal(known.value)
        if value > 0 and known.unit != "ordinal":
            found.append((source, known, value))
    return found


def _related(first: tuple[Source, Claim, Decimal], second: tuple[Source, Claim, Decimal]) -> bool:
    return first[0].id == second[0].id or (bool(first[1].unit) and first[1].unit == second[1].unit)


def _is_share(reading: Reading, claim: Claim) -> bool:
    if claim.kind == "ratio":
        low, high = claim.value.split("/")
        target = Decimal(low) / Decimal(high) * 100
        tolerance = Decimal(2)
    else:
        target = Decimal(claim.value)
        exponent = target.as_tuple().exponent
        tolerance = _ROUNDING * Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
    for first, second in permutations(_amounts(reading, "quantity"), 2):
        if first[2] < second[2] and _related(first, second):
            share = first[2] / second[2] * 100
            if claim.bound in ("", "about"):
                if abs(share - target) <= (tolerance if claim.bound == "" else _about(target)):
                    return True
            elif agrees(target, share, claim) and abs(share - target) <= 5:
                return True
    return False


def _about(target: Decimal) -> Decimal:
    """How far a share that is said to be about `target` may lie from it, in points: 约两成 is rounder than 约93%."""
    return max(Decimal(1), target / 10) if target % 5 == 0 else Decimal(1)


def _is_sum_or_rest(reading: Reading, claim: Claim) -> bool:
    if names_a_group(claim):
        return False
    clause = reading.setting.low[claim.clause[0] : claim.clause[1]]
    total, rest = bool(_SUM.search(clause)), bool(_REST.search(clause))
    if claim.unit == "person" and not claim.counts:
        total = True
    if not total and not rest:
        return False
    target = Decimal(claim.value)
    amounts = _amounts(reading, claim.kind)
    if rest and target >= _UNLIKELY and any(abs(a[2] - b[2]) == target for a, b in combinations(amounts, 2)):
        return True
    known = [entry for entry in amounts if _counted_alike(claim, entry[1])]
    for first, second in combinations(known, 2):
        if not _related(first, second):
            continue
        made = ([first[2] + second[2]] if total else []) + ([abs(first[2] - second[2])] if rest else [])
        if any(agrees(target, value, claim) for value in made):
            return True
    return total and any(
        agrees(target, sum((entry[2] for entry in parts), Decimal(0)), claim)
        for parts in combinations(known, 3)
    )


def _counts_a_list(reading: Reading, claim: Claim) -> bool:
    """三个小区：甲、乙和丙 counts what it names itself."""
    low = reading.setting.low
    colon = re.match(r"[^。.;!?\n]{0,24}?:", low[claim.end : claim.sentence[1]])
    if colon is None or not 2 <= Decimal(claim.value) <= 12:
        return False
    listed = re.split(r"[。;!?\n]|\.(?:\s|$)", low[claim.end + colon.end() : claim.sentence[1]])[0]
    pieces = [
        part
        for part in re.split(r"[,、]|\sand\s|和|及", listed)
        if re.search(r"[^\W0-9]", part) and not re.search("[0-9]", part)
    ]
    return Decimal(claim.value) in (len(pieces), len(pieces) - 1) and len(pieces) >= 2


def _counted_alike(claim: Claim, known: Claim) -> bool:
    if claim.kind == "money":
        return claim.unit == known.unit
    if claim.counts and known.counts and not claim.counts & known.counts:
        return False
    mine, theirs = set(claim.unit.split("|")) - {""}, set(known.unit.split("|")) - {""}
    return not mine or not theirs or bool(mine & theirs)


def _is_length(reading: Reading, claim: Claim) -> bool:
    if claim.unit != "s":
        return False
    target = Decimal(claim.value)
    tolerance = Decimal(86400) if target % 86400 == 0 else Decimal(0)
    beside = [
        c
        for c in reading.claims_in((claim.start - 14, claim.start + 15))
        if c.kind == "duration" and c.unit == "s" and 0 < abs(c.start - claim.start) <= 14
    ]
    whole = target + sum((Decimal(c.value) for c in beside), Decimal(0))
    for gap in _gaps(reading):
        if beside and whole == gap:
            return True
        if agrees(target, gap, claim) or (tolerance and gap >= 86400 and abs(target - gap) <= tolerance):
            return True
    return False


def _gaps(reading: Reading) -> Iterator[Decimal]:
    """The seconds between any two moments that the brief gives."""
    days, minutes, moments = set(), set(), set()
    for _, known in reading.ledger.claims("date"):
        try:
            days.add(date.fromisoformat(known.value))
        except ValueError:
            continue
    for _, known in reading.ledger.claims("time"):
        if "?" not in known.value:
            minutes.add(int(known.value[:2]) * 60 + int(known.value[3:]))
            if len(known.noun) == 10 and known.noun[0] != "-":
                moments.add(datetime.fromisoformat(f"{known.noun}T{known.value}"))
    for first, second in combinations(sorted(days), 2):
        yield Decimal((second - first).days * 86400)
    for early, late in combinations(sorted(minutes), 2):
        yield Decimal((late - early) * 60)
    for start, end in combinations(sorted(moments), 2):
        yield Decimal((end - start).total_seconds())
