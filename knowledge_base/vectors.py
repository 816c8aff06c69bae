"""Vectors already computed, by the hash of their text and the embedding that made them."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from knowledge_base.embeddings import Embedder, Vectors
from knowledge_base.errors import KnowledgeStoreError

BATCH = 16
"""Texts that are embedded at once: progress is reported, and kept, this often."""


@dataclass(frozen=True, slots=True)
class VectorCache:
    """A file of vectors. Losing it costs time and nothing else; a broken one is begun anew.

    With `seeded`, the vectors that are shipped (`knowledge_base.seed`) count as kept.
    """

    path: Path
    seeded: bool = True

    def get(
        self, texts: Sequence[str], embedder: Embedder, on_progress: Callable[[int, int], None] | None = None
    ) -> list[Vectors]:
        """Return the vectors of `texts`, computing those that are not kept yet.

        Raises:
            KnowledgeStoreError: the file cannot be written, or the embedding service fails.
        """
        keys = [key(text) for text in texts]
        try:
            link = self._open()
            try:
                known = _read(link, embedder, keys)
                if self.seeded:
                    known = _shipped(embedder.id) | known
                missing = list(dict.fromkeys(i for i, kept in enumerate(keys) if kept not in known))
                if on_progress:
                    on_progress(len(texts) - len(missing), len(texts))
                for start in range(0, len(missing), BATCH):
                    part = missing[start : start + BATCH]
                    made = embedder.passages([texts[i] for i in part])
                    known.update((keys[i], vector) for i, vector in zip(part, made, strict=True))
                    link.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?,?,?)",
                        [(embedder.id, keys[i], v.tobytes()) for i, v in zip(part, made, strict=True)],
                    )
                    link.commit()
                    if on_progress:
                        on_progress(len(texts) - len(missing) + start + len(part), len(texts))
            finally:
                link.close()
        except sqlite3.Error as error:
            raise KnowledgeStoreError(
                f"无法写入 {self.path}（{error}）。请检查磁盘空间与权限。",
                f"{self.path} cannot be written ({error}). Check disk space and permissions.",
            ) from error
        return [known[kept] for kept in keys]

    def all(self, embedder: Embedder) -> tuple[list[str], Vectors]:
        """Return the hashes of all texts kept for an embedder, with their vectors."""
        link = self._open()
        try:
            rows = link.execute(
                "SELECT text, vector FROM vectors WHERE embedder = ? ORDER BY text", [embedder.id]
            )
            pairs = [(kept, np.frombuffer(blob, dtype=np.float32)) for kept, blob in rows]
        finally:
            link.close()
        return [kept for kept, _ in pairs], np.stack([vector for _, vector in pairs])

    def _open(self) -> sqlite3.Connection:
        try:
            return self._connect()
        except sqlite3.DatabaseError as error:
            if isinstance(error, sqlite3.OperationalError):
                raise
            self.path.unlink()
            return self._connect()

    def _connect(self) -> sqlite3.Connection:
        link = sqlite3.connect(self.path, timeout=30)
        link.execute(
            "CREATE TABLE IF NOT EXISTS vectors (embedder TEXT, text TEXT, vector BLOB, "
            "PRIMARY KEY (embedder, text)) WITHOUT ROWID"
        )
        return link


@cache
def _shipped(embedder_id: str) -> dict[str, Vectors]:
    path = Path(__file__).with_name("seed") / f"{embedder_id}.npz"
    if not path.is_file():
        return {}
    with np.load(path) as data:
        return dict(zip(data["keys"].tolist(), data["vectors"].astype(np.float32), strict=True))


def key(text: str) -> str:
    """Return what a text is kept under."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _read(link: sqlite3.Connection, embedder: Embedder, keys: Sequence[str]) -> dict[str, Vectors]:
    known: dict[str, Vectors] = {}
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        marks = ",".join("?" * len(part))
        rows = link.execute(
            f"SELECT text, vector FROM vectors WHERE embedder = ? AND text IN ({marks})",  # noqa: S608
            [embedder.id, *part],
        )
        for kept, blob in rows:
            vector = np.frombuffer(blob, dtype=np.float32)
            if vector.shape == (embedder.dimension,):
                known[kept] = vector
    return known
