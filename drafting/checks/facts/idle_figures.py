"""Figures of a text that claim nothing, so that nothing has to bear them out."""

from __future__ import annotations

import re

from drafting.checks.facts.hedging import is_hedged, is_said_and_denied
from drafting.checks.facts.matching import matches
from drafting.checks.facts.offhand import is_contact_value
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.speaking import is_day_of_speaking, is_day_of_the_asker, is_the_askers_own
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_HOURS = 12
_PER = late(r"(?:每[\u3400-\u9fff]{0,2}|(?<![a-z])(?:per|every|in|each))\s?$")
_ENDING = late(
    r"尾号|[末后][一二三四五六两0-9]位|结尾|(?<![a-z])(?:ends?|ending|last \w+ digits|finish(?:es|ing)?)(?![a-z])"
)


def claims_nothing(reading: Reading, claim: Claim) -> bool:
    """Dates that cannot be resolved, and the figures of a rumour that is being denied (status looks at those)."""
    if claim.kind == "date" and (claim.value.startswith("D") or is_day_of_speaking(reading, claim)):
        return True
    if claim.kind == "date" and is_day_of_the_asker(reading, claim):
        return True
    if (
        is_the_askers_own(reading, claim)
        or _is_a_thing_by_number(reading, claim)
        or _is_of_weekend(reading, claim)
    ):
        return True
    if (
        claim.kind == "quantity"
        and not claim.unit
        and not claim.noun
        and claim.text in lexicon.counted().public_numbers
    ):
        return True
    if claim.kind == "quantity" and not claim.unit and is_contact_value(reading, claim):
        return True
    if claim.kind == "quantity" and claim.unit == "ordinal" and not matches(reading, claim):
        return claim.value in ("1", "2", "3") or any(
            known.value.endswith(f"-{int(claim.value):02d}") for _, known in reading.ledger.claims("date")
        )
    if claim.kind == "date" and is_hedged(reading, claim.clause) and matches(reading, claim, "unconfirmed"):
        return True
    if (
        claim.kind == "quantity"
        and claim.value == "1"
        and not claim.text[:1].isdigit()
        and _names_one(reading, claim)
    ):
        return True
    if claim.kind == "quantity" and (_is_basis(reading, claim) or _ends_a_number(reading, claim)):
        return True
    if claim.kind == "quantity" and not claim.unit and _is_bare_hour(reading, claim):
        return True
    is_denied = claim.moods & {"denied", "negated"} or is_said_and_denied(reading, claim.sentence)
    return bool(is_denied and matches(reading, claim, "denied"))


_BARE_NUMBER = late("[0-9]{1,2}号")
_GOES_ON = late(r"\s*(?:[,。;!?、)]|$|[停没正不仍还已也在、和])")


def _is_a_thing_by_number(reading: Reading, claim: Claim) -> bool:
    """Whether a number with 号 is the name of a thing of the brief and no day: 2号停着, of 2号缆车."""
    low, public = reading.setting.low, reading.ledger.public_text
    return (
        claim.kind == "date"
        and bool(_BARE_NUMBER.fullmatch(claim.text))
        and bool(_GOES_ON.match(low, claim.end))
        and bool(re.search(rf"(?<![0-9月]){claim.text}[\u3400-\u9fff]", public))
        and not re.search(rf"月{claim.text}", public)
    )


def _is_of_weekend(reading: Reading, claim: Claim) -> bool:
    """Whether a day of the weekend is told where the brief says 周末."""
    return claim.value in ("W6", "W7") and "周末" in reading.ledger.public_text


_AT = late(r"(?<![a-z])(?:as of|by|at|until|till|since|before|after|around)\s$")
_OF_THE_DAY = late(
    r"\s*(?:[,.;!?)]|$|(?:this|that|last|yesterday|today|tonight|tomorrow|in the|on)(?![a-z]))"
)


def _is_bare_hour(reading: Reading, claim: Claim) -> bool:
    """Whether a small number is an hour that is only spoken: as of 10 this morning."""
    low = reading.setting.low
    return (
        claim.value.isdigit()
        and 0 < int(claim.value) <= _HOURS
        and not claim.counts
        and bool(_AT.search(low[max(0, claim.start - 8) : claim.start]))
        and bool(_OF_THE_DAY.match(low, claim.end))
    )


_ONE = late(r"(?<![零一二三四五六七八九十百千万第])[一1][名位人]|(?<![a-z])(?:one|an?)(?![a-z])")


def _names_one(reading: Reading, claim: Claim) -> bool:
    """Whether a source speaks of one such person without giving a figure: 另有一名船员失踪."""
    return any(
        claim.counts & s.classes and _ONE.search(lower(s.text)) for s in reading.ledger.of("confirmed")
    )


def _is_basis(reading: Reading, claim: Claim) -> bool:
    """Whether a round figure only says of how many something is reckoned: 每十万盒, per 1,000 people."""
    return claim.value.rstrip("0") == "1" and bool(
        _PER.search(reading.setting.low[max(0, claim.start - 7) : claim.start])
    )


def _ends_a_number(reading: Reading, claim: Claim) -> bool:
    """Whether the text gives only the last digits of a number that the brief has in full."""
    digits = claim.text.strip()
    if not _ENDING.search(reading.setting.low, claim.sentence[0], claim.start):
        return False
    known = [k for kind in ("identifier", "phone") for _, k in reading.ledger.claims(kind)]
    return len(digits) > 1 and any(k.value.endswith(digits) for k in known)
