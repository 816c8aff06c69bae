"""`candor review` and `candor rules` as a press office meets them: wrong files, good sentences, what --fix writes."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.command_material import Run, put


@pytest.fixture
def run(candor: Run, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `candor` where nothing tells the reader's language but the texts."""
    for variable in ("CANDOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    return candor


RULE = "extends: existence\nmessage: \"'%s'\"\ntokens:\n  - very\n"


@pytest.mark.parametrize(
    "broken", ["styles/Press/Bad.yml", "styles/config/vocabularies/Co/accept.txt", ".vale.ini"]
)
def test_a_file_of_a_style_guide_that_is_no_text_is_named(run: Run, broken: str) -> None:
    put(".vale.ini", "StylesPath = styles\nVocab = Co\n[*]\nBasedOnStyles = Press\n")
    put("styles/Press/Weasel.yml", RULE)
    put("styles/config/vocabularies/Co/accept.txt", "Larkhill\n")
    put("a.md", "We are very sorry.\n")
    assert run("review", "--vale-config", ".vale.ini", "a.md")[0] == 0
    put(broken, b"StylesPath = \xff\xfe\n")
    code, shown, said = run("review", "--vale-config", ".vale.ini", "a.md")
    assert (code, shown) == (2, "")
    assert Path(broken).name in said and "UTF-8" in said


def test_a_house_rule_that_is_no_text_is_named(run: Run) -> None:
    put("house/Bad.yml", b"extends: \xff\n")
    put("a.txt", "我们道歉。")
    for command in (("review", "a.txt", "--styles", "house"), ("rules", "test", "house")):
        code, _, said = run(*command)
        assert code in (1, 2)
        assert "Bad.yml" in said and "UTF-8" in said


@pytest.mark.parametrize(
    "option", [["--fix"], ["--diff"], ["--explain"], ["--kind", "apology"], ["--styles", "s"]]
)
def test_what_a_vale_config_leaves_no_room_for_is_refused_and_not_passed_over(
    run: Run, option: list[str]
) -> None:
    put(".vale.ini", "StylesPath = styles\n[*]\nBasedOnStyles = Press\n")
    put("styles/Press/Weasel.yml", RULE)
    put("a.md", "We are very sorry.\n")
    code, shown, said = run("review", "--vale-config", ".vale.ini", "a.md", *option)
    assert (code, shown) == (2, "")
    assert option[0] in said and "--vale-config" in said


@pytest.mark.parametrize(
    "good",
    [
        "退款登记截止10月20日18时，逾期可邮件补办。",
        "活动报名截止今天18时。",
        "因该对夫妇不愿公开姓名，我们不作介绍。",
        "尸体检验报告由公安机关出具，10月15日公布。",
        "无名尸体认领须携带身份证件。",
        "护士每十五分钟观察一次患者反应，并记录。",
        "方案根据用户反应，做了两处调整。",
        "救援船已于14时登陆平台附近的浅滩。",
        "    批次    数量   状态\n    A201    40     已召回\n",
    ],
)
def test_fix_leaves_a_right_chinese_sentence_as_it_is(run: Run, good: str) -> None:
    put("a.txt", good)
    assert run("review", "a.txt", "--diff")[1] == ""


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("截止10月20日18时，收到2位用户反应称底座变形。", "截至10月20日18时，收到2位用户反映称底座变形。"),
        ("这本因该由我们承担，两名工人的尸体已移交。", "这本应该由我们承担，两名工人的遗体已移交。"),
        ("有12位顾客反应，包装已经胀开。", "有12位顾客反映，包装已经胀开。"),
        ("我们深表歉意,并将全额退款.", "我们深表歉意，并将全额退款。"),
        ("经过如下:10月9日,我们接到反映;当日停售!", "经过如下:10月9日，我们接到反映；当日停售！"),
        ("他说“对不起”,随后离开?", "他说“对不起”，随后离开？"),
    ],
)
def test_fix_puts_a_wrong_chinese_word_or_mark_right(run: Run, wrong: str, right: str) -> None:
    put("a.txt", wrong)
    run("review", "a.txt", "--fix")
    assert Path("a.txt").read_text(encoding="utf-8") == right


def test_fix_writes_traditional_characters_into_a_traditional_text(run: Run) -> None:
    put("a.txt", "請登陸官網查詢帳號，誠摯的謙意，既使退款。")
    run("review", "a.txt", "--fix")
    assert Path("a.txt").read_text(encoding="utf-8") == "請登錄官網查詢帳號，誠摯的歉意，即使退款。"


def test_fix_keeps_the_columns_of_a_table_in_plain_text(run: Run) -> None:
    table = "Affected batches:\n\nBatch  Made      Sold\nA201   4 March   1,200\nB118   6 March   900\n"
    put("a.txt", table)
    assert run("review", "a.txt", "--diff")[1] == ""
    put("b.txt", "We are sorry.  We will call you.\n")
    run("review", "b.txt", "--fix")
    assert Path("b.txt").read_text(encoding="utf-8") == "We are sorry. We will call you.\n"


def test_a_word_document_in_which_nothing_can_be_put_right_is_no_fault_of_fix(run: Run) -> None:
    document = docx.Document()
    document.add_paragraph("我们将于10月13日18时前公布检测结果。")
    document.save("a.docx")
    assert run("review", "a.docx", "--fix")[0] == 0
    document.add_paragraph("请登陆官网查询。")
    document.save("a.docx")
    code, _, said = run("review", "a.docx", "--fix")
    assert code == 2 and "a.docx" in said


@pytest.mark.parametrize(
    "text",
    [
        "关于“鲜禾”冷链牛奶变质情况的说明\n\n10月9日8时，我们接到反映，已停止销售，检测结果由质量部于10月12日18时前公布。",
        "Statement on the Larkhill Street gas leak\n\nAt 06:40 our engineers isolated the main. Call 0800 555 0101.",
    ],
)
def test_a_heading_that_names_the_subject_repeats_no_rumour(run: Run, text: str) -> None:
    put("a.txt", text)
    assert "rumour" not in run("review", "a.txt", "--format", "line")[1]


def test_a_heading_that_repeats_what_is_said_online_is_still_told(run: Run) -> None:
    put("a.txt", "关于网传“青禾幼儿园使用过期食材”的说明\n\n10月9日，有短视频称我园食堂使用过期鸡肉。")
    assert "a.txt:1:1:taught.rumour_amplified" in run("review", "a.txt", "--format", "line")[1]
    assert "““" not in run("review", "a.txt")[1]


MILK = "3月6日晚，批次20260301的鲜牛奶胀包，共4800瓶，212家门店已下架。3名顾客就医。检测结果3月10日18时前公布。电话400-820-5511。\n"
MILK_EN = (
    "On the evening of 6 March cartons of batch 20260301 were swollen: 4,800 bottles, taken off the shelves of 212"
    " stores. Three customers have seen a doctor. Test results by 18:00 on 10 March. Call 400-820-5511.\n"
)
GAS_EN = "At 06:40 our engineers isolated the main; 43 homes were evacuated. Supply returns by 18:00. Call 0800 555 0101.\n"


def test_two_texts_about_two_things_are_not_laid_beside_each_other_unasked(run: Run) -> None:
    put("st/milk.txt", MILK)
    put("st/gas.txt", GAS_EN)
    _, shown, said = run("review", "st", "--format", "line")
    assert "consistency." not in shown
    assert "--compare" in said
    assert "consistency." in run("review", "st", "--format", "line", "--compare")[1]
    put("st/gas.txt", MILK_EN.replace("4,800", "4,600"))
    _, shown, said = run("review", "st", "--format", "line")
    assert "consistency.statements_differ" in shown and said == ""


def test_labels_are_in_the_language_of_the_text_where_nobody_says_otherwise(run: Run) -> None:
    put("a.txt", "We apologise if anyone was hurt.\n")
    shown = run("review", "a.txt")[1]
    assert "Instead:" in shown and "建议" not in shown
    assert "errors: " in shown
    put("z.txt", "如果给您带来不便，敬请谅解。\n")
    assert "建议：" in run("review", "z.txt")[1]
    assert "建议：" in run("review", "z.txt", "a.txt")[1]
    assert "X-ray" in run("review", "a.txt", "--explain")[1]


@pytest.mark.parametrize("text", ["", "\n\n  \n", "\ufeff"])
def test_an_empty_text_is_said_to_be_empty(run: Run, text: str) -> None:
    put("a.txt", text)
    code, _, said = run("review", "a.txt")
    assert code == 0
    assert "a.txt" in said and "没有文字" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["none.txt"],
        ["a.txt", "--baseline", "none.json"],
        ["a.txt", "--vale-config", "none.ini"],
        ["a.txt", "--config", "."],
    ],
)
def test_a_chinese_reader_is_told_in_chinese_why_a_file_cannot_be_read(
    run: Run, arguments: list[str]
) -> None:
    put("a.txt", "我们道歉。")
    code, _, said = run("review", *arguments)
    assert code == 2
    assert "No such file" not in said and "directory" not in said
    assert "没有这个文件" in said or "文件夹" in said


def test_a_switch_in_the_text_that_switches_nothing_is_told(run: Run) -> None:
    put(
        "a.md",
        "<!-- candor zh.AbsoluteGarantee = off -->\n我们的产品绝对安全。\n\n<!-- candor of -->\n我们道歉。\n"
        "<!-- candor facts = off: 见附表 -->\n<!-- candor zh.AbsoluteGuarantee = off -->\n<!-- 普通注释 candor off -->\n",
    )
    _, _, said = run("review", "a.md")
    assert "a.md:1" in said and "zh.AbsoluteGuarantee" in said
    assert "a.md:4" in said and "candor of" in said
    assert said.count("a.md:") == 2


@pytest.mark.parametrize(
    ("rule", "wanted"),
    [
        (RULE + "level: fatal\n", ["“fatal”", "error, warning, suggestion"]),
        (RULE.replace("message", "mesage"), ["“mesage”"]),
        (RULE + "limit: viele\n", ["limit"]),
        ("extends: existence\nmessage: x\nkinds: sorry\n", ["kinds", "sorry", "holding"]),
    ],
)
def test_what_is_wrong_in_a_rule_is_said_in_chinese(run: Run, rule: str, wanted: list[str]) -> None:
    put("house/A.yml", rule)
    code, _, said = run("rules", "test", "house")
    assert code == 1
    assert all(words in said for words in wanted)
    assert "Input should" not in said


def test_a_settings_file_that_is_no_toml_names_the_line_in_chinese(run: Run) -> None:
    put("a.txt", "我们道歉。")
    put("candor.toml", 'language = "zh"\n[rules\n')
    code, _, said = run("review", "a.txt")
    assert code == 2
    assert "第2行" in said and "Expected" not in said
    put("candor.toml", 'fail_on = "eror"\n')
    assert "'" not in run("review", "a.txt")[2]


def test_a_folder_without_rules_is_said_to_hold_none(run: Run) -> None:
    put("a.txt", "我们道歉。")
    Path("leer").mkdir()
    for command in (("rules", "test", "leer"), ("review", "a.txt", "--styles", "leer")):
        code, _, said = run(*command)
        assert code == 2
        assert "leer" in said and ".yml" in said


def test_a_list_without_any_rule_says_so(run: Run) -> None:
    code, shown, said = run("rules", "list", "--language", "en", "--family", "style", "--level", "error")
    assert (code, shown) == (0, "")
    assert "没有" in said
    assert (
        run("rules", "list", "--language", "en", "--family", "style", "--level", "error", "--format", "json")[
            1
        ]
        == "[]\n"
    )


@pytest.mark.parametrize(
    "name", ["facts.altered_figure", "structure.remedy", "consistency.statements_differ"]
)
def test_the_name_of_a_check_that_is_no_rule_file_is_explained(run: Run, name: str) -> None:
    code, _, said = run("rules", "show", name)
    assert code == 2
    assert name in said and "candor.toml" in said


def test_a_rule_is_shown_as_its_reader_sees_it(run: Run) -> None:
    shown = run("rules", "show", "zh.AbsoluteGuarantee")[1]
    assert "%s" not in shown
    assert "建议：" in shown and "建议: " not in shown


def test_sources_carry_no_mark_that_nothing_explains(run: Run) -> None:
    put("a.txt", "我们的产品绝对安全。")
    assert "[V]" not in run("review", "a.txt")[1]
    assert "[V" not in run("rules", "list", "--format", "markdown")[1]
    assert "[L]" not in run("rules", "list", "--format", "markdown")[1]


def test_a_diff_in_which_nothing_changes_says_so(run: Run) -> None:
    put("a.txt", "如果给您带来不便，敬请谅解。")
    code, shown, said = run("review", "a.txt", "--diff")
    assert (code, shown) == (1, "")
    assert "没有可以直接改正的" in said


def test_what_examples_taught_is_described_in_sarif_as_a_rule_is(run: Run) -> None:
    put("a.txt", "关于网传“青禾幼儿园使用过期食材”的说明\n\n10月9日，有短视频称我园食堂使用过期鸡肉。")
    log = json.loads(run("review", "a.txt", "--format", "sarif")[1])
    rules = {rule["id"]: rule for rule in log["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["taught.rumour_amplified"]["shortDescription"]["text"]
    assert rules["taught.rumour_amplified"]["help"]["text"]
