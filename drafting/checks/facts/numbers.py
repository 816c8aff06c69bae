"""Phones, addresses of every sort, and the numbers by which things are told apart, against the brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from drafting.checks.facts.ledger import Kind, Source
from drafting.checks.facts.likeness import MISWRITTEN
from drafting.checks.facts.placing import misplaced
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.set_aside import is_set_aside
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.statement import Defect, Finding

KINDS = frozenset({"phone", "url", "email", "identifier", "address"})
HIDDEN: tuple[tuple[Kind, str, Defect], ...] = (
    ("confidential", "confidential_figure", "confidential_leak"),
    ("unconfirmed", "unconfirmed_figure", "unconfirmed_as_confirmed"),
    ("denied", "rumoured_figure", "rumour_amplified"),
)
"""Sources whose figures may not be said, with the rule and defect of saying them."""


def _squeezed(words: str) -> str:
    return re.sub(r"[\s\-_:()]", "", lower(words))


def check(reading: Reading, claim: Claim) -> Iterator[Finding]:
    """Yield a number that the brief does not have, with the one it was made from where one is much alike."""
    ledger, span = reading.ledger, (claim.start, claim.end)
    found = ledger.claims_like(claim)
    if not found and (is_set_aside(reading, claim) or _is_written_otherwise(reading, claim)):
        return
    if found:
        standing = misplaced(reading, claim, found) if claim.kind == "identifier" else None
        if standing is not None:
            yield _changed(reading, claim, standing)
        return
    if claim.kind == "address":
        yield from _place(reading, claim)
        return
    if claim.unit:
        yield from _label(reading, claim)
        return
    squeezed = _squeezed(claim.text)
    if claim.kind == "phone" and (
        claim.value in lexicon.counted().public_numbers or _is_known_phone(reading, claim.value)
    ):
        return
    if (
        re.search(rf"(?<![a-z0-9]){re.escape(squeezed)}(?![a-z0-9])", ledger.public_squeezed)
        or squeezed in ledger.public_text
    ):
        return
    for kind, rule, defect in HIDDEN:
        for source in ledger.of(kind):
            if squeezed in _squeezed(source.text):
                if kind != "denied" or "denied" not in claim.moods:
                    yield reading.finding(rule, span, defect, source=source)
                return
    yield _changed(reading, claim, _most_alike(reading, claim))


def _is_written_otherwise(reading: Reading, claim: Claim) -> bool:
    """Whether the brief has a name of letters and digits in the plural, or with a space or hyphen in it: SV418 for SV 418."""
    if claim.kind != "identifier":
        return False
    low = lower(claim.text)
    parts = re.findall(r"[a-z]+|[0-9]+", low) if not claim.unit else []
    forms = [f"{re.escape(low)}s"]
    if len(parts) > 1:
        forms.append(r"[\s-]?".join(parts))
    return bool(re.search(rf"(?<![a-z0-9])(?:{'|'.join(forms)})(?![a-z0-9])", reading.ledger.public_text))


def _place(reading: Reading, claim: Claim) -> Iterator[Finding]:
    """A street with its number: both must stand in one source; one of them alone makes it the altered one."""
    number, _, street = claim.value.partition(" ")
    for source in reading.ledger.public:
        low = lower(source.text)
        if street and street in low and re.search(rf"(?<![0-9]){re.escape(number)}(?![0-9])", low):
            return
    for kind, rule, defect in HIDDEN:
        for source, known in reading.ledger.claims("address", kind):
            if known.value == claim.value:
                yield reading.finding(rule, (claim.start, claim.end), defect, source=source)
                return
    alike = [
        (source, known)
        for source, known in reading.ledger.claims("address")
        if set(known.value.split(" ", 1)) & {number, street}
    ]
    yield _changed(reading, claim, alike[0] if alike else _most_alike(reading, claim))


def _label(reading: Reading, claim: Claim) -> Iterator[Finding]:
    """The number of one of several like things: doubted where the brief numbers such things otherwise, or not at all."""
    number = claim.value.rpartition(" ")[2].lower()
    like = [(s, k) for s, k in reading.ledger.claims("identifier") if k.unit == claim.unit]
    if like:
        near = reading.nearness_of(reading.around(claim))
        yield _changed(reading, claim, max(like, key=lambda entry: near.get(entry[0].id, 0.0)))
    elif len(number) > 1 and not re.search(rf"(?<![0-9]){number}(?![0-9])", reading.ledger.public_text):
        yield _changed(reading, claim, None)


def _changed(reading: Reading, claim: Claim, nearest: tuple[Source, Claim] | None) -> Finding:
    span = (claim.start, claim.end)
    if nearest is None:
        return reading.finding("unsupported_number", span, "unsupported_figure")
    source, known = nearest
    return reading.finding(
        "altered_number", span, "altered_fact", source=source, right=known.text, suggestion=known.text
    )


def _is_known_phone(reading: Reading, digits: str) -> bool:
    known = [k.value for _, k in reading.ledger.claims("phone")]
    return any(digits.lstrip("0") in (k.lstrip("0"), k.lstrip("0")[2:], "86" + k.lstrip("0")) for k in known)


def _most_alike(reading: Reading, claim: Claim) -> tuple[Source, Claim] | None:
    scored = [
        (SequenceMatcher(None, claim.value, known.value, autojunk=False).ratio(), place, source, known)
        for place, (source, known) in enumerate(reading.ledger.claims(claim.kind))
    ]
    if not scored:
        return None
    ratio, _, source, known = max(scored, key=lambda entry: (entry[0], -entry[1]))
    alone = claim.kind in ("phone", "url", "email") and len(scored) == 1
    return (source, known) if ratio >= MISWRITTEN or alone else None
