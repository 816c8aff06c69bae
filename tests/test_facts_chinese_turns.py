"""A cinema evacuated by an alarm: Chinese clauses that only seem to turn a fact round, to widen it or to give a cause."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

CINEMA = Brief.model_validate(
    {
        "id": "cinema",
        "organisation": "澜角影城",
        "kind": "update",
        "issued_at": "2026-10-08T10:00+08:00",
        "facts": [
            {"id": "f1", "text": "10月6日晚放映机冒烟，8个厅全部停用，其中5个厅10月7日恢复运行，其余3个厅仍停用待检", "status": "confirmed"},
            {"id": "f2", "text": "4名观众送医，3人10月7日出院，1名老人仍在住院", "status": "confirmed"},
            {"id": "f3", "text": "3号厅的5个烟雾报警器当晚没有报警", "status": "confirmed"},
            {"id": "f4", "text": "验票员和放映员都停止了工作，其他员工照常上班", "status": "confirmed"},
            {"id": "f5", "text": "因停用受影响的观众共620人，票款已退", "status": "confirmed"},
            {"id": "f6", "text": "影城与润禾公司签约保养放映机", "status": "unconfirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "为每批新机附检验报告", "owner": "澜角影城", "due": "2026-11-01"},
        ],
    }
)  # fmt: skip


def found(text: str) -> list[tuple[str, str]]:
    return [
        (finding.rule, finding.match)
        for finding in check(Passage(text, "zh", brief=CINEMA))
        if finding.severity in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "有3个厅还没有恢复运行。",
        "那位老人还没有出院。",
        "5个烟雾报警器都装在3号厅。",
        "停下工作的是验票员和放映员，并不是所有员工。",
        "我们向因停用受影响的观众道一声歉。",
        "影城跟润禾公司签没签约，我们还说不准。",
        "从11月1日起，每一批新机都会附检验报告。",
    ],
)
def test_only_seems_otherwise(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("5个厅没有恢复运行。", "facts.polarity"),
        ("3名出院的观众其实没有出院。", "facts.polarity"),
        ("因为线路老化，烟冒了出来。", "facts.unbound_cause"),
        ("影城跟润禾公司签了约。", "facts.unconfirmed"),
    ],
)
def test_turned_round(text: str, rule: str) -> None:
    assert rule in {name for name, _ in found(text)}
