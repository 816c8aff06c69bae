"""A file as Vale reads it: blocks of text under dotted names, each character with its place in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from drafting.sentences import sentence_spans


@dataclass(frozen=True)
class Block:
    """A stretch of text under a dotted name; `offsets[i]` is where its i-th character stands in the file."""

    name: str
    text: str
    offsets: Sequence[int]

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
    """An HTML comment, which may switch rules on and off from here on."""

    text: str


Event = Block | Comment


def pieces(block: Block) -> list[Block]:
    """Return a text block's paragraphs (between blank lines) and their sentences."""
    found = []
    for paragraph in regex.finditer(r"(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))+", block.text):
        if not paragraph.group().strip():
            continue
        start = paragraph.start()
        found.append(block.part("paragraph", start, paragraph.end()))
        joined = paragraph.group().replace("\n", " ")
        found += [block.part("sentence", start + s.start, start + s.end) for s in sentence_spans(joined)]
    return found
