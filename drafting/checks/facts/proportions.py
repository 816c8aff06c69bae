"""Shares, changes, rates and multiples that follow from the brief's amounts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise, permutations

from drafting.checks.facts.amounts import TELLING, Amount, Entry, amounts_of, in_sight, related, said_in
from drafting.checks.facts.grams import grams
from drafting.checks.facts.likeness import names_a_group
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees, bounds_truly
from drafting.checks.facts.small_numbers import heads_of
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.numerals import EN, EN_SCALED, number

_RATE = re.compile(
    r"平均|[人户单]均|(?<![a-z])(?:average|averages|averaging|each|per|apiece|a head|every)(?![a-z])"
)
_EACH = re.compile(r"\s?(?:an?|per|each|apiece|for (?:each|every))\s[a-z]")
_LOOSEST, _MUCH_OVER, _MUCH_UNDER = Decimal("2.5"), Decimal(17), Decimal("7.5")
"""Points by which a share may miss a fraction that is said of it, lie above one (over half), or below one (ours)."""


def share(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """The amounts of which a percentage or ratio is the share, or the brief's own percentage that it rounds.

    Where the sentence says amounts of the brief itself, the share must be of one of them.
    """
    target = _percentage(claim)
    for entry in _known_shares(reading):
        share = _percentage(entry[1])
        if _is_share(claim, target, share) or _is_share(claim, target, 100 - share):
            return (entry,)
    if claim.kind == "ratio" and not claim.bound and (counted := _counted_out(reading, claim)):
        return counted
    sight = in_sight(reading, claim)
    following = reading.setting.clause_after(claim.clause[1]) or claim.clause
    said = said_in(reading, claim, (claim.sentence[0], min(claim.sentence[1], following[1])))
    spoken = {entry[2] for entry in amounts_of(reading, "quantity", "money")} & said
    if reading.passage.language == "en":
        spoken = {value for value in spoken if value >= TELLING}
    meant = _meant_before(reading, claim)
    for kind in ("quantity", "money"):
        amounts = amounts_of(reading, kind)
        known = {entry[2] for entry in amounts}
        for part, other in permutations(amounts, 2):
            if not {part[0].id, other[0].id} & sight or not related(part, other):
                continue
            is_said = {part[2], other[2]} & spoken if spoken else _speaks_of(reading, claim, part, other)
            if not is_said and other[2] not in meant:
                continue
            wholes = (
                [other[2]]
                if part[0] is other[0] or other[2] in spoken | meant or _is_whole(other, amounts)
                else []
            )
            wholes += [part[2] + other[2]] if part[0] is other[0] and part[2] + other[2] in known else []
            if any(part[2] < whole and _is_share(claim, target, part[2] / whole * 100) for whole in wholes):
                return (part[:2], other[:2])
    return _share_of_two(reading, claim, spoken) or _told_in_words(reading, claim, target, sight)


_FRACTION = re.compile(r"(?:half|third|quarter|fifth|sixth|seventh|eighth|ninth|tenth|halve)s?$")
_LEFT = re.compile(
    r"(?<![a-z])(?:remain(?:s|ing)?|left|still|rest|to come|outstanding|not yet|others?)(?![a-z])"
)


def _told_in_words(
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
            and pieces & (part[0].grams if part[0] is whole[0] else _clause_of(part))
            and pieces & whole[0].grams
        )

    for kind in ("quantity", "money"):
        amounts = [entry for entry in amounts_of(reading, kind) if entry[2] > 1]
        for part, whole in permutations(amounts, 2):
            if is_meant(part, whole) and _is_share(claim, target, part[2] / whole[2] * 100):
                return (part[:2], whole[:2])
        for first, second in pairwise(amounts):
            both = first[2] + second[2]
            if first[0] is not second[0] or not {first[0].id} & sight:
                continue
            if _LEFT.search(lower(first[0].text), first[1].end) and any(
                _is_share(claim, target, entry[2] / both * 100) for entry in (first, second)
            ):
                return (first[:2], second[:2])
            for whole in amounts:
                if is_meant(first, whole) and _is_share(claim, target, both / whole[2] * 100):
                    return (first[:2], second[:2], whole[:2])
    return None


def _belong_together(one: Amount, other: Amount) -> bool:
    if one[0] is other[0] or one[1].kind == "money":
        return True
    if not one[1].noun:
        return True
    return bool(heads_of(one[1]) & heads_of(other[1])) or bool(one[1].counts & other[1].counts)


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
    near = reading.nearness(claim.sentence)
    target = _percentage(claim)
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
    target, pieces = _percentage(claim), reading.grams_of(claim.sentence)

    def spoken_of(*entries: Amount) -> bool:
        return {entry[2] for entry in entries} <= spoken or (
            not spoken and all(pieces & _clause_of(entry) for entry in entries)
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
                if _is_share(claim, target, both / whole[2] * 100):
                    return (first[:2], second[:2], whole[:2])
    return None


_CHANGE = re.compile(
    r"增|升|涨|提高|扩大|降|跌|减|少了|下滑|缩|高出|多出|比|百分点|(?<![a-z])(?:more|less|fewer|higher|lower|rose|risen|grew|grown|growth|up|down|fell|fallen|drop|dropped|increase[ds]?|decrease[ds]?|cut|points?)(?![a-z])"
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
                and _is_share(claim, target, abs(now[2] / then[2] - 1) * 100)
            ):
                return (now[:2], then[:2])
    return None


def _is_same_measure(one: Claim, other: Claim) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit


def _speaks_of(reading: Reading, claim: Claim, part: Amount, whole: Amount) -> bool:
    """Whether the claim's sentence shares a piece with the clause of the part, or with what stands after it in its source."""
    pieces = reading.grams_of(claim.sentence)
    if pieces & _clause_of(part) or (part[0] is whole[0] and pieces & _clause_of(whole)):
        return True
    return not pieces & part[0].grams


def _clause_of(entry: Amount) -> frozenset[str]:
    source, known, _ = entry
    return grams(source.text[slice(*known.clause)], source.language)


def _known_shares(reading: Reading) -> Iterator[Entry]:
    for kind in ("percent", "ratio"):
        yield from reading.ledger.claims(kind, "confirmed", "commitment")


def _percentage(claim: Claim) -> Decimal:
    if claim.kind == "ratio":
        low, high = claim.value.split("/")
        return Decimal(low) / Decimal(high) * 100
    return Decimal(claim.value)


def _is_whole(whole: Amount, amounts: list[Amount]) -> bool:
    """Whether no larger figure counts the same things, so that shares of other sources' figures are taken of this one."""
    return not any(
        other[2] > whole[2] and related(whole, other) and other[0] is not whole[0] for other in amounts
    )


def _is_share(claim: Claim, target: Decimal, share: Decimal) -> bool:
    if not 0 < share < 100:
        return False
    off = share - target
    if claim.bound in ("over", "at_least") and claim.kind == "ratio":
        return 0 <= off <= _MUCH_OVER
    if claim.bound in ("under", "at_most") and claim.kind == "ratio":
        return 0 <= -off <= min(_MUCH_UNDER, target / 5)
    if claim.bound not in ("", "about"):
        return bounds_truly(target, share, claim.bound)
    if claim.kind == "ratio":
        return abs(off) <= min(_LOOSEST, target / 10)
    if claim.bound == "about":
        return abs(off) <= (max(Decimal(1), min(Decimal(3), target / 10)) if target % 5 == 0 else 1)
    exponent = target.as_tuple().exponent
    return abs(off) <= Decimal("0.5") * Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


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
            each = whole[2] / count[2]
            if agrees(target, each, claim) or (
                not claim.bound and abs(target - each) <= _last_digit(target) / 2
            ):
                return (whole[:2], count[:2])
    return None


_TIMES = re.compile(r"倍|(?<![a-z])(?:times|fold)(?![a-z])")


def multiple(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So many times as much: the quotient of two amounts of one kind."""
    if claim.kind != "quantity" or not _TIMES.search(reading.setting.low, claim.start, claim.end + 7):
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


def _last_digit(value: Decimal) -> Decimal:
    exponent = value.as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
