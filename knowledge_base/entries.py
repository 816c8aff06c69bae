"""What the organisation keeps of its own beside cases: past statements, approved lines, style guides."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import yaml

from knowledge_base.errors import KnowledgeError, KnowledgeFileError, KnowledgeStoreError, refusal
from knowledge_base.reading import (
    parse_line,
    parse_yaml,
    read_lines,
    read_record,
    to_record,
    unread_lines,
)
from knowledge_base.records import Case, PartialDate, Record, Slug, Text

EntryKind = Literal["statement", "line", "guide"]
"""A past statement; an approved line (口径); a style guide."""


class Entry(Record):
    """A text of the organisation's own."""

    id: Slug
    kind: EntryKind
    title: Text
    text: Text
    language: Literal["zh", "en"] = "zh"
    date: PartialDate | None = None
    source: Text | None = None

    def data(self) -> dict[str, Any]:
        """Return the entry as its file says it, without what is empty."""
        return self.model_dump(mode="json", exclude_none=True)


Own = Case | Entry


def entry_files(overlay: Path) -> tuple[Path, ...]:
    """Return the files that the own texts come from, in a fixed order."""
    folder = overlay / "entries"
    return (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*.jsonl")))


def load_entries(overlay: Path) -> tuple[Entry, ...]:
    """Return the organisation's own texts, in the order of their ids.

    Raises:
        KnowledgeFileError: a file is wrong; the message names file, line and field.
    """
    found: dict[str, tuple[Entry, Path]] = {}
    for path in entry_files(overlay):
        for line, entry in _entries_in(path):
            held = found.get(entry.id)
            if held is None:
                found[entry.id] = entry, path
            elif held[1].name != f"{entry.id}.yaml" or path.suffix != ".jsonl":
                # Else the file of its own is the newer one: it was written before the line here could be taken out.
                raise KnowledgeFileError(
                    path.name,
                    line,
                    "id",
                    zh=f"编号 {entry.id} 已在 {held[1].name} 中用过。",
                    en=f"the id {entry.id} is already used in {held[1].name}.",
                )
    return tuple(found[key][0] for key in sorted(found))


def _entries_in(path: Path) -> Iterator[tuple[int, Entry]]:
    if path.suffix == ".yaml":
        yield 1, read_record(Entry, path)
        return
    for line, data in read_lines(path):
        yield line, to_record(Entry, data, file=path.name, line=line)


def stray_files(overlay: Path) -> tuple[Path, ...]:
    """Return the files of an overlay's folders that nothing is read from, such as a document that was put there."""
    inner = (path for name in ("cases", "entries") for path in (overlay / name).glob("*"))
    return tuple(
        sorted(p for p in inner if p.suffix not in {".yaml", ".jsonl"} and not p.name.startswith("."))
    )


def keep(overlay: Path, records: Iterable[Own]) -> None:
    """Write records into the overlay, each in a file of its own, in place of one with its id.

    One that stood in somebody's JSONL file is taken out of that file after its own file is written.

    Raises:
        KnowledgeFileError: a JSONL file of the overlay is wrong.
        KnowledgeStoreError: the folder cannot be written.
    """
    written: dict[Path, set[str]] = {}
    try:
        for record in records:
            written.setdefault(_write(overlay, record).parent, set()).add(record.id)
        for folder, ids in written.items():
            for path in folder.glob("*.jsonl"):
                lines = list(unread_lines(path))
                kept = [line for number, line in lines if not _is_one_of(line, ids, path.name, number)]
                if len(kept) < len(lines):
                    _replace(path, b"".join(line + b"\n" for line in kept))
    except OSError as error:
        raise KnowledgeStoreError(
            f"无法写入 {overlay}（{refusal(error).zh}）。请检查磁盘空间与权限。",
            f"{overlay} cannot be written ({refusal(error).en}). Check disk space and permissions.",
        ) from error


def _write(overlay: Path, record: Own) -> Path:
    path = overlay / ("cases" if isinstance(record, Case) else "entries") / f"{record.id}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    _replace(path, as_yaml(record.data()).encode())
    return path


_NAMED = re.compile(rb'"id"\s*:\s*"([a-z0-9-]+)"')


def _is_one_of(line: bytes, ids: set[str], file: str, number: int) -> bool:
    """Return whether a line holds a record with one of these ids; most lines need not be read to tell."""
    named = {found.decode() for found in _NAMED.findall(line)}
    if named and not named & ids:
        return False
    data = parse_line(line, file, number)
    return isinstance(data, dict) and data.get("id") in ids


def _replace(path: Path, content: bytes) -> None:
    """Write a file aside and put it in place, so that a killed process or a full disk leaves the one before."""
    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_bytes(content)
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def as_yaml(data: dict[str, Any]) -> str:
    """Return a record as YAML that reads back as the same record."""
    text = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=100)
    same = parse_yaml(text, "") == _as_strings(data)
    # JSON is YAML too, and says the few texts that YAML folds or escapes otherwise.
    return text if same else json.dumps(data, ensure_ascii=True, indent=1) + "\n"


def _as_strings(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_strings(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_strings(inner) for inner in value]
    return str(value)


def as_lines(records: Sequence[Own]) -> str:
    """Return records as JSONL in the order of their ids; `candor kb add` reads it back, byte for byte."""
    kept = sorted(records, key=lambda record: (isinstance(record, Entry), record.id))
    return "".join(json.dumps(record.data(), ensure_ascii=False) + "\n" for record in kept)


def write_folder(folder: Path, records: Iterable[Own]) -> None:
    """Write records as files, one each, in the form of an overlay folder; `candor kb add` reads them back.

    Raises:
        OSError: it cannot be written.
    """
    for record in records:
        _write(folder, record)


def check_unique(found: Sequence[tuple[Path, Own]]) -> None:
    """Refuse records with one id, each given with the file that it comes from.

    Raises:
        KnowledgeError: naming the ids and the files.
    """
    files: dict[tuple[bool, str], list[str]] = {}
    for path, record in found:
        files.setdefault((isinstance(record, Case), record.id), []).append(str(path))
    twice = {key: paths for key, paths in files.items() if len(paths) > 1}
    if twice:
        zh = [f"编号 {key} 出现了{len(paths)}次：{'、'.join(paths)}" for (_, key), paths in twice.items()]
        en = [
            f"the id {key} occurs {len(paths)} times: {', '.join(paths)}" for (_, key), paths in twice.items()
        ]
        raise KnowledgeError(
            "\n".join([*zh, "请改掉编号（文档的编号取自文件名），或只留一个。"]),
            "\n".join([*en, "Change the ids (a document's is its file's name), or leave all but one out."]),
        )
