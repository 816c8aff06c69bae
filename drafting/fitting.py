"""Shortens a statement to what its channel can carry, leaving out what matters least first."""

from __future__ import annotations

from drafting.channels import channel_limits, length_in
from drafting.composing import Composition
from drafting.writers.must_say import unmet_must_say

_LEAST_FIRST = (
    "closing_care",
    "acknowledge",
    "since_last",
    "prevention",
    "care",
    "remedy",
    "action",
    "advice",
    "unknown",
    "facts",
)
"""What a reader in danger can do without, first; what stays is the denial, the fact, the advice and the contact."""


def fitted(composition: Composition) -> Composition:
    """Return the composition cut to the channel's limit, or unchanged where it fits or has no limit.

    Sentences go one by one from the last of the least important element; the first sentence of `facts`, and any
    sentence that alone carries words that the brief orders, stay. What still does not fit is left to the layout
    (a thread on X) and to the length check.
    """
    limit = channel_limits(composition.plan.channel).limit
    if limit is None:
        return composition
    current = composition
    for name in _LEAST_FIRST:
        for sentence in reversed(current.element(name)):
            if _length(current) <= limit:
                return current
            if name == "facts" and sentence == current.element(name)[0]:
                continue
            kept = [s for s in current.sentences if s != sentence]
            shorter = current.with_sentences(kept)
            if _unmet(shorter) <= _unmet(current):
                current = shorter
    return current if _length(current) <= limit or composition.plan.channel != "x" else composition


def _length(composition: Composition) -> int:
    text = composition.page().text.replace("\n\n", "")
    return length_in(composition.plan.channel, text)


def _unmet(composition: Composition) -> int:
    return len(unmet_must_say(composition.brief, composition.page().text))
