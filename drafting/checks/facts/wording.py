"""Words that the brief demands or forbids, and what was carried over from another company's case."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from drafting.checks.facts.grams import stem
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import lower
from drafting.statement import Finding

_PATIENCE = 0.25
"""Seconds that one expression of a brief may take over one text."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield missing must_say words, forbidden words, and names of precedents."""
    yield from _must_say(reading)
    yield from _must_not_say(reading)
    yield from _foreign(reading)


def _must_say(reading: Reading) -> Iterator[Finding]:
    if reading.passage.kind is None:
        return
    low = reading.setting.low
    stems = {stem(word) for word in regex.findall(r"[a-z][a-z'-]*", low)}
    for entry in reading.brief.must_say:
        if not any(_is_said(lower(alternative), low, stems) for alternative in entry):
            words = " / ".join(entry)
            yield reading.passage.missing(
                "facts.must_say", reading.say("must_say", words=words), family="facts", defect="other",
                severity="error", principle="transparency", suggestion=entry[0],
            )  # fmt: skip


def _is_said(alternative: str, low: str, stems: set[str]) -> bool:
    if alternative in low:
        return True
    words = regex.findall(r"[a-z][a-z'-]*", alternative)
    return bool(words) and alternative.isascii() and all(stem(word) in stems for word in words)


def _must_not_say(reading: Reading) -> Iterator[Finding]:
    for expression in reading.brief.must_not_say:
        try:
            for match in regex.finditer(expression, reading.passage.text, timeout=_PATIENCE):
                if match.end() > match.start():
                    yield reading.finding("must_not_say", match.span(), "other", principle="responsibility")
        except (regex.error, TimeoutError):
            yield reading.passage.missing(
                "facts.must_not_say", reading.say("expression", words=expression), family="facts", defect="other",
                severity="warning", principle="responsibility",
            )  # fmt: skip


def _foreign(reading: Reading) -> Iterator[Finding]:
    for name in reading.passage.foreign_names:
        wanted = lower(name)
        if len(wanted) < 2 or wanted in reading.ledger.public_text:
            continue
        edge = r"(?<![a-z0-9])" if wanted[0].isascii() else ""
        end = r"(?![a-z0-9])" if wanted[-1].isascii() else ""
        for match in regex.finditer(edge + regex.escape(wanted) + end, reading.setting.low):
            yield reading.finding("foreign_name", match.span(), "unsupported_figure")
