"""A cause may be asserted only where a confirmed fact gives it."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.checks.facts.bearing import is_borne_whole
from drafting.checks.facts.reading import Reading
from drafting.late_patterns import late
from drafting.statement import Finding

_CARRIED = 0.55
"""The share of a causal clause's pieces that its fact must hold; measured on the examples' true statements."""


_TELLS_OUTCOME = late(
    r"(?:了)?(?:约|共|近)?[0-9一二三四五六七八九十两]+\s?[名人位]|人员|\s+(?:it|this|that|them|you|your|what|any|ours?(?: own)?|known|clear|simple|the same)\b"
)
"""造成3人受伤 tells an outcome, which the figures' check looks at; because of it points back."""


_OF_KNOWING = late(
    r"(?<![a-z])(?:we|i)(?:'re|'m|\s(?:only|first|are|am|have|had|were))?\s(?:learned|learnt|know|knew|heard|noticed|found out|sorry|ashamed|apologi[sz]e|ask|asked|writing|write|telling|tell)(?![a-z])"
)
"""Why the organisation knows, writes or is sorry is no cause of what happened."""


_IS_DUE = late(
    r"due to (?:be|end|start|begin|open|close|finish|arrive|leave|return|resume|run|report|appear|meet|speak|come|go|take place|make|give|continue|reach|complete|publish|issue|follow|reopen|restart|last|have|get|receive|pay|hand)(?![a-z])"
)
"""What is due to happen has no cause in it."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield causes that no confirmed fact carries."""
    if not reading.comparable:
        return
    for claim in reading.claims:
        if (
            claim.kind != "cause"
            or not claim.asserted
            or claim.negated
            or "future" in claim.moods
            or _TELLS_OUTCOME.match(reading.setting.low, claim.end)
            or _IS_DUE.match(reading.setting.low, claim.start)
            or _OF_KNOWING.search(reading.setting.low, claim.clause[0], claim.start)
        ):
            continue
        pieces = reading.grams_of(claim.clause)
        if (
            not pieces
            or is_borne_whole(reading, claim.clause)
            or _is_carried(reading, pieces)
            or _is_carried(reading, reading.grams_of(claim.sentence))
        ):
            continue
        hidden = [
            s
            for s in reading.ledger.of("unconfirmed", "confidential")
            if len(pieces & s.grams) >= len(pieces) * 0.4
        ]
        source = hidden[0] if hidden else None
        yield reading.finding("cause", claim.clause, "speculation_as_fact", source=source)


def _is_carried(reading: Reading, pieces: frozenset[str]) -> bool:
    """One source holds most of the clause, or all the confirmed ones together hold nearly all of it."""
    ledger = reading.ledger
    if any(len(pieces & s.grams) >= len(pieces) * _CARRIED for s in ledger.of("confirmed", "commitment")):
        return True
    return len(pieces & ledger.public_grams) >= len(pieces) * 0.75
