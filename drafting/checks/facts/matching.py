"""Which figures of the brief a figure of a text may be."""

from __future__ import annotations

from drafting.checks.facts.ledger import PUBLIC, Entry, Kind, Source
from drafting.checks.facts.likeness import MEASURED, counts_the_same
from drafting.checks.facts.otherwise import read_otherwise
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim


def _is_of_a_desk(reading: Reading, claim: Claim, source: Source) -> bool:
    """Whether a time of a day that is past would be carried by nothing but a contact's hours."""
    issued = reading.brief.issued_at
    return (
        claim.kind == "time"
        and source.kind == "contact"
        and issued is not None
        and claim.noun[:1].isdigit()
        and claim.noun < issued.date().isoformat()
    )


def _has_its_noun(claim: Claim, known: Claim) -> bool:
    """Whether two English figures have their noun or their measure in common, whatever else the clause names beside them."""
    if claim.kind != "quantity" or "ordinal" in (claim.unit, known.unit):
        return False
    mine, theirs = claim.noun.split()[:1], known.noun.split()[:1]
    return (bool(mine) and mine == theirs) or (bool(claim.unit) and claim.unit == known.unit in MEASURED)


def matches(reading: Reading, claim: Claim, *kinds: Kind) -> list[Entry]:
    """The sources of the given kinds that carry a figure of the text, counting the same thing."""
    found = [
        (source, known)
        for source, known in reading.of_one_value(claim, *(kinds or PUBLIC))
        if counts_the_same(claim, known, source) and not _is_of_a_desk(reading, claim, source)
    ]
    if found:
        return found
    if reading.passage.language == "en":
        return [(s, k) for s, k in reading.of_one_value(claim, *(kinds or PUBLIC)) if _has_its_noun(claim, k)]
    return read_otherwise(reading.ledger, claim, *(kinds or PUBLIC))
