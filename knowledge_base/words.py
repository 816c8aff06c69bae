"""The words and the records of an index, in one SQLite file: exact evidence beside the vectors."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, Self

from knowledge_base.errors import KnowledgeError, KnowledgeStoreError
from knowledge_base.records import Case
from knowledge_base.terms import terms

_SCHEMA = """
CREATE TABLE cases (
  n INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, organisation TEXT NOT NULL, type TEXT NOT NULL,
  cluster TEXT NOT NULL, rating TEXT NOT NULL, year INTEGER NOT NULL, country TEXT NOT NULL,
  industry TEXT NOT NULL, languages TEXT NOT NULL, record TEXT NOT NULL);
CREATE INDEX by_shape ON cases (type, cluster, rating, year);
CREATE VIRTUAL TABLE words USING fts5 (name, body, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE spread USING fts5vocab (words, row);
"""
NAME_WEIGHT = 4.0
"""How much more a word of a case's name weighs than one of its story (ours)."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is narrowed to; nothing means anything goes."""

    language: str | None = None
    type: str | None = None
    cluster: str | None = None
    industry: str | None = None
    country: str | None = None
    rating: str | None = None
    years: tuple[int | None, int | None] | None = None

    def sql(self) -> tuple[str, list[Any]]:
        """Return a condition with its values; the condition is empty where nothing is narrowed."""
        said: list[str] = []
        values: list[Any] = []
        for column in ("type", "cluster", "rating"):
            value = getattr(self, column)
            if value is not None:
                said.append(f"cases.{column} = ?")
                values.append(value)
        if self.language is not None:
            said.append("instr(cases.languages, ?) > 0")
            values.append("zh" if self.language.lower().startswith("zh") else "en")
        if self.country is not None:
            said.append("instr(cases.country, ?) > 0")
            values.append(self.country.upper())
        if self.industry is not None:
            said.append("instr(cases.industry, ?) > 0")
            values.append(self.industry.casefold())
        first, last = self.years or (None, None)
        for value, sign in ((first, ">="), (last, "<=")):
            if value is not None:
                said.append(f"cases.year {sign} ?")
                values.append(value)
        return " AND ".join(said), values


@dataclass(slots=True)
class Words:
    """An open file of words and records. Several threads may read it."""

    path: Path
    _link: sqlite3.Connection | None = None
    _lock: Lock = field(default_factory=Lock)

    def create(self, cases: Iterable[Case]) -> int:
        """Write a new file and return how many cases it holds.

        Raises:
            KnowledgeStoreError: it cannot be written, for instance because the disk is full.
        """
        with _Guard("写入", "written"):
            link = sqlite3.connect(self.path)
            try:
                link.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
                count = 0
                for count, case in enumerate(cases, start=1):
                    link.execute("INSERT INTO cases VALUES (?,?,?,?,?,?,?,?,?,?,?)", (count, *_columns(case)))
                    link.execute(
                        "INSERT INTO words (rowid, name, body) VALUES (?,?,?)", (count, *_indexed(case))
                    )
                link.execute("INSERT INTO words (words) VALUES ('optimize')")
                link.commit()
            finally:
                link.close()
        return count

    def open(self) -> None:
        """Open the file for reading."""
        with _Guard("打开", "opened"):
            link = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            link.execute("SELECT count(*) FROM cases").fetchone()
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

    def weights(self, wanted: Iterable[str]) -> dict[str, float]:
        """Return how much each term that occurs tells: the logarithm of how rare it is; absent terms are left out."""
        unique = list(dict.fromkeys(wanted))
        if not unique:
            return {}
        total = self.count()
        found: dict[str, float] = {}
        for start in range(0, len(unique), 500):
            part = unique[start : start + 500]
            marks = ",".join("?" * len(part))
            rows = self._rows(f"SELECT term, doc FROM spread WHERE term IN ({marks})", part)  # noqa: S608
            found.update((term, math.log((total + 1) / (doc + 0.5))) for term, doc in rows)
        return found

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


def _columns(case: Case) -> tuple[Any, ...]:
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
        case.model_dump_json(exclude_none=True, exclude_defaults=True),
    )


def _indexed(case: Case) -> tuple[str, str]:
    name = (*case.name.both, *case.organisation.both, *case.aliases, str(case.year))
    steps = (text for step in case.timeline for text in (step.zh, step.en) if text)
    body = (*case.happened.both, *steps, *case.outcome.both, *case.lesson_text.both, *case.industry.both)
    return " ".join(terms("\n".join(name))), " ".join(terms("\n".join(body)))


def words_of(case: Case) -> set[str]:
    """Return the terms that a case is indexed by."""
    return set(" ".join(_indexed(case)).split())


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
