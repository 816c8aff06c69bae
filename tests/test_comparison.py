"""Statements of one brief, and versions of one statement, beside each other."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.brief import Brief
from drafting.comparison import as_table, compare
from drafting.messages import Language
from drafting.reviewing import language_in

ZH = (
    "9月3日14时20分，城东仓库起火，3名员工受伤，无人死亡。已疏散120人。"
    "我们将于9月4日18时前公布调查进展。客服电话400-000-0123。\n海川物流\n2026年9月3日"
)
EN = (
    "A fire broke out at our Chengdong warehouse at 14:20 on 3 September. Three employees were injured and no one died."
    " We evacuated 120 people. We will publish what we have found by 6pm on 4 September. Call 400-000-0123."
)


def found(*texts: str, brief: Brief | None = None) -> list[list[tuple[str, str, str]]]:
    given_ = [(f"{n}.txt", text, language_in(text)) for n, text in enumerate(texts)]
    _, findings = compare(given_, brief)
    return [[(f.rule.removeprefix("consistency."), f.match, f.severity) for f in each] for each in findings]


def test_two_versions_that_say_the_same_are_left_alone() -> None:
    assert found(ZH, EN) == [[], []]


@pytest.mark.parametrize(
    ("old", "new", "zh", "en"),
    [
        ("Three employees", "Four employees", "3名", "Four"),
        ("4 September", "5 September", "9月4日", "5 September"),
        ("6pm", "8pm", "18时", "8pm"),
        ("120 people", "102 people", "120人", "102"),
        ("400-000-0123", "400-000-0132", "400-000-0123", "400-000-0132"),
    ],
)
def test_a_claim_that_the_versions_tell_differently_is_an_error_in_both(
    old: str, new: str, zh: str, en: str
) -> None:
    assert found(ZH, EN.replace(old, new)) == [
        [("statements_differ", zh, "error")],
        [("statements_differ", en, "error")],
    ]


def test_a_denial_that_became_an_assertion_is_an_error_in_both() -> None:
    turned = EN.replace("and no one died", "and some died")
    assert [[rule for rule, _, _ in each] for each in found(ZH, turned)] == [["statements_differ"]] * 2


def test_what_one_version_leaves_out_is_told_in_both() -> None:
    shorter = EN.replace(" We evacuated 120 people.", "")
    assert found(ZH, shorter) == [
        [("only_in_this_version", "120人", "warning")],
        [("not_in_this_version", "", "warning")],
    ]


@pytest.mark.parametrize(
    ("zh", "en"),
    [
        ("热线24小时开通。", "The line is open around the clock."),
        ("原定9月6日、7日的三场比赛取消。", "The three matches on September 6 and 7 are cancelled."),
        ("约3.2万名用户受影响，金额合计470万元。", "About 32,000 customers were affected, 4.7 million yuan in all."),
        ("双方将在5个工作日内会面。", "Both sides will meet within five working days."),
        ("无人住院，客户信息没有泄露。", "Nobody was admitted to hospital and no customer data was leaked."),
        ("约1.2%的温控器失效，每台退299元。", "About 1.2 per cent of the thermostats fail; RMB 299 each is refunded."),
        ("请拨打010-0000-8888。", "Please call +86 10 0000 8888."),
    ],
)  # fmt: skip
def test_what_the_languages_say_in_their_own_ways_is_the_same(zh: str, en: str) -> None:
    assert found(zh, en) == [[], []]


def test_both_sides_are_quoted_in_their_own_language() -> None:
    _, (mine, theirs) = compare([("a", ZH, "zh"), ("b", EN.replace("Three", "Four"), "en")])
    assert "Four employees were injured" in mine[0].message and "说法不一致" in mine[0].message
    assert "3名员工受伤" in theirs[0].message and "differs from a" in theirs[0].message


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("事故造成3人受伤，均已送医。", "事故共造成5人受伤。", ("3人", "5人")),
        ("重复扣款涉及540笔订单。", "经核对，重复扣款涉及450笔订单。", ("540笔", "450笔")),
        ("我们将于10月15日前公布检测结论。", "检测结论将于10月20日前公布。", ("10月15日", "10月20日")),
        ("现场无人受伤。", "现场有人受伤。", ("现场无人受伤", "现场有人受伤")),
        (
            "18,240 accounts were affected.",
            "The fault affected 18,420 accounts in all.",
            ("18,240", "18,420"),
        ),
        (
            "专家组认定，论文构成学术不端。",
            "专家组认定，论文不构成学术不端。",
            ("论文构成学术不端", "论文不构成学术不端"),
        ),
        (
            "10月18日，市市场监管局到店现场检查。",
            "10月19日，市市场监管局到店现场检查。",
            ("10月18日", "10月19日"),
        ),
        (
            "The line was restarted by Fernhill Assurance on Monday evening.",
            "The line was restarted by Thornby Assurance on Monday evening.",
            ("Fernhill Assurance", "Thornby Assurance"),
        ),
    ],
)
def test_statements_of_one_language_must_not_differ(one: str, other: str, words: tuple[str, str]) -> None:
    assert found(one, other) == [[("statements_differ", word, "error")] for word in words]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("3人受伤，5人送医观察。", "目前5名乘客在医院观察，另有3人受伤。"),
        ("约31000人受影响。", "停水影响31200人。"),
        ("共收到12起投诉。", "3人受伤。"),
        ("已退款321笔，其余219笔正在退回。", "截至目前，共收到312起投诉。"),
        ("3人受伤。", "客服电话400-000-0123，将于10月3日再次通报。"),
        ("We have refunded 321 orders.", "We received 312 complaints."),
        ("可能有3人受伤，正在核实。", "2人受伤。"),
        ("9月下旬已完成更换。", "9月28日已完成更换。"),
        ("客服电话400-000-0123。", "媒体联络：400-000-0124。"),
        ("A colleague was struck on October 26.", "A colleague was struck on Monday."),
        ("8,914 bars were recovered.", "The other 686 bars were not recovered."),
    ],
)
def test_different_things_rounding_and_gaps_are_no_contradiction(one: str, other: str) -> None:
    assert found(one, other) == [[], []]


def brief() -> Brief:
    return Brief.model_validate(
        {
            "id": "b",
            "organisation": "海川物流",
            "language": "zh-CN",
            "issued_at": "2026-09-03T18:00+08:00",
            "facts": [
                {"id": "f1", "text": "9月3日14时20分，城东仓库起火", "status": "confirmed"},
                {"id": "f2", "text": "3名员工受伤，正在市第一医院治疗", "status": "confirmed"},
                {"id": "f3", "text": "叉车电池充电时短路", "status": "confidential"},
                {"id": "f4", "text": "已疏散120人", "status": "confirmed"},
                {"id": "f5", "text": "仓库安全员值班表被改过", "status": "unconfirmed"},
            ],
            "commitments": [
                {
                    "id": "c1",
                    "text": "公布调查进展",
                    "owner": "安全部",
                    "due": "2026-09-04T18:00+08:00",
                }
            ],
            "contacts": [{"label": "客服热线", "value": "400-000-0123"}],
        }
    )


def test_the_grid_tells_of_every_fact_how_each_text_carries_it() -> None:
    texts: list[tuple[str, str, Language]] = [
        ("微博.txt", "9月3日14时20分，城东仓库起火，5名员工受伤，正在市第一医院治疗。", "zh"),
        ("press.txt", EN, "en"),
    ]
    grid, _ = compare(texts, brief())
    told = {row.id: [cell.status for cell in row.cells] for row in grid.rows}
    assert told == {
        "f1": ["present", "present"],
        "f2": ["different", "present"],
        "f4": ["missing", "present"],
        "c1": ["missing", "present"],
        "contact-1": ["missing", "present"],
    }
    assert "短路" not in grid.model_dump_json() and "值班表" not in grid.model_dump_json()
    table = as_table(grid, "zh", width=90)
    assert "不同：“5名”" in table and "短路" not in table


def test_two_figures_that_the_brief_gives_both_are_of_two_things() -> None:
    facts = [
        {"id": "f1", "text": "9月3日，A区收到投诉12起", "status": "confirmed"},
        {"id": "f2", "text": "9月3日，B区收到投诉30起", "status": "confirmed"},
    ]
    both = Brief.model_validate({**brief().model_dump(mode="json"), "facts": facts, "commitments": []})
    texts = "当天收到投诉12起。", "当天收到投诉30起。"
    assert found(*texts, brief=both) == [[], []]
    assert found(*texts) != [[], []]


def test_the_grid_says_what_no_claim_can_decide() -> None:
    plain = brief().model_copy(
        update={"facts": (brief().facts[0].model_copy(update={"text": "仓库属于老旧建筑"}),)}
    )
    grid, _ = compare([("a", "仓库属于老旧建筑。", "zh"), ("b", "The warehouse is old.", "en")], plain)
    assert [cell.status for cell in grid.rows[0].cells] == ["present", "undecided"]


def test_a_table_cannot_steer_the_terminal() -> None:
    grid, _ = compare(
        [("a\x1b[31m", "3人受伤。", "zh"), ("b", "3 people were injured.\x1b]0;x\x07", "en")], None
    )
    assert "\x1b" not in as_table(grid, "zh")


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_two_texts_can_be_compared_and_offsets_select_the_words(one: str, other: str) -> None:
    texts = [f"9月3日有3人受伤。{one}", f"On 4 September 5 people were injured. {other}"]
    _, findings = compare([("a", texts[0], "zh"), ("b", texts[1], "en")])
    for text, each in zip(texts, findings, strict=True):
        assert all(text[f.start : f.end] == f.match for f in each)


def candor(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "drafting.cli", "review", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "CANDOR_LANGUAGE": "zh", "COLUMNS": "100"},
    )


def test_the_command_compares_and_prints_the_grid(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ZH, encoding="utf-8")
    (tmp_path / "b.txt").write_text(EN.replace("Three", "Four"), encoding="utf-8")
    (tmp_path / "c.txt").write_text(ZH, encoding="utf-8")
    brief_file = tmp_path / "brief.json"
    brief_file.write_text(brief().model_dump_json(exclude_none=True), encoding="utf-8")
    two = tmp_path / "a.txt", tmp_path / "b.txt"
    shown = candor(*two, "--brief", brief_file)
    assert shown.returncode == 1 and "各份声明对照" in shown.stdout and "不同：“Four”" in shown.stdout
    document = json.loads(candor(*two, "--brief", brief_file, "--format", "json", "--grid").stdout)
    assert [row["id"] for row in document["grid"]] == ["f1", "f2", "f4", "c1", "contact-1"]
    assert len(document["reviews"]) == 2
    listed = json.loads(candor(*two, "--format", "json").stdout)
    assert "consistency.statements_differ" in {f["rule"] for f in listed[0]["findings"]}
    alone = candor(tmp_path / "a.txt", tmp_path / "c.txt", "--format", "json")
    assert '"rule": "consistency.' not in alone.stdout
