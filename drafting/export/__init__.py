"""Statements out of the house: text, Markdown, Word, HTML, JSON; written whole or not at all."""

from __future__ import annotations

import errno
import os
import secrets
from pathlib import Path
from typing import Literal

from drafting.errors import InputError, StoreError
from drafting.statement import Draft

Format = Literal["text", "markdown", "docx", "html", "json"]
SUFFIXES: dict[Format, str] = {
    "text": ".txt",
    "markdown": ".md",
    "docx": ".docx",
    "html": ".html",
    "json": ".json",
}


def export(
    draft: Draft,
    format: str,  # noqa: A002 (the contract's name)
    *,
    comments: bool = False,
    ai_label: bool = False,
) -> bytes:
    """Return a draft in one format; one that failed its review carries an unmistakable mark (JSON: its verdict).

    Args:
        draft: what was drafted.
        format: text, markdown, docx, html or json.
        comments: put the review's findings into the Word document as comments.
        ai_label: say that a model helped to write it, in the text and (docx, html) in the metadata.

    Raises:
        InputError: there is no such format.
    """
    from drafting.export import markup

    match format:
        case "text":
            return markup.plain(draft, ai_label=ai_label).encode()
        case "markdown":
            return markup.markdown(draft, ai_label=ai_label).encode()
        case "html":
            return markup.web_page(draft, ai_label=ai_label).encode()
        case "json":
            return (draft.model_dump_json(indent=2) + "\n").encode()
        case "docx":
            from drafting.export.word import word_document

            return word_document(draft, comments=comments, ai_label=ai_label)
    raise InputError("export.no_such_format", format=format, allowed=", ".join(SUFFIXES))


def write(
    path: Path | str,
    draft: Draft,
    format: str,  # noqa: A002
    *,
    comments: bool = False,
    ai_label: bool = False,
) -> None:
    """Write a draft to `path`, whole or not at all; what stood there before stays until the new file is complete.

    Raises:
        InputError: there is no such format.
        StoreError: the file could not be written.
    """
    write_whole(Path(path), export(draft, format, comments=comments, ai_label=ai_label))


def write_whole(path: Path, data: bytes) -> None:
    """Write `data` beside `path`, then put it in its place in one step.

    Raises:
        StoreError: saying why, and what to do.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            path.write_bytes(data)  # a pipe or a terminal cannot be replaced
            return
        _replace(path.resolve(), data)
    except OSError as error:
        raise not_written(path, error) from error


def not_written(path: Path, error: OSError) -> StoreError:
    """Return the error for a file that could not be written, by its cause."""
    key = {
        errno.ENOSPC: "disk_full",
        errno.EDQUOT: "disk_full",
        errno.ENOENT: "no_folder",
        errno.ENOTDIR: "no_folder",
        errno.EISDIR: "is_a_folder",
        errno.EACCES: "no_permission",
        errno.EPERM: "no_permission",
        errno.EROFS: "no_permission",
        errno.ENAMETOOLONG: "name_too_long",
    }.get(error.errno or 0, "cannot_write")
    return StoreError(f"export.{key}", path=path, reason=error)


def _replace(path: Path, data: bytes) -> None:
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    beside = path.with_name(f".{secrets.token_hex(8)}.part")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
