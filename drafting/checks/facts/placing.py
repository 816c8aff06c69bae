"""A figure that the brief has, said of something for which the brief has another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Kind, Source
from drafting.checks.facts.likeness import counts_the_same, same_figure
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim

NEAR = 0.5
"""A clause half of whose pieces stand in a source speaks of it (ours, by the true statements of the examples)."""
_FAR = 0.4
"""The figure's own source is another matter where it holds less than this share of what the nearest one holds."""
_DATELINE = 4
"""A clause with fewer pieces than this beside its date is a dateline."""
_CALENDAR = re.compile(
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*|utc|gmt|[a-z]+day|[年月日时分]"
)
_RELATIVE = re.compile(r"[今昨前明后]|today|yesterday|tomorrow|tonight|morning|evening")
_PLACED = frozenset({"quantity", "money", "percent", "date", "time"})


def misplaced(
    reading: Reading, claim: Claim, found: list[tuple[Source, Claim]]
) -> Iterator[tuple[Source, Claim]]:
    """Yield the source and figure that stand in a claim's place, where its own stand elsewhere."""
    if claim.kind not in _PLACED:
        return
    if claim.kind == "time" and (line := _hours_beside(reading, claim)) is not None:
        if line and not any(same_figure(claim, known) for _, known in line):
            yield line[0]
        return
    if not reading.comparable or (claim.kind == "date" and _RELATIVE.search(claim.text)):
        return
    if _is_dateline(reading, claim):
        return
    kinds: tuple[Kind, ...] = (
        ("commitment",) if "future" in claim.moods or _is_deadline(reading, claim) else ("confirmed",)
    )
    near = reading.nearness_of(reading.around(claim))
    candidates = {s.id: near.get(s.id, 0.0) for s in reading.ledger.of(*kinds)}
    best = max(candidates, key=lambda name: candidates[name], default="")
    if not best or candidates[best] < NEAR:
        return
    strict = reading.nearness(claim.clause)
    own = max((part.get(s.id, 0.0) for s, _ in found if s.id for part in (near, strict)), default=0.0)
    if own > candidates[best] * _FAR:
        return
    yield from _missing_here(reading, claim, best, kinds)


def _is_deadline(reading: Reading, claim: Claim) -> bool:
    low = reading.setting.low
    return (
        bool(re.search(r"(?:by|before|until)\s$", low[: claim.start][-8:]))
        or low[claim.end : claim.end + 1] == "前"
    )


def _is_dateline(reading: Reading, claim: Claim) -> bool:
    """Whether a line, or the clause itself, holds hardly more than the date and time of issue."""
    issued, text = reading.brief.issued_at, reading.passage.text
    if issued is None or claim.value.rstrip("?") not in (issued.date().isoformat(), f"{issued:%H:%M}"):
        return False
    end = text.find("\n", claim.end)
    line = (text.rfind("\n", 0, claim.start) + 1, end if end >= 0 else len(text))
    return _said_beside(reading, line) < _DATELINE


def _said_beside(reading: Reading, span: tuple[int, int]) -> int:
    words = _CALENDAR.sub(" ", reading.setting.low[span[0] : span[1]])
    return len(grams(words, reading.passage.language))


def _missing_here(
    reading: Reading, claim: Claim, best: str, kinds: tuple[Kind, ...]
) -> Iterator[tuple[Source, Claim]]:
    """The nearest source's own figure, unless the sentence gives it as well or the source has this one too."""
    here = [c for c in reading.claims_in(claim.sentence) if c.kind == claim.kind]
    own = [
        (s, k)
        for s, k in reading.ledger.claims(claim.kind, *kinds)
        if s.id == best and counts_the_same(claim, k, s)
    ]
    if not own or any(same_figure(claim, k) for _, k in own):
        return
    if claim.kind not in ("date", "time") and any(same_figure(c, k) for c in here for _, k in own):
        return
    unsaid = [(s, k) for s, k in own if not any(same_figure(c, k) for c in here)]
    if unsaid:
        yield unsaid[0]


def _hours_beside(reading: Reading, claim: Claim) -> list[tuple[Source, Claim]] | None:
    """The hours of the contact whose number stands just before the time, or nothing."""
    phones = [
        c
        for c in reading.claims_in((claim.start - 100, claim.start))
        if c.kind in ("phone", "email") and c.end <= claim.start <= c.end + 24
    ]
    if not phones or claim.noun or "\n" in reading.passage.text[phones[-1].end : claim.start]:
        return None
    if re.search(r"[。;!?]|before|by\s|前", reading.passage.text[phones[-1].end : claim.end + 2]):
        return None
    sources = {
        id(s) for s, k in reading.ledger.claims(phones[-1].kind, "contact") if k.value == phones[-1].value
    }
    return [(s, k) for s, k in reading.ledger.claims("time", "contact") if id(s) in sources]
