"""The organisation's own texts (past statements, approved lines, style guides) by what they say, passage by passage.

There are hundreds of them, not hundreds of thousands: they need no index, only their vectors, which are kept.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

import numpy as np

from knowledge_base.building import topics_in
from knowledge_base.embeddings import Vectors, cosines, length
from knowledge_base.entries import Entry, EntryKind, entry_files, load_entries
from knowledge_base.errors import Language
from knowledge_base.filters import Filter
from knowledge_base.index import Index
from knowledge_base.ranking import WORDS
from knowledge_base.reasons import shared_words
from knowledge_base.records import Localised
from knowledge_base.terms import telling, terms
from knowledge_base.vectors import VectorCache

PASSAGE = 200.0
"""Length of a passage (`embeddings.length`): about that of a case's story, with which likenesses were measured,
and below what the embedding reads."""
_END = re.compile(r"(?<=[。！？；])|(?<=[.;!?])\s+")


@dataclass(frozen=True, slots=True)
class TextHit:
    """One of the organisation's own texts that bears on a question, and the passage that does."""

    entry: Entry
    passage: str
    why: Localised
    score: float


@dataclass(frozen=True, slots=True)
class _Held:
    """Passages with their vectors, as the files were at one time, and everyday topics in their languages."""

    files: tuple[tuple[str, int, int], ...]
    passages: tuple[tuple[Entry, str], ...]
    words: tuple[frozenset[str], ...]
    vectors: Vectors
    topics: Mapping[Language, Vectors]


@dataclass(slots=True)
class OwnTexts:
    """The own texts of an overlay folder; read again when a file has changed. Several threads may search them."""

    overlay: Path
    _held: _Held | None = None
    _turn: Lock = field(default_factory=Lock)

    def nearest(
        self,
        index: Index,
        cache: VectorCache,
        query: str,
        limit: int,
        kinds: Collection[EntryKind] | None = None,
        narrow: Filter | None = None,
    ) -> list[TextHit]:
        """Return the texts that bear on `query`, best first, each with its best passage; none where nothing does.

        Raises:
            KnowledgeFileError: one of the files is wrong.
            KnowledgeStoreError: the vectors cannot be kept.
        """
        wanted = telling(query)
        held = self.ready(index, cache)
        if not wanted or not held.passages:
            return []
        vector = index.query(query)
        # Each is held against topics in its own language: a question in the other one is less like all of them.
        everyday = {language: cosines(topics, vector) for language, topics in held.topics.items()}
        level = {language: (float(c.max()), float(c.std()) or 1.0) for language, c in everyday.items()}
        weights = {term: _weight(term, held.words) for term in wanted}
        total = sum(weights.values()) or 1.0
        best: dict[str, TextHit] = {}
        for (entry, passage), words, cosine in zip(
            held.passages, held.words, cosines(held.vectors, vector), strict=True
        ):
            if kinds is not None and entry.kind not in kinds:
                continue
            if narrow is not None and not narrow.lets_text(entry.language, entry.date):
                continue
            shared = tuple(term for term in wanted if term in words)
            nearest, spread = level[entry.language]
            score = (float(cosine) - nearest) / spread + WORDS * sum(weights[term] for term in shared) / total
            if score >= index.embedder.relevant and (entry.id not in best or best[entry.id].score < score):
                best[entry.id] = TextHit(entry, passage, shared_words(shared), score)
        return sorted(best.values(), key=lambda hit: (-hit.score, hit.entry.id))[:limit]

    def ready(
        self, index: Index, cache: VectorCache, on_progress: Callable[[int, int], None] | None = None
    ) -> _Held:
        """Return the passages with their vectors, those of new or changed files embedded now."""
        with self._turn:
            files = tuple(
                (path.name, path.stat().st_size, path.stat().st_mtime_ns)
                for path in entry_files(self.overlay)
            )
            if self._held is None or self._held.files != files:
                entries = load_entries(self.overlay)
                passages = tuple((entry, part) for entry in entries for part in passages_of(entry))
                texts = [f"{entry.title}\n{part}" for entry, part in passages]
                vectors = cache.get(texts, index.embedder, on_progress)
                self._held = _Held(
                    files,
                    passages,
                    tuple(frozenset(terms(text)) for text in texts),
                    np.stack(vectors) if vectors else np.zeros((0, 0), dtype=np.float32),
                    {
                        language: topics_in(language, index.embedder, cache)
                        for language in dict.fromkeys(entry.language for entry in entries)
                    },
                )
            return self._held


def passages_of(entry: Entry) -> list[str]:
    """Return an entry's text in passages of whole sentences, none of them much longer than `PASSAGE`.

    A first line that is the title is left out: the title is compared with every passage.
    """
    found: list[str] = []
    weight = PASSAGE
    for number, line in enumerate(filter(None, (line.strip(" #*\t") for line in entry.text.splitlines()))):
        if number == 0 and line == entry.title:
            continue
        for place, part in enumerate(filter(None, map(str.strip, _END.split(line)))):
            more = length(part)
            if weight + more > PASSAGE:
                found.append(part)
                weight = more
            else:
                joint = "" if place and part[0] > "\u2e80" else " "
                found[-1] += joint + part
                weight += more
    return found or [entry.title]


def _weight(term: str, passages: Sequence[frozenset[str]]) -> float:
    held = sum(term in words for words in passages)
    return math.log((len(passages) + 1) / (held + 0.5))
