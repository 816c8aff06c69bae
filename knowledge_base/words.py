"""The words and the records of an index, in one SQLite file: exact evidence beside the vectors."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, Self

from knowledge_base.errors import KnowledgeError, KnowledgeStoreError
from knowledge_base.filters import Filter
from knowledge_base.records import Case
from knowledge_base.terms import terms

_SCHEMA = """
CREATE TABLE cases (
  n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, organisation TEXT NOT NULL, type TEXT NOT NULL,
  cluster TEXT NOT NULL, rating TEXT NOT NULL, year INTEGER NOT NULL, country TEXT NOT NULL,
  industry TEXT NOT NULL, languages TEXT NOT NULL, terms TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX by_shape ON cases (type, cluster, rating, year);
CREATE VIRTUAL TABLE words USING fts5 (name, body, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE spread USING fts5vocab (words, row);
"""
NAME_WEIGHT = 4.0
"""How much more a word of a case's name weighs than one of its story (ours)."""


class Sketch(NamedTuple):
    """What ranking needs of a case, without reading its whole record."""

    id: str
    organisation: str
    type: str
    cluster: str
    rating: str
    terms: str

    def has(self, term: str) -> bool:
        """Whether the case has a term; looking in one text is quicker than splitting fifty."""
        return f" {term} " in self.terms


@dataclass(slots=True)
class Words:
    """An open file of words and records. Several threads may read it."""

    path: Path
    total: int = 0
    _link: sqlite3.Connection | None = None
    _lock: Lock = field(default_factory=Lock)

    def create(self) -> None:
        """Make a new, empty file.

        Raises:
            KnowledgeStoreError: it cannot be written.
        """
        with _Guard("写入", "written"), closing(sqlite3.connect(self.path)) as link:
            link.executescript(_SCHEMA)

    def change(self, put: Iterable[Case], drop: Sequence[str] = ()) -> None:
        """Put cases in, in place of those with their ids, and take others out; all of it or nothing.

        Raises:
            KnowledgeStoreError: it cannot be written, for instance because the disk is full.
        """
        with _Guard("写入", "written"), closing(sqlite3.connect(self.path)) as link, link:
            for case in put:
                _take_out(link, case.id)
                indexed = _indexed(case)
                row = link.execute(
                    "INSERT INTO cases (id, organisation, type, cluster, rating, year, country, industry, "
                    "languages, terms, record) VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                    _columns(case, indexed),
                )
                link.execute(
                    "INSERT INTO words (rowid, name, body) VALUES (?,?,?)", (row.lastrowid, *indexed)
                )
            for case_id in drop:
                _take_out(link, case_id)

    def open(self) -> None:
        """Open the file for reading."""
        with _Guard("打开", "opened"):
            link = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            self.total = int(link.execute("SELECT count(*) FROM cases").fetchone()[0])
            self._link = link

    def close(self) -> None:
        """Let go of the file."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def count(self, narrow: Filter | None = None) -> int:
        """Return how many cases there are."""
        condition, values = narrow.sql() if narrow else ("", [])
        where = f" WHERE {condition}" if condition else ""
        return int(self._rows(f"SELECT count(*) FROM cases{where}", values)[0][0])  # noqa: S608 - columns are ours

    def ids(self, narrow: Filter) -> list[str]:
        """Return the ids of the cases that a filter lets through."""
        condition, values = narrow.sql()
        where = f" WHERE {condition}" if condition else ""
        return [row[0] for row in self._rows(f"SELECT id FROM cases{where} ORDER BY id", values)]  # noqa: S608

    def cases(self, ids: Sequence[str]) -> dict[str, Case]:
        """Return records by their ids; unknown ids are left out."""
        found: dict[str, Case] = {}
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT id, record FROM cases WHERE id IN ({marks})", part)  # noqa: S608
            found.update((row[0], Case.model_validate_json(row[1])) for row in rows)
        return found

    def sketches(self, ids: Sequence[str]) -> dict[str, Sketch]:
        """Return what ranking needs of cases; unknown ids are left out."""
        found: dict[str, Sketch] = {}
        for start in range(0, len(ids), 500):
            part = ids[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._rows(
                f"SELECT id, organisation, type, cluster, rating, terms FROM cases WHERE id IN ({marks})",  # noqa: S608
                part,
            )
            found.update(
                (row[0], Sketch(row[0], row[1], row[2], row[3], row[4], f" {row[5]} ")) for row in rows
            )
        return found

    def records(self) -> dict[str, str]:
        """Return every case's record as it was put in, by its id."""
        return dict(self._rows("SELECT id, record FROM cases", []))

    def spread(self, wanted: Sequence[str]) -> dict[str, int]:
        """Return in how many cases each term occurs; a term that occurs nowhere is left out."""
        found: dict[str, int] = {}
        for start in range(0, len(wanted), 500):
            part = wanted[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT term, doc FROM spread WHERE term IN ({marks})", part)  # noqa: S608
            found.update((term, int(doc)) for term, doc in rows)
        return found

    def alike(self, term: str) -> str | None:
        """Return the known word that a misspelt one most looks like: the same two letters first, and a ratio of 0.8."""
        first = term[:2]
        after = first[:-1] + chr(ord(first[-1]) + 1)
        rows = self._rows(
            "SELECT term FROM spread WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
            [first, after, len(term) - 2, len(term) + 4],
        )
        words = [row[0] for row in rows]
        near = get_close_matches(term, words, n=1, cutoff=0.8)
        longer = (word for word in words if len(term) >= 6 and word.startswith(term[:-1]))
        return near[0] if near else next(longer, None)

    def best(
        self, wanted: Sequence[str], limit: int, narrow: Filter | None = None
    ) -> list[tuple[str, float]]:
        """Return ids of the cases in which the terms weigh most (BM25, higher is better)."""
        if not wanted:
            return []
        query = " OR ".join('"' + term.replace('"', '""') + '"' for term in dict.fromkeys(wanted))
        condition, values = narrow.sql() if narrow else ("", [])
        sql = (
            f"SELECT cases.id, -bm25(words, {NAME_WEIGHT}, 1.0) AS weight FROM words "  # noqa: S608 - columns are ours
            "JOIN cases ON cases.n = words.rowid WHERE words MATCH ?"
            + (f" AND {condition}" if condition else "")
            + " ORDER BY weight DESC LIMIT ?"
        )
        return [(row[0], float(row[1])) for row in self._rows(sql, [query, *values, limit])]

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Any]:
        with _Guard("读取", "read"), self._lock:
            if self._link is None:
                raise sqlite3.ProgrammingError("not open")
            return self._link.execute(sql, values).fetchall()


def _take_out(link: sqlite3.Connection, case_id: str) -> None:
    for (number,) in link.execute("SELECT n FROM cases WHERE id = ?", (case_id,)).fetchall():
        link.execute("DELETE FROM words WHERE rowid = ?", (number,))
        link.execute("DELETE FROM cases WHERE n = ?", (number,))


def as_record(case: Case) -> str:
    """Return a case as it is kept in the file; equal cases give equal texts."""
    return case.model_dump_json(exclude_none=True, exclude_defaults=True)


def _columns(case: Case, indexed: tuple[str, str]) -> tuple[Any, ...]:
    texts = (case.happened, case.lesson_text)
    languages = [tag for tag in ("zh", "en") if any(getattr(text, tag) for text in texts)]
    return (
        case.id,
        case.organisation.text("en").casefold(),
        case.type,
        case.cluster,
        case.rating,
        case.year,
        "/".join(case.country),
        " / ".join(case.industry.both).casefold(),
        "/".join(languages),
        " ".join(sorted(set(" ".join(indexed).split()))),
        as_record(case),
    )


def _indexed(case: Case) -> tuple[str, str]:
    name = (*case.name.both, *case.organisation.both, *case.aliases, str(case.year))
    steps = (text for step in case.timeline for text in (step.zh, step.en) if text)
    body = (*case.happened.both, *steps, *case.outcome.both, *case.lesson_text.both, *case.industry.both)
    return " ".join(terms("\n".join(name))), " ".join(terms("\n".join(body)))


@dataclass(frozen=True, slots=True)
class _Guard:
    zh: str
    en: str
    wrapped: Callable[[str, str], KnowledgeError] = KnowledgeStoreError

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error | OSError):
            raise self.wrapped(
                f"知识库索引{self.zh}失败（{error}）。请检查磁盘空间与权限，再运行 candor kb rebuild；案例文件不受影响。",
                f"the knowledge index could not be {self.en} ({error}). Check disk space and permissions, then run "
                "candor kb rebuild; the case files are unharmed.",
            ) from error
