"""The words of an HTML file: what a browser shows, block by block, with every character's place kept."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape
from html.parser import HTMLParser

from drafting.documents.comments import Comment
from drafting.documents.prose import Collected, Prose
from drafting.late_patterns import late
from drafting.sentences import Span

_SKIPPED = frozenset("title script style template noscript iframe svg math object select textarea".split())
_INLINE = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark q rp rt ruby s samp small "
    "span strike strong sub sup time tt u var wbr".split()
)
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_REFERENCE = late(r"&(?:#\d+|#[xX][0-9a-fA-F]+|\w+);?")
_GOES_ON = tuple("，、,")
"""A line broken behind one of these is the layout's doing; the sentence goes on."""
_BLANKS = late(r"\s+")
_WIDE = late(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’]")


def read_html(source: str) -> tuple[Prose, list[Comment]]:
    """Return the words that a page shows, one block a line, and the comments in it."""
    reader = _Reader(source)
    reader.feed(source)
    reader.close()
    return reader.words.prose(), reader.comments


class _Reader(HTMLParser):
    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._starts = [0, *(i + 1 for i, character in enumerate(source) if character == "\n")]
        self._skipping: list[str] = []
        self._kept_blanks = 0
        self.words = Collected(source)
        self.comments: list[Comment] = []

    def _here(self) -> int:
        line, column = self.getpos()
        return self._starts[line - 1] + column

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        hidden = any(name == "hidden" for name, _ in attrs)
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.append(tag)
            return
        if tag in _SKIPPED or (hidden and tag not in _VOID):
            self._skipping.append(tag)
            return
        if tag == "pre":
            self._kept_blanks += 1
        if tag not in _INLINE and not (tag == "br" and self.words.last in _GOES_ON):
            self.words.gap("\n")
        alternative = next((value for name, value in attrs if name == "alt" and value), None)
        if tag == "img" and alternative:
            self._alternative(alternative)

    def _alternative(self, words: str) -> None:
        written = (self.get_starttag_text() or "").find(words)
        if written != -1:
            self.words.add(words, self._here() + written)

    def handle_endtag(self, tag: str) -> None:
        if self._skipping:
            if tag == self._skipping[-1]:
                self._skipping.pop()
            return
        if tag == "pre":
            self._kept_blanks = max(0, self._kept_blanks - 1)
        if tag not in _INLINE:
            self.words.gap("\n")

    def handle_data(self, data: str) -> None:
        if self._skipping:
            return
        at = self._here()
        if self._kept_blanks:
            self.words.add(data, at)
            return
        done = 0
        for blank in _BLANKS.finditer(data):
            self._run(data[done : blank.start()], at + done)
            if self.words.last not in ("", " ", "\n"):
                self.words.add(" ", at + blank.start(), at + blank.end())
            done = blank.end()
        self._run(data[done:], at + done)

    def _run(self, words: str, at: int) -> None:
        """Add words without blanks; a line break between two Chinese characters is no blank."""
        if words and self.words.last == " " and self._source[at - 1 : at] in ("\n", "\t", " "):
            broken = self._source[:at].rstrip()
            if "\n" in self._source[len(broken) : at] and _WIDE.match(words) and _WIDE.match(broken[-1:]):
                self.words.drop_last()
        self.words.add(words, at)

    def handle_entityref(self, name: str) -> None:
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        if self._skipping:
            return
        at = self._here()
        found = _REFERENCE.match(self._source, at)
        whole = Span(at, found.end() if found else at + len(written))
        meant = unescape(self._source[whole.start : whole.end]).replace("\xa0", " ").replace("\xad", "")
        self.words.add(meant, *whole)

    def handle_comment(self, data: str) -> None:
        self.comments.append(Comment(data, self._here()))
