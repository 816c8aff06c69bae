"""One alternation of many patterns, read so that only those whose words a line holds are tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Protocol

from drafting.checks.style.boundaries import at_word_edges, holds_han, spaceless
from drafting.checks.style.literals import needed_words
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import Match, compiled, matches, may_run_away, search

Parts = Sequence[int] | None
"""The numbers, rising, of the parts of a rule that can match a text; nothing means all."""


Probe = Callable[[str], object]
"""Tells whether a pattern finds anything in a line."""


class Prober(Protocol):
    """Returns the probe of a part of a rule."""

    def __call__(self, number: int, *, holds_han: bool) -> Probe | None:
        """Return what tells whether the part matches in a short line; nothing where only reading tells."""
        ...


class Alternatives:
    """Patterns (translated) of which the leftmost match counts, and at one place the first in the given order."""

    def __init__(self, name: str, sources: Sequence[str], *, whole_words: bool) -> None:
        self._name, self._sources, self._whole_words = name, tuple(sources), whole_words

    @cached_property
    def needed(self) -> tuple[Needed, ...]:
        """What each pattern needs."""
        return tuple(needed_words(source) for source in self._sources)

    def matches(self, text: str, parts: Parts) -> Iterator[tuple[int, Match]]:
        """Yield the number of the pattern and the match, in order, without overlaps.

        Args:
            text: what is read.
            parts: the patterns that can match here, rising; nothing means all.
        """
        numbers = range(len(self._sources)) if parts is None else parts
        han = holds_han(text)
        found = self._single(text, numbers[0], han) if len(numbers) == 1 else self._merged(text, numbers, han)
        for number, match in found:
            if han and self._whole_words and not at_word_edges(match, text):
                continue
            yield number, match

    def probe(self, number: int, *, holds_han: bool) -> Probe | None:
        """Return what tells whether a pattern finds anything in a short line, or nothing where that is not quickly told.

        Args:
            number: the pattern's.
            holds_han: whether a line may hold characters of a script written without spaces.
        """
        source = self._sources[number]
        if holds_han and r"\b" in source:
            return None
        pattern = compiled(source)
        if may_run_away(source):
            return lambda text: search(pattern, text, self._name)
        quick: Probe = pattern.search
        return quick

    def _source(self, number: int, han: bool) -> str:
        source = self._sources[number]
        return spaceless(source) if han and r"\b" in source else source

    def _single(self, text: str, number: int, han: bool) -> Iterator[tuple[int, Match]]:
        for match in matches(compiled(self._source(number, han)), text, self._name):
            yield number, match

    def _merged(self, text: str, numbers: Sequence[int], han: bool) -> Iterator[tuple[int, Match]]:
        patterns = {number: compiled(self._source(number, han)) for number in numbers}
        following: dict[int, Match] = {}
        position, behind = 0, list(numbers)
        while True:
            for number in behind:
                match = next(matches(patterns[number], text, self._name, position), None)
                if match is None:
                    following.pop(number, None)
                else:
                    following[number] = match
            if not following:
                return
            number, match = min(following.items(), key=lambda item: (item[1].start(), item[0]))
            yield number, match
            position = max(match.end(), match.start() + 1)
            behind = [n for n, m in following.items() if m.start() < position]
