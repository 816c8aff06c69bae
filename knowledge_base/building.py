"""Cases into vectors and words, in a folder of their own: from nothing, or from the index before it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from knowledge_base.embeddings import Embedder, Vectors
from knowledge_base.errors import KnowledgeStoreError
from knowledge_base.reading import parse_yaml, read_text
from knowledge_base.records import Case
from knowledge_base.store import Row, VectorStore
from knowledge_base.vectors import VectorCache
from knowledge_base.words import Words, as_record

Progress = Callable[[int, int], None]

LESSON_SHARE = 0.2
"""How much the lesson counts in a case's vector beside what happened (ours; benchmarks/retrieval.py)."""


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
) -> list[Row]:
    """Return one row a case."""
    parts = [(number, share, text) for number, case in enumerate(cases) for share, text in facets(case)]
    found = cache.get([text for _, _, text in parts], embedder, on_progress)
    sums = np.zeros((len(cases), embedder.dimension if cases else 0), dtype=np.float32)
    for (number, share, _), vector in zip(parts, found, strict=True):
        sums[number] += share * vector
    sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
    return [Row(case.id, vector) for case, vector in zip(cases, sums, strict=True)]


def background(embedder: Embedder, cache: VectorCache) -> Vectors:
    """Return one vector an everyday topic, by which a query of another world is told."""
    path = Path(__file__).with_name("background.yaml")
    topics = parse_yaml(read_text(path), path.name)["topics"]
    found = cache.get([topic[language] for topic in topics for language in ("zh", "en")], embedder)
    sums = np.stack([a + b for a, b in zip(found[::2], found[1::2], strict=True)])
    return np.asarray(sums / np.linalg.norm(sums, axis=1, keepdims=True), dtype=np.float32)


def build(
    folder: Path,
    cases: Sequence[Case],
    embedder: Embedder,
    cache: VectorCache,
    collection: str,
    url: str | None,
    on_progress: Progress | None,
) -> int:
    """Build an index from nothing and return how many rows it has.

    Raises:
        KnowledgeStoreError: it cannot be written, or does not answer as it should.
    """
    folder.mkdir(parents=True)
    words = Words(folder / "words.sqlite")
    words.create()
    words.change(cases)
    rows = vectors_of(cases, embedder, cache, on_progress)
    store = VectorStore(folder / "chroma", collection, url=url)
    try:
        store.create()
        store.add(rows)
        store.probe(len(rows))
    finally:
        store.close()
    return len(rows)


def grow(
    previous: Path,
    folder: Path,
    cases: Sequence[Case],
    embedder: Embedder,
    cache: VectorCache,
    collection: str,
    url: str | None,
    on_progress: Progress | None,
) -> int | None:
    """Copy the index before and change only what changed; nothing where that one is not sound."""
    store = VectorStore(folder / "chroma", collection, url=url)
    try:
        shutil.copytree(previous, folder)
        words = Words(folder / "words.sqlite")
        words.open()
        known = words.records()
        words.close()
        wanted = {case.id: case for case in cases}
        put = [case for case in cases if known.get(case.id) != as_record(case)]
        drop = [case_id for case_id in known if case_id not in wanted]
        rows = vectors_of(put, embedder, cache, on_progress) if put else []
        store.open()
        store.probe(len(known))
        store.remove(drop)
        store.add(rows)
        store.probe(len(cases))
        words.change(put, drop)
    except (KnowledgeStoreError, shutil.Error, FileNotFoundError):
        return None
    finally:
        store.close()
    return len(cases)
