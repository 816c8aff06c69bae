"""Which files a configuration checks, and their text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from drafting.checks.style.vale.ini import Config
from drafting.errors import InputError

_PASSED_OVER = frozenset({".git", "node_modules"})


def chosen_files(paths: Iterable[Path], config: Config) -> Iterator[tuple[Path, str]]:
    """Yield files with their text (line feeds for line breaks); a folder stands for what its sections match.

    Raises:
        InputError: a file that was named cannot be read, or is no text.
    """
    for path in paths:
        if not path.is_dir():
            yield path, text_of(path)
            continue
        for inside in sorted(path.rglob("*")):
            if inside.is_file() and _is_chosen(inside, path, config):
                try:
                    yield inside, text_of(inside)
                except InputError as error:
                    if error.key != "style.vale_not_text":
                        raise


def _is_chosen(path: Path, folder: Path, config: Config) -> bool:
    parts = path.relative_to(folder).parts
    if any(part in _PASSED_OVER for part in parts) or parts[-1].startswith("."):
        return False
    if config.styles_path is not None and path.resolve().is_relative_to(config.styles_path):
        return False
    return path.resolve() != config.path.resolve() and bool(config.matching(path.as_posix()))


def text_of(path: Path) -> str:
    """Return a file's text; `-` is standard input.

    Raises:
        InputError: it cannot be read, or is no text.
    """
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError("style.vale_unreadable", file=path, reason=error) from None
    except UnicodeDecodeError:
        raise InputError("style.vale_not_text", file=path) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")
