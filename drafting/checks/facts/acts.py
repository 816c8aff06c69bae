"""Acts and states with consequence: none may be asserted or promised that the brief does not carry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.facts.anchored import is_anchored
from drafting.checks.facts.arithmetic import derivation
from drafting.checks.facts.bearing import is_borne_whole, open_vocabulary
from drafting.checks.facts.denial import agrees, tells_what_is_asked
from drafting.checks.facts.grams import grams
from drafting.checks.facts.hedging import is_denied, is_hedged, is_taken_back
from drafting.checks.facts.ledger import Kind, Source
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.remedies import is_of_another_kind, is_paid_otherwise
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.counted import classes_in
from drafting.claims.fold import lower
from drafting.claims.telling import families, families_in
from drafting.late_patterns import late
from drafting.statement import Defect, Finding

_SAMPLED = late(
    r"样[^。;\n]{0,14}(?:疾控|检测|检验|化验)|(?:疾控|检测|检验)[^。;\n]{0,14}样|送检|samples?|laboratory|(?<![a-z])lab(?![a-z])"
)
_SHORT_OF = late(r"达不到|低于|不符|超过|超出|未达|below|above|exceed|short of|contain")
_REASSURING = frozenset(
    {"casualties", "deaths", "hospitalised", "leaked", "pollution", "spread", "test_failed"}
)
"""What people fear: that it did not happen must be carried by a fact as well."""
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


_NOT_ALL_DONE = late(r"(?:还没|尚未|没有?|未)[^,。;]{0,6}?完")
"""退款还没办完 leaves something to be done and denies nothing."""
_WISH = late(r"祝|愿(?:他|她|您|你|大家|每|早日)|盼|希望|早日")
_OF_A_THING = late(r"(?:诈骗)?(?:短信|诈骗|骗局|电话|链接|单号|记录|名单|进度|情况)")
"""A remedy that only tells what sort of thing is meant (退款短信) is none."""
_SAFE = late("平安|安然|无大碍")
_NOT_HURT = late(
    r"没有?[^,。;]{0,8}(?:受伤|伤亡|异常|不适|危险)|无[^,。;]{0,4}(?:伤亡|受伤|异常)|未[^,。;]{0,4}受伤"
    r"|全部(?:撤出|撤离|出院|脱险|上岸|获救|回家|离院)|各项指标正常|安全(?:撤离|撤出|到达)"
)


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
    low = reading.setting.low
    if not remedy and _WISH.search(low, claim.clause[0], claim.start):
        return True
    if remedy and _OF_A_THING.match(low, claim.end):
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
    if _EXCEPTED.match(reading.setting.low, claim.end):
        return True
    if reading.passage.language == "en" and _has_a_word_like_it(reading, claim):
        return True
    if claim.value == "confirm_done" and not claim.negated and reading.ledger.claims("cause", "confirmed"):
        return True
    if claim.value == "test_failed" and claim.negated and reading.ledger.claims("act", "confirmed"):
        return any(known.value == "test_passed" for _, known in reading.ledger.claims("act", "confirmed"))
    if claim.value == "test_failed" and not claim.negated and _says_short_of(reading):
        return True
    if _is_told_otherwise(reading, claim, text):
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


def _is_told_otherwise(reading: Reading, claim: Claim, text: str) -> bool:
    """Whether a fact says it by other words: nobody hurt, what was reached, a near act, so many times a price."""
    if claim.value == "stable" and _SAFE.search(text) and not claim.negated:
        return any(_NOT_HURT.search(lower(s.text)) for s in reading.ledger.of("confirmed"))
    if claim.value == "spread" and not claim.negated and _names_what_is_known(reading, claim):
        return True
    if not claim.negated and _has_kin(reading, claim):
        return True
    inside = (c for c in reading.claims if claim.start <= c.start < claim.end)
    return text.endswith("倍") and any(derivation(reading, c) for c in inside)


_REACHED = 0.6
_NEAR_KIN = 0.25
"""Of a stretch of text: the share that must be the brief's own words, and that a source must hold to be spoken of (ours)."""


def _names_what_is_known(reading: Reading, claim: Claim) -> bool:
    """Whether what was reached (波及三个街道) is told in the brief's own words."""
    pieces = reading.grams_of((claim.end, claim.clause[1]))
    return bool(pieces) and len(pieces & reading.ledger.public_grams) >= len(pieces) * _REACHED


def _has_kin(reading: Reading, claim: Claim) -> bool:
    """Whether a fact or promise that the clause speaks of has a word for the same act: 换新 of 更换2号冷藏柜."""
    language = reading.passage.language
    kin = families(lower(claim.text), language)
    if language != "zh" or not kin or claim.value in _REASSURING - {"hospitalised"}:
        return False
    near = reading.nearness(claim.clause)
    kinds: tuple[Kind, ...] = ("confirmed",) if _is_done(reading, claim) else ("confirmed", "commitment")
    return any(
        near.get(s.id, 0.0) >= _NEAR_KIN and kin & families_in(lower(s.text), language)
        for s in reading.ledger.of(*kinds)
    )


_TOLD_IN_MANY_WORDS = frozenset({"lifted", "contact_people", "report_authority", "send_test"})
"""Deeds for which there are so many words that one of their family in the brief is enough."""
_EXCEPTED = late(r"\s(?:but for|except|apart from|save for|other than)(?![a-z])")
_TOPIC = late(r"(?<![a-z])(?:about|of|any|whether|the word)\s$")


def _has_a_word_like_it(reading: Reading, claim: Claim) -> bool:
    """Whether the brief has a word of the act's own family (leaked, escaped), or a remedy's clause tells a figure of it."""
    if claim.unit == "remedy":
        return is_anchored(reading, claim.clause, by_days=False) or is_paid_otherwise(reading, claim)
    if claim.value not in _TOLD_IN_MANY_WORDS and (
        lexicon.act(claim.value).type != "state" or lexicon.act(claim.value).people
    ):
        return False
    known = open_vocabulary(reading.ledger, "en").families
    words = re.findall(r"[a-z]+", lower(claim.text))
    return any(families(word, "en") & known for word in words)


def _says_short_of(reading: Reading) -> bool:
    """达不到标准 and 超过限值 fail a test in other words."""
    return bool(_SHORT_OF.search("\n".join(s.text for s in reading.ledger.of("confirmed"))))


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
    if _is_done(reading, claim) and all(known.source.kind == "commitment" for known in alike):
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
