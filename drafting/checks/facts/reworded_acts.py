"""Whether the brief tells an act in other words than a text does."""

from __future__ import annotations

import re

from drafting.checks.facts.anchored import is_anchored
from drafting.checks.facts.arithmetic import derivation
from drafting.checks.facts.bearing import is_borne_whole, open_vocabulary
from drafting.checks.facts.hedging import is_denied
from drafting.checks.facts.ledger import Kind
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.remedies import is_paid_otherwise
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.telling import families, families_in
from drafting.late_patterns import late

_SAMPLED = late(
    r"样[^。;\n]{0,14}(?:疾控|检测|检验|化验)|(?:疾控|检测|检验)[^。;\n]{0,14}样|送检|samples?|laboratory|(?<![a-z])lab(?![a-z])"
)
_SHORT_OF = late(r"达不到|低于|不符|超过|超出|未达|below|above|exceed|short of|contain")
REASSURING = frozenset(
    {"casualties", "deaths", "hospitalised", "leaked", "pollution", "spread", "test_failed"}
)
"""What people fear: that it did not happen must be carried by a fact as well."""
PEOPLE = frozenset({"casualties", "deaths", "hospitalised", "stable", "discharged"})
_COVERED_BY: dict[str, frozenset[str]] = {
    "refund": frozenset({"exchange"}),
    "exchange": frozenset({"refund"}),
    "casualties": frozenset({"hospitalised", "deaths"}),
    "hospitalised": frozenset({"discharged"}),
    "test_passed": frozenset({"test_failed"}),
    "test_failed": frozenset({"test_passed"}),
}
"""Acts that another one of the brief makes sayable, in the right polarity."""


_SAFE = late("平安|安然|无大碍")
_NOT_HURT = late(
    r"没有?[^,。;]{0,8}(?:受伤|伤亡|异常|不适|危险)|无[^,。;]{0,4}(?:伤亡|受伤|异常)|未[^,。;]{0,4}受伤"
    r"|全部(?:撤出|撤离|出院|脱险|上岸|获救|回家|离院)|各项指标正常|安全(?:撤离|撤出|到达)"
)


def is_in_its_words(reading: Reading, claim: Claim) -> bool:
    """Whether one source holds all that the clause tells, and the brief the act's own words."""
    own = reading.grams_of((claim.start, claim.end))
    if claim.unit != "remedy" and not (own and own <= reading.ledger.public_grams):
        return False
    return is_borne_whole(reading, claim.clause)


def is_said_otherwise(reading: Reading, claim: Claim) -> bool:
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
        claim.value in PEOPLE
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
    if language != "zh" or not kin or claim.value in REASSURING - {"hospitalised"}:
        return False
    near = reading.nearness(claim.clause)
    kinds: tuple[Kind, ...] = ("confirmed",) if is_done(reading, claim) else ("confirmed", "commitment")
    return any(
        near.get(s.id, 0.0) >= _NEAR_KIN and kin & families_in(lower(s.text), language)
        for s in reading.ledger.of(*kinds)
    )


_TOLD_IN_MANY_WORDS = frozenset({"lifted", "contact_people", "report_authority", "send_test"})
"""Deeds for which there are so many words that one of their family in the brief is enough."""
_EXCEPTED = late(r"\s(?:but for|except|apart from|save for|other than)(?![a-z])")


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


def is_done(reading: Reading, claim: Claim) -> bool:
    """Whether an act is told as done, and not as promised or denied."""
    if "future" in claim.moods or claim.negated:
        return False
    clause = reading.setting.low[claim.clause[0] : claim.clause[1]]
    if reading.passage.language == "zh":
        return any(mark in clause for mark in ("已", "了", "完成", "完毕"))
    return any(
        f" {mark} " in f" {clause} " for mark in ("has", "have", "had", "was", "were", "already", "been")
    )
