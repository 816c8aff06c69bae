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


BATHS = Brief.model_validate(
    {
        "id": "baths", "organisation": "Tarnholm Baths", "language": "en", "kind": "update",
        "issued_at": "2026-12-09T17:00+00:00", "incident": {"casualties": True},
        "facts": [
            {"id": "f1", "text": "At 14:50 on Sunday 6 December 2026 ammonia escaped 20 seconds into the one-minute test of the ice machine", "status": "confirmed"},
            {"id": "f2", "text": "Firefighters closed the main cock at 15:35 and declared the hall safe at 16:20", "status": "confirmed"},
            {"id": "f3", "text": "Four swimmers were treated in hospital; all four, aged 12 to 60, have left hospital, the last of them on 8 December", "status": "confirmed"},
            {"id": "f4", "text": "Swimming lessons have been suspended since 6 December; 24 courses have been postponed", "status": "confirmed"},
            {"id": "f5", "text": "The other four pools stayed below minus 3 degrees at the cooler", "status": "confirmed"},
            {"id": "f6", "text": "Of the 340 cards of members, 57 have expired since", "status": "confirmed"},
            {"id": "f7", "text": "Swimmers do not pay for the substitute course", "status": "confirmed"},
            {"id": "f8", "text": "The alarm was silent from 14:49:50 to 14:53:00", "status": "confirmed"},
            {"id": "f9", "text": "The seal should have been changed on 30 September; it was replaced on 7 December", "status": "confirmed"},
            {"id": "f10", "text": "The baths were inspected on 7 December and the hall on 8 December, after the escape", "status": "confirmed"},
            {"id": "f11", "text": "Some members were charged twice by their banks", "status": "unconfirmed"},
            {"id": "f12", "text": "The baths counted 1.9 million visits and 214 complaints this year", "status": "confirmed"},
            {"id": "f13", "text": "Records of the 96 tests since June were compared with the manual", "status": "confirmed"},
            {"id": "r1", "text": "The baths knew of the leak for three weeks", "status": "denied", "evidence": ["f1"]},
        ],
        "commitments": [
            {"id": "c1", "text": "Have every pipe over 40 years old inspected", "owner": "Ada Brindle, general manager", "due": "2027-11-30"},
            {"id": "c2", "text": "Pay back the remaining 57 members by bank transfer", "owner": "Ada Brindle, general manager", "due": "2026-12-16"},
        ],
        "contacts": [{"label": "Desk", "value": "01632 960 555", "hours": "08:00 to 18:00"}],
    }
)  # fmt: skip


def _at_the_baths(text: str) -> list[str]:
    return [
        finding.match
        for finding in facts.check(Passage(text, "en", brief=BATHS))
        if finding.severity in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The main cock was closed at 3.35.",
        "Four of our swimmers were treated.",
        "At 2.50 in the afternoon ammonia escaped.",
        "Ammonia escaped 20 seconds into the test.",
        "The alarm was silent from ten seconds before ten to three.",
        "One pool out of five was affected.",
        "The other pools were at 3 below.",
        "From now on we will have pipes older than 40 years inspected.",
        "The pipes will all be inspected by 30 November.",
        "None of the four is in hospital any more.",
        "There are no swimming lessons at present.",
        "When lessons resume, we will tell you.",
        "Our GM Ada Brindle will see to it.",
        "The fire brigade closed the main cock.",
        "Some people say we knew of the leak for three weeks. We didn't.",
        "The seal was due to be changed on September 30. We changed it on December 7, after the escape.",
        "There was about one complaint in every 9,000 visits.",
        "57 have lapsed, about one in six of the 340 cards.",
        "Swimmers get the substitute course free of charge.",
        "Ada Brindle will have those refunds transferred by 16 December.",
        "My bank charged me twice for my card. Will you pay?\nWe do not know yet.",
        "To all members charged by their banks\nThe hall is safe.",
        "The inspections are due to end on 8 December.",
        "We compared the records of all tests since June with the manual.",
    ],
)  # fmt: skip
def test_the_same_in_freer_words_is_left_alone(text: str) -> None:
    assert _at_the_baths(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The main cock was closed at 3.45.", "3.45"),
        ("Five of our swimmers were treated.", "Five"),
        ("At 2.20 in the afternoon ammonia escaped.", "2.20"),
        ("The alarm was silent from fifteen seconds before ten to three.", "fifteen seconds"),
        ("One pool out of seven was affected.", "out of seven"),
        ("The other pools were at 8 below.", "8"),
        ("We will have pipes older than 60 years inspected.", "60"),
        ("The pipes will all be inspected by 20 November.", "20 November"),
        ("Lessons resumed yesterday.", "resumed"),
        ("Our QT Ada Brindle will see to it.", "QT Ada Brindle"),
        ("The coastguard closed the main cock.", "coastguard"),
        ("Some people say we knew of the leak for three weeks. We are sorry.", "three weeks"),
        ("57 have lapsed, about one in three of the 340 cards.", "one in three"),
        ("Swimmers get new bathing caps free of charge.", "free of charge"),
        ("Some members were charged twice by their banks.", "charged twice"),
        ("The escape was due to the heavy frost.", "due to the heavy frost"),
    ],
)  # fmt: skip
def test_its_false_neighbour_is_still_found(text: str, words: str) -> None:
    assert any(words in match or match in words for match in _at_the_baths(text)), _at_the_baths(text)


def test_a_count_behind_a_place_is_no_number_of_the_place() -> None:
    brief = Brief.model_validate(
        {
            "id": "museum",
            "organisation": "Tolbury Museum",
            "language": "en",
            "issued_at": "2026-10-07T12:00+01:00",
            "facts": [
                {"id": "f1", "text": "Of the 2,460 objects in the store 318 got wet", "status": "confirmed"}
            ],
        }
    )
    assert list(facts.check(Passage("318 objects are wet.", "en", brief=brief))) == []
    assert list(facts.check(Passage("381 objects are wet.", "en", brief=brief)))
