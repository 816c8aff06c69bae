"""What the wording of a sentence and the rules together say about each fault."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.model import MEANING_SIGNS, SIGNS, Array
from drafting.sentences import Span
from drafting.statement import Finding

_PLACE = {fault: place for place, fault in enumerate(FAULTS)}


def signs_of(
    scores: Array, sentences: Sequence[Span], findings: Sequence[Finding], meaning: Array | None = None
) -> Array:
    """Return the SIGNS of each sentence and fault, shaped (sentences, faults, SIGNS); with `meaning` its signs as well."""
    width = len(SIGNS) + (len(MEANING_SIGNS) if meaning is not None else 0)
    signs = np.zeros((len(sentences), len(FAULTS), width), dtype=np.float32)
    for row, (start, end) in enumerate(sentences):
        within = [
            finding
            for finding in findings
            if finding.start < end and start < finding.end and finding.start < finding.end
        ]
        signs[row, :, : len(SIGNS)] = _signs_within(scores[row], within)
        if meaning is not None:
            signs[row, :, len(SIGNS) :] = _with_lead(meaning[row])
    return signs


def _with_lead(scores: Array) -> Array:
    """Return each fault's score, and by how much it beats the best of the others (behind it, below nought)."""
    highest = np.sort(scores)[-2:]
    best_other = np.where(scores == highest[1], highest[0], highest[1])
    return np.asarray(np.stack([scores, scores - best_other], axis=1), dtype=np.float32)


def _signs_within(scores: Array, within: Sequence[Finding]) -> Array:
    signs = np.zeros((len(FAULTS), len(SIGNS)), dtype=np.float32)
    signs[:, :2] = _with_lead(scores)
    counted = np.zeros((len(FAULTS), 3))
    for finding in within:
        if finding.defect in _PLACE:
            level = ("error", "warning", "suggestion").index(finding.severity)
            counted[_PLACE[finding.defect], level] += 1
    grave = counted[:, :2].sum(axis=1)
    signs[:, 2] = counted[:, 0] > 0
    signs[:, 3] = counted[:, 1] > 0
    signs[:, 4] = counted[:, 1] > 1
    signs[:, 5] = counted[:, 2] > 0
    signs[:, 6] = grave.sum() > grave
    return signs
