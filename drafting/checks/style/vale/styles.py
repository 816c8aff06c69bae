"""The rules that a `.vale.ini` turns on, each with its level."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from drafting.checks.style.make import matcher_for
from drafting.checks.style.matchers import Matcher
from drafting.checks.style.rule import Metric, Readability, Repetition, Rule, Sequence, Spelling
from drafting.checks.style.rule_files import NamedRule, line_of, load_rule, read_text
from drafting.checks.style.vale.ini import Config
from drafting.checks.style.vale.vocabulary import Vocabulary, read_vocabulary, vocabulary_rules
from drafting.errors import RuleFileError
from drafting.statement import Severity


@dataclass(frozen=True)
class ActiveRule:
    """A rule as a configuration runs it."""

    name: str
    rule: Rule
    level: Severity
    scope: tuple[str, ...]
    matcher: Matcher


def active_rules(config: Config) -> tuple[list[ActiveRule], list[RuleFileError]]:
    """Return every rule that a configuration may run on some file, and what is to be said of those it cannot run.

    Raises:
        RuleFileError: a style or rule is missing or not valid.
    """
    vocabulary = read_vocabulary(config)
    active, left_out = [], []
    for item in _loaded(config, vocabulary).values():
        try:
            active.append(_active(item, config, vocabulary))
        except RuleFileError as error:
            if error.key != "style.not_supported":
                raise
            left_out.append(error)
    return active, left_out


def _loaded(config: Config, vocabulary: Vocabulary) -> dict[str, NamedRule]:
    named: dict[str, NamedRule] = {}
    for style in dict.fromkeys(style for section in config.sections for style in section.styles or ()):
        rules = _built_in(vocabulary) if style == "Vale" else _style(config, style)
        for rule in rules:
            named.setdefault(rule.name, rule)
    for switch, state in [pair for section in config.sections for pair in section.switches.items()]:
        if switch not in named and state != "NO" and "." in switch:
            single = _single(config, switch, vocabulary)
            if single is not None:
                named[switch] = single
    return named


def _style(config: Config, style: str) -> list[NamedRule]:
    folder = config.styles_path / style if config.styles_path else None
    if folder is None or not folder.is_dir():
        raise RuleFileError("style.vale_no_style", file=config.path, name=style)
    return [_checked(path) for path in sorted(folder.rglob("*.yml")) if not path.name.endswith(".test.yml")]


def _single(config: Config, name: str, vocabulary: Vocabulary) -> NamedRule | None:
    style, _, rule = name.partition(".")
    if style == "Vale":
        return next((item for item in _built_in(vocabulary) if item.name == name), None)
    path = config.styles_path / style / f"{rule}.yml" if config.styles_path else None
    return _checked(path) if path is not None and path.is_file() else None


def _checked(path: Path) -> NamedRule:
    named = load_rule(path)
    for scope in named.rule.scope:
        bare = scope.strip()
        if " " in bare and "&" not in bare:
            line = line_of(read_text(path), ("scope",))
            raise RuleFileError("style.vale_scope", file=path, line=line, value=scope)
    return named


def _built_in(vocabulary: Vocabulary) -> list[NamedRule]:
    return [
        NamedRule(
            "Vale.Repetition",
            Repetition(
                extends="repetition",
                message="'%s' is repeated!",
                level="error",
                ignorecase=True,
                alpha=True,
                tokens=(r"[^\s.!?]+",),
            ),
            "Vale",
        ),
        NamedRule(
            "Vale.Spelling",
            Spelling(extends="spelling", message="Did you really mean '%s'?", level="error"),
            "Vale",
        ),
        *vocabulary_rules(vocabulary),
    ]


def _active(named: NamedRule, config: Config, vocabulary: Vocabulary) -> ActiveRule:
    rule = named.rule
    scope = rule.scope or ("text",)
    if isinstance(rule, Metric | Readability):
        scope = ("summary",)
    elif isinstance(rule, Sequence):
        scope = tuple(_of_sentences(selector) for selector in scope)
    matcher = matcher_for(named.name, rule, vocabulary.accepted, config.word_template, config.styles_path)
    level = cast("Severity", config.level_of(named.name) or rule.level)
    return ActiveRule(named.name, rule, level, scope, matcher)


def _of_sentences(selector: str) -> str:
    """Return a sequence's selector narrowed to sentences, which it always reads."""
    kinds = ("text", "sentence", "paragraph")
    return "sentence" if selector in kinds else f"sentence & {selector}"
