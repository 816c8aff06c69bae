"""Tables of records: CSV as Excel and others write it, and Excel's own; headings may be Chinese or English words."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from knowledge_base.countries import country_code
from knowledge_base.encoding import text_in
from knowledge_base.entries import Entry
from knowledge_base.errors import KnowledgeFileError
from knowledge_base.reading import parse_yaml, read_text
from knowledge_base.records import Case

TABLES = (".csv", ".xlsx")
_DELIMITERS = ",;\t"
_ABOVE = 5
"""Rows among which the headings may stand: a table often has its title above them."""
_LISTS = {"aliases": re.compile(r"[|;；、]"), "country": re.compile(r"[|;；、/]")}
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})\s*日?|\s*月)?(?:[T ][\d:.]+)?\Z")
_YEAR = re.compile(r"(\d{4})\s*年?\Z")
_FIELDS = {"lesson", *Case.model_fields, *Entry.model_fields} - {"lesson_text", "house"}

Row = tuple[int, list[str]]
"""The cells of a row and the line on which it ends."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table as data of records, each with its line.

    `headings` is what the table calls a field, `unread` the headings that no field has.
    """

    rows: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    headings: dict[str, str] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def read_tables(path: Path) -> list[Table]:
    """Return the tables that a file holds: one in CSV, one a sheet in Excel's.

    Raises:
        KnowledgeFileError: it is no table, or a row has more cells than there are headings.
    """
    if path.suffix.lower() == ".xlsx":
        return [_table(rows, path.name) for rows in _sheets(path)]
    return [_table(_csv(text_in(path), path.name), path.name)]


def _csv(text: str, file: str) -> list[Row]:
    """Return the rows of CSV by the one of Excel's delimiters that gives the most known headings."""
    head = text[:20_000].splitlines()[:_ABOVE]
    delimiter = max(_DELIMITERS, key=lambda d: max((_known(line.split(d)) for line in head), default=0))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    found: list[Row] = []
    try:
        found.extend((rows.line_num, row) for row in rows)
    except csv.Error as error:
        raise KnowledgeFileError(
            file,
            rows.line_num,
            None,
            zh=f"不是合格的 CSV（{error}）。",
            en=f"this is not CSV ({error}).",
        ) from error
    return found


def _sheets(path: Path) -> Iterator[list[Row]]:
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        for sheet in book.worksheets:
            cells = sheet.iter_rows(values_only=True)
            yield [(n, ["" if c is None else str(c) for c in row]) for n, row in enumerate(cells, start=1)]
        book.close()
    except (InvalidFileException, BadZipFile, KeyError, ValueError, OSError) as error:
        raise KnowledgeFileError(
            path.name,
            None,
            None,
            zh="读不了，文件可能已损坏或有密码。",
            en="it cannot be read; damaged or locked.",
        ) from error


def _table(rows: Sequence[Row], file: str) -> Table:
    rows = [(line, [cell.strip() for cell in row]) for line, row in rows if any(map(str.strip, row))]
    if not rows:
        return Table()
    at = max(range(min(_ABOVE, len(rows))), key=lambda n: (_known(rows[n][1]), -n))
    headings, body = rows[at][1], rows[at + 1 :]
    fields = [_field(heading) for heading in headings]
    table = Table()
    for number, (name, heading) in enumerate(zip(fields, headings, strict=True)):
        column = {row[number] for _, row in body if number < len(row)} - {""}
        # A column of kinds that has none of ours sorts the lines by what they are about.
        if (
            name == "kind"
            and column
            and not any(_value(name, cell) in _values()[name].values() for cell in column)
        ):
            fields[number] = ""
        if not fields[number] and heading:
            table.unread.append(heading)
        elif name:
            table.headings[name.partition(".")[0]] = heading
    for line, row in body:
        if any(row[len(headings) :]):
            raise KnowledgeFileError(
                file,
                line,
                None,
                zh="这一行比表头多出几格，多半是文中的逗号没有加引号。",
                en="it has more cells than there are headings; is a comma in a text without quotes?",
            )
        data: dict[str, Any] = {}
        for name, cell in zip(fields, row, strict=False):
            if name and cell:
                _put(data, name, cell)
        table.rows.append((line, data))
    return table


def _known(headings: Iterable[str]) -> int:
    return sum(bool(_field(heading.strip(' "\r'))) for heading in headings)


def _field(heading: str) -> str:
    """Return the field that a heading means, such as `title` or `name.zh`; nothing for one that is not known."""
    plain = heading.strip().casefold()
    return _names().get(plain) or (plain if plain.partition(".")[0] in _FIELDS else "")


def _put(data: dict[str, Any], name: str, cell: str) -> None:
    base, dot, language = name.partition(".")
    if dot:
        data.setdefault(base, {})[language] = cell
    elif base in _LISTS:
        parts = [part.strip() for part in _LISTS[base].split(cell) if part.strip()]
        data[base] = [_value(base, part) for part in parts]
    else:
        data[base] = _value(base, cell)


def _value(name: str, cell: str) -> str:
    if name == "country":
        return country_code(cell) or cell
    if name == "date":
        return _date(cell)
    values = _values().get(name, {})
    return values.get(cell.casefold(), cell.casefold() if cell.casefold() in values.values() else cell)


def _date(cell: str) -> str:
    """Return a date as Excel and people write it (2021/6/8, 2021年6月) in our form; another as it stands."""
    found = _DAY.match(cell) or _YEAR.match(cell)
    return "-".join(part.zfill(2) for part in found.groups() if part) if found else cell


@cache
def _columns() -> dict[str, Any]:
    path = Path(__file__).with_name("columns.yaml")
    columns: dict[str, Any] = parse_yaml(read_text(path), path.name)
    return columns


@cache
def _names() -> dict[str, str]:
    named = _columns()["headings"]
    return {name.casefold(): field for field, names in named.items() for name in names}


@cache
def _values() -> dict[str, dict[str, str]]:
    given = _columns()["values"]
    return {name: {said.casefold(): value for said, value in pairs.items()} for name, pairs in given.items()}


@cache
def kinds_by_name() -> dict[str, list[str]]:
    """Return the words by which a document or a table says in its name what kind of text it holds."""
    documents: dict[str, list[str]] = _columns()["documents"]
    return documents


def is_of_answers(heading: str) -> bool:
    """Return whether a heading says that the texts below it are approved lines."""
    return heading.strip().casefold() in {name.casefold() for name in _columns()["answers"]}
