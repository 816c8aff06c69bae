"""A ferry pier closed by a crack: Chinese names in other forms and sentences that only say whose task it is, against ones that are wrong."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

PIER = Brief.model_validate(
    {
        "id": "pier",
        "organisation": "岚湾轮渡",
        "kind": "update",
        "issued_at": "2026-05-12T10:00+08:00",
        "facts": [
            {"id": "f1", "text": "5月11日凌晨，岚湾市竹院街的三号浮桥出现裂缝，浮桥当即停用", "status": "confirmed"},
            {"id": "f2", "text": "工务处工程师谢衡之5月11日上门向竹院街道说明情况", "status": "confirmed"},
            {"id": "f3", "text": "岚湾市交通运输局已经派人检查，组长为副局长柏若川", "status": "confirmed"},
            {"id": "f4", "text": "北栈店和青塘店代售的船票共860张，都没有作废", "status": "confirmed"},
            {"id": "f5", "text": "副站长麦思齐和港航档案馆两名工作人员清点了检修记录，一册不少", "status": "confirmed"},
            {"id": "f6", "text": "岚湾市卫生健康委员会没有接到伤员报告", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "公布浮桥检测报告", "owner": "工务处", "due": "2026-05-20"},
            {"id": "c2", "text": "退还停航期间的月票费用", "owner": "票务部", "due": "2026-05-31"},
        ],
    }
)  # fmt: skip
TRADITIONAL = Brief.model_validate(
    {
        "id": "show",
        "organisation": "嵐州花卉展",
        "language": "zh-TW",
        "facts": [
            {"id": "f1", "text": "執行長溫景書5月9日到醫院探視傷者", "status": "confirmed"},
            {"id": "f2", "text": "交通局已派員調查,由科長譚秉安負責", "status": "confirmed"},
        ],
    }
)


def found(text: str, brief: Brief = PIER) -> list[tuple[str, str]]:
    return [
        (finding.rule, finding.match)
        for finding in check(Passage(text, "zh", brief=brief))
        if finding.severity in {"error", "warning"}
    ]


@pytest.mark.parametrize(
    "text",
    [
        # whose task it is, and no promise
        "负责浮桥检测报告的是工务处。",
        "月票费用的事归票务部，检测报告的事由工务处负责。",
        "检测报告怎么说，要等工务处公布。",
        # everyday words that look like names, and names cut with a word that is not theirs
        "谢衡之当天登门说明了情况。",
        "11日凌晨竹院街的浮桥裂了。",
        "北栈、青塘两店的船票都没有作废。",
        "麦思齐副站长和港航档案馆的人一起清点过。",
        # an office in short, and one with a title right behind a word that is not the office's
        "市交通局已经派人来查，带队的是市交通运输局副局长柏若川。",
        "市卫健委没有接到伤员报告。",
        "致竹院街道的各位居民",
    ],
)
def test_other_forms_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize("text", ["去醫院探視傷者的是執行長溫景書。", "交通局負責調查的是科長譚秉安。"])
def test_titles_in_traditional_characters_are_their_holders(text: str) -> None:
    assert found(text, TRADITIONAL) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("工务处会尽快公布浮桥检测报告。", "facts.deadline"),
        ("停航期间的月票费用，票务部会退还。", "facts.deadline"),
        ("带队检查的是副局长柏若林。", "facts.altered_name"),
        ("工务处工程师谢衡之5月11日上门向梅院街道说明情况。", "facts.altered_name"),
        ("5月31日前，票务部之外由工务处退还停航期间的月票费用，票款由站务部退。", "facts.altered_name"),
    ],
)
def test_wrong_ones_caught(text: str, rule: str) -> None:
    assert rule in {name for name, _ in found(text)}


def test_a_title_of_another_in_traditional_characters_is_caught() -> None:
    assert found("去醫院探視傷者的是科長溫景書。", TRADITIONAL)


INSPECTED = Brief.model_validate(
    {
        "id": "inspected",
        "organisation": "澜角电力检修",
        "facts": [
            {"id": "f1", "text": "上次巡检在7月29日，巡检员为尹冲", "status": "confirmed"},
            {"id": "f2", "text": "变压器7月30日停用", "status": "confirmed"},
        ],
    }
)


@pytest.mark.parametrize(
    ("text", "words"),
    [("澜江电力检修向各位道歉。", "澜江电力检修"), ("巡检员殷冲7月29日到过那里。", "殷冲")],
)
def test_one_character_of_a_long_name_and_another_behind_a_title(text: str, words: str) -> None:
    assert ("facts.altered_name", words) in found(text, INSPECTED)


@pytest.mark.parametrize(
    "text", ["澜角电力检修向各位道歉。", "巡检员尹冲7月29日来过。", "变压器7月30日停用，巡检员还没有到。"]
)
def test_names_as_they_are(text: str) -> None:
    assert found(text, INSPECTED) == []
