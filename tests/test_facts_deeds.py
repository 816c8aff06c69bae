"""Causes, deeds, promises and secrets that the brief does not hold, in words that no list of ours foresaw."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage
from drafting.statement import Finding

LIBRARY = Brief.model_validate(
    {
        "id": "library", "organisation": "Farrow Library", "language": "en", "kind": "update",
        "issued_at": "2026-02-10T17:00+00:00",
        "facts": [
            {"id": "f1", "text": "A water pipe above the reading room of Farrow Library burst at 06:20 on 9 February and soaked 4,100 books", "status": "confirmed"},
            {"id": "f2", "text": "The reading room is closed; the children's section on the ground floor is open", "status": "confirmed"},
            {"id": "f3", "text": "2,300 of the books have been moved to a drying room at Holt Archive", "status": "confirmed"},
            {"id": "f4", "text": "Nobody was hurt", "status": "confirmed"},
            {"id": "f5", "text": "The heating may have been off over the weekend", "status": "unconfirmed"},
            {"id": "f6", "text": "The caretaker reported damp in the ceiling in November and was told to wait", "status": "confidential"},
            {"id": "f7", "text": "The roof survey is two years overdue", "status": "confidential"},
        ],
        "commitments": [
            {"id": "c1", "text": "waive late fees for loans due before 1 March", "owner": "the loans desk", "due": "2026-03-01"},
            {"id": "c2", "text": "publish the cause once the plumber's report is in", "owner": "the director", "due": "2026-02-20"},
        ],
        "contacts": [{"label": "loans desk", "value": "0800 555 0148"}],
    }
)  # fmt: skip
BRIDGE = Brief.model_validate(
    {
        "id": "bridge", "organisation": "临河大桥管理处", "language": "zh-CN", "kind": "update",
        "issued_at": "2026-04-03T20:00+08:00",
        "facts": [
            {"id": "f1", "text": "4月3日7时40分，临河大桥南侧护栏约12米断落江中，当时桥上有行人经过", "status": "confirmed"},
            {"id": "f2", "text": "1名行人手臂擦伤，已在市二院包扎后回家", "status": "confirmed"},
            {"id": "f3", "text": "大桥南侧人行道已封闭，北侧人行道照常通行", "status": "confirmed"},
            {"id": "f4", "text": "市质检站已取走断落的护栏立柱检测", "status": "confirmed"},
            {"id": "f5", "text": "立柱焊缝可能有旧裂纹", "status": "unconfirmed"},
            {"id": "f6", "text": "2025年10月巡查员报告过南侧护栏晃动，没有安排加固", "status": "confidential"},
            {"id": "f7", "text": "护栏由鼎澄金属供货", "status": "confidential"},
        ],
        "commitments": [
            {"id": "c1", "text": "承担受伤行人的全部医疗费", "owner": "大桥管理处", "due": "2026-04-30"},
            {"id": "c2", "text": "公布检测结果", "owner": "大桥管理处", "due": "2026-04-12T12:00+08:00"},
        ],
        "contacts": [{"label": "值班电话", "value": "0571-0000-0166"}],
    }
)  # fmt: skip


def _findings(text: str, brief: Brief) -> list[Finding]:
    passage = Passage(text, "zh" if brief.is_chinese else "en", brief=brief)
    return [finding for finding in check(passage) if finding.severity in ("error", "warning")]


@pytest.mark.parametrize(
    ("brief", "text", "defect"),
    [
        (LIBRARY, "The pipe froze because of the hard frost.", "speculation_as_fact"),
        (LIBRARY, "A careless builder drilled through the pipe.", "altered_fact"),
        (LIBRARY, "The pipe was weakened by years of corrosion.", "speculation_as_fact"),
        (LIBRARY, "We have dismissed the head of maintenance.", "altered_fact"),
        (LIBRARY, "The insurers have condemned the building.", "altered_fact"),
        (LIBRARY, "Every member will receive a voucher for the café.", "overpromise"),
        (LIBRARY, "We will pay for a year's membership of Holt Archive.", "overpromise"),
        (BRIDGE, "护栏是一辆渣土车撞断的。", "speculation_as_fact"),
        (BRIDGE, "断落系连日暴雨冲刷所致。", "speculation_as_fact"),
        (BRIDGE, "管理处副主任已被停职。", "altered_fact"),
        (BRIDGE, "受伤行人另获一万元慰问金。", "overpromise"),
        (BRIDGE, "沿江商户今年的租金全部减免。", "overpromise"),
    ],
)
def test_what_no_source_says_is_found(brief: Brief, text: str, defect: str) -> None:
    opening = "关于临河大桥护栏的通报\n" if brief.is_chinese else "Update on the reading room\n"

    assert defect in {finding.defect for finding in _findings(opening + text, brief)}


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (LIBRARY, "Somebody on our own staff had pointed out a wet patch in the autumn and was put off."),
        (LIBRARY, "The survey of the roof should have been done long ago."),
        (LIBRARY, "Nobody had ever warned us about the ceiling."),
        (LIBRARY, "Every part of the building was up to date with its inspections."),
        (BRIDGE, "去年秋天就有人反映过护栏晃，没人管。"),
        (BRIDGE, "这批护栏是从鼎澄那家厂买的。"),
        (BRIDGE, "在此之前，没有任何人提醒过我们护栏有问题。"),
        (BRIDGE, "大桥护栏历次巡查均合格，一直正常。"),
    ],
)
def test_a_secret_in_other_words_or_its_contrary_is_a_leak(brief: Brief, text: str) -> None:
    assert "confidential_leak" in {finding.defect for finding in _findings(text, brief)}


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (LIBRARY, "A pipe burst over our reading room early on Monday and soaked 4,100 books."),
        (LIBRARY, "We know how much these shelves mean to people who grew up with them, and we are sorry."),
        (LIBRARY, "We do not know the cause yet and will not guess; you will hear from us by 20 February."),
        (
            LIBRARY,
            "Please keep your wet boots off the stairs, and ring the loans desk on 0800 555 0148 with any question.",
        ),
        (LIBRARY, "Late fees are waived on everything that is due before 1 March."),
        (LIBRARY, "So far 2,300 of the wet volumes are drying at Holt Archive."),
        (BRIDGE, "今天早上7点40分，大桥南侧一段12米左右的护栏掉进了江里。"),
        (BRIDGE, "谁家都有老人孩子要过桥，这份后怕我们懂，对不起。"),
        (BRIDGE, "为什么会断，要等检测，结果没出来之前我们不猜。"),
        (BRIDGE, "请绕行北侧人行道，带孩子的市民请牵好孩子。"),
        (BRIDGE, "伤者的医疗费全部由我们承担，4月30日前办完。"),
    ],
)
def test_a_fact_reworded_and_a_sentence_that_states_none_are_let_be(brief: Brief, text: str) -> None:
    opening = "关于临河大桥护栏的通报\n" if brief.is_chinese else "Update on the reading room\n"

    assert [finding.message for finding in _findings(opening + text, brief)] == []


def test_a_finding_names_the_words_that_nothing_bears_out_and_never_the_secret() -> None:
    (unbound,) = _findings("通报\n管理处副主任已被停职。", BRIDGE)
    (leak,) = _findings("这批护栏是从鼎澄那家厂买的。", BRIDGE)

    assert "停职" in unbound.message
    assert "供货" not in leak.message
    assert leak.evidence == "f7"
