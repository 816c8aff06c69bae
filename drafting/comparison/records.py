"""What a comparison gives: a grid of facts and statements."""

from __future__ import annotations

from typing import Literal

from drafting.brief import Record

Status = Literal["present", "missing", "different", "undecided"]
"""`undecided`: the fact holds nothing (no figure, date, number or act) by which another language could be compared."""


class Cell(Record):
    """How one statement carries one row. `words` are the statement's own, at `start` to `end` in code points."""

    path: str
    status: Status
    words: str = ""
    start: int = 0
    end: int = 0


class Row(Record):
    """One fact, commitment or contact of the brief; without a brief, one claim of the statements."""

    id: str
    kind: Literal["fact", "commitment", "contact", "claim"]
    text: str
    cells: tuple[Cell, ...]


class Comparison(Record):
    """The whole grid; a row's cells stand in the order of `paths`."""

    paths: tuple[str, ...]
    rows: tuple[Row, ...]
