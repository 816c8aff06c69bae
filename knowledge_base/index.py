"""The index on disk: built aside, probed, put in place; opened in well under a second when it stands.

    <home>/knowledge/index-<n>/      one finished index, never written again
    <home>/knowledge/current.json    which one is in use, what it was made from and by which embedding
    <home>/knowledge/vectors.sqlite  vectors already computed, so that only what changed is embedded again
    <home>/knowledge/.lock           held while somebody builds

With a Chroma server the vectors live there and only the words in the folder.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from filelock import FileLock, Timeout

from knowledge_base.building import BACKGROUND, Made, Parts, Progress, background, build, grow
from knowledge_base.contents import Contents
from knowledge_base.embeddings import Embedder, Vectors, opening
from knowledge_base.errors import KnowledgeStoreError, refusal
from knowledge_base.matrix import Matrix
from knowledge_base.sources import own_case_stamps, shipped_case_files, unreadable
from knowledge_base.store import VectorStore
from knowledge_base.terms import simplified
from knowledge_base.vectors import VectorCache

SCHEMA = 6
"""Raised when what is indexed changes, so that an index of an older version is built anew."""
ASKED = 100.0
"""How much of a question is embedded (`embeddings.length`): what a brief is about stands first, and more than
this changed no answer (benchmarks/retrieval.py) but takes the longest of all. Words are taken from all of it."""
PATIENCE = 180.0
"""Seconds to wait for another process that is building (60 cases take about 15 s; ours)."""


@dataclass(slots=True)
class Index:
    """An open index: its parts, everyday topics to compare with, and what made them."""

    parts: Parts
    everyday: Vectors
    embedder: Embedder
    made_by: dict[str, Any]
    _last: tuple[str, Vectors] | None = None

    def query(self, text: str) -> Vectors:
        """Return a question's vector, made of simplified characters; cases and own texts are asked the same one.

        Raises:
            KnowledgeStoreError: the embedding service fails.
        """
        last = self._last
        if last is None or last[0] != text:
            self._last = last = (text, self.embedder.query(simplified(opening(text, ASKED))))
        return last[1]

    @property
    def contents(self) -> Contents:
        """The records and the words."""
        return self.parts.contents

    @property
    def matrix(self) -> Matrix:
        """The vectors by number."""
        return self.parts.matrix

    @property
    def vectors(self) -> VectorStore:
        """The vectors in Chroma."""
        return self.parts.vectors

    def close(self) -> None:
        """Let go of the files."""
        self.parts.close()


@dataclass(frozen=True, slots=True)
class Place:
    """Where an index lives and what it must have been made from."""

    folder: Path
    embedder: Embedder
    overlay: Path | None = None
    url: str | None = None

    def wanted(self) -> dict[str, Any]:
        """Return what tells whether an index is of these files and this embedding.

        Raises:
            KnowledgeStoreError: the case files cannot be read.
        """
        files: list[list[object]] = [[p.name, *stamp] for p, stamp in own_case_stamps(self.overlay).items()]
        try:
            files += [[p.name, p.read_text(encoding="utf-8")] for p in (*shipped_case_files(), BACKGROUND)]
        except OSError as error:
            raise unreadable(error) from error
        made_from = hashlib.sha256(json.dumps(files).encode()).hexdigest()
        return {
            "schema": SCHEMA,
            "embedder": self.embedder.id,
            "server": self.url or "",
            "files": made_from,
        }

    def current(self) -> dict[str, Any] | None:
        """Return the record of the index in use, if there is a readable one."""
        try:
            data = json.loads((self.folder / "current.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return data if isinstance(data, dict) and {"folder", "collection", "rows"} <= data.keys() else None

    def stamp(self) -> tuple[int, int, int] | None:
        """Return what changes whenever another index is put in place; reading its record takes twenty times as long."""
        try:
            told = (self.folder / "current.json").stat()
        except OSError:
            return None
        return told.st_ino, told.st_size, told.st_mtime_ns

    def parts(self, folder: Path, collection: str) -> Parts:
        """Return the parts of an index in a folder, none of them open."""
        return Parts.of(folder, collection, self.embedder.dimension, self.url)

    @property
    def cache(self) -> VectorCache:
        """The vectors already computed."""
        return VectorCache(self.folder / "vectors.sqlite")


def open_index(place: Place, *, on_progress: Progress | None = None, rebuild: bool = False) -> Index:
    """Return the index of the cases, built first where there is none or where it is stale or broken.

    An index that another embedding made is built anew, never mixed.

    Args:
        place: where it lives and what it is made from.
        on_progress: called with (texts embedded, texts in all) while building.
        rebuild: build anew even if the index stands.

    Raises:
        KnowledgeFileError: a case file is wrong.
        KnowledgeStoreError: the folder or server cannot be used, or another process keeps building.
    """
    wanted = place.wanted()
    ready = None if rebuild else _standing(place, wanted)
    if ready is not None:
        return ready
    with _locked(place.folder):
        # Somebody else may have built it while we waited.
        ready = None if rebuild else _standing(place, wanted)
        if ready is None:
            try:
                ready = _opened(place, _renewed(place, wanted, on_progress, anew=rebuild))
            finally:
                _sweep(place)
        return ready


def _standing(place: Place, wanted: dict[str, Any]) -> Index | None:
    current = place.current()
    if current is None or any(current.get(key) != value for key, value in wanted.items()):
        return None
    try:
        return _opened(place)
    except KnowledgeStoreError:
        # Broken: it is built anew. A server that is away fails again there, and that is what is said.
        return None


def _opened(place: Place, parts: Parts | None = None) -> Index:
    current = place.current()
    if current is None:
        raise KnowledgeStoreError(
            "知识库索引尚未建立，请运行 candor kb rebuild。",
            "there is no knowledge index; run candor kb rebuild.",
        )
    folder = place.folder / str(current["folder"])
    if parts is None:
        parts = place.parts(folder, str(current["collection"]))
        parts.open(int(current["rows"]))
    try:
        everyday = _everyday(folder / "everyday.npy", place)
    except KnowledgeStoreError:
        parts.close()
        raise
    return Index(parts, everyday, place.embedder, current)


def _everyday(path: Path, place: Place) -> Vectors:
    try:
        found: Vectors = np.load(path)
    except (OSError, ValueError, EOFError) as error:
        raise KnowledgeStoreError(
            "知识库索引不完整。请运行 candor kb rebuild 重建。",
            "the knowledge index is incomplete. Run candor kb rebuild.",
        ) from error
    if found.ndim != 2 or found.shape[1] != place.embedder.dimension:
        raise KnowledgeStoreError(
            "知识库索引由另一种向量模型生成，不能混用。请运行 candor kb rebuild 重建。",
            "the knowledge index was made by another embedding and cannot be mixed. Run candor kb rebuild.",
        )
    return found


def _renewed(place: Place, wanted: dict[str, Any], on_progress: Progress | None, *, anew: bool) -> Parts:
    """Build the next index, from the present one where it is sound and of the same making; its parts are open."""
    current = place.current()
    same = current is not None and all(current.get(k) == wanted[k] for k in ("schema", "embedder", "server"))
    name = _collection(place)
    made: Made | None = None
    try:
        if current is not None and same and not anew:
            before = Made(place.parts(place.folder / str(current["folder"]), name), int(current["rows"]))
            parts = place.parts(_new_folder(place), name)
            made = grow(before, parts, place.overlay, place.embedder, place.cache, on_progress)
        if made is None:
            parts = place.parts(_new_folder(place), name)
            made = build(parts, place.overlay, place.embedder, place.cache, on_progress)
        topics = io.BytesIO()
        np.save(topics, background(place.embedder, place.cache))
        _put_in_place(made.parts.folder / "everyday.npy", topics.getvalue())
        record = wanted | {"folder": made.parts.folder.name, "collection": name, "rows": made.rows}
        _put_in_place(place.folder / "current.json", json.dumps(record, indent=1).encode())
    except OSError as error:
        if made is not None:
            made.parts.close()
        reason = refusal(error)
        raise KnowledgeStoreError(
            f"知识库索引写不进 {place.folder}（{reason.zh}）。请检查磁盘空间与权限；案例文件不受影响。",
            f"the knowledge index cannot be written to {place.folder} ({reason.en}). Check disk space and permissions; "
            "the case files are unharmed.",
        ) from error
    return made.parts


def _put_in_place(path: Path, content: bytes) -> None:
    aside = path.with_name(path.name + ".new")
    aside.write_bytes(content)
    os.replace(aside, path)


def _new_folder(place: Place) -> Path:
    # Never a name twice: within a process, Chroma remembers a folder that it failed to open.
    return place.folder / f"index-{time.time_ns()}"


def _collection(place: Place) -> str:
    if place.url is None:
        return "cases"
    # On a server, the collections of several homes and embeddings stand side by side.
    told = f"{place.folder.resolve()} {place.embedder.id} {SCHEMA}"
    return f"candor-{hashlib.sha256(told.encode()).hexdigest()[:16]}"


def _sweep(place: Place) -> None:
    """Remove indexes that are not in use: older ones, and what a killed process left half built."""
    current = place.current()
    kept = current["folder"] if current else None
    for folder in place.folder.glob("index-*"):
        if folder.name != kept:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / ".lock")
        lock.acquire(timeout=PATIENCE)
    except Timeout as error:
        raise KnowledgeStoreError(
            f"另一个程序正在建立知识库索引，等待 {PATIENCE:.0f} 秒仍未完成。请稍后再试。",
            f"another program is building the knowledge index and was not done in {PATIENCE:.0f} s. Try again later.",
        ) from error
    except OSError as error:
        raise KnowledgeStoreError(
            f"数据文件夹 {folder} 不能写入（{refusal(error).zh}）。请检查 CANDOR_HOME。",
            f"the data folder {folder} cannot be written ({refusal(error).en}). Check CANDOR_HOME.",
        ) from error
    try:
        yield
    finally:
        lock.release()
