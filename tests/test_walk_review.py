"""`candor review` and `candor rules` as a press office meets them: wrong files, good sentences, what --fix writes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from drafting.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run `candor` in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)
    for variable in ("CANDOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)

    def candor(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        shown = capsys.readouterr()
        return int(ended.value.code or 0), shown.out, shown.err

    return candor


def put(name: str, text: str | bytes) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


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
