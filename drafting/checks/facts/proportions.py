"""Shares, changes, rates and multiples that follow from the brief's amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, pairwise, permutations

from drafting.checks.facts.amounts import (
    TELLING,
    Amount,
    amounts_of,
    clause_of,
    in_sight,
    is_whole_by_name,
    related,
    said_in,
)
from drafting.checks.facts.chinese_rates import counts_each, is_a_known_multiple
from drafting.checks.facts.chinese_shares import told_in_chinese
from drafting.checks.facts.english_shares import one_and_the_others, said_aloud, told_in_words
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.likeness import names_a_group
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees, is_share, last_digit, percentage
from drafting.checks.facts.tenths import is_of_the_rest, share_told, speaks_of_the_rest, spoken_amounts
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.numerals import EN, EN_SCALED, number

_RATE = re.compile(
    r"平均|[人户单]均|(?<![a-z])(?:average|averages|averaging|each|per|apiece|a head|every)(?![a-z])"
)
_EACH = re.compile(
    r"\s?(?:an?|per|each|apiece|for (?:each|every))\s[a-z]|\s[a-z]+\s(?:to|for|in)\s(?:an?|each|every)\s[a-z]"
)


def share(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """The amounts of which a percentage or ratio is the share, or the brief's own percentage that it rounds.

    Where the sentence says amounts of the brief itself, the share must be of one of them.
    """
    target = percentage(claim)
    if claim.upper:
        return _within(reading, claim)
    for entry in _known_shares(reading):
        share = percentage(entry[1])
        if is_share(claim, target, share) or (
            is_share(claim, target, 100 - share) and _is_near(reading, claim, entry)
        ):
            return (entry,)
    if counted := said_aloud(reading, claim, target) or _counted_out(reading, claim):
        return counted
    sight = in_sight(reading, claim)
    spoken = _spoken(reading, claim)
    meant = _meant_before(reading, claim)
    left = is_of_the_rest(reading, claim)
    rest_beside = speaks_of_the_rest(reading, claim.sentence)
    of_all = bool(_OF_ALL.search(reading.setting.low, claim.clause[0], claim.start))
    for kind in ("quantity", "money"):
        amounts = amounts_of(reading, kind)
        known = {entry[2] for entry in amounts}
        for part, other in permutations(amounts, 2):
            if not ({part[0].id, other[0].id} & sight or part[2] in spoken) or not (
                related(part, other) or is_whole_by_name(part, other, amounts)
            ):
                continue
            if of_all and _has_greater_beside(other, amounts):
                continue
            if not _is_said(reading, claim, (part, other), spoken) and other[2] not in meant:
                continue
            wholes = [other[2]] if _may_be_whole(part, other, spoken | meant, amounts) else []
            wholes += [part[2] + other[2]] if part[0] is other[0] and part[2] + other[2] in known else []
            of_rest = left or (part[2] in spoken and rest_beside)
            if any(_is_part_of(claim, target, part[2], whole, of_rest=of_rest) for whole in wholes):
                return (part[:2], other[:2])
    return (
        _share_of_two(reading, claim, spoken)
        or (None if max(spoken, default=0) >= TELLING else share_told(reading, claim, target))
        or told_in_words(reading, claim, target, sight)
        or told_in_chinese(reading, claim, target)
    )


def _is_part_of(claim: Claim, target: Decimal, part: Decimal, whole: Decimal, *, of_rest: bool) -> bool:
    """Whether a share is that of a part of its whole; with `of_rest`, or of what the part leaves."""
    share = part / whole * 100
    return part < whole and (
        is_share(claim, target, share) or (of_rest and is_share(claim, target, 100 - share))
    )


def _is_near(reading: Reading, claim: Claim, entry: Entry) -> bool:
    """Whether a Chinese sentence shares a piece with a source, so that the rest of its share may be meant."""
    return reading.passage.language != "zh" or entry[0].id in reading.nearness(claim.sentence)


def _spoken(reading: Reading, claim: Claim) -> set[Decimal]:
    """The brief's amounts that the sentence says as far as the clause behind the share; in English telling ones."""
    following = reading.setting.clause_after(claim.clause[1]) or claim.clause
    said = said_in(reading, claim, (claim.sentence[0], min(claim.sentence[1], following[1])))
    spoken = spoken_amounts(reading, claim, said)
    return spoken if reading.passage.language == "zh" else {value for value in spoken if value >= TELLING}


def _may_be_whole(part: Amount, other: Amount, said: set[Decimal], amounts: list[Amount]) -> bool:
    return (
        part[0] is other[0]
        or other[2] in said
        or is_whole_by_name(part, other, amounts)
        or (related(part, other) and _is_whole(other, amounts))
    )


def _has_greater_beside(whole: Amount, amounts: list[Amount]) -> bool:
    return any(e[2] > whole[2] and e[0] is whole[0] and e[1].unit == whole[1].unit for e in amounts)


def _is_said(reading: Reading, claim: Claim, pair: tuple[Amount, Amount], spoken: set[Decimal]) -> bool:
    """Whether the sentence says one of two amounts, or, where it says no telling one, speaks of them."""
    if {entry[2] for entry in pair} & spoken:
        return True
    return max(spoken, default=Decimal(0)) < TELLING and _speaks_of(reading, claim, *pair)


def _within(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """What lies between two tens (七八成)."""
    for lower_end in (claim.value, claim.upper):
        found = share(reading, replace(claim, value=lower_end, upper="", bound="about"))
        if found is not None:
            return found
    return None


_OF_ALL = re.compile(r"总[数量额计]|全部|所有")
_OF_THEM = re.compile(r"\s(?:of (?:them|these|those)|those)(?![a-z])|其中|当中")


def _meant_before(reading: Reading, claim: Claim) -> set[Decimal]:
    """The amounts of the brief that the sentence before says, rounded or not, where this one speaks of them: a quarter of them."""
    low = reading.setting.low
    if not _OF_THEM.search(low, max(0, claim.start - 12), claim.end + 12):
        return set()
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    said = [c for c in reading.claims_in(before) if c.kind == "quantity" and c.unit != "ordinal"]
    return {
        value
        for _, _, value in amounts_of(reading, "quantity")
        if any(agrees(Decimal(c.value), value, c) for c in said)
    }


_ONE_OF = re.compile(
    rf"(?<![a-z0-9.,])(?P<part>{EN_SCALED}|{EN})\s(?:out\s)?of\s(?:the\s|its\s|our\s|their\s|all\s)?(?P<whole>{EN_SCALED}|{EN})(?![a-z0-9])"
    rf"|(?P<zwhole>[0-9]{{1,3}}|[两二三四五六七八九十]+)[台家个名位人户间套座条件辆批][^,。;\n0-9]{{0,10}}?[中里内]的?(?P<zpart>[0-9]{{1,3}}|[一两二三四五六七八九十]+)[台家个名位人户间套座条件辆批]"
)


def _counted_out(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """A source that counts the part out of its whole in one breath, even one of two: 两台中的一台."""
    if claim.kind != "ratio" or claim.bound:
        return None
    near = reading.nearness(claim.sentence)
    target = percentage(claim)
    if (others := one_and_the_others(reading, claim)) is not None:
        return (others,)
    for source in reading.ledger.of("confirmed"):
        if source.id not in near:
            continue
        for match in _ONE_OF.finditer(lower(source.text)):
            part, whole = number(match["part"] or match["zpart"]), number(match["whole"] or match["zwhole"])
            if part and whole and part < whole and part / whole * 100 == target:
                known = next((k for k in source.claims if match.start() <= k.start < match.end()), None)
                return ((source, known),) if known is not None else None
    return None


def _share_of_two(reading: Reading, claim: Claim, spoken: set[Decimal]) -> tuple[Entry, ...] | None:
    """The share that two parts have together, which the sentence says or speaks of: 12,760 and 2,105 of 17,600."""
    target, pieces = percentage(claim), reading.grams_of(claim.sentence)

    def spoken_of(*entries: Amount) -> bool:
        return {entry[2] for entry in entries} <= spoken or (
            not spoken and all(pieces & clause_of(entry) for entry in entries)
        )

    for kind in ("quantity", "money"):
        amounts = amounts_of(reading, kind)
        for first, second in pairwise(amounts):
            if first[0] is not second[0] or not spoken_of(first, second):
                continue
            both = first[2] + second[2]
            for whole in amounts:
                if both >= whole[2] or not related(first, whole) or not (spoken or spoken_of(whole)):
                    continue
                if is_share(claim, target, both / whole[2] * 100):
                    return (first[:2], second[:2], whole[:2])
    return None


_CHANGE = re.compile(
    r"增|升|涨|提高|扩大|降|跌|减|少了|下滑|缩|年初|年末|高出|多出|比|百分点|(?<![a-z])(?:more|less|fewer|higher|lower|rose|risen|grew|grown|growth|up|down|fell|fallen|drop|dropped|increase[ds]?|decrease[ds]?|cut|points?)(?![a-z])"
)


def change(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So much more or less than before: of two amounts of the same thing, or points between two percentages of one source."""
    if claim.kind != "percent" or not _CHANGE.search(reading.setting.low, *claim.sentence):
        return None
    target, sight = Decimal(claim.value), in_sight(reading, claim)
    percents = [
        (s, k, Decimal(k.value)) for s, k in reading.ledger.claims("percent", "confirmed") if s.id in sight
    ]
    for first, second in combinations(percents, 2):
        if first[0] is second[0] and target in (abs(first[2] - second[2]), first[2] + second[2]):
            return (first[:2], second[:2])
    for kind in ("quantity", "money"):
        amounts = [entry for entry in amounts_of(reading, kind) if entry[0].id in sight]
        for now, then in permutations(amounts, 2):
            if (
                now[0] is then[0]
                and _is_same_measure(now[1], then[1])
                and is_share(claim, target, abs(now[2] / then[2] - 1) * 100)
            ):
                return (now[:2], then[:2])
    return None


def _is_same_measure(one: Claim, other: Claim) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit


def _speaks_of(reading: Reading, claim: Claim, part: Amount, whole: Amount) -> bool:
    """Whether the claim's sentence shares a piece with the clause of the part, or with what stands after it in its source."""
    pieces = reading.grams_of(claim.sentence)
    if pieces & clause_of(part) or (part[0] is whole[0] and pieces & clause_of(whole)):
        return True
    return not pieces & part[0].grams


def _known_shares(reading: Reading) -> Iterator[Entry]:
    for kind in ("percent", "ratio"):
        yield from reading.ledger.claims(kind, "confirmed", "commitment")


def _is_whole(whole: Amount, amounts: list[Amount]) -> bool:
    """Whether no larger figure counts the same things, so that shares of other sources' figures are taken of this one."""
    return not any(
        other[2] > whole[2] and related(whole, other) and other[0] is not whole[0] for other in amounts
    )


def rate(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So much for each: 平均每户68元, 24 calls an hour on average."""
    low = reading.setting.low
    if not (_RATE.search(low, *claim.sentence) or _EACH.match(low, claim.end)) or names_a_group(claim):
        return None
    target, sight = Decimal(claim.value), in_sight(reading, claim)
    counts = amounts_of(reading, "quantity")
    for whole in amounts_of(reading, claim.kind):
        if claim.kind == "money" and whole[1].unit != claim.unit:
            continue
        for count in counts:
            if count[2] <= 1 or whole[2] <= count[2] or not {whole[0].id, count[0].id} & sight:
                continue
            if not counts_each(reading, claim, count[1]):
                continue
            each = whole[2] / count[2]
            if agrees(target, each, claim) or (
                not claim.bound and abs(target - each) <= last_digit(target) / 2
            ):
                return (whole[:2], count[:2])
    return None


_TIMES = re.compile(r"倍|(?<![a-z])(?:times|fold)(?![a-z])")


def multiple(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So many times as much: the quotient of two amounts of one kind."""
    if claim.kind != "quantity" or not _TIMES.search(reading.setting.low, claim.start, claim.end + 7):
        return None
    if reading.passage.language == "zh" and is_a_known_multiple(reading, claim):
        return None
    target, sight = Decimal(claim.value), in_sight(reading, claim)
    for kind in ("quantity", "money", "percent"):
        amounts = [entry for entry in amounts_of(reading, kind) if entry[0].id in sight]
        for more, less in permutations(amounts, 2):
            times = more[2] / less[2]
            if times > 1 and (
                agrees(target, times, claim)
                or (claim.bound in ("", "about") and abs(times - target) <= target / 20)
            ):
                return (more[:2], less[:2])
    return None
