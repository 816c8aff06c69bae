"""Shortens a statement to what its channel can carry, leaving out what matters least first."""

from __future__ import annotations

from drafting.channels import channel_limits, length_in
from drafting.checks import structure
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

_NEVER_MISSED = ("acknowledge", "since_last", "closing_care", "action")
"""What may go for the sake of a limit that is only our own norm."""


def fitted(composition: Composition) -> Composition:
    """Return the composition cut to the channel's limit, or unchanged where it fits or has no limit.

    Sentences go one by one from the last of the least important element; the first sentence of `facts`, and any
    sentence that alone carries words that the brief orders, stay. What still does not fit is left to the layout
    (a thread on X) and to the length check.
    """
    limit = channel_limits(composition.plan.channel).limit
    if limit is None or (composition.plan.channel == "x" and composition.plan.casualties):
        # Where people were hurt, a thread says what a single post would have to leave out.
        return composition
    current = composition
    binding = channel_limits(composition.plan.channel).grade != "own"
    for name in _LEAST_FIRST if binding else _NEVER_MISSED:
        for sentence in reversed(current.element(name)):
            if _length(current) <= limit:
                return current
            if name == "facts" and sentence == current.element(name)[0]:
                continue
            kept = [s for s in current.sentences if s != sentence]
            shorter = current.with_sentences(kept)
            if _unmet(shorter) <= _unmet(current) and _still_whole(shorter, current):
                current = shorter
    return current if _length(current) <= limit or composition.plan.channel != "x" else composition


def _still_whole(shorter: Composition, current: Composition) -> bool:
    """Return whether nothing that the kind requires got lost; X has no room for all of it."""
    if current.plan.channel == "x":
        return True
    return _faults(shorter) <= _faults(current)


def _faults(composition: Composition) -> int:
    return sum(1 for _ in structure.check(composition.passage(composition.statement())))


def _length(composition: Composition) -> int:
    text = composition.page().text.replace("\n\n", "")
    return length_in(composition.plan.channel, text)


def _unmet(composition: Composition) -> int:
    return len(unmet_must_say(composition.brief, composition.page().text))
