"""Clauses that say the contrary of a fact, and what a fact says of some and the text of all: caught, and left alone."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

TANNERY = Brief.model_validate(
    {
        "id": "tannery", "organisation": "白河皮业", "language": "zh-CN", "kind": "update",
        "issued_at": "2026-03-09T18:00+08:00",
        "facts": [
            {"id": "f1", "text": "3月8日22时，东车间污水管破裂，废水流入北侧排洪沟", "status": "confirmed"},
            {"id": "f2", "text": "东车间开工前没有检查污水管接口", "status": "confirmed"},
            {"id": "f3", "text": "下游取水口的水样检测合格", "status": "confirmed"},
            {"id": "f4", "text": "需要转移的64户村民中，51户已经安置", "status": "confirmed"},
            {"id": "f5", "text": "东车间已停产检修", "status": "confirmed"},
            {"id": "f6", "text": "值班长发现破裂后按时上报", "status": "confirmed"},
        ],
        "commitments": [{"id": "c1", "text": "公布东车间全部管道的检查结果", "owner": "设备部", "due": "2026-03-15"}],
    }
)  # fmt: skip
ARCHIVE = Brief.model_validate(
    {
        "id": "archive", "organisation": "Marlowe Archive", "language": "en", "kind": "update",
        "issued_at": "2026-03-09T18:00+00:00",
        "facts": [
            {"id": "f1", "text": "A sprinkler went off in the map room on 8 March and soaked 300 maps", "status": "confirmed"},
            {"id": "f2", "text": "We had not serviced the sprinkler valve since 2023", "status": "confirmed"},
            {"id": "f3", "text": "Conservators have frozen 240 of the soaked maps", "status": "confirmed"},
            {"id": "f4", "text": "The reading room is open", "status": "confirmed"},
            {"id": "f5", "text": "No staff were hurt in the map room", "status": "confirmed"},
        ],
    }
)  # fmt: skip


def _rules(text: str, brief: Brief) -> set[str]:
    language = "zh" if brief.is_chinese else "en"
    return {finding.rule for finding in check(Passage(text, language, brief=brief))}


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("东车间开工前检查过污水管接口。", TANNERY),
        ("下游取水口的水样检测不合格。", TANNERY),
        ("值班长发现破裂后没有按时上报。", TANNERY),
        ("We had serviced the sprinkler valve since 2023.", ARCHIVE),
        ("The reading room is closed.", ARCHIVE),
        ("Staff were hurt in the map room.", ARCHIVE),
    ],
)
def test_the_contrary_of_a_fact_is_found(text: str, brief: Brief) -> None:
    assert _rules(text, brief) & {"facts.altered_words", "facts.polarity"}


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("开工前，东车间没有查过污水管的接口。", TANNERY),
        ("下游取水口的水样，检测结果是合格的。", TANNERY),
        ("东车间的生产已经停了下来，正在检修。", TANNERY),
        ("值班长是否按时上报，欢迎监督。", TANNERY),
        ("如果东车间没有停产检修，请拨打电话告诉我们。", TANNERY),
        ("Since 2023 nobody had serviced the valve of the sprinkler.", ARCHIVE),
        ("Is the reading room closed?", ARCHIVE),
        ("If you find the reading room is closed, call us.", ARCHIVE),
    ],
)
def test_the_same_in_other_words_is_left_alone(text: str, brief: Brief) -> None:
    assert not _rules(text, brief) & {"facts.altered_words", "facts.altered_scope"}


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("全厂已停产检修。", TANNERY),
        ("需要转移的村民已全部安置。", TANNERY),
        ("设备部3月15日前公布东车间部分管道的检查结果。", TANNERY),
        ("Conservators have frozen all of the soaked maps.", ARCHIVE),
        ("The sprinkler soaked every map in the map room on 8 March.", ARCHIVE),
    ],
)
def test_a_wider_or_narrower_scope_is_found(text: str, brief: Brief) -> None:
    assert "facts.altered_scope" in _rules(text, brief)


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("64户村民需要转移，51户都已安置好。", TANNERY),
        ("我们每天下午6时通报一次。", TANNERY),
        ("设备部3月15日前公布东车间所有管道的检查结果。", TANNERY),
        ("除13户外，需要转移的村民已全部安置。", TANNERY),
        ("Conservators have frozen all but 60 of the soaked maps.", ARCHIVE),
        ("We answer every question that you send us.", ARCHIVE),
    ],
)
def test_the_same_scope_is_left_alone(text: str, brief: Brief) -> None:
    assert "facts.altered_scope" not in _rules(text, brief)
