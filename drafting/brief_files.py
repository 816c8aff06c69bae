"""Briefs from files and pasted texts, one or many, with messages that name file, line and field."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from drafting.brief import Brief
from drafting.brief_damage import DamagedBrief, damage_of
from drafting.brief_damage import Path as FieldPath
from drafting.brief_json import json_tree
from drafting.brief_source import LARGEST_BRIEF, Tree, check_characters, decode, read_bytes
from drafting.brief_tables import csv_rows, xlsx_rows
from drafting.brief_yaml import yaml_tree
from drafting.errors import BriefError

Format = Literal["yaml", "json", "auto"]
_FENCE = re.compile(r"\A\s*?```\w*[ \t]*\n(.*?)\n?```\s*\Z", re.DOTALL)
"""A brief pasted from a chat, in a code block; its lines keep their numbers."""
_SUFFIXES = (".yaml", ".yml", ".json")


@dataclass(frozen=True)
class LoadedBrief:
    """One brief of a batch, or what is wrong with it; `line` (from 1) is where it starts in `source`."""

    source: str
    line: int
    brief: Brief | None = None
    error: BriefError | None = None


def load_brief(path: Path | str) -> Brief:
    """Return the brief in a YAML or JSON file.

    Raises:
        BriefError: naming file, line and field, and what to do.
    """
    path = Path(path)
    text = decode(read_bytes(path), str(path))
    suffix = path.suffix.lower()
    return read_brief(text, str(path), "json" if suffix == ".json" else "auto")


def read_brief(text: str, name: str, format: Format = "auto") -> Brief:  # noqa: A002 (the contract's name)
    """Return the brief written in `text`; `name` stands for the file in messages.

    Raises:
        BriefError: naming line and field, and what to do.
    """
    if len(text.encode("utf-8", "surrogatepass")) > LARGEST_BRIEF:
        raise DamagedBrief("too_large", file=name, limit=LARGEST_BRIEF // 1000)
    return _validated(_tree(text, name, format), name)


def load_briefs(path: Path | str) -> Iterator[LoadedBrief]:
    """Yield every brief of a batch: JSONL, CSV, XLSX, a JSON list, one brief, or a folder of briefs.

    A damaged brief, or one whose id came before, is yielded with its error; the rest of the batch goes on.

    Raises:
        BriefError: the batch as a whole cannot be read.
    """
    first: dict[str, LoadedBrief] = {}
    for loaded in _loaded(Path(path)):
        if loaded.brief is not None and loaded.brief.id in first:
            earlier = first[loaded.brief.id]
            error = DamagedBrief(
                "repeated_brief",
                file=loaded.source,
                line=loaded.line,
                field="id",
                id=loaded.brief.id,
                first=f"{earlier.source}:{earlier.line}",
            )
            yield LoadedBrief(loaded.source, loaded.line, error=error)
            continue
        if loaded.brief is not None:
            first[loaded.brief.id] = loaded
        yield loaded


def _loaded(path: Path) -> Iterator[LoadedBrief]:
    name, suffix = str(path), path.suffix.lower()
    if path.is_dir():
        yield from _folder(path)
    elif suffix in (".jsonl", ".ndjson"):
        yield from _json_lines(path)
    elif suffix in (".csv", ".tsv"):
        yield from _rows(name, csv_rows(path))
    elif suffix in (".xlsx", ".xlsm"):
        yield from _rows(name, xlsx_rows(path))
    elif suffix == ".xls":
        raise DamagedBrief("old_excel", file=name)
    elif suffix == ".json":
        yield from _json_list(path)
    else:
        read_bytes(path)
        yield _one(path)


def _one(path: Path) -> LoadedBrief:
    try:
        return LoadedBrief(str(path), 1, brief=load_brief(path))
    except BriefError as error:
        return LoadedBrief(str(path), 1, error=error)


def _folder(path: Path) -> Iterator[LoadedBrief]:
    try:
        inside = sorted(
            entry
            for entry in path.iterdir()
            if entry.suffix.lower() in _SUFFIXES and not entry.name.startswith(".")
        )
    except OSError as error:
        raise DamagedBrief("unreadable", file=str(path), reason=error) from None
    if not inside:
        raise DamagedBrief("empty_folder", file=str(path))
    yield from map(_one, inside)


def _json_lines(path: Path) -> Iterator[LoadedBrief]:
    name, found = str(path), False
    try:
        stream = path.open("rb")
    except FileNotFoundError:
        raise DamagedBrief("no_such_file", file=name) from None
    except OSError as error:
        raise DamagedBrief("unreadable", file=name, reason=error) from None
    with stream:
        line = 0
        while data := stream.readline(LARGEST_BRIEF + 1):
            line += 1
            if not data.strip(b" \t\r\n\xef\xbb\xbf"):
                continue
            found = True
            if len(data) > LARGEST_BRIEF and not data.endswith(b"\n"):
                while rest := stream.readline(LARGEST_BRIEF):
                    if rest.endswith(b"\n"):
                        break
                too_large = DamagedBrief("too_large", file=name, line=line, limit=LARGEST_BRIEF // 1000)
                yield LoadedBrief(name, line, error=too_large)
                continue
            yield _json_line(data, name, line)
    if not found:
        raise DamagedBrief("empty", file=name)


def _json_line(data: bytes, name: str, line: int) -> LoadedBrief:
    try:
        tree = json_tree(decode(data, name, line), name, line)
        return LoadedBrief(name, line, brief=_validated(tree, name))
    except BriefError as error:
        return LoadedBrief(name, line, error=error)


def _json_list(path: Path) -> Iterator[LoadedBrief]:
    name = str(path)
    tree = _tree(decode(read_bytes(path, 50 * LARGEST_BRIEF), name), name, "json")
    if not isinstance(tree.data, list):
        yield _one(path)
        return
    if not tree.data:
        raise DamagedBrief("empty", file=name)
    lines: list[dict[FieldPath, int]] = [{} for _ in tree.data]
    for where, line in tree.lines.items():
        if where:
            lines[int(where[0])][where[1:]] = line
    for item, its_lines in zip(tree.data, lines, strict=True):
        yield _row(Tree(item, its_lines), name)


def _rows(name: str, rows: Iterator[Tree | DamagedBrief]) -> Iterator[LoadedBrief]:
    for row in rows:
        if isinstance(row, DamagedBrief):
            yield LoadedBrief(name, row.line or 1, error=row)
        else:
            yield _row(row, name)


def _row(tree: Tree, name: str) -> LoadedBrief:
    line = tree.lines[()]
    try:
        return LoadedBrief(name, line, brief=_validated(tree, name))
    except BriefError as error:
        return LoadedBrief(name, line, error=error)


def _tree(text: str, name: str, format: Format) -> Tree:  # noqa: A002
    text = _FENCE.sub(r"\n\1\n", text.removeprefix("\ufeff"))
    check_characters(text, name)
    if not text.strip():
        raise DamagedBrief("empty", file=name)
    opening = text.lstrip()[:1]
    quoted = text.lstrip()[1:].lstrip()[:1]
    if format == "json" or (format == "auto" and opening in "{[" and quoted in '"{}'):
        return json_tree(text, name)
    return yaml_tree(text, name)


def _validated(tree: Tree, name: str) -> Brief:
    if isinstance(tree.data, list):
        raise DamagedBrief("top_is_a_list", file=name, line=tree.lines.get((), 1))
    if not isinstance(tree.data, dict):
        raise DamagedBrief("top_is_a_text", file=name, line=tree.lines.get((), 1))
    try:
        return Brief.model_validate(_without_blanks(tree.data))
    except ValidationError as error:
        raise damage_of(error, name, tree.lines, tree.data) from None


def _without_blanks(value: Any) -> Any:
    """Leave out fields without a value, so that a default takes their place or the author is asked for them."""
    if isinstance(value, dict):
        return {name: _without_blanks(item) for name, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_blanks(item) for item in value]
    return value
