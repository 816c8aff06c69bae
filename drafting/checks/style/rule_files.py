"""Reading rule files: from YAML to rules, with errors that name file, line and key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import regex
import yaml
from pydantic import ValidationError

from drafting.checks.style.patterns import compiled, translated
from drafting.checks.style.rule import CHECKS, RULE, Conditional, Occurrence, Rule
from drafting.errors import RuleFileError

_PATTERN_LISTS = (
    "tokens",
    "raw",
    "exceptions",
    "when",
    "only",
    "only_near",
    "unless",
    "unless_near",
    "filters",
)
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class NamedRule:
    """A rule under its name, `Style.Rule`, and the file that it came from, for messages."""

    name: str
    rule: Rule
    file: str


def read_text(path: Path) -> str:
    """Return the text of a rule file, or of another file of a style guide.

    Raises:
        RuleFileError: it cannot be read, or is not UTF-8 text.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise RuleFileError("style.vale_not_text", file=path) from None
    except OSError as error:
        raise RuleFileError("style.vale_unreadable", file=path, reason=error) from None


def read_rule(text: str, file: str) -> dict[str, Any]:
    """Return the map that a rule file holds.

    Raises:
        RuleFileError: it is not YAML, or not a map.
    """
    try:
        data = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, the fast one where it is built
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise RuleFileError(
            "style.not_yaml",
            file=file,
            line=mark.line + 1 if mark else 1,
            reason=getattr(error, "problem", None) or "?",
        ) from None
    if not isinstance(data, dict):
        raise RuleFileError("style.not_a_rule", file=file, line=1)
    return data


def validated(data: dict[str, Any], text: str, file: str) -> Rule:
    """Return the rule that `data` (read from `text`) describes.

    Raises:
        RuleFileError: a key is missing, unknown or has a wrong value; the message names file, line and key.
    """
    lowered = {str(key).lower(): key for key in data}
    if "extends" not in lowered:
        raise RuleFileError("style.missing_key", file=file, line=1, field="extends")
    extends = data[lowered["extends"]]
    if extends not in CHECKS:
        line = line_of(text, ("extends",))
        raise RuleFileError(
            "style.unknown_check", file=file, line=line, value=extends, allowed=", ".join(CHECKS)
        )
    try:
        return RULE.validate_python({**data, "extends": extends})
    except ValidationError as error:
        raise _explained(error, text, file) from None


def _explained(error: ValidationError, text: str, file: str) -> RuleFileError:
    every = error.errors()
    # A key with a slip in its name is missing under its right one: the slip is what to tell.
    first = next((one for one in every if one["type"] == "extra_forbidden"), every[0])
    path = tuple(str(part) for part in first["loc"][1:])
    line = line_of(text, path)
    key = ".".join(path)
    if first["type"] == "missing":
        return RuleFileError("style.missing_key", file=file, line=line, field=key)
    if first["type"] == "extra_forbidden":
        return RuleFileError("style.unknown_key", file=file, line=line, field=key)
    if first["type"] == "value_error":
        return RuleFileError("style.bad_value", file=file, line=line, field=key, reason=first["msg"])
    if first["type"] == "literal_error":
        allowed = first["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        return RuleFileError(
            "style.not_one_of", file=file, line=line, field=key, value=first["input"], allowed=allowed
        )
    kind = next((kind for kind in ("int", "bool") if first["type"].startswith(f"{kind}_")), "other")
    return RuleFileError(f"style.wrong_{kind}", file=file, line=line, field=key, value=first["input"])


def line_of(text: str, path: tuple[str, ...]) -> int:
    """Return the line (from 1) on which the value at `path` stands, or the nearest one above it."""
    node = yaml.compose(text, Loader=_LOADER)
    line = 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            pair = next((p for p in node.value if str(p[0].value).lower() == part.lower()), None)
            if pair is None:
                break
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and part.isdigit() and int(part) < len(node.value):
            node = node.value[int(part)]
            line = node.start_mark.line + 1
        else:
            break
    return line


def pattern_fields(rule: Rule) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield every regular expression of a rule with the path of its key."""
    for key in _PATTERN_LISTS:
        value = getattr(rule, key, ())
        for i, item in enumerate(value):
            if isinstance(item, str):
                yield (key, str(i)), item
            else:
                yield (key, str(i), "pattern"), item.pattern
                yield (key, str(i), "tag"), item.tag
    for key in ("swap", "either"):
        for item in getattr(rule, key, {}):
            yield (key, item), item
    if isinstance(rule, Occurrence):
        yield ("token",), rule.token
    if isinstance(rule, Conditional):
        yield ("first",), rule.first
        yield ("second",), rule.second


def check_patterns(rule: Rule, text: str, file: str) -> None:
    """Compile every regular expression of a rule.

    Raises:
        RuleFileError: one does not compile; the message names file, line and key.
    """
    for path, pattern in pattern_fields(rule):
        if path[0] == "raw":
            continue
        try:
            compiled(translated(pattern, multiline=True))
        except regex.error as error:
            raise RuleFileError(
                "style.bad_pattern", file=file, line=line_of(text, path), field=".".join(path), reason=error
            ) from None
    joined = "".join(getattr(rule, "raw", ()))
    try:
        compiled(translated(joined, multiline=False))
    except regex.error as error:
        raise RuleFileError(
            "style.bad_pattern", file=file, line=line_of(text, ("raw",)), field="raw", reason=error
        ) from None


def load_rule(path: Path, style: str | None = None) -> NamedRule:
    """Return the rule in a file, named after its folder (or `style`) and its file name up to the first dot.

    Raises:
        RuleFileError: the file is no valid rule.
    """
    text = read_text(path)
    rule = validated(read_rule(text, str(path)), text, str(path))
    check_patterns(rule, text, str(path))
    return NamedRule(f"{style or path.parent.name}.{path.name.partition('.')[0]}", rule, str(path))


def load_styles(paths: tuple[Path, ...]) -> list[NamedRule]:
    """Return the rules in folders, in the order of their names; a name met before is not loaded again.

    Raises:
        RuleFileError: a folder is missing or holds no rule, or a file is no valid rule.
    """
    rules: dict[str, NamedRule] = {}
    for folder in paths:
        if not folder.is_dir():
            raise RuleFileError("style.no_such_folder", path=folder)
        found = [path for path in sorted(folder.rglob("*.yml")) if _is_read(path.relative_to(folder))]
        if not found:
            raise RuleFileError("style.no_rules_in", path=folder)
        for path in found:
            loaded = load_rule(path)
            rules.setdefault(loaded.name, loaded)
    return list(rules.values())


def _is_read(path: Path) -> bool:
    """Whether a file in a folder of rules is one, and not a vocabulary or another program's."""
    return not any(part.startswith(".") or part == "config" for part in path.parts[:-1])
