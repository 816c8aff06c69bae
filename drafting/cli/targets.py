"""Which files `candor review` reads: those named, and those in folders that are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from drafting.documents import SUFFIXES, Document, document_of, read_document
from drafting.errors import InputError
from drafting.project import Projects

STANDARD_INPUT = Path("-")


def targets(files: Sequence[Path], projects: Projects) -> Iterator[Path]:
    """Yield every file once: of a folder, all that can be read, without hidden ones and those settled to be left out.

    Raises:
        InputError: a folder holds none.
    """
    seen: set[Path] = set()
    for path in files:
        found = [path]
        if path.is_dir():
            found = [file for file in _in_folder(path) if not projects.excludes(file)]
            if not found:
                raise InputError("cli.empty_folder", path=path, suffixes=" ".join(sorted(SUFFIXES)))
        yield from (file for file in found if file not in seen)
        seen.update(found)


def _in_folder(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        hidden = any(part.startswith(".") for part in path.relative_to(folder).parts)
        # Word's lock file of an open document carries its name and no text.
        if (
            not hidden
            and not path.name.startswith("~$")
            and path.suffix.lower() in SUFFIXES
            and path.is_file()
        ):
            yield path


def document_at(path: Path) -> Document:
    """Return the document in a file, or on standard input for `-`.

    Raises:
        InputError: it cannot be read, or is neither text nor a Word document.
    """
    if path == STANDARD_INPUT:
        import sys

        return document_of(sys.stdin.buffer.read(), "stdin")
    return read_document(path)
