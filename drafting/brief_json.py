"""JSON with the line of every value, for briefs; numbers keep the digits that were written."""

from __future__ import annotations

import re
from bisect import bisect_right
from json import JSONDecodeError
from json.decoder import scanstring  # type: ignore[attr-defined]
from typing import Any

from drafting.brief_damage import DamagedBrief, Path, field_name
from drafting.brief_source import DEEPEST, Tree, whole

_BLANK = re.compile(r"[ \t\r\n]*")
_WORD = re.compile(r"true|false|null|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


class _Reading:
    def __init__(self, text: str, name: str, first_line: int) -> None:
        self.text, self.name, self.first_line = text, name, first_line
        self.breaks = [place.start() for place in re.finditer("\n", text)]
        self.lines: dict[Path, int] = {}

    def line(self, at: int) -> int:
        return self.first_line + bisect_right(self.breaks, at - 1)

    def refuse(self, key: str, at: int, path: Path = (), **fields: object) -> DamagedBrief:
        return DamagedBrief(key, file=self.name, line=self.line(at), field=field_name(path) or None, **fields)

    def syntax(self, at: int) -> DamagedBrief:
        before = max(self.breaks[i - 1] + 1 if (i := bisect_right(self.breaks, at - 1)) else 0, 0)
        odd = self.text[at : at + 1] in "“”‘’，：｛｝【】" and at < len(self.text)
        return self.refuse("json_full_width" if odd else "json_syntax", at, column=at - before + 1)

    def blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at)
        return found.end() if found else at

    def value(self, at: int, path: Path) -> tuple[Any, int]:
        at = self.blank(at)
        self.lines.setdefault(path, self.line(at))
        first = self.text[at : at + 1]
        if first in ("{", "["):
            if len(path) >= DEEPEST:
                raise self.refuse("too_deep", at, path[:1], limit=DEEPEST)
            return self.record(at + 1, path) if first == "{" else self.list(at + 1, path)
        if first == '"':
            return self.string(at, path)
        found = _WORD.match(self.text, at)
        if not found or self.text[found.end() : found.end() + 1].isalnum():
            raise self.syntax(at)
        word = found.group()
        return (None if word == "null" else word), found.end()

    def string(self, at: int, path: Path) -> tuple[str, int]:
        try:
            raw, end = scanstring(self.text, at + 1)
        except JSONDecodeError as error:
            raise self.refuse(
                "open_quotation" if "Unterminated" in error.msg else "json_syntax",
                at if "Unterminated" in error.msg else error.pos,
                path,
                column=error.colno,
            ) from None
        value = whole(raw)
        if value is None:
            raise self.refuse("broken_character", at, path)
        if "\x00" in value:
            raise self.refuse("control_character", at, path, code="U+0000")
        return value, end

    def record(self, at: int, path: Path) -> tuple[dict[str, Any], int]:
        record: dict[str, Any] = {}
        at = self.blank(at)
        if self.text[at : at + 1] == "}":
            return record, at + 1
        while True:
            at = self.blank(at)
            if self.text[at : at + 1] != '"':
                raise self.syntax(at)
            name, end = self.string(at, path)
            here = (*path, name)
            if name in record:
                raise self.refuse("duplicate_key", at, here, name=name, first=self.lines[here])
            self.lines[here] = self.line(at)
            end = self.blank(end)
            if self.text[end : end + 1] != ":":
                raise self.syntax(end)
            record[name], at = self.value(end + 1, here)
            at = self.blank(at)
            if self.text[at : at + 1] == "}":
                return record, at + 1
            if self.text[at : at + 1] != ",":
                raise self.syntax(at)
            at += 1

    def list(self, at: int, path: Path) -> tuple[list[Any], int]:
        items: list[Any] = []
        at = self.blank(at)
        if self.text[at : at + 1] == "]":
            return items, at + 1
        while True:
            item, at = self.value(at, (*path, len(items)))
            items.append(item)
            at = self.blank(at)
            if self.text[at : at + 1] == "]":
                return items, at + 1
            if self.text[at : at + 1] != ",":
                raise self.syntax(at)
            at += 1


def json_tree(text: str, name: str, first_line: int = 1) -> Tree:
    """Return the brief written in `text`, whose first line is line `first_line` of its file.

    Raises:
        DamagedBrief: the text is no JSON, repeats a field or nests too deeply.
    """
    reading = _Reading(text, name, first_line)
    if not text.strip():
        raise DamagedBrief("empty", file=name)
    data, end = reading.value(0, ())
    end = reading.blank(end)
    if end != len(text):
        raise reading.syntax(end)
    return Tree(data, reading.lines)
