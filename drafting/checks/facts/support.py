"""Every figure, date, time, number and address of a text, against the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.checks.facts import english_figures, numbers
from drafting.checks.facts.arithmetic import derivation
from drafting.checks.facts.beside import PART_OF
from drafting.checks.facts.borne_out import is_borne_out
from drafting.checks.facts.chinese_counts import is_made_up_on_the_way, is_small_talk
from drafting.checks.facts.chinese_deadlines import deadline_moved
from drafting.checks.facts.exchanged import exchanged, is_at_home
from drafting.checks.facts.idle_figures import claims_nothing
from drafting.checks.facts.ledger import PUBLIC, Source
from drafting.checks.facts.likeness import counts_the_same, same_figure
from drafting.checks.facts.matching import matches
from drafting.checks.facts.numbers import HIDDEN
from drafting.checks.facts.offhand import counts_nothing_known, is_reckoned_in_words
from drafting.checks.facts.otherwise import is_within_days
from drafting.checks.facts.placing import misplaced
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.worked_out import is_all
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.statement import Finding

FIGURES = frozenset({"quantity", "money", "percent", "ratio", "date", "time", "duration"})
LOOSE = 0.25
"""A clause a quarter of whose pieces stand in a source is near enough to be offered its figure. Ours."""
_BY_CHANCE = 3
"""Digits from which a figure hardly stands in a text and in a source by chance (ours)."""
_LOOSE_UNITS = frozenset({"any", "person", "ordinal"})
_OTHER = late(r"(?:其余|另外|其他|剩下的?|(?<![a-z])(?:other|others|remaining|rest))\s?$")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the figures and numbers that the brief does not carry, or carries otherwise."""
    for claim in reading.claims:
        if claim.kind in FIGURES:
            yield from _figure(reading, claim)
        elif claim.kind in numbers.KINDS:
            yield from numbers.check(reading, claim)


def _figure(reading: Reading, claim: Claim) -> Iterator[Finding]:
    if claims_nothing(reading, claim):
        return
    if (moved := deadline_moved(reading, claim)) is not None:
        yield _altered(reading, claim, *moved)
        return
    if _outgrows_its_whole(reading, claim):
        yield reading.finding("unsupported_figure", (claim.start, claim.end), "unsupported_figure")
        return
    if reading.passage.language == "en" and (against := english_figures.verdict(reading, claim)) is not None:
        yield from (_altered(reading, claim, *entry) for entry in against)
        return
    found = [
        entry
        for entry in matches(reading, claim)
        if not _is_whole_of_rest(reading, claim, entry) and not _is_by_chance(reading, claim, entry)
    ]
    if any(known.kind != claim.kind for _, known in found):
        return
    if found:
        yield from _belongs_elsewhere(reading, claim, found)
        yield from _made_exact(reading, claim, found)
        return
    operands = derivation(reading, claim)
    if operands is not None or _dropped_bound(reading, claim):
        if not is_reckoned_in_words(reading, claim, operands):
            yield from _belongs_elsewhere(reading, claim, [], operands or ())
        yield from _rounding(reading, claim)
    elif (doubt := _unsupported(reading, claim)) is not None and not (
        doubt.rule in _PLAIN and is_borne_out(reading, claim)
    ):
        yield doubt


_PLAIN = frozenset({"facts.altered_figure", "facts.unsupported_figure", "facts.miscounted"})


def _outgrows_its_whole(reading: Reading, claim: Claim) -> bool:
    """Whether a part is said to be its whole or more: six of five places, three of the three zones."""
    if claim.kind != "quantity":
        return False
    following = [c for c in reading.claims_in((claim.end, claim.clause[1])) if c.kind == "quantity"]
    return (
        bool(following)
        and bool(PART_OF.fullmatch(reading.setting.low, claim.end, following[0].start))
        and not claim.text.lower().startswith("all")
        and Decimal(claim.value) >= Decimal(following[0].value) > 1
        and not (claim.value == following[0].value and is_all(reading, claim))
    )


def _is_whole_of_rest(reading: Reading, claim: Claim, entry: tuple[Source, Claim]) -> bool:
    """Whether the text says a figure of what is left, and the source says it of the whole: the other three of two of three."""
    source, known = entry
    if not _OTHER.search(reading.setting.low[: claim.start][-12:]):
        return False
    before = lower(source.text)[: known.start]
    return bool(
        re.search(r"(?<![a-z])of\s(?:the\s|our\s|all\s|its\s)*$", before[-16:])
    ) and not _OTHER.search(before[-16:])


def _is_by_chance(reading: Reading, claim: Claim, entry: tuple[Source, Claim]) -> bool:
    """Whether a small number that counts something is only the same as one of which nothing else is the same."""
    known = entry[1]
    return (
        claim.kind == "quantity"
        and bool(claim.noun)
        and not (known.noun or known.unit or known.counts & claim.counts)
        and len(claim.value) < _BY_CHANCE
        and reading.comparable
        and reading.alikeness(claim, [entry]) == 0
    )


def _dropped_bound(reading: Reading, claim: Claim) -> bool:
    return any(
        claim.value == known.value and counts_the_same(claim, known, source)
        for source, known in reading.ledger.claims(claim.kind)
        if known.bound and not claim.bound
    )


def _rounding(reading: Reading, claim: Claim) -> Iterator[Finding]:
    for source, known in reading.ledger.claims(claim.kind):
        if known.bound and not claim.bound and claim.value == known.value and source.kind == "confirmed":
            yield reading.finding(
                "bound_dropped", (claim.start, claim.end), "altered_fact", source=source, severity="warning"
            )
            return


_EXACTLY = late(r"(?:正好|刚好|恰好|整整|准确|精确)(?:是|为|在)?\s?$|(?<![a-z])(?:exactly|precisely)\s$")


def _made_exact(reading: Reading, claim: Claim, found: list[tuple[Source, Claim]]) -> Iterator[Finding]:
    """A figure that is said to be exact, where every source has it as an approximate one."""
    if not _EXACTLY.search(reading.setting.low[max(0, claim.start - 10) : claim.start]):
        return
    if all(known.bound for _, known in found):
        yield reading.finding(
            "bound_dropped", (claim.start, claim.end), "altered_fact", source=found[0][0], severity="warning"
        )


def _belongs_elsewhere(
    reading: Reading,
    claim: Claim,
    found: list[tuple[Source, Claim]],
    operands: tuple[tuple[Source, Claim], ...] = (),
) -> Iterator[Finding]:
    standing = exchanged(reading, claim, found) or misplaced(reading, claim, found, operands)
    if standing is not None and (
        is_at_home(reading, claim, found, standing)
        or is_within_days(claim, standing[1], standing[0])
        or (bool(found) and _is_anothers_place(reading, claim, standing))
    ):
        return
    if standing is not None and found:
        made = derivation(reading, claim)
        standing = standing if made is None else misplaced(reading, claim, [], made)
    if standing is not None:
        yield _altered(reading, claim, *standing)


def _is_anothers_place(reading: Reading, claim: Claim, standing: tuple[Source, Claim]) -> bool:
    """Whether a figure of the sentence that the brief nowhere has was put where the other one belongs.

    1,260册浸湿，其中48册是旧志 has one wrong figure, not two: the words of the 38 volumes stand beside the 48.
    """
    return any(
        other.kind == claim.kind
        and other is not claim
        and not reading.of_one_value(other, *PUBLIC)
        and _nearest(reading, other) == standing
        for other in reading.claims_in(claim.sentence)
    )


def _altered(reading: Reading, claim: Claim, source: Source, known: Claim) -> Finding:
    return reading.finding(
        "altered_figure", (claim.start, claim.end), "altered_fact", source=source, right=known.text.strip(),
        suggestion=known.text.strip(),
    )  # fmt: skip


def _unsupported(reading: Reading, claim: Claim) -> Finding | None:
    for kind, rule, defect in HIDDEN:
        for source, _ in matches(reading, claim, kind):
            if kind != "confidential" or _is_telling(reading, claim, source):
                return reading.finding(rule, (claim.start, claim.end), defect, source=source)
    nearest = _nearest(reading, claim)
    if is_made_up_on_the_way(reading, claim, nearest):
        return None
    if nearest is not None:
        return _altered(reading, claim, *nearest)
    miscounted = [
        (source, known)
        for source, known in reading.ledger.claims(claim.kind, "confirmed")
        if same_figure(claim, known)
    ]
    if miscounted and _POINTS_BACK.search(reading.setting.low, max(0, claim.start - 2), claim.start):
        return None
    if miscounted and is_small_talk(reading, claim, miscounted):
        return None
    if miscounted and claim.kind == "quantity":
        source, known = miscounted[0]
        return reading.finding(
            "miscounted", (claim.start, claim.end), "altered_fact", source=source, right=known.text
        )
    if counts_nothing_known(reading, claim):
        return None
    return reading.finding("unsupported_figure", (claim.start, claim.end), "unsupported_figure")


def _is_telling(reading: Reading, claim: Claim, source: Source) -> bool:
    """A small bare number may stand in a secret by chance; a date, a sum or a large number does not."""
    if claim.kind != "quantity" or len(claim.value) > 2:
        return True
    return bool(claim.counts & source.classes) or bool(
        reading.around(claim) & (source.grams - reading.ledger.public_grams)
    )


_POINTS_BACK = re.compile(r"[这那该此其][些]?$")
"""这四人 are those of the sentence before."""


def _nearest(reading: Reading, claim: Claim) -> tuple[Source, Claim] | None:
    """The figure of the same thing in the source that the clause speaks of."""
    near = reading.nearness_of(reading.around(claim))
    best: list[tuple[Source, Claim]] = []
    most = LOOSE
    for source, known in reading.ledger.claims(claim.kind, "confirmed", "commitment", "contact"):
        if not counts_the_same(claim, known, source) or (
            claim.kind == "date" and claim.value.startswith("W")
        ):
            continue
        if claim.kind == "time" and claim.noun and known.noun and claim.noun != known.noun:
            continue
        shared = near.get(source.id, 0.0) + (0.3 if claim.counts and claim.counts & known.counts else 0.0)
        if claim.unit and shared > 0 and claim.unit not in _LOOSE_UNITS and _is_only_one(reading, claim):
            shared += LOOSE
        if source.kind == "contact":
            shared = max(shared, LOOSE if claim.kind == "time" and "热线" in reading.setting.low else 0.0)
        if shared > most:
            best, most = [], shared
        if shared >= most:
            best.append((source, known))
    beside = [
        other
        for other in reading.claims_in(claim.sentence)
        if other.kind == claim.kind and other is not claim
    ]
    unsaid = [entry for entry in best if not any(same_figure(other, entry[1]) for other in beside)]
    return max(unsaid or best, key=lambda entry: reading.alikeness(claim, [entry])) if best else None


def _is_only_one(reading: Reading, claim: Claim) -> bool:
    """Whether the brief has one figure alone with this measure word, so that no other can be meant."""
    return sum(known.unit == claim.unit for _, known in reading.ledger.claims(claim.kind, "confirmed")) == 1
