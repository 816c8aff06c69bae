"""Chinese counts that follow from one fact without their sum or rest in it: what is free of 60 seats, and those who were named."""

from __future__ import annotations

from decimal import Decimal
from itertools import permutations

from drafting.checks.facts.amounts import amounts_of
from drafting.checks.facts.chinese_shares import words_around, words_said
from drafting.checks.facts.counting import name_lists
from drafting.checks.facts.known_names import known_names
from drafting.checks.facts.ledger import Entry, Ledger, kept_with_ledger
from drafting.checks.facts.likeness import MEASURED, who_agree
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.people import people_of
from drafting.late_patterns import late

_LEAVES = late(r"多[卖收出报算]|少|差|剩|余|空|能|可以|还|没|未|别的|另|其他|其它|尚|滑|降|升|涨|跌|相差")
"""Words by which what two figures of a fact leave is told."""
_LEAST_COMMON = 2
"""Characters that a sentence must have in common with the words around both figures (ours)."""
_MOST = 6


def rest_of_one_fact(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Two figures of one fact that leave the figure: 摆渡车能跑的33辆 where 9 of 42 stand still."""
    low = reading.setting.low
    if claim.bound or claim.upper or not _LEAVES.search(low, *claim.clause):
        return None
    target, said = Decimal(claim.value), words_said(low[slice(*claim.sentence)])
    near = reading.nearness(claim.sentence)
    row = [e for e in amounts_of(reading, "quantity") if e[0].kind == "confirmed" and e[0].id in near]
    for whole, part in permutations(row, 2):
        if (
            whole[0] is part[0]
            and whole[2] - part[2] == target
            and (_may_count(claim, whole[1]) or _may_count(claim, part[1]))
            and len(said & (words_around(whole[0], whole[1]) | words_around(part[0], part[1])))
            >= _LEAST_COMMON
        ):
            return whole[:2], part[:2]
    return None


def _may_count(claim: Claim, known: Claim) -> bool:
    mine, theirs = set(claim.unit.split("|")) - {""}, set(known.unit.split("|")) - {""}
    if not who_agree(claim, known) or (mine ^ theirs) & MEASURED:
        return False
    return not mine or not theirs or bool(mine & theirs) or "any" in mine | theirs


@kept_with_ledger()
def _people(ledger: Ledger) -> dict[str, frozenset[str]]:
    """The people that each fact names."""
    found: dict[str, set[str]] = {}
    for known in known_names(ledger):
        if known.entity.kind == "person":
            found.setdefault(known.source.id, set()).add(known.surface)
    for source in ledger.of("confirmed"):
        found.setdefault(source.id, set()).update(person.name for person in people_of(source.text))
    return {name: frozenset(people) for name, people in found.items()}


def are_named(reading: Reading, claim: Claim) -> bool:
    """Whether a small number of people are those whom the sentence, or a fact that it speaks of, names: 甲、乙两人."""
    if not claim.value.isdigit() or not 2 <= int(claim.value) <= _MOST:
        return False
    if "person" not in claim.unit and not claim.noun.startswith("人"):
        return False
    value, people = int(claim.value), _people(reading.ledger)
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    told = reading.setting.low[before[0] : claim.sentence[1]]
    everybody = frozenset().union(*people.values())
    if sum(name in told for name in everybody) == value:
        return True
    near = reading.nearness(claim.sentence)
    return any(
        source.id in near
        and people.get(source.id)
        and (len(people[source.id]) == value or value in name_lists(source.text))
        for source in reading.ledger.of("confirmed")
    )
