"""Freely worded English: what follows from a brief is left alone, its false neighbour is found."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks import facts
from drafting.checks.passage import Passage

TRAM = Brief.model_validate(
    {
        "id": "tram", "organisation": "Corvell Trams", "language": "en", "kind": "update",
        "issued_at": "2026-05-14T17:00+01:00",
        "facts": [
            {"id": "f1", "text": "At 23:20 on Tuesday 12 May the cab of tram 31 filled with smoke at Hollin Bank; the last passenger was out at 23:31", "status": "confirmed"},
            {"id": "f2", "text": "Of 86 passengers seven were treated for smoke, six of them at the stop and one at Ferris Infirmary", "status": "confirmed", "as_of": "2026-05-14T10:00+01:00"},
            {"id": "f3", "text": "Service on the line was stopped at 23:35 and resumed at 02:05", "status": "confirmed"},
            {"id": "f4", "text": "The tram was built in 2011 and last inspected on 9 January 2026", "status": "confirmed"},
            {"id": "f5", "text": "The fleet has 42 trams; 14 of them have been checked and no damaged cable was found in them", "status": "confirmed"},
            {"id": "f6", "text": "Tickets worth £3,400 have been refunded to 850 customers; £1,100 is still to come", "status": "confirmed"},
            {"id": "f7", "text": "A passenger, a man of 58, broke a finger", "status": "confirmed"},
            {"id": "f8", "text": "It was 61 °C in the cab", "status": "confirmed"},
            {"id": "f9", "text": "Coolant escaped from a pump under the cab", "status": "confirmed"},
            {"id": "f10", "text": "Inspectors were on the line from 13 to 15 May", "status": "confirmed"},
            {"id": "f11", "text": "The driver had been on duty for eleven hours", "status": "confidential"},
            {"id": "f12", "text": "Some passengers were charged twice", "status": "unconfirmed"},
            {"id": "f13", "text": "Umbridge, who heads the depot, has apologised", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "check the other 28 trams", "owner": "depot", "due": "2026-05-21"},
            {"id": "c2", "text": "refund the remaining £1,100", "owner": "customer office", "due": "2026-05-29"},
        ],
        "contacts": [{"label": "Customer office", "value": "0800 555 0147", "hours": "08:00 to 18:00"}],
    }
)  # fmt: skip


def _found(text: str) -> list[str]:
    return [
        finding.match
        for finding in facts.check(Passage(text, "en", brief=TRAM))
        if finding.severity in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Service was down for two and a half hours.",
        "Eleven minutes later the last passenger was out of the tram.",
        "It was after eleven when the cab of the tram filled with smoke.",
        "The smoke came at twenty past eleven at night; by five past two the line was running again.",
        "Two things went wrong, and we are sorry for both.",
        "One of the two doors stayed open.",
        "The tram is fifteen years old.",
        "The tram was inspected in January.",
        "A 58-year-old passenger broke a finger.",
        "It was 61 degrees in the cab.",
        "A third of our trams have been checked.",
        "Three quarters of the money has been refunded.",
        "£2,300 more has been refunded than is still to come.",
        "We will check the other 28 by the twenty-first.",
        "The rest of the money will be refunded before the month is out.",
        "Call us on 0800 555 0147, weekdays from eight to six.",
        "Inspectors were on the line on 13, 14 and 15 May.",
        "Coolant leaked from a pump under the cab.",
        "As of ten this morning one passenger of the seven had been taken to hospital.",
        '"I was charged three times for my ticket." "We are checking that."',
        "Is it true that nine people died?",
        "Rosalind Umbridge, who heads the depot, has apologised.",
        "We found no damaged cable in any of the 14 trams.",
        "Two of the six were well again at once; the third may have needed longer.",
        "In one tram of three the cables have been found sound so far.",
        "We learned of the smoke because a passenger rang us.",
        "On Tuesday the 12th the cab of the tram filled with smoke.",
    ],
)  # fmt: skip
def test_what_follows_from_the_brief_is_left_alone(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Service was down for four and a half hours.", "four and a half hours"),
        ("Seventeen minutes later the last passenger was out of the tram.", "Seventeen minutes"),
        ("The smoke came at twenty past ten at night.", "twenty past ten"),
        ("Nine passengers were treated for smoke.", "Nine"),
        ("It was 91 degrees in the cab.", "91"),
        ("A 68-year-old passenger broke a finger.", "68"),
        ("The tram is nineteen years old.", "nineteen years"),
        ("Tickets worth £4,300 have been refunded.", "£4,300"),
        ("We will check the other 28 by the 24th.", "24th"),
        ("The tram was inspected in March of this year.", "March"),
        ("Inspectors were on the line on 13, 14 and 17 May.", "17 May"),
        ("We found no damaged cable in any of the 41 trams.", "41"),
        ("Wilhelmina Ombersley, who heads the depot, has apologised.", "Wilhelmina Ombersley"),
        ("We have sacked the driver of the tram.", "We have sacked the driver of the tram"),
    ],
)  # fmt: skip
def test_its_false_neighbour_is_found(text: str, words: str) -> None:
    assert any(words in match or match in words for match in _found(text)), _found(text)
