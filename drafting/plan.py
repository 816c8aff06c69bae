"""What must be said, in which order, resting on which facts: computed from the brief, deterministically."""

from __future__ import annotations

from drafting.brief import Channel, Kind, LanguageTag, Record
from drafting.statement import Posture


class PlannedElement(Record):
    """One element of a statement, such as `fact`, `care`, `action`, `advice`, `next_update`, `contact`.

    `facts` are the ids (facts, commitments, earlier statements) that its words may rest on; an element that
    names an unconfirmed or denied fact says so in `as_status`. `say` holds must_say alternatives it carries.
    """

    name: str
    posture: Posture
    required: bool = True
    facts: tuple[str, ...] = ()
    say: tuple[tuple[str, ...], ...] = ()


class Plan(Record):
    """The ordered elements of one statement, and what the brief lacks for its kind."""

    kind: Kind
    channel: Channel
    language: LanguageTag
    elements: tuple[PlannedElement, ...]
    notices: tuple[str, ...] = ()
