"""Files that somebody wrote, as the checks read them: their words, and where each word stands in the file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from drafting.documents.comments import Comment, Switches, comments_in, spans_of_switches
from drafting.documents.encoding import MARK, decoded
from drafting.documents.html import read_html
from drafting.documents.prose import Collected, Prose
from drafting.documents.word import Place, read_word
from drafting.errors import InputError
from drafting.statement import Finding

__all__ = ["SUFFIXES", "Document", "Place", "Switches", "document_of", "read_document"]

_MARKDOWN = frozenset({".md", ".markdown"})
_HTML = frozenset({".html", ".htm"})
_WORD = ".docx"
SUFFIXES = frozenset({".txt", _WORD}) | _MARKDOWN | _HTML
"""Files that are read when a folder is given."""


@dataclass(frozen=True)
class Document:
    """A file's text as given, and its words.

    Attributes:
        name: the name that it goes by: its path, or `stdin`.
        source: the text as given; of a Word document, its paragraphs, one a line.
        prose: the words, without markup.
        form: text, markdown, html or word.
        encoding: utf-8, utf-8-sig (with a byte order mark) or gb18030; of a Word document, binary.
        comments: the comments in it, which may switch checks off.
        places: of a Word document, where each line stands.
    """

    name: str
    source: str
    prose: Prose
    form: str = "text"
    encoding: str = "utf-8"
    comments: tuple[Comment, ...] = ()
    places: tuple[Place, ...] = field(default=(), repr=False)

    @property
    def is_text(self) -> bool:
        """Whether the file can be written back as text."""
        return self.form != "word"

    def encoded(self, text: str) -> bytes:
        """Return a changed text in the encoding of the file."""
        mark = MARK if self.encoding == "utf-8-sig" else b""
        return mark + text.encode("gb18030" if self.encoding == "gb18030" else "utf-8")

    def placed(self, finding: Finding) -> Finding:
        """Return a finding about the words as one about the document; in HTML its replacement is escaped."""
        placed = self.prose.placed(finding)
        if self.form == "html" and placed.replacement:
            from html import escape

            placed = placed.model_copy(update={"replacement": escape(placed.replacement, quote=False)})
        return placed


def read_document(path: Path) -> Document:
    """Return the document in a file.

    Raises:
        InputError: the file cannot be read, or is neither text nor a Word document.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("cli.cannot_read", path=path, reason=error) from error
    return document_of(data, str(path), path.suffix.lower())


def document_of(data: bytes, name: str, suffix: str = ".txt") -> Document:
    """Return the document in bytes; `suffix` tells its form, an unknown one stands for plain text.

    Raises:
        InputError: the bytes are neither text nor a Word document.
    """
    if suffix == _WORD:
        text, places = read_word(data, name)
        return Document(name, text, Prose(text, text), "word", "binary", places=places)
    text, encoding = decoded(data, name)
    if suffix in _MARKDOWN:
        from drafting.documents.markdown import read_markdown

        prose, comments = read_markdown(text)
        return Document(name, text, prose, "markdown", encoding, tuple(comments))
    if suffix in _HTML:
        prose, comments = read_html(text)
        return Document(name, text, prose, "html", encoding, tuple(comments))
    return Document(name, text, _plain(text), "text", encoding, tuple(comments_in(text)))


def _plain(text: str) -> Prose:
    """A plain text is its own words, but for comments meant for this program."""
    switches = spans_of_switches(text)
    if not switches:
        return Prose(text, text)
    words, done = Collected(text), 0
    for start, end in [*switches, (len(text), len(text))]:
        words.add(text[done:start], done)
        done = end
    return words.prose()
