"""What an index holds beside its vectors: the records, what they are filtered by, and in which cases a word stands.

One SQLite file. Cases are known in it by number: their row in the matrix of vectors (`knowledge_base.matrix`)
and their id in Chroma. Counts and places of every word are kept, so that opening reads nothing and a query
reads a few rows, however many cases there are.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from knowledge_base.errors import KnowledgeStoreError
from knowledge_base.filters import Filter
from knowledge_base.records import Case
from knowledge_base.sources import Stamp

Numbers = npt.NDArray[np.int32]
Passes = npt.NDArray[np.bool_]
"""For every number up to the highest, whether a filter lets its case through."""

SCHEMA = """
CREATE TABLE cases (
  n INTEGER PRIMARY KEY, id TEXT NOT NULL, organisation TEXT NOT NULL, called TEXT NOT NULL,
  type TEXT NOT NULL, cluster TEXT NOT NULL, rating TEXT NOT NULL, year INTEGER NOT NULL,
  country TEXT NOT NULL, industry TEXT NOT NULL, languages TEXT NOT NULL,
  own INTEGER NOT NULL, file TEXT NOT NULL, digest TEXT NOT NULL);
CREATE UNIQUE INDEX by_id ON cases (id);
CREATE INDEX by_file ON cases (own, file);
CREATE TABLE files (name TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL);
CREATE INDEX by_shape ON cases (rating, type, cluster, year, country, languages, industry);
CREATE TABLE records (n INTEGER PRIMARY KEY, record TEXT NOT NULL);
CREATE TABLE words (term TEXT PRIMARY KEY, cases INTEGER NOT NULL, places BLOB);
"""
EVERYWHERE = 16_384
"""A word of more cases than this tells nothing in a store so large: its places are not kept (ours)."""
_AT_ONCE = 500
_FILTERS = 32
"""Filters whose cases are remembered while the file is open: going through 100,000 cases takes 20 ms."""

_READ = 256
"""Records that are remembered: the same cases answer most questions, and reading one takes as long as finding it."""


class Sketch(NamedTuple):
    """What ranking needs of a case, without reading its whole record."""

    n: int
    id: str
    organisation: str
    called: str
    type: str
    cluster: str
    rating: str

    def is_called(self, name: str) -> bool:
        """Whether this is a name of the case's organisation, in whole."""
        return f"\n{name.casefold()}\n" in self.called


class Standing(NamedTuple):
    """A case that an index holds: its number and id, the file that it came from and the hash of its text there."""

    n: int
    id: str
    own: bool
    file: str
    digest: str


class Word(NamedTuple):
    """In how many cases a term stands, and in which: ascending numbers, none kept where it stands everywhere."""

    cases: int
    places: Numbers | None


@dataclass(slots=True)
class Contents:
    """An open file of records and words. Several threads may read it."""

    path: Path
    total: int = 0
    highest: int = -1
    _filtered: dict[Filter, tuple[Numbers, Passes]] = field(default_factory=dict)
    _read: dict[int, Case] = field(default_factory=dict)
    _link: sqlite3.Connection | None = None
    _lock: Lock = field(default_factory=Lock)

    def open(self) -> None:
        """Open the file for reading.

        Raises:
            KnowledgeStoreError: it is not there, or is no such file.
        """
        with Guard("打开", "opened"):
            link = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, check_same_thread=False)
            with closing(link.execute("SELECT count(*), coalesce(max(n), -1) FROM cases")) as found:
                self.total, self.highest = map(int, found.fetchone())
            link.execute("SELECT n FROM records LIMIT 1").fetchone()
            link.execute("SELECT cases FROM words LIMIT 1").fetchone()
            self._link = link

    def close(self) -> None:
        """Let go of the file."""
        if self._link is not None:
            self._link.close()
            self._link = None

    def count(self, narrow: Filter | None = None) -> int:
        """Return how many cases there are."""
        where, values = _where(narrow)
        return int(self._rows(f"SELECT count(*) FROM cases{where}", values)[0][0])  # noqa: S608 - columns are ours

    def numbers(self, narrow: Filter | None = None) -> Numbers:
        """Return the numbers of the cases that a filter lets through, ascending."""
        return self._passing(narrow or Filter())[0]

    def passes(self, narrow: Filter) -> Passes:
        """Return the same as a mask: to look a number up in it takes less than to search for it."""
        return self._passing(narrow)[1]

    def _passing(self, narrow: Filter) -> tuple[Numbers, Passes]:
        known = self._filtered.get(narrow)
        if known is not None:
            return known
        where, values = _where(narrow)
        rows = self._rows(f"SELECT n FROM cases{where}", values)  # noqa: S608 - columns are ours
        found = np.sort(np.fromiter((row[0] for row in rows), dtype=np.int32, count=len(rows)))
        mask = np.zeros(self.highest + 1, dtype=np.bool_)
        mask[found] = True
        if len(self._filtered) >= _FILTERS:
            self._filtered.clear()
        self._filtered[narrow] = found, mask
        return found, mask

    def sample(self, count: int) -> Numbers:
        """Return numbers of some cases, spread over all there are."""
        ((first, last),) = self._rows("SELECT min(n), max(n) FROM cases", [])
        if first is None:
            return np.zeros(0, dtype=np.int32)
        at = {first + (last - first) * place // max(1, count - 1) for place in range(count)}
        next_ones = (self._rows("SELECT min(n) FROM cases WHERE n >= ?", [n])[0][0] for n in sorted(at))
        return np.unique(np.fromiter(next_ones, dtype=np.int32))

    def sketches(self, numbers: Sequence[int]) -> dict[int, Sketch]:
        """Return what ranking needs of cases; unknown numbers are left out."""
        columns = "n, id, organisation, called, type, cluster, rating"
        return {
            row[0]: Sketch(*row)
            for marks, part in _parts(numbers)
            for row in self._rows(f"SELECT {columns} FROM cases WHERE n IN ({marks})", part)  # noqa: S608
        }

    def cases(self, numbers: Sequence[int]) -> dict[int, Case]:
        """Return records by their numbers; unknown numbers are left out."""
        read = self._read
        found = {n: case for n in numbers if (case := read.get(n)) is not None}
        new = {
            row[0]: Case.model_validate_json(row[1])
            for marks, part in _parts([n for n in numbers if n not in found])
            for row in self._rows(f"SELECT n, record FROM records WHERE n IN ({marks})", part)  # noqa: S608
        }
        if len(new) < _READ:
            # A new dictionary, for others may be reading the one before.
            self._read = new if len(read) + len(new) > _READ else read | new
        return found | new

    def case(self, case_id: str) -> Case | None:
        """Return the case of that id, if there is one."""
        rows = self._rows("SELECT record FROM records JOIN cases USING (n) WHERE id = ?", [case_id])
        return Case.model_validate_json(rows[0][0]) if rows else None

    def stamps(self) -> dict[str, Stamp]:
        """Return the own files that the index was made from, with their stamps."""
        return {row[0]: (row[1], row[2]) for row in self._rows("SELECT name, size, changed FROM files", [])}

    def standing(self, case_ids: Sequence[str]) -> dict[str, Standing]:
        """Return what is held under these ids; unknown ones are left out."""
        found = (
            Standing(*row)
            for marks, part in _parts(case_ids)
            for row in self._rows(f"SELECT n, id, own, file, digest FROM cases WHERE id IN ({marks})", part)  # noqa: S608
        )
        return {row.id: row for row in found}

    def rows_of(self, *, own: bool, file: str | None = None) -> list[Standing]:
        """Return what came from a file, or from all of the shipped or of the organisation's own."""
        sql = "SELECT n, id, own, file, digest FROM cases WHERE own = ?"
        if file is None:
            return [Standing(*row) for row in self._rows(sql, [own])]
        return [Standing(*row) for row in self._rows(f"{sql} AND file = ?", [own, file])]

    def words(self, wanted: Sequence[str]) -> dict[str, Word]:
        """Return for each term the cases that it stands in; a term that stands nowhere is left out."""
        return {
            term: Word(int(cases), np.frombuffer(places, dtype=np.int32) if places is not None else None)
            for marks, part in _parts(wanted)
            for term, cases, places in self._rows(
                f"SELECT term, cases, places FROM words WHERE cases > 0 AND term IN ({marks})",  # noqa: S608
                part,
            )
        }

    def alike(self, term: str) -> str | None:
        """Return the known word that a misspelt one most looks like: the same two letters first, and a ratio of 0.8."""
        first = term[:2]
        after = first[:-1] + chr(ord(first[-1]) + 1)
        rows = self._rows(
            "SELECT term FROM words WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ?",
            [first, after, len(term) - 2, len(term) + 4],
        )
        words = [row[0] for row in rows]
        near = get_close_matches(term, words, n=1, cutoff=0.8)
        longer = (word for word in words if len(term) >= 6 and word.startswith(term[:-1]))
        return near[0] if near else next(longer, None)

    def _rows(self, sql: str, values: Sequence[Any]) -> list[Any]:
        with Guard("读取", "read"), self._lock:
            if self._link is None:
                raise sqlite3.ProgrammingError("not open")
            return self._link.execute(sql, values).fetchall()


def _where(narrow: Filter | None) -> tuple[str, list[Any]]:
    condition, values = narrow.sql() if narrow else ("", [])
    return (f" WHERE {condition}" if condition else ""), values


def _parts(values: Sequence[Any]) -> Iterator[tuple[str, Sequence[Any]]]:
    """Yield question marks and values for a query at a time: SQLite takes a limited number."""
    for start in range(0, len(values), _AT_ONCE):
        part = values[start : start + _AT_ONCE]
        yield ",".join("?" * len(part)), part


@dataclass(frozen=True, slots=True)
class Guard:
    """Turns what SQLite and the file system raise into one message."""

    zh: str
    en: str

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if isinstance(error, sqlite3.Error | OSError):
            raise KnowledgeStoreError(
                f"知识库索引{self.zh}失败（{error}）。请检查磁盘空间与权限，再运行 candor kb rebuild；案例文件不受影响。",
                f"the knowledge index could not be {self.en} ({error}). Check disk space and permissions, then run "
                "candor kb rebuild; the case files are unharmed.",
            ) from error
