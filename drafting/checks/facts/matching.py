"""Which figures of the brief a figure of a text may be."""

from __future__ import annotations

from drafting.checks.facts.ledger import PUBLIC, Entry, Kind, Source
from drafting.checks.facts.likeness import counts_the_same, same_figure
from drafting.checks.facts.otherwise import read_otherwise
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim


def of_one_value(reading: Reading, claim: Claim, *kinds: Kind) -> list[Entry]:
    """The brief's figures of the same value as one of the text, whatever they count."""
    return [(s, k) for s, k in reading.ledger.claims_like(claim, *kinds) if same_figure(claim, k)]


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


def matches(reading: Reading, claim: Claim, *kinds: Kind) -> list[Entry]:
    """The sources of the given kinds that carry a figure of the text, counting the same thing."""
    found = [
        (source, known)
        for source, known in of_one_value(reading, claim, *(kinds or PUBLIC))
        if counts_the_same(claim, known, source) and not _is_of_a_desk(reading, claim, source)
    ]
    if found or reading.passage.language == "en":
        return found
    return read_otherwise(reading.ledger, claim, *(kinds or PUBLIC))
