"""Briefs as rows of a table (CSV, XLSX): one brief a row, one field a column.

A column is a field (`organisation`, 单位), a field of the incident (`severity`), a numbered part
(`facts.1.text`, `contacts.2.hours`), or the facts of one status (`confirmed`, 待核实), one fact a line.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from drafting.brief import Incident
from drafting.brief_damage import RECORDS, DamagedBrief, meant_field, other_names
from drafting.brief_source import Tree, decode, read_bytes

LARGEST_TABLE = 50_000_000
"""Bytes of a CSV or XLSX file. Ours."""
LARGEST_UNPACKED = 500_000_000
"""Bytes that an XLSX file may unpack to. Ours; a workbook of text packs about ten to one."""

_PARTS: dict[str, tuple[str, ...]] = {
    "facts": ("status", "text", "source", "as_of"),
    "commitments": ("text", "due", "owner"),
    "contacts": ("label", "value", "hours"),
    "earlier": ("published_at", "text"),
    "signatory": ("name", "title"),
}
"""What stands between the bars of a cell's line, such as `客服热线 | 400-000-0000 | 8:00-22:00`."""
_LISTS = {"audience", "aliases"}
_LINE_LISTS = {"must_not_say"}
_PREFIX = {"facts": "f", "commitments": "c", "earlier": "s"}


@dataclass(frozen=True)
class _Column:
    """Where the cells of a column go; `status` where they hold the facts of one status."""

    path: tuple[str | int, ...] = ()
    status: str | None = None


def csv_rows(path: Path) -> Iterator[Tree | DamagedBrief]:
    """Yield the rows of a CSV or TSV file; a row that cannot be read is yielded as its error.

    Raises:
        DamagedBrief: the file or its headings cannot be used.
    """
    name = str(path)
    text = decode(read_bytes(path, LARGEST_TABLE), name)
    if not text.strip():
        raise DamagedBrief("empty", file=name)
    heading = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max("\t;,", key=heading.count) if not heading.startswith("sep=") else heading[4:5]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    yield from _trees(_csv_lines(reader, name), name)


def _csv_lines(reader: Any, name: str) -> Iterator[tuple[int, list[str]]]:
    before = 0
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise DamagedBrief("csv_syntax", file=name, line=before + 1) from None
        if cells and not (before == 0 and cells[0].startswith("sep=")):
            yield before + 1, cells
        before = reader.line_num


def xlsx_rows(path: Path) -> Iterator[Tree | DamagedBrief]:
    """Yield the rows of a workbook's first sheet.

    Raises:
        DamagedBrief: the file is no workbook, or its headings cannot be used.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    name = str(path)
    data = read_bytes(path, LARGEST_TABLE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise DamagedBrief("too_large", file=name, limit=LARGEST_TABLE // 1000)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book.worksheets[0]
        rows = [[_cell_text(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        KeyError,
        ValueError,
        IndexError,
        SyntaxError,
        AttributeError,
        TypeError,
    ):
        raise DamagedBrief("damaged_workbook", file=name) from None
    yield from _trees(((line, cells) for line, cells in enumerate(rows, 1) if any(cells)), name)


def _cell_text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).replace("\r\n", "\n").replace("_x000D_", "").strip()


def _trees(rows: Iterable[tuple[int, list[str]]], name: str) -> Iterator[Tree | DamagedBrief]:
    columns: list[_Column | None] | None = None
    found = False
    for line, cells in rows:
        if columns is None:
            columns = _columns(cells, name, line)
            continue
        if not any(cell.strip() for cell in cells):
            continue
        found = True
        if any(cell.strip() for cell in cells[len(columns) :]):
            yield DamagedBrief("more_cells_than_columns", file=name, line=line)
            continue
        yield Tree(_record(columns, cells), {(): line})
    if not found:
        raise DamagedBrief("no_rows", file=name)


def _columns(headings: list[str], name: str, line: int) -> list[_Column | None]:
    columns: list[_Column | None] = []
    for heading in headings:
        text = heading.strip()
        column = None if not text or text[0] in "_#" else _column(text)
        if text and text[0] not in "_#" and column is None:
            raise DamagedBrief("unknown_column", file=name, line=line, field=text, name=text)
        if column and column in columns:
            raise DamagedBrief("repeated_column", file=name, line=line, field=text, name=text)
        columns.append(column)
    return columns


def _column(heading: str) -> _Column | None:
    first, *rest = re.split(r"\s*[.．]\s*", heading)
    for status, words in other_names()["Status"].items():
        if not rest and first.lower() in (status, *words):
            return _Column(status=status)
    field = meant_field(first)
    if field is None:
        inside = meant_field(first, Incident)
        return _Column(("incident", inside)) if inside and not rest else None
    path: list[str | int] = [field]
    for step in rest:
        if step.isdecimal() and int(step) > 0 and len(path) == 1:
            path.append(int(step) - 1)
        elif field in RECORDS and (part := meant_field(step, RECORDS[field])) and part not in path[1:]:
            path.append(part)
        else:
            return None
    return _Column(tuple(path))


def _record(columns: list[_Column | None], cells: list[str]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    numbered: dict[str, dict[int, Any]] = {}
    for column, raw in zip(columns, cells, strict=False):
        cell = raw.replace("\r\n", "\n").strip()
        if column is None or not cell:
            continue
        if column.status:
            facts = record.setdefault("facts", [])
            facts.extend({"text": text, "status": column.status} for text in _lines(cell))
        elif len(column.path) == 1:
            _put_field(record, str(column.path[0]), cell)
        elif isinstance(column.path[1], int):
            items = numbered.setdefault(str(column.path[0]), {})
            place = column.path[1]
            if len(column.path) == 2:
                items[place] = _parts(str(column.path[0]), cell)
            else:
                items.setdefault(place, {})[column.path[2]] = cell
        else:
            inside = record.setdefault(str(column.path[0]), {})
            if isinstance(inside, dict):
                inside[column.path[1]] = cell
    for field, items in numbered.items():
        given = record.setdefault(field, [])
        given.extend(item for _, item in sorted(items.items()))
    _give_ids(record)
    return record


def _put_field(record: dict[str, Any], field: str, cell: str) -> None:
    if field in _LISTS:
        record[field] = [part for part in re.split(r"\s*[\n;；、,，]\s*", cell) if part]
    elif field in _LINE_LISTS:
        record[field] = _lines(cell)
    elif field == "must_say":
        record[field] = [re.split(r"\s*[|｜/]\s*", line) for line in _lines(cell)]
    elif field == "signatory":
        record[field] = _parts(field, cell)
    elif field in _PARTS:
        record.setdefault(field, []).extend(_parts(field, line) for line in _lines(cell))
    else:
        record[field] = cell


def _parts(field: str, line: str) -> Any:
    if field not in _PARTS:
        return line
    names = _PARTS[field]
    values = re.split(r"\s*[|｜]\s*", line, maxsplit=len(names) - 1)
    return {name: value for name, value in zip(names, values, strict=False) if value}


def _lines(cell: str) -> list[str]:
    return [line.strip() for line in cell.split("\n") if line.strip()]


def _give_ids(record: dict[str, Any]) -> None:
    for field, letter in _PREFIX.items():
        items = [item for item in record.get(field, ()) if isinstance(item, dict)]
        taken = {item["id"] for item in items if "id" in item}
        free = (f"{letter}{number}" for number in range(1, 10_000) if f"{letter}{number}" not in taken)
        for item in items:
            if "id" not in item:
                item["id"] = next(free)
