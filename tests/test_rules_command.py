"""`candor rules`: found by what they are about, shown, tried, begun."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafting.cli import main


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def rules(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["rules", *arguments])
    shown = capsys.readouterr()
    return int(ended.value.code or 0), shown.out, shown.err


def test_the_list_is_narrowed_by_language_defect_family_and_level(capsys: pytest.CaptureFixture[str]) -> None:
    wanted = {"--language": "zh", "--defect": "absolute_words", "--family": "tone", "--level": "error"}
    _, shown, _ = rules(
        capsys, "list", "--format", "json", *(part for pair in wanted.items() for part in pair)
    )
    found = json.loads(shown)
    assert any(rule["name"] == "zh.AbsoluteGuarantee" for rule in found)
    assert {rule["level"] for rule in found} == {"error"}
    assert {rule["defect"] for rule in found} == {"absolute_words"}
    assert all(rule["name"].startswith("zh.") for rule in found)
    _, everything, _ = rules(capsys, "list", "--format", "json")
    assert len(json.loads(everything)) > len(found) > 0


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_rule_passes_as_it_is_written(capsys: pytest.CaptureFixture[str], language: str) -> None:
    assert rules(capsys, "new", "house.NoSlogans", "--language", language)[0] == 0
    written = Path("house/NoSlogans.yml").read_text(encoding="utf-8")
    assert ("candor rules test 本文件" in written) == (language == "zh")
    assert rules(capsys, "test", "house")[0] == 0
    code, _, said = rules(capsys, "new", "house.NoSlogans")
    assert code == 2 and "已经存在" in said


def test_a_house_rule_is_listed_shown_and_tried(capsys: pytest.CaptureFixture[str]) -> None:
    rules(capsys, "new", "house.NoSlogans")
    assert "house.NoSlogans" in rules(capsys, "list", "--styles", "house", "--level", "warning")[1]
    assert "要查出" in rules(capsys, "show", "house.noslogans", "--styles", "house")[1]
    path = Path("house/NoSlogans.yml")
    path.write_text(path.read_text(encoding="utf-8").replace("不要查的词", "别的词", 1), encoding="utf-8")
    code, shown, said = rules(capsys, "test", "zh.AbsoluteGuarantee", "--styles", "house")
    assert code == 1 and "2" in shown and "house.NoSlogans" in said


def test_a_rule_without_examples_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    Path("house").mkdir()
    Path("house/Bare.yml").write_text("extends: existence\nmessage: m\ntokens: [甲]\n", encoding="utf-8")
    code, _, said = rules(capsys, "test", "house")
    assert code == 0 and "house.Bare" in said


def test_a_misspelt_name_is_told_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, said = rules(capsys, "show", "zh.AbsoluteGarantee")
    assert code == 2 and "zh.AbsoluteGuarantee" in said
