"""Acts and states with consequence: none may be asserted or promised that the brief does not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.facts.chinese_turns import is_of_the_rest, names_a_device
from drafting.checks.facts.denial import agrees, tells_what_is_asked
from drafting.checks.facts.grams import grams
from drafting.checks.facts.hedging import is_hedged, is_taken_back
from drafting.checks.facts.ledger import Kind, Source
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.remedies import is_of_another_kind, is_paid_otherwise
from drafting.checks.facts.reworded_acts import REASSURING, is_done, is_in_its_words, is_said_otherwise
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.counted import classes_in
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.statement import Defect, Finding

_NOT_ALL_DONE = late(r"(?:还没|尚未|没有?|未)[^,。;]{0,6}?完")
"""退款还没办完 leaves something to be done and denies nothing."""
_WISH = late(r"祝|愿(?:他|她|您|你|大家|每|早日)|盼|希望|早日")
_OF_A_THING = late(r"(?:诈骗)?(?:短信|诈骗|骗局|电话|链接|单号|记录|名单|进度|情况)")
"""A remedy that only tells what sort of thing is meant (退款短信) is none."""


@dataclass(frozen=True)
class _Carried:
    source: Source
    claim: Claim


def check(reading: Reading) -> Iterator[Finding]:
    """Yield acts that no fact carries, that a fact denies, or that are only promised."""
    for claim in reading.claims:
        if claim.kind != "act" or _is_no_statement(reading, claim):
            continue
        carried = [_Carried(s, c) for s, c in reading.ledger.claims("act") if c.value == claim.value]
        if carried:
            yield from _against(reading, claim, carried)
        elif not is_in_its_words(reading, claim) and not is_said_otherwise(reading, claim):
            yield from _uncarried(reading, claim)


def _is_no_statement(reading: Reading, claim: Claim) -> bool:
    remedy = claim.unit == "remedy"
    low = reading.setting.low
    if not remedy and _WISH.search(low, claim.clause[0], claim.start):
        return True
    if remedy and _OF_A_THING.match(low, claim.end):
        return True
    if not remedy and names_a_device(reading, claim):
        return True
    if claim.moods & {"hedged", "question"} or is_hedged(reading, claim.clause):
        return True
    if claim.moods >= {"quoted", "denied"} or (not remedy and _is_waited_for(reading, claim)):
        return True
    if claim.moods & {"directive", "conditional"}:
        return not remedy or bool(claim.negated)
    return lexicon.act(claim.value).soft and not claim.negated


_WAITING = re.compile(r"(?<![a-z])(?:when|once|until|till|before|as soon as|after)\s(?:\w+\s){1,4}$")


def _is_waited_for(reading: Reading, claim: Claim) -> bool:
    """Whether an English clause of time only waits for the act: when they resume."""
    if reading.passage.language != "en" or claim.text.lower().endswith(("ed", "ing")):
        return False
    return bool(_WAITING.search(reading.setting.low[claim.clause[0] : claim.start]))


_TOPIC = late(r"(?<![a-z])(?:about|of|any|whether|the word)\s$")


def _against(reading: Reading, claim: Claim, carried: list[_Carried]) -> Iterator[Finding]:
    span = (claim.start, claim.end)
    if all(known.source.kind == "earlier" for known in carried):
        return
    alike = [known for known in carried if known.claim.negated == claim.negated]
    if not alike:
        source = carried[0].source
        if not _only_seems_turned_round(reading, claim, carried) and source.kind in (
            "confirmed",
            "commitment",
        ):
            yield reading.finding(
                "polarity", span, "altered_fact", source=source, suggestion=_clause_of(carried[0])
            )
        return
    if is_done(reading, claim) and all(known.source.kind == "commitment" for known in alike):
        if lexicon.act(claim.value).type != "state":
            yield reading.finding("promised_as_done", span, "altered_fact", source=alike[0].source)
        return
    if (
        claim.unit == "remedy"
        and not claim.negated
        and reading.comparable
        and is_of_another_kind(reading, claim)
        and not (reading.passage.language == "en" and is_paid_otherwise(reading, claim))
    ):
        yield reading.finding("invented_promise", span, "overpromise", principle="repair")
        return
    if lexicon.act(claim.value).people and reading.comparable:
        yield from _of_other_people(reading, claim, alike)


def _only_seems_turned_round(reading: Reading, claim: Claim, carried: list[_Carried]) -> bool:
    """Whether an act of the other polarity is no contradiction: asked about, denied with a fact, partly, of others."""
    return (
        ("denied" in claim.moods and not claim.negated)
        or bool(_TOPIC.search(reading.setting.low[max(0, claim.start - 10) : claim.start]))
        or _is_the_opposite_said(reading, claim)
        or any(known.claim.moods & {"hedged", "question"} for known in carried)
        or (bool(claim.negated) and _denies_a_part(reading, claim, carried))
        or tells_what_is_asked(reading, claim.clause)
        or is_of_the_rest(reading, claim, carried[0].source)
        or (bool(claim.negated) and agrees(reading, claim.clause, carried[0].source))
        or _speaks_of_another(reading, claim, carried[0].source)
        or (bool(claim.negated) and (_tells_them_apart(reading, claim) or _is_over(reading, claim)))
    )


_ANY_MORE = re.compile(r"(?<![a-z])(?:any ?more|any longer|no longer|now|at present|today)(?![a-z])")


def _is_over(reading: Reading, claim: Claim) -> bool:
    """Whether people are said to be in hospital no longer, and the brief has them discharged."""
    return (
        claim.value == "hospitalised"
        and bool(_ANY_MORE.search(reading.setting.low, *claim.clause))
        and any(known.value == "discharged" for _, known in reading.ledger.claims("act", "confirmed"))
    )


_WHO_DID_NOT = re.compile(
    r"(?<![a-z])(?:who|that|which|those|ones)\s(?:were|was|had|have|has|are|did|do)(?:\snot|n't)(?![a-z])[^,;]*$"
)


def _tells_them_apart(reading: Reading, claim: Claim) -> bool:
    """Whether a relative clause only tells those apart to whom it did not happen: the 37 who were not taken to hospital."""
    return bool(_WHO_DID_NOT.search(reading.setting.low[claim.clause[0] : claim.start]))


def _is_the_opposite_said(reading: Reading, claim: Claim) -> bool:
    """没有检出致病菌 says what 未检出致病菌 does: the lexicon's act of the opposite sense, in the other polarity."""
    pieces = reading.grams_of((claim.start, claim.clause[1]))
    return any(
        known.value in lexicon.act(claim.value).opposite
        and known.negated != claim.negated
        and pieces & grams(source.text[known.start : known.clause[1]], source.language)
        for source, known in reading.ledger.claims("act", "confirmed")
    )


_LEFT_OUT = late(r"(?:不包括|不包含|不含|不涉及|没有涉及|未涉及)(?P<what>[^。;]*)")


def _denies_a_part(reading: Reading, claim: Claim, carried: list[_Carried]) -> bool:
    """Whether the clause only denies the act of what a fact leaves out of it, or says that it is not done yet."""
    if _NOT_ALL_DONE.match(reading.setting.low, claim.end):
        return True
    return any(_is_left_out(reading, claim, known.source) for known in carried)


def _is_left_out(reading: Reading, claim: Claim, source: Source) -> bool:
    """Whether a source leaves out of the act what the clause denies it of: 密码没有泄露, of 不包括密码."""
    pieces = reading.grams_of(claim.clause)
    return any(
        pieces & grams(match["what"], source.language) for match in _LEFT_OUT.finditer(lower(source.text))
    )


def _speaks_of_another(reading: Reading, claim: Claim, source: Source) -> bool:
    """Whether the clause with the other polarity is about other people or things than the fact."""
    near = reading.nearness_of(reading.around(claim))
    return near.get(source.id, 0.0) < 0.2 and claim.value not in REASSURING


def _clause_of(carried: _Carried) -> str:
    start, end = carried.claim.clause
    return carried.source.text[start:end].strip() if end <= len(carried.source.text) else carried.source.text


def _of_other_people(reading: Reading, claim: Claim, carried: list[_Carried]) -> Iterator[Finding]:
    """两名保安情况稳定 does not say that the residents are well."""
    classes = lexicon.counted().classes
    clause = reading.passage.text[claim.clause[0] : claim.clause[1]]
    said = {name for name in classes_in(clause) if classes[name].group == "who"}
    known = {name for entry in carried for name in entry.source.classes if classes[name].group == "who"}
    if "staff" in said and known & {"guard", "driver", "teacher", "firefighter"}:
        said.discard("staff")
    if said and known and said - known:
        yield reading.finding("widened", claim.clause, "altered_fact", source=carried[0].source)


_HIDDEN: tuple[tuple[Kind, str, Defect], ...] = (
    ("confidential", "confidential_act", "confidential_leak"),
    ("unconfirmed", "unconfirmed_act", "unconfirmed_as_confirmed"),
    ("denied", "rumoured_act", "rumour_amplified"),
)


def _uncarried(reading: Reading, claim: Claim) -> Iterator[Finding]:
    span = (claim.start, claim.end)
    act = lexicon.act(claim.value)
    if claim.negated and claim.value not in REASSURING:
        return
    if not claim.negated:
        near = reading.nearness(claim.sentence)
        for kind, rule, defect in _HIDDEN:
            if kind == "denied" and ("denied" in claim.moods or is_taken_back(reading, claim.sentence)):
                return
            for source, known in reading.ledger.claims("act", kind):
                if known.value == claim.value and near.get(source.id, 0.0) >= 0.25:
                    yield reading.finding(rule, span, defect, source=source)
                    return
    if "future" in claim.moods or act.type == "remedy":
        yield reading.finding("invented_promise", span, "overpromise", principle="repair")
    else:
        yield reading.finding("unsupported_act", span, "altered_fact")
