"""Which figures of a brief an English figure can hardly stand in the place of."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.checks.facts.beside import Alike
from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower

_APART = 100
"""A count a hundred times as large as another is hardly said in its place (ours)."""


def cannot_stand_for(reading: Reading, claim: Claim, near: Alike, found: list[Entry]) -> bool:
    """Whether an English figure is not put in the place of a known one, however alike the words beside them are.

    The moment as of which a fact holds is in no sentence's place but one that says as of; a part of a whole is not
    written for the whole that its own fact names before it; thousands are not written for nine.
    """
    if reading.passage.language != "en":
        return False
    if near.source.whole and claim.kind == "date":
        return True
    if claim.kind == "identifier":
        return bool(claim.unit) and claim.negated and not near.known.negated
    if claim.kind != "quantity" or not found:
        return False
    noun, other = claim.noun.split()[:1], near.known.noun.split()[:1]
    if noun and other and noun != other and any(known.noun.split()[:1] == noun for _, known in found):
        return True
    mine, theirs = Decimal(claim.value), Decimal(near.known.value)
    if mine and theirs and not 1 / _APART < mine / theirs < _APART:
        return True
    return any(source is near.source and _is_its_part(source, known, near.known) for source, known in found)


_WHOLE_BEFORE = re.compile(r"(?<![a-z])of\s(?:the\s|our\s|all\s|its\s|these\s|those\s)*$")


def _is_its_part(source: Source, part: Claim, whole: Claim) -> bool:
    """Whether a fact gives a part of a whole: 402 of the 486, of the 61 grades 54."""
    low = lower(source.text)
    if Decimal(part.value) >= Decimal(whole.value) or part.clause != whole.clause:
        return False
    return bool(_WHOLE_BEFORE.search(low[: whole.start][-16:]))
