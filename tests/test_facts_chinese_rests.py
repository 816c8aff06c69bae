"""A town hall hearing: counts that Chinese leaves to be worked out, measures in words, days and numbered things."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

HEARING = Brief.model_validate(
    {
        "id": "hearing",
        "organisation": "荷桥镇政府",
        "kind": "update",
        "issued_at": "2026-04-20T09:00+08:00",
        "facts": [
            {"id": "f1", "text": "4月16日的听证会旁听席共90座，当天有71人旁听", "status": "confirmed"},
            {"id": "f2", "text": "办公室主任时敬被免职，记录员卓岚与安保员戚远停止工作", "status": "confirmed"},
            {"id": "f3", "text": "镇上36台路灯控制箱中有7台因检修停用，12号控制箱高2.4公尺", "status": "confirmed"},
            {"id": "f4", "text": "听证会13:05结束，16日采集的意见共140份，全部封存", "status": "confirmed"},
        ],
    }
)  # fmt: skip


def found(text: str) -> list[str]:
    return [
        finding.match
        for finding in check(Passage(text, "zh", brief=HEARING))
        if finding.severity in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        "旁听席还空着19座。",
        "路灯控制箱里还能用的有29台。",
        "停止工作的卓岚、戚远两人都是工作人员。",
        "控制箱高二点四公尺。",
        "听证会13点零5分结束。",
        "16日采集的140份意见都封存了。",
        "两个时间请分清：听证会在16日，13时05分结束。",
    ],
)
def test_worked_out_truly(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("旁听席还空着23座。", "23座"),
        ("路灯控制箱里还能用的有31台。", "31台"),
        ("控制箱高二点七公尺。", "二点七公尺"),
        ("听证会13点零8分结束。", "13点零8分"),
        ("18日采集的140份意见都封存了。", "18日"),
    ],
)
def test_worked_out_wrongly(text: str, words: str) -> None:
    assert words in found(text)


ARCHIVE = Brief.model_validate(
    {
        "id": "archive",
        "organisation": "塘楼区图书馆",
        "language": "zh-CN",
        "facts": [{"id": "f1", "text": "1,260册地方文献浸湿，其中38册为旧志", "status": "confirmed"}],
    }
)


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("昨晚湿了1260册书，其中48册是旧志。", "48册", "38册"),
        ("昨晚湿了1260册书，48册是旧志。", "48册", "38册"),
        ("昨晚湿了1,206册书，其中38册是旧志。", "1,206册", "1,260册"),
    ],
)
def test_of_two_figures_the_wrong_one_alone_is_named(text: str, wrong: str, right: str) -> None:
    found = check(Passage(text, "zh", brief=ARCHIVE))
    assert [(f.match, f.suggestion) for f in found if f.severity == "error"] == [(wrong, right)]
