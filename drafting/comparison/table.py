"""The grid for the terminal; Chinese characters are two columns wide."""

from __future__ import annotations

import io
import unicodedata

from rich.console import Console
from rich.table import Table
from rich.text import Text

from drafting.comparison.records import Cell, Comparison, Status
from drafting.messages import Language, say

_STYLES: dict[Status, str] = {"present": "green", "missing": "yellow", "different": "red", "undecided": "dim"}


def as_table(grid: Comparison, language: Language, *, width: int = 100, colour: bool = False) -> str:
    """Return the grid as a table, `width` columns wide at most."""
    table = Table(title=say("comparison.title", language), show_lines=True)
    table.add_column(say("comparison.row", language), ratio=3, overflow="fold")
    for path in grid.paths:
        table.add_column(Text(_safe(path)), ratio=2, overflow="fold")
    for row in grid.rows:
        label = f"{row.id}  {row.text}" if row.kind != "contact" else row.text
        table.add_row(
            Text(_safe(label)), *(_shown(cell, language, quoted=row.kind == "claim") for cell in row.cells)
        )
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=colour, no_color=not colour, legacy_windows=False, emoji=False
    )
    console.print(table)
    return "\n".join(line.rstrip() for line in out.getvalue().split("\n"))


def _shown(cell: Cell, language: Language, *, quoted: bool) -> Text:
    word = say(f"comparison.{cell.status}", language)
    if cell.words and (quoted or cell.status == "different"):
        word = say("comparison.said", language, status=word, words=_safe(cell.words))
    return Text(word, style=_STYLES[cell.status])


def _safe(text: str) -> str:
    """Return `text` so that nothing in it can steer a terminal."""
    return "".join(
        " " if c in "\t\r\n" else "\ufffd" if unicodedata.category(c) in ("Cc", "Cs", "Cf") else c
        for c in text
    )
