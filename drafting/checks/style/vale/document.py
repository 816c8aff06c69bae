"""A file as Vale reads it: blocks of text under dotted names, each character with its place in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import regex

from drafting.checks.style.boundaries import holds_han
from drafting.checks.style.vale.english import english_spans
from drafting.checks.style.vale.scopes import CLASS
from drafting.sentences import sentence_spans


@dataclass(frozen=True)
class Block:
    """A stretch of text under a dotted name; `offsets[i]` is where its i-th character stands in the file."""

    name: str
    text: str
    offsets: Sequence[int]

    @property
    def kind(self) -> str:
        """The name without the classes of the elements around the block."""
        return self.name.partition(f".{CLASS}")[0]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the file a stretch of the block stands (code points, half-open)."""
        if not self.offsets:
            return 0, 0
        first = self.offsets[min(start, len(self.offsets) - 1)]
        return (first, self.offsets[end - 1] + 1) if end > start else (first, first)

    def part(self, kind: str, start: int, end: int) -> Block:
        """Return a stretch of the block as a block of its own, `kind` put before its name."""
        return Block(f"{kind}.{self.name}", self.text[start:end], self.offsets[start:end])


@dataclass(frozen=True)
class Comment:
    """An HTML comment, which may switch rules on and off from where it stands (a code point of the file)."""

    text: str
    start: int


Event = Block | Comment


def paragraphs(block: Block) -> Iterator[Block]:
    """Yield what stands between a text block's blank lines."""
    for paragraph in regex.finditer(r"(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))+", block.text):
        if paragraph.group().strip():
            yield block.part("paragraph", paragraph.start(), paragraph.end())


def sentences(block: Block) -> Iterator[Block]:
    """Yield a text block's sentences; a blank line ends one, a line break does not."""
    for paragraph in paragraphs(block):
        base = paragraph.text.replace("\n", " ")
        for span in sentence_spans(base) if holds_han(base) else english_spans(base):
            cut = paragraph.part("sentence", span.start, span.end)
            yield Block(f"sentence.{block.name}", cut.text, cut.offsets)
