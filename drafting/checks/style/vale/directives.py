"""Fenced divs of Pandoc's Markdown and directives of MyST: their content is prose under a class, their fences are none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import regex

from drafting.checks.style.vale.document import Block, Comment, Event
from drafting.checks.style.vale.scopes import CLASS

_DIV = regex.compile(r"[ \t]*(?P<mark>:{3,})[ \t]*(?:\{(?P<given>[^}\n]*)\}|(?P<word>[\w-]+))[ \t:]*")
_DIRECTIVE = regex.compile(r"[ \t]*(?P<mark>`{3,}|~{3,}|:{3,})\{(?P<word>[^}\s]+)\}.*")
_CLOSING = regex.compile(r"[ \t]*(?P<mark>`{3,}|~{3,}|:{3,})[ \t]*")
_FENCE = regex.compile(r"[ \t]*(?P<mark>`{3,}|~{3,}).*")
_OPTION = regex.compile(r"[ \t]*:[\w-]+:.*")
_NO_PROSE = regex.compile(r"\([^)\s]+\)=[ \t]*|%.*|\+\+\+.*")
_LITERAL = frozenset(
    "bibliography code code-block code-cell csv-table doctest eval-rst highlight include literalinclude math mermaid "
    "parsed-literal raw sourcecode toctree".split()
)


@dataclass(frozen=True)
class Region:
    """What stands between the fences of a div or directive (code points of the file), and its classes."""

    start: int
    end: int
    classes: tuple[str, ...]


@dataclass(frozen=True)
class _Open:
    mark: str
    region: Region
    literal: bool


def without_fences(text: str, *, myst: bool) -> tuple[str, list[Region]]:
    """Return text of the same length without fences, options and what is no prose, and the regions between fences."""
    reader = _Reader(_DIRECTIVE if myst else _DIV, myst=myst)
    kept = [line if reader.shows(line) else " " * len(line) for line in text.split("\n")]
    open_to_the_end = [replace(item.region, end=len(text)) for item in reader.stack]
    return "\n".join(kept), [*reader.regions, *open_to_the_end]


class _Reader:
    """Goes through a file line by line and knows which divs or directives are open."""

    def __init__(self, opening: regex.Pattern[str], *, myst: bool) -> None:
        self._opening, self._myst = opening, myst
        self._at = 0
        self._fence = self._options = ""
        self.stack: list[_Open] = []
        self.regions: list[Region] = []

    def shows(self, line: str) -> bool:
        """Take the next line, and return whether it stays in sight."""
        shown = self._shows(line)
        self._at += len(line) + 1
        return shown

    def _shows(self, line: str) -> bool:
        closing = _CLOSING.fullmatch(line)
        if self._fence:
            self._fence = "" if closing and _closes(closing["mark"], self._fence) else self._fence
            return True
        if self._options:
            self._options = _options_go_on(self._options, line)
            if self._options or _is_option(line):
                return False
        if self.stack and closing and _closes(closing["mark"], self.stack[-1].mark):
            ended = self.stack.pop()
            self.regions.append(replace(ended.region, end=self._at))
            return False
        if self.stack and self.stack[-1].literal:
            return False
        begun = self._opening.fullmatch(line)
        if begun:
            self.stack.append(_opened(begun, self._at))
            self._options = "first" if self._myst else ""
            return False
        plain = _FENCE.fullmatch(line)
        self._fence = plain["mark"] if plain else ""
        return not (self._myst and _NO_PROSE.fullmatch(line))


def _closes(mark: str, opened: str) -> bool:
    return mark[0] == opened[0] and len(mark) >= len(opened)


def _is_option(line: str) -> bool:
    return _OPTION.fullmatch(line) is not None or line.strip() == "---"


def _options_go_on(state: str, line: str) -> str:
    """Return whether the lines behind a directive's fence are still its options: `:key: value`, or YAML between `---`."""
    if line.strip() == "---":
        return "" if state == "yaml" else "yaml"
    if state == "yaml" or _OPTION.fullmatch(line):
        return state
    return ""


def _opened(begun: regex.Match[str], at: int) -> _Open:
    groups = begun.groupdict()
    word = groups["word"] or ""
    classes = (word,) if word else tuple(regex.findall(r"\.([\w-]+)", groups["given"] or ""))
    return _Open(begun["mark"], Region(at, at, classes), word in _LITERAL)


def under_classes(events: Iterable[Event], regions: list[Region], ignored: Iterable[str]) -> Iterator[Event]:
    """Yield events, each block under the classes of the regions that it stands in; ignored ones are left out."""
    hidden = set(ignored)
    for event in events:
        if isinstance(event, Comment) or not event.offsets or not regions:
            yield event
            continue
        first = event.offsets[0]
        classes = [
            name for region in regions if region.start <= first < region.end for name in region.classes
        ]
        if not hidden.intersection(classes):
            name = ".".join([event.name, *(f"{CLASS}{given}" for given in classes)])
            yield Block(name, event.text, event.offsets)
