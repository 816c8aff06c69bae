"""A library's burst pipe and a dairy's recall: English figures that a reader works out, right and wrong, and days of promises."""

from __future__ import annotations

import re

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage
from drafting.claims import read_claims
from tests.fact_material import english_brief

LIBRARY = english_brief(
    "library",
    "2026-03-20T11:00+00:00",
    [
        "At 6:35 a.m. on 2 March a pipe burst above the map room of Aldwick Library; the water was shut off at 7:20 a.m.",
        "2,640 of the library's 9,300 maps got wet",
        "Three conservators were joined by four more conservators from Teal University",
        "1,815 of the wet maps have been dried; the rest are in cold store",
        "118 readers, including 30 students, and nine staff were in the building",
        "The map room is closed from 2:15 to 6:40 p.m. each day for the work",
        "The repair has cost 1.2 million pounds so far; 0.9 million is paid by the insurer",
        "Rooms 3 and 4 are shut; Room 5 stayed open",
        "The alarm rang for 31 minutes",
        "The pipe was last inspected on 18 January",
        "One of the reading room's 6 lifts is out of order",
        "The air was measured at 14 degrees in the store and at 41 degrees in the map room",
        "In February, on 11 February, the insurer had checked the store",
    ],
    [
        ("Imelda Crowe, head of maps", "Publish a list of the lost maps", "2026-05-29"),
        ("Aldwick Library", "Reopen the map room", "2026-04-20"),
    ],
    organisation="Aldwick Library",
    contacts=[{"label": "Web", "value": "aldwick.example/maps"}],
)
DAIRY = english_brief(
    "dairy",
    "2026-06-17T09:00+10:00",
    [
        "Corran Dairy recalls 8,400 bottles of milk, 5,040 of 0.5 litres and 3,360 of 2 litres",
        "The bottles were sold in 63 of the chain's 180 shops from 1 June to 12 June",
        "7 people have complained; 5 of them were ill",
        "2,100 of the 8,400 bottles have come back",
        "The filter was changed on 15 June; the check takes 10 days",
        "The milk is lot GX4417; the lorry TK 418 brought it to the shops",
        "The night shift answered the call after 6 minutes; the rules say 90 seconds",
    ],
    [
        ("Corran Dairy", "Refund every bottle of the recalled milk", "2026-07-31"),
        ("Padraig Noone", "Meet the farmers in the village hall", "2026-06-25T19:00+10:00"),
        ("claims desk", "Pay doctor's bills within 14 days of a claim", "14 days after the claim"),
    ],
    organisation="Corran Dairy",
)


_OF_FIGURES = re.compile("figure|number|miscounted|bound|deadline")


def _doubted(text: str, brief: Brief) -> list[str]:
    passage = Passage(text, "en", brief=brief, kind="update")
    return [
        f.match.strip()
        for f in check(passage)
        if f.severity in ("error", "warning") and _OF_FIGURES.search(f.rule)
    ]


TRUE = [
    (LIBRARY, "Read more at aldwick.example/maps."),
    (LIBRARY, "It was forty-five minutes before the water was shut off."),
    (LIBRARY, "6,660 maps stayed dry."),
    (LIBRARY, "825 wet maps are still in cold store."),
    (LIBRARY, "Nearly seven in ten of the wet maps have been dried."),
    (LIBRARY, "Seven conservators are now at work."),
    (LIBRARY, "127 people were in the building, readers and staff."),
    (LIBRARY, "Our own share of the repair stands at £300,000."),
    (LIBRARY, "The insurer pays three quarters of the repair."),
    (LIBRARY, "Rooms 3 and 4 did not stay open."),
    (LIBRARY, "It was Room 5 that stayed open, not Room 8."),
    (LIBRARY, "Not 71 but 118 readers were in the building."),
    (LIBRARY, "It was 7.20 in the morning when the water was shut off."),
    (DAIRY, "Lot 4417 is the one we recall."),
    (DAIRY, "Lorry TK418 brought it."),
    (LIBRARY, "The alarm rang for half an hour."),
    (LIBRARY, "About nine weeks ago the pipe was inspected."),
    (LIBRARY, "Five of the six lifts work."),
    (LIBRARY, "The map room was 27 degrees warmer than the store."),
    (LIBRARY, "Back in February, on the 11th, the insurer checked the store."),
    (DAIRY, "The recalled milk comes to some 9,200 litres."),
    (DAIRY, "Two thirds of our shops never sold it."),
    (DAIRY, "One bottle in 4 came back."),
    (DAIRY, "Two of those who complained were not ill."),
    (DAIRY, "The check ends on 25 June."),
    (DAIRY, "The call was answered four and a half minutes later than the rules say."),
    (DAIRY, "Every bottle will be refunded by the end of July."),
    (DAIRY, "Padraig Noone will meet the farmers next Thursday, 25 June."),
    (DAIRY, "Padraig Noone will meet the farmers in eight days."),
]
FALSE = [
    (LIBRARY, "Read more at aldwick.example/books.", "aldwick.example/books"),
    (LIBRARY, "It was sixty-five minutes before the water was shut off.", "sixty-five minutes"),
    (LIBRARY, "6,860 maps stayed dry.", "6,860"),
    (LIBRARY, "Eight conservators are now at work.", "Eight"),
    (LIBRARY, "137 people were in the building, readers and staff.", "137"),
    (LIBRARY, "The insurer pays a third of the repair.", "a third"),
    (LIBRARY, "Rooms 4 and 6 are shut.", "6"),
    (LIBRARY, "The alarm rang for two and a half hours.", "two and a half hours"),
    (LIBRARY, "It was Room 8 that stayed open.", "8"),
    (DAIRY, "Lot 4471 is the one we recall.", "4471"),
    (DAIRY, "Lorry TK481 brought it.", "TK481"),
    (LIBRARY, "The map room was 37 degrees warmer than the store.", "37"),
    (DAIRY, "The recalled milk comes to some 14,800 litres.", "14,800"),
    (DAIRY, "Four fifths of our shops never sold it.", "Four fifths"),
    (DAIRY, "One bottle in 9 came back.", "One bottle in 9"),
    (DAIRY, "The check ends on 28 June.", "28 June"),
    (
        DAIRY,
        "Every bottle of the recalled milk will be refunded by the end of this month.",
        "the end of this month",
    ),
    (DAIRY, "Padraig Noone will meet the farmers by this weekend.", "this weekend"),
    (DAIRY, "The claims desk will pay doctor's bills within 7 days.", "7 days"),
]
VAGUE = [
    (DAIRY, "Padraig Noone will meet the farmers in the near future."),
    (DAIRY, "Every bottle of the recalled milk will be refunded before long."),
    (LIBRARY, "Imelda Crowe will publish a list of the lost maps when the time is right."),
]


@pytest.mark.parametrize(("brief", "text"), TRUE)
def test_what_a_reader_works_out_is_left_alone(brief: Brief, text: str) -> None:
    assert _doubted(text, brief) == []


@pytest.mark.parametrize(("brief", "text", "words"), FALSE)
def test_what_does_not_follow_is_doubted(brief: Brief, text: str, words: str) -> None:
    assert any(words in found for found in _doubted(text, brief))


@pytest.mark.parametrize(("brief", "text"), VAGUE)
def test_a_promise_without_a_day_is_named(brief: Brief, text: str) -> None:
    passage = Passage(text, "en", brief=brief, kind="update")
    assert "facts.deadline" in {f.rule for f in check(passage) if f.severity == "error"}


def test_a_word_cut_in_two_names_nobody() -> None:
    claims = read_claims("Box office staff will have dealt with all 2,640 tickets.", "en")
    assert [c.counts for c in claims if c.value == "2640"] == [frozenset()]


def test_a_promise_in_a_scrap_of_text_may_have_its_day_elsewhere() -> None:
    scrap = "Whoever bought the recalled milk gets a refund."
    whole = (
        "We recall 8,400 bottles of milk. They were sold from 1 June to 12 June. 2,100 have come back. "
        + scrap
    )
    found = {
        text: {
            f.severity
            for f in check(Passage(text, "en", brief=DAIRY, kind="update"))
            if f.rule == "facts.deadline"
        }
        for text in (scrap, whole)
    }
    assert found == {scrap: {"suggestion"}, whole: {"error"}}
