"""A long text in pieces: cut between lines, so that memory does not grow with the text, and read line by line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from drafting.checks.style.boundaries import holds_han
from drafting.checks.style.conditions import Circumstances, Surroundings
from drafting.checks.style.quotations import quoted_spans
from drafting.checks.style.rule import Head
from drafting.checks.style.word_index import Lines
from drafting.sentences import Span, sentence_spans

_LINE_WITH_WORDS = re.compile(r"\s*[^\n]*")
SIZE = 1 << 17
"""Characters after which a text is cut, at the next line break."""


def pieces(text: str, size: int = SIZE) -> Iterator[Span]:
    """Yield the spans of a text's pieces, each but the last with the line break that ends it."""
    start = 0
    while True:
        end = text.find("\n", start + size)
        if end == -1:
            yield Span(start, len(text))
            return
        yield Span(start, end + 1)
        start = end + 1


def line_beyond(text: str, end: int) -> str:
    """Return the text from `end` to the end of the next line with words."""
    found = _LINE_WITH_WORDS.match(text, end)
    return found.group() if found else ""


class Piece:
    """Whole lines of a text, being read by many rules.

    Args:
        text: the lines as the rules read them.
        written: the lines as they were written, of the same length: what sentences are told by.
        start: where the piece begins in the whole text.
        last: whether the text ends here; otherwise the piece ends with a line break, which opens no line of its own.
        beyond: the next line with words, as it was written: what is near the piece's last sentence may stand there.
        beyond_as_read: the same as the rules read it.
    """

    def __init__(
        self, text: str, written: str, start: int, *, last: bool, beyond: str = "", beyond_as_read: str = ""
    ) -> None:
        self.text, self.start, self._written = text, start, written
        self._beyond, self._beyond_as_read = beyond, beyond_as_read
        self.lines = text.split("\n")
        if not last:
            self.lines.pop()

    @property
    def every_line(self) -> Lines:
        """The set of all lines."""
        return (1 << len(self.lines)) - 1

    @cached_property
    def holds_han(self) -> bool:
        """Whether the piece holds a character of a script written without spaces."""
        return holds_han(self.text)

    @cached_property
    def _starts(self) -> list[int]:
        starts, position = [], 0
        for line in self.lines:
            starts.append(position)
            position += len(line) + 1
        return starts

    @cached_property
    def around(self) -> Surroundings:
        """The sentences to look around a match in."""
        return Surroundings(self.text + self._beyond_as_read, sentence_spans(self._written + self._beyond))

    def line(self, number: int) -> Span:
        """Return where a line stands in the piece."""
        start = self._starts[number]
        return Span(start, start + len(self.lines[number]))

    def units(self, scope: str, lines: Lines) -> Iterator[tuple[Span, str]]:
        """Yield what a rule reads at a time in some lines: each of them, or their sentences."""
        units = self._sentences if scope == "sentence" else self._paragraphs
        while lines:
            lowest = lines & -lines
            lines ^= lowest
            yield from units[lowest.bit_length() - 1]

    @cached_property
    def _paragraphs(self) -> list[tuple[tuple[Span, str]]]:
        return [((self.line(number), line),) for number, line in enumerate(self.lines)]

    @cached_property
    def _sentences(self) -> list[list[tuple[Span, str]]]:
        """By line: its sentences."""
        return [
            [(span, self.text[span.start : span.end]) for span in self.around.sentences_in(self.line(number))]
            for number in range(len(self.lines))
        ]

    def drops(self, rule: Head, name: str, place: Span, circumstances: Circumstances) -> bool:
        """Whether what stands around a match, or what is confirmed, drops the alert."""
        if self.around.drop(rule, name, place.start):
            return True
        words = self.text[place.start : place.end]
        if rule.unless_confirmed and words and any(words in fact for fact in circumstances.confirmed):
            return True
        if rule.quoted != "skip":
            return False
        line = self.line(bisect_right(self._starts, place.start) - 1)
        quoted = quoted_spans(self.text, line, self.around.sentence_span(place.start))
        return any(span.start <= place.start and place.end <= span.end for span in quoted)
