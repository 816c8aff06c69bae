"""Runs the rules of a configuration over one file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from drafting.checks.style.matchers import Hit, Memory
from drafting.checks.style.patterns import Match, compiled, translated
from drafting.checks.style.rule import Metric, Occurrence, Readability
from drafting.checks.style.vale.document import Block, Comment, Event, pieces
from drafting.checks.style.vale.ini import LEVELS, Config
from drafting.checks.style.vale.markdown import HIDDEN, html_events, markdown_events
from drafting.checks.style.vale.scopes import selects
from drafting.checks.style.vale.styles import ActiveRule
from drafting.checks.style.vale.switches import Switches
from drafting.checks.style.word_index import WordIndex
from drafting.checks.style.wording import filled
from drafting.statement import Severity

_MARKDOWN = ("md", "mdown", "markdown", "markdn")
_HTML = ("html", "htm", "shtml", "xhtml")


@dataclass(frozen=True)
class Alert:
    """What a rule found in a file; `start` and `end` are code points, line and column begin at 1."""

    rule: str
    level: Severity
    start: int
    end: int
    line: int
    column: int
    message: str
    replacements: tuple[str, ...] = ()
    link: str = ""


class Linter:
    """The rules of a configuration, ready to read files."""

    def __init__(self, config: Config, rules: Sequence[ActiveRule]) -> None:
        self._config, self._rules = config, tuple(rules)
        self._least = LEVELS.index(config.min_level)

    @cached_property
    def index(self) -> WordIndex:
        """What tells which rules can find something in a block."""
        return WordIndex.of(rule.matcher.needed for rule in self._rules)

    def alerts(self, path: str, text: str) -> list[Alert]:
        """Return the alerts of a file, by line and column; `text` has plain line breaks.

        Raises:
            RuleFileError: a pattern takes too long on this file.
        """
        chosen = self._chosen(path)
        if not chosen:
            return []
        return _FileRun(self, path, text, chosen).alerts()

    def _chosen(self, path: str) -> dict[int, ActiveRule]:
        styles = self._config.styles_for(path)
        chosen = {}
        for index, rule in enumerate(self._rules):
            switch = self._config.switch_for(path, rule.name)
            on = switch != "NO" if switch else rule.name.partition(".")[0] in styles
            if on and LEVELS.index(rule.level) >= self._least:
                chosen[index] = rule
        return chosen

    def events(self, path: str, text: str) -> tuple[str, Iterable[Event]]:
        """Return a file's format and its blocks and comments."""
        written = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else "txt"
        extension = self._config.formats.get(written, written)
        hidden = self._hidden(path, text)
        if extension in _MARKDOWN:
            return written, markdown_events(hidden, written, self._config)
        if extension in _HTML:
            return written, html_events(hidden, 0, written, self._config)
        return written, [Block(f"text.{written}", text, range(len(text)))]

    def _hidden(self, path: str, text: str) -> str:
        """Return the text with what the configuration's patterns ignore put out of sight, of the same length."""
        for section in self._config.matching(path):
            for patterns, stand_in in ((section.block_ignores, " "), (section.token_ignores, HIDDEN)):
                for pattern in patterns:
                    text = compiled(translated(pattern, multiline=False)).sub(
                        lambda match, mark=stand_in: _behind(match, mark), text
                    )
        return text


def _behind(match: Match, mark: str) -> str:
    kept = match.span(1) if match.re.groups and match[1] is not None else match.span()
    start = match.start()
    whole: str = match.group()
    shown = str(regex.sub(r"[^\n]", mark, whole[kept[0] - start : kept[1] - start]))
    return whole[: kept[0] - start] + shown + whole[kept[1] - start :]


class _FileRun:
    """One file being read."""

    def __init__(self, linter: Linter, path: str, text: str, chosen: dict[int, ActiveRule]) -> None:
        self._linter, self._text, self._chosen = linter, text, chosen
        self._memories = {index: Memory() for index in chosen}
        self._switches = Switches()
        self._starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
        self._found: dict[tuple[str, int, int], Alert] = {}
        self._split = any(
            part in scope
            for rule in chosen.values()
            for scope in rule.scope
            for part in ("sentence", "paragraph")
        )
        self._extension, self._events = linter.events(path, text)
        self._counts: dict[str, int] = {}
        self._taken: dict[str, int] = {}

    def alerts(self) -> list[Alert]:
        summary: list[Block] = []
        for event in self._events:
            if isinstance(event, Comment):
                self._switches.read(event.text)
                continue
            self._count(event)
            self._read(event)
            plain = f"text.{self._extension}"
            if self._split and event.name == plain:
                for piece in pieces(event):
                    self._read(piece)
            if event.name in (plain, f"text.list.{self._extension}", f"text.blockquote.{self._extension}"):
                summary.append(event)
        if summary and self._extension != "txt":
            self._read(self._summary(summary))
        self._read(Block(f"raw.{self._extension}", self._text, range(len(self._text))))
        return sorted(self._found.values(), key=lambda a: (a.line, a.column, a.rule))

    def _summary(self, blocks: Sequence[Block]) -> Block:
        text, offsets = [], []
        for block in blocks:
            text.append(block.text + "\n\n")
            end = block.offsets[-1] if block.offsets else 0
            offsets += [*block.offsets, end, end]
        return Block(f"summary.{self._extension}", "".join(text), offsets)

    def _count(self, block: Block) -> None:
        for part in block.name.split(".")[1:]:
            self._counts[part] = self._counts.get(part, 0) + 1

    def _read(self, block: Block) -> None:
        whole = block.name.startswith(("raw", "summary"))
        candidates = self._linter.index.in_block(block.text)
        for index in sorted(candidates.keys() & self._chosen.keys()):
            rule = self._chosen[index]
            if not selects(rule.scope, block.name) or self._switches.mute(rule.name, whole_file=whole):
                continue
            memory = self._memories[index]
            memory.counts = self._counts
            for hit in rule.matcher.hits(block.text, memory, candidates[index]):
                self._report(rule, block, hit)

    def _report(self, rule: ActiveRule, block: Block, hit: Hit) -> None:
        start, end = block.place(hit.start, hit.end)
        if isinstance(rule.rule, Metric | Readability) or (
            isinstance(rule.rule, Occurrence) and hit.start == hit.end
        ):
            start = end = 0
        elif hit.start == hit.end:
            start = end = self._starts[bisect_right(self._starts, start) - 1]
        if self._switches.mute_words(rule.name, block.text[hit.start : hit.end]):
            return
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        limit = rule.rule.limit
        if (rule.name, line, column) in self._found or (limit and self._taken.get(rule.name, 0) >= limit):
            return
        self._taken[rule.name] = self._taken.get(rule.name, 0) + 1
        message = filled(rule.rule.message, hit.arguments)
        self._found[(rule.name, line, column)] = Alert(
            rule.name, rule.level, start, end, line, column, message, hit.replacements, rule.rule.link
        )
