"""Shares as they are spoken in English: two thirds, more than half, of amounts that belong together."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, permutations

from drafting.checks.facts.amounts import Amount, amounts_of, clause_of, said_in
from drafting.checks.facts.beside import PART_OF
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import is_share
from drafting.checks.facts.small_numbers import heads_of
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_FRACTION = late(r"(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|halve)s?$")
_LEFT = late(r"(?<![a-z])(?:remain(?:s|ing)?|left|still|rest|to come|outstanding|not yet|others?)(?![a-z])")


def told_in_words(
    reading: Reading, claim: Claim, target: Decimal, sight: frozenset[str]
) -> tuple[Entry, ...] | None:
    """A spoken English share (two thirds, more than half) of any two amounts that belong together, or of two parts' sum."""
    if claim.kind != "ratio" or not _FRACTION.search(claim.text.lower()) or reading.passage.language != "en":
        return None
    pieces = reading.grams_of(claim.sentence)

    def is_meant(part: Amount, whole: Amount) -> bool:
        return bool(
            {part[0].id, whole[0].id} & sight
            and part[2] < whole[2]
            and _belong_together(part, whole)
            and pieces & (part[0].grams if part[0] is whole[0] else clause_of(part))
            and pieces & whole[0].grams
        )

    for kind in ("quantity", "money"):
        amounts = [entry for entry in amounts_of(reading, kind) if entry[2] > 1]
        for part, whole in permutations(amounts, 2):
            if is_meant(part, whole) and is_share(claim, target, part[2] / whole[2] * 100):
                return (part[:2], whole[:2])
        for first, second in pairwise(amounts):
            both = first[2] + second[2]
            if first[0] is not second[0] or not {first[0].id} & sight:
                continue
            if _LEFT.search(lower(first[0].text), first[1].end) and any(
                is_share(claim, target, entry[2] / both * 100) for entry in (first, second)
            ):
                return (first[:2], second[:2])
            for whole in amounts:
                if is_meant(first, whole) and is_share(claim, target, both / whole[2] * 100):
                    return (first[:2], second[:2], whole[:2])
    return None


def _belong_together(one: Amount, other: Amount) -> bool:
    if one[0] is other[0] or one[1].kind == "money":
        return True
    if not one[1].noun:
        return True
    return bool(heads_of(one[1]) & heads_of(other[1])) or bool(one[1].counts & other[1].counts)


def said_aloud(reading: Reading, claim: Claim, target: Decimal) -> tuple[Entry, ...] | None:
    """The two amounts of the brief that an English sentence says itself: 56 of them, about one in six of the 340."""
    following = reading.claims_in((claim.end, claim.end + 16))
    whole = next((c for c in following if c.kind in ("quantity", "money")), None)
    if whole is None or not PART_OF.fullmatch(reading.setting.low, claim.end, whole.start):
        return None
    said = said_in(reading, claim, (claim.sentence[0], claim.start))
    amounts = amounts_of(reading, whole.kind)
    for part in amounts:
        for other in amounts:
            is_pair = part[2] in said and part[2] < other[2] == Decimal(whole.value)
            if is_pair and is_share(claim, target, part[2] / other[2] * 100):
                return part[:2], other[:2]
    return None


_OTHERS = late(r"(?<![a-z])(?:other|remaining)\s$")


def one_and_the_others(reading: Reading, claim: Claim) -> Entry | None:
    """The figure of the others, of which a single one is told: one chamber out of six, where the other five are counted."""
    part, _, whole = claim.value.partition("/")
    if part != "1":
        return None
    for source, known in reading.ledger.claims("quantity", "confirmed"):
        if known.value.isdigit() and int(known.value) == int(whole) - 1:
            head = known.noun.split()[:1]
            if _OTHERS.search(lower(source.text)[: known.start][-11:]) and (
                not head or head[0].rstrip("s") in claim.text.lower()
            ):
                return source, known
    return None
