"""A brief with a day that no calendar has is reviewed like any other."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks import facts
from drafting.checks.passage import Passage


@pytest.mark.parametrize(
    ("language", "fact", "text", "day", "right"),
    [
        ("en", "On 31 June the depot had 11 complaints", "On 28 June the depot had 11 complaints.", "28 June", "31 June"),
        ("en", "On 31 June the depot had 11 complaints", "Two weeks ago the depot had 11 complaints.", "Two weeks ago", "31 June"),
        ("en", "On 2026-06-31 the depot had 11 complaints", "On 28 June the depot had 11 complaints.", "28 June", "2026-06-31"),
        ("zh-CN", "2026-06-31站点收到11起投诉", "6月28日站点收到11起投诉。", "6月28日", "2026-06-31"),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_a_day_like_any_other(
    language: str, fact: str, text: str, day: str, right: str
) -> None:
    brief = Brief.model_validate(
        {
            "id": "june", "organisation": "Meridian", "language": language, "issued_at": "2026-07-02T09:00+01:00",
            "facts": [{"id": "f1", "text": fact, "status": "confirmed"}],
        }
    )  # fmt: skip
    found = facts.check(Passage(text, "en" if language == "en" else "zh", brief=brief))
    assert [(f.rule, f.match, f.suggestion) for f in found] == [("facts.altered_figure", day, right)]
