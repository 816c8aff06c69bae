"""Figures said offhand: a contact's digits, small numbers in words, lengths that are reckoned in the head."""

from __future__ import annotations

import re

from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_LEAST_DIALLED = 5
"""Digits with which a figure that counts something may still be a number to dial (96000)."""
_SMALL = late(r"[两二三四五六七八九十](?:[个种项点处条类件家层段份组套对本门节](?!人))")


def counts_nothing_known(reading: Reading, claim: Claim) -> bool:
    """Whether a small Chinese number in words counts things that the brief nowhere names: 三个科室, 两种办法."""
    noun, public = claim.noun[:2], reading.ledger.public_text
    if (
        claim.kind != "quantity"
        or claim.counts
        or not _SMALL.fullmatch(claim.text)
        or len(noun) < len("办法")
    ):
        return False
    return noun[0] not in public if claim.text[-1] == "个" else noun not in public


def is_reckoned_in_words(reading: Reading, claim: Claim, operands: tuple[Entry, ...] | None) -> bool:
    """Whether a Chinese figure in words is a length between two moments, or counts what is listed: no other stands in its place."""
    if operands is None or claim.text[:1].isdigit() or reading.passage.language == "en":
        return False
    return claim.unit == "s" if claim.kind == "duration" else claim.kind == "quantity" and not operands


def is_contact_value(reading: Reading, claim: Claim) -> bool:
    """Whether a bare figure is one of a contact's digits or hours."""
    if claim.upper and _are_hours(reading, claim):
        return True
    digits = claim.text.strip()
    if claim.noun and len(digits) < _LEAST_DIALLED:
        return False
    return any(digits in re.findall(r"[0-9]+", source.text) for source in reading.ledger.of("contact"))


def _are_hours(reading: Reading, claim: Claim) -> bool:
    """Whether a bare range (10 to 6) is a contact's hours without their halves of the day."""
    hours = {
        str(int(k.value[:2]) % 12 or 12)
        for _, k in reading.ledger.claims("time", "contact")
        if k.value[3:5] == "00"
    }
    return {claim.value, claim.upper} <= hours
