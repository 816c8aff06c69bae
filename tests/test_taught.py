"""The reader taught by labelled passages: what it adds, what it doubts, and that it never overrules an error."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drafting.checks.passage import Passage
from drafting.checks.registry import rules_alone, run_checks
from drafting.checks.taught.examples import examples_in, most_like, taught_examples
from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.model import taught_model
from drafting.checks.taught.pieces import runs
from drafting.cli import main
from drafting.errors import RuleFileError
from drafting.messages import say
from drafting.reviewing import review


@pytest.mark.parametrize(
    ("text", "defect"),
    [
        ("锅炉房的事，是临时请来的师傅没按规矩来，跟我们学校没有关系。", "blame_shift"),
        ("几个差评来得这么整齐，背后是谁指使的，同行心里最清楚。", "unproven_accusation"),
        ("凡转发不实截图的，我们已逐一取证，律师函会寄到各位单位。", "legal_threat_tone"),
        (
            "The driver had been told twice to slow down, so the crash is his doing and not the company's.",
            "blame_shift",
        ),
        (
            "Anyone who shares the clip further will hear from our solicitors within the week.",
            "legal_threat_tone",
        ),
    ],
)
def test_a_fault_is_found_in_words_of_a_writers_own(text: str, defect: str) -> None:
    assert defect in {finding.defect for finding in review(text).findings if finding.severity != "suggestion"}


@pytest.mark.parametrize(
    "text",
    [
        "锅炉房昨晚漏气，值班员当晚关阀，没有人受伤。原因由市特检院检查，结果周五公布。",
        "有客人说是隔壁店雇人来闹，我们没有看见，也不跟着说。七位客人吃坏了肚子，是我们冰柜断电没有发现。",
        "The crash injured two people. We do not know yet why the coach left the road; the police are looking into it.",
        "If you bought the toy before May, please stop using it and call us on 0800 555 010.",
    ],
)
def test_plain_words_about_bad_events_are_left_alone(text: str) -> None:
    assert [finding.rule for finding in review(text).findings if finding.rule.startswith("taught.")] == []


def test_what_it_adds_is_a_warning_that_shows_the_example_it_goes_by() -> None:
    text = "果农发货时糊弄我，快递又闷了四天，坏了也不是我店里的事。"
    added = [finding for finding in review(text).findings if finding.rule == "taught.blame_shift"]
    assert len(added) == 1
    assert added[0].severity == "warning"
    assert added[0].match == text
    assert added[0].evidence is not None
    shown = re.search("最相近的范例：“(.+)”", added[0].evidence)
    assert shown is not None
    assert shown[1] in {example.words_of("blame_shift") for example in taught_examples("zh")}
    assert added[0].suggestion == say("taught.blame_shift_advice", "zh")


def test_an_error_of_a_rule_is_never_lowered() -> None:
    for text in ("如有冒犯，敬请谅解。", "We are sorry if anyone was offended."):
        passage = Passage(text, "zh" if text[0] > "一" else "en")
        errors = {finding.rule for finding in rules_alone(passage) if finding.severity == "error"}
        assert errors
        assert errors <= {finding.rule for finding in run_checks(passage) if finding.severity == "error"}


def test_a_warning_set_off_by_words_alone_is_lowered_and_says_so() -> None:
    text = "抽奖程序存在后门：策划组有权限手动指定中奖账号，我们已封停权限并报警。"
    passage = Passage(text, "zh")
    assert "zh.PromotionSalesPitch" in {f.rule for f in rules_alone(passage) if f.severity == "warning"}
    lowered = [finding for finding in run_checks(passage) if finding.rule == "zh.PromotionSalesPitch"]
    assert [finding.severity for finding in lowered] == ["suggestion"]
    assert "请自行判断" in lowered[0].message


def test_traditional_and_simplified_characters_score_alike() -> None:
    scores = taught_model("zh").scores(["責任全在乘客自己沒看清公告。", "责任全在乘客自己没看清公告。"])
    assert scores[0] == pytest.approx(scores[1])


@given(st.text(max_size=200))
def test_any_text_is_read_and_findings_quote_it(text: str) -> None:
    for language in ("zh", "en"):
        passage = Passage(text, language)
        for finding in run_checks(passage, ["style"]):
            assert text[finding.start : finding.end] == finding.match


def test_numbers_count_as_one_another() -> None:
    assert runs("3人受伤", "zh") == runs("128人受伤", "zh")
    assert runs("It cost 1,200.50 pounds", "en") == runs("It cost 7 pounds", "en")


def test_every_passage_that_ships_is_well_formed_and_both_sides_are_there() -> None:
    for language in ("zh", "en"):
        examples = taught_examples(language)
        faulty = [example for example in examples if example.defects]
        assert len(examples) - len(faulty) > 0.8 * len(faulty)
        for fault in FAULTS:
            assert sum(fault in example.defects for example in examples) >= 60, (language, fault)


def test_a_bad_passage_is_named_by_file_line_and_field() -> None:
    good = json.dumps({"text": "我们道歉。", "defects": []})
    bad = json.dumps({"text": "这是误会。", "defects": ["not_a_fault"]})
    with pytest.raises(RuleFileError) as raised:
        examples_in(f"{good}\n{bad}\n", "house.jsonl")
    assert "house.jsonl, line 2" in raised.value.in_language("en")
    assert "defects" in raised.value.in_language("en")
    elsewhere = json.dumps({"text": "这是误会。", "defects": ["non_apology"], "where": "不在文中"})
    with pytest.raises(RuleFileError):
        examples_in(elsewhere, "house.jsonl")


def test_the_example_that_is_shown_carries_the_same_fault() -> None:
    words = most_like("消费者自己没看清说明书。", "blame_shift", "zh")
    assert words in {example.words_of("blame_shift") for example in taught_examples("zh")}


def test_a_project_may_switch_it_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "果农发货时糊弄我，快递又闷了四天，坏了也不是我店里的事。"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "candor.toml").write_text(
        '[rules]\n"taught.*" = { level = "off", reason = "本单位逐句人工审" }\n', encoding="utf-8"
    )
    with pytest.raises(SystemExit):
        main(["review", str(tmp_path / "a.txt"), "--format", "json"])
    assert "taught.blame_shift" not in capsys.readouterr().out


def test_a_misspelt_fault_in_the_settings_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.txt").write_text("我们道歉。", encoding="utf-8")
    (tmp_path / "candor.toml").write_text('[rules]\n"taught.blame_shit" = "suggestion"\n', encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        main(["review", str(tmp_path / "a.txt")])
    assert ended.value.code == 2
    assert "taught.blame_shift" in capsys.readouterr().err


def test_rules_show_has_a_page_for_each(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rules", "show", "taught.blame_shift"])
    assert ended.value.code == 0
    assert "taught.blame_shift" in capsys.readouterr().out
    with pytest.raises(SystemExit) as ended:
        main(["rules", "show", "taught.nothing"])
    assert ended.value.code == 2
    assert "blame_shift" in capsys.readouterr().err


def test_teaching_from_passages_of_ones_own_gives_tables_that_read(tmp_path: Path) -> None:
    folder = tmp_path / "zh"
    folder.mkdir()
    lines = []
    for number in range(12):
        for fault in FAULTS:
            words = f"{fault}的说法{number}"
            lines.append({"text": f"{words}，第{number}次。", "defects": [fault], "where": words})
        lines.append({"text": f"我们在第{number}天公布了结果。", "defects": []})
    (folder / "own.jsonl").write_text(
        "\n".join(json.dumps(line, ensure_ascii=False) for line in lines), encoding="utf-8"
    )
    subprocess.run(
        [sys.executable, "-m", "drafting.checks.taught.teaching", str(tmp_path), "--language", "zh"],
        check=True,
        timeout=240,
    )
    assert (tmp_path / "zh.npz").stat().st_size > 1000
