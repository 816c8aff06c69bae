"""A marina's fire: what is not known, addresses and regrets, offices and peoples, words of scope in phrases."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

MARINA = Brief.model_validate(
    {
        "id": "marina",
        "organisation": "Corsand Marina",
        "language": "en",
        "kind": "update",
        "issued_at": "2026-05-19T16:00+01:00",
        "facts": [
            {"id": "f1", "text": "Eleven boats burned at Pier C on the night of 17 May", "status": "confirmed"},
            {"id": "f2", "text": "The harbour master is Ines Valbuena", "status": "confirmed"},
            {"id": "f3", "text": "Two fire tugs put the fire out by 04:20", "status": "confirmed"},
            {"id": "f4", "text": "The fuel berth was built by a Norwegian firm, Brattvik Marine", "status": "confirmed"},
            {"id": "f5", "text": "The upper basin holds 90 boats and the lower basin 180", "status": "confirmed"},
            {"id": "f6", "text": "A gas heater may have been left on aboard the Petrel", "status": "unconfirmed"},
            {"id": "f7", "text": "A boat owner is in intensive care", "status": "denied"},
            {"id": "f8", "text": "An owner collapsed on the pier and was looked after by a nurse", "status": "unconfirmed"},
            {"id": "f10", "text": "310 of the 372 second payments for moorings have been returned", "status": "confirmed"},
            {"id": "f11", "text": "Fuelling at the upper basin has been suspended since 17 May", "status": "confirmed"},
            {"id": "f12", "text": "The records hold the owners' names and telephone numbers", "status": "confirmed"},
            {"id": "f13", "text": "A steel rope was cut on Belmarsh Avenue", "status": "confirmed"},
            {"id": "f9", "text": "In February a similar heater fire was put out by staff", "status": "confidential"},
        ],
        "commitments": [
            {"id": "c1", "owner": "Ines Valbuena", "text": "Meet the owners of the burned boats", "due": "2026-05-22"},
            {"id": "c3", "owner": "Ines Valbuena", "text": "Answer all 46 letters", "due": "2026-05-27"},
            {"id": "c2", "owner": "Corsand Marina", "text": "Publish the list of burned boats", "due": "2026-05-21"},
        ],
    }
)  # fmt: skip


def _on(text: str) -> list[str]:
    found = check(Passage(text, "en", brief=MARINA, kind="update"))
    return [f"{f.rule} {f.match}" for f in found if f.severity != "suggestion"]


@pytest.mark.parametrize(
    "text",
    [
        "To the owners: we are sorry.",
        "We do not know yet whether a heater was left on aboard the Petrel.",
        "A neighbour mentioned a gas heater aboard the Petrel; we have no confirmation of that.",
        "We have been told of a heater aboard the Petrel and are trying to learn more.",
        "No boat owner is in intensive care.",
        "Our harbour master, Ms Valbuena, will meet the owners of the burned boats by 22 May.",
        "The harbour master will meet the owners of the burned boats by 22 May.",
        "A firm from Norway built the fuel berth.",
        "Both fire tugs were there until 04:20.",
        "The upper basin holds half as many boats as the lower basin.",
        "More than four fifths of the second payments for moorings have been returned.",
        "No fuelling has taken place at the upper basin since 17 May.",
        "Each record holds an owner's name and telephone number.",
        "Dame Ines Valbuena has yet to settle that.",
        "A rope was cut on Belmarsh Ave.",
        "All 46 letters will be answered by 27 May, and the list of burned boats will be published by 21 May.",
        "All eleven boats burned at Pier C.",
        "The list of burned boats will be published by 21 May for everyone to read.",
    ],
)
def test_it_tells_nothing_that_the_brief_keeps_open(text: str) -> None:
    assert _on(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("A gas heater had been left on aboard the Petrel.", "facts.unconfirmed"),
        ("An owner collapsed on the pier and a nurse looked after him.", "facts.unconfirmed"),
        ("A boat owner is in intensive care.", "facts."),
        ("More than nine tenths of the second payments for moorings have been returned.", "nine tenths"),
        ("The fire tugs did not put the fire out.", "facts.altered_words"),
        ("All 46 letters will be answered by 29 May.", "29 May"),
        ("A firm from Denmark built the fuel berth.", "Denmark"),
        ("A Danish firm, Brattvik Marine, built the fuel berth.", "Danish"),
        ("The finance director will meet the owners of the burned boats by 22 May.", "finance director"),
    ],
)
def test_its_neighbour_is_still_found(text: str, words: str) -> None:
    assert any(words in found for found in _on(text)), _on(text)
