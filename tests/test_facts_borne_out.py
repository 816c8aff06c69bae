"""A hill school's outing and a heating firm's recall: free English that is true of the brief, and its false neighbours."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage
from tests.fact_material import english_brief

SCHOOL = english_brief(
    "school",
    "2026-03-10T17:00+00:00",
    [
        "62 pupils, six teachers and seven parents were on the outing to Brannet Tarn from 3 March",
        "Since 5 March 26 pupils and three adults have had a fever",
        "The last coach was back at the school at 14:38 on 6 March",
        "The tarn hostel takes at most 80 guests and was built in 1957",
        "Each family is paid back £45, with a limit of £120 for families of several pupils",
        "Four guests of the hostel and its cook were seen by a doctor",
        "The tarn's water is fit to drink below 8 degrees; coaches may not go faster than 60 km/h on the tarn road",
        "The hostel had no guests from 9 November 2025 to 20 February 2026",
    ],
    [
        ("Marit Solheim", "Report to the parents", "2026-03-17"),
        ("the school", "Pay the families back", "2026-03-20"),
    ],
    organisation="Brannet School",
    contacts=[{"label": "Office", "value": "01632 960 411", "hours": "9:00-16:00, Monday to Friday"}],
)
HEATING = english_brief(
    "heating",
    "2026-09-21T10:00+05:30",
    [
        "Calda recalls 12,500 heaters of the model H4; 9,400 have been found and 3,100 are still in use",
        "Calda pays up to Rs 18,000 for damage to a home",
        "48 electricians and 16 engineers are on the recall",
        "Reports of hot plugs rose from 310 in July to 470 in August",
    ],
    [("Calda", "Visit every home with an H4", "2026-11-14")],
    organisation="Calda",
)


def _on(brief: Brief, text: str) -> list[str]:
    found = check(Passage(text, "en", brief=brief, kind="update"))
    return [f"{f.rule} {f.match}" for f in found if f.severity != "suggestion"]


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (SCHOOL, "Of the thirteen adults on the outing, three have had a fever."),
        (SCHOOL, "All told, 75 people went to Brannet Tarn."),
        (SCHOOL, "The last coach was back at the school before a quarter to three."),
        (SCHOOL, "It was past half past two when the last coach was back at the school."),
        (SCHOOL, "The hostel at the tarn was built in the 1950s."),
        (SCHOOL, "Five people were seen by a doctor at the hostel."),
        (SCHOOL, "No family with several pupils is paid back over £120, and £45 is the rule."),
        (SCHOOL, "Coaches keep to sixty kilometres an hour on the tarn road."),
        (SCHOOL, "The office answers on 01632 960 411 from nine to four, on any day but Sunday."),
        (SCHOOL, "From 9 November to 20 February the hostel had no guests."),
        (SCHOOL, "In January the hostel had no guests."),
        (HEATING, "We pay up to eighteen thousand rupees for damage to a home."),
        (HEATING, "We recall twelve and a half thousand heaters."),
        (HEATING, "Roughly three quarters of the people on the recall are electricians."),
        (HEATING, "One in four heaters of the model H4 is still in use."),
        (HEATING, "Reports of hot plugs rose by 160 in a month."),
    ],
)  # fmt: skip
def test_what_follows_from_one_fact_is_left_alone(brief: Brief, text: str) -> None:
    assert _on(brief, text) == []


@pytest.mark.parametrize(
    ("brief", "text", "words"),
    [
        (SCHOOL, "Of the fourteen adults on the outing, several have had a fever.", "fourteen"),
        (SCHOOL, "All told, 85 people went to Brannet Tarn.", "85"),
        (SCHOOL, "The last coach was back at the school before a quarter past one.", "a quarter past one"),
        (SCHOOL, "The hostel at the tarn was built in the 1970s.", "1970"),
        (SCHOOL, "No family with several pupils is paid back over £140, and £45 is the rule.", "£140"),
        (SCHOOL, "From 9 November to 28 February the hostel had no guests.", "28 February"),
        (HEATING, "We pay up to eighty thousand rupees for damage to a home.", "eighty thousand rupees"),
        (HEATING, "We recall fifteen and a half thousand heaters.", "fifteen and a half thousand"),
        (HEATING, "Roughly three fifths of the people on the recall are electricians.", "three fifths"),
        (HEATING, "Reports of hot plugs rose by 260 in a month.", "260"),
    ],
)  # fmt: skip
def test_what_does_not_follow_is_still_doubted(brief: Brief, text: str, words: str) -> None:
    assert any(words in found for found in _on(brief, text)), _on(brief, text)
