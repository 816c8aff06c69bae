"""What is left of a whole when its part is taken from it, as English sentences say it without a word for subtracting."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from itertools import pairwise, permutations

from drafting.checks.facts.amounts import TELLING, Amount, clause_of, related, said_in
from drafting.checks.facts.beside import PART_OF
from drafting.checks.facts.grams import stem
from drafting.checks.facts.ledger import Entry
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


_NUMBERS = frozenset(
    stem(word)
    for word in "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million".split()
)


def spoken_of(reading: Reading, span: tuple[int, int]) -> frozenset[str]:
    """The pieces of an English stretch of text without its numbers, which tell nothing of what it speaks of."""
    return reading.grams_of(span) - _NUMBERS


def left_over(
    reading: Reading, claim: Claim, amounts: list[Amount], sight: Collection[str]
) -> tuple[Entry, ...] | None:
    """A whole less its part: where a fact gives the part of the whole, where the sentence says one of them or what is left."""
    target = Decimal(claim.value)
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    said = said_in(reading, claim, (before[0], claim.sentence[1]))
    pieces = spoken_of(reading, claim.sentence)
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
        if (
            first[0] is not second[0]
            or first[0].id not in sight
            or target < TELLING
            or is_part_of(first, second)
        ):
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


_OF_ITS = late(
    r"\s(?:[a-z]+\s)?(?:out\s)?of\s(?:(?:the|her|his|its|our|their|all|these|those)\s)?(?:[a-z'’-]+\s){0,3}"
)
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
        Decimal(k.value)
        for k in part[0].claims
        if k.kind == last.kind and k.end <= first.start and k.value.isdigit()
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
            if _ONE_OF.search(low[: known.start][-40:]) or _OF_WHICH_ONE.match(
                low, known.end, known.sentence[1]
            ):
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
    if heads & heads_of(claim) and not claim.bound:
        return True
    if not told:
        return False
    if related(whole, part) or heads:
        return True
    is_exact = not claim.bound or bool(heads_of(claim) & (heads_of(whole[1]) | heads_of(part[1])))
    return Decimal(claim.value) >= _FEWEST and is_exact and not (whole[1].noun and part[1].noun)
