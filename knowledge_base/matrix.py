"""The vectors of an index by their numbers: for exact comparison with a few thousand of them.

Chroma finds the nearest of all; which of a known few are nearest (a filter's, or those that share a rare word)
it tells ten times slower than reading their rows does (benchmarks/retrieval_scale.py). They are kept in single
precision: to widen half precision took three times as long as the comparison.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge_base.contents import Numbers
from knowledge_base.embeddings import Vectors, cosines
from knowledge_base.errors import KnowledgeStoreError, refusal

_BLOCK = 16_384
_BYTES = 4


@dataclass(slots=True)
class Matrix:
    """A file of unit vectors, one a number; rows whose case is gone stay and are never asked for."""

    path: Path
    dimension: int
    _rows: Vectors | None = None

    def append(self, vectors: Vectors) -> None:
        """Write rows at the end of the file.

        Raises:
            KnowledgeStoreError: it cannot be written, for instance because the disk is full.
        """
        try:
            with self.path.open("ab") as file:
                file.write(np.ascontiguousarray(vectors, dtype=np.float32).tobytes())
        except OSError as error:
            raise KnowledgeStoreError(
                f"知识库索引写入失败（{refusal(error).zh}）。请检查磁盘空间与权限；案例文件不受影响。",
                f"the knowledge index could not be written ({refusal(error).en}). Check disk space and permissions; "
                "the case files are unharmed.",
            ) from error

    def open(self, rows: int) -> None:
        """Open the file for reading; it must have that many rows.

        Raises:
            KnowledgeStoreError: it is missing, or has another size.
        """
        try:
            sound = self.path.stat().st_size == rows * self.dimension * _BYTES
            if sound and rows:
                self._rows = np.memmap(self.path, dtype=np.float32, mode="r", shape=(rows, self.dimension))
        except OSError:
            sound = False
        if not sound:
            raise KnowledgeStoreError(
                "知识库索引不完整。请运行 candor kb rebuild 重建。",
                "the knowledge index is incomplete. Run candor kb rebuild.",
            )

    def close(self) -> None:
        """Let go of the file."""
        self._rows = None

    def rows(self, numbers: Numbers) -> Vectors:
        """Return the vectors of these numbers."""
        if self._rows is None or not len(numbers):
            return np.zeros((len(numbers), self.dimension), dtype=np.float32)
        return np.asarray(self._rows[numbers])

    def cosines(self, numbers: Numbers, vector: Vectors) -> Vectors:
        """Return the likeness of each of these numbers to a vector."""
        found = np.empty(len(numbers), dtype=np.float32)
        for start in range(0, len(numbers), _BLOCK):
            part = slice(start, start + _BLOCK)
            found[part] = cosines(self.rows(numbers[part]), vector)
        return found
