"""The wheel, installed elsewhere: it carries its data files and drafts from outside the checkout."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging
ROOT = Path(__file__).parents[1]
DATA = {".yaml", ".yml", ".md", ".css", ".js", ".tiktoken"}


def test_the_wheel_drafts_outside_the_checkout(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    wheel = next(tmp_path.glob("candor_desk-*.whl"))
    carried = {name for name in zipfile.ZipFile(wheel).namelist() if Path(name).suffix in DATA}
    tracked = subprocess.run(
        ["git", "ls-files", "drafting", "prompts", "knowledge_base"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert {name for name in tracked if Path(name).suffix in DATA and (ROOT / name).exists()} <= carried
    elsewhere = tmp_path / "elsewhere"
    subprocess.run(
        [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", elsewhere, wheel],
        check=True,
    )
    (tmp_path / "brief.yaml").write_bytes((ROOT / "drafting/desk/example_zh.yaml").read_bytes())
    environment = {**os.environ, "PYTHONPATH": str(elsewhere), "CANDOR_HOME": str(tmp_path / "home")}
    where = "import drafting, sys; print(drafting.__file__)"
    found = subprocess.run(
        [sys.executable, "-P", "-c", where],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(elsewhere) in found.stdout
    done = subprocess.run(
        [sys.executable, "-P", "-m", "drafting.cli", "draft", "brief.yaml", "--format", "json"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    assert json.loads(done.stdout)["review"]["verdict"] == "pass"
