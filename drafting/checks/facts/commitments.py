"""Promises: the deadline as the brief gives it, and said with the promise."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.brief import Commitment
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.statement import Finding

_SPOKEN_OF = 0.5
"""A sentence that holds half of a promise's pieces gives that promise (ours, by the fixtures)."""
_HINTED = 0.2
"""With a vague word for the time, a fifth is enough (ours)."""
_VAGUE = re.compile(
    r"适时|尽快|尽早|即将|后续将|将继续|再(?:向大家)?通报|陆续|稍后|in due course|as soon as possible|in the coming|(?<![a-z])(?:shortly|soon|later)(?![a-z])"
)
_WHEN = frozenset({"date", "time", "duration"})


def check(reading: Reading) -> Iterator[Finding]:
    """Yield promises whose deadline was left out."""
    if not reading.comparable:
        return
    sources = {s.id: s for s in reading.ledger.of("commitment")}
    moments = [c for c in reading.claims if c.kind in _WHEN]
    for promise in reading.brief.commitments:
        if promise.due:
            yield from _without_deadline(reading, promise, sources[promise.id], [c.sentence for c in moments])


def _without_deadline(
    reading: Reading, promise: Commitment, source: Source, timed: list[tuple[int, int]]
) -> Iterator[Finding]:
    wanted = grams(promise.text, source.language)
    due = [c.value for c in source.claims if c.kind in _WHEN]
    if not wanted or not due:
        return
    untimed = None
    for sentence in reading.setting.sentences:
        share = _HINTED if _VAGUE.search(reading.setting.low, *sentence) else _SPOKEN_OF
        if len(wanted & reading.grams_of(sentence)) < len(wanted) * share:
            continue
        if _tells_a_fact(reading, sentence, source):
            continue
        if sentence in timed:
            return
        untimed = untimed or sentence
    stated = any(c.kind == "date" and c.value in due for c in reading.claims) or any(
        c.kind == "time" and c.value.rstrip("?") in due and c.noun == "" for c in reading.claims
    )
    if untimed is not None and not stated:
        yield reading.finding(
            "deadline",
            untimed,
            "missing_deadline",
            source=source,
            principle="transparency",
            due=_due(promise),
            suggestion=_due(promise),
        )


def _tells_a_fact(reading: Reading, sentence: tuple[int, int], source: Source) -> bool:
    """Whether a sentence repeats a confirmed fact rather than the promise, and promises nothing."""
    if reading.setting.marked("future", *sentence):
        return False
    near = reading.nearness(sentence)
    facts = max((near.get(s.id, 0.0) for s in reading.ledger.of("confirmed")), default=0.0)
    return facts > near.get(source.id, 0.0)


def _due(promise: Commitment) -> str:
    moment = promise.due_at
    return (promise.due or "") if moment is None else f"{moment:%Y-%m-%d %H:%M}".replace(" 00:00", "")
