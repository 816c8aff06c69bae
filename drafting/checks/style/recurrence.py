"""Checks that compare what stands in several places: repetition, consistency, conditional."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import regex

from drafting.checks.style.alternatives import Parts
from drafting.checks.style.literals import needed_words
from drafting.checks.style.matchers import Freed, Hit, Memory, templated
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import Match, Pattern, compiled, matches, translated
from drafting.checks.style.rule import Conditional, Consistency, Repetition

_SENTENCE_BREAK = regex.compile(r"[.!?]['\"’”)\]]*\s|[。！？]")


class RepetitionMatcher:
    """Reports a token that follows itself too often, whatever lies between."""

    probe = None

    def __init__(self, name: str, rule: Repetition, exceptions: tuple[str, ...] = ()) -> None:
        self.name, self.rule = name, rule
        self._freed = Freed(name, (*rule.exceptions, *exceptions))
        case = "(?i-f)" if rule.ignorecase else ""
        self._source = case + translated("(?:" + "|".join(rule.tokens) + ")", multiline=False)

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Words of which every match holds one, in lower case."""
        return (needed_words(self._source),)

    @cached_property
    def _pattern(self) -> Pattern:
        return compiled(self._source)

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield each repetition, both tokens included."""
        before: Match | None = None
        count = 0
        for match in matches(self._pattern, text, self.name):
            if before is not None and self._same(before.group().strip(), match.group().strip()):
                count += 1
                between = text[before.start() : match.end()]
                if count > self.rule.max and not _SENTENCE_BREAK.search(between):
                    if not self._freed.frees(text, match.start(), match.end()):
                        yield Hit(before.start(), match.end(), (match.group().strip(),))
                    count = 0
            before = match

    def _same(self, one: str, other: str) -> bool:
        if not one or (self.rule.alpha and not other.isalpha()):
            return False
        return one.casefold() == other.casefold() if self.rule.ignorecase else one == other


class ConsistencyMatcher:
    """Reports a block that holds one of two spellings once a file has used both."""

    probe = None

    def __init__(self, name: str, rule: Consistency, template: str) -> None:
        self.name = name
        case = "(?i-f)" if rule.ignorecase else ""
        self._sources = []
        for one, other in rule.either.items():
            both = f"(?P<_one>{one})|(?P<_other>{other})"
            self._sources.append(
                case + translated(templated(both, nonword=rule.nonword, template=template), multiline=True)
            )

    @cached_property
    def needed(self) -> tuple[Needed, ...]:
        """Words of which every match holds one, in lower case."""
        sets = [needed_words(source)[:1] for source in self._sources]
        return ((frozenset().union(*(words for [words] in sets)),),) if all(sets) else ((),)

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield one hit a pair at the block's last match, where both spellings have been seen."""
        for number, source in enumerate(self._sources):
            seen = memory.seen.setdefault(str(number), set())
            last: Match | None = None
            for match in matches(compiled(source), text, self.name):
                last = match
                seen.add("one" if match["_one"] is not None else "other")
            if last is not None and len(seen) == 2:
                yield Hit(last.start(), last.end(), (last.group(),))


class ConditionalMatcher:
    """Reports what stands where its condition, such as a definition, has not been met."""

    probe = None

    def __init__(self, name: str, rule: Conditional, exceptions: tuple[str, ...] = ()) -> None:
        self.name, self.rule = name, rule
        self._freed = Freed(name, (*rule.exceptions, *exceptions))
        self._first = translated(rule.first, multiline=False)
        self._second = translated(rule.second, multiline=False)

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Nothing: a block without an alert may hold the definition."""
        return ((),)

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield each match of `first` that `second` has not allowed."""
        second = compiled(self._second)
        defined = memory.seen.setdefault("defined", set())
        found = list(matches(second, text, self.name))
        for match in found:
            defined.update(group for group in match.groups() if group)
        if not second.groups and found:
            return
        for match in matches(compiled(self._first), text, self.name):
            if match.group() in defined or self._freed.frees(text, match.start(), match.end()):
                continue
            yield Hit(match.start(), match.end(), (match.group(),))
