"""English promises that are said to be kept at another time than the brief gives: by the weekend, within a week."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.brief import Commitment
from drafting.checks.facts.english_deadlines import Period, another_length, said_to_fall_due
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.placing import speaks_of_the_past_statement
from drafting.checks.facts.promises_told import TOLD, Span, due_day, due_in_words, tells
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import lower
from drafting.statement import Finding


def kept_otherwise(
    reading: Reading, promise: Commitment, source: Source, parts: list[Span]
) -> Iterator[Finding]:
    """Yield the other time by which an English sentence has a promise kept: by the weekend, within a week."""
    due = due_day(promise)
    for part in parts:
        periods = said_to_fall_due(reading, part) if due is not None else []
        periods = [p for p in periods if reading.setting.low[slice(*p[0])] not in lower(promise.text)]
        length = another_length(reading, part, source)
        if (not periods and length is None) or speaks_of_the_past_statement(reading, part):
            continue
        if tells(reading, promise, source, part) < TOLD or _is_told_better(reading, promise, part, periods):
            continue
        span = (length.start, length.end) if length is not None else periods[0][0]
        if due is not None and any(first <= due <= last for _, first, last in periods):
            continue
        yield reading.finding(
            "altered_figure",
            span,
            "altered_fact",
            source=source,
            right=due_in_words(promise),
            suggestion=due_in_words(promise),
        )


def _is_told_better(reading: Reading, promise: Commitment, part: Span, periods: list[Period]) -> bool:
    """Whether the part tells another promise that falls due just then."""
    sources = {source.id: source for source in reading.ledger.of("commitment")}
    return any(
        other.id != promise.id
        and (due := due_day(other)) is not None
        and any(first <= due <= last for _, first, last in periods)
        and tells(reading, other, sources[other.id], part) > 0
        for other in reading.brief.commitments
    )
