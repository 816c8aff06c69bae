"""Amounts of an English text that follow from two or three of the brief's, whatever words join them.

The sums and remainders of `arithmetic` are looked for where a word asks for them (in all, the rest). Free English often
has no such word: “$27 too low”, “nine hundred have not”. Here figures that belong together are simply reckoned with.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from drafting.checks.facts.amounts import TELLING, Amount, amounts_of, in_sight, related
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.likeness import names_the_groups, serve_the_public, who_agree
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees
from drafting.checks.facts.small_numbers import heads_of
from drafting.checks.facts.spoken_amounts import is_in_words
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_EACH = late(r"(?<![a-z])(?:each|every|apiece|per|a head|in all|altogether|in total|together|times)(?![a-z])")
_COMPARED = late(
    r"\s(?:[a-z]+\s)?(?:too\s)?(?:[a-z]{3,}er(?=\sthan)|cooler|warmer|hotter|colder|faster|slower|longer|shorter|higher|lower|high|low|above|below|short|more|less|fewer|over|under|larger|smaller|up|down|apart)(?![a-z])"
)
_REACH = 40
_FEW = 6
"""Figures of one source that may be added up (ours)."""


def follows(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return figures of the brief that belong together and whose sum, difference or product the claim is, or nothing."""
    target = Decimal(claim.value)
    if claim.kind not in ("quantity", "money") or claim.upper or target < TELLING:
        return None
    sight = in_sight(reading, claim)
    if claim.kind == "quantity" and not is_in_words(claim) and not _is_compared(reading, claim):
        return _named_together(reading, claim)
    amounts = [entry for entry in amounts_of(reading, claim.kind) if fits(claim, entry)]
    for parts in _together(amounts):
        if not {entry[0].id for entry in parts} & sight:
            continue
        values = [entry[2] for entry in parts]
        results = [sum(values, Decimal(0))]
        if len(values) == 2:
            results.append(abs(values[0] - values[1]))
        if len(values) == 3:
            results.append(max(values) - (sum(values, Decimal(0)) - max(values)))
        if any(result > 0 and agrees(target, result, claim) for result in results):
            return tuple(entry[:2] for entry in parts)
    return _product(reading, claim, sight)


def _named_together(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Two figures of one source whose things stand behind their sum: 224 stewards and medics."""
    behind = reading.grams_of((claim.end, min(claim.clause[1], claim.end + _REACH)))
    amounts = [entry for entry in amounts_of(reading, "quantity") if heads_of(entry[1]) & behind]
    for first, second in combinations(amounts, 2):
        apart = not heads_of(first[1]) & heads_of(second[1])
        if first[0] is second[0] and apart and first[2] + second[2] == Decimal(claim.value):
            return first[:2], second[:2]
    return None


def _is_compared(reading: Reading, claim: Claim) -> bool:
    """Whether words behind a figure measure it against another one: 140 short of, 27 higher."""
    return bool(_COMPARED.match(reading.setting.low, claim.end))


def fits(claim: Claim, entry: Amount) -> bool:
    """Whether an amount of the brief may be reckoned into a figure of the text: one currency, one measure, no other people."""
    known = entry[1]
    if claim.kind == "money":
        return claim.unit == known.unit
    mine, theirs = set(claim.unit.split("|")) - {""}, set(known.unit.split("|")) - {""}
    return (
        (who_agree(claim, known) or serve_the_public(claim, known))
        and names_the_groups(claim, known, entry[0])
        and (not mine or not theirs or bool(mine & theirs))
    )


def _together(amounts: list[Amount]) -> Iterator[tuple[Amount, ...]]:
    for first, second in combinations(amounts, 2):
        if related(first, second) or heads_of(first[1]) & heads_of(second[1]):
            yield first, second
    for source in {entry[0]: None for entry in amounts}:
        row = [entry for entry in amounts if entry[0] is source][:_FEW]
        yield from combinations(row, 3)


def _product(reading: Reading, claim: Claim, sight: frozenset[str]) -> tuple[Entry, ...] | None:
    target = Decimal(claim.value)
    each = bool(_EACH.search(reading.setting.low, *claim.sentence))
    for source, known, value in amounts_of(reading, claim.kind):
        if claim.kind == "money" and known.unit != claim.unit:
            continue
        if not each and not _EACH.search(source.text.lower()):
            continue
        for other, count, number in amounts_of(reading, "quantity"):
            if count is known or number <= 1 or not {source.id, other.id} & sight:
                continue
            if agrees(target, value * number, claim):
                return (source, known), (other, count)
    return None
