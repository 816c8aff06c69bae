"""Files of the organisation's own into records: YAML, JSONL, CSV, Markdown, text, docx, PDF."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

from knowledge_base.entries import Entry, EntryKind, Own
from knowledge_base.errors import KnowledgeFileError
from knowledge_base.reading import LARGEST_FILE, parse_yaml, read_lines, read_text, to_record
from knowledge_base.records import Case

DOCUMENTS = (".md", ".markdown", ".txt", ".docx", ".pdf")
DATA = (".yaml", ".yml", ".jsonl", ".csv")
UNFINISHED = "【待填】"
"""What `candor kb learn` leaves for a person; a case that still has it is refused."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_LISTS = {"aliases": re.compile(r"[|;；、]"), "country": re.compile(r"[|;；、/]")}


def read_own(path: Path, kind: EntryKind | None = None) -> list[Own]:
    """Return the records that a file holds; a document is one record of `kind`, or of what it calls itself.

    Raises:
        KnowledgeFileError: the file cannot be read or a field is wrong; the message names file, line and field.
    """
    suffix = path.suffix.lower()
    if suffix in {".yaml", ".yml"}:
        text = read_text(path)
        data = parse_yaml(text, path.name)
        if isinstance(data, list):
            return [_record(item, path.name, text=None, line=None) for item in data]
        return [_record(data, path.name, text=text, line=None)]
    if suffix == ".jsonl":
        return [_record(data, path.name, text=None, line=line) for line, data in read_lines(path)]
    if suffix == ".csv":
        return _table(path)
    if suffix in DOCUMENTS:
        return [_document(path, kind)]
    raise KnowledgeFileError(
        path.name,
        None,
        None,
        zh=f"不认识这种文件。可用的有：{' '.join((*DATA, *DOCUMENTS))}。",
        en=f"this kind of file is not known. Known: {' '.join((*DATA, *DOCUMENTS))}.",
    )


def _record(data: Any, file: str, *, text: str | None, line: int | None) -> Own:
    if not isinstance(data, dict):
        raise KnowledgeFileError(file, line, None, zh="应为“键: 值”的形式。", en="it must be a mapping.")
    unfinished = next((key for key, value in data.items() if UNFINISHED in str(value)), None)
    if unfinished is not None:
        raise KnowledgeFileError(
            file,
            line,
            str(unfinished),
            zh=f"还有{UNFINISHED}没有填。",
            en=f"{UNFINISHED} is still to be filled in.",
        )
    if "kind" in data or ("text" in data and "happened" not in data):
        entry = {"kind": "statement", **data}
        entry.setdefault("id", _id_of(str(entry.get("title", "")), str(entry.get("text", ""))))
        entry.setdefault("language", _language(str(entry.get("text", ""))))
        return to_record(Entry, entry, file=file, text=text, line=line)
    return to_record(Case, data, file=file, text=text, line=line)


def _table(path: Path) -> list[Own]:
    rows = csv.reader(io.StringIO(_decoded(path)))
    try:
        headings = [_field(heading) for heading in next(rows, [])]
        found: list[Own] = []
        for row in rows:
            if not any(cell.strip() for cell in row):
                continue
            data: dict[str, Any] = {}
            for field, cell in zip(headings, row, strict=False):
                if field and cell.strip():
                    _put(data, field, cell.strip())
            found.append(_record(data, path.name, text=None, line=rows.line_num))
    except csv.Error as error:
        raise KnowledgeFileError(
            path.name,
            rows.line_num,
            None,
            zh=f"不是合格的 CSV（{error}）。",
            en=f"this is not CSV ({error}).",
        ) from error
    return found


def _decoded(path: Path) -> str:
    """Return a table's text; Excel in China writes GB18030."""
    try:
        data = path.read_bytes() if path.stat().st_size <= LARGEST_FILE else b""
        try:
            data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return data.decode("gb18030")
    except (OSError, UnicodeDecodeError):
        pass  # read_text says what is wrong
    return read_text(path)


def _field(heading: str) -> str:
    plain = heading.strip().lstrip("\ufeff")
    return _columns()[0].get(plain.casefold(), plain)


def _put(data: dict[str, Any], field: str, cell: str) -> None:
    base, dot, language = field.partition(".")
    if dot:
        data.setdefault(base, {})[language] = cell
    elif base in _LISTS:
        data[base] = [part.strip() for part in _LISTS[base].split(cell) if part.strip()]
    else:
        data[base] = _columns()[1].get(base, {}).get(cell, cell)


@cache
def _names_of_kinds() -> dict[str, list[str]]:
    path = Path(__file__).with_name("columns.yaml")
    documents: dict[str, list[str]] = parse_yaml(read_text(path), path.name)["documents"]
    return documents


@cache
def _columns() -> tuple[dict[str, str], dict[str, dict[str, str]]]:
    path = Path(__file__).with_name("columns.yaml")
    data = parse_yaml(read_text(path), path.name)
    values = data.pop("values")
    data.pop("documents")
    return {name.casefold(): field for field, names in data.items() for name in names}, values


def _document(path: Path, kind: EntryKind | None) -> Entry:
    suffix = path.suffix.lower()
    text = _docx(path) if suffix == ".docx" else _pdf(path) if suffix == ".pdf" else read_text(path)
    text = text.strip()
    if not text:
        raise KnowledgeFileError(
            path.name,
            None,
            None,
            zh="没有读到文字（可能是扫描件）。",
            en="no text was found (is it a scan?).",
        )
    first = next(line.strip(" #*\t") for line in text.splitlines() if line.strip(" #*\t"))
    data = {
        "id": _id_of(path.stem, text),
        "kind": kind or _kind_of(f"{path.stem}\n{first}"),
        "title": first[:80],
        "text": text,
        "language": _language(text),
        "source": path.name,
    }
    return to_record(Entry, data, file=path.name)


def _kind_of(name: str) -> str:
    """Return what a document calls itself in its file's name or its first line; a statement where it does not say."""
    plain = name.casefold()
    for kind, words in _names_of_kinds().items():
        if any(word.casefold() in plain for word in words):
            return kind
    return "statement"


def _docx(path: Path) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError
    from docx.table import Table

    try:
        document = Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise _unreadable(path) from error
    lines: list[str] = []
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            lines.extend("\t".join(cell.text for cell in row.cells) for row in block.rows)
        else:
            lines.append(block.text)
    return "\n".join(lines)


def _pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    except (PyPdfError, OSError, ValueError, KeyError) as error:
        raise _unreadable(path) from error


def _unreadable(path: Path) -> KnowledgeFileError:
    return KnowledgeFileError(
        path.name,
        None,
        None,
        zh="读不了，文件可能已损坏或有密码。",
        en="it cannot be read; damaged or locked.",
    )


def _language(text: str) -> str:
    return "zh" if len(_HAN.findall(text)) * 5 > len(text) else "en"


def _id_of(name: str, text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    told = hashlib.sha256(f"{name}\n{text}".encode()).hexdigest()[:10]
    # A name in Chinese leaves nothing, or a stray figure, that could be an id.
    return slug if re.search(r"[a-z]{3}", slug) and not _HAN.search(name) else f"own-{told}"
