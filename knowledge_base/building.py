"""Cases into vectors and words, in a folder of their own: from nothing, or from the index before it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from knowledge_base.changes import Changes
from knowledge_base.contents import Contents
from knowledge_base.embeddings import Embedder, Vectors
from knowledge_base.errors import KnowledgeStoreError, Language
from knowledge_base.filling import Filling, create
from knowledge_base.matrix import Matrix
from knowledge_base.reading import parse_yaml, read_text
from knowledge_base.records import Case
from knowledge_base.store import VectorStore
from knowledge_base.vectors import VectorCache

Progress = Callable[[int, int], None]

BACKGROUND = Path(__file__).with_name("background.yaml")
"""Everyday topics, by which a question of another world is told."""
LESSON_SHARE = 0.2
"""How much the lesson counts in a case's vector beside what happened (ours; benchmarks/retrieval.py)."""
AT_ONCE = 2000
"""Cases that are read, embedded and written at a time: a hundred thousand of them do not fit into memory."""
SAMPLE = 8
"""Rows that are probed when an index is opened."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of one index: Chroma's vectors, the same by number, and the contents."""

    folder: Path
    vectors: VectorStore
    matrix: Matrix
    contents: Contents

    @classmethod
    def of(cls, folder: Path, collection: str, dimension: int, url: str | None) -> Parts:
        """Return the parts of the index in a folder, none of them open."""
        return cls(
            folder,
            VectorStore(folder / "chroma", collection, url=url),
            Matrix(folder / "vectors.f32", dimension),
            Contents(folder / "contents.sqlite"),
        )

    def open(self, rows: int) -> None:
        """Open all parts and ask whether they are sound and belong together.

        Args:
            rows: how many rows the matrix has, those of cases that are gone among them.

        Raises:
            KnowledgeStoreError: a part is missing, damaged or not of this index.
        """
        try:
            self.contents.open()
            self.matrix.open(rows)
            if not self.vectors.is_open:
                self.vectors.open()
            some = self.contents.sample(SAMPLE)
            self.vectors.probe(self.contents.total, some, self.matrix.rows(some))
        except KnowledgeStoreError:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the files."""
        self.contents.close()
        self.matrix.close()
        self.vectors.close()


@dataclass(frozen=True, slots=True)
class Made:
    """The parts of an index, and how many rows its matrix has: those of cases that are gone stay in it."""

    parts: Parts
    rows: int


def facets(case: Case) -> list[tuple[float, str]]:
    """Return the texts that make a case's vector, each with its share.

    The Chinese and the English text are averaged: a vector of one language draws queries in that language,
    and the other way round, whatever they ask.
    """
    found: list[tuple[float, str]] = []
    for language, between in (("zh", "。"), ("en", ". ")):
        happened = getattr(case.happened, language)
        lesson = getattr(case.lesson_text, language)
        told = language == "zh" or happened != case.happened.zh
        if happened and told:
            name = getattr(case.name, language) or case.name.text("zh")
            found.append((1.0, f"{name}{between}{happened}"))
        if lesson and (language == "zh" or lesson != case.lesson_text.zh):
            found.append((LESSON_SHARE, lesson))
    return found


def vectors_of(
    cases: Sequence[Case], embedder: Embedder, cache: VectorCache, on_progress: Progress | None = None
) -> Vectors:
    """Return one vector a case."""
    parts = [(number, share, text) for number, case in enumerate(cases) for share, text in facets(case)]
    found = cache.get([text for _, _, text in parts], embedder, on_progress)
    sums = np.zeros((len(cases), embedder.dimension if cases else 0), dtype=np.float32)
    for (number, share, _), vector in zip(parts, found, strict=True):
        sums[number] += share * vector
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return sums


def background(embedder: Embedder, cache: VectorCache) -> Vectors:
    """Return one vector an everyday topic, by which a query of another world is told."""
    sums = topics_in("zh", embedder, cache) + topics_in("en", embedder, cache)
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), dtype=np.float32)


def topics_in(language: Language, embedder: Embedder, cache: VectorCache) -> Vectors:
    """Return one vector an everyday topic in one language, to compare with texts that have only that one."""
    topics = parse_yaml(read_text(BACKGROUND), BACKGROUND.name)["topics"]
    return np.stack(cache.get([topic[language] for topic in topics], embedder))


def build(
    parts: Parts,
    overlay: Path | None,
    embedder: Embedder,
    cache: VectorCache,
    on_progress: Progress | None,
) -> Made:
    """Build an index from nothing and return it open.

    Raises:
        KnowledgeFileError: a case file is wrong.
        KnowledgeStoreError: it cannot be written, or does not answer as it should.
    """
    parts.folder.mkdir(parents=True)
    create(parts.contents.path)
    try:
        parts.contents.open()
        changes = Changes.between(parts.contents, overlay)
        parts.vectors.create()
        _apply(parts, changes, 0, embedder, cache, on_progress)
    finally:
        parts.close()
    made = Made(parts, len(changes.put))
    parts.open(made.rows)
    return made


def grow(
    before: Made,
    parts: Parts,
    overlay: Path | None,
    embedder: Embedder,
    cache: VectorCache,
    on_progress: Progress | None,
) -> Made | None:
    """Make an index out of the one before, with what changed, and return it open.

    Where nothing changed, nothing is made and `before` is returned. Nothing is returned where the index before is
    not sound, or most rows would be of cases that are gone.

    Args:
        before: the index before, not open.
        parts: the index to make.
        overlay: the organisation's own cases, beside the shipped ones.
        embedder: makes the vectors of what changed.
        cache: vectors already computed.
        on_progress: called with (texts embedded, texts in all).

    Raises:
        KnowledgeFileError: a case file is wrong.
    """
    done = False
    try:
        before.parts.contents.open()
        changes = Changes.between(before.parts.contents, overlay)
        held = before.parts.contents.total + len(changes.put) - len(changes.drop)
        before.parts.close()
        made = Made(parts, before.rows + len(changes.put))
        if made.rows > 2 * held + SAMPLE:
            return None
        if changes.put or changes.drop:
            shutil.copytree(before.parts.folder, parts.folder)
            # Chroma stays open after it was written: opening it again takes as long as all the rest, and whoever
            # opens this index next asks it again whether it is sound.
            parts.vectors.open()
            _apply(parts, changes, before.rows, embedder, cache, on_progress)
        else:
            made = before
        made.parts.open(made.rows)
        done = True
    except (KnowledgeStoreError, shutil.Error, FileNotFoundError):
        return None
    finally:
        if not done:
            before.parts.close()
            parts.close()
    return made


def _apply(
    parts: Parts,
    changes: Changes,
    first: int,
    embedder: Embedder,
    cache: VectorCache,
    on_progress: Progress | None,
) -> None:
    """Take out what is gone and put in what is new, under the numbers from `first` on."""
    with Filling(parts.contents.path) as filling:
        filling.drop(changes.drop)
        parts.vectors.remove(changes.drop)
        total = sum(len(facets(put.case)) for put in changes.put)
        before = 0
        for start in range(0, len(changes.put), AT_ONCE):
            part = changes.put[start : start + AT_ONCE]
            told = partial(_tell, on_progress, before, total) if on_progress else None
            vectors = vectors_of([put.case for put in part], embedder, cache, told)
            before += sum(len(facets(put.case)) for put in part)
            numbers = range(first + start, first + start + len(part))
            filling.put(part, numbers.start)
            parts.matrix.append(vectors)
            parts.vectors.add(numbers, vectors)
        filling.note(changes.stamps)


def _tell(on_progress: Progress, before: int, total: int, done: int, _: int) -> None:
    on_progress(before + done, total)
