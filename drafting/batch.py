"""Many briefs through one pipeline: each result is safe on disk as it comes, and a stopped run goes on."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from io import FileIO
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import ValidationError

from drafting.brief import Brief
from drafting.brief_files import LoadedBrief
from drafting.errors import CandorError, InputError, StoreError
from drafting.export import SUFFIXES, export, not_written, write_whole
from drafting.messages import Language
from drafting.statement import Draft

RESULTS, FAILURES = "statements.jsonl", "failed.jsonl"
_UNSAFE = re.compile(r"[^\w.-]+")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|\Z)")
_LONGEST_NAME = 60
"""Characters of an id kept in a file name. Ours: 60 Chinese characters fit the 255 bytes that file systems allow."""

DraftOne = Callable[[Brief], Draft]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class BatchSummary:
    """How a batch ended.

    Attributes:
        done: briefs drafted in this run.
        failing: statements whose review failed, those of an earlier run included.
        failed: briefs that gave no statement; `failed.jsonl` says why.
        skipped: briefs whose result an earlier run had left.
    """

    done: int = 0
    failing: int = 0
    failed: int = 0
    skipped: int = 0


def run_batch(
    briefs: Iterable[LoadedBrief],
    draft_one: DraftOne,
    out: Path,
    *,
    concurrency: int = 4,
    formats: tuple[str, ...] = ("docx",),
    resume: bool = True,
    on_progress: Progress | None = None,
    language: Language = "en",
) -> BatchSummary:
    """Draft every brief, at most `concurrency` at a time, into the folder `out`.

    Each result is one line of `statements.jsonl`, on disk before the next one is taken, and one file a format.
    With `resume`, a brief that has a result from the same content is not drafted again; a changed one is.
    `language` is that of the messages in `failed.jsonl`.

    Raises:
        InputError: an unknown format.
        StoreError: the folder cannot be written; what is there is kept, and the next run goes on from it.
    """
    unknown = [name for name in formats if name not in SUFFIXES]
    if unknown:
        raise InputError("export.no_such_format", format=unknown[0], allowed=", ".join(SUFFIXES))
    loaded = list(briefs)
    with _Output(out, formats, resume=resume, language=language) as output:
        waiting: list[LoadedBrief] = []
        for one in loaded:
            if one.brief is None:
                output.refuse(one, one.error)
            elif not output.has(one.brief):
                waiting.append(one)
        tell = on_progress or (lambda _done, _total: None)
        tell(len(loaded) - len(waiting), len(loaded))
        for one, outcome in _drafted(waiting, draft_one, concurrency):
            if isinstance(outcome, Draft):
                output.keep(one, outcome)
            else:
                output.refuse(one, outcome)
            tell(len(loaded) - len(waiting) + output.taken, len(loaded))
        output.drop_superseded()
        return output.summary()


def content_hash(brief: Brief) -> str:
    """Return what tells a brief's content from another: sixteen hexadecimal digits of SHA-256."""
    return hashlib.sha256(brief.model_dump_json().encode()).hexdigest()[:16]


def safe_name(brief_id: str) -> str:
    """Return a file name (without suffix) for an id, safe on every system and never that of another id."""
    name = _UNSAFE.sub("-", brief_id).strip(".-_")[:_LONGEST_NAME].rstrip(".")
    if name == brief_id and name == name.casefold() and not _RESERVED.match(name):
        return name
    return f"{name or 'brief'}-{hashlib.sha256(brief_id.encode()).hexdigest()[:8]}"


def _drafted(
    waiting: list[LoadedBrief], draft_one: DraftOne, concurrency: int
) -> Iterator[tuple[LoadedBrief, Draft | CandorError]]:
    """Yield outcomes as they come; only `concurrency` briefs are ever under way, so a stop loses no more."""
    queue = deque(waiting)
    with ThreadPoolExecutor(max_workers=max(concurrency, 1)) as pool:
        running: dict[Future[Draft], LoadedBrief] = {}
        try:
            while queue or running:
                while queue and len(running) < max(concurrency, 1):
                    one = queue.popleft()
                    if one.brief is not None:
                        running[pool.submit(draft_one, one.brief)] = one
                finished, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in finished:
                    one = running.pop(future)
                    try:
                        yield one, future.result()
                    except CandorError as error:
                        yield one, error
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


class _Output:
    """The folder of a batch. One writer at a time: results are taken one by one, in the caller's thread."""

    def __init__(self, folder: Path, formats: tuple[str, ...], *, resume: bool, language: Language) -> None:
        self.folder, self.formats, self.language = folder, formats, language
        self.taken = self._done = self._failing = self._failed = self._skipped = 0
        self._kept: dict[tuple[str, str], dict[str, Any]] = {}
        self._lock = FileLock(folder / ".lock", timeout=0)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            self._lock.acquire()
            for left in folder.glob(".*.part"):  # by a run that was killed while it wrote
                left.unlink(missing_ok=True)
            if resume:
                self._kept = _kept_results(folder / RESULTS)
            self._results = (folder / RESULTS).open("ab" if resume else "wb", buffering=0)
            self._failures = (folder / FAILURES).open("wb", buffering=0)
        except Timeout:
            raise StoreError("batch.in_use", path=folder) from None
        except OSError as error:
            raise not_written(folder, error) from error

    def __enter__(self) -> _Output:
        return self

    def __exit__(self, *_: object) -> None:
        self._results.close()
        self._failures.close()
        self._lock.release()

    def has(self, brief: Brief) -> bool:
        """Return whether an earlier run left this brief's result; its files are made again where they are gone."""
        record = self._kept.get((brief.id, content_hash(brief)))
        if record is None:
            return False
        missing = [(path, format_) for path, format_ in self._files(brief.id) if not path.exists()]
        try:
            draft = Draft.model_validate(record["draft"]) if missing else None
        except (ValidationError, KeyError):
            return False
        for path, format_ in missing:
            if draft is not None:
                write_whole(path, export(draft, format_))
        self._skipped += 1
        self._failing += record.get("verdict") == "fail"
        return True

    def keep(self, one: LoadedBrief, draft: Draft) -> None:
        """Put a result on disk: its files first, then its line, so that a line always has its files."""
        if one.brief is None:
            return
        for path, format_ in self._files(one.brief.id):
            write_whole(path, export(draft, format_))
        record = {
            "brief_id": one.brief.id,
            "content_hash": content_hash(one.brief),
            "source": one.source,
            "line": one.line,
            "verdict": draft.review.verdict,
            "draft": json.loads(draft.model_dump_json()),
        }
        self._append(self._results, RESULTS, record)
        self.taken += 1
        self._done += 1
        self._failing += draft.review.verdict == "fail"

    def refuse(self, one: LoadedBrief, error: CandorError | None) -> None:
        """Note why a brief gave no statement."""
        record = {
            "brief_id": one.brief.id if one.brief else None,
            "source": one.source,
            "line": one.line,
            "error": error.key if error else "",
            "message": error.in_language(self.language) if error else "",
        }
        self._append(self._failures, FAILURES, record)
        self.taken += one.brief is not None
        self._failed += 1

    def drop_superseded(self) -> None:
        """Leave one line a brief in the results, the newest."""
        path = self.folder / RESULTS
        lines = path.read_bytes().splitlines(keepends=True)
        newest = {_id_in(line): line for line in lines}
        if len(newest) < len(lines):
            self._results.close()
            write_whole(path, b"".join(line for brief_id, line in newest.items() if brief_id is not None))

    def summary(self) -> BatchSummary:
        """Return the counts of this run."""
        return BatchSummary(self._done, self._failing, self._failed, self._skipped)

    def _files(self, brief_id: str) -> Iterator[tuple[Path, str]]:
        for format_, suffix in SUFFIXES.items():
            if format_ in self.formats:
                yield self.folder / (safe_name(brief_id) + suffix), format_

    def _append(self, stream: FileIO, name: str, record: dict[str, Any]) -> None:
        try:
            rest = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            while rest:
                rest = rest[stream.write(rest) :]
            os.fsync(stream.fileno())
        except OSError as error:
            raise not_written(self.folder / name, error) from error


def _kept_results(path: Path) -> dict[tuple[str, str], dict[str, Any]]:
    """Return the results of earlier runs, the newest of each brief, and cut off a line that was torn by a kill."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return {}
    whole = data.rfind(b"\n") + 1
    if whole < len(data):
        with path.open("r+b") as stream:
            stream.truncate(whole)
    kept: dict[str, dict[str, Any]] = {}
    for line in data[:whole].splitlines():
        if (brief_id := _id_in(line)) is not None:
            kept[brief_id] = json.loads(line)
    return {(brief_id, record.get("content_hash", "")): record for brief_id, record in kept.items()}


def _id_in(line: bytes) -> str | None:
    """Return the brief id of a line of results, or nothing where the line is no result."""
    try:
        record = json.loads(line)
    except ValueError:
        return None
    brief_id = record.get("brief_id") if isinstance(record, dict) else None
    return brief_id if isinstance(brief_id, str) else None
