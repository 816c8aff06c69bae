"""What was said before: changes that are not announced, and corrections that a draft makes by itself."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.brief import Brief
from drafting.checks.consistency import check, corrections
from drafting.checks.passage import Passage


def brief(said: str, facts: list[str], language: str = "zh-CN") -> Brief:
    fields: dict[str, Any] = {
        "id": "b",
        "organisation": "江滨地铁",
        "language": language,
        "issued_at": "2026-10-29T09:00+08:00",
        "facts": [{"id": f"f{n}", "text": text, "status": "confirmed"} for n, text in enumerate(facts, 1)],
        "earlier": [{"id": "s1", "published_at": "2026-10-28T19:05+08:00", "text": said}],
    }
    return Brief.model_validate(fields)


def found(text: str, said: str, facts: list[str], language: str = "zh-CN") -> list[tuple[str, str]]:
    passage = Passage(
        text=text, language="en" if language == "en" else "zh", brief=brief(said, facts, language)
    )
    return [(finding.match, finding.severity) for finding in check(passage)]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("扶梯发生故障，现场无人受伤。", "事故造成3人受伤。"),
        ("共收到12起投诉。", "我们共收到9起投诉。"),
        ("涉及约80笔订单，均为重复扣款订单。", "重复扣款涉及540笔订单。"),
    ],
)
def test_an_unannounced_change_is_an_error_that_quotes_both(said: str, text: str) -> None:
    assert [severity for _, severity in found(text, said, [text])] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "更正：我们此前称“现场无人受伤”，与核实的情况不符。事故造成3人受伤。",
        "我们此前的通报有误，现更正：事故造成3人受伤。",
        "现场无人受伤。",
        "3人受伤的说法我们正在核实。",
    ],
)
def test_an_open_correction_a_repetition_and_a_question_are_left_alone(text: str) -> None:
    assert found(text, "扶梯发生故障，现场无人受伤。", ["3人受伤"]) == []


def test_a_figure_that_moved_on_with_time_is_only_a_warning() -> None:
    assert found("截至10月29日8时，共收到20起投诉。", "共收到12起投诉。", ["共收到20起投诉"]) == [
        ("20起", "warning")
    ]


def test_english_is_read_too() -> None:
    said = "Fewer than 5,000 customers were affected. No one was injured."
    assert found("18,240 customers were affected.", said, [], "en") == [("18,240", "error")]
    assert found("4,200 customers were affected.", said, [], "en") == []


def test_a_draft_is_told_what_to_correct_in_the_earlier_words() -> None:
    given = brief(
        "今天18时22分，扶梯发生故障，现场无人受伤，扶梯已停用。", ["3人受伤，5人送医观察", "扶梯已停用"]
    )
    assert [(c.fact, c.earlier, c.old) for c in corrections(given)] == [("f1", "s1", "现场无人受伤")]


def test_nothing_is_corrected_where_nothing_changed() -> None:
    assert corrections(brief("12名乘客受伤，扶梯已停用。", ["12名乘客受伤", "扶梯46台停运检查"])) == ()
