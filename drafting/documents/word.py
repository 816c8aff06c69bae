"""The words of a Word document: body, tables, text boxes, headers, footers and notes, paragraph by paragraph."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from drafting.errors import InputError
from drafting.messages import Language, say

LARGEST_UNPACKED = 200_000_000
"""Bytes that a document to be read may unpack to. Ours."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = frozenset(
    {_FALLBACK, *(_W + name for name in "del moveFrom pPr instrText delText sdtPr tblPr trPr tcPr".split())}
)
"""What is not read: deleted and moved-away words of tracked changes, field codes, properties, the old twin of a shape."""
_CONTENT = {"header": "header", "footer": "footer", "footnotes": "note", "endnotes": "note"}

Kind = Literal["paragraph", "cell", "text_box", "header", "footer", "note"]


@dataclass(frozen=True)
class Place:
    """Where in a document a line stands: its number among paragraphs that hold words, or table, row and column."""

    kind: Kind
    numbers: tuple[int, ...] = ()

    def named(self, language: Language) -> str:
        """Return the place as a person would name it."""
        names = ("table", "row", "column") if self.kind == "cell" else ("number",)
        fields = dict(zip(names, self.numbers, strict=False))
        return say(f"documents.place_{self.kind}", language, **fields)


def read_word(data: bytes, path: Path | str) -> tuple[str, tuple[Place, ...]]:
    """Return a document's words, one paragraph a line, and the place of each line.

    Words of tracked changes count as accepted. What stands around the body (headers, footers, notes) comes last.

    Raises:
        InputError: the bytes are no Word document.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from docx.oxml.parser import parse_xml

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise InputError("export.damaged_document", path=path)
        document = docx.Document(io.BytesIO(data))
        lines = list(_Body().lines(document.element.body))
        for part in document.part.package.iter_parts():
            kind: Any = next(
                (k for n, k in _CONTENT.items() if part.content_type.endswith(f".{n}+xml")), None
            )
            if kind:
                lines += [(text, Place(kind)) for text in _plain(parse_xml(part.blob))]
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError):
        raise InputError("export.damaged_document", path=path) from None
    return "\n".join(text for text, _ in lines), tuple(place for _, place in lines)


class _Body:
    """The body of a document, with its paragraphs and tables being counted."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = 0

    def lines(self, element: Any) -> Iterator[tuple[str, Place]]:
        for child in element:
            if child.tag == _W + "p":
                yield from self._paragraph(child)
            elif child.tag == _W + "tbl":
                self._tables += 1
                yield from self._table(child, self._tables)
            elif child.tag not in _LEFT_OUT:
                yield from self.lines(child)

    def _paragraph(self, element: Any) -> Iterator[tuple[str, Place]]:
        boxes: list[Any] = []
        text = _words(element, boxes)
        self._paragraphs += bool(text.strip())
        place = Place("paragraph", (self._paragraphs,))
        yield from ((line, place) for line in text.split("\n"))
        for box in boxes:
            yield from ((line, Place("text_box")) for line in _plain(box))

    def _table(self, element: Any, number: int) -> Iterator[tuple[str, Place]]:
        for row, cells in enumerate(_inside(element, "tr"), 1):
            for column, cell in enumerate(_inside(cells, "tc"), 1):
                place = Place("cell", (number, row, column))
                yield from ((line, place) for line in _plain(cell))


def _inside(element: Any, name: str) -> Iterator[Any]:
    """Yield an element's rows or cells, also those in a content control."""
    for child in element:
        if child.tag == _W + name:
            yield child
        elif child.tag not in _LEFT_OUT and child.tag != _W + "tbl":
            yield from _inside(child, name)


def _plain(element: Any) -> Iterator[str]:
    """Yield the lines of every paragraph in an element, without empty ones."""
    for child in element:
        if child.tag == _W + "p":
            boxes: list[Any] = []
            yield from (line for line in _words(child, boxes).split("\n") if line.strip())
            for box in boxes:
                yield from _plain(box)
        elif child.tag not in _LEFT_OUT:
            yield from _plain(child)


def _words(element: Any, boxes: list[Any]) -> str:
    """Return a paragraph's words; text boxes that hang on it are put into `boxes`."""
    return "".join(_pieces(element, boxes))


def _pieces(element: Iterable[Any], boxes: list[Any]) -> Iterator[str]:
    for child in element:
        tag = child.tag
        if tag in _LEFT_OUT or (tag == _W + "r" and _is_hidden(child)):
            continue
        if tag == _W + "txbxContent":
            boxes.append(child)
        elif tag == _W + "t":
            yield child.text or ""
        elif tag == _W + "tab":
            yield "\t"
        elif tag == _W + "noBreakHyphen":
            yield "-"
        elif tag in (_W + "br", _W + "cr"):
            if child.get(_W + "type") in (None, "textWrapping"):
                yield "\n"
        else:
            yield from _pieces(child, boxes)


def _is_hidden(run: Any) -> bool:
    properties = run.find(_W + "rPr")
    mark = properties.find(_W + "vanish") if properties is not None else None
    return mark is not None and mark.get(_W + "val") not in ("0", "false")
