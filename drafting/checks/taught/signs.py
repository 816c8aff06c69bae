"""What the wording of a sentence and the rules together say about each fault."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.model import SIGNS, Array
from drafting.sentences import Span
from drafting.statement import Finding

_PLACE = {fault: place for place, fault in enumerate(FAULTS)}


def signs_of(scores: Array, sentences: Sequence[Span], findings: Sequence[Finding]) -> Array:
    """Return the SIGNS of each sentence and fault, shaped (sentences, faults, SIGNS)."""
    signs = np.zeros((len(sentences), len(FAULTS), len(SIGNS)), dtype=np.float32)
    for row, (start, end) in enumerate(sentences):
        within = [
            finding
            for finding in findings
            if finding.start < end and start < finding.end and finding.start < finding.end
        ]
        signs[row] = _signs_within(scores[row], within)
    return signs


def _signs_within(scores: Array, within: Sequence[Finding]) -> Array:
    signs = np.zeros((len(FAULTS), len(SIGNS)), dtype=np.float32)
    highest = np.sort(scores)[-2:]
    for place in range(len(FAULTS)):
        best_other = highest[0] if scores[place] == highest[1] else highest[1]
        signs[place, :2] = scores[place], scores[place] - best_other
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
