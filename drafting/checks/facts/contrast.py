"""A clause laid beside the fact's own clause: what was turned round or widened on the way.

Clauses are compared word for word only where they say nearly the same, so that a free rewording is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafting.checks.facts.grams import grams, grams_in_order
from drafting.checks.facts.hedging import is_hedged
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Mood
from drafting.claims.setting import Setting
from drafting.messages import Language
from drafting.statement import Finding, Severity

_SAME, _LEAST = 0.45, 3
"""Two clauses speak of the same where they share this part of the pieces of both, and at least three (ours)."""
_NEGATORS_ZH = re.compile(
    r"(?:停止|禁止|未(?!来|成年)|没有|没(?!收)|无(?!论|偿|条件|理由|障碍|疑|法规)|并非|并不|不(?!仅|但|只|断|论|便|适|安|良|当|足|幸|同|久|少|法|明|过|惜|容|锈|低于|少于|超过|晚于|迟于|到))"
)
_NEGATORS_EN = re.compile(
    r"(?<![a-z])(?:not?|never|none|neither|nobody|nothing|without|cannot)(?![a-z])|n't(?![a-z])"
)
_DISTRIBUTIVE = frozenset({"every", "each", "any", "both", "everyone", "everybody", "任何", "每位", "每一位"})
_WIDE = frozenset({"all", "only", "some", "most"})


@lru_cache(maxsize=512)
def _clauses(source: Source) -> tuple[tuple[frozenset[str], frozenset[str], frozenset[str], str, bool], ...]:
    """A source's clauses: pieces, negations, words of scope, text, and whether it is hedged."""
    setting = Setting(source.text, source.language)
    found = []
    for start, end in setting.clauses:
        scope = frozenset(c.value for c in source.claims if c.kind == "scope" and start <= c.start < end)
        text = source.text[start:end]
        hedged = bool(setting.marked("hedged", start, end))
        found.append(
            (grams(text, source.language), _negations(text.lower(), source.language), scope, text, hedged)
        )
    return tuple(found)


def _negations(low: str, language: Language) -> frozenset[str]:
    """The pieces that a clause negates: those of the words right after each negator."""
    if language == "zh":
        return frozenset().union(
            *(grams(low[m.end() : m.end() + 5], "zh") for m in _NEGATORS_ZH.finditer(low))
        )
    found: set[str] = set()
    for match in _NEGATORS_EN.finditer(low):
        words = grams_in_order(low[match.end() :])
        found.update(words[:2])
    return frozenset(found)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield clauses that turn round or widen what a confirmed fact or a commitment says."""
    if not reading.comparable:
        return
    language = reading.passage.language
    sources = [s for s in reading.ledger.of("confirmed", "commitment") if s.language == language]
    for clause in reading.setting.clauses:
        pieces = reading.grams_of(clause)
        if len(pieces) < _LEAST:
            continue
        best = _nearest(reading, pieces, sources)
        if best is None:
            continue
        source, own = best
        yield from _polarity(reading, clause, source, own)
        yield from _scope(reading, clause, source, own)


_Clause = tuple[frozenset[str], frozenset[str], frozenset[str], str, bool]


def _nearest(
    reading: Reading, pieces: frozenset[str], sources: list[Source]
) -> tuple[Source, _Clause] | None:
    best: tuple[float, Source, _Clause] | None = None
    near = reading.nearness_of(pieces)
    for source in sources:
        if near.get(source.id, 0.0) * len(pieces) < _LEAST - 0.5:
            continue
        for own in _clauses(source):
            shared = len(pieces & own[0])
            if shared < _LEAST or not own[0]:
                continue
            score = 2 * shared / (len(pieces) + len(own[0]))
            if score >= _SAME and (best is None or score > best[0]):
                best = (score, source, own)
    return (best[1], best[2]) if best else None


def _polarity(reading: Reading, clause: tuple[int, int], source: Source, own: _Clause) -> Iterator[Finding]:
    moods: tuple[Mood, ...] = ("hedged", "question", "denied", "conditional", "directive")
    if any(reading.setting.marked(mood, *clause) for mood in moods if mood != "denied"):
        return
    language = reading.passage.language
    low = reading.setting.low[slice(*clause)]
    if is_hedged(reading, clause) or own[4]:
        return
    said, pieces = _negations(low, language), reading.grams_of(clause)
    turned = {p for p in said - own[1] if p in own[0]} | {p for p in own[1] - said if p in pieces}
    if turned and bool(said) != bool(own[1]):
        yield reading.finding(
            "altered_words", clause, "altered_fact", source=source, suggestion=own[3].strip()
        )


def _scope(reading: Reading, clause: tuple[int, int], source: Source, own: _Clause) -> Iterator[Finding]:
    said = [c for c in reading.claims_in(clause) if c.kind == "scope" and c.value in _WIDE]
    for claim in said:
        known = own[2] | frozenset(c.value for c in source.claims if c.kind == "scope")
        if claim.value in known or "quoted" in claim.moods:
            continue
        if claim.text.lower() in _DISTRIBUTIVE:
            continue
        if claim.value == "all" and _counts_everybody(reading, claim.clause, source):
            continue
        severity: Severity = "warning" if claim.value == "only" else "error"
        yield reading.finding(
            "altered_scope",
            clause,
            "altered_fact",
            source=source,
            severity=severity,
            suggestion=own[3].strip(),
        )
        return


def _counts_everybody(reading: Reading, clause: tuple[int, int], source: Source) -> bool:
    """126名游客全部下站 says no more than 126名游客下站, where the figure stands with it."""
    own = {c.value for c in source.claims if c.kind == "quantity"}
    return any(c.kind == "quantity" and c.value in own for c in reading.claims_in(clause))
