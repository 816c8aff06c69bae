"""Figures that nobody wrote down but that follow from those that were: shares, sums, remainders, rates.

Every reckoning returns the brief's claims it was made from. They must belong together (one source, or the same things
counted), and one of them must be of what the sentence speaks of: two unrelated figures make any number by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, pairwise, permutations

from drafting.checks.facts.counting import counted_in_words, singles_of
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.lengths import length
from drafting.checks.facts.likeness import agrees, bounds_truly, names_a_group, names_the_groups, who_agree
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim

_SUM = re.compile(
    r"共|合计|总计|累计|总数|加起来|连同|两项|(?<![a-z])(?:total|totals|totalling|altogether|combined|in all|together|overall|everyone|everybody)(?![a-z])"
)
_REST = re.compile(
    r"其余|剩|余下|另外|另有|还有|其他|其它|尚有|仍有|仍在|还在|尚未|还没|还未|还差|相差|之差|多了|少了|多出|高出|除|(?<![a-z])(?:still|yet|awaiting|remain|remains|remaining|other|others|rest|left|leaves|leaving|leave|another|further|outstanding|last|to go|all but|except|apart|more|fewer|difference|margin|majority|short)(?![a-z])"
)
_APART = re.compile("[;；。]")
_NOT = re.compile(r"没有?|未|不|(?<![a-z])(?:not|no|never|without)(?![a-z])|n't")
_AMONG = re.compile(r"其中|[者人]中|含|(?<![a-z])(?:including|of (?:them|whom|which|those|these))(?![a-z])")
_RATE = re.compile(
    r"平均|[人户单]均|(?<![a-z])(?:average|averages|averaging|each|per|apiece|a head|every)(?![a-z])"
)
_MOST_PARTS = 4
_CUE = 12
"""Characters before a figure in which a word for a remainder may stand, even in another clause (all but)."""
_TELLING = 10
"""A figure this large hardly stands in a sentence and in a source by chance (ours)."""
_LOOSEST, _MUCH_OVER, _MUCH_UNDER = Decimal("2.5"), Decimal(17), Decimal("7.5")
"""Points by which a share may miss a fraction that is said of it, lie above one (over half), or below one (ours)."""
_SOFT = frozenset({"", "any", "ordinal", "person", "case", "piece"})
Entry = tuple[Source, Claim]
_Amount = tuple[Source, Claim, Decimal]


def derivation(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return the brief's figures that a figure of the text follows from (none for a count of what is listed), or nothing."""
    if claim.kind in ("percent", "ratio"):
        return _share(reading, claim) or _change(reading, claim)
    if claim.kind == "duration":
        return length(reading, claim)
    if claim.kind not in ("quantity", "money") or claim.unit == "ordinal" or _counts_others(reading, claim):
        return None
    if (
        found := _sum_or_rest(reading, claim) or _rate(reading, claim) or _multiple(reading, claim)
    ) is not None:
        return found
    return counted_in_words(reading, claim) if claim.kind == "quantity" else None


def _counts_others(reading: Reading, claim: Claim) -> bool:
    """Whether the brief has this very figure of other people: 27名学生 is not to be reckoned into 27名老师."""
    return any(
        known.value == claim.value and not who_agree(claim, known)
        for _, known in reading.ledger.claims(claim.kind, "confirmed")
    )


def _amounts(reading: Reading, *kinds: str) -> list[_Amount]:
    return [
        (source, known, Decimal(known.value))
        for kind in kinds
        for source, known in reading.ledger.claims(kind, "confirmed", "commitment", "earlier")
        if known.unit != "ordinal" and known.value != "0"
    ]


def _related(first: _Amount, second: _Amount) -> bool:
    """Whether two figures may be reckoned with: of one source, or of the same things."""
    if first[0] is second[0]:
        return True
    one, other = first[1], second[1]
    if one.kind != other.kind:
        return False
    if one.counts & other.counts or (one.unit == other.unit and one.unit not in _SOFT):
        return True
    return bool(one.noun) and one.noun.split()[:1] == other.noun.split()[:1]


def _in_sight(reading: Reading, claim: Claim) -> frozenset[str]:
    """The sources that share a piece with a claim's sentence or the one before, or whose figures it says."""
    start, end = claim.sentence
    before = reading.setting.sentence_at(max(0, start - 1))
    near = set(reading.nearness((before[0], end)))
    said = _said(reading, claim, claim.sentence)
    for source, _, value in _amounts(reading, "quantity", "money"):
        if value in said and value >= _TELLING:
            near.add(source.id)
    return frozenset(near)


def _share(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    target = _percentage(claim)
    for entry in _known_shares(reading):
        share = _percentage(entry[1])
        if _is_share(claim, target, share) or _is_share(claim, target, 100 - share):
            return (entry,)
    sight = _in_sight(reading, claim)
    following = reading.setting.clause_after(claim.clause[1]) or claim.clause
    said = _said(reading, claim, (claim.sentence[0], min(claim.sentence[1], following[1])))
    spoken = {entry[2] for entry in _amounts(reading, "quantity", "money")} & said
    for kind in ("quantity", "money"):
        amounts = _amounts(reading, kind)
        known = {entry[2] for entry in amounts}
        for part, other in permutations(amounts, 2):
            if not {part[0].id, other[0].id} & sight or not _related(part, other):
                continue
            if spoken and not {part[2], other[2]} & spoken:
                continue
            wholes = (
                [other[2]] if part[0] is other[0] or other[2] in spoken or _is_whole(other, amounts) else []
            )
            wholes += [part[2] + other[2]] if part[0] is other[0] and part[2] + other[2] in known else []
            if any(part[2] < whole and _is_share(claim, target, part[2] / whole * 100) for whole in wholes):
                return (part[:2], other[:2])
        for first, second in pairwise(amounts):
            if first[0] is second[0] and (not spoken or {first[2], second[2]} <= spoken):
                for whole in amounts:
                    both = first[2] + second[2]
                    if (
                        both < whole[2]
                        and _related(first, whole)
                        and _is_share(claim, target, both / whole[2] * 100)
                    ):
                        return (first[:2], second[:2], whole[:2])
    return None


_CHANGE = re.compile(
    r"增|升|涨|提高|扩大|降|跌|减|少了|下滑|缩|高出|多出|比|百分点|(?<![a-z])(?:more|less|fewer|higher|lower|rose|risen|grew|grown|growth|up|down|fell|fallen|drop|dropped|increase[ds]?|decrease[ds]?|cut|points?)(?![a-z])"
)


def _change(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So much more or less than before: of two amounts of the same thing, or points between two percentages of one source."""
    if claim.kind != "percent" or not _CHANGE.search(reading.setting.low, *claim.sentence):
        return None
    target, sight = Decimal(claim.value), _in_sight(reading, claim)
    percents = [
        (s, k, Decimal(k.value)) for s, k in reading.ledger.claims("percent", "confirmed") if s.id in sight
    ]
    for first, second in combinations(percents, 2):
        if first[0] is second[0] and target in (abs(first[2] - second[2]), first[2] + second[2]):
            return (first[:2], second[:2])
    for kind in ("quantity", "money"):
        amounts = [entry for entry in _amounts(reading, kind) if entry[0].id in sight]
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


def _said(reading: Reading, claim: Claim, span: tuple[int, int]) -> set[Decimal]:
    """The other amounts that a stretch of the text says."""
    return {
        Decimal(other.value)
        for other in reading.claims_in(span)
        if other.kind in ("quantity", "money") and other is not claim and other.unit != "ordinal"
    }


def _known_shares(reading: Reading) -> Iterator[Entry]:
    for kind in ("percent", "ratio"):
        yield from reading.ledger.claims(kind, "confirmed", "commitment")


def _percentage(claim: Claim) -> Decimal:
    if claim.kind == "ratio":
        low, high = claim.value.split("/")
        return Decimal(low) / Decimal(high) * 100
    return Decimal(claim.value)


def _is_whole(whole: _Amount, amounts: list[_Amount]) -> bool:
    """Whether no larger figure counts the same things, so that shares of other sources' figures are taken of this one."""
    return not any(
        other[2] > whole[2] and _related(whole, other) and other[0] is not whole[0] for other in amounts
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


def _sum_or_rest(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    clause = reading.setting.low[slice(*claim.clause)]
    before = reading.setting.low[max(claim.sentence[0], claim.start - _CUE) : claim.start]
    total = bool(_SUM.search(clause))
    rest, turned = bool(_REST.search(clause) or _REST.search(before)), bool(_NOT.search(clause))
    target, sight = Decimal(claim.value), _in_sight(reading, claim)
    alike = [
        entry
        for entry in _amounts(reading, claim.kind)
        if _counted_alike(claim, entry[1]) and names_the_groups(claim, entry[1], entry[0])
    ]
    if total or (claim.unit == "person" and not claim.counts):
        for addends in _addends(alike, sight, total=total):
            if agrees(target, sum((entry[2] for entry in addends), Decimal(0)), claim):
                return tuple(entry[:2] for entry in addends)
    for whole, part in _split(alike, sight):
        if target == whole[2] - part[2] and target >= _TELLING:
            return (whole[:2], part[:2])
    if rest or turned:
        said = {entry[2] for entry in alike} & _said(reading, claim, (claim.sentence[0], claim.start))
        for whole, *parts in _wholes(alike, sight):
            if said and not said & {whole[2], *(entry[2] for entry in parts)}:
                continue
            left = whole[2] - sum((entry[2] for entry in parts), Decimal(0))
            if left > 0 and agrees(target, left, claim) and (rest or _is_turned(reading, claim, parts)):
                return tuple(entry[:2] for entry in (whole, *parts))
    return None


def _is_turned(reading: Reading, claim: Claim, parts: list[_Amount]) -> bool:
    """Whether the parts are of what the clause says is not so: 没有送医的 are those but the 送医."""
    pieces = reading.grams_of(claim.clause)
    return all(
        pieces & grams(source.text[slice(*known.clause)], source.language) for source, known, _ in parts
    )


def _addends(amounts: list[_Amount], sight: frozenset[str], *, total: bool) -> Iterator[tuple[_Amount, ...]]:
    """Yield figures to be added up: neighbours in one source, or the same things in two sources."""
    seen = [entry for entry in amounts if entry[0].id in sight]
    for source in dict.fromkeys(entry[0] for entry in seen):
        row = [entry for entry in seen if entry[0] is source]
        for size in range(2, _MOST_PARTS + 1):
            for at in range(len(row) - size + 1):
                parts = row[at : at + size]
                between = source.text[parts[0][1].end : parts[-1][1].start].lower()
                if not _AMONG.search(between) and (total or not _APART.search(between)):
                    yield tuple(parts)
        singles = singles_of(source)
        if singles:
            yield from ((*(entry,), *[(source, entry[1], Decimal(1))] * singles) for entry in row)
    if total:
        for first in seen:
            yield from (
                (first, other) for other in amounts if other[0] is not first[0] and _related(first, other)
            )


def _split(amounts: list[_Amount], sight: frozenset[str]) -> Iterator[tuple[_Amount, _Amount]]:
    """Yield a whole with the one part that its source gives of it (18.4 million, of whom 11.9 million): the other follows."""
    for whole, part in pairwise(amounts):
        if whole[0] is part[0] and whole[0].id in sight and part[2] < whole[2]:
            if _AMONG.search(whole[0].text.lower(), whole[1].end, part[1].start):
                yield whole, part


def _wholes(amounts: list[_Amount], sight: frozenset[str]) -> Iterator[tuple[_Amount, ...]]:
    """Yield a whole with the parts to be taken from it: one of its own source or of the same things, or two that stand together."""
    for whole in amounts:
        smaller = [entry for entry in amounts if entry[2] < whole[2] and _related(whole, entry)]
        for part in smaller:
            if not {whole[0].id, part[0].id} & sight:
                continue
            yield whole, part
            row = [entry for entry in amounts if entry[0] is part[0] and entry[1].start >= part[1].start]
            if len(row) > 1 and whole not in row:
                yield whole, part, row[1]


def _counted_alike(claim: Claim, known: Claim) -> bool:
    if claim.kind == "money":
        return claim.unit == known.unit
    if not who_agree(claim, known):
        return False
    mine, theirs = set(claim.unit.split("|")) - {""}, set(known.unit.split("|")) - {""}
    return not mine or not theirs or bool(mine & theirs) or "any" in mine | theirs


def _rate(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So much for each: 平均每户68元, 24 calls an hour on average."""
    if not _RATE.search(reading.setting.low, *claim.sentence) or names_a_group(claim):
        return None
    target, sight = Decimal(claim.value), _in_sight(reading, claim)
    counts = _amounts(reading, "quantity")
    for whole in _amounts(reading, claim.kind):
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


def _multiple(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So many times as much: the quotient of two amounts of one kind."""
    if claim.kind != "quantity" or not _TIMES.search(reading.setting.low, claim.start, claim.end + 7):
        return None
    target, sight = Decimal(claim.value), _in_sight(reading, claim)
    for kind in ("quantity", "money", "percent"):
        amounts = [entry for entry in _amounts(reading, kind) if entry[0].id in sight]
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
