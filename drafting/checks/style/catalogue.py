"""The rules as a person looks them up: by name, with their examples tried out, as a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path

import regex

from drafting.checks.style.examples import Failure, failures, language_of_rule
from drafting.checks.style.packaged import parsed_rule, rule_sources
from drafting.checks.style.rule_files import check_patterns, load_styles, read_rule, read_text, validated
from drafting.checks.style.ruleset import PreparedRule, RuleSet
from drafting.errors import InputError, RuleFileError
from drafting.messages import Language, language_of

_CHECKED = frozenset({"facts", "consistency", "structure", "length"})
"""Families of checks that are no rule files."""
LANGUAGES: tuple[Language, ...] = ("zh", "en")


@dataclass(frozen=True)
class Tried:
    """How one rule did on its own examples: `error` where the file itself is wrong; `examples`: how many there are."""

    name: str
    failures: tuple[Failure, ...] = ()
    error: RuleFileError | None = None
    examples: int = 0

    @property
    def passed(self) -> bool:
        """Whether the file is valid and every example came out as it says."""
        return self.error is None and not self.failures


def packaged(languages: Sequence[Language] = LANGUAGES) -> Iterator[tuple[PreparedRule, Language]]:
    """Yield every packaged rule with its language, by name.

    Raises:
        RuleFileError: a rule is not valid.
    """
    for language in languages:
        for file, text in rule_sources(language):
            yield parsed_rule(file, text, language), language


def rule_named(name: str) -> tuple[PreparedRule, Language]:
    """Return the packaged rule of that name (case does not count), or of the rule file at that path.

    Raises:
        InputError: there is none.
        RuleFileError: it is not valid.
    """
    path = Path(name)
    if path.suffix == ".yml" and path.is_file():
        return rule_at(path)
    names: list[str] = []
    for language in LANGUAGES:
        for file, text in rule_sources(language):
            names.append(f"{language}.{file.partition('.')[0]}")
            if names[-1].lower() == name.lower():
                return parsed_rule(file, text, language), language
    near = get_close_matches(name, names, n=3, cutoff=0.6)
    if name.partition(".")[0] in _CHECKED:
        raise InputError("style.is_a_check", rule=name)
    if near:
        raise InputError("style.no_such_rule_near", rule=name, near=", ".join(near))
    raise InputError("style.no_such_rule", rule=name)


def rule_at(path: Path) -> tuple[PreparedRule, Language]:
    """Return the rule in a file, and the language that it reads.

    Raises:
        RuleFileError: it is not valid.
    """
    text = read_text(path)
    rule = validated(read_rule(text, str(path)), text, str(path))
    check_patterns(rule, text, str(path))
    name = f"{path.resolve().parent.name}.{path.name.partition('.')[0]}"
    language = language_of_rule(name, text)
    return PreparedRule(name, rule, language), language


def tried_packaged() -> Iterator[Tried]:
    """Try every packaged rule on its examples; a wrong file does not stop the others."""
    for language in LANGUAGES:
        for file, text in rule_sources(language):
            name = f"{language}.{file.partition('.')[0]}"
            try:
                prepared = parsed_rule(file, text, language)
            except RuleFileError as error:
                yield Tried(name, error=error)
            else:
                yield _tried(prepared, language)


def tried(target: str) -> Iterator[Tried]:
    """Try a rule by name, a rule file, or every rule file in a folder.

    Raises:
        InputError: there is no such rule, file or folder.
    """
    path = Path(target)
    found = sorted(path.rglob("*.yml")) if path.is_dir() else [path] if path.suffix == ".yml" else []
    if path.is_dir() and not found:
        raise InputError("style.no_rules_in", path=path)
    if not found:
        try:
            yield _tried(*rule_named(target))
        except RuleFileError as error:
            yield Tried(target, error=error)
    for file in found:
        if not file.is_file():
            raise InputError("style.no_such_rule", rule=target)
        try:
            yield _tried(*rule_at(file))
        except RuleFileError as error:
            yield Tried(f"{file.parent.name}.{file.name.partition('.')[0]}", error=error)


def _tried(prepared: PreparedRule, language: Language) -> Tried:
    examples = prepared.rule.examples
    try:
        found = tuple(failures(prepared, language))
        return Tried(prepared.name, found, examples=len(examples.bad) + len(examples.good))
    except RuleFileError as error:
        return Tried(prepared.name, error=error)


def unanchored(rules: RuleSet) -> Iterator[tuple[str, list[int]]]:
    """Yield the rules that must read every line, and the numbers of the parts that hold no fixed words."""
    for number, parts in rules.index.everywhere.items():
        yield rules.rules[number].name, parts


def in_styles(folders: Sequence[Path]) -> Iterator[tuple[PreparedRule, Language]]:
    """Yield every rule of house styles with its language, by folder and name.

    Raises:
        RuleFileError: a folder is missing, or a rule is not valid.
    """
    for named in load_styles(tuple(folders)):
        yield rule_at(Path(named.file))


def skeleton(name: str, language: Language) -> str:
    """Return the text of a new, valid rule for a person to fill in, explained in `language`.

    Raises:
        InputError: the name is not of the form `zh.MyRule`.
    """
    style, _, rule = name.partition(".")
    if not regex.fullmatch(r"[A-Za-z][\w-]*", style) or not regex.fullmatch(r"[A-Z]\w*", rule):
        raise InputError("style.bad_rule_name", rule=name)
    told = language_of(style) if style in LANGUAGES else language
    return (files(__package__) / f"skeleton_{told}.yml").read_text(encoding="utf-8")
