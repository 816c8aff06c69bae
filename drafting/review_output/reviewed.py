"""One text with what was found in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from drafting.messages import Language
from drafting.statement import Finding, Review


class NamedPlace(Protocol):
    """Where a line stands in a document that knows no lines."""

    def named(self, language: Language) -> str:
        """Return the place as a person would name it."""


@dataclass(frozen=True)
class Details:
    """What a Vale rule tells of an alert besides its message: its fix, description, link, the words it matched."""

    match: str
    description: str = ""
    link: str = ""
    action: str = ""
    params: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reviewed:
    """A text, the name it goes by (a path, or `stdin`), and its review.

    Attributes:
        path: the name.
        text: the text as given; of a Word document, its paragraphs, one a line.
        review: what was found; spans are places in `text`.
        encoding: of the file, as Python names it; `binary` for a file that holds no text as such.
        places: for a file that knows no lines, where each line of `text` stands in it.
        details: one for each finding, where the rules of a `.vale.ini` found them.
    """

    path: str
    text: str
    review: Review
    encoding: str = "utf-8"
    places: Sequence[NamedPlace] = ()
    details: tuple[Details, ...] = ()

    def end_of(self, finding: Finding) -> tuple[int, int]:
        """Return line and column (from 1) just behind a finding's last character."""
        before = self.text[: finding.end]
        return before.count("\n") + 1, finding.end - (before.rfind("\n") + 1) + 1

    def line_of(self, finding: Finding) -> tuple[str, int]:
        """Return the line in which a finding begins, without its break, and where in the text that line begins."""
        start = self.text.rfind("\n", 0, finding.start) + 1
        end = self.text.find("\n", finding.start)
        return self.text[start : len(self.text) if end < 0 else end].rstrip("\r"), start

    def place_of(self, finding: Finding, language: Language) -> str:
        """Return where a finding stands as a person looks for it: line and column, or a document's own place."""
        if finding.line <= len(self.places):
            return self.places[finding.line - 1].named(language)
        return f"{finding.line}:{finding.column}"
