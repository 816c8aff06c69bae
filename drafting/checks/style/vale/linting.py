"""Runs the rules of a configuration over one file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import regex

from drafting.checks.style.matchers import Hit, Memory
from drafting.checks.style.measures import ALERTS_OF
from drafting.checks.style.patterns import Match, compiled, translated
from drafting.checks.style.rule import Metric, Occurrence, Readability
from drafting.checks.style.vale.dialects import MDX, MYST, PANDOC, delimited_comments, without_syntax
from drafting.checks.style.vale.directives import under_classes
from drafting.checks.style.vale.document import Block, Comment, Event, paragraphs, sentences
from drafting.checks.style.vale.html import html_events
from drafting.checks.style.vale.ini import LEVELS, Config
from drafting.checks.style.vale.inline import GONE, HIDDEN
from drafting.checks.style.vale.markdown import markdown_events
from drafting.checks.style.vale.scopes import selects
from drafting.checks.style.vale.styles import ActiveRule
from drafting.checks.style.vale.switches import Timeline
from drafting.checks.style.word_index import WordIndex
from drafting.checks.style.wording import filled
from drafting.review_output.reviewed import Details
from drafting.statement import Severity

_MARKDOWN = ("md", "mdown", "markdown", "markdn", *MDX, *PANDOC, *MYST)
_UNKNOWN = frozenset(
    "adoc asc asciidoc rst rest org dita xml typ qdoc c cc cpp h hpp cs css scss sass less go hs java js "
    "jsx ts tsx kt lua php pl proto ps1 py r rb rs sh swift clj ex exs jl json yaml yml toml".split()
)
"""Formats that Vale reads with tools of their own, and that are plain text here."""
_NOT_PROSE = ("text.attr.", "text.frontmatter.")
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
    details: Details
    replacements: tuple[str, ...] = ()


class Linter:
    """The rules of a configuration, ready to read files."""

    def __init__(self, config: Config, rules: Sequence[ActiveRule]) -> None:
        self._config, self._rules = config, tuple(rules)
        self._least = LEVELS.index(config.min_level)

    @cached_property
    def index(self) -> WordIndex:
        """What tells which rules can find something in a block."""
        return WordIndex.of(rule.matcher.needed for rule in self._rules)

    @property
    def ignores(self) -> Callable[[str], bool]:
        """What tells whether a block is of a scope that the configuration ignores."""
        return self._config.ignores

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
            style = rule.name.partition(".")[0]
            based = style in styles and self._config.switch_for(path, style) != "NO"
            on = switch != "NO" if switch else based
            if on and LEVELS.index(rule.level) >= self._least:
                chosen[index] = rule
        return chosen

    def reads_plainly(self, path: str) -> bool:
        """Whether a file has markup or code that is read as it stands, since nothing here knows its format."""
        written = path.rpartition(".")[2].lower()
        return self._config.formats.get(written, written) in _UNKNOWN and bool(self._chosen(path))

    def events(self, path: str, text: str) -> tuple[str, Iterable[Event]]:
        """Return a file's format and its blocks and comments."""
        written = path.rpartition(".")[2].lower() if "." in path.rpartition("/")[2] else "txt"
        extension = self._config.formats.get(written, written)
        if extension not in (*_MARKDOWN, *_HTML):
            return written, [Block(f"text.{written}", text, range(len(text)))]
        sections = self._config.matching(path)
        delimiters = [section.comment_delimiters for section in sections if section.comment_delimiters]
        if extension in MDX:
            delimiters.append(("{/*", "*/}"))
        hidden, comments = delimited_comments(self._hidden(path, text), delimiters)
        if extension in _HTML:
            return written, [*comments, *html_events(hidden, 0, written, self._config)]
        ignored = self._config.ignored_classes
        plain, regions = without_syntax(hidden, extension, ignored)
        read = markdown_events(plain, written, self._config, indented_code=extension not in MDX)
        return written, [*comments, *under_classes(read, regions, ignored)]

    def _hidden(self, path: str, text: str) -> str:
        """Return the text with what the configuration's patterns ignore put out of sight, of the same length."""
        for section in self._config.matching(path):
            for patterns, stand_in in ((section.block_ignores, GONE), (section.token_ignores, HIDDEN)):
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
        self._starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
        self._found: dict[tuple[str, int, int], Alert] = {}
        self._extension, events = linter.events(path, text)
        read = list(events)
        ignores = linter.ignores
        self._blocks = [event for event in read if isinstance(event, Block) and not ignores(event.kind)]
        self._timeline = Timeline(event for event in read if isinstance(event, Comment))
        self._counts: dict[str, int] = {}
        self._taken: dict[str, int] = {}

    def alerts(self) -> list[Alert]:
        summary: list[Block] = []
        plain = f"text.{self._extension}"
        for block in self._blocks:
            self._count(block)
            self._read(block)
            for piece in self._pieces(block):
                self._read(piece)
            if block.kind in (plain, f"text.list.{self._extension}", f"text.blockquote.{self._extension}"):
                summary.append(block)
        self._read(Block(f"raw.{self._extension}", self._text, range(len(self._text))))
        if summary and self._extension != "txt":
            for alert in self._found.values():
                name = f"{ALERTS_OF}{alert.rule}"
                self._counts[name] = self._counts.get(name, 0) + 1
            self._read(self._summary(summary))
        return sorted(self._found.values(), key=lambda a: (a.line, a.column, a.rule))

    @cached_property
    def _asked_for(self) -> set[str]:
        """What the rules' selectors name."""
        selectors = (scope for rule in self._chosen.values() for scope in rule.scope)
        return {part for scope in selectors for part in regex.split(r"[\s&.~]+", scope)}

    def _pieces(self, block: Block) -> Iterator[Block]:
        """Yield a block's paragraphs and sentences, where a rule asks for them."""
        if block.kind == f"text.{self._extension}" and "paragraph" in self._asked_for:
            yield from paragraphs(block)
        prose = block.name.startswith("text.") and not block.name.startswith(_NOT_PROSE)
        if prose and "sentence" in self._asked_for:
            yield from sentences(block)

    def _summary(self, blocks: Sequence[Block]) -> Block:
        text, offsets = [], []
        for block in blocks:
            text.append(block.text + "\n\n")
            end = block.offsets[-1] if block.offsets else 0
            offsets += [*block.offsets, end, end]
        return Block(f"summary.{self._extension}", "".join(text), offsets)

    def _count(self, block: Block) -> None:
        parts = block.kind.split(".")
        for part in parts[1:]:
            self._counts[part] = self._counts.get(part, 0) + 1
        if block.kind == f"text.{self._extension}":
            self._counts["paragraph"] = self._counts.get("paragraph", 0) + 1

    def _read(self, block: Block) -> None:
        whole = block.name.startswith(("raw", "summary"))
        start, end = block.place(0, len(block.text))
        mixed = not whole and self._timeline.changes_within(start, end)
        switches = self._timeline.last if whole else self._timeline.at(start)
        candidates = self._linter.index.in_block(block.text)
        for index in sorted(candidates.keys() & self._chosen.keys()):
            rule = self._chosen[index]
            if not selects(rule.scope, block.name):
                continue
            if switches.mute(rule.name, whole_file=whole) and not mixed:
                continue
            memory = self._memories[index]
            memory.counts = self._counts
            for hit in rule.matcher.hits(block.text, memory, candidates[index]):
                self._report(rule, block, hit, whole=whole)

    def _report(self, rule: ActiveRule, block: Block, hit: Hit, *, whole: bool) -> None:
        start, end = block.place(hit.start, hit.end)
        switches = self._timeline.last if whole else self._timeline.at(start)
        if switches.mute(rule.name, whole_file=whole) or switches.mute_words(
            rule.name, block.text[hit.start : hit.end]
        ):
            return
        if isinstance(rule.rule, Metric | Readability) or (
            isinstance(rule.rule, Occurrence) and hit.start == hit.end
        ):
            start = end = 0
        elif hit.start == hit.end:
            start = end = self._starts[bisect_right(self._starts, start) - 1]
        line = bisect_right(self._starts, start)
        column = start - self._starts[line - 1] + 1
        limit = rule.rule.limit
        if (rule.name, line, column) in self._found or (limit and self._taken.get(rule.name, 0) >= limit):
            return
        self._taken[rule.name] = self._taken.get(rule.name, 0) + 1
        message = filled(rule.rule.message, hit.arguments)
        details = Details(
            match=block.text[hit.start : hit.end],
            description=filled(rule.rule.description, hit.arguments),
            link=rule.rule.link,
            action=rule.rule.action.name,
            params=rule.rule.action.params
            or (hit.replacements if rule.rule.action.name == "replace" else ()),
        )
        self._found[(rule.name, line, column)] = Alert(
            rule.name, rule.level, start, end, line, column, message, details, hit.replacements
        )
