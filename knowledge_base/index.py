"""The index on disk: built aside, probed, put in place; opened in well under a second when it stands.

<home>/knowledge/index-<n>/      one finished index, never written again
<home>/knowledge/current.json    which one is in use, what it was made from and by which embedding
<home>/knowledge/vectors.sqlite  vectors already computed, so that only what changed is embedded again
<home>/knowledge/.lock           held while somebody builds
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from knowledge_base.catalogue import case_files, load_cases
from knowledge_base.embeddings import Embedder
from knowledge_base.errors import KnowledgeStoreError
from knowledge_base.records import Case
from knowledge_base.store import Row, VectorStore
from knowledge_base.vectors import VectorCache
from knowledge_base.words import Words

SCHEMA = 1
"""Raised when what is indexed changes, so that an index of an older version is built anew."""
PATIENCE = 180.0
"""Seconds to wait for another process that is building (60 cases take about 15 s; ours)."""
COLLECTION = "cases"

Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Index:
    """An open index: vectors, words, and what made them."""

    vectors: VectorStore
    words: Words
    embedder: Embedder
    made_by: dict[str, Any]

    def close(self) -> None:
        """Let go of the files."""
        self.vectors.close()
        self.words.close()


def open_index(
    home: Path,
    embedder: Embedder,
    *,
    overlay: Path | None = None,
    chroma_url: str | None = None,
    on_progress: Progress | None = None,
    rebuild: bool = False,
) -> Index:
    """Return the index of the cases, built first where there is none or where it is stale or broken.

    Args:
        home: the data folder.
        embedder: what makes the vectors; an index that another one made is built anew, never mixed.
        overlay: the organisation's own entries.
        chroma_url: a Chroma server instead of a folder.
        on_progress: called with (texts embedded, texts in all) while building.
        rebuild: build anew even if the index stands.

    Raises:
        KnowledgeFileError: a case file is wrong.
        KnowledgeStoreError: the folder or server cannot be used, or another process keeps building.
    """
    place = home / "knowledge"
    wanted = _wanted(embedder, overlay, chroma_url)
    if not rebuild:
        ready = _try_open(place, wanted, embedder, chroma_url)
        if ready is not None:
            return ready
    with _locked(place):
        # Somebody else may have built it while we waited.
        ready = None if rebuild else _try_open(place, wanted, embedder, chroma_url)
        if ready is None:
            _build(place, wanted, load_cases(overlay), embedder, url=chroma_url, on_progress=on_progress)
            ready = _open(place, wanted, embedder, chroma_url)
            _sweep(place)
        return ready


def aspects(case: Case) -> list[tuple[str, str]]:
    """Return the texts of a case that are embedded, each under its name."""
    found: list[tuple[str, str]] = []
    for language in ("zh", "en"):
        happened = getattr(case.happened, language)
        lesson = getattr(case.lesson_text, language)
        name = case.name.text("zh" if language == "zh" else "en")
        if happened:
            found.append(
                (f"happened-{language}", f"{name}。{happened}" if language == "zh" else f"{name}. {happened}")
            )
        if lesson:
            found.append((f"lesson-{language}", lesson))
    seen: set[str] = set()
    return [(aspect, text) for aspect, text in found if not (text in seen or seen.add(text))]  # type: ignore[func-returns-value]


def _wanted(embedder: Embedder, overlay: Path | None, chroma_url: str | None) -> dict[str, Any]:
    try:
        files = [[path.name, path.stat().st_size, path.stat().st_mtime_ns] for path in case_files(overlay)]
    except OSError as error:
        raise KnowledgeStoreError(
            f"案例文件读不了（{error.strerror}）。", f"the case files cannot be read ({error.strerror})."
        ) from error
    print_of = hashlib.sha256(json.dumps(files).encode()).hexdigest()
    return {"schema": SCHEMA, "embedder": embedder.id, "files": print_of, "server": chroma_url or ""}


def _try_open(place: Path, wanted: dict[str, Any], embedder: Embedder, url: str | None) -> Index | None:
    current = _current(place)
    if current is None or any(current.get(key) != value for key, value in wanted.items()):
        return None
    try:
        return _open(place, wanted, embedder, url)
    except KnowledgeStoreError:
        # A server that is away is not a broken index: building would fail in the same way, and says so.
        return None


def _open(place: Path, wanted: dict[str, Any], embedder: Embedder, url: str | None) -> Index:
    current = _current(place)
    if current is None:
        raise KnowledgeStoreError(
            "知识库索引尚未建立，请运行 candor kb rebuild。",
            "there is no knowledge index; run candor kb rebuild.",
        )
    folder = place / str(current["folder"])
    words = Words(folder / "words.sqlite")
    vectors = VectorStore(folder / "chroma", str(current["collection"]), url=url)
    try:
        words.open()
        vectors.open()
        vectors.probe(int(current["rows"]))
    except KnowledgeStoreError:
        words.close()
        vectors.close()
        raise
    return Index(vectors, words, embedder, wanted | {"rows": current["rows"]})


def _current(place: Path) -> dict[str, Any] | None:
    try:
        data = json.loads((place / "current.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return data if isinstance(data, dict) and {"folder", "collection", "rows"} <= data.keys() else None


def _build(
    place: Path,
    wanted: dict[str, Any],
    cases: Sequence[Case],
    embedder: Embedder,
    *,
    url: str | None,
    on_progress: Progress | None,
) -> None:
    _sweep(place)
    number = 1 + max((int(p.name[6:]) for p in place.glob("index-*") if p.name[6:].isdigit()), default=0)
    folder = place / f"index-{number}"
    texts = [(case, aspect, text) for case in cases for aspect, text in aspects(case)]
    try:
        folder.mkdir(parents=True)
        Words(folder / "words.sqlite").create(cases)
        found = VectorCache(place / "vectors.sqlite").get([t for _, _, t in texts], embedder, on_progress)
        rows = [
            Row(f"{case.id}#{aspect}", {"case": case.id, "aspect": aspect}, vector)
            for (case, aspect, _), vector in zip(texts, found, strict=True)
        ]
        # On a server, collections of several homes stand side by side.
        name = COLLECTION if url is None else f"candor-{_digest(place)}-{number}"
        store = VectorStore(folder / "chroma", name, url=url)
        try:
            store.create()
            store.add(rows)
            store.probe(len(rows))
        finally:
            store.close()
        record = wanted | {"folder": folder.name, "collection": name, "rows": len(rows)}
        aside = place / "current.json.new"
        aside.write_text(json.dumps(record, indent=1), encoding="utf-8")
        os.replace(aside, place / "current.json")
    except OSError as error:
        raise KnowledgeStoreError(
            f"知识库索引写不进 {place}（{error.strerror}）。请检查磁盘空间与权限。",
            f"the knowledge index cannot be written to {place} ({error.strerror}). Check disk space and permissions.",
        ) from error


def _digest(place: Path) -> str:
    return hashlib.sha256(str(place.resolve()).encode()).hexdigest()[:12]


def _sweep(place: Path) -> None:
    """Remove indexes that are not in use: older ones, and what a killed process left half built."""
    current = _current(place)
    kept = current["folder"] if current else None
    for folder in place.glob("index-*"):
        if folder.name != kept:
            shutil.rmtree(folder, ignore_errors=True)


def _locked(place: Path) -> Any:
    try:
        place.mkdir(parents=True, exist_ok=True)
        return FileLock(place / ".lock").acquire(timeout=PATIENCE)
    except Timeout as error:
        raise KnowledgeStoreError(
            f"另一个程序正在建立知识库索引，等待 {PATIENCE:.0f} 秒仍未完成。请稍后再试。",
            f"another program is building the knowledge index and was not done in {PATIENCE:.0f} s. Try again later.",
        ) from error
    except OSError as error:
        raise KnowledgeStoreError(
            f"数据文件夹 {place} 不能写入（{error.strerror}）。请检查 CANDOR_HOME。",
            f"the data folder {place} cannot be written ({error.strerror}). Check CANDOR_HOME.",
        ) from error
