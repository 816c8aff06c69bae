"""Markdown as Vale reads it: paragraphs, headings, items, quotes and cells, with every character's place kept."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import regex
import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from drafting.checks.style.vale.document import Block, Comment, Event
from drafting.checks.style.vale.html import SCOPES, Element, html_events, with_classes
from drafting.checks.style.vale.ini import Config
from drafting.checks.style.vale.inline import InlineReader, Placed, shown

_FRONT = regex.compile(
    r"\A(?:---[ \t]*\n(?P<yaml>.*?)\n---|\+\+\+[ \t]*\n(?P<toml>.*?)\n\+\+\+)[ \t]*(?:\n|\Z)", regex.DOTALL
)
_DISPLAY = regex.compile(r"^\$\$.*?\$\$[ \t]*$", regex.DOTALL | regex.MULTILINE)


@cache
def _parser(*, indented_code: bool) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"]).disable("text_join")
    return (parser if indented_code else parser.disable("code")).use(footnote_plugin)


def markdown_events(
    text: str, extension: str, config: Config, *, indented_code: bool = True
) -> Iterator[Event]:
    """Yield a Markdown file's blocks and comments in the order of the file.

    Without `indented_code`, text that is indented far is read as what it says, as in MDX.
    """
    front = _FRONT.match(text)
    body = text
    if front:
        yield from _front_matter(text, front, extension)
        body = _blanked(text, front.start(), front.end())
    for display in _DISPLAY.finditer(body):
        body = _blanked(body, display.start(), display.end())
    yield from _Walk(body, extension, config).events(_parser(indented_code=indented_code))


def _blanked(text: str, start: int, end: int) -> str:
    return text[:start] + str(regex.sub(r"[^\n]", " ", text[start:end])) + text[end:]


def _front_matter(text: str, front: Any, extension: str) -> Iterator[Block]:
    name = "yaml" if front["yaml"] is not None else "toml"
    try:
        data = yaml.safe_load(front["yaml"]) if name == "yaml" else _toml(front["toml"])
    except (yaml.YAMLError, ValueError):
        return
    for key, value in data.items() if isinstance(data, dict) else ():
        offsets = _offsets_in(text, value, front.span(name)) if isinstance(value, str) else None
        if offsets:
            yield Block(f"text.frontmatter.{key}.{extension}", value, offsets)


def _offsets_in(text: str, value: str, within: tuple[int, int]) -> list[int] | None:
    """Return the place of each character of a value, found line by line, since front matter may indent its lines."""
    offsets: list[int] = []
    at, end = within
    for line in value.split("\n"):
        found = text.find(line.strip(), at, end)
        if found == -1:
            return None
        lead = len(line) - len(line.lstrip())
        offsets.extend(max(found - lead + place, 0) for place in range(len(line) + 1))
        at = found + len(line.strip())
    return offsets[:-1]


def _toml(text: str) -> Any:
    import tomllib

    return tomllib.loads(text)


class _Walk:
    """One pass over the tokens of a document."""

    def __init__(self, text: str, extension: str, config: Config) -> None:
        self._text, self._extension, self._config = text, extension, config
        self._lines = text.split("\n")
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._history: list[str] = []
        self._around: list[Element] = []
        self._cell_from: dict[int, int] = {}

    def events(self, parser: MarkdownIt) -> Iterator[Event]:
        for token in parser.parse(self._text):
            if token.type == "inline":
                yield from self._inline(token)
            elif token.type == "html_block":
                yield from self._html(token)
            elif token.type == "footnote_open":
                self._history.append("li")
            elif token.nesting == 1 and token.tag:
                self._history.append(token.tag)
            elif (
                token.nesting == -1
                and token.tag
                and token.tag not in ("ul", "ol", "table", "tbody", "thead", "tr")
            ):
                self._history.clear()

    def _inline(self, token: Token) -> Iterator[Event]:
        offsets = self._offsets_of(token)
        read = InlineReader(token.content, offsets, self._config).walk(token.children or ())
        for comment, place in read.comments:
            yield Comment(comment, place)
        yield from self._block(self._name(), read.body)
        for alt in read.alts:
            yield from self._block("text.attr.alt", alt)
        for kind, element in read.elements:
            yield from self._block(f"{kind}.{self._extension}", element)

    def _block(self, name: str, placed: Placed) -> Iterator[Block]:
        text = shown(placed.text)
        if text.strip() and not any(element.skipped for element in self._around):
            yield Block(with_classes(name, self._around), text, placed.offsets)

    def _name(self) -> str:
        scope = next((SCOPES[tag] for tag in self._history if tag in SCOPES), "text")
        return f"{scope}.{self._extension}"

    def _offsets_of(self, token: Token) -> list[int]:
        """Return the place of each character of an inline token's content, found line by line in the file."""
        first = token.map[0] if token.map else 0
        if self._history and self._history[-1] in ("td", "th"):
            return self._offsets_in_row(token.content, first)
        offsets: list[int] = []
        for number, part in enumerate(token.content.split("\n"), first):
            line = self._lines[number] if number < len(self._lines) else ""
            start = self._starts[min(number, len(self._lines) - 1)] + max(_last_place(line, part), 0)
            offsets.extend(range(start, start + len(part) + 1))
        return offsets[:-1]

    def _offsets_in_row(self, cell: str, number: int) -> list[int]:
        """Return the places of a table cell's characters; a bar in it is written with a backslash."""
        written = "".join(r"\\?\|" if character == "|" else regex.escape(character) for character in cell)
        found = regex.compile(written).search(self._lines[number], self._cell_from.get(number, 0))
        if found is None:
            return [self._starts[number]] * len(cell)
        self._cell_from[number] = found.end()
        start = self._starts[number] + found.start()
        places = [
            i for i, c in enumerate(found.group()) if not found.group().startswith(r"\|", i) or c != "\\"
        ]
        return [start + place for place in places]

    def _html(self, token: Token) -> Iterator[Event]:
        first, last = token.map or (0, len(self._lines))
        start, end = self._starts[first], self._starts[min(last, len(self._lines))]
        yield from html_events(self._text[start:end], start, self._extension, self._config, self._around)


def _last_place(line: str, part: str) -> int:
    bare = line.rstrip()
    if part and bare.endswith(part.rstrip()):
        return len(bare) - len(part.rstrip())
    return line.rfind(part)
