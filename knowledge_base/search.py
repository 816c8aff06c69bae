"""What did others do: the cases that bear on a question or on a whole brief, each with the reason for it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Any

from knowledge_base.embeddings import open_embedder
from knowledge_base.entries import EntryKind
from knowledge_base.errors import KnowledgeError, KnowledgeStoreError
from knowledge_base.filters import Filter
from knowledge_base.index import Index, Place, open_index
from knowledge_base.own_texts import OwnTexts, TextHit
from knowledge_base.ranking import Scored, rank
from knowledge_base.reasons import reason_for
from knowledge_base.records import Case, Localised
from knowledge_base.store import check_url

ROOM = 4
"""Times as many cases are ranked as are asked for, so that other companies can come before one's second case."""
PRECEDENTS = 90
"""Cases among which the precedents for a brief are chosen."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A case found, why it was found, and its place (1 is best).

    `warning` marks a case that went wrong, shown for what to avoid.
    """

    case: Case
    why: Localised
    rank: int
    warning: bool = False


@dataclass(slots=True)
class Search:
    """An open knowledge base. Several threads may search it at once.

    An index that another process has put in the place of this one is picked up with the next question.
    """

    place: Place
    index: Index
    own: OwnTexts
    _turn: Lock = field(default_factory=Lock)
    _stamp: tuple[int, int, int] | None = None

    def cases(
        self,
        query: str,
        *,
        limit: int = 5,
        language: str | None = None,
        type: str | None = None,  # noqa: A002 - the brief's own name for it
        cluster: str | None = None,
        industry: str | None = None,
        country: str | None = None,
        rating: str | None = None,
        years: tuple[int | None, int | None] | None = None,
    ) -> list[Hit]:
        """Return the cases that bear on `query`, best first; none where nothing does.

        Args:
            query: two words or a whole brief, in either language, any script.
            limit: how many at most.
            language: only cases that can be read in it.
            type: only cases of this incident type.
            cluster: only cases of this SCCT cluster.
            industry: only cases whose industry contains these words, in either language.
            country: only cases of this country, as two letters.
            rating: only responses that were good, mixed or bad.
            years: first and last year, either of them open.

        Raises:
            KnowledgeStoreError: the index cannot be read.
        """
        narrow = Filter(language, type, cluster, industry, country, rating, years)
        found = self._rank(query, narrow, ROOM * limit)
        return self._hits(_spread(found, limit), (type, cluster))

    def for_brief(
        self,
        what_happened: str,
        *,
        type: str | None = None,  # noqa: A002
        cluster: str | None = None,
        kind: str | None = None,
        own_names: Collection[str] = (),
        limit: int = 3,
    ) -> list[Hit]:
        """Return precedents for a brief as a whole: alike in what happened, of different companies, one that failed.

        Args:
            what_happened: the publishable facts, in either language.
            type: the brief's incident type; `auto` and none mean any.
            cluster: the brief's SCCT cluster; likewise.
            kind: the kind of statement; a clarification looks for rumours where the type is left open.
            own_names: what the brief's organisation is called; its own cases are left out of what others did.
            limit: how many at most; 2 or more always hold one that went wrong, where there is one.

        Raises:
            KnowledgeStoreError: the index cannot be read.
        """
        if kind == "clarification" and type in {None, "auto"}:
            type = "rumour_attack"  # noqa: A001 - what is denied is a rumour, whatever else it is
        found = self._rank(what_happened, Filter(), PRECEDENTS, always=True)
        found = [s for s in found if not any(map(s.sketch.is_called, own_names))]
        alike = sorted(found, key=lambda s: -(s.score + _likeness(s, type, cluster)))
        chosen = _spread(alike, limit)
        if limit > 1 and chosen and all(s.sketch.rating == "good" for s in chosen):
            taken = {s.sketch.organisation for s in chosen[:-1]}
            failed = [s for s in alike if s.sketch.rating != "good" and s.sketch.organisation not in taken]
            chosen = [*chosen[:-1], *failed[:1]] if failed else chosen
        return self._hits(chosen, (type, cluster), warn=True)

    def _rank(self, query: str, narrow: Filter, limit: int, *, always: bool = False) -> list[Scored]:
        self._keep_up()
        try:
            return rank(self.index, query, narrow, limit, always=always)
        except KnowledgeStoreError:
            # Its files may have gone from under it; a second failure is told.
            with self._turn:
                self.index = open_index(self.place)
            return rank(self.index, query, narrow, limit, always=always)

    def _keep_up(self) -> None:
        with self._turn:
            stamp = self.place.stamp()
            if stamp == self._stamp:
                return
            current = self.place.current()
            if current is not None and current != self.index.made_by:
                self.index = open_index(self.place)
            # Looked at before it was read: what is put in place meanwhile is picked up with the next question.
            self._stamp = stamp

    def _hits(
        self, chosen: Sequence[Scored], shape: tuple[str | None, str | None], *, warn: bool = False
    ) -> list[Hit]:
        records = self.index.contents.cases([s.sketch.n for s in chosen])
        return [
            Hit(
                records[s.sketch.n],
                reason_for(s, shape),
                place,
                warning=warn and s.sketch.rating != "good",
            )
            for place, s in enumerate(chosen, start=1)
        ]

    def texts(
        self,
        query: str,
        *,
        limit: int = 5,
        kinds: Collection[EntryKind] | None = None,
        narrow: Filter | None = None,
    ) -> list[TextHit]:
        """Return the organisation's own texts that bear on `query`, best first; none where nothing does.

        Args:
            query: as for `cases`.
            limit: how many at most.
            kinds: only past statements, approved lines or style guides.
            narrow: only what these let through; texts have a language and a date, and no type of case.

        Raises:
            KnowledgeFileError: one of its files is wrong.
            KnowledgeStoreError: the vectors cannot be kept.
        """
        return self.own.nearest(self.index, self.place.cache, query, limit, kinds, narrow)

    def prepare(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        """Embed what is new among the organisation's own texts, so that the next question need not.

        Raises:
            KnowledgeFileError: one of its files is wrong.
            KnowledgeStoreError: the vectors cannot be kept.
        """
        self.own.ready(self.index, self.place.cache, on_progress)

    def show(self, case_id: str) -> Case | None:
        """Return the case of that id, if there is one."""
        return self.index.contents.case(case_id)

    def list(self, narrow: Filter | None = None) -> Sequence[Case]:
        """Return all cases, or those a filter lets through, in the order of their ids."""
        found = self.index.contents.cases(self.index.contents.numbers(narrow).tolist())
        return sorted(found.values(), key=lambda case: case.id)

    def stats(self) -> dict[str, Any]:
        """Return what the index holds and what made it."""
        contents = self.index.contents
        count = {rating: contents.count(Filter(rating=rating)) for rating in ("good", "mixed", "bad")}
        return {"cases": contents.count(), "ratings": count, **self.index.made_by}

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()


SAME_TYPE = 1.5
SAME_CLUSTER = 0.75
"""What an equal incident type or cluster is worth beside likeness of the story, on the scale of `rank` (ours)."""


def _likeness(scored: Scored, kind_of_incident: str | None, cluster: str | None) -> float:
    return SAME_TYPE * (scored.sketch.type == kind_of_incident) + SAME_CLUSTER * (
        scored.sketch.cluster == cluster
    )


def _spread(found: Iterable[Scored], limit: int) -> list[Scored]:
    """Return the first `limit`, a second case of one organisation only behind the others."""
    seen: set[str] = set()
    first: list[Scored] = []
    later: list[Scored] = []
    for scored in found:
        (later if scored.sketch.organisation in seen else first).append(scored)
        seen.add(scored.sketch.organisation)
    return (first + later)[:limit]


def open_search(
    home: Path,
    *,
    chroma_url: str | None = None,
    embeddings: str = "local",
    overlay: Path | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    base_url: str | None = None,
    api_key: str | None = None,
    rebuild: bool = False,
) -> Search:
    """Open the knowledge base; its index is built first where there is none, or it is stale or broken.

    Args:
        home: the data folder.
        chroma_url: a Chroma server instead of the embedded store.
        embeddings: `local` or `openai:<model>`.
        overlay: a folder with the organisation's own entries; without it, the `own` folder of `home`.
        on_progress: called with (texts embedded, texts in all) while building.
        base_url: the endpoint of `openai:` embeddings; without it, `OPENAI_BASE_URL`.
        api_key: its key; without it, `OPENAI_API_KEY`.
        rebuild: build anew even if the index stands.

    Raises:
        KnowledgeFileError: a data file is wrong.
        KnowledgeStoreError: the folder, the server or the embedding service cannot be used.
        KnowledgeError: a setting names no embedder, no server or no folder.
    """
    if chroma_url:
        check_url(chroma_url)
    embedder = open_embedder(embeddings, base_url=base_url, api_key=api_key)
    folder = overlay or home / "own"
    if folder.exists() and not folder.is_dir():
        raise KnowledgeError(
            f"{folder} 不是文件夹。请检查 CANDOR_KNOWLEDGE。",
            f"{folder} is no folder. Check CANDOR_KNOWLEDGE.",
        )
    place = Place(home / "knowledge", embedder, overlay=folder, url=chroma_url or None)
    return Search(place, open_index(place, on_progress=on_progress, rebuild=rebuild), OwnTexts(folder))
