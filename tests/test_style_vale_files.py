"""Which files a `.vale.ini` checks, what is said of what has no effect, and Vale's own JSON. Written by hand."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from drafting.checks.style.vale import review_files
from drafting.errors import CandorError
from drafting.review_output.vale import as_vale_json, as_vale_line
from tests.vale_project import EXISTENCE, alerts

RULES = {"R": EXISTENCE + "tokens: [soon]\n", "S": EXISTENCE + "tokens: [soon]\n"}


def _project(folder: Path, ini: str) -> None:
    alerts(folder, RULES, "", ini=ini)
    for name in ("a.md", "notes/b.md", "notes/c.txt", ".hidden.md", "node_modules/d.md", "styles/e.md"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("soon\n", encoding="utf-8")
    (folder / "picture.md").write_bytes(b"\x89PNG\xff soon")
    (folder / "test.md").unlink()


@pytest.mark.parametrize("here", [True, False])
def test_a_folder_stands_for_the_files_that_a_section_matches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, here: bool
) -> None:
    _project(tmp_path, "[*.md]\nT.R = YES\n[notes/*]\nT.S = YES\n[notes/*.txt]\nT.R = NO\n")
    if here:
        monkeypatch.chdir(tmp_path)
    root = Path() if here else tmp_path
    lines = as_vale_line(review_files([root], root / ".vale.ini")).splitlines()
    found = ["a.md:1:1:T.R:'soon'", "notes/b.md:1:1:T.R:'soon'", "notes/b.md:1:1:T.S:'soon'"]
    found.append("notes/c.txt:1:1:T.S:'soon'")
    assert lines == [line if here else f"{tmp_path}/{line}" for line in found]


def test_a_file_beside_the_rules_that_tests_one_is_no_rule(tmp_path: Path) -> None:
    files = {"T/R.test.yml": "- name: a case\n  input: soon\n"}
    assert alerts(tmp_path, RULES, "soon\n", files=files) == ["1:1:R", "1:1:S"]


def test_what_has_no_effect_here_is_said(tmp_path: Path) -> None:
    alerts(tmp_path, RULES, "", ini="[*]\nBasedOnStyles = T\nView = Some\n", core="Packages = Microsoft")
    for name in ("a.py", "b.py", "c.rst"):
        (tmp_path / name).write_text("soon\n", encoding="utf-8")
    told: list[CandorError] = []
    review_files([tmp_path / name for name in ("a.py", "b.py", "c.rst")], tmp_path / ".vale.ini", told.append)
    said = [(error.key, error.fields.get("line", error.fields.get("format"))) for error in told]
    assert said == [
        ("style.vale_without_effect", 2),
        ("style.vale_without_effect", 5),
        ("style.vale_format", ".py"),
        ("style.vale_format", ".rst"),
    ]


def test_json_tells_of_the_fix_the_link_and_the_words(tmp_path: Path) -> None:
    rule = (
        "extends: substitution\nmessage: \"Use '%s'.\"\ndescription: Not '%[2]s'.\nlink: https://example.com\n"
        'level: error\naction: {name: replace}\nignorecase: true\nswap: {"it\'s soon": near|close}\n'
    )
    alerts(tmp_path, {"R": rule}, "<p>😀 It&rsquo;s soon</p>\n", name="a.html")
    printed = as_vale_json(review_files([tmp_path / "a.html"], tmp_path / ".vale.ini"))
    assert json.loads(printed) == {
        str(tmp_path / "a.html"): [
            {
                "Action": {"Name": "replace", "Params": ["near", "close"]},
                "Span": [6, 20],
                "Check": "T.R",
                "Description": "Not 'It's soon'.",
                "Link": "https://example.com",
                "Message": "Use 'near' or 'close'.",
                "Severity": "error",
                "Match": "It's soon",
                "Line": 1,
            }
        ]
    }


def test_a_replacement_is_quoted_where_the_message_does_not(tmp_path: Path) -> None:
    rule = "extends: substitution\nmessage: Use %s, not %s.\naction: {name: replace}\nswap: {soon: now, later: ''}\n"
    alerts(tmp_path, {"R": rule}, "Soon or soon or later.\n")
    [item] = review_files([tmp_path / "test.md"], tmp_path / ".vale.ini")
    assert [finding.message for finding in item.review.findings] == [
        "Use 'now', not soon.",
        "Use , not later.",
    ]


def test_standard_input_is_a_text_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    alerts(tmp_path, RULES, "", ini="[*.txt]\nT.R = YES\n")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"Now\r\nsoon\r\n"), encoding="utf-8"))
    assert as_vale_line(review_files([Path("-")], tmp_path / ".vale.ini")) == "stdin.txt:2:1:T.R:'soon'\n"
