"""What a document says: Markdown, text, docx and PDF."""

from __future__ import annotations

import logging
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from knowledge_base.encoding import text_in
from knowledge_base.errors import KnowledgeFileError

DOCUMENTS = (".md", ".markdown", ".txt", ".docx", ".pdf")
LARGEST_UNPACKED = 200_000_000
"""Bytes that a Word document may unpack to (ours)."""
MARKUP = " #*\t>-"
"""What may stand before and after the words of a line in Markdown."""
_WORD = re.compile(r"[^\W_]")

_FULL = 0.75
"""Share of a page's widest line from which on a line that ends no sentence is taken to go on in the next (ours)."""
_ENDS = tuple("。！？；：.!?;:")
_ITEM = re.compile(r"\s*(?:[-•*·]|[（(]?[\d一二三四五六七八九十]{1,3}[）)、.．])\s*")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNREAD = frozenset(
    {_FALLBACK, *(_W + name for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "instrText"))}
)
"""Words of tracked changes that were taken out, field codes, properties, and the old twin of a shape."""


def document_text(path: Path) -> str:
    """Return the words of a document.

    Raises:
        KnowledgeFileError: it cannot be read, or holds no words.
    """
    suffix = path.suffix.lower()
    text = (_docx(path) if suffix == ".docx" else _pdf(path) if suffix == ".pdf" else text_in(path)).strip()
    if not _WORD.search(text):
        scan = suffix == ".pdf"
        raise KnowledgeFileError(
            path.name,
            None,
            None,
            zh="没有读到文字（可能是扫描件）。" if scan else "没有读到文字。",
            en="no text was found (is it a scan?)." if scan else "no text was found.",
        )
    return text


def first_words(text: str) -> str:
    """Return the first line of a text that has words, without markup."""
    return next((line.strip(MARKUP) for line in text.splitlines() if _WORD.search(line)), "")


def _docx(path: Path) -> str:
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    try:
        with zipfile.ZipFile(path) as archive:
            if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
                raise _unreadable(path)
        return "\n".join(_lines(Document(str(path)).element.body))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError, OSError) as error:
        raise _unreadable(path) from error


def _lines(element: Any) -> Iterator[str]:
    """Yield the paragraphs in an element, also those in content controls and text boxes; a row of a table is a line."""
    for child in element:
        if child.tag == _W + "p":
            boxes: list[Any] = []
            yield "".join(_pieces(child, boxes))
            for box in boxes:
                yield from _lines(box)
        elif child.tag == _W + "tr":
            cells = (" ".join(filter(None, _lines(cell))) for cell in child.iter(_W + "tc"))
            yield "\t".join(filter(None, cells))
        elif child.tag not in _UNREAD:
            yield from _lines(child)


def _pieces(element: Any, boxes: list[Any]) -> Iterator[str]:
    for child in element:
        if child.tag == _W + "txbxContent":
            boxes.append(child)
        elif child.tag == _W + "t":
            yield child.text or ""
        elif child.tag == _W + "tab":
            yield "\t"
        elif child.tag in {_W + "br", _W + "cr"}:
            yield "\n"
        elif child.tag not in _UNREAD:
            yield from _pieces(child, boxes)


def _pdf(path: Path) -> str:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What it notes of a damaged file would stand beside our message.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        return "\n".join(unwrapped(page.extract_text()) for page in PdfReader(path).pages)
    except (PyPdfError, OSError, ValueError, KeyError) as error:
        raise _unreadable(path) from error


def unwrapped(text: str) -> str:
    """Return a page's text with sentences put together again that the width of the page broke: words go on there."""
    lines = [line.strip() for line in text.splitlines()]
    full = _FULL * max(map(len, lines), default=0)
    found = ""
    for before, line in zip(["", *lines], lines, strict=False):
        goes_on = (
            before and line and len(before) >= full and not before.endswith(_ENDS) and not _ITEM.match(line)
        )
        if not goes_on:
            found += f"\n{line}"
        elif found.endswith("-") and line[0].islower():
            found = found[:-1] + line
        else:
            found += line if found[-1] > "\u2e80" or line[0] > "\u2e80" else f" {line}"
    return found


def _unreadable(path: Path) -> KnowledgeFileError:
    if not path.exists():
        return KnowledgeFileError(path.name, None, None, zh="找不到这个文件。", en="there is no such file.")
    return KnowledgeFileError(
        path.name,
        None,
        None,
        zh="读不了，文件可能已损坏或有密码。",
        en="it cannot be read; damaged or locked.",
    )
