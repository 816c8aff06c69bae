"""Every figure, date, time, number and address of a text, against the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from drafting.checks.facts import english_figures, numbers
from drafting.checks.facts.arithmetic import derivation
from drafting.checks.facts.beside import PART_OF
from drafting.checks.facts.hedging import is_hedged, is_said_and_denied
from drafting.checks.facts.ledger import PUBLIC, Kind, Source
from drafting.checks.facts.likeness import counts_the_same, same_figure
from drafting.checks.facts.numbers import HIDDEN
from drafting.checks.facts.offhand import counts_nothing_known, is_contact_value, is_reckoned_in_words
from drafting.checks.facts.otherwise import read_otherwise
from drafting.checks.facts.placing import misplaced
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.speaking import is_day_of_speaking, is_day_of_the_asker, is_the_askers_own
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.statement import Finding

FIGURES = frozenset({"quantity", "money", "percent", "ratio", "date", "time", "duration"})
LOOSE = 0.25
"""A clause a quarter of whose pieces stand in a source is near enough to be offered its figure. Ours."""
_BY_CHANCE = 3
"""Digits from which a figure hardly stands in a text and in a source by chance (ours)."""
_HOURS = 12
_LOOSE_UNITS = frozenset({"any", "person", "ordinal"})


_OTHER = late(r"(?:其余|另外|其他|剩下的?|(?<![a-z])(?:other|others|remaining|rest))\s?$")
_PER = late(r"(?:每[\u3400-\u9fff]{0,2}|(?<![a-z])(?:per|every|in|each))\s?$")
_ENDING = late(
    r"尾号|[末后][一二三四五六两0-9]位|结尾|(?<![a-z])(?:ends?|ending|last \w+ digits|finish(?:es|ing)?)(?![a-z])"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield the figures and numbers that the brief does not carry, or carries otherwise."""
    for claim in reading.claims:
        if claim.kind in FIGURES:
            yield from _figure(reading, claim)
        elif claim.kind in numbers.KINDS:
            yield from numbers.check(reading, claim)


def matches(reading: Reading, claim: Claim, *kinds: Kind) -> list[tuple[Source, Claim]]:
    """The sources of the given kinds that carry a figure of the text, counting the same thing."""
    found = [
        (source, known)
        for source, known in reading.ledger.claims_like(claim, *(kinds or PUBLIC))
        if same_figure(claim, known) and counts_the_same(claim, known, source)
    ]
    if found or reading.passage.language == "en":
        return found
    return read_otherwise(reading.ledger, claim, *(kinds or PUBLIC))


def _figure(reading: Reading, claim: Claim) -> Iterator[Finding]:
    if _claims_nothing(reading, claim):
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
    elif (doubt := _unsupported(reading, claim)) is not None:
        yield doubt


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


def _claims_nothing(reading: Reading, claim: Claim) -> bool:
    """Dates that cannot be resolved, and the figures of a rumour that is being denied (status looks at those)."""
    if claim.kind == "date" and (claim.value.startswith("D") or is_day_of_speaking(reading, claim)):
        return True
    if claim.kind == "date" and is_day_of_the_asker(reading, claim):
        return True
    if is_the_askers_own(reading, claim):
        return True
    if (
        claim.kind == "quantity"
        and not claim.unit
        and not claim.noun
        and claim.text in lexicon.counted().public_numbers
    ):
        return True
    if claim.kind == "quantity" and not claim.unit and is_contact_value(reading, claim):
        return True
    if claim.kind == "quantity" and claim.unit == "ordinal" and not matches(reading, claim):
        return claim.value in ("1", "2", "3") or any(
            known.value.endswith(f"-{int(claim.value):02d}") for _, known in reading.ledger.claims("date")
        )
    if claim.kind == "date" and is_hedged(reading, claim.clause) and matches(reading, claim, "unconfirmed"):
        return True
    if (
        claim.kind == "quantity"
        and claim.value == "1"
        and not claim.text[:1].isdigit()
        and _names_one(reading, claim)
    ):
        return True
    if claim.kind == "quantity" and (_is_basis(reading, claim) or _ends_a_number(reading, claim)):
        return True
    if claim.kind == "quantity" and not claim.unit and _is_bare_hour(reading, claim):
        return True
    is_denied = claim.moods & {"denied", "negated"} or is_said_and_denied(reading, claim.sentence)
    return bool(is_denied and matches(reading, claim, "denied"))


_AT = late(r"(?<![a-z])(?:as of|by|at|until|till|since|before|after|around)\s$")
_OF_THE_DAY = late(
    r"\s*(?:[,.;!?)]|$|(?:this|that|last|yesterday|today|tonight|tomorrow|in the|on)(?![a-z]))"
)


def _is_bare_hour(reading: Reading, claim: Claim) -> bool:
    """Whether a small number is an hour that is only spoken: as of 10 this morning."""
    low = reading.setting.low
    return (
        claim.value.isdigit()
        and 0 < int(claim.value) <= _HOURS
        and not claim.counts
        and bool(_AT.search(low[max(0, claim.start - 8) : claim.start]))
        and bool(_OF_THE_DAY.match(low, claim.end))
    )


_ONE = late(r"(?<![零一二三四五六七八九十百千万第])[一1][名位人]|(?<![a-z])(?:one|an?)(?![a-z])")


def _names_one(reading: Reading, claim: Claim) -> bool:
    """Whether a source speaks of one such person without giving a figure: 另有一名船员失踪."""
    return any(
        claim.counts & s.classes and _ONE.search(lower(s.text)) for s in reading.ledger.of("confirmed")
    )


def _is_basis(reading: Reading, claim: Claim) -> bool:
    """Whether a round figure only says of how many something is reckoned: 每十万盒, per 1,000 people."""
    return claim.value.rstrip("0") == "1" and bool(
        _PER.search(reading.setting.low[max(0, claim.start - 7) : claim.start])
    )


def _ends_a_number(reading: Reading, claim: Claim) -> bool:
    """Whether the text gives only the last digits of a number that the brief has in full."""
    digits = claim.text.strip()
    if not _ENDING.search(reading.setting.low, claim.sentence[0], claim.start):
        return False
    known = [k for kind in ("identifier", "phone") for _, k in reading.ledger.claims(kind)]
    return len(digits) > 1 and any(k.value.endswith(digits) for k in known)


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
    standing = misplaced(reading, claim, found, operands)
    if standing is not None and found:
        made = derivation(reading, claim)
        standing = standing if made is None else misplaced(reading, claim, [], made)
    if standing is not None:
        yield _altered(reading, claim, *standing)


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
    if nearest is not None:
        return _altered(reading, claim, *nearest)
    miscounted = [
        (source, known)
        for source, known in reading.ledger.claims(claim.kind, "confirmed")
        if same_figure(claim, known)
    ]
    if miscounted and _POINTS_BACK.search(reading.setting.low, max(0, claim.start - 2), claim.start):
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
    best: tuple[float, Source, Claim] | None = None
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
            shared = max(
                shared, LOOSE if claim.kind == "time" and "热线" in lower(reading.passage.text) else 0.0
            )
        if shared >= LOOSE and (best is None or shared > best[0]):
            best = (shared, source, known)
    return (best[1], best[2]) if best else None


def _is_only_one(reading: Reading, claim: Claim) -> bool:
    """Whether the brief has one figure alone with this measure word, so that no other can be meant."""
    return sum(known.unit == claim.unit for _, known in reading.ledger.claims(claim.kind, "confirmed")) == 1
