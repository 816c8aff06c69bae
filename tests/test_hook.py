"""The pre-commit hook that the repository offers, and the examples of docs/ci.md and docs/configuration.md."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from drafting.documents import SUFFIXES
from drafting.project import Projects
from drafting.project.settings_file import read_settings

ROOT = Path(__file__).parents[1]
HOOK = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[0]


def blocks(name: str, language: str) -> list[str]:
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


@pytest.mark.parametrize(("text", "code"), [("如果给您带来不便，敬请谅解。", 1), ("退款已于今日办结。", 0)])
def test_the_hooks_entry_runs_on_the_files_it_is_given(tmp_path: Path, text: str, code: int) -> None:
    scripts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["scripts"]
    command, *arguments = shlex.split(HOOK["entry"])
    module, _, function = scripts[command].partition(":")
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", f"from {module} import {function}; {function}()", *arguments, "a.txt", "b.md"],
        cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120,
        env={"PYTHONPATH": str(ROOT), "CANDOR_LANGUAGE": "zh", "PATH": "", "HOME": str(tmp_path)},
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert ("b.md:1:1" in done.stdout) == bool(code)


def test_the_hook_takes_every_kind_of_file_that_is_read_and_no_other() -> None:
    pattern = re.compile(HOOK["files"])
    assert all(pattern.search(f"statements/a{suffix}") for suffix in SUFFIXES)
    assert not any(pattern.search(name) for name in ("a.py", "a.txt.orig", "candor.toml", "md"))


def test_the_examples_for_continuous_integration_are_whole() -> None:
    local, remote, github, gitlab = (yaml.safe_load(block) for block in blocks("ci.md", "yaml"))
    assert local["repos"][0]["hooks"][0]["entry"] == HOOK["entry"]
    assert remote["repos"][0]["hooks"][0]["id"] == HOOK["id"]
    assert any("sarif" in str(step) for step in github["jobs"]["candor"]["steps"])
    assert gitlab["candor"]["script"]


def test_the_documented_settings_can_be_read(tmp_path: Path) -> None:
    [example] = blocks("configuration.md", "toml")
    file = tmp_path / "candor.toml"
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "NoSlogans.yml").write_text(
        "extends: existence\nmessage: m\ntokens: [甲]\n", encoding="utf-8"
    )
    file.write_text(example, encoding="utf-8")
    assert read_settings(file).fail_on == "error"
    assert Projects().of(tmp_path / "service" / "a.txt").channel == "service_script"
    assert Projects().of(tmp_path / "a.txt").channel is None
