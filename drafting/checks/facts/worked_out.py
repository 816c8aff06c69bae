"""English figures that a reader works out from a fact: what is left, what two parts make together, so much for each.

`follows` reckons with figures that are written in words or are compared; here the words of the sentence say which
reckoning is meant (still, not, the other), or the fact itself lists the parts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from itertools import combinations, pairwise, permutations

from drafting.checks.facts.amounts import TELLING, Amount, amounts_of, clause_of, related, said_in
from drafting.checks.facts.beside import PART_OF
from drafting.checks.facts.follows import fits
from drafting.checks.facts.grams import stem
from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.likeness import MEASURED
from drafting.checks.facts.proportions import rate
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees
from drafting.checks.facts.small_numbers import heads_of
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

LEFT_OVER = late(
    r"(?<![a-z])(?:still|yet|await(?:s|ing)?|remain(?:s|ed|ing|der)?|others?|rest|left|leav(?:e|es|ing)|outstanding|to go|to come"
    r"|not|no|never|nobody|none|nothing|without|except|but for|apart from|held|kept|stayed|unaffected|untouched|waiting|open|missing|short|empty|spare|free|alive|safe|well|own share|balance)(?![a-z])|n't(?![a-z])"
)
"""Words by which a sentence speaks of those to whom something did not happen, or of what is left."""
_FEWEST = 100
"""A figure from here on hardly comes out of two figures of different facts by chance (ours)."""
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
    sight = reading.nearness(claim.sentence)
    return (
        left_over(reading, claim, amounts, sight)
        or _together(reading, claim, amounts, sight)
        or _added(claim, amounts, sight)
        or (rate(reading, claim) if claim.unit in MEASURED or _TO_A.match(reading.setting.low, claim.end) else None)
        or _measured_out(reading, claim)
    )


def is_of_one_measure(one: Claim, other: Claim) -> bool:
    """Whether two figures are of the same measure, or neither is of any: litres are not reckoned with people."""
    return one.unit == other.unit or not {one.unit, other.unit} & MEASURED


def left_over(
    reading: Reading, claim: Claim, amounts: list[Amount], sight: Collection[str]
) -> tuple[Entry, ...] | None:
    """A whole less its part: where a fact gives the part of the whole, where the sentence says one of them or what is left."""
    target = Decimal(claim.value)
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    said = said_in(reading, claim, (before[0], claim.sentence[1]))
    pieces = reading.grams_of(claim.sentence)
    told = bool(LEFT_OVER.search(reading.setting.low, claim.sentence[0], claim.clause[1]))
    known = {entry[2] for entry in amounts} & said_in(reading, claim, (claim.sentence[0], claim.start))
    if (whole_said := _whole_behind(reading, claim)) is not None:
        known = {whole_said}
    for whole, part in permutations(amounts, 2):
        if part[2] >= whole[2] or not agrees(target, whole[2] - part[2], claim):
            continue
        if (known and not known & {whole[2], part[2]}) or _is_the_part_by_name(claim, whole, part):
            continue
        is_seen = bool({whole[0].id, part[0].id} & set(sight))
        if is_part_of(part, whole):
            if is_seen or (told and target >= _FEWEST):
                return whole[:2], part[:2]
        elif not is_seen:
            continue
        elif whole[0] is part[0]:
            is_told = told and (target >= TELLING or bool(pieces & clause_of(part)))
            if not _are_listed(whole, part) and (is_told or (part[2] in said and part[2] > 1)):
                return whole[:2], part[:2]
        elif target >= TELLING and _may_be_its_part(claim, whole, part, told=told):
            return whole[:2], part[:2]
    return (_less_two(claim, amounts, sight) if told else None) or _all_but_the_one(claim, amounts, sight)


def _less_two(claim: Claim, amounts: list[Amount], sight: Collection[str]) -> tuple[Entry, ...] | None:
    """A whole less the two parts that a fact tells beside each other, of the same things: 8,200 less 7,930 and 112."""
    target, heads = Decimal(claim.value), heads_of(claim)
    for first, second in pairwise(amounts):
        if first[0] is not second[0] or first[0].id not in sight or target < TELLING or is_part_of(first, second):
            continue
        for whole in amounts:
            if target == whole[2] - first[2] - second[2] and heads & heads_of(whole[1]) & heads_of(first[1]):
                return whole[:2], first[:2], second[:2]
    return None


def _whole_behind(reading: Reading, claim: Claim) -> Decimal | None:
    """The whole that the text itself gives behind a part: five of seven sirens."""
    following = reading.claims_in((claim.end, min(claim.end + 24, claim.clause[1])))
    whole = next((c for c in following if c.kind == claim.kind), None)
    if whole is None or not PART_OF.fullmatch(reading.setting.low, claim.end, whole.start):
        return None
    return Decimal(whole.value)


def _is_the_part_by_name(claim: Claim, whole: Amount, part: Amount) -> bool:
    """Whether the text counts what the part counts and the whole does not: of 14 people 12 are guests, the others none."""
    heads = heads_of(claim)
    return bool(heads & heads_of(part[1])) and bool(whole[1].noun) and not heads & heads_of(whole[1])


_OF_ITS = late(r"\s(?:[a-z]+\s)?(?:out\s)?of\s(?:(?:the|her|his|its|our|their|all|these|those)\s)?(?:[a-z'’-]+\s){0,3}")
_OF_THEM = late(r"\s(?:[a-z]+\s)?of\s(?:them|these|those|which|whom)(?![a-z])")
_OF_WHICH = late(r"(?<![a-z])of\s(?:them|these|those|which|whom)\s(?:[a-z-]+\s){0,4}$")


def is_part_of(part: Amount, whole: Amount) -> bool:
    """Whether a fact says that the one amount is a part of the other: 40 of its 85, of the 61 grades 54, 4 of them."""
    if part[0] is not whole[0] or part[2] >= whole[2]:
        return False
    low, first, last = lower(part[0].text), part[1], whole[1]
    if first.end <= last.start:
        return bool(_OF_ITS.fullmatch(low, first.end, last.start))
    if _WHOLE_BEFORE.search(low[max(0, last.start - 12) : last.start]) and first.clause == last.clause:
        return True
    before = [
        Decimal(k.value) for k in part[0].claims if k.kind == last.kind and k.end <= first.start and k.value.isdigit()
    ]
    return whole[2] == max(before, default=None) and bool(
        _OF_THEM.match(low, first.end) or _OF_WHICH.search(low[max(0, first.start - 40) : first.start])
    )


_WHOLE_BEFORE = late(r"(?<![a-z])of\s(?:the\s|our\s|all\s|its\s)?$")
_LISTED = late(r"[^,;.]*\sand\s[^,;.]*")
_OF_WHICH_ONE = late(
    r"[^;.]{0,40}?(?<![a-z])(?:of\s(?:which|whom|them|these)\s(?:only\s)?one|one\sof\s(?:which|whom|them|these))(?![a-z])"
)
_ONE_OF = late(r"(?<![a-z])one\sof\s(?:[a-z'’-]+\s){0,3}$")


def _all_but_the_one(claim: Claim, amounts: list[Amount], sight: Collection[str]) -> tuple[Entry, ...] | None:
    """All but the single one that a fact takes out of its whole: one of the ship's 4 lifeboats."""
    for source, known, value in amounts:
        if source.id in sight and value - 1 == Decimal(claim.value) > 1 and not claim.bound:
            low = lower(source.text)
            if _ONE_OF.search(low[: known.start][-40:]) or _OF_WHICH_ONE.match(low, known.end, known.sentence[1]):
                return ((source, known),)
    return None


def _are_listed(one: Amount, other: Amount) -> bool:
    """Whether two figures stand beside each other in a list, neither a part of the other: 46 here and 25 there."""
    first, second = sorted((one[1], other[1]), key=lambda known: known.start)
    between = lower(one[0].text)[first.end : second.start]
    return bool(_LISTED.fullmatch(between)) and " of " not in between


def _may_be_its_part(claim: Claim, whole: Amount, part: Amount, *, told: bool) -> bool:
    """Whether two facts count the same things, and the text as well or it says what is left."""
    heads = heads_of(whole[1]) & heads_of(part[1])
    if heads & heads_of(claim):
        return True
    if not told:
        return False
    if related(whole, part) or heads:
        return True
    is_exact = not claim.bound or bool(heads_of(claim) & (heads_of(whole[1]) | heads_of(part[1])))
    return Decimal(claim.value) >= _FEWEST and is_exact and not (whole[1].noun and part[1].noun)


def _together(
    reading: Reading, claim: Claim, amounts: list[Amount], sight: Collection[str]
) -> tuple[Entry, ...] | None:
    """The parts that one fact lists beside each other: 27 passengers and four crew, 174 passengers and six crew."""
    target, heads = Decimal(claim.value), heads_of(claim)
    pieces = reading.grams_of(claim.sentence)
    told = bool(_IN_ALL.search(reading.setting.low, *claim.sentence))
    for parts in _rows(amounts):
        source = parts[0][0]
        if any(e[0].id not in sight for e in parts) or not agrees(target, sum((e[2] for e in parts), Decimal(0)), claim):
            continue
        alike = [bool(heads & heads_of(entry[1])) for entry in parts]
        if parts[-1][0] is not source and not (told and all(alike) and target >= TELLING):
            continue
        if any(alike) and not all(alike):
            continue
        if all(alike) or (not _is_broken_off(source, parts) and target >= TELLING and pieces & source.grams and _are_joined(source, parts)):
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
        if not (_ADDED.match(more[1].noun) or _ADDED_BEFORE.search(low[max(0, more[1].start - 12) : more[1].start])):
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
            for count, measure in zip(counts, counts[1:], strict=False)
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
    pieces = reading.grams_of(claim.clause) - reading.grams_of((claim.start, claim.end))
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
        re.search(rf"(?<![a-z])(?:all|each of the|every one of the)\s(?:the\s|our\s|its\s)?{re.escape(claim.text.lower())}(?![0-9])", reading.ledger.public_text)
    )
