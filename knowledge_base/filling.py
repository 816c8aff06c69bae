"""Writing the contents of an index: records, what they are filtered by, and in which cases a word stands."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import numpy as np

from knowledge_base.changes import Put
from knowledge_base.contents import EVERYWHERE, SCHEMA, Guard
from knowledge_base.records import Case
from knowledge_base.sources import Stamp
from knowledge_base.terms import terms


def create(path: Path) -> None:
    """Make a new, empty file of contents.

    Raises:
        KnowledgeStoreError: it cannot be written.
    """
    with Guard("写入", "written"), closing(sqlite3.connect(path)) as link:
        link.executescript(SCHEMA)


@dataclass(slots=True)
class Filling:
    """A file of contents open for one change: all of it is kept at the end of the `with`, or nothing.

    Places of words are gathered and written once, so that a hundred thousand cases cost one write a word.
    """

    path: Path
    _link: sqlite3.Connection = field(init=False)
    _gained: dict[str, array[int]] = field(default_factory=dict)
    _lost: dict[str, array[int]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        with Guard("写入", "written"):
            self._link = sqlite3.connect(self.path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with Guard("写入", "written"), closing(self._link) as link:
            if error is None:
                self._write_words()
                link.commit()

    def put(self, puts: Sequence[Put], first: int) -> None:
        """Add cases under the numbers from `first` on, which must be above all numbers used before."""
        with Guard("写入", "written"):
            for n, put in enumerate(puts, start=first):
                values = _columns(n, put)
                self._link.execute(f"INSERT INTO cases VALUES ({','.join('?' * len(values))})", values)  # noqa: S608
                record = put.case.model_dump_json(exclude_none=True, exclude_defaults=True)
                self._link.execute("INSERT INTO records VALUES (?,?)", (n, record))
                for term in words_of(put.case):
                    self._gained.setdefault(term, array("i")).append(n)

    def note(self, stamps: Mapping[str, Stamp]) -> None:
        """Write down from which own files the index is made now."""
        with Guard("写入", "written"):
            self._link.execute("DELETE FROM files")
            rows = ((name, *stamp) for name, stamp in stamps.items())
            self._link.executemany("INSERT INTO files VALUES (?,?,?)", rows)

    def drop(self, numbers: Sequence[int]) -> None:
        """Take cases out."""
        with Guard("写入", "written"):
            for n in numbers:
                ((record,),) = self._link.execute("SELECT record FROM records WHERE n = ?", (n,)).fetchall()
                for term in words_of(Case.model_validate_json(record)):
                    self._lost.setdefault(term, array("i")).append(n)
                self._link.execute("DELETE FROM cases WHERE n = ?", (n,))
                self._link.execute("DELETE FROM records WHERE n = ?", (n,))

    def _write_words(self) -> None:
        for term in sorted(self._gained.keys() | self._lost.keys()):
            gained = np.array(self._gained.get(term, ()), dtype=np.int32)
            lost = np.array(self._lost.get(term, ()), dtype=np.int32)
            row = self._link.execute("SELECT cases, places FROM words WHERE term = ?", (term,)).fetchone()
            before, held = row or (0, b"")
            count = before + len(gained) - len(lost)
            places = None
            if held is not None and count <= EVERYWHERE:
                kept = np.frombuffer(held, dtype=np.int32)
                kept = kept[~np.isin(kept, lost)] if len(lost) else kept
                places = np.concatenate([kept, gained]).tobytes()
            self._link.execute("INSERT OR REPLACE INTO words VALUES (?,?,?)", (term, count, places))


def words_of(case: Case) -> set[str]:
    """Return the terms by which a case is found."""
    return set(terms("\n".join(texts_of(case))))


def texts_of(case: Case) -> tuple[str, str]:
    """Return what a case is called by, and what it tells: the texts whose words count."""
    steps = (text for step in case.timeline for text in (step.zh, step.en) if text)
    name = (*case.name.both, *case.organisation.both, *case.aliases, str(case.year))
    body = (*case.happened.both, *steps, *case.outcome.both, *case.lesson_text.both, *case.industry.both)
    return "\n".join(name), "\n".join(body)


def _columns(n: int, put: Put) -> tuple[Any, ...]:
    case = put.case
    texts = (case.happened, case.lesson_text)
    languages = [tag for tag in ("zh", "en") if any(getattr(text, tag) for text in texts)]
    called = dict.fromkeys(name.casefold() for name in (*case.organisation.both, *case.aliases))
    return (
        n,
        case.id,
        case.organisation.text("en").casefold(),
        "\n" + "\n".join(called) + "\n",
        case.type,
        case.cluster,
        case.rating,
        case.year,
        "/".join(case.country),
        " / ".join(case.industry.both).casefold(),
        "/".join(languages),
        case.house,
        put.file,
        put.digest,
    )
