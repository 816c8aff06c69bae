"""A brief laid out for weighing: its entries by clause, what may be said of it and what may not."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from drafting.brief import Brief
from drafting.checks.carried.marks import Marks, marks_of
from drafting.checks.carried.pieces import runs, telling, units
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.messages import Language

Array = npt.NDArray[np.float32]
CLAUSES = {
    "zh": late(r"[，,；;。！？!?：:\n]+"),
    "en": late(r"[;:.!?\n]+(?=\s|$)|,\s|\s[—–-]\s"),
}
"""What parts the clauses of a text."""
_SMOOTHING = 0.5
_KEPT = 512
"""Sets of pieces whose standing is kept: those of one text."""
STATUSES = ("unconfirmed", "denied", "confidential", "commitment", "confirmed", "earlier")


@dataclass(frozen=True, eq=False)
class Entry:
    """A clause of the brief, or the whole of an entry.

    `status` is that of its fact, or `commitment`, `contact` or `earlier`; `weight` how much its telling pieces tell.
    """

    id: str
    status: str
    text: str
    units: tuple[str, ...]
    telling: frozenset[str]
    weight: float
    language: Language

    @cached_property
    def marks(self) -> Marks:
        """How it says what it says."""
        return marks_of(lower(self.text), self.language)

    @cached_property
    def pairs(self) -> set[str]:
        """Its units and pairs of them."""
        return runs(list(self.units), self.language, 2)


@dataclass(frozen=True, eq=False)
class Beside:
    """Some telling pieces beside the entries of a brief: what they share with each, how near they are, what they tell."""

    shared: Array
    near: Array
    weight: float


class Sheet:
    """The entries of one brief, with a table from telling pieces to them."""

    def __init__(self, brief: Brief) -> None:
        self.language: Language = "zh" if brief.is_chinese else "en"
        self._asked: dict[frozenset[str], Beside] = {}
        whole = list(_entries(brief))
        self._held: Counter[str] = Counter(
            piece for _, _, text in whole for piece in telling(units(text, self.language), self.language)
        )
        self._size = len(whole)
        self.entries = tuple(
            self._entry(identity, status, part)
            for identity, status, text in whole
            for part in _with_clauses(text, self.language)
        )
        self._rows = {piece: row for row, piece in enumerate(sorted(self._held))}
        self._table = np.zeros((len(self._rows), len(self.entries)), dtype=np.float32)
        for place, entry in enumerate(self.entries):
            for piece in entry.telling:
                self._table[self._rows[piece], place] = self.tells(piece)
        self._weights = np.array([entry.weight for entry in self.entries], dtype=np.float32)
        names = units(" ".join(filter(None, (brief.organisation, brief.legal_name))), self.language)
        self.places = {
            status: [place for place, entry in enumerate(self.entries) if entry.status == status]
            for status in STATUSES
        }
        public = [entry for entry in self.entries if entry.status != "confidential"]
        self.sayable_runs = runs(names, self.language).union(
            *(runs(list(entry.units), self.language) for entry in public)
        )
        self.sayable = telling(names, self.language).union(*(entry.telling for entry in public))
        self.secret = frozenset().union(*(e.telling for e in self.entries if e.status == "confidential"), ())
        self.secret -= self.sayable

    def nearest_of(self, pieces: frozenset[str], status: str) -> Entry | None:
        """Return the entry of a status that is nearest to some telling pieces, or nothing where none has that status."""
        near = self.beside(pieces).near
        place = max(self.places[status], key=lambda at: float(near[at]), default=None)
        return None if place is None else self.entries[place]

    def tells(self, piece: str) -> float:
        """Return how much a telling piece tells: the more, the fewer entries hold it."""
        held = self._held.get(piece, 1)
        return math.log(1 + self._size / held)

    def weight(self, pieces: frozenset[str]) -> float:
        """Return how much some pieces tell together."""
        return sum(self.tells(piece) for piece in pieces) + _SMOOTHING

    def beside(self, pieces: frozenset[str]) -> Beside:
        """Return how near some telling pieces stand to each entry; asked once for each set of them."""
        found = self._asked.get(pieces)
        if found is None:
            rows = [row for piece in pieces if (row := self._rows.get(piece)) is not None]
            weight = self.weight(pieces)
            shared = self._table[rows].sum(axis=0)
            found = Beside(shared, shared / np.sqrt(self._weights * np.float32(weight)), weight)
            if len(self._asked) >= _KEPT:
                self._asked.clear()
            self._asked[pieces] = found
        return found

    def _entry(self, identity: str, status: str, text: str) -> Entry:
        own = units(text, self.language)
        told = telling(own, self.language)
        return Entry(identity, status, text, tuple(own), told, self.weight(told), self.language)


@lru_cache(maxsize=32)
def sheet_of(brief: Brief) -> Sheet:
    """Return the sheet of `brief`, laid out once."""
    return Sheet(brief)


def _entries(brief: Brief) -> Iterator[tuple[str, str, str]]:
    for fact in brief.facts:
        yield fact.id, fact.status, fact.text
    for promise in brief.commitments:
        yield (
            promise.id,
            "commitment",
            " ".join((promise.owner or "", promise.text, str(promise.due or ""))),
        )
    for contact in brief.contacts:
        yield "", "contact", " ".join((contact.label, contact.value, contact.hours or ""))
    for said in brief.earlier:
        yield said.id, "earlier", said.text


def _with_clauses(text: str, language: Language) -> list[str]:
    parts = [part for part in CLAUSES[language].split(text) if part.strip()]
    return [text, *parts] if len(parts) > 1 else parts
