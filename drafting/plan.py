"""What must be said, in which order, resting on which facts: the records of a plan. `planning` computes them."""

from __future__ import annotations

from drafting.brief import Channel, Cluster, Kind, LanguageTag, Record
from drafting.statement import Posture


class PlannedElement(Record):
    """One element of a statement, such as `facts`, `care`, `action`, `advice`, `next_update`, `contact`.

    Attributes:
        facts: ids (facts, commitments, earlier statements) that its words may rest on, in order.
        topics: neutral subjects that may be named as being verified; never an unconfirmed fact's own words.
        hints: sentences of advice or of the particular fear, from the hazard table, that its words may follow.
        say: must_say entries that it carries; of each, one alternative has to appear in the statement.
    """

    name: str
    posture: Posture
    required: bool = True
    facts: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    say: tuple[tuple[str, ...], ...] = ()


class Correction(Record):
    """What an earlier statement said (`old`, its own words) and a confirmed fact now changes."""

    fact: str
    earlier: str
    old: str


class Plan(Record):
    """The ordered elements of one statement, whom it concerns, and what the brief lacks for its kind.

    `group` is how the people concerned are called and `fears` name their worry; `subject` names the incident from confirmed words, or is empty.
    `at_fault`: the brief declares, or confirmed facts show, that this was preventable. `deaths` and `injuries` say what the confirmed facts carry, not what may be feared.
    """

    kind: Kind
    channel: Channel
    language: LanguageTag
    elements: tuple[PlannedElement, ...]
    cluster: Cluster = "accidental"
    at_fault: bool = False
    group: str = ""
    fears: tuple[str, ...] = ()
    subject: str = ""
    casualties: bool = False
    deaths: bool = False
    injuries: bool = False
    notices: tuple[str, ...] = ()

    def element(self, name: str) -> PlannedElement | None:
        """Return the element of that name, or nothing."""
        return next((element for element in self.elements if element.name == name), None)
