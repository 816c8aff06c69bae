"""English sums whose currency only the sum before them has: 2.1 million dollars so far, of which 1.5 million is insured."""

from __future__ import annotations

from dataclasses import replace

from drafting.claims.claim import Claim
from drafting.late_patterns import late

_LARGE = late(r"[0-9.,]+\s?(?:million|billion|trillion|mn|bn)|[a-z -]+\s(?:million|billion|trillion)")


def with_their_currency(claims: list[Claim]) -> list[Claim]:
    """Return the claims with every bare number of millions that stands behind a sum in its sentence read as a sum."""
    found: list[Claim] = []
    last: Claim | None = None
    for claim in claims:
        if claim.kind == "money":
            last = claim
        is_bare = claim.kind == "quantity" and not (claim.unit or claim.noun)
        is_sum = is_bare and last is not None and last.sentence == claim.sentence
        if last is not None and is_sum and _LARGE.fullmatch(claim.text.lower()):
            found.append(replace(claim, kind="money", unit=last.unit))
        else:
            found.append(claim)
    return found
