"""Figures that nobody wrote down but that follow from those that were: shares, sums, remainders, rates.

Every reckoning returns the brief's claims it was made from. They must belong together (one source, or the same things
counted), and one of them must be of what the sentence speaks of: two unrelated figures make any number by chance.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from drafting.checks.facts.amounts import TELLING, Amount, amounts_of, in_sight, related, said_in
from drafting.checks.facts.chinese_counts import counted_freely
from drafting.checks.facts.chinese_lengths import is_between_others, is_told_freely, left_open
from drafting.checks.facts.chinese_rates import so_many_of
from drafting.checks.facts.chinese_shares import told_otherwise
from drafting.checks.facts.counting import SINGLE, counted_in_words, singles_of
from drafting.checks.facts.differences import converted, difference, doubled, priced
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.lengths import length
from drafting.checks.facts.likeness import names_the_groups, who_agree
from drafting.checks.facts.proportions import change, multiple, rate, share
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.reckoning import all_but_one, once_in_each, product, told_before
from drafting.checks.facts.rounding import agrees
from drafting.claims.claim import Claim

_SUM = re.compile(
    r"共|合计|总计|累计|总数|加起来|连同|两项|(?<![a-z])(?:total|totals|totalling|altogether|combined|in all|together|overall|everyone|everybody)(?![a-z])"
)
_REST = re.compile(
    r"其余|剩|余下|还[等住差留]|等着|用掉|用去|用了|另外|另有|还有|其他|其它|尚有|仍有|仍在|还在|尚未|还没|还未|还差|相差|之差|多了|少了|多出|高出|除|(?<![a-z])(?:still|yet|awaiting|remain|remains|remaining|other|others|rest|left|leaves|leaving|leave|another|further|outstanding|last|to go|all but|except|apart|more|fewer|difference|margin|majority|short)(?![a-z])"
)
_APART = re.compile("[;；。]")
_SHORT_OF = re.compile(
    r"[^,.;!?\n]{0,24}?(?<![a-z])(?:below|beneath|under|short of|shy of|less than|fewer than)(?![a-z])"
)
"""Behind a figure, words that measure how far it stays below another one."""
_NOT = re.compile(
    r"没有?|未|不|无|(?<![a-z])(?:not|no|never|without|nothing|none|nobody|neither)(?![a-z])|n't"
)
_AMONG = re.compile(r"其中|[者人]中|含|(?<![a-z])(?:including|of (?:them|whom|which|those|these))(?![a-z])")
_MOST_PARTS = 4
_CUE = 12
"""Characters before a figure in which a word for a remainder may stand, even in another clause (all but)."""


def derivation(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return the brief's figures that a figure of the text follows from (none for a count of what is listed), or nothing."""
    if claim.kind in ("percent", "ratio"):
        return None if told_otherwise(reading, claim) else share(reading, claim) or change(reading, claim)
    if claim.kind == "duration":
        return _length(reading, claim)
    if claim.kind not in ("quantity", "money") or claim.unit == "ordinal" or _counts_others(reading, claim):
        return None
    if (
        found := _sum_or_rest(reading, claim)
        or rate(reading, claim)
        or multiple(reading, claim)
        or told_before(reading, claim)
        or all_but_one(reading, claim)
        or once_in_each(reading, claim)
        or product(reading, claim)
        or difference(reading, claim)
        or converted(reading, claim)
        or priced(reading, claim)
        or so_many_of(reading, claim)
        or left_open(reading, claim)
        or doubled(reading, claim)
    ) is not None:
        return found
    found = counted_in_words(reading, claim) if claim.kind == "quantity" else None
    return counted_freely(reading, claim) if found is None else found


def _length(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """A length of time that follows from two moments, in Chinese as far as the sentence has words of them."""
    if reading.passage.language == "zh":
        if is_between_others(reading, claim):
            return None
        if is_told_freely(reading, claim):
            return ()
    return length(reading, claim)


def _counts_others(reading: Reading, claim: Claim) -> bool:
    """Whether the brief has this very figure of other people: 27名学生 is not to be reckoned into 27名老师."""
    return any(
        known.value == claim.value and not who_agree(claim, known)
        for _, known in reading.ledger.claims(claim.kind, "confirmed")
    )


def _sum_or_rest(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    clause = reading.setting.low[slice(*claim.clause)]
    before = reading.setting.low[max(claim.sentence[0], claim.start - _CUE) : claim.start]
    opening = reading.setting.low[claim.sentence[0] : claim.clause[0]].strip(" ,")
    total = bool(_SUM.search(clause) or _SUM.fullmatch(opening) or opening.endswith("in all"))
    rest, turned = bool(_REST.search(clause) or _REST.search(before)), bool(_NOT.search(clause))
    rest = rest or bool(_SHORT_OF.match(reading.setting.low, claim.end, claim.clause[1]))
    target, sight = Decimal(claim.value), in_sight(reading, claim)
    alike = [
        entry
        for entry in amounts_of(reading, claim.kind)
        if _counted_alike(claim, entry[1]) and names_the_groups(claim, entry[1], entry[0])
    ]
    if total or (claim.unit == "person" and not claim.counts):
        for addends in _addends(alike, sight, total=total):
            if agrees(target, sum((entry[2] for entry in addends), Decimal(0)), claim):
                return tuple(entry[:2] for entry in addends)
    for whole, part in _split(alike, sight):
        if target == whole[2] - part[2] and target >= TELLING:
            return (whole[:2], part[:2])
    if rest or turned:
        said = {entry[2] for entry in alike} & said_in(reading, claim, (claim.sentence[0], claim.start))
        for whole, *parts in _wholes(alike, sight):
            if said and not said & {whole[2], *(entry[2] for entry in parts)}:
                continue
            left = whole[2] - sum((entry[2] for entry in parts), Decimal(0))
            if left > 0 and agrees(target, left, claim) and (rest or _is_turned(reading, claim, parts)):
                return tuple(entry[:2] for entry in (whole, *parts))
    parts_said = _adds_up(reading, claim, target)
    return tuple(entry[:2] for entry in alike if entry[2] in parts_said) if parts_said else None


def _adds_up(reading: Reading, claim: Claim, target: Decimal) -> list[Decimal]:
    """The figures that the sentence goes on to say, where they and the single ones it names add up: four, three and an usher."""
    rest = (claim.end, claim.sentence[1])
    parts = [
        Decimal(c.value)
        for c in reading.claims_in(rest)
        if c.kind == claim.kind
        and c.unit != "ordinal"
        and not c.upper
        and (c.unit == claim.unit or not c.unit)
    ][:_MOST_PARTS]
    singles = len(SINGLE.findall(reading.setting.low[slice(*rest)]))
    for size in range(1, len(parts) + 1):
        together = sum(parts[:size], Decimal(0))
        if (size > 1 and together == target) or (singles and together + singles == target):
            return parts[:size]
    return []


def _is_turned(reading: Reading, claim: Claim, parts: list[Amount]) -> bool:
    """Whether the parts are of what the clause says is not so: 没有送医的 are those but the 送医."""
    pieces = reading.grams_of(claim.clause)
    return all(
        pieces & grams(source.text[slice(*known.clause)], source.language) for source, known, _ in parts
    )


def _addends(amounts: list[Amount], sight: frozenset[str], *, total: bool) -> Iterator[tuple[Amount, ...]]:
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
                (first, other) for other in amounts if other[0] is not first[0] and related(first, other)
            )


def _split(amounts: list[Amount], sight: frozenset[str]) -> Iterator[tuple[Amount, Amount]]:
    """Yield a whole with the one part that its source gives of it (18.4 million, of whom 11.9 million): the other follows."""
    for whole, part in pairwise(amounts):
        if whole[0] is not part[0] or whole[0].id not in sight or part[2] >= whole[2]:
            continue
        if _AMONG.search(whole[0].text.lower(), whole[1].end, part[1].start):
            yield whole, part


def _wholes(amounts: list[Amount], sight: frozenset[str]) -> Iterator[tuple[Amount, ...]]:
    """Yield a whole with the parts to be taken from it: one of its own source or of the same things, or two that stand together."""
    for whole in amounts:
        smaller = [entry for entry in amounts if entry[2] < whole[2] and related(whole, entry)]
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
