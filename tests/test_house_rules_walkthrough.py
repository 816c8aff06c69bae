"""The worked example of docs/house-rules.zh-CN.md, carried out as it is written."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from drafting.cli import main

PAGE = Path(__file__).parents[1] / "docs" / "house-rules.zh-CN.md"
STEP = re.compile(
    r"^<!-- file: (?P<file>\S+) -->\n```\w+\n(?P<text>.*?)^```$|^```console\n(?P<session>.*?)^```$",
    re.DOTALL | re.MULTILINE,
)


def commands(session: str) -> list[tuple[str, str]]:
    """Each command of a session with what it is said to print."""
    parts = re.split(r"^\$ candor (.*)\n", session, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def test_the_page_does_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CANDOR_LANGUAGE", "zh")
    done = 0
    for step in STEP.finditer(PAGE.read_text(encoding="utf-8")):
        if step["file"]:
            Path(step["file"]).parent.mkdir(parents=True, exist_ok=True)
            Path(step["file"]).write_text(step["text"], encoding="utf-8")
            continue
        for command, printed in commands(step["session"]):
            with pytest.raises(SystemExit):
                main(shlex.split(command))
            shown = capsys.readouterr()
            assert shown.err + shown.out == printed, command
            done += 1
    assert done == 7
    assert Path("稿.txt.orig").is_file()
