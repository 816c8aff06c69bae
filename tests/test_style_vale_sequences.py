"""Rules on words in a certain order, with and without parts of speech: expectations written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.checks.style.vale import review_files
from drafting.errors import RuleFileError
from tests.vale_project import alerts

SEQUENCE = "extends: sequence\nmessage: \"'%s'\"\n"


@pytest.mark.parametrize(
    ("tokens", "text", "expected"),
    [
        ("{pattern: full}, {pattern: refund}", "A full refund, full and refund.\n", ["1:3"]),
        ("{pattern: refund}, {pattern: today, skip: 2}", "A refund comes out today.\n", ["1:3"]),
        ("{pattern: refund}, {pattern: today, skip: 1}", "A refund comes out today.\n", []),
        ("{tag: NN, skip: 2}, {pattern: they}", "The firm said that they know. So they know.\n", ["1:5"]),
        ("{tag: MD}, {pattern: be}, {tag: VBN}", "It will be refunded, it can be nice.\n", ["1:4"]),
        ("{upos: ADJ}, {upos: NOUN}", "We sent a quick reply.\n", ["1:11"]),
        ("{pattern: refund}, {pattern: 'of|for', negate: true}", "A refund of it, a refund\n", ["1:19"]),
        ("{tag: DT, negate: true}, {pattern: refund}", "The refund. Refund refund\n", ["1:13"]),
        ("{tag: NNS?, min: 2, skip: 3}, {pattern: it}", "Staff saw it. Staff told clients it.\n", ["1:15"]),
        ("{tag: MD}, {pattern: be, target: true}", "It will be.\n", ["1:9"]),
    ],
)
def test_words_in_order(tmp_path: Path, tokens: str, text: str, expected: list[str]) -> None:
    rule = SEQUENCE + f"tokens: [{tokens}]\n"
    assert alerts(tmp_path, {"R": rule}, text) == [f"{place}:R" for place in expected]


def test_a_sequence_reads_headings_items_and_cells_but_not_across_sentences(tmp_path: Path) -> None:
    rule = SEQUENCE + "scope: paragraph\ntokens: [{pattern: full}, {pattern: refund}]\n"
    text = "# A full refund\n\nHalf full. Refund full refund\n\n- full refund\n\n| full refund |\n| --- |\n| full refund |\n"
    found = ["1:5:R", "3:19:R", "5:3:R", "7:3:R", "9:3:R"]
    assert alerts(tmp_path, {"R": rule}, text) == found
    listed = rule.replace("scope: paragraph", "scope: list")
    assert alerts(tmp_path, {"R": listed}, text) == ["5:3:R"]


def test_a_match_that_begins_within_an_exception_is_dropped(tmp_path: Path) -> None:
    rule = SEQUENCE + "exceptions: ['^In [^,]+,']\ntokens: [{pattern: full}, {pattern: refund}]\n"
    assert alerts(tmp_path, {"R": rule}, "In full refund days, a full refund is due.\n") == ["1:24:R"]


def test_the_message_names_the_words_in_turn(tmp_path: Path) -> None:
    rule = "extends: sequence\nmessage: '%[3]s after %[1]s'\ntokens: [{pattern: refund}, {pattern: out, skip: 3}]\n"
    alerts(tmp_path, {"R": rule}, "The refund comes out.\n")
    [item] = review_files([tmp_path / "test.md"], tmp_path / ".vale.ini")
    assert [finding.message for finding in item.review.findings] == ["out after refund"]


@pytest.mark.parametrize(
    "token", ["{upos: NOUNS}", "{tag: '('}", "{pattern: '('}", "{skip: -1, tag: NN}", "{tags: NN}"]
)
def test_a_wrong_step_names_file_and_line(tmp_path: Path, token: str) -> None:
    with pytest.raises(RuleFileError, match=r"R\.yml:4: .*tokens\.0"):
        alerts(tmp_path, {"R": SEQUENCE + f"tokens:\n  - {token}\n"}, "x\n")


def test_a_formula_may_count_the_alerts_of_other_rules(tmp_path: Path) -> None:
    rules = {
        "Word": "extends: existence\nmessage: m\ntokens: [soon]\n",
        "Sum": "extends: metric\nmessage: '%s'\nformula: check[\"T.Word\"] * 10 + check[\"T.None\"]\ncondition: '== 20'\n",
    }
    assert alerts(tmp_path, rules, "Soon soon, soon.\n") == ["1:1:Sum", "1:6:Word", "1:12:Word"]


def test_a_wrong_word_of_a_vocabulary_names_its_line(tmp_path: Path) -> None:
    files = {"config/vocabularies/V/accept.txt": "fine\n\n(open\n"}
    with pytest.raises(RuleFileError, match=r"accept\.txt:3: "):
        alerts(tmp_path, {}, "x\n", core="Vocab = V", files=files)
