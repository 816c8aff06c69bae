"""One text with what was found in it."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.statement import Finding, Review


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

    `details` belong to the findings, one each, where the rules of a `.vale.ini` found them.
    """

    path: str
    text: str
    review: Review
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
