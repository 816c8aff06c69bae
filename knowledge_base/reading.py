"""Data files into records, with messages that name file, line and field."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from knowledge_base.errors import KnowledgeFileError, refusal

R = TypeVar("R", bound=BaseModel)

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes: a data file beyond this is refused unread (ours; one case is about 6 kB)."""

_Base: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_Base):  # type: ignore[misc]
    """YAML with every scalar a string; of a key that is written twice, YAML's own reader keeps the last in silence."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.constructor.ConstructorError(None, None, f"{key.value}: twice", key.start_mark)
                seen.add(key.value)
        return super().construct_mapping(node, deep=deep)


_SAID: dict[str, tuple[str, str]] = {
    "missing": ("缺少这一项。", "it is missing."),
    "extra_forbidden": ("没有这个字段，请核对拼写。", "there is no such field; check its spelling."),
    "slug": (
        "编号只能用小写英文字母、数字和连字符。",
        "an id has lower-case letters, digits and hyphens only.",
    ),
    "slug_too_long": ("编号太长，请缩短到120个字符以内。", "it is too long; use 120 characters at most."),
    "partial_date": (
        "日期请写成 2026、2026-10 或 2026-10-12。",
        "write the date as 2026, 2026-10 or 2026-10-12.",
    ),
    "no_text": ("zh 和 en 至少填一项。", "fill in zh or en."),
    "string_too_short": ("不能为空。", "it must not be empty."),
    "string_pattern_mismatch": (
        "写法不对（国家用两个大写字母，如 CN）。",
        "wrong form (a country is two capitals: CN).",
    ),
}


def read_text(path: Path) -> str:
    """Return a file's text; a byte order mark is dropped.

    Raises:
        KnowledgeFileError: the file cannot be read, is too large or is not UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnowledgeFileError(path.name, None, None, zh="文件太大。", en="the file is too large.")
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnowledgeFileError(
            path.name,
            None,
            None,
            zh="不是 UTF-8 编码，请另存为 UTF-8。",
            en="it is not UTF-8; save it as UTF-8.",
        ) from error
    except OSError as error:
        reason = refusal(error)
        raise KnowledgeFileError(
            path.name, None, None, zh=f"读不了（{reason.zh}）。", en=f"it cannot be read ({reason.en})."
        ) from error


def parse_yaml(text: str, file: str) -> Any:
    """Return what a YAML text says, every scalar as a string (so 2024-06 and NO stay what they are).

    Raises:
        KnowledgeFileError: it is not YAML, or it uses anchors, which have no place in these files.
    """
    try:
        for event in yaml.parse(text, Loader=_Loader):
            if isinstance(event, yaml.AliasEvent) and event.start_mark is not None:
                raise KnowledgeFileError(
                    file,
                    event.start_mark.line + 1,
                    None,
                    zh="不能使用 YAML 的锚点引用（& 和 *）。",
                    en="YAML anchors (& and *) cannot be used.",
                )
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - the base loader builds strings, lists and dicts only
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else None
        if isinstance(error, yaml.constructor.ConstructorError) and line:
            name = str(error.problem).removesuffix(": twice")
            raise KnowledgeFileError(
                file, line, name, zh="这一项写了两次，请留一个。", en="it is written twice; keep one."
            ) from error
        problem = getattr(error, "problem", None) or "not YAML"
        raise KnowledgeFileError(
            file, line, None, zh=f"不是合格的 YAML（{problem}）。", en=f"this is not YAML ({problem})."
        ) from error


def to_record(
    kind: type[R],
    data: Any,
    *,
    file: str,
    text: str | None = None,
    line: int | None = None,
    headings: Mapping[str, str] | None = None,
) -> R:
    """Return `data` as a record.

    Args:
        kind: what it is to be.
        data: what the file says.
        file: the file's name.
        text: the YAML that it comes from.
        line: where it stands otherwise.
        headings: what the file calls the fields, where it does not use their own names.

    Raises:
        KnowledgeFileError: a field is missing, unknown or wrong.
    """
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        # A field that is not known explains one that is missing.
        faults = error.errors(include_url=False)
        first = next((fault for fault in faults if fault["type"] == "extra_forbidden"), faults[0])
        path = tuple("lesson" if part == "lesson_text" else part for part in first["loc"])
        zh, en = _SAID.get(first["type"], ("不符合要求。", f"{first['msg']}."))
        if first["type"] == "literal_error":
            expected = str(first.get("ctx", {}).get("expected", ""))
            zh, en = f"只能是 {expected} 之一。", f"it must be one of {expected}."
        where = line if text is None else _line_of(text, path)
        field = ".".join(str(part) for part in path) or None
        if headings and path and str(path[0]) in headings:
            field = headings[str(path[0])]
        raise KnowledgeFileError(file, where, field, zh=zh, en=en) from error


def read_record(kind: type[R], path: Path) -> R:
    """Return the record that a YAML file holds."""
    text = read_text(path)
    return to_record(kind, parse_yaml(text, path.name), file=path.name, text=text)


def read_lines(path: Path) -> Iterator[tuple[int, Any]]:
    """Yield line number and object of a JSONL file.

    Raises:
        KnowledgeFileError: the file cannot be read, or a line is not JSON.
    """
    for number, line in unread_lines(path):
        yield number, parse_line(line, path.name, number)


def parse_line(line: bytes, file: str, number: int) -> Any:
    """Return the object that a line of a JSONL file is.

    Raises:
        KnowledgeFileError: the line is not UTF-8, or not JSON.
    """
    try:
        return json.loads(line.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise KnowledgeFileError(
            file,
            number,
            None,
            zh="不是 UTF-8 编码，请另存为 UTF-8。",
            en="it is not UTF-8; save it as UTF-8.",
        ) from error
    except ValueError as error:
        raise KnowledgeFileError(
            file, number, None, zh="这一行不是合格的 JSON。", en="this line is not JSON."
        ) from error


def unread_lines(path: Path) -> Iterator[tuple[int, bytes]]:
    """Yield line number and text of a JSONL file, blank lines left out; a byte order mark is dropped.

    Raises:
        KnowledgeFileError: the file cannot be read.
    """
    try:
        # Line by line: a store of 100,000 cases is one file of some hundred megabytes.
        with path.open("rb") as file:
            for number, line in enumerate(file, start=1):
                said = (line.removeprefix(codecs.BOM_UTF8) if number == 1 else line).strip()
                if said:
                    yield number, said
    except OSError as error:
        reason = refusal(error)
        raise KnowledgeFileError(
            path.name, None, None, zh=f"读不了（{reason.zh}）。", en=f"it cannot be read ({reason.en})."
        ) from error


def _line_of(text: str, path: tuple[int | str, ...]) -> int | None:
    """Return the line of the node that `path` leads to, or of the nearest one above it."""
    node: Any = yaml.compose(text, Loader=_Loader)
    line: int | None = node.start_mark.line + 1 if node is not None else None
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((k, v) for k, v in node.value if k.value == str(part)), None)
            if found is None:
                break
            key, node = found
            line = key.start_mark.line + 1
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
        else:
            break
    return line
