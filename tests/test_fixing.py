"""Putting right what has one literal replacement, and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.brief import Brief
from drafting.fixing import difference, fix, replacement_for
from drafting.reviewing import review
from drafting.statement import Finding


def brief(language: str = "zh-CN", **more: Any) -> Brief:
    zh = language == "zh-CN"
    return Brief.model_validate(
        {
            "id": "b",
            "organisation": "海川物流" if zh else "Haichuan Logistics",
            "language": language,
            "issued_at": "2026-09-03T18:00+08:00",
            "facts": [
                {
                    "id": "f1",
                    "text": "3名员工受伤，已送市第一医院治疗"
                    if zh
                    else "18,240 customer accounts were affected",
                    "status": "confirmed",
                }
            ],
            "commitments": [
                {
                    "id": "c1",
                    "text": "公布调查进展" if zh else "publish the findings of the review",
                    "owner": "安全部" if zh else "safety team",
                    "due": "2026-09-04T18:30+08:00",
                }
            ],
            "contacts": [{"label": "热线", "value": "400-000-0123"}],
            **more,
        }
    )


def fixed(text: str, language: str = "zh-CN") -> str:
    return fix(text, review(text, brief=brief(language)).findings).text


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("目前5名员工受伤，已送市第一医院治疗。", "目前3名员工受伤，已送市第一医院治疗。"),
        ("客服电话：400-000-0132。", "客服电话：400-000-0123。"),
        ("我们将于9月5日18时30分前公布调查进展。", "我们将于9月4日18时30分前公布调查进展。"),
        ("我们将于9月4日20时前公布调查进展。", "我们将于9月4日18时30分前公布调查进展。"),
    ],
)
def test_the_right_figure_is_put_in_the_form_of_the_text(wrong: str, right: str) -> None:
    assert fixed(wrong) == right


def test_english_dates_keep_their_order() -> None:
    wrong = (
        "18,420 customer accounts were affected. We will publish the findings of the review by 5 September."
    )
    assert fixed(wrong, "en") == wrong.replace("18,420", "18,240").replace("5 September", "4 September")


@pytest.mark.parametrize(
    "text",
    [
        "3名员工受伤，已送市第一医院治疗。",
        "如果给您造成不便，我们深表歉意。",
        "全部库存均已召回。",
        "我们会尽快公布调查进展。",
    ],
)
def test_advice_is_never_applied(text: str) -> None:
    assert fixed(text) == text


@pytest.mark.parametrize(
    ("facts", "text"),
    [
        (["受影响订单共540笔，其中321笔已退款"], "受影响的订单已有351笔退款，共540笔。"),
        (["景区开放时间为7时30分至21时"], "景区开放时间为7时30分至20时。"),
        (["9600箱中8914箱已收回"], "9600箱中686000箱已收回。"),
        (["调查组由5人组成，其中专家3人"], "调查组5人，其中4人是专家。"),
    ],
)
def test_a_figure_of_which_nobody_can_be_sure_is_left_to_the_writer(facts: list[str], text: str) -> None:
    given_ = brief(facts=[{"id": f"f{n}", "text": t, "status": "confirmed"} for n, t in enumerate(facts)])
    assert fix(text, review(text, brief=given_).findings).text == text


def finding(
    start: int, end: int, text: str, right: str | None, severity: str = "error", **more: Any
) -> Finding:
    fields: dict[str, Any] = {
        "rule": "house.words", "family": "style", "defect": "other", "severity": severity, "principle": "style",
        "message": "m", "start": start, "end": end, "match": text[start:end], "replacement": right, **more,
    }  # fmt: skip
    return Finding.model_validate(fields)


def test_the_graver_of_two_findings_wins_and_a_dispute_changes_nothing() -> None:
    text = "abcdef"
    graver = [finding(0, 3, text, "X"), finding(2, 5, text, "Y", "warning")]
    assert fix(text, graver).text == "Xdef"
    disputed = [finding(0, 3, text, "X"), finding(2, 5, text, "Y")]
    assert fix(text, disputed).text == text
    agreed = [finding(0, 3, text, "X"), finding(0, 3, text, "X", rule="house.other")]
    assert fix(text, agreed).text == "Xdef"


def test_a_swap_keeps_the_capital_at_the_head_of_a_sentence() -> None:
    text = "Utilise it."
    assert fix(text, [finding(0, 7, text, "use")]).text == "Use it."


def test_a_finding_of_another_text_is_not_applied() -> None:
    assert replacement_for("xyz", finding(0, 3, "abc", "X")) is None


def test_a_figure_in_another_script_or_over_lines_is_advice() -> None:
    text = "Four people were hurt."
    for words in ("3名", "3\nname"):
        given_ = finding(0, 4, text, None, rule="facts.altered_figure", suggestion=words)
        assert replacement_for(text, given_) is None


def test_a_name_is_written_as_the_fact_writes_it() -> None:
    text = "We are at Mill Pork."
    given_ = finding(
        10, 19, text, None, rule="facts.altered_name", suggestion="mill park", evidence="f1: Mill Park"
    )
    assert fix(text, [given_]).text == "We are at Mill Park."


def test_the_difference_keeps_line_ends() -> None:
    shown = difference("a.txt", "一\r\n二\r\n三", "一\r\n2\r\n三")
    assert (
        shown
        == "--- a.txt\n+++ a.txt\n@@ -1,3 +1,3 @@\n 一\r\n-二\r\n+2\r\n 三\n\\ No newline at end of file\n"
    )
    assert difference("a.txt", "一", "一") == ""


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=5))
def test_only_the_words_of_applied_findings_change(text: str, spans: list[tuple[int, int]]) -> None:
    findings = [
        finding(a, b, text, f"<{n}>") for n, (a, b) in enumerate(spans) if a < b <= len(text) and text[a:b]
    ]
    made = fix(text, findings)
    kept = len(text) - sum(f.end - f.start for f in made.applied)
    assert len(made.text) == kept + sum(len(f.replacement or "") for f in made.applied)


def candor(*arguments: str | Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "drafting.cli", "review", *map(str, arguments)],
        capture_output=True, text=True, check=False, input=stdin, env={**os.environ, "CANDOR_LANGUAGE": "zh"},
    )  # fmt: skip


def test_the_command_writes_the_file_keeps_the_original_and_reports_what_is_left(tmp_path: Path) -> None:
    brief_file, text = tmp_path / "b.json", tmp_path / "稿.txt"
    brief_file.write_text(brief().model_dump_json(exclude_none=True), encoding="utf-8")
    wrong = b"\xef\xbb\xbf" + "5名员工受伤，已送市第一医院治疗。\r\n热线400-000-0123。".encode()
    text.write_bytes(wrong)
    text.chmod(0o640)
    shown = candor(text, "--brief", brief_file, "--diff")
    assert "+3名员工受伤" in shown.stdout and text.read_bytes() == wrong
    done = candor(text, "--brief", brief_file, "--fix", "--format", "json")
    assert text.read_bytes() == wrong.replace("5名".encode(), "3名".encode())
    assert (tmp_path / "稿.txt.orig").read_bytes() == wrong and text.stat().st_mode & 0o777 == 0o640
    assert "已改正 1 处" in done.stderr and "facts.altered_figure" not in done.stdout
    again = text.read_bytes()
    candor(text, "--brief", brief_file, "--fix")
    assert text.read_bytes() == again and not (tmp_path / "稿.txt.orig2").exists()
    text.write_bytes(wrong)
    candor(text, "--brief", brief_file, "--fix")
    assert (tmp_path / "稿.txt.orig2").exists()


def test_standard_input_cannot_be_written_back() -> None:
    refused = candor("-", "--fix", stdin="我们正在核实。")
    assert refused.returncode == 2 and "--diff" in refused.stderr
    assert candor("-", "--diff", stdin="我们正在核实。").stdout == ""
