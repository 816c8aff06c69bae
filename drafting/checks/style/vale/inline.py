"""The text of one Markdown paragraph, each character with its place: markers, addresses and code taken out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from drafting.checks.style.vale.ini import Config

MASK = "*"
"""Stands for each character of inline code: it is counted, and matches no word."""

HIDDEN = "\ue000"
"""A character of private use that stands for each character which the configuration hides."""
GONE = "\ue001"
"""The same for a whole passage: nothing is left of it."""
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[a-zA-Z][\w-]*)")
_CLASS = re.compile(r"\bclass\s*=\s*([\"'])(.*?)\1", re.DOTALL)
_ADDRESS = re.compile(r"\b(?:https?|ftp)://[^\s<>]*[^\s<>.,;:!?'\")\]*]")


def shown(text: str) -> str:
    """Return a block's text as rules read it."""
    return text.replace(HIDDEN, MASK).replace(GONE, " ")


def plain_apostrophe(written: str, meant: str) -> str:
    """Return a character reference's character; Vale reads `&rsquo;` as a typewriter's apostrophe."""
    return "'" if written == "&rsquo;" else meant


def _without_addresses(text: str) -> str:
    """Mask bare addresses: GitHub's Markdown makes links of them, whose words are no prose."""
    return _ADDRESS.sub(lambda match: MASK * len(match.group()), text) if "://" in text else text


@dataclass
class Placed:
    """Text being put together, with the place of each character."""

    characters: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def add(self, text: str, offsets: Sequence[int]) -> None:
        """Append text; where it has not as many characters as places, all get the first place."""
        self.characters.extend(text)
        if len(offsets) == len(text):
            self.offsets.extend(offsets)
        else:
            self.offsets.extend(
                [offsets[0] if offsets else (self.offsets[-1] if self.offsets else 0)] * len(text)
            )

    @property
    def text(self) -> str:
        """The text so far."""
        return "".join(self.characters)


@dataclass
class Inline:
    """What an inline token holds: its own text; alt texts, comments and inline elements in it, in order."""

    body: Placed = field(default_factory=Placed)
    alts: list[Placed] = field(default_factory=list)
    comments: list[tuple[str, int]] = field(default_factory=list)
    elements: list[tuple[str, Placed]] = field(default_factory=list)


_KINDS = {"strong": "strong", "b": "strong", "em": "emphasis", "i": "emphasis", "a": "link"}


class InlineReader:
    """Walks the children of an inline token along its source, which they tell only in order."""

    def __init__(self, source: str, offsets: Sequence[int], config: Config) -> None:
        self._source, self._offsets, self._at = source, offsets, 0
        self._config = config
        self._masked_tags = {*config.ignored_scopes, *config.skipped_scopes}
        self._hidden: list[str] = []
        self._open: list[tuple[str, int]] = []
        self._links: list[tuple[Token, int]] = []
        self.read = Inline()

    def walk(self, children: Sequence[Token]) -> Inline:
        """Return the text of the children."""
        for token in children:
            self._take(token)
        return self.read

    def _take(self, token: Token) -> None:
        kind = token.type
        if kind == "text":
            self._text(token.content, token.content)
        elif kind == "text_special":
            self._text(token.markup or token.content, plain_apostrophe(token.markup, token.content))
        elif kind in ("softbreak", "hardbreak"):
            self._break()
        elif kind == "code_inline":
            self._code(token)
        elif kind == "link_open":
            self._open_link(token)
        elif kind == "link_close":
            self._close_link()
        elif kind == "image":
            self._image(token)
        elif kind == "html_inline":
            self._html(token.content)
        elif kind == "footnote_ref":
            self._skip_to("]")
        elif token.markup:
            self._skip(token.markup)
            self._element(token.tag, opens=token.nesting == 1)

    def _element(self, tag: str, *, opens: bool, hidden: bool = False) -> None:
        """Note that an inline element begins or ends here."""
        if opens:
            self._open.append((tag, len(self.read.body.characters)))
            if hidden or tag in self._masked_tags:
                self._hidden.append(tag)
            return
        if tag in self._hidden:
            self._hidden.remove(tag)
        place = next((i for i in range(len(self._open) - 1, -1, -1) if self._open[i][0] == tag), None)
        if place is not None:
            _, begun = self._open.pop(place)
            self._close(tag, begun)

    def _close(self, tag: str, begun: int) -> None:
        body = self.read.body
        if tag in _KINDS and begun < len(body.characters):
            self.read.elements.append((_KINDS[tag], Placed(body.characters[begun:], body.offsets[begun:])))

    def _skip(self, marker: str) -> None:
        found = self._source.find(marker, self._at)
        if found != -1:
            self._at = found + len(marker)

    def _skip_to(self, closer: str) -> None:
        self._skip(closer)

    def _text(self, written: str, meant: str) -> None:
        if not written:
            return
        found = self._source.find(written, self._at)
        if found == -1:
            found = self._at
        end = min(found + len(written), len(self._source))
        places = self._offsets[found:end]
        self._at = end
        self.read.body.add(MASK * len(meant) if self._hidden else _without_addresses(meant), places)

    def _break(self) -> None:
        found = self._source.find("\n", self._at)
        if found != -1:
            self.read.body.add("\n", self._offsets[found : found + 1])
            self._at = found + 1
            while self._source[self._at : self._at + 1] in (" ", "\t"):
                self._at += 1

    def _code(self, token: Token) -> None:
        self._skip(token.markup)
        end = self._source.find(token.markup, self._at)
        end = len(self._source) if end == -1 else end
        written = self._source[self._at : end]
        start = self._at + (len(written) - len(written.lstrip()) if token.content != written else 0)
        length = min(len(token.content), end - start)
        places = self._offsets[start : start + length]
        self.read.elements.append(("code", Placed(list(token.content[:length]), list(places))))
        shown = "code" not in self._masked_tags and not self._hidden
        self.read.body.add(token.content[:length] if shown else MASK * length, places)
        self._at = end + len(token.markup)

    def _open_link(self, token: Token) -> None:
        if token.info == "auto" and token.markup != "linkify":
            self._skip("<")
        elif token.markup != "linkify":
            self._skip("[")
        self._links.append((token, len(self.read.body.characters)))
        self._element("a", opens=True)

    def _close_link(self) -> None:
        opened, begun = self._links.pop()
        href = str(opened.attrs.get("href", ""))
        words = "".join(self.read.body.characters[begun:])
        if opened.info == "auto" or words == href:
            self.read.body.characters[begun:] = MASK * len(words)
        self._element("a", opens=False)
        if opened.info == "auto" and opened.markup != "linkify":
            self._skip(">")
            return
        if opened.markup == "linkify":
            return
        self._skip("]")
        self._after_bracket()

    def _after_bracket(self) -> None:
        following = self._source[self._at : self._at + 1]
        if following == "(":
            depth = 0
            for position in range(self._at, len(self._source)):
                character = self._source[position]
                if self._source[position - 1] == "\\":
                    continue
                depth += (character == "(") - (character == ")")
                if depth == 0:
                    self._at = position + 1
                    return
        elif following == "[":
            self._skip("]")

    def _image(self, token: Token) -> None:
        self._skip("![")
        alt = token.content
        found = self._source.find(alt, self._at) if alt else -1
        if found != -1:
            placed = Placed()
            placed.add(alt, self._offsets[found : found + len(alt)])
            self.read.alts.append(placed)
            self._at = found + len(alt)
        self._skip("]")
        self._after_bracket()

    def _html(self, written: str) -> None:
        found = self._source.find(written, self._at)
        self._skip(written)
        if written.startswith("<!--"):
            place = self._offsets[found] if 0 <= found < len(self._offsets) else 0
            self.read.comments.append((written[4:-3], place))
            return
        tag = _TAG.match(written)
        if tag is None:
            return
        name = tag["name"].lower()
        if name == "br":
            self.read.body.add("\n", self._offsets[self._at - 1 : self._at])
        elif not written.endswith("/>") and name not in ("img", "wbr", "input"):
            classes = _CLASS.search(written)
            given = set(classes[2].split()) if classes else set()
            ignored = bool(given & set(self._config.ignored_classes))
            self._element(name, opens=not tag["closing"], hidden=ignored)
