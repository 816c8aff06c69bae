"""The words of a Markdown file: markers, addresses, code and front matter left out, every character's place kept."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

from markdown_it import MarkdownIt

from drafting.checks.style.vale import document, ini, markdown
from drafting.documents.comments import Comment, comments_in
from drafting.documents.prose import Collected, Prose

_REFERENCE = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);")
_SKIPPED = "text.frontmatter"


def read_markdown(source: str) -> tuple[Prose, list[Comment]]:
    """Return a document's words, one block a paragraph, and the comments outside its code."""
    words = Collected(source)
    plain = source.replace("\r\n", " \n").replace("\r", " ")
    for event in markdown.markdown_events(plain, "md", ini.Config(path=Path())):
        # Inline blocks (a link's words, emphasis) stand in their paragraph's block already.
        if (
            isinstance(event, document.Block)
            and event.name.startswith("text.")
            and not event.name.startswith(_SKIPPED)
        ):
            words.gap("\n\n")
            _add(words, event, source)
    comments = comments_in(source)
    inside_code = _code_in(plain) if comments else []
    return words.prose(), [c for c in comments if not any(a <= c.start < b for a, b in inside_code)]


def _add(words: Collected, block: document.Block, source: str) -> None:
    for character, at in zip(block.text, block.offsets, strict=True):
        reference = _REFERENCE.match(source, at) if source[at : at + 1] == "&" else None
        if reference and character in unescape(reference.group()):
            words.add(character, at, reference.end())
        else:
            words.add(character, at)


def _code_in(source: str) -> list[tuple[int, int]]:
    """Return where fenced and indented code stands."""
    starts = [0, *(i + 1 for i, character in enumerate(source) if character == "\n"), len(source)]
    tokens = MarkdownIt("commonmark", {"html": True}).parse(source)
    lines = [token.map for token in tokens if token.type in ("fence", "code_block") and token.map]
    return [(starts[first], starts[min(last, len(starts) - 1)]) for first, last in lines]
