"""Every command, argument and option explains itself to a Chinese reader in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from typer.main import get_command

from drafting.cli import _assembled, main
from drafting.cli.help_texts import in_chinese


def helps(command: Any, path: str = "candor") -> Iterator[tuple[str, str]]:
    for parameter in command.params:
        if getattr(parameter, "help", None):
            yield f"{path} {parameter.name}", parameter.help
    for name, under in getattr(command, "commands", {}).items():
        yield f"{path} {name}", under.help or ""
        yield from helps(under, f"{path} {name}")


def test_every_help_is_there_in_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CANDOR_LANGUAGE", "zh")
    told = dict(helps(in_chinese(get_command(_assembled([])))))
    assert len(told) > 90
    assert [name for name, said in told.items() if not re.search(r"[一-龥]", said)] == []


@pytest.mark.parametrize(
    ("arguments", "zh", "en"),
    [
        (["review", "--help"], "对照这份简报里的事实核对", "Check against the facts of this brief"),
        (["rules"], "列出自带的规则", "List the packaged rules"),
        (["rules", "new", "-h"], "文件夹.规则名", "Style.RuleName"),
    ],
)
def test_help_is_in_the_language_of_its_reader(
    arguments: list[str],
    zh: str,
    en: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for language, told, untold in (("zh", zh, en), ("en", en, zh)):
        monkeypatch.setenv("CANDOR_LANGUAGE", language)
        with pytest.raises(SystemExit):
            main(arguments)
        out, err = capsys.readouterr()
        said = "".join((out + err).split())
        assert "".join(told.split()) in said
        assert "".join(untold.split()) not in said
