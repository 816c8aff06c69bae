"""English shares that a reader works out: of the total that runs through a brief, of those to whom something did not happen."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

from drafting.checks.facts.amounts import TELLING, Amount, amounts_of, clause_of, said_in
from drafting.checks.facts.ledger import Entry, Ledger, kept_with_ledger
from drafting.checks.facts.left_over import LEFT_OVER, spoken_of
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import is_share, percentage
from drafting.checks.facts.small_numbers import heads_of
from drafting.checks.facts.worked_out import is_of_one_measure
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_THEY = late(r"\s(?:of\s)?(?:them|those|these|whom|which)(?![a-z])")
_REST_BEFORE = late(r"(?<![a-z])(?:other|remaining)\s$")
_RUNS_THROUGH = 2
"""Facts and promises that must name a total for it to be the one of which shares are told (ours)."""


def share_worked_out(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return the part and the whole of which a share of the text is true, where its words speak of the part, or nothing."""
    target = percentage(claim)
    pieces = spoken_of(reading, claim.sentence)
    turned = bool(LEFT_OVER.search(reading.setting.low, *claim.sentence))
    for kind in ("quantity", "money"):
        amounts = [entry for entry in amounts_of(reading, kind) if not entry[1].upper]
        said = {entry[2] for entry in amounts if entry[2] >= TELLING} & said_in(
            reading, claim, claim.sentence
        )
        for part, whole in permutations(amounts, 2):
            if part[2] >= whole[2] or whole[2] <= 1 or (said and not said & {part[2], whole[2]}):
                continue
            if not is_of_one_measure(part[1], whole[1]) or (
                kind == "money" and part[1].unit != whole[1].unit
            ):
                continue
            share = part[2] / whole[2] * 100
            if not (is_share(claim, target, share) or (turned and is_share(claim, target, 100 - share))):
                continue
            if _is_meant(reading.ledger, pieces, part, whole):
                return part[:2], whole[:2]
    return None


def _is_only_a_part(whole: Amount) -> bool:
    """Whether a fact calls an amount a part of another one itself: 58 of them, the other 28."""
    low = whole[0].text.lower()
    return bool(
        _THEY.match(low, whole[1].end)
        or _REST_BEFORE.search(low[max(0, whole[1].start - 12) : whole[1].start])
    )


def _is_meant(ledger: Ledger, pieces: frozenset[str], part: Amount, whole: Amount) -> bool:
    said_of_the_part = pieces & clause_of(part)
    shared = heads_of(part[1]) & heads_of(whole[1])
    alike = bool(shared) or not (part[1].noun and whole[1].noun)
    if part[0] is whole[0]:
        return alike and (
            bool(said_of_the_part or pieces & clause_of(whole)) or _is_linked(ledger, pieces, whole)
        )
    if not said_of_the_part:
        return False
    said_of_the_whole = pieces & clause_of(whole) - heads_of(whole[1])
    if alike and part[0].kind == "confirmed":
        return (
            len(said_of_the_whole) > _is_only_a_part(whole)
            or len(shared) > 1
            or (bool(_THEY.match(part[0].text.lower(), part[1].end)) and whole[2] in totals_of(ledger))
        )
    return False


def _is_linked(ledger: Ledger, pieces: frozenset[str], whole: Amount) -> bool:
    """Whether the sentence speaks of the whole where another fact names it: the pupils of the 61 grades."""
    return whole[2] >= TELLING and any(
        Decimal(known.value) == whole[2]
        and source is not whole[0]
        and pieces & clause_of((source, known, whole[2]))
        for source, known in ledger.claims("quantity", "confirmed", "commitment")
    )


@kept_with_ledger()
def totals_of(ledger: Ledger) -> frozenset[Decimal]:
    """The counts that several facts and promises of a brief name."""
    seen: dict[Decimal, set[str]] = {}
    for source, known in ledger.claims("quantity", "confirmed", "commitment"):
        if known.unit != "ordinal" and Decimal(known.value) >= TELLING:
            seen.setdefault(Decimal(known.value), set()).add(source.id)
    return frozenset(value for value, ids in seen.items() if len(ids) >= _RUNS_THROUGH)


__all__ = ["share_worked_out", "totals_of"]
