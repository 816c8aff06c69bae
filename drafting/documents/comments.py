"""Comments in a text that switch checks off and on: `<!-- candor off -->`, `<!-- candor zh.AbsoluteCertain = off -->`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from drafting.late_patterns import late
from drafting.statement import Finding

_COMMENT = late(r"<!--(.*?)-->", re.DOTALL)
_SWITCH = late(r"candor\s+(?:(?P<rule>[\w.*-]+)\s*=\s*)?(?P<state>on|off)(?:\s*[:：].*)?", re.DOTALL)


@dataclass(frozen=True)
class Comment:
    """A comment's words, and where in the document it begins."""

    text: str
    start: int


_MEANT = late(r"candor\s+(?:[\w.*-]+\s*=|o\w{0,3}\b).*", re.DOTALL | re.IGNORECASE)
"""What is surely meant for this program, written right or not."""


def comments_in(source: str) -> list[Comment]:
    """Return the HTML comments in a text."""
    return [Comment(found[1], found.start()) for found in _COMMENT.finditer(source)]


def spans_of_switches(source: str) -> list[tuple[int, int]]:
    """Return where comments stand that are meant for this program, which are no words of the text."""
    return [found.span() for found in _COMMENT.finditer(source) if _SWITCH.fullmatch(found[1].strip())]


class Switches:
    """What the comments of a document switch off, and where."""

    def __init__(self, comments: Sequence[Comment]) -> None:
        read = [(c.start, _SWITCH.fullmatch(c.text.strip())) for c in comments]
        self._switches = [(start, s["rule"], s["state"] == "off") for start, s in read if s]
        self.misread = tuple(
            c
            for c, (_, switch) in zip(comments, read, strict=True)
            if not switch and _MEANT.fullmatch(c.text.strip())
        )
        """Comments meant as switches that are none as they are written."""

    @property
    def named(self) -> list[tuple[int, str]]:
        """The rules, families and patterns that are spoken of, and where."""
        return [(start, rule) for start, rule, _ in self._switches if rule is not None]

    def silence(self, finding: Finding) -> bool:
        """Whether a finding about the document is switched off where it stands, by its rule, its family or wholly."""
        names = {finding.rule, finding.rule.partition(".")[0], finding.family}
        states: dict[str | None, bool] = {}
        for start, rule, off in self._switches:
            if start > finding.start:
                break
            if rule is None:
                states.clear()
            states[rule] = off
        return any(
            off and (rule is None or any(fnmatchcase(name, rule) for name in names))
            for rule, off in states.items()
        )
