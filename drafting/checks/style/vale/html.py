"""HTML as Vale reads it: the text of each block tag, with places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser

from drafting.checks.style.vale.document import Block, Comment, Event
from drafting.checks.style.vale.ini import Config
from drafting.checks.style.vale.inline import MASK, Placed, plain_apostrophe, shown
from drafting.checks.style.vale.scopes import CLASS

INLINE_TAGS = frozenset(
    "a abbr acronym b bdi bdo big br button cite code data del dfn em font i img input ins kbd label mark q s samp "
    "small span strike strong sub sup time tt u var wbr".split()
)
_EMPTY_TAGS = frozenset("area base br col embed hr img input link meta param source track wbr".split())
SCOPES = {
    "li": "text.list",
    "blockquote": "text.blockquote",
    "td": "text.table.cell",
    "th": "text.table.header",
    "caption": "text.table.caption",
    "figcaption": "text.figure.caption",
    **{f"h{level}": f"text.heading.h{level}" for level in range(1, 7)},
}
_KINDS = {
    "a": "link",
    "b": "strong",
    "strong": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "code": "code",
    "tt": "code",
    "data": "meta",
}
_NEVER_PROSE = frozenset({"problematic", "pre", "code"})
"""Classes of elements that hold no prose."""


@dataclass
class Element:
    """An element that is open: how its text is treated, its classes, and where in the block it began."""

    tag: str
    skipped: bool = False
    masked: bool = False
    classes: tuple[str, ...] = ()
    begun: int = 0


def with_classes(name: str, around: Sequence[Element]) -> str:
    """Return a block's name with the classes of the elements around it, as selectors ask for them."""
    return ".".join([name, *(f"{CLASS}{given}" for element in around for given in element.classes)])


class _Reader(HTMLParser):
    """Collects the text of raw HTML by block tag, with places."""

    def __init__(self, source: str, base: int, extension: str, config: Config, around: list[Element]) -> None:
        super().__init__(convert_charrefs=False)
        self._starts = [0]
        for line in source.split("\n"):
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._base, self._extension, self._config = base, extension, config
        self._ignored_classes = {*_NEVER_PROSE, *config.ignored_classes}
        self._open = around
        self._history: list[str] = []
        self._placed = Placed()
        self._bare: list[str] = []
        self.found: list[Event] = []

    def _here(self) -> int:
        line, column = self.getpos()
        return self._base + self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "img":
            self._alt(given.get("alt") or "")
        if tag == "br":
            at = self._here()
            self._add("\n", range(at, at + 1))
        if tag in _EMPTY_TAGS:
            return
        around = self._open[-1] if self._open else Element("")
        classes = tuple((given.get("class") or "").split())
        ignored = bool({*classes} & self._ignored_classes)
        inline = tag in INLINE_TAGS
        if not inline:
            self.flush()
            self._history.append(tag)
        skipped = around.skipped or (not inline and (ignored or tag in self._config.skipped_scopes))
        hidden = {*self._config.ignored_scopes, *self._config.skipped_scopes, "data"}
        masked = around.masked or (inline and ignored) or tag in hidden
        self._open.append(Element(tag, skipped, masked, classes, len(self._bare)))

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _EMPTY_TAGS:
            self.handle_endtag(tag)

    def _alt(self, alt: str) -> None:
        written = (self.get_starttag_text() or "").find(alt)
        if alt and written != -1:
            at = self._here() + written
            self.found.append(Block("text.attr.alt", alt, range(at, at + len(alt))))

    def handle_endtag(self, tag: str) -> None:
        if tag not in INLINE_TAGS:
            self.flush()
            self._history.clear()
        place = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i].tag == tag), None)
        if place is None:
            return
        element = self._open[place]
        del self._open[place:]
        if tag in _KINDS and not (self._open and self._open[-1].skipped):
            text, offsets = "".join(self._bare[element.begun :]), self._placed.offsets[element.begun :]
            if text.strip():
                name = with_classes(f"{_KINDS[tag]}.{self._extension}", [*self._open, element])
                self.found.append(Block(name, text, offsets))

    def flush(self) -> None:
        """End the block that is being collected."""
        text = shown(self._placed.text)
        if text.strip():
            scope = next((SCOPES[tag] for tag in self._history if tag in SCOPES), "text")
            name = with_classes(f"{scope}.{self._extension}", self._open)
            self.found.append(Block(name, text, self._placed.offsets))
        self._placed, self._bare = Placed(), []
        for element in self._open:
            element.begun = 0

    def _add(self, text: str, places: Sequence[int]) -> None:
        around = self._open[-1] if self._open else None
        if around is not None and around.skipped:
            return
        self._bare.extend(text)
        self._placed.add(MASK * len(text) if around is not None and around.masked else text, places)

    def handle_data(self, data: str) -> None:
        at = self._here()
        self._add(data, range(at, at + len(data)))

    def handle_entityref(self, name: str) -> None:
        written = f"&{name};"
        at = self._here()
        meant = plain_apostrophe(written, unescape(written))
        self._add(meant, [at] * len(meant))

    def handle_charref(self, name: str) -> None:
        self.handle_entityref(f"#{name}")

    def handle_comment(self, data: str) -> None:
        self.found.append(Comment(data, self._here()))


def html_events(
    source: str, base: int, extension: str, config: Config, around: list[Element] | None = None
) -> list[Event]:
    """Return the blocks and comments of raw HTML that stands at `base` in a file.

    `around` are the elements open before it, and is left as those open behind it.
    """
    reader = _Reader(source, base, extension, config, [] if around is None else around)
    reader.feed(source)
    reader.close()
    reader.flush()
    return reader.found
