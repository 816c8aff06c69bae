"""Shares as they are spoken in Chinese: in tens, of figures that are rounded beside them, of what is left."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

from drafting.checks.facts.amounts import TELLING, amounts_of
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees, is_share
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_FUNCTION = frozenset(
    "的了在是和与及对将已被把就也都而并或其该此我们您本有这那个位名人一二三两四五六七八九十百千万成半近约多不到以上下里中,。;:"
)
_LEAST_COMMON = 2
"""Characters that a clause must have in common with the source whose share it tells (ours)."""
_REST = late(
    r"其余|剩|余下|另外|还没|还有|尚|没|未(?!来)|不(?!到|足|及|超)|(?<![a-z])(?:rest|remaining|others?|not|without|left)(?![a-z])"
)


def is_of_the_rest(reading: Reading, claim: Claim) -> bool:
    """Whether the clause, or a question right before it, speaks of those that are left over or to whom it did not happen."""
    start = claim.clause[0]
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    if reading.setting.low[slice(*before)].rstrip().endswith("?"):
        start = before[0]
    return speaks_of_the_rest(reading, (start, claim.clause[1]))


def speaks_of_the_rest(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether a stretch of text speaks of those that are left over."""
    return bool(_REST.search(reading.setting.low, *span))


def spoken_amounts(reading: Reading, claim: Claim, said: set[Decimal]) -> set[Decimal]:
    """The brief's amounts that the sentence says, rounded ones where it is Chinese (九千多通 of 9360)."""
    amounts = {entry[2] for entry in amounts_of(reading, "quantity", "money")}
    found = amounts & said
    if reading.passage.language == "zh":
        rounded = [
            c for c in reading.claims_in(claim.sentence) if c.bound and c.kind in ("quantity", "money")
        ]
        found |= {
            value
            for value in amounts
            for c in rounded
            if value >= TELLING and agrees(Decimal(c.value), value, c)
        }
    return found


def share_told(reading: Reading, claim: Claim, target: Decimal) -> tuple[Entry, ...] | None:
    """A share in tens (近六成) of a source that gives the part with its whole, and of which the Chinese clause has a word."""
    if reading.passage.language != "zh" or target % 10 or claim.kind != "percent":
        return None
    characters = set(reading.setting.low[slice(*claim.clause)]) - _FUNCTION
    left = is_of_the_rest(reading, claim)
    for part, whole in permutations(amounts_of(reading, "quantity", "money"), 2):
        if (
            part[0] is not whole[0]
            or part[2] >= whole[2]
            or part[1].kind != whole[1].kind
            or whole[2] < TELLING
        ):
            continue
        if part[1].unit != whole[1].unit or len(characters & set(part[0].text)) < _LEAST_COMMON:
            continue
        share = part[2] / whole[2] * 100
        if is_share(claim, target, share) or (left and is_share(claim, target, 100 - share)):
            return (part[:2], whole[:2])
    return None
