"""Finding and reading `candor.toml`: the nearest one above a file, checked key by key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from drafting.checks.carried.falsehoods import FALSEHOODS
from drafting.checks.registry import FAMILIES
from drafting.checks.style.packaged import rule_sources
from drafting.checks.taught.faults import FAULTS
from drafting.errors import CandorError, SettingsError
from drafting.project.globs import matches
from drafting.project.settled import FILE_NAME, Contents, Part, PathPart, Settled
from drafting.statement import Defect, Family


class Projects:
    """The settings of every file that is asked about; each settings file is read once.

    Args:
        given: use this file for every text.
        none: use no settings at all.
    """

    def __init__(self, given: Path | None = None, *, none: bool = False) -> None:
        self._given, self._none = given, none
        self._read: dict[Path, Contents] = {}
        self._nearest: dict[Path, Path | None] = {}

    def of(self, path: Path | None) -> Settled:
        """Return what is settled for a file; `None` is standard input, for which the working folder counts.

        Raises:
            SettingsError: the settings file cannot be read, or a key or value in it is wrong.
        """
        found = self._file_for(path)
        if found is None:
            return Settled()
        contents = self._contents(found)
        folder = found.parent
        parts: list[Part] = [contents]
        if path is not None:
            parts += [part for part in contents.paths if _covers(part.files, path, folder)]
        baseline = folder / contents.baseline if contents.baseline else None
        return Settled(tuple(parts), folder, baseline, contents.fail_on)

    def excludes(self, path: Path) -> bool:
        """Whether a file found in a folder is left out by the settings.

        Raises:
            SettingsError: the settings file cannot be read, or a key or value in it is wrong.
        """
        found = self._file_for(path)
        return found is not None and _covers(self._contents(found).exclude, path, found.parent)

    def _file_for(self, path: Path | None) -> Path | None:
        if self._none:
            return None
        if self._given is not None:
            return self._given.resolve()
        folder = path.resolve().parent if path is not None else Path.cwd()
        if folder not in self._nearest:
            above = (place / FILE_NAME for place in (folder, *folder.parents))
            self._nearest[folder] = next((file for file in above if file.is_file()), None)
        return self._nearest[folder]

    def _contents(self, file: Path) -> Contents:
        if file not in self._read:
            self._read[file] = read_settings(file)
        return self._read[file]


def read_settings(file: Path) -> Contents:
    """Return what a settings file says.

    Raises:
        SettingsError: it cannot be read, or a key or value in it is wrong; the message names file and key.
    """
    import tomllib

    try:
        data = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
        contents = Contents.model_validate(data)
    except OSError as error:
        raise SettingsError("cli.cannot_read", path=file, reason=error) from error
    except UnicodeDecodeError as error:
        raise SettingsError("cli.not_text", path=file) from error
    except tomllib.TOMLDecodeError as error:
        raise _no_toml(error, file) from error
    except ValidationError as error:
        raise _explained(error, file) from None
    _check_rules(contents, file)
    return contents


def _no_toml(error: Exception, file: Path) -> SettingsError:
    """Say on which line a file is no TOML; the library names it in its English message only."""
    place = re.search(r"at line (\d+), column \d+", str(error))
    if place:
        return SettingsError("project.not_toml_line", file=file, line=place[1], reason=error)
    return SettingsError("project.not_toml", file=file, reason=error)


def _covers(patterns: Iterable[str], path: Path, folder: Path) -> bool:
    try:
        relative = path.resolve().relative_to(folder).as_posix()
    except ValueError:
        return False
    return any(matches(pattern, relative) for pattern in patterns)


def _explained(error: ValidationError, file: Path) -> CandorError:
    first = error.errors()[0]
    loc = [part for part in first["loc"] if part != "[key]"]
    fields: dict[str, Any] = {"file": file, "field": _dotted(loc)}
    kind = first["type"]
    if kind == "extra_forbidden":
        return SettingsError("project.unknown_key", **fields, near=_near(str(loc[-1]), _keys_beside(loc)))
    if kind == "reason_needed":
        return SettingsError("project.reason_needed", **fields)
    if kind == "missing":
        return SettingsError("project.missing", **fields)
    if kind == "literal_error" and loc[-1:] and loc[0] in ("defects", "families") and len(loc) == 2:
        known = get_args(Defect if loc[0] == "defects" else Family)
        return SettingsError("project.unknown_key", **fields, near=_near(str(loc[-1]), known))
    if kind == "literal_error":
        allowed = first["ctx"]["expected"].replace(" or ", ", ").replace("'", "")
        return SettingsError("project.not_one_of", **fields, value=first["input"], allowed=allowed)
    if kind == "tuple_type":
        return SettingsError("project.not_a_list", **fields, value=first["input"])
    return SettingsError("project.wrong_value", **fields, value=first["input"])


def _dotted(loc: Sequence[int | str]) -> str:
    """Return a key as TOML writes it; an entry of a list by its number, from 1."""
    words = ""
    for part in loc:
        if isinstance(part, int):
            words += f"[{part + 1}]"
        else:
            words += ("." if words else "") + (f'"{part}"' if "." in part or "*" in part else part)
    return words


def _keys_beside(loc: Sequence[int | str]) -> Iterable[str]:
    if len(loc) == 1:
        return Contents.model_fields
    return PathPart.model_fields if loc[0] == "paths" and len(loc) == 3 else ("level", "reason")


def _near(word: str, known: Iterable[str]) -> str:
    names = list(known)
    close = get_close_matches(word, names, n=1, cutoff=0.6)
    return close[0] if close else ", ".join(names)


def _check_rules(contents: Contents, file: Path) -> None:
    """Check that every rule spoken of is there."""
    sections: list[tuple[list[int | str], Part]] = [([], contents)]
    sections += [(["paths", number], part) for number, part in enumerate(contents.paths)]
    known = rule_names(file.parent / folder for _, part in sections for folder in part.styles or ())
    for before, part in sections:
        for name in part.rules:
            if not is_known(name, known):
                near = near_rules(name, known)
                key = _dotted([*before, "rules", name])
                if near:
                    raise SettingsError("project.unknown_rule_near", file=file, field=key, near=near[0])
                raise SettingsError("project.unknown_rule", file=file, field=key)


def rule_names(styles: Iterable[Path] = ()) -> set[str]:
    """Return the names of all rules, with those in folders of house rules."""
    known = {*_packaged_names(), *(f"taught.{fault}" for fault in FAULTS)}
    known.update(f"carried.{falsehood}" for falsehood in FALSEHOODS)
    known.update(_names_in(styles))
    return known


def near_rules(name: str, known: Iterable[str]) -> list[str]:
    """Return the name that somebody who wrote `name` most likely meant, if any comes near."""
    return get_close_matches(name, known, n=1, cutoff=0.6)


def is_known(name: str, known: set[str]) -> bool:
    """Whether there is such a rule; the names of checks that are no rule files are known by their family only."""
    if name.partition(".")[0] in FAMILIES:
        return "." in name
    if "*" in name:
        from fnmatch import fnmatchcase

        return any(fnmatchcase(rule, name) for rule in known)
    return name in known


@cache
def _packaged_names() -> tuple[str, ...]:
    return tuple(
        f"{language}.{name.partition('.')[0]}"
        for language in ("zh", "en")
        for name, _ in rule_sources(language)
    )


def _names_in(folders: Iterable[Path]) -> Iterable[str]:
    for folder in folders:
        for path in folder.rglob("*.yml"):
            yield f"{path.parent.name}.{path.name.partition('.')[0]}"
