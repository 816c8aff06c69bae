"""Style rules: the crisis rules of the product, and style guides in Vale's format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafting.checks.passage import Passage
from drafting.checks.style.conditions import Circumstances
from drafting.checks.style.packaged import packaged_rules
from drafting.checks.style.rule_files import NamedRule, load_styles
from drafting.checks.style.ruleset import Found, PreparedRule, RuleSet
from drafting.checks.style.wording import filled
from drafting.simplified import is_traditional, traditional_forms
from drafting.statement import Finding

__all__ = ["check", "check_styles", "load_styles"]


def check(passage: Passage) -> Iterator[Finding]:
    """Yield what the crisis rules of the passage's language find, in the order of the text.

    Raises:
        RuleFileError: a rule is not valid, or its pattern takes too long on this text.
    """
    yield from _found(passage, packaged_rules(passage.language))


def check_styles(passage: Passage, styles: Sequence[NamedRule]) -> Iterator[Finding]:
    """Yield what the rules of house styles (see `load_styles`) find, in the order of the text.

    Raises:
        RuleFileError: a check is not supported, or a pattern takes too long on this text.
    """
    yield from _found(
        passage,
        RuleSet([PreparedRule(item.name, item.rule, passage.language) for item in styles], passage.language),
    )


def _found(passage: Passage, rules: RuleSet) -> Iterator[Finding]:
    found = rules.read(passage.text, Circumstances.of(passage))
    for item in sorted(found, key=lambda item: (item.start, item.end, item.name)):
        replacements = _in_script(passage, item)
        if replacements is not None:
            yield _finding(passage, item, replacements)


_NEAR = 200
"""Characters on each side of a match that tell which script it is written in."""


def _in_script(passage: Passage, found: Found) -> tuple[str, ...] | None:
    """Return what could stand there in the script of the text; nothing where that is what stands there already.

    A rule reads traditional characters as simplified ones, and prefers words in these: 账, which Taiwan writes 帳.
    """
    replacements = found.hit.replacements
    near = passage.text[max(0, found.start - _NEAR) : found.end + _NEAR]
    if passage.language != "zh" or not any(replacements) or not is_traditional(near):
        return replacements
    forms = [traditional_forms(words) for words in replacements]
    if any(passage.text[found.start : found.end] in written for written in forms):
        return None
    return tuple(written[0] for written in forms)


def _finding(passage: Passage, found: Found, replacements: tuple[str, ...]) -> Finding:
    rule, hit = found.rule, found.hit
    words = passage.text[found.start : found.end]
    shown = {found.words: words, **dict(zip(hit.replacements, replacements, strict=True))}
    arguments = tuple(
        shown.get(argument, argument) if isinstance(argument, str) else argument for argument in hit.arguments
    )
    options = " / ".join(option for option in replacements if option)
    return passage.finding(
        found.name,
        (found.start, found.end),
        filled(rule.message, arguments),
        family=rule.family,
        defect=rule.defect,
        severity=rule.level,
        principle=rule.principle,
        suggestion=rule.suggestion or options or None,
        evidence=rule.source or None,
        replacement=replacements[0] if len(replacements) == 1 else None,
    )
