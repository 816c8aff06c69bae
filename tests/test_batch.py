"""Batches: every result is kept as it comes, a stopped run goes on, one bad brief harms no other."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from drafting.batch import FAILURES, RESULTS, BatchSummary, run_batch, safe_name
from drafting.brief import Brief
from drafting.brief_files import LoadedBrief, load_briefs
from drafting.errors import CannotDraftError, InputError, StoreError
from drafting.statement import Counts, Draft, Review, Sentence, Statement, Strategy


def drafted(brief: Brief) -> Draft:
    text = f"{brief.organisation}：{brief.subject or '正在核实'}。"
    statement = Statement(
        id=f"{brief.id}-weibo",
        brief_id=brief.id,
        kind="holding",
        channel="weibo",
        language="zh-CN",
        text=text,
        sentences=(Sentence(text=text, element="fact"),),
        writer="blocks",
        created_at=datetime(2026, 10, 12, tzinfo=UTC),
        characters=len(text),
    )
    review = Review(verdict="pass", counts=Counts(), findings=())
    strategy = Strategy(cluster="victim", declared=False, reasons=(), allowed=())
    return Draft(statement=statement, review=review, strategy=strategy)


def loaded(*ids: str, subject: str | None = None) -> list[LoadedBrief]:
    return [
        LoadedBrief("b.jsonl", line, brief=Brief(id=one, organisation="云杉", subject=subject))
        for line, one in enumerate(ids, 1)
    ]


def results(out: Path, name: str = RESULTS) -> list[dict[str, object]]:
    return [json.loads(line) for line in (out / name).read_text(encoding="utf-8").splitlines()]


def ids(out: Path) -> list[object]:
    return sorted(str(record["brief_id"]) for record in results(out))


def test_each_brief_gives_a_line_and_a_document(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    summary = run_batch(
        loaded("a", "b", "c"), drafted, tmp_path, concurrency=2, on_progress=lambda d, t: told.append((d, t))
    )
    assert summary == BatchSummary(done=3)
    assert ids(tmp_path) == ["a", "b", "c"]
    assert Draft.model_validate(results(tmp_path)[0]["draft"]).statement.text.startswith("云杉")
    assert docx.Document(str(tmp_path / "b.docx")).paragraphs[0].text == "云杉：正在核实。"
    assert told[-1] == (3, 3)


def test_one_bad_brief_harms_no_other(tmp_path: Path) -> None:
    source = tmp_path / "b.jsonl"
    source.write_text('{"id": "a", "organisation": "x"}\nbroken\n{"id": "c", "organisation": "x"}\n')

    def draft_one(brief: Brief) -> Draft:
        if brief.id == "c":
            raise CannotDraftError("export.ai_label")
        return drafted(brief)

    summary = run_batch(load_briefs(source), draft_one, tmp_path / "out", concurrency=2)
    assert (summary.done, summary.failed) == (1, 2)
    failures = results(tmp_path / "out", FAILURES)
    assert {(record["line"], record["error"]) for record in failures} == {
        (2, "brief.json_syntax"),
        (3, "export.ai_label"),
    }
    assert "line 2" in str(failures[0]["message"]) + str(failures[1]["message"])


def test_a_second_run_does_only_what_is_new_changed_or_failed(tmp_path: Path) -> None:
    run_batch(loaded("a", "b"), drafted, tmp_path, concurrency=1)
    seen: list[str] = []

    def watching(brief: Brief) -> Draft:
        seen.append(brief.id)
        return drafted(brief)

    briefs = [*loaded("a"), *loaded("b", subject="换了内容"), *loaded("c")]
    summary = run_batch(briefs, watching, tmp_path, concurrency=1)
    assert (summary.done, summary.skipped) == (2, 1)
    assert seen == ["b", "c"]
    assert ids(tmp_path) == ["a", "b", "c"]
    assert "换了内容" in str(next(record for record in results(tmp_path) if record["brief_id"] == "b"))
    assert "换了内容" in docx.Document(str(tmp_path / "b.docx")).paragraphs[0].text


def test_without_resume_everything_is_drafted_again(tmp_path: Path) -> None:
    run_batch(loaded("a", "b"), drafted, tmp_path)
    assert run_batch(loaded("a"), drafted, tmp_path, resume=False) == BatchSummary(done=1)
    assert ids(tmp_path) == ["a"]


def test_a_lost_document_is_made_again_without_drafting(tmp_path: Path) -> None:
    run_batch(loaded("a"), drafted, tmp_path)
    (tmp_path / "a.docx").unlink()

    def never(_: Brief) -> Draft:
        raise AssertionError

    assert run_batch(loaded("a"), never, tmp_path, formats=("docx", "text")).skipped == 1
    assert (tmp_path / "a.docx").exists()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == "云杉：正在核实。\n"


def test_a_torn_last_line_is_repaired(tmp_path: Path) -> None:
    run_batch(loaded("a", "b"), drafted, tmp_path, concurrency=1)
    path = tmp_path / RESULTS
    path.write_bytes(path.read_bytes()[:-40])
    assert run_batch(loaded("a", "b"), drafted, tmp_path) == BatchSummary(done=1, skipped=1)
    assert ids(tmp_path) == ["a", "b"]


def test_a_spoilt_line_is_dropped(tmp_path: Path) -> None:
    run_batch(loaded("a"), drafted, tmp_path)
    path = tmp_path / RESULTS
    path.write_bytes(b"\x00\x00garbage\n[1]\n" + path.read_bytes())
    assert run_batch(loaded("a"), drafted, tmp_path).skipped == 1
    assert ids(tmp_path) == ["a"]


def test_a_failed_review_is_told_again_on_the_next_run(tmp_path: Path) -> None:
    def failing(brief: Brief) -> Draft:
        draft = drafted(brief)
        return draft.model_copy(
            update={"review": Review(verdict="fail", counts=Counts(error=1), findings=())}
        )

    assert run_batch(loaded("a"), failing, tmp_path) == BatchSummary(done=1, failing=1)
    assert run_batch(loaded("a"), failing, tmp_path) == BatchSummary(failing=1, skipped=1)
    assert "未通过审核" in docx.Document(str(tmp_path / "a.docx")).paragraphs[0].text


SLOW = """
import sys, time
from pathlib import Path
sys.path[:0] = {paths!r}
import test_batch
from drafting.batch import run_batch
def slow(brief):
    time.sleep(0.05)
    return test_batch.drafted(brief)
run_batch(test_batch.loaded(*map(str, range(60))), slow, Path({out!r}), concurrency=2, formats=("docx",))
"""


def test_a_killed_run_goes_on(tmp_path: Path) -> None:
    here = Path(__file__).parent
    script = SLOW.format(paths=[str(here), str(here.parent)], out=str(tmp_path / "out"))
    path = tmp_path / "out" / RESULTS
    with subprocess.Popen([sys.executable, "-c", script]) as process:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (path.exists() and path.read_bytes().count(b"\n") >= 5):
            time.sleep(0.02)
        os.kill(process.pid, signal.SIGKILL)
    kept = path.read_bytes().count(b"\n")
    assert 5 <= kept < 60
    summary = run_batch(loaded(*map(str, range(60))), drafted, tmp_path / "out", concurrency=2)
    assert summary.skipped == kept
    assert summary.done == 60 - kept
    assert ids(tmp_path / "out") == sorted(map(str, range(60)))
    assert len(list((tmp_path / "out").glob("*.docx"))) == 60
    assert not list((tmp_path / "out").glob("*.part"))


def test_no_more_than_asked_for_run_at_once(tmp_path: Path) -> None:
    lock, now, most = threading.Lock(), 0, 0

    def counting(brief: Brief) -> Draft:
        nonlocal now, most
        with lock:
            now += 1
            most = max(most, now)
        time.sleep(0.01)
        with lock:
            now -= 1
        return drafted(brief)

    run_batch(loaded(*"abcdefghij"), counting, tmp_path, concurrency=3, formats=())
    assert most == 3


def test_a_full_disk_ends_the_run_with_what_was_done_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_batch(loaded("a"), drafted, tmp_path)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", full)
        with pytest.raises(StoreError) as caught:
            run_batch(loaded("a", "b"), drafted, tmp_path)
    assert caught.value.key == "export.disk_full"
    assert caught.value.exit_code == 3
    assert run_batch(loaded("a", "b"), drafted, tmp_path).skipped >= 1
    assert ids(tmp_path) == ["a", "b"]


def test_two_batches_never_share_a_folder(tmp_path: Path) -> None:
    def second(brief: Brief) -> Draft:
        with pytest.raises(StoreError, match="in use"):
            run_batch(loaded("z"), drafted, tmp_path)
        return drafted(brief)

    assert run_batch(loaded("a"), second, tmp_path).done == 1


def test_an_unknown_format_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="pdf"):
        run_batch(loaded("a"), drafted, tmp_path / "out", formats=("pdf",))
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "brief_id", ["../../etc/passwd", "a/b", "CON", "nul.txt", "..", "x" * 300, "云杉" * 90, "a b", "A", "-"]
)
def test_file_names_are_safe(brief_id: str, tmp_path: Path) -> None:
    name = safe_name(brief_id)
    assert name not in ("", ".", "..")
    assert not set(name) & set('/\\:*?"<>|\0')
    assert len(name.encode()) < 240
    (tmp_path / f"{name}.docx").write_bytes(b"")
    assert len(list(tmp_path.iterdir())) == 1


def test_file_names_do_not_collide() -> None:
    names = [safe_name(one).casefold() for one in ("a/b", "a-b", "a:b", "A-B", "a-b-", "x" * 61, "x" * 62)]
    assert len(set(names)) == len(names)
    assert safe_name("yunshan-kettle-2026-10") == "yunshan-kettle-2026-10"
    assert safe_name("云杉-水壶") == "云杉-水壶"
