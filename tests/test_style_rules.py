"""Rules of our own format, from the file to the finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.brief import Kind
from drafting.checks.passage import Passage
from drafting.checks.style import check_styles, load_styles
from drafting.errors import RuleFileError
from drafting.messages import Language
from drafting.statement import Finding

HEAD = "extends: existence\nmessage: 'found %s'\n"


def found(
    tmp_path: Path, rule: str, text: str, language: Language = "zh", kind: Kind | None = None
) -> list[Finding]:
    folder = tmp_path / "house"
    folder.mkdir(exist_ok=True)
    (folder / "Rule.yml").write_text(rule, encoding="utf-8")
    passage = Passage(text, language, kind=kind)
    findings = list(check_styles(passage, load_styles((folder,))))
    for finding in findings:
        assert text[finding.start : finding.end] == finding.match
    return findings


def test_a_finding_selects_the_words_and_names_line_and_column(tmp_path: Path) -> None:
    [finding] = found(
        tmp_path, HEAD + "level: error\ndefect: jargon\ntokens: [赋能]\n", "第一行。\n😀我们将赋能用户。"
    )
    assert (finding.line, finding.column, finding.match) == (2, 5, "赋能")
    assert (finding.severity, finding.defect, finding.message) == ("error", "jargon", "found 赋能")


def test_english_tokens_are_whole_words(tmp_path: Path) -> None:
    rule = HEAD + "ignorecase: true\ntokens: [very, 'a lot']\n"
    assert [f.match for f in found(tmp_path, rule, "Very everyday. It is a lot, a lottery.", "en")] == [
        "Very",
        "a lot",
    ]


def test_traditional_and_full_width_texts_keep_their_own_words(tmp_path: Path) -> None:
    [finding] = found(tmp_path, HEAD + "tokens: ['100%安全', 深表歉意]\n", "產品１００％安全")
    assert finding.match == "１００％安全"
    assert finding.message == "found １００％安全"
    [finding] = found(tmp_path, HEAD + "tokens: ['100%安全', 深表歉意]\n", "我們深表歉意")
    assert finding.message == "found 深表歉意"


@pytest.mark.parametrize(
    ("keys", "text", "count"),
    [
        ("unless: [请致电]", "如果不满请致电。如果不满。", 1),
        ("unless: [请致电]", "如果不满。请致电。", 1),
        ("unless_near: [请致电]", "如果不满。请致电。", 0),
        ("unless_near: [请致电]", "如果不满。好。请致电。", 1),
        ("unless_near: [请致电]", "如果不满。\n请致电。", 0),
        ("only: [道歉]", "如果不满，我们道歉。如果不满。", 1),
        ("only_near: [道歉]", "如果不满。我们道歉。", 1),
        ("only_near: [道歉]", "如果不满。我们会改。", 0),
        ("quoted: skip", "他说“如果不满”。", 0),
        ("quoted: skip", "他说“好”，如果不满。", 1),
        ("quoted: skip", "网传如果不满就罚款，该说法不实。", 0),
        ("quoted: skip", "网传的说法不实。如果不满就罚款。", 1),
        ("when: [伤者]", "如果不满。", 0),
        ("when: [伤者]", "如果不满。\n看望伤者。", 1),
        ("kinds: [apology]", "如果不满。", 0),
        ("kinds: [apology]\nwhen: [道歉]", "如果不满。我们道歉。", 1),
    ],
)
def test_what_stands_around_a_match_counts(tmp_path: Path, keys: str, text: str, count: int) -> None:
    assert len(found(tmp_path, HEAD + "tokens: [如果不满]\n" + keys + "\n", text)) == count


def test_a_known_kind_decides_before_the_text_does(tmp_path: Path) -> None:
    rule = HEAD + "tokens: [追究]\nkinds: [apology]\nwhen: [道歉]\n"
    assert len(found(tmp_path, rule, "追究到底。", kind="apology")) == 1
    assert found(tmp_path, rule, "追究到底，不道歉。", kind="clarification") == []


def test_a_pattern_of_ours_stays_within_its_line(tmp_path: Path) -> None:
    rule = HEAD + "tokens: ['甲[^。]*乙']\n"
    assert found(tmp_path, rule, "甲\n乙") == []
    assert len(found(tmp_path, rule + "scope: text\n", "甲\n乙")) == 1


def test_sentences_over_a_length(tmp_path: Path) -> None:
    rule = "extends: occurrence\nmessage: '这句有%d个字'\nscope: sentence\ntoken: '[^，。！？]'\nmax: 10\n"
    [finding] = found(tmp_path, rule, "这句不长。这一句话写得实在是太长太长了，读不完。短。")
    assert finding.message == "这句有17个字"
    assert finding.start == 5


def test_preferred_words_are_suggested(tmp_path: Path) -> None:
    rule = "extends: substitution\nmessage: '写“%s”，不写“%s”'\nswap: {'帐号': 账号, '登陆(?=网站|系统)': 登录}\n"
    [one, two] = found(tmp_path, rule, "帐号登陆系统")
    assert (one.message, one.suggestion) == ("写“账号”，不写“帐号”", "账号")
    assert (two.match, two.suggestion) == ("登陆", "登录")


@pytest.mark.parametrize(
    ("rule", "line", "key"),
    [
        ("extends: existence\nmessage: m\ntokenz: [a]\n", 3, "tokenz"),
        ("extends: existence\nmessage: m\nlevel: fatal\n", 3, "level"),
        ("extends: existence\ntokens: [a]\n", 1, "message"),
        ("extends: existence\nmessage: m\ntokens:\n  - a\n  - '(b'\n", 5, "tokens.1"),
        ("message: m\nextends: magic\n", 2, "magic"),
        ("extends: existence\nmessage: m\ndefect: rudeness\n", 3, "defect"),
    ],
)
def test_an_error_names_file_line_and_key(tmp_path: Path, rule: str, line: int, key: str) -> None:
    with pytest.raises(RuleFileError) as raised:
        found(tmp_path, rule, "text", "en")
    said = raised.value.in_language("en")
    assert f"Rule.yml:{line}:" in said
    assert key in said


def test_a_runaway_pattern_is_stopped_and_named(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"house\.Rule"):
        found(tmp_path, HEAD + "tokens: ['(?:a|a)*[!-/]']\nnonword: true\n", "a" * 60, "en")
