"""What is wrong with a brief, said once: the file, the line, the field, and what to do about it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from drafting.brief import Brief, Commitment, Contact, EarlierStatement, Fact, Incident, Record, Signatory
from drafting.errors import BriefError
from drafting.messages import Language, say

Path = tuple[str | int, ...]
"""Where a value stands in a brief: field names, and places in lists counted from 0."""

RECORDS: Mapping[str, type[Record]] = {
    "incident": Incident,
    "facts": Fact,
    "commitments": Commitment,
    "contacts": Contact,
    "earlier": EarlierStatement,
    "signatory": Signatory,
}
_MESSAGE_OF = {
    "missing": "missing_field",
    "string_too_short": "blank_field",
    "no_words": "blank_field",
    "string_too_long": "long_field",
    "bool_parsing": "not_true_or_false",
    "bool_type": "not_true_or_false",
    "string_type": "not_a_text",
    "tuple_type": "not_a_list",
    "model_type": "not_a_record",
    "model_attributes_type": "not_a_record",
    "too_short": "blank_field",
    "expression": "bad_expression",
    "dangling_id": "dangling_id",
    "duplicate_id": "duplicate_id",
    "moment_without_zone": "moment_without_zone",
    "moment": "moment",
}
_SHOWN = 60
_ISO_NUMBERS = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?:[T ][\d:.]+(?:Z|[+-][\d:]+)?)?\Z")


class DamagedBrief(BriefError):  # noqa: N818 (named for what the author sees)
    """A brief that cannot be used as it stands.

    Attributes:
        file: the name of the file, or of the place the text was pasted.
        line: the line from 1, or nothing where the whole file is meant.
        field: the field, such as ``facts[2].status`` (places count from 1), or nothing.
        others: the further problems of the same brief, in line order.
    """

    def __init__(
        self, key: str, *, file: str, line: int | None = None, field: str | None = None, **fields: object
    ) -> None:
        self.file, self.line, self.field = file, line, field
        self.others: tuple[DamagedBrief, ...] = ()
        super().__init__(f"brief.{key}", file=file, line=line or "", field=field or "", **fields)

    def in_language(self, language: Language) -> str:
        """Return the message with its place before it and the number of further problems after it."""
        where = "in_file" if self.line is None else "on_line" if self.field is None else "in_field"
        message = say(f"brief.{where}", language, **self.fields) + super().in_language(language)
        if self.others:
            message += say("brief.others", language, count=len(self.others))
        return message


def field_name(path: Iterable[str | int]) -> str:
    """Return how a person is told of a place: ``facts[2].status``, counted from 1."""
    name = ""
    for step in path:
        name += f"[{step + 1}]" if isinstance(step, int) else f".{step}" if name else step
    return name


def damage_of(error: ValidationError, file: str, lines: Mapping[Path, int], data: object) -> DamagedBrief:
    """Return the first problem that validation found, by line, with the others attached to it."""
    problems = sorted(
        (_problem(detail, file, lines, data) for detail in error.errors(include_url=False)),
        key=lambda problem: problem.line or 0,
    )
    first = problems[0]
    first.others = tuple(problems[1:])
    return first


def line_of(path: Path, lines: Mapping[Path, int]) -> int:
    """Return the line of the nearest place that is known."""
    for end in range(len(path), -1, -1):
        if path[:end] in lines:
            return lines[path[:end]]
    return 1


def _problem(detail: ErrorDetails, file: str, lines: Mapping[Path, int], data: object) -> DamagedBrief:
    context: dict[str, Any] = dict(detail.get("ctx") or {})
    path: Path = detail["loc"]
    if "path" in context:
        path = tuple(int(step) if step.isdigit() else step for step in str(context.pop("path")).split("."))
    key, extra = _said(detail["type"], path, detail["input"], context)
    if key == "duplicate_id":
        extra["first"] = _first_line_of_id(str(context["id"]), data, lines)
    return DamagedBrief(key, file=file, line=line_of(path, lines), field=field_name(path), **extra)


def _said(kind: str, path: Path, value: object, context: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    shown = _shown(value)
    if kind == "extra_forbidden" and str(path[-1])[:1] in "\u3000\u00a0\u2003":
        return "odd_blank", {}
    if kind == "extra_forbidden":
        return _unknown_field(path)
    if kind == "literal_error":
        allowed = re.findall(r"'([^']*)'", str(context.get("expected", "")))
        near = difflib.get_close_matches(str(value).strip().lower(), allowed, n=1)
        extra = {"value": shown, "allowed": ", ".join(allowed)}
        return ("unknown_value_near", {**extra, "near": near[0]}) if near else ("unknown_value", extra)
    if kind == "moment" and _ISO_NUMBERS.match(str(value).strip()):
        return "impossible_moment", {"value": shown}
    if kind in {"duplicate_id", "dangling_id"}:
        return kind, {"id": context["id"]}
    if kind.startswith("model_") and not isinstance(value, str):
        return "record_expected", {}
    return _MESSAGE_OF.get(kind, "bad_value"), {"value": shown, **context}


def _unknown_field(path: Path) -> tuple[str, dict[str, Any]]:
    name = str(path[-1])
    record = RECORDS.get(str(path[0]), Brief) if len(path) > 1 else Brief
    known = list(record.model_fields)
    near = meant_field(name, record) or next(
        iter(difflib.get_close_matches(name.strip().lower().replace("-", "_"), known, n=1)), None
    )
    if near:
        return "unknown_field_near", {"name": _shown(name), "near": near}
    return "unknown_field", {"name": _shown(name), "allowed": ", ".join(known)}


def meant_field(name: str, record: type[Record] = Brief) -> str | None:
    """Return the field that another word for it means (事实, company, 热线), or nothing."""
    wanted = name.strip().lower().replace(" ", "_")
    if wanted in record.model_fields:
        return wanted
    for field, words in other_names().get(record.__name__, {}).items():
        if wanted in words:
            return field
    return None


@cache
def other_names() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return the other words people use for fields: by record, by field (data: `brief_fields.yaml`)."""
    source = files("drafting") / "brief_fields.yaml"
    loaded: dict[str, dict[str, list[Any]]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {
        record: {field: tuple(str(word) for word in words) for field, words in fields.items()}
        for record, fields in loaded.items()
    }


def _first_line_of_id(wanted: str, data: object, lines: Mapping[Path, int]) -> int:
    for field in ("facts", "commitments", "earlier"):
        for place, item in enumerate(data.get(field) or () if isinstance(data, dict) else ()):
            if isinstance(item, dict) and str(item.get("id", "")).strip() == wanted:
                return line_of((field, place, "id"), lines)
    return 1


def _shown(value: object) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"
