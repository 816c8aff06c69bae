"""Vectors in Chroma: the one place that knows it.

Chroma is a cache here, never the record. Measured with 1.5.9: a process killed while it adds can leave an
index that never opens again, two writers on one folder lose hits without an error, and so does a missing
file. So a folder that is being read is never written: an index is built in a folder of its own, probed, and
only then put in the place of the old one (`knowledge_base.index`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import numpy as np

from knowledge_base.contents import Numbers
from knowledge_base.embeddings import Vectors
from knowledge_base.errors import KnowledgeError, KnowledgeStoreError

BATCH = 500
"""Rows that go to Chroma in one call (ours; its own ceiling is about 5,000)."""
EF_SEARCH = 200
"""How far HNSW looks: Chroma's default of 100 lost neighbours at 20,000 rows; it can only be set at creation."""

EF_CONSTRUCTION = 200
NEIGHBOURS = 32
"""How densely HNSW is woven: with Chroma's 100 and 16, rows far from all others could not be found at 10,000."""
ROUNDED = 1e-4
"""How far a number of a vector in Chroma may lie from the one beside it: Chroma makes unit vectors of its own."""


class _Guard:
    """Turns whatever Chroma raises into one message.

    Its Rust core raises a `BaseException` of its own when it panics, which `except Exception` would miss.
    """

    def __init__(self, doing_zh: str, doing_en: str, url: str | None = None) -> None:
        self._doing = doing_zh, doing_en
        self._url = url

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or isinstance(
            error, KnowledgeError | KeyboardInterrupt | SystemExit | GeneratorExit
        ):
            return
        zh, en = self._doing
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:200]
        if self._url is not None:
            raise KnowledgeStoreError(
                f"Chroma 服务器 {self._url} 没有正常应答，索引{zh}失败（{reason}）。请确认服务器已启动、"
                "CANDOR_CHROMA_URL 无误；不设 CANDOR_CHROMA_URL 则用本机索引。案例文件不受影响。",
                f"the Chroma server {self._url} does not answer as it should; the index could not be {en} ({reason}). "
                "Check that it runs and that CANDOR_CHROMA_URL is right; without CANDOR_CHROMA_URL the index of this "
                "machine is used. The case files are unharmed.",
            ) from error
        raise KnowledgeStoreError(
            f"知识库索引{zh}失败（{reason}）。请检查磁盘空间与权限，再运行 candor kb rebuild；案例文件不受影响。",
            f"the knowledge index could not be {en} ({reason}). Check disk space and permissions, then run "
            "candor kb rebuild; the case files are unharmed.",
        ) from error


def check_url(url: str) -> None:
    """Refuse what names no Chroma server.

    Raises:
        KnowledgeError: it is not of the form `http://host:8000`.
    """
    try:
        parts = urlsplit(url)
        sound = (
            parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0 and not parts.username
        )
    except ValueError:
        sound = False
    if not sound:
        raise KnowledgeError(
            f"CANDOR_CHROMA_URL 的值“{url}”不是服务器地址，请写成 http://主机:端口。",
            f"CANDOR_CHROMA_URL is {url!r}, which is no server; write http://host:port.",
        )


class VectorStore:
    """One collection of vectors under numbers, in a folder or on a Chroma server.

    Args:
        folder: where an embedded store lives; ignored with `url`.
        name: the collection's name.
        url: a Chroma server such as `http://127.0.0.1:8000`.
    """

    def __init__(self, folder: Path, name: str, *, url: str | None = None) -> None:
        self.folder = folder
        self.name = name
        self.url = url
        self._client: Any = None
        self._collection: Any = None

    def create(self) -> None:
        """Make an empty collection, in place of one of that name."""
        with _Guard("新建", "created", self.url):
            client = self._open_client()
            if self.name in {found.name for found in client.list_collections()}:
                client.delete_collection(self.name)
            self._collection = client.create_collection(
                self.name,
                embedding_function=None,
                configuration={
                    "hnsw": {
                        "space": "cosine",
                        "ef_search": EF_SEARCH,
                        "ef_construction": EF_CONSTRUCTION,
                        "max_neighbors": NEIGHBOURS,
                    }
                },
            )

    def open(self) -> None:
        """Open the collection that is there."""
        with _Guard("打开", "opened", self.url):
            self._collection = self._open_client().get_collection(self.name, embedding_function=None)

    @property
    def is_open(self) -> bool:
        """Whether the collection is at hand."""
        return self._collection is not None

    def add(self, numbers: Sequence[int], vectors: Vectors) -> None:
        """Add rows under their numbers, or put them in the place of rows with these numbers."""
        for start in range(0, len(numbers), BATCH):
            part = slice(start, start + BATCH)
            with _Guard("写入", "written", self.url):
                self._collection.upsert(ids=[str(n) for n in numbers[part]], embeddings=vectors[part])

    def remove(self, numbers: Sequence[int]) -> None:
        """Take rows out."""
        for start in range(0, len(numbers), BATCH):
            with _Guard("写入", "written", self.url):
                self._collection.delete(ids=[str(n) for n in numbers[start : start + BATCH]])

    def near(self, vector: Vectors, limit: int) -> Numbers:
        """Return the numbers of the rows nearest to `vector`, nearest first."""
        with _Guard("检索", "searched", self.url):
            found = self._collection.query(
                query_embeddings=vector[np.newaxis, :], n_results=limit, include=[]
            )
            return np.fromiter(map(int, found["ids"][0]), dtype=np.int32)

    def probe(self, expected: int, numbers: Numbers, vectors: Vectors) -> None:
        """Ask what a sound index answers: the right count, the vectors that were put in, rows found by their own.

        The search is approximate, so one row that does not find itself is no proof of loss; none of the sample
        doing so is, and so are fewer hits than rows.

        Args:
            expected: how many rows there must be.
            numbers: some of them.
            vectors: what these must hold.

        Raises:
            KnowledgeStoreError: rows are missing; Chroma itself reports a lost file with silence.
        """
        with _Guard("检查", "checked", self.url):
            count = self._collection.count()
            sound = count == expected and (not expected or self._holds(numbers, vectors))
            sound = sound and (not expected or self._finds(numbers, vectors, min(50, expected)))
        if not sound:
            raise KnowledgeStoreError(
                f"知识库索引不完整（应有 {expected} 条，实有 {count} 条）。请运行 candor kb rebuild 重建。",
                f"the knowledge index is incomplete ({count} rows, {expected} expected). Run candor kb rebuild.",
            )

    def _holds(self, numbers: Numbers, vectors: Vectors) -> bool:
        ids = [str(n) for n in numbers]
        found = self._collection.get(ids=ids, include=["embeddings"])
        held = dict(zip(found["ids"], found["embeddings"], strict=True))
        return held.keys() == set(ids) and all(
            np.allclose(held[one], vector, atol=ROUNDED) for one, vector in zip(ids, vectors, strict=True)
        )

    def _finds(self, numbers: Numbers, vectors: Vectors, wanted: int) -> bool:
        """Return whether as many rows come back as asked for, and half of the sample finds itself."""
        found = self._collection.query(query_embeddings=vectors, n_results=wanted, include=["distances"])
        answers = list(zip((str(n) for n in numbers), found["ids"], found["distances"], strict=True))
        if any(len(ids) < wanted for _, ids, _ in answers):
            return False
        # Rows with this very vector may hide it behind themselves; that is no loss.
        seen = sum(row_id in ids or distances[-1] < 1e-5 for row_id, ids, distances in answers)
        return bool(2 * seen >= len(answers))

    def close(self) -> None:
        """Let go of the files."""
        client, self._client, self._collection = self._client, None, None
        if client is not None:
            with _Guard("关闭", "closed", self.url):
                client.close()

    def _open_client(self) -> Any:
        if self._client is None:
            import chromadb
            from chromadb.config import Settings

            settings = Settings(anonymized_telemetry=False)
            if self.url is None:
                self.folder.mkdir(parents=True, exist_ok=True)
                self._client = chromadb.PersistentClient(path=str(self.folder), settings=settings)
            else:
                parts = urlsplit(self.url)
                self._client = chromadb.HttpClient(
                    host=parts.hostname or "127.0.0.1",
                    port=parts.port or (443 if parts.scheme == "https" else 8000),
                    ssl=parts.scheme == "https",
                    settings=settings,
                )
        return self._client
