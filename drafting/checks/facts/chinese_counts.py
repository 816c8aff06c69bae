"""Counts as Chinese speaks of them: what two facts add up to, one of each (十六张票 of 16名游客), things that carry numbers (四座库房)."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations, permutations

from drafting.checks.facts.amounts import Amount, amounts_of, said_in
from drafting.checks.facts.chinese_rests import are_named, rest_of_one_fact
from drafting.checks.facts.chinese_shares import measured_alike, wholes_in_two, words_around, words_said
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.likeness import MEASURED, who_agree
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_TOGETHER = late(
    "加在一起|加起来|加上|合起来|合计|总共|一共|连同|算上|[包含括][括含]?[^,。;]{1,10}在内|[^,。;]{2}加[^,。;]{2}|合共"
)
_LEFT = late("其余|剩|余下|还[有没差剩等住留]|尚|没|未(?!来)")
_NUMBERED = r"(?<![0-9])([0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})号[\u3400-\u9fff]{{0,2}}?{thing}"
_MOST = 12
_OWN_THINGS = frozenset("张户家份盒箱间床座套辆部台单")
"""Measure words of what each of some people has one of."""
_AGAIN = late("重复|再次|双[倍份重]")
_OWNED = "[车船店家户厂校班]"


def counted_freely(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """What a Chinese count follows from where the brief's words are not its own; nothing where it follows from none."""
    if reading.passage.language != "zh" or claim.kind != "quantity" or claim.upper:
        return None
    found = (
        _sum_or_rest(reading, claim)
        or _one_of_each(reading, claim)
        or _owners(reading, claim)
        or rest_of_one_fact(reading, claim)
    )
    if found is not None:
        return found
    return (
        ()
        if are_named(reading, claim) or _are_numbered(reading, claim) or _is_done_again(reading, claim)
        else None
    )


def _is_small(reading: Reading, claim: Claim) -> bool:
    """Whether a quantity is a Chinese number up to twelve in words, of no measure and of nothing that carries numbers (3号书库)."""
    if claim.noun and f"号{claim.noun[:2]}" in reading.ledger.public_text:
        return False
    return (
        reading.passage.language == "zh"
        and claim.kind == "quantity"
        and not claim.text[:1].isdigit()
        and claim.value.isdigit()
        and int(claim.value) <= _MOST
        and not set(claim.unit.split("|")) & MEASURED
    )


def is_made_up_on_the_way(reading: Reading, claim: Claim, nearest: Entry | None) -> bool:
    """Whether a small number in words counts neither people nor what the nearest fact counts with the same noun or measure."""
    if not _is_small(reading, claim) or claim.bound or claim.counts or claim.unit in ("times", "person"):
        return False
    if nearest is None:
        return False
    known = nearest[1]
    return not measured_alike(claim, known) and not (claim.noun and claim.noun[:2] == known.noun[:2])


def is_small_talk(reading: Reading, claim: Claim, alike: list[Entry]) -> bool:
    """Whether a small Chinese number in words only happens to be one of the brief's: no other people are counted by it."""
    return _is_small(reading, claim) and any(
        bool(claim.counts & known.counts) if claim.unit == "person" else who_agree(claim, known)
        for _, known in alike
    )


def _sum_or_rest(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    low = reading.setting.low
    target, said = Decimal(claim.value), words_said(low[slice(*claim.sentence)])
    for one, other in wholes_in_two(reading):
        common = said & (words_around(one[0], one[1]) | words_around(other[0], other[1]))
        if (
            common
            and _add_up(one[1], other[1])
            and _may_be_counted_in(claim, one[1])
            and agrees(target, one[2] + other[2], claim)
        ):
            return one[:2], other[:2]
    total, left = _TOGETHER.search(low, *claim.sentence), _LEFT.search(low, *claim.clause)
    if not total and not left:
        return None
    amounts = [
        entry
        for entry in amounts_of(reading, "quantity")
        if _may_be_counted_in(claim, entry[1]) and entry[0].kind == "confirmed"
    ]
    of = {entry[1]: bool(said & words_around(entry[0], entry[1])) for entry in amounts}
    if total:
        for one, other in combinations(amounts, 2):
            if (
                of[one[1]]
                and of[other[1]]
                and _add_up(one[1], other[1])
                and agrees(target, one[2] + other[2], claim)
            ):
                return one[:2], other[:2]
    if left and not {entry[2] for entry in amounts} & said_in(reading, claim, claim.sentence):
        for whole, part in permutations(amounts, 2):
            spoken = whole[2] > part[2] and (of[whole[1]] or of[part[1]])
            if spoken and _are_of_one_kind(whole, part) and agrees(target, whole[2] - part[2], claim):
                return whole[:2], part[:2]
    return None


def _add_up(one: Claim, other: Claim) -> bool:
    """Whether two amounts are told in one unit, or in none of their own with one noun."""
    units = set(one.unit.split("|")) & set(other.unit.split("|"))
    return bool(units - {"", "any"}) or (bool(units) and one.noun[:1] == other.noun[:1])


def _are_of_one_kind(one: Amount, other: Amount) -> bool:
    return measured_alike(one[1], other[1]) and (one[0] is other[0] or "person" not in one[1].unit)


def _may_be_counted_in(claim: Claim, known: Claim) -> bool:
    mine, theirs = set(claim.unit.split("|")) - {""}, set(known.unit.split("|")) - {""}
    if not who_agree(claim, known) or (mine | theirs) & MEASURED:
        return False
    return not mine or not theirs or bool(mine & theirs) or "any" in mine | theirs


def _one_of_each(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """So many tickets or homes as people, where the fact says what each ticket or home has: 16名游客退票，每张298元."""
    measure = claim.text[-1:]
    if measure not in _OWN_THINGS:
        return None
    for source, known, value in amounts_of(reading, "quantity"):
        if value == Decimal(claim.value) and not known.bound and f"每{measure}" in lower(source.text):
            return ((source, known),)
    return None


def _owners(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Two people of whom a fact only counts what is theirs: 两位伤者 of 两车驾驶员受伤."""
    if not claim.counts or ("person" not in claim.unit and claim.unit != "any"):
        return None
    numerals = "两2二" if claim.value == "2" else {"3": "三3", "4": "四4", "5": "五5"}.get(claim.value, "")
    if not numerals:
        return None
    for source in reading.ledger.of("confirmed"):
        if claim.counts & source.classes and re.search(rf"(?<![0-9一-十])[{numerals}]{_OWNED}", source.text):
            return ()
    return None


def _are_numbered(reading: Reading, claim: Claim) -> bool:
    """Whether as many things of the kind carry a number of their own in the brief: 1号库、2号库、3号库、4号库."""
    if not claim.value.isdigit() or not 2 <= int(claim.value) <= _MOST or not claim.noun:
        return False
    things = {claim.noun[:1], claim.noun[1:2]} - {""}
    for thing in things:
        if "\u3400" <= thing <= "\u9fff":
            named = re.findall(_NUMBERED.format(thing=re.escape(thing)), reading.ledger.public_text)
            if len(set(named)) == int(claim.value):
                return True
    return False


def _is_done_again(reading: Reading, claim: Claim) -> bool:
    """Whether something was done twice that the brief calls 重复."""
    if claim.value != "2" or claim.text[-1:] not in "次遍回笔份":
        return False
    said = words_said(reading.setting.low[slice(*claim.clause)])
    return any(
        _AGAIN.search(source.text) and said & words_said(lower(source.text))
        for source in reading.ledger.of("confirmed", "commitment")
    )
