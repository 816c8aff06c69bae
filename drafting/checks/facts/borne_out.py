"""A last look at an English figure before it is doubted: what a reader of the brief would work out without being told how.

The reckonings before (`follows`, `worked_out`, `shares_worked_out`) ask for words that tell what is reckoned. Here the
figures of one single fact are simply put together, and a figure is left alone where the fact's own is said beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise

from drafting.checks.facts.amounts import TELLING, Amount, amounts_of, said_in
from drafting.checks.facts.days_in_passing import (
    is_before_or_after,
    is_left_out,
    is_month_between,
    is_of_a_decade,
)
from drafting.checks.facts.follows import fits
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.left_over import LEFT_OVER, is_part_of
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees, last_digit, percentage
from drafting.checks.facts.small_numbers import heads_of
from drafting.checks.facts.worked_out import is_of_one_measure
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_FEW = 5
"""Figures of one fact that are put together (ours)."""


def is_borne_out(reading: Reading, claim: Claim) -> bool:
    """Whether a figure that no fact gives follows from the figures, days and hours of the brief in a plain way."""
    if reading.passage.language != "en" or not reading.comparable:
        return False
    match claim.kind:
        case "quantity" | "money":
            return (
                _is_same_limit(reading, claim)
                or _is_put_together(reading, claim)
                or _is_of_a_rate(reading, claim)
            )
        case "percent" | "ratio":
            return _is_same_limit(reading, claim) or _is_share_of_one_fact(reading, claim)
        case "date":
            return (
                is_left_out(reading, claim)
                or is_of_a_decade(reading, claim)
                or is_month_between(reading, claim)
            )
        case "time":
            return is_before_or_after(reading, claim)
        case "duration":
            return _is_of_a_rate(reading, claim)
        case _:
            return False


def stands_with_its_own(reading: Reading, claim: Claim) -> bool:
    """Whether a day stands in one clause with a figure or name that its own fact or promise gives, and no other does."""
    beside = [
        c
        for c in reading.claims_in(claim.clause)
        if c.kind in ("quantity", "money", "name") and c.unit != "ordinal" and len(c.value) > 1
    ]
    own = {
        source.id
        for source, _ in reading.of_one_value(claim, "confirmed", "commitment")
        if len({k.value for k in source.claims if k.kind == "date"}) == 1
    }
    for other in beside:
        homes = {
            s.id
            for s, k in reading.ledger.claims(other.kind, "confirmed", "commitment")
            if k.value == other.value
        }
        if homes & own and len(homes) <= _HOMES and claim.value[0] != "W":
            return True
    return False


_HOMES = 2
"""Facts and promises that may have a figure or name for it to tell of one of them (ours)."""


def is_said_beside(reading: Reading, claim: Claim, known: Claim) -> bool:
    """Whether the sentence says the figure of a fact besides one that differs from it, so that this one counts others."""
    return any(
        other.kind == claim.kind and other.value == known.value
        for other in reading.claims_in(claim.sentence)
        if other is not claim
    )


_LIMITS = {
    "over": late(r"(?<![a-z])(?:above|beyond|exceed(?:s|ed|ing)?|higher than|hotter than|from)\s$"),
    "under": late(r"(?<![a-z])(?:below|beneath|lower than|colder than|up to)\s$"),
}


_AT_MOST = late(
    r"(?<![a-z])(?:up to|at most|limit of|maximum of|no more than|limited to|capped at|not over)\s$"
)


def _is_same_limit(reading: Reading, claim: Claim) -> bool:
    """Whether a fact gives the very figure as a limit in another word: under four per cent, of below 4 per cent."""
    limit = _AT_MOST if claim.bound == "over" and "negated" in claim.moods else _LIMITS.get(claim.bound)
    return limit is not None and any(
        known.value == claim.value
        and known.unit == claim.unit
        and limit.search(lower(source.text)[max(0, known.start - 14) : known.start])
        for source, known in reading.ledger.claims(claim.kind, "confirmed", "commitment")
    )


def _is_put_together(reading: Reading, claim: Claim) -> bool:
    """Whether an amount is the sum or difference of two or three that one fact of the sentence gives."""
    if claim.upper or claim.unit == "ordinal":
        return False
    target, low = Decimal(claim.value), reading.setting.low
    near = reading.nearness(claim.sentence)
    compared = bool(_COMPARED.search(low, *claim.sentence))
    for row in _rows(reading, claim):
        if row[0][0].id not in near:
            continue
        text = lower(row[0][0].text)
        for first, second in combinations(row, 2):
            part, whole = sorted((first, second), key=lambda entry: entry[2])
            is_told = compared or (is_part_of(part, whole) and LEFT_OVER.search(low, *claim.sentence))
            if is_told and part[2] < whole[2] and agrees(target, whole[2] - part[2], claim):
                return True
        for size in (2, 3):
            for at in range(len(row) - size + 1):
                parts = row[at : at + size]
                listed = all(_LISTED.fullmatch(text, a[1].end, b[1].start) for a, b in pairwise(parts))
                if listed and agrees(target, sum((entry[2] for entry in parts), Decimal(0)), claim):
                    return True
        if any(_is_one_more(claim, entry, text) for entry in row):
            return True
    return False


_COMPARED = late(
    r"(?<![a-z])(?:outnumber\w*|lengthened|shortened|grew|grown|rose|risen|fell|fallen|dropped|lost|gained|increased?|decreased?|shrank|swelled"
    r"|more than|fewer than|less than|higher|lower|ahead|behind|short of|gap|difference|differ|apart|originally|original|to (?:its|her|his|their) name)(?![a-z])"
)
"""Words by which a sentence compares two amounts, or tells how far one has moved."""
_LISTED = late(r"(?:\s(?!of(?![a-z]))[a-z'’-]+){0,4}(?:,|,?\s(?:and|plus|as well as))\s(?:the\s|another\s)?")
"""What stands between the parts of a list: four teachers and five parents."""


def _is_one_more(claim: Claim, entry: Amount, text: str) -> bool:
    """Whether a figure counts a single one besides those of a fact: ten people, of nine guests and our night clerk."""
    known = entry[1]
    return (
        entry[2] + 1 == Decimal(claim.value)
        and not claim.bound
        and not heads_of(claim) & heads_of(known)
        and bool(_AND_ONE.match(text, known.end))
    )


_AND_ONE = late(r"[^,;.]{0,24}\sand\s(?:an?|our|the|one|its|his|her|their)\s[a-z]")
"""Behind a figure, a single one more: nine guests and our night clerk."""


def _rows(reading: Reading, claim: Claim) -> Iterator[list[Amount]]:
    """The amounts of each fact that may be reckoned into a figure of the text."""
    rows: dict[Source, list[Amount]] = {}
    for entry in amounts_of(reading, claim.kind):
        if entry[0].kind == "confirmed" and fits(claim, entry) and is_of_one_measure(claim, entry[1]):
            rows.setdefault(entry[0], []).append(entry)
    yield from (row[:_FEW] for row in rows.values())


_PER_UNIT = late(
    r"(?:kilomet(?:re|er)s|metres|meters|miles|km|litres|liters|knots|degrees|times|tonnes|kilos|days?)\s$"
)


def _is_of_a_rate(reading: Reading, claim: Claim) -> bool:
    """Whether a length or measure belongs to a rate that the brief writes with a stroke: eighty kilometres an hour, 80 km/h."""
    low, public = reading.setting.low, reading.ledger.public_text
    if claim.kind == "duration":
        return claim.text.lower() in ("an hour", "a day", "a week") and bool(
            _PER_UNIT.search(low[max(0, claim.start - 12) : claim.start])
        )
    return (
        claim.unit in ("kilometre", "mile")
        and f"{claim.value} {'km' if claim.unit == 'kilometre' else 'm'}" in public
        and (low.startswith((" kilometres an hour", " kilometers an hour", " miles an hour"), claim.end))
    )


_ABOUT, _OVER, _UNDER = Decimal(2), Decimal(6), Decimal(6)
"""Points by which a share may miss one that is said of it, lie above it (over), or below it (nearly). Ours."""
_NEAREST, _BESIDE = 2, 16
"""Facts nearest to the sentence that are looked at, and characters behind a share in which its whole stands (ours)."""


def _is_share_of_one_fact(reading: Reading, claim: Claim) -> bool:
    """Whether a share is true of figures that one of the facts nearest to the sentence gives: 78 players and 24 staff."""
    near = reading.nearness(claim.sentence)
    nearest = sorted((s for s in reading.ledger.of("confirmed") if s.id in near), key=lambda s: -near[s.id])
    target, turned = percentage(claim), bool(LEFT_OVER.search(reading.setting.low, *claim.clause))
    said = {value for value in said_in(reading, claim, claim.sentence) if value >= TELLING}
    behind = said & said_in(reading, claim, (claim.end, claim.end + _BESIDE))
    for source in nearest[:_NEAREST]:
        for kind in ("quantity", "money"):
            values = [entry[2] for entry in amounts_of(reading, kind) if entry[0] is source][:_FEW]
            for part, whole in _parts(values):
                share = part / whole * 100
                is_meant = whole in behind if behind else not said & set(values) or bool(said & {part, whole})
                if is_meant and (
                    _is_said_of(claim, target, share) or (turned and _is_said_of(claim, target, 100 - share))
                ):
                    return True
    return False


def _parts(values: list[Decimal]) -> Iterator[tuple[Decimal, Decimal]]:
    """The parts and wholes that the figures of a fact make: one of another, a run of them of the first, one of both."""
    for whole in values:
        yield from ((part, whole) for part in values if 0 < part < whole)
    for end in range(3, len(values) + 1):
        part = sum(values[1:end], Decimal(0))
        if part < values[0]:
            yield part, values[0]
    if len(values) == 2:
        yield from ((value, sum(values, Decimal(0))) for value in values if value > 0)


def _is_said_of(claim: Claim, target: Decimal, share: Decimal) -> bool:
    if claim.bound in ("over", "at_least"):
        return 0 <= share - target <= _OVER
    if claim.bound in ("under", "at_most"):
        return 0 <= target - share <= _UNDER
    if claim.kind == "percent" and not claim.bound:
        return abs(share - target) <= last_digit(target) / 2
    return abs(share - target) <= (_ABOUT if target > _ABOUT * 5 else target / 5)
