"""The part of YAML that a brief is written in: fields, lists and texts; every value keeps its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

import yaml

from drafting.brief_damage import RECORDS, DamagedBrief, Path, field_name, meant_field
from drafting.brief_source import DEEPEST, Tree, whole
from drafting.late_patterns import late

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NOTHING = {"", "~", "null", "Null", "NULL"}
_TOPIC_MARK = late(r"[ \t]+#[^\s#][^#\n]*#")
_INNER_QUOTES = late(r":\s+\"(?:[^\"\\]|\\.)*\"\s*[^\s#,\]}\"]")
_AFTER_WIDE_COMMA = late(r"[，、]\s*([A-Za-z_]+)\s*[:：]")
_FIELD_WITHOUT_BLANK = late(r"\s*(?:-\s+)?([A-Za-z_\u4e00-\u9fff]+):[^\s/]")


@dataclass
class _Open:
    """A list or record that is being read."""

    path: Path
    value: Any
    flow: bool
    key: Any = None
    last: Any = None
    last_key: str = ""
    joined_to: int | None = None


@dataclass
class _Reading:
    text: str
    name: str
    lines: dict[Path, int] = field(default_factory=dict)
    stack: list[_Open] = field(default_factory=list)
    root: Any = None
    documents: int = 0

    def refuse(self, key: str, event: Any, **fields: object) -> DamagedBrief:
        top = self.stack[-1] if self.stack else None
        path = field_name(top.path + ((top.key.value,) if top.key else ())) if top else ""
        return DamagedBrief(key, file=self.name, line=event.start_mark.line + 1, field=path or None, **fields)

    def take(self, event: Any) -> None:
        if isinstance(event, yaml.DocumentStartEvent):
            self.documents += 1
            if self.documents > 1:
                raise self.refuse("several_documents", event)
        elif isinstance(event, yaml.AliasEvent):
            raise self.refuse("alias", event, mark=f"*{event.anchor}")
        elif isinstance(event, yaml.NodeEvent):
            self._node(event)
        elif isinstance(event, yaml.CollectionEndEvent):
            self._settle(self.stack.pop())

    def _node(self, event: Any) -> None:
        if event.anchor is not None:
            raise self.refuse("alias", event, mark=f"&{event.anchor}")
        if event.tag is not None:
            raise self.refuse("tag", event, mark=str(event.tag))
        top = self.stack[-1] if self.stack else None
        if top and isinstance(top.value, dict) and top.key is None:
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refuse("not_a_field_name", event)
            top.key = event
            return
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event, top)
        else:
            self._open(event)

    def _scalar(self, event: Any, top: _Open | None) -> None:
        if top and top.key is not None and top.flow and self._has_no_colon(top.key, event):
            self._join(top)
            return
        value: str | None = whole(event.value)
        if value is None:
            raise self.refuse("broken_character", event)
        if not event.style:
            self._refuse_lost_topic(event)
            value = None if value in _NOTHING else value
        self._place(value, event)

    def _open(self, event: Any) -> None:
        if len(self.stack) >= DEEPEST:
            raise DamagedBrief(
                "too_deep",
                file=self.name,
                line=event.start_mark.line + 1,
                field=field_name(self.stack[1].path[:1]),
                limit=DEEPEST,
            )
        value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(value, event)
        self.stack.append(_Open(path, value, bool(event.flow_style)))

    def _place(self, value: Any, event: Any) -> Path:
        if not self.stack:
            self.root = value
            self.lines[()] = event.start_mark.line + 1
            return ()
        top = self.stack[-1]
        if isinstance(top.value, list):
            path: Path = (*top.path, len(top.value))
            top.value.append(value)
            self.lines[path] = event.start_mark.line + 1
            return path
        assert top.key is not None  # noqa: S101 (a record's value always follows its key)
        self._settle(top)
        name = top.key.value
        path = (*top.path, name)
        if name in top.value:
            raise self.refuse("duplicate_key", top.key, name=name, first=self.lines[path])
        top.value[name] = value
        self.lines[path] = top.key.start_mark.line + 1
        top.last = event if isinstance(value, str) and not event.style else None
        top.last_key, top.key = name, None
        return path

    def _has_no_colon(self, key: Any, value: Any) -> bool:
        between = self.text[key.end_mark.index : value.start_mark.index]
        return value.value == "" and not value.style and ":" not in between

    def _join(self, top: _Open) -> None:
        """Note that a text in {...}, cut in two by a comma of its own, goes on to the end of `top.key`."""
        key = top.key
        if top.last is None:
            raise self.refuse("field_without_value", key, name=key.value)
        top.joined_to, top.key = key.end_mark.index, None

    def _settle(self, top: _Open) -> None:
        """Put back together the text that commas have cut."""
        if top.joined_to is not None:
            joined = self.text[top.last.start_mark.index : top.joined_to]
            top.value[top.last_key] = " ".join(joined.split())
            top.joined_to = None

    def _refuse_lost_topic(self, event: Any) -> None:
        """`网传 #某话题# 属实`: YAML would take the topic, and all that follows, for a comment."""
        end = event.end_mark.index
        if _TOPIC_MARK.match(self.text, end):
            raise self.refuse("text_after_hash", event)


def yaml_tree(text: str, name: str) -> Tree:
    """Return the brief written in `text`.

    Raises:
        DamagedBrief: the text is no YAML, or uses a part of YAML that briefs do not.
    """
    reading = _Reading(text, name)
    try:
        for event in yaml.parse(text, Loader=_Loader):
            reading.take(event)
    except yaml.YAMLError as error:
        raise _syntax(error, text, name) from None
    if reading.documents == 0:
        raise DamagedBrief("empty", file=name)
    if isinstance(reading.root, str) and "：" in text.strip().split("\n", 1)[0]:
        raise DamagedBrief("full_width_colon", file=name, line=reading.lines[()])
    return Tree(reading.root, reading.lines)


def _syntax(error: yaml.YAMLError, text: str, name: str) -> DamagedBrief:
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        return DamagedBrief("yaml_syntax", file=name, line=1)
    context = getattr(error, "context_mark", None)
    problem = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
    key, line = _slip(problem, mark.line, context.line if context else mark.line, text.split("\n"))
    return DamagedBrief(key, file=name, line=line + 1, mark="!")


def _slip(problem: str, at: int, since: int, lines: list[str]) -> tuple[str, int]:
    """Return the message for a syntax error, and the line (from 0) to point at."""
    at = min(at, len(lines) - 1)
    known = {"scanning a tag": "tag", "escape code": "broken_character"}
    for words, key in known.items():
        if words in problem:
            return key, at
    if "quoted scalar" in problem:
        return "open_quotation", since
    if "flow" in problem and since != at:
        return "open_bracket", since
    for line in (at, at - 1):
        if line >= 0 and (found := _slip_in(lines[line])):
            return found, line
    laid_out = "indent" in problem or "block" in problem or "expected ':'" in problem
    return "indentation" if laid_out else "yaml_syntax", at


def _slip_in(line: str) -> str | None:
    """Return the message for the slip of the hand that a line shows, or nothing."""
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" in indent or re.match(r"\s*-\t", line):
        return "tab"
    if "\u3000" in indent or "\u00a0" in indent:
        return "odd_blank"
    if "：" in line and not re.search(r":(?:\s|$)", line):
        return "full_width_colon"
    if _INNER_QUOTES.search(line):
        return "inner_quotes"
    if re.match(r"\s*(?:-\s*)?｛", line) or any(
        meant_field(name, record) for name in _AFTER_WIDE_COMMA.findall(line) for record in RECORDS.values()
    ):
        return "full_width_mark"
    found = _FIELD_WITHOUT_BLANK.match(line)
    if found and meant_field(found.group(1)):
        return "colon_without_blank"
    if re.search(r":\s+[^\"'{\[|>].*:\s", line):
        return "colon_in_text"
    return None
