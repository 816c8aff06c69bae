"""What each kind of check finds in one stretch of text: existence, substitution, occurrence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import regex

from drafting.checks.style.boundaries import at_word_edges, holds_han, spaceless
from drafting.checks.style.literals import needed_words
from drafting.checks.style.patterns import Match, Pattern, compiled, matches, translated
from drafting.checks.style.rule import Existence, Occurrence, Substitution
from drafting.checks.style.wording import Argument, listed

_CAPTURING = regex.compile(r"(?<!\\)((?:\\\\)*)\((?!\?)")
_PLAIN = regex.compile(r"[\p{L}\p{N}\p{M} \-]*")


@dataclass(frozen=True, slots=True)
class Hit:
    """A place (code points into the stretch read, half-open), what fills the message, and what could stand there."""

    start: int
    end: int
    arguments: tuple[Argument, ...]
    replacements: tuple[str, ...] = ()


@dataclass
class Memory:
    """What a check must know besides the block that it reads: what it saw before, how many blocks there are."""

    seen: dict[str, set[str]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


class Matcher(Protocol):
    """One rule, ready to read text."""

    @property
    def needed(self) -> frozenset[str] | None:
        """Words of which every match holds one, in lower case."""
        ...

    def hits(self, text: str, memory: Memory) -> Iterator[Hit]:
        """Yield what the rule finds in `text`, in order."""
        ...


@dataclass(frozen=True)
class Freed:
    """The exceptions of a rule: what, found whole inside a match, frees it."""

    rule: str
    exceptions: tuple[str, ...]

    @cached_property
    def _inside(self) -> Pattern | None:
        if not self.exceptions:
            return None
        return compiled(translated(rf"(?m)\b(?:{'|'.join(self.exceptions)})\b", multiline=True))

    @cached_property
    def _around(self) -> Pattern | None:
        phrases = [item for item in self.exceptions if " " in item or r"\s" in item]
        return compiled(translated(rf"(?mi)\b(?:{'|'.join(phrases)})\b", multiline=True)) if phrases else None

    def frees(self, text: str, start: int, end: int) -> bool:
        """Whether the match at `start`:`end` is excepted."""
        if self._inside is None:
            return False
        if next(matches(self._inside, text[start:end].strip(), self.rule), None):
            return True
        if self._around is None:
            return False
        return any(m.start() <= start and end <= m.end() for m in matches(self._around, text, self.rule))


def templated(alternatives: str, *, nonword: bool, template: str = r"\b(?:%s)\b") -> str:
    """Return alternatives as one pattern, matched as whole words unless `nonword`; not yet translated."""
    return f"(?m)(?:{alternatives})" if nonword else "(?m)" + template.replace("%s", alternatives)


class ExistenceMatcher:
    """Reports every match of the rule's pattern."""

    def __init__(
        self, name: str, rule: Existence, exceptions: tuple[str, ...] = (), template: str = ""
    ) -> None:
        self.name, self.rule = name, rule
        tokens = [token for token in rule.tokens if token.strip()]
        self._freed = Freed(name, (*rule.exceptions, *exceptions))
        self._whole_words = bool(tokens) and not rule.nonword
        part = (
            templated("|".join(tokens), nonword=not self._whole_words, template=template or r"\b(?:%s)\b")
            if tokens
            else ""
        )
        part = translated(part, multiline=True)
        raw = translated("".join(rule.raw), multiline=False)
        case = "(?i-f)" if rule.ignorecase else ""
        self._source = case + (part + raw if rule.append else raw + part)

    @cached_property
    def needed(self) -> frozenset[str] | None:
        """Words of which every match holds one, in lower case."""
        return needed_words(self._source)

    @cached_property
    def _pattern(self) -> Pattern:
        return compiled(self._source)

    @cached_property
    def _han_pattern(self) -> Pattern:
        return compiled(spaceless(self._source))

    def hits(self, text: str, memory: Memory) -> Iterator[Hit]:  # noqa: ARG002 - one signature for all checks
        """Yield each match that no exception frees."""
        han = holds_han(text) and r"\b" in self._source
        for match in matches(self._han_pattern if han else self._pattern, text, self.name):
            if han and self._whole_words and not at_word_edges(match, text):
                continue
            start, end = match.span()
            if self._freed.frees(text, start, end):
                continue
            yield Hit(start, end, *_existence_wording(self.rule, match.group()))


def _existence_wording(rule: Existence, words: str) -> tuple[tuple[Argument, ...], tuple[str, ...]]:
    if rule.action.name == "replace" and rule.action.params:
        return (words, listed(rule.action.params)), rule.action.params
    return (words,), (("",) if rule.action.name == "remove" else ())


class SubstitutionMatcher:
    """Reports what the rule prefers otherwise, with the preferred words."""

    def __init__(
        self, name: str, rule: Substitution, exceptions: tuple[str, ...] = (), template: str = ""
    ) -> None:
        self.name, self.rule = name, rule
        self._freed = Freed(name, (*rule.exceptions, *exceptions))
        self._keys = sorted(rule.swap, key=len, reverse=True)
        groups = "|".join(f"(?P<_k{i}>{_uncaptured(key)})" for i, key in enumerate(self._keys))
        case = "(?i-f)" if rule.ignorecase else ""
        self._source = case + translated(
            templated(groups, nonword=rule.nonword, template=template or r"\b(?:%s)\b"), multiline=True
        )

    @cached_property
    def needed(self) -> frozenset[str] | None:
        """Words of which every match holds one, in lower case."""
        return needed_words(self._source)

    @cached_property
    def _pattern(self) -> Pattern:
        return compiled(self._source)

    @cached_property
    def _han_pattern(self) -> Pattern:
        return compiled(spaceless(self._source))

    def hits(self, text: str, memory: Memory) -> Iterator[Hit]:  # noqa: ARG002 - one signature for all checks
        """Yield each match that is not the preferred form already."""
        han = holds_han(text) and r"\b" in self._source
        for match in matches(self._han_pattern if han else self._pattern, text, self.name):
            if han and not self.rule.nonword and not at_word_edges(match, text):
                continue
            start, end = match.span()
            if self._freed.frees(text, start, end):
                continue
            hit = self._hit(match)
            if hit is not None:
                yield hit

    def _hit(self, match: Match) -> Hit | None:
        key = next(k for i, k in enumerate(self._keys) if match[f"_k{i}"] is not None)
        words, preferred = match.group(), self.rule.swap[key]
        replacing = self.rule.action.name == "replace"
        if "$" in preferred:
            preferred = self._expanded(key, preferred, words)
        options = (
            tuple(_alternatives(preferred)) if replacing and not self.rule.action.params else (preferred,)
        )
        if self.rule.capitalize and words[:1].isupper():
            options = tuple(option[:1].upper() + option[1:] for option in options)
        if words in options or (not replacing and self._is_preferred(preferred, words)):
            return None
        said = options[0] if len(options) == 1 else listed(options)
        return Hit(match.start(), match.end(), (said, words), options)

    def _is_preferred(self, preferred: str, words: str) -> bool:
        if _PLAIN.fullmatch(preferred):
            return preferred == words
        try:
            return bool(compiled(translated(preferred, multiline=False)).fullmatch(words))
        except regex.error:
            return preferred == words

    def _expanded(self, key: str, preferred: str, words: str) -> str:
        case = "(?i-f)" if self.rule.ignorecase else ""
        match = next(matches(compiled(case + translated(key, multiline=True)), words, self.name), None)
        if match is None:
            return preferred
        return str(
            regex.sub(
                r"\$(?:\{(\w+)\}|(\d+))",
                lambda m: _group_text(match, m[1] or m[2]),
                preferred,
                flags=regex.V1,
            )
        )


def _group_text(match: Match, name: str) -> str:
    try:
        return match[int(name) if name.isdigit() else name] or ""
    except IndexError:
        return ""


def _uncaptured(key: str) -> str:
    return str(_CAPTURING.sub(r"\1(?:", key))


def _alternatives(preferred: str) -> list[str]:
    return [part.replace("\\|", "|") for part in regex.split(r"(?<!\\)\|", preferred)]


class OccurrenceMatcher:
    """Counts a token in a block, and reports the first one where there are too many or too few."""

    @property
    def needed(self) -> frozenset[str] | None:
        """Nothing: a text without the token may be what is wrong."""
        return None

    def __init__(self, name: str, rule: Occurrence) -> None:
        self.name, self.rule = name, rule
        self._source = ("(?i-f)" if rule.ignorecase else "") + translated(rule.token, multiline=False)

    @cached_property
    def _pattern(self) -> Pattern:
        return compiled(self._source)

    def hits(self, text: str, memory: Memory) -> Iterator[Hit]:  # noqa: ARG002 - one signature for all checks
        """Yield at most one hit."""
        if not self.rule.min and len(text) <= self.rule.max:
            return
        count, first = 0, None
        for match in matches(self._pattern, text, self.name):
            count += 1
            if first is None and match.group().strip().strip("*@"):
                first = match
        if (self.rule.max and count > self.rule.max) or (self.rule.min and count < self.rule.min):
            start, end = first.span() if first else (0, 0)
            yield Hit(start, end, (count,))
