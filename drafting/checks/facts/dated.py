"""Moments that tell when something held or was said, and not what happened."""

from __future__ import annotations

import re

from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.likeness import same_figure
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_DATELINE = 4
"""A clause with fewer pieces than this beside its date is a dateline."""
CALENDAR = late(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|utc|gmt|[a-z]+day|[年月日时分]")
RELATIVE = late(r"[今昨前明后]|today|yesterday|tomorrow|tonight|morning|evening|(?<![a-z])ago(?![a-z])")
AS_OF = late(
    r"截至|截止|^\s*到(?:今|昨|目前|[0-9]{1,2}月)|前(?:都|就)?已|为止|(?<![a-z])as (?:of|at)(?![a-z])",
    re.MULTILINE,
)
SAID = late(
    r"说过|说的|说好|曾说|曾称|所说|所称|我们说|前说|通报称|声明称|原定|承诺过|的通报|的声明|(?<!下)(?<!下一)次通报|(?<!下)(?<!下一)次声明|更正"
    r"|(?<![a-z])(?:we (?:had )?(?:said|told|wrote|gave|promised|listed|stated|announced|reported)|(?:as|previously|earlier) (?:stated|reported|announced)|correct(?:ion|ed|s)?|our (?:first |earlier |previous |last )?(?:notice|statement|update|post|message))(?![a-z])"
)
"""Words by which a sentence speaks of what was said before."""


def moments_as_of(reading: Reading, claim: Claim) -> list[Entry]:
    """The moments as of which the brief's facts hold, where the text speaks of one and the brief has such moments."""
    if not AS_OF.search(reading.setting.low, claim.clause[0], claim.end + 4):
        return []
    known = [
        (s, k) for s, k in reading.ledger.claims(claim.kind, "confirmed") if s.whole or holds_as_of(s, k)
    ]
    return known if any(source.whole for source, _ in known) else []


def holds_as_of(source: Source, known: Claim) -> bool:
    """Whether a fact's own words give this moment as the one for which it holds."""
    return bool(AS_OF.search(lower(source.text), known.clause[0], known.end + 4))


def said_then(reading: Reading, claim: Claim) -> Entry | None:
    """The day or hour that an earlier statement gave, where a sentence about that statement gives one it did not."""
    then = reading.ledger.claims(claim.kind, "earlier")
    if not then or any(same_figure(claim, known) for _, known in then):
        return None
    return next(((source, known) for source, known in then if not source.whole), None)


def is_deadline(reading: Reading, claim: Claim) -> bool:
    """Whether a moment is one by or from which something is to happen."""
    low = reading.setting.low
    return (
        bool(re.search(r"(?:by|before|until)\s(?:the\s)?$", low[: claim.start][-12:]))
        or low[claim.end : claim.end + 1] == "前"
    )


def is_dateline(reading: Reading, claim: Claim) -> bool:
    """Whether a line, or the clause itself, holds hardly more than the date and time of issue."""
    text = reading.passage.text
    if claim.value.rstrip("?") not in reading.issue:
        return False
    end = text.find("\n", claim.end)
    line = (text.rfind("\n", 0, claim.start) + 1, end if end >= 0 else len(text))
    return _said_beside(reading, line) < _DATELINE


def _said_beside(reading: Reading, span: tuple[int, int]) -> int:
    words = CALENDAR.sub(" ", reading.setting.low[span[0] : span[1]])
    return len(grams(words, reading.passage.language))


def hours_beside(reading: Reading, claim: Claim) -> list[Entry] | None:
    """The hours of the contact whose number stands just before the time, or nothing."""
    phones = [
        c
        for c in reading.claims_in((claim.start - 100, claim.start))
        if c.kind in ("phone", "email") and c.end <= claim.start <= c.end + 24
    ]
    if not phones or claim.noun or "\n" in reading.passage.text[phones[-1].end : claim.start]:
        return None
    between = reading.passage.text[phones[-1].end : claim.start]
    if re.search(r"[。;!?]|before|by\s", between) or reading.passage.text.startswith("前", claim.end):
        return None
    sources = {
        id(s) for s, k in reading.ledger.claims(phones[-1].kind, "contact") if k.value == phones[-1].value
    }
    return [(s, k) for s, k in reading.ledger.claims("time", "contact") if id(s) in sources]
