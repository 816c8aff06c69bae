"""Acts and states with consequence: none may be asserted or promised that the brief does not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.facts.bearing import is_borne_whole
from drafting.checks.facts.denial import agrees, tells_what_is_asked
from drafting.checks.facts.grams import grams
from drafting.checks.facts.hedging import is_denied, is_hedged, is_taken_back
from drafting.checks.facts.ledger import Kind, Source
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.counted import classes_in
from drafting.claims.fold import lower
from drafting.statement import Defect, Finding

_SAMPLED = re.compile(
    r"样[^。;\n]{0,14}(?:疾控|检测|检验|化验)|(?:疾控|检测|检验)[^。;\n]{0,14}样|送检|samples?|laboratory|(?<![a-z])lab(?![a-z])"
)
_SHORT_OF = re.compile(r"达不到|低于|不符|超过|超出|未达|below|above|exceed|short of|contain")
_REASSURING = frozenset(
    {"casualties", "deaths", "hospitalised", "leaked", "pollution", "spread", "test_failed"}
)
"""What people fear: that it did not happen must be carried by a fact as well."""
_KNOWN_CLAUSE, _KNOWN_SENTENCE, _NEW_LEAST = 0.4, 0.4, 3
"""A remedy is another one where its clause and sentence hold less than this share of known pieces, and three new ones
(ours, by the true statements of the examples)."""
_PEOPLE = frozenset({"casualties", "deaths", "hospitalised", "stable", "discharged"})
_COVERED_BY: dict[str, frozenset[str]] = {
    "refund": frozenset({"exchange"}),
    "exchange": frozenset({"refund"}),
    "casualties": frozenset({"hospitalised", "deaths"}),
    "hospitalised": frozenset({"discharged"}),
    "test_passed": frozenset({"test_failed"}),
    "test_failed": frozenset({"test_passed"}),
}
"""Acts that another one of the brief makes sayable, in the right polarity."""


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
        elif not _is_in_its_words(reading, claim) and not _is_said_otherwise(reading, claim):
            yield from _uncarried(reading, claim)


def _is_no_statement(reading: Reading, claim: Claim) -> bool:
    remedy = claim.unit == "remedy"
    if claim.moods & {"hedged", "question"} or is_hedged(reading, claim.clause):
        return True
    if claim.moods >= {"quoted", "denied"}:
        return True
    if claim.moods & {"directive", "conditional"}:
        return not remedy or bool(claim.negated)
    return lexicon.act(claim.value).soft and not claim.negated


def _is_in_its_words(reading: Reading, claim: Claim) -> bool:
    """Whether one source holds all that the clause tells, and the brief the act's own words."""
    own = reading.grams_of((claim.start, claim.end))
    if claim.unit != "remedy" and not (own and own <= reading.ledger.public_grams):
        return False
    return is_borne_whole(reading, claim.clause)


def _is_said_otherwise(reading: Reading, claim: Claim) -> bool:
    """The same words stand in the brief, or a near act does, or the rumour that holds it is being denied."""
    text = lower(claim.text)
    if text in reading.ledger.public_text and not claim.negated:
        return True
    if claim.value == "confirm_done" and not claim.negated and reading.ledger.claims("cause", "confirmed"):
        return True
    if claim.value == "test_failed" and claim.negated and reading.ledger.claims("act", "confirmed"):
        return any(known.value == "test_passed" for _, known in reading.ledger.claims("act", "confirmed"))
    if claim.value == "test_failed" and not claim.negated and _says_short_of(reading):
        return True
    if claim.value == "send_test" and not claim.negated and _SAMPLED.search(reading.ledger.public_text):
        return True
    near = _COVERED_BY.get(claim.value, frozenset()) - (
        {"test_failed"} if claim.value == "test_passed" else set()
    )
    if not claim.negated and any(known.value in near for _, known in reading.ledger.claims("act")):
        return True
    if (
        claim.value in _PEOPLE
        and reading.brief.incident.casualties
        and not claim.negated
        and "future" not in claim.moods
    ):
        return claim.value == "casualties"
    if claim.negated or is_denied(reading, claim.sentence):
        return any(known.value == claim.value for _, known in reading.ledger.claims("act", "denied"))
    return False


def _says_short_of(reading: Reading) -> bool:
    """达不到标准 and 超过限值 fail a test in other words."""
    return bool(_SHORT_OF.search("\n".join(s.text for s in reading.ledger.of("confirmed"))))


def _against(reading: Reading, claim: Claim, carried: list[_Carried]) -> Iterator[Finding]:
    span = (claim.start, claim.end)
    if all(known.source.kind == "earlier" for known in carried):
        return
    alike = [known for known in carried if known.claim.negated == claim.negated]
    if not alike:
        if "denied" in claim.moods and not claim.negated:
            return
        if _is_the_opposite_said(reading, claim):
            return
        if any(known.claim.moods & {"hedged", "question"} for known in carried):
            return
        source = carried[0].source
        if tells_what_is_asked(reading, claim.clause) or (
            claim.negated and agrees(reading, claim.clause, source)
        ):
            return
        if source.kind in ("confirmed", "commitment") and not _speaks_of_another(reading, claim, source):
            yield reading.finding(
                "polarity", span, "altered_fact", source=source, suggestion=_clause_of(carried[0])
            )
        return
    if _is_done(reading, claim) and all(known.source.kind == "commitment" for known in alike):
        if lexicon.act(claim.value).type != "state":
            yield reading.finding("promised_as_done", span, "altered_fact", source=alike[0].source)
        return
    if (
        claim.unit == "remedy"
        and not claim.negated
        and reading.comparable
        and _is_of_another_kind(reading, claim)
    ):
        yield reading.finding("invented_promise", span, "overpromise", principle="repair")
        return
    if lexicon.act(claim.value).people and reading.comparable:
        yield from _of_other_people(reading, claim, alike)


def _is_the_opposite_said(reading: Reading, claim: Claim) -> bool:
    """没有检出致病菌 says what 未检出致病菌 does: the lexicon's act of the opposite sense, in the other polarity."""
    pieces = reading.grams_of((claim.start, claim.clause[1]))
    return any(
        known.value in lexicon.act(claim.value).opposite
        and known.negated != claim.negated
        and pieces & grams(source.text[known.start : known.clause[1]], source.language)
        for source, known in reading.ledger.claims("act", "confirmed")
    )


def _is_of_another_kind(reading: Reading, claim: Claim) -> bool:
    """Whether a remedy's clause and sentence are mostly made of what the brief nowhere says."""
    known = reading.ledger.public_grams
    if any(c.kind == "money" and reading.ledger.claims_like(c) for c in reading.claims_in(claim.clause)):
        return False
    for span, least in ((claim.clause, _KNOWN_CLAUSE), (claim.sentence, _KNOWN_SENTENCE)):
        pieces = reading.grams_of(span)
        if len(pieces - known) < _NEW_LEAST or len(pieces & known) >= len(pieces) * least:
            return False
    return True


def _speaks_of_another(reading: Reading, claim: Claim, source: Source) -> bool:
    """Whether the clause with the other polarity is about other people or things than the fact."""
    near = reading.nearness_of(reading.around(claim))
    return near.get(source.id, 0.0) < 0.2 and claim.value not in _REASSURING


def _clause_of(carried: _Carried) -> str:
    start, end = carried.claim.clause
    return carried.source.text[start:end].strip() if end <= len(carried.source.text) else carried.source.text


def _is_done(reading: Reading, claim: Claim) -> bool:
    if "future" in claim.moods or claim.negated:
        return False
    clause = reading.setting.low[claim.clause[0] : claim.clause[1]]
    if reading.passage.language == "zh":
        return any(mark in clause for mark in ("已", "了", "完成", "完毕"))
    return any(
        f" {mark} " in f" {clause} " for mark in ("has", "have", "had", "was", "were", "already", "been")
    )


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
    if claim.negated and claim.value not in _REASSURING:
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
