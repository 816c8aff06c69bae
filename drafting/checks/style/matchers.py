"""What each kind of check finds in one stretch of text: existence, substitution, occurrence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import regex

from drafting.checks.style.alternatives import Alternatives, Parts, Probe, Prober
from drafting.checks.style.branches import branches
from drafting.checks.style.literals import needed_words
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import Match, Pattern, compiled, matches, may_run_away, translated
from drafting.checks.style.rule import Existence, Occurrence, Substitution
from drafting.checks.style.wording import Argument, listed

_CAPTURING = regex.compile(r"(?<!\\)((?:\\\\)*)\((?!\?)")
_BOUND_TOGETHER = regex.compile(r"\(\?[a-zA-Z]*-?[a-zA-Z]+\)|\\[1-9]|\\k|\(\?P=")
"""What makes one alternative depend on another: a flag that holds to the end of the group, a reference to a group."""
WHOLE_WORDS = r"\b(?:%s)\b"
"""What makes alternatives whole words, unless a configuration says otherwise."""
_QUOTED_PLACE = regex.compile(r"\A[^%]*['\"‘’“”「『]%")
"""A message that sets its first placeholder in quotation marks itself."""
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
    """One rule, ready to read text. It may be made of parts, of which only some can match a given text."""

    @property
    def needed(self) -> tuple[Needed, ...]:
        """What each part needs to match at all."""
        ...

    @property
    def probe(self) -> Prober | None:
        """What tells of a part, by its number, whether it matches in a line; nothing where only reading tells."""
        ...

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:
        """Yield what the rule finds in `text`, in order, by its parts or by those given."""
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


def templated(alternatives: str, *, nonword: bool, template: str = WHOLE_WORDS) -> str:
    """Return alternatives as one pattern, matched as whole words unless `nonword`; not yet translated."""
    return f"(?m)(?:{alternatives})" if nonword else "(?m)" + template.replace("%s", alternatives)


class ExistenceMatcher:
    """Reports every match of the rule's pattern."""

    def __init__(
        self, name: str, rule: Existence, exceptions: tuple[str, ...] = (), template: str = WHOLE_WORDS
    ) -> None:
        self.rule = rule
        tokens = [token for token in rule.tokens if token.strip()]
        whole_words = bool(tokens) and not rule.nonword
        raw = translated("".join(rule.raw), multiline=False)
        case = "(?i-f)" if rule.ignorecase else ""
        together = bool(raw) or any(_BOUND_TOGETHER.search(token) for token in tokens)
        groups = [tokens] if together else [[piece] for token in tokens for piece in branches(token)]
        sources = []
        for group in groups if tokens else [[]]:
            part = templated("|".join(group), nonword=not whole_words, template=template) if group else ""
            part = translated(part, multiline=True)
            sources.append(case + (part + raw if rule.append else raw + part))
        self._freed = Freed(name, (*rule.exceptions, *exceptions))
        self._alternatives = Alternatives(name, sources, whole_words=whole_words)
        self.probe = self._alternatives.probe

    @property
    def needed(self) -> tuple[Needed, ...]:
        """What each part needs to match at all."""
        return self._alternatives.needed

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield each match that no exception frees."""
        for _, match in self._alternatives.matches(text, parts):
            start, end = match.span()
            if not self._freed.frees(text, start, end):
                yield Hit(start, end, *_existence_wording(self.rule, match.group()))


def _existence_wording(rule: Existence, words: str) -> tuple[tuple[Argument, ...], tuple[str, ...]]:
    if rule.action.name == "replace" and rule.action.params:
        return (words, listed(rule.action.params)), rule.action.params
    return (words,), (("",) if rule.action.name == "remove" else ())


class SubstitutionMatcher:
    """Reports what the rule prefers otherwise, with the preferred words."""

    def __init__(
        self, name: str, rule: Substitution, exceptions: tuple[str, ...] = (), template: str = WHOLE_WORDS
    ) -> None:
        self.name, self.rule = name, rule
        self._freed = Freed(name, (*rule.exceptions, *exceptions))
        self._keys = sorted(rule.swap, key=len, reverse=True)
        case = "(?i-f)" if rule.ignorecase else ""
        sources = [
            case
            + translated(templated(_uncaptured(key), nonword=rule.nonword, template=template), multiline=True)
            for key in self._keys
        ]
        self._alternatives = Alternatives(name, sources, whole_words=not rule.nonword)
        self.probe = self._alternatives.probe

    @property
    def needed(self) -> tuple[Needed, ...]:
        """What each part needs to match at all."""
        return self._alternatives.needed

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield each match that is not the preferred form already."""
        for number, match in self._alternatives.matches(text, parts):
            if self._freed.frees(text, *match.span()):
                continue
            hit = self._hit(self._keys[number], match)
            if hit is not None:
                yield hit

    def _hit(self, key: str, match: Match) -> Hit | None:
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
        if replacing and len(options) == 1 and said and not _QUOTED_PLACE.search(self.rule.message):
            said = f"'{said}'"
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
    def needed(self) -> tuple[Needed, ...]:
        """The words of the token, unless a text without it may be what is wrong."""
        return (() if self.rule.min else needed_words(self._source),)

    def __init__(self, name: str, rule: Occurrence) -> None:
        self.name, self.rule = name, rule
        self._source = ("(?i-f)" if rule.ignorecase else "") + translated(rule.token, multiline=False)

    @cached_property
    def _pattern(self) -> Pattern:
        return compiled(self._source)

    def probe(self, number: int, *, holds_han: bool) -> Probe | None:  # noqa: ARG002
        """Return what tells whether a short text holds too many; nothing where too few may be what is wrong."""
        if self.rule.min or may_run_away(self._source):
            return None
        most, every = self.rule.max, self._pattern.findall
        return lambda text: len(text) > most and len(every(text)) > most

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
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
