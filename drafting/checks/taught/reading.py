"""Reads a text a second time, after the rules, as passages taught it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from drafting.checks.passage import Passage
from drafting.checks.taught.examples import most_like
from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.model import Array, taught_model
from drafting.checks.taught.pieces import says_enough
from drafting.checks.taught.signs import signs_of
from drafting.messages import say
from drafting.principles import principle_of
from drafting.sentences import Span
from drafting.statement import Defect, Finding

SAID = 0.5
"""From this probability on, a fault that no rule found is reported (ours, measured with benchmarks.defects)."""
DOUBTED = 0.4
"""Below this probability, a rule's warning is lowered to a suggestion (ours, measured likewise)."""

OPEN = 0.06
"""From this probability on, the meaning of the whole sentence is asked as well (ours: below it, it changes nothing)."""

_PLACE = {fault: place for place, fault in enumerate(FAULTS)}


def weighed(passage: Passage, found: Sequence[Finding]) -> list[Finding]:
    """Return the findings of the rules as the taught reader weighs them, and what it finds itself."""
    sentences = [
        span for span in passage.sentences if says_enough(passage.text[slice(*span)], passage.language)
    ]
    if not sentences:
        return list(found)
    model = taught_model(passage.language)
    scores = model.scores([passage.text[span.start : span.end] for span in sentences])
    likely = model.probabilities(signs_of(scores, sentences, found))
    open_rows = np.flatnonzero(likely.max(axis=1) >= OPEN) if model.meaning else ()
    if model.meaning and len(open_rows):
        spans = [sentences[row] for row in open_rows]
        meaning = model.meaning.scores([passage.text[slice(*span)] for span in spans])
        likely[open_rows] = model.meaning.probabilities(signs_of(scores[open_rows], spans, found, meaning))
    return [
        *(_doubted(passage, finding, sentences, likely) for finding in found),
        *_added(passage, found, sentences, likely),
    ]


def _doubted(passage: Passage, finding: Finding, sentences: Sequence[Span], likely: Array) -> Finding:
    """Return a rule's warning as a suggestion where every sentence that it touches speaks against it."""
    place = _PLACE.get(finding.defect)
    if place is None or finding.severity != "warning" or finding.family not in {"tone", "style"}:
        return finding
    touched = [
        row for row, span in enumerate(sentences) if finding.start < span.end and span.start < finding.end
    ]
    if not touched or max(likely[row, place] for row in touched) >= DOUBTED:
        return finding
    return finding.model_copy(
        update={
            "severity": "suggestion",
            "message": say("taught.doubted", passage.language, message=finding.message),
        }
    )


def _added(
    passage: Passage, found: Sequence[Finding], sentences: Sequence[Span], likely: Array
) -> Iterator[Finding]:
    for row, (start, end) in enumerate(sentences):
        for place, fault in enumerate(FAULTS):
            if likely[row, place] < SAID or _is_found(found, fault, start, end):
                continue
            yield passage.finding(
                f"taught.{fault}",
                (start, end),
                say(f"taught.{fault}", passage.language),
                family="tone",
                defect=fault,
                severity="warning",
                principle=principle_of(fault),
                suggestion=say(f"taught.{fault}_advice", passage.language),
                evidence=_evidence(passage, fault, (start, end), float(likely[row, place])),
            )


_INNER_QUOTES = str.maketrans("“”", "‘’")


def _evidence(passage: Passage, fault: Defect, span: tuple[int, int], likelihood: float) -> str:
    share = round(likelihood * 100)
    like = most_like(passage.text[slice(*span)], fault, passage.language)
    if like is None:
        return say("taught.evidence", passage.language, share=share)
    return say("taught.evidence_like", passage.language, share=share, words=like.translate(_INNER_QUOTES))


def _is_found(found: Sequence[Finding], fault: Defect, start: int, end: int) -> bool:
    return any(
        finding.defect == fault
        and finding.severity != "suggestion"
        and finding.start < end
        and start < finding.end
        for finding in found
    )
