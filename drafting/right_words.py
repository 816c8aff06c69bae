"""Whether the figure that a finding offers is surely the one that the text meant, so that it may be put in unasked."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from drafting.checks.facts.grams import grams
from drafting.checks.facts.likeness import same_figure
from drafting.claims import lexicon, read_claims
from drafting.claims.claim import Claim
from drafting.claims.fold import is_mostly_han
from drafting.messages import Language
from drafting.statement import Finding

_ABOUT_IT = 0.5
"""How much of the clause must stand in the fact, for the fact to be what it speaks of (ours)."""
_TENFOLD = Decimal(10)
"""A figure that is off by more than a lost or doubled digit is rather another figure (ours)."""
_SAME_NUMBER = 0.7
_ID = re.compile(r"\A[A-Za-z][\w.-]{0,40}: ")
"""The id that stands before a fact in a finding's evidence; a contact has none."""
_NUMBERS = frozenset({"phone", "url", "email", "identifier"})


def is_beyond_doubt(text: str, finding: Finding) -> bool:
    """Return whether a figure, number or name that the fact lock offers may be written in without being asked.

    A figure may where the text does not say the right one already, the clause speaks of the fact, and the fact has
    one figure of the kind only. A telephone number or other code may where the two are nearly the same.
    """
    if finding.rule == "facts.altered_name":
        return not _stands_in(finding.suggestion or "", text)
    language: Language = "zh" if is_mostly_han(text) else "en"
    claims = read_claims(text, language)
    own = next((c for c in claims if c.start == finding.start and c.end == finding.end), None)
    fact = _ID.sub("", finding.evidence or "")
    if own is None or (finding.suggestion or "").strip() not in fact:
        return False
    known = [c for c in read_claims(fact, "zh" if is_mostly_han(fact) else "en") if c.kind == own.kind]
    right = next((c for c in known if c.text.strip() == (finding.suggestion or "").strip()), None)
    if right is None or any(
        _same(right, other) for other in claims if other is not own and other.kind == own.kind
    ):
        return False
    if own.kind in _NUMBERS:
        return SequenceMatcher(None, own.value, right.value, autojunk=False).ratio() >= _SAME_NUMBER
    rivals = {c.value for c in known if _may_be_meant(own, c)}
    return rivals == {right.value} and _is_near(own, right) and _speaks_of(text, own, fact, language)


def _stands_in(words: str, text: str) -> bool:
    return not words or words.lower() in text.lower()


def _same(right: Claim, other: Claim) -> bool:
    return right.value == other.value or same_figure(right, other) or same_figure(other, right)


def _may_be_meant(own: Claim, known: Claim) -> bool:
    mine, theirs = own.counts & _outcomes(), known.counts & _outcomes()
    return not mine or not theirs or bool(mine & theirs)


def _outcomes() -> frozenset[str]:
    classes = lexicon.counted().classes
    return frozenset(name for name, entry in classes.items() if entry.group == "outcome")


def _is_near(own: Claim, right: Claim) -> bool:
    try:
        mine, theirs = Decimal(own.value), Decimal(right.value)
    except InvalidOperation:
        return True
    low, high = sorted((abs(mine), abs(theirs)))
    return low > 0 and high <= low * _TENFOLD


def _speaks_of(text: str, own: Claim, fact: str, language: Language) -> bool:
    about = grams(text[slice(*own.clause)], language)
    if len(about) < 2:
        about |= grams(text[slice(*own.sentence)], language)
    return bool(about) and len(about & grams(fact, language)) >= _ABOUT_IT * len(about)
