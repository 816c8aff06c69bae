"""`candor review` over files and folders, by what a project has settled, with a baseline."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import docx
import pytest

from tests.command_material import Run, put

HARSH = "如果给您带来不便，敬请谅解。"
CLEAN = "我们将于10月13日18时前公布检测结果。"
GUARANTEE = "我们的产品绝对安全。"


@pytest.fixture
def run(candor: Run) -> Run:
    """Run `candor review` in an empty folder."""
    return partial(candor, "review")


def rules(shown: str) -> set[str]:
    loaded = json.loads(shown)
    reviews = loaded if isinstance(loaded, list) else [loaded]
    return {finding["rule"] for one in reviews for finding in one["findings"]}


def test_a_folder_is_read_to_its_depth_without_hidden_files(run: Run) -> None:
    put("稿/a.txt", HARSH)
    put("稿/下级/b.md", CLEAN)
    put("稿/.git/c.txt", HARSH)
    put("稿/~$d.docx", b"lock")
    put("稿/e.csv", HARSH)
    code, shown, _ = run("稿", "--format", "json")
    assert code == 1
    assert [item["path"] for item in json.loads(shown)] == ["稿/a.txt", "稿/下级/b.md"]


def test_a_folder_gives_a_list_also_of_one_text(run: Run) -> None:
    put("稿/a.txt", CLEAN)
    assert isinstance(json.loads(run("稿", "--format", "json")[1]), list)
    assert isinstance(json.loads(run("稿/a.txt", "--format", "json")[1]), dict)


def test_one_broken_file_stops_no_other_and_the_worst_result_counts(run: Run) -> None:
    put("a.txt", HARSH)
    put("b.txt", b"\x00\x01")
    code, shown, said = run("b.txt", "a.txt", "none.txt", "--format", "json")
    assert code == 2
    assert [item["path"] for item in json.loads(shown)] == ["a.txt"]
    assert "b.txt" in said and "none.txt" in said
    log = json.loads(run("b.txt", "a.txt", "--format", "sarif")[1])
    [invocation] = log["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert "b.txt" in invocation["toolExecutionNotifications"][0]["message"]["text"]
    assert "b.txt" in run("b.txt", "a.txt", "--format", "html")[1]


def test_gb18030_is_read_with_a_notice(run: Run) -> None:
    put("a.txt", HARSH.encode("gb18030"))
    code, shown, said = run("a.txt")
    assert code == 1 and HARSH in shown
    assert "GB18030" in said


def test_a_word_document_tells_paragraphs_and_cells(run: Run) -> None:
    file = docx.Document()
    file.add_paragraph("说明")
    file.add_paragraph(HARSH)
    file.add_table(1, 2).cell(0, 1).text = GUARANTEE
    file.save("a.docx")
    _, shown, _ = run("a.docx")
    assert "a.docx:第2段  错误" in shown and "a.docx:表1第1行第2格  错误" in shown
    log = json.loads(run("a.docx", "--format", "sarif")[1])
    places = {r["locations"][0]["logicalLocations"][0]["name"] for r in log["runs"][0]["results"]}
    assert places == {"第2段", "表1第1行第2格"}


def test_a_word_document_is_not_written_and_the_others_are(run: Run) -> None:
    put("house/Swap.yml", SWAP)
    file = docx.Document()
    file.add_paragraph("客诉已受理。")
    file.save("a.docx")
    before = Path("a.docx").read_bytes()
    put("b.txt", "客诉已受理。")
    code, _, said = run("a.docx", "b.txt", "--styles", "house", "--fix")
    assert code == 2
    assert "a.docx" in said and "--diff" in said
    assert Path("a.docx").read_bytes() == before
    assert Path("b.txt").read_text(encoding="utf-8") == "顾客投诉已受理。"


SWAP = (
    "extends: substitution\nmessage: 用“%s”，不用“%s”。\nlevel: warning\nnonword: true\n"
    "swap:\n  客诉: 顾客投诉\naction: {name: replace}\n"
)


def test_markup_between_the_words_is_left_to_the_writer(run: Run) -> None:
    put("house/Swap.yml", SWAP)
    put("a.html", "<p>客诉已受理，客<b>诉</b>处理中。</p>\r\n")
    run("a.html", "--styles", "house", "--fix")
    assert Path("a.html").read_bytes().decode() == "<p>顾客投诉已受理，客<b>诉</b>处理中。</p>\r\n"


def test_an_encoding_outlives_the_correction(run: Run) -> None:
    put("house/Swap.yml", SWAP)
    put("a.txt", "客诉已受理。\r\n——完".encode("gb18030"))
    run("a.txt", "--styles", "house", "--fix")
    assert Path("a.txt").read_bytes() == "顾客投诉已受理。\r\n——完".encode("gb18030")


def test_nothing_to_put_right_touches_nothing(run: Run) -> None:
    path = put("a.txt", HARSH)
    before = path.stat().st_mtime_ns
    run("a.txt", "--fix")
    assert path.stat().st_mtime_ns == before
    assert list(Path().iterdir()) == [path]


def test_the_nearest_settings_above_a_file_hold_for_it(run: Run) -> None:
    put("candor.toml", '[rules]\n"zh.AbsoluteGuarantee" = "suggestion"\n"zh.*" = "warning"\n')
    put("甲/a.txt", GUARANTEE)
    put("乙/candor.toml", 'fail_on = "never"\n')
    put("乙/b.txt", GUARANTEE)
    code, shown, _ = run("甲/a.txt", "--format", "json")
    levels = {f["rule"]: f["severity"] for f in json.loads(shown)["findings"]}
    assert code == 0 and levels["zh.AbsoluteGuarantee"] == "suggestion"
    assert set(levels.values()) == {"suggestion", "warning"}
    code, shown, _ = run("乙/b.txt", "--format", "json")
    assert code == 0 and json.loads(shown)["verdict"] == "fail"
    assert run("乙/b.txt", "--no-config")[0] == 1
    assert run("乙/b.txt", "--config", "candor.toml")[0] == 0
    assert run("乙/b.txt", "--fail-on", "error")[0] == 1


def test_off_needs_a_reason_and_is_counted_aloud(run: Run) -> None:
    put("a.txt", GUARANTEE)
    put("candor.toml", '[defects]\nabsolute_words = "off"\n')
    code, _, said = run("a.txt")
    assert code == 2 and "理由" in said and "defects.absolute_words" in said
    put("candor.toml", '[families]\ntone = { level = "off", reason = "试用期" }\n')
    code, shown, said = run("a.txt", "--format", "json")
    assert code == 0 and rules(shown) == set() and json.loads(shown)["verdict"] == "pass"
    assert "关闭" in said


def test_paths_have_settings_of_their_own(run: Run) -> None:
    put("house/Swap.yml", SWAP)
    put(
        "candor.toml",
        'exclude = ["存档/"]\n[[paths]]\nfiles = ["客服/**"]\nstyles = ["house"]\n'
        '[paths.rules]\n"house.Swap" = "error"\n',
    )
    put("客服/话术/a.txt", "客诉已受理。")
    put("公关/b.txt", "客诉已受理。")
    put("存档/c.txt", HARSH)
    code, shown, _ = run(".", "--format", "json")
    assert code == 1
    found = {item["path"]: [f["rule"] for f in item["findings"]] for item in json.loads(shown)}
    house = {path: "house.Swap" in names for path, names in found.items()}
    assert house == {"公关/b.txt": False, "客服/话术/a.txt": True}


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ('lanugage = "zh"', ["lanugage", "language"]),
        ('language = "fr"', ["language", "fr", "zh, en"]),
        ('[[paths]]\nfiles = ["a"]\nchannl = "x"', ["paths[1].channl", "channel"]),
        ('[rules]\n"zh.AbsoluteGarantee" = "error"', ["zh.AbsoluteGarantee", "zh.AbsoluteGuarantee"]),
        ('[rules]\n"zh.*" = { level = "off", reson = "x" }', ['rules."zh.*".reson', "reason"]),
        ('[defects]\njargn = "error"', ["defects.jargn", "jargon"]),
        ('styles = "house"', ["styles", "列表"]),
        ("language = \n", ["TOML", "第1行"]),
    ],
)
def test_a_wrong_setting_is_told_with_file_key_and_what_to_do(
    run: Run, settings: str, told: list[str]
) -> None:
    put("a.txt", CLEAN)
    put("candor.toml", settings)
    code, shown, said = run("a.txt")
    assert code == 2 and shown == ""
    assert all(words in said for words in ["candor.toml", *told])
    assert len(said.splitlines()) == 1


def test_a_baseline_knows_sentences_not_lines_and_counts_them(run: Run) -> None:
    put("稿/a.txt", f"{CLEAN}\n{HARSH}\n")
    assert run("稿", "--write-baseline", "known.json")[0] == 0
    assert HARSH not in Path("known.json").read_text(encoding="utf-8")
    put("稿/a.txt", f"新的一段。\n\n{CLEAN}\n  {HARSH}\n")
    code, shown, said = run("稿", "--baseline", "known.json", "--format", "json")
    assert code == 0 and rules(shown) == set()
    assert "已知" in said
    put("稿/a.txt", f"{HARSH}\n{HARSH}\n")
    code, shown, _ = run("稿", "--baseline", "known.json", "--format", "json")
    assert code == 1
    assert {finding["line"] for finding in json.loads(shown)[0]["findings"]} == {2}


def test_a_known_sentence_in_another_text_is_new_but_a_renamed_file_is_not(run: Run) -> None:
    put("稿/a.txt", HARSH)
    run("稿", "--write-baseline", "known.json")
    put("稿/b.txt", HARSH)
    shown = json.loads(run("稿", "--baseline", "known.json", "--format", "json")[1])
    assert [bool(item["findings"]) for item in shown] == [False, True]
    Path("稿/a.txt").unlink()
    assert run("稿", "--baseline", "known.json")[0] == 0


def test_stale_entries_are_told_and_a_partial_run_keeps_the_rest(run: Run) -> None:
    put("candor.toml", 'baseline = "known.json"\n')
    put("稿/a.txt", HARSH)
    put("稿/b.txt", GUARANTEE)
    run("稿", "--write-baseline", "known.json")
    put("稿/a.txt", CLEAN)
    assert "已不在文稿中" not in run("稿/b.txt")[2]
    assert "已不在文稿中" in run("稿")[2]
    run("稿/a.txt", "--write-baseline", "known.json")
    code, _, said = run("稿")
    assert code == 0 and "已不在文稿中" not in said


def test_a_file_that_is_no_baseline_is_named(run: Run) -> None:
    put("a.txt", HARSH)
    put("known.json", '{"version": 2}')
    code, shown, said = run("a.txt", "--baseline", "known.json")
    assert code == 2 and shown == "" and "known.json" in said


def test_a_comment_in_the_text_switches_off_aloud(run: Run) -> None:
    put("a.txt", f"<!-- candor off: 引用对方原话 -->\n{HARSH}\n<!-- candor on -->\n{CLEAN}\n")
    code, shown, said = run("a.txt")
    assert code == 0 and "没有发现问题" in shown and "关闭" in said


def test_the_result_can_be_written_to_a_file(run: Run) -> None:
    put("a.txt", HARSH)
    code, shown, said = run("a.txt", "--format", "html", "--out", "报告.html")
    assert code == 1 and shown == "" and "报告.html" in said
    assert Path("报告.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
