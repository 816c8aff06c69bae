"""`.vale.ini`: which rules run on which files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import regex

from drafting.checks.style.rule_files import read_text
from drafting.checks.style.vale.globs import glob_matches
from drafting.errors import RuleFileError

LEVELS = ("suggestion", "warning", "error")
_CORE = {
    "stylespath",
    "minalertlevel",
    "vocab",
    "packages",
    "ignoredscopes",
    "skippedscopes",
    "ignoredclasses",
    "wordtemplate",
    "nlpendpoint",
    "processtimeout",
}
_SYNTAX = {
    "basedonstyles",
    "blockignores",
    "tokenignores",
    "ignorepatterns",
    "lang",
    "commentdelimiters",
    "transform",
    "view",
}


_WITHOUT_EFFECT = {"packages", "nlpendpoint", "processtimeout", "transform", "view"}
"""Keys that are known and do nothing here: nothing is fetched, and no other program is run."""


@dataclass
class Section:
    """What holds for the files that match `pattern`; a switch is YES, NO or a level."""

    pattern: str
    styles: tuple[str, ...] | None = None
    switches: dict[str, str] = field(default_factory=dict)
    block_ignores: tuple[str, ...] = ()
    token_ignores: tuple[str, ...] = ()
    comment_delimiters: tuple[str, str] | None = None


@dataclass
class Config:
    """A read `.vale.ini`; lists are as written, paths absolute."""

    path: Path
    styles_path: Path | None = None
    min_level: str = "suggestion"
    vocabularies: tuple[str, ...] = ()
    ignored_scopes: tuple[str, ...] = ("tt", "code", "kbd")
    skipped_scopes: tuple[str, ...] = ("script", "style", "pre", "figure", "noscript", "iframe")
    ignored_classes: tuple[str, ...] = ()
    word_template: str = r"\b(?:%s)\b"
    formats: dict[str, str] = field(default_factory=dict)
    sections: list[Section] = field(default_factory=list)
    without_effect: list[RuleFileError] = field(default_factory=list)

    def matching(self, path: str) -> list[Section]:
        """Return the sections that hold for a file, the general one first."""
        general = [section for section in self.sections if section.pattern == "*"]
        special = [s for s in self.sections if s.pattern != "*" and self._fits(s.pattern, path)]
        return [*general, *special]

    def _fits(self, pattern: str, path: str) -> bool:
        """Whether a path fits a pattern as it is given or, from wherever one calls, as seen from the configuration."""
        folder = self.path.parent.resolve()
        whole = Path(path).resolve()
        seen = [path, whole.relative_to(folder).as_posix()] if whole.is_relative_to(folder) else [path]
        together = all if pattern.startswith("!") else any
        return together(glob_matches(pattern, one) for one in seen)

    def styles_for(self, path: str) -> tuple[str, ...]:
        """Return the styles of a file: those of the last section that names any."""
        named = [section.styles for section in self.matching(path) if section.styles is not None]
        return named[-1] if named else ()

    def switch_for(self, path: str, rule: str) -> str | None:
        """Return how a rule is switched for a file by name, or nothing."""
        switches = [section.switches[rule] for section in self.matching(path) if rule in section.switches]
        return switches[-1] if switches else None

    def level_of(self, rule: str) -> str | None:
        """Return the level that any section sets for a rule, else for its style: it holds everywhere."""
        for name in (rule, rule.partition(".")[0]):
            levels = [s.switches[name] for s in self.sections if s.switches.get(name) in LEVELS]
            if levels:
                return levels[-1]
        return None

    def ignores(self, block: str) -> bool:
        """Whether a block, such as `text.frontmatter.title.mdx`, is of a scope that is ignored by name."""
        parts = set(block.split("."))
        return any("." in scope and set(scope.split(".")) <= parts for scope in self.ignored_scopes)


def read_config(path: Path) -> Config:
    """Return a configuration, with those that packages left under its StylesPath read first.

    Raises:
        RuleFileError: a line is not understood or a folder is missing; the message names file and line.
    """
    config = Config(path=path)
    _read_into(config, path)
    if config.styles_path is None:
        return config
    own = config.sections
    config.sections = []
    for package in sorted((config.styles_path / ".vale-config").glob("*.ini")):
        _read_into(config, package)
    config.sections += own
    return config


def _read_into(config: Config, path: Path) -> None:
    text = read_text(path)
    section: Section | None = None
    name = ""
    for number, line in _logical_lines(text):
        header = regex.fullmatch(r"\[(.*)\]", line)
        if header:
            name = header[1].strip()
            section = Section(name)
            if name not in ("formats", "asciidoctor"):
                config.sections.append(section)
            continue
        key, equals, value = line.partition("=")
        key, value = key.strip(), value.strip().strip("\"'" if value.strip()[:1] in "\"'" else "")
        if not equals:
            raise RuleFileError("style.vale_line", file=path, line=number, text=line)
        if key.lower() in _WITHOUT_EFFECT and value:
            config.without_effect.append(
                RuleFileError("style.vale_without_effect", file=path, line=number, field=key)
            )
        if name == "formats":
            config.formats[key.lower().lstrip(".")] = value.lower().lstrip(".")
        elif section is None:
            _set_core(config, key, value, path, number)
        elif name != "asciidoctor":
            _set_in_section(section, key, value, path, number)


def _logical_lines(text: str) -> list[tuple[int, str]]:
    lines: list[tuple[int, str]] = []
    held, first = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        bare = regex.sub(r"(?:^|\s)[#;].*", "", line).strip()
        first = first or number
        if bare.endswith("\\"):
            held += bare[:-1]
            continue
        whole = held + bare
        if whole.strip():
            lines.append((first, whole.strip()))
        held, first = "", 0
    return lines


def _list(value: str) -> tuple[str, ...]:
    return tuple(item.strip() for item in value.split(",") if item.strip())


def _set_core(config: Config, key: str, value: str, path: Path, number: int) -> None:
    lowered = key.lower()
    if lowered not in _CORE:
        raise RuleFileError("style.vale_misplaced", file=path, line=number, field=key)
    if lowered == "stylespath":
        folder = (path.parent / Path(value).expanduser()).resolve()
        if not folder.is_dir():
            raise RuleFileError("style.vale_no_styles", file=path, line=number, path=value)
        config.styles_path = folder
    elif lowered == "minalertlevel":
        if value not in LEVELS:
            raise RuleFileError(
                "style.vale_level", file=path, line=number, value=value, allowed=", ".join(LEVELS)
            )
        config.min_level = value
    elif lowered == "vocab":
        config.vocabularies += _list(value)
    elif lowered == "wordtemplate":
        if "%s" not in value:
            raise RuleFileError("style.vale_template", file=path, line=number)
        config.word_template = value
    elif lowered == "ignoredscopes":
        config.ignored_scopes = _list(value)
    elif lowered == "skippedscopes":
        config.skipped_scopes = _list(value)
    elif lowered == "ignoredclasses":
        config.ignored_classes += _list(value)


def _set_in_section(section: Section, key: str, value: str, path: Path, number: int) -> None:
    lowered = key.lower()
    if lowered in _CORE:
        raise RuleFileError("style.vale_misplaced", file=path, line=number, field=key)
    if lowered == "basedonstyles":
        section.styles = (*(section.styles or ()), *_list(value))
    elif lowered in ("blockignores", "ignorepatterns"):
        section.block_ignores += _patterns(value)
    elif lowered == "tokenignores":
        section.token_ignores += _patterns(value)
    elif lowered == "commentdelimiters":
        marks = _list(value)
        if len(marks) != 2:
            raise RuleFileError("style.vale_delimiters", file=path, line=number, value=value)
        section.comment_delimiters = (marks[0], marks[1])
    elif lowered not in _SYNTAX:
        if value.lower() not in ("yes", "no", *LEVELS):
            raise RuleFileError(
                "style.vale_level",
                file=path,
                line=number,
                value=value,
                allowed="YES, NO, " + ", ".join(LEVELS),
            )
        section.switches[key] = value.upper() if value.lower() in ("yes", "no") else value.lower()


def _patterns(value: str) -> tuple[str, ...]:
    """Split a list of patterns at its commas, but not at those inside brackets or behind a backslash."""
    pieces, depth, last = [], 0, 0
    for position, character in enumerate(value):
        escaped = value[:position].endswith("\\") and not value[:position].endswith("\\\\")
        if character in "([{" and not escaped:
            depth += 1
        elif character in ")]}" and not escaped:
            depth -= 1
        elif character == "," and depth <= 0 and not escaped:
            pieces.append(value[last:position])
            last = position + 1
    pieces.append(value[last:])
    return tuple(piece.strip().replace("\\,", ",") for piece in pieces if piece.strip())
