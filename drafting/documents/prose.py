"""The words of a document, each character with the stretch of the document in which it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from drafting.sentences import Span
from drafting.statement import Finding


class Prose:
    """Words taken out of a document's text; without `spans` they are that text itself."""

    def __init__(self, text: str, source: str, spans: Sequence[Span] | None = None) -> None:
        self.text, self._source, self._spans = text, source, spans
        self._starts = [0, *(i + 1 for i, character in enumerate(source) if character == "\n")]

    def place(self, start: int, end: int) -> Span:
        """Return where in the document a stretch of the words stands; the words' end is the document's end."""
        spans = self._spans
        if spans is None:
            return Span(start, end)
        if start >= len(spans):
            return Span(len(self._source), len(self._source))
        first = spans[start].start
        return Span(first, spans[end - 1].end if end > start else first)

    def placed(self, finding: Finding) -> Finding:
        """Return a finding about the words as one about the document: span, line and column are the document's.

        Its `match` stays the words as they are read, without the markup between them.
        """
        if self._spans is None:
            return finding
        start, end = self.place(finding.start, finding.end)
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        return finding.model_copy(update={"start": start, "end": end, "line": line, "column": column})


class Collected:
    """Prose being put together."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._characters: list[str] = []
        self._spans: list[Span] = []

    def add(self, words: str, start: int, end: int | None = None) -> None:
        """Append words: written as they are from `start` on, or, with `end`, in another way between the two."""
        self._characters.extend(words)
        if end is None:
            self._spans.extend(Span(at, at + 1) for at in range(start, start + len(words)))
        else:
            self._spans.extend([Span(start, end)] * len(words))

    def gap(self, between: str) -> None:
        """End a block: what follows stands behind `between`; nothing happens before the first words."""
        while self._characters and self._characters[-1] in " \t":
            self._characters.pop()
            self._spans.pop()
        if self._characters and not "".join(self._characters[-len(between) :]).endswith(between):
            self.add(between, self._spans[-1].end, self._spans[-1].end)

    @property
    def last(self) -> str:
        """The last character so far, or nothing."""
        return self._characters[-1] if self._characters else ""

    def drop_last(self) -> None:
        """Take the last character back."""
        self._characters.pop()
        self._spans.pop()

    def prose(self) -> Prose:
        """Return what was put together."""
        while self._characters and self._characters[-1].isspace():
            self.drop_last()
        return Prose("".join(self._characters), self._source, self._spans)
