"""The findings that count: at the levels a project has settled, without what is switched off or known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from drafting.brief import Brief, Channel, Kind
from drafting.cli.reader import tell
from drafting.cli.targets import STANDARD_INPUT
from drafting.documents import Document, Switches
from drafting.messages import Language
from drafting.project import Baseline, Settled, levelled
from drafting.project.baseline import Key, keys_of
from drafting.review_output import Reviewed
from drafting.reviewing import review, with_findings
from drafting.statement import Finding, Review


@dataclass(frozen=True)
class Text:
    """A document and how it is read: by the command line, else by what the project has settled."""

    path: Path
    document: Document
    settled: Settled
    language: Language
    kind: Kind | None = None
    channel: Channel | None = None

    @property
    def words(self) -> str:
        """The document's words, without markup."""
        return self.document.prose.text


@dataclass
class Judged:
    """A text with the findings that count, each about the words and about the document, and how many are off."""

    text: Text
    found: Review
    pairs: list[tuple[Finding, Finding]]
    off: int

    @property
    def keys(self) -> list[Key]:
        """What a baseline knows each finding by."""
        return keys_of([about_words for about_words, _ in self.pairs], self.text.words)

    def reviewed(self, brief: Brief | None) -> Reviewed:
        """Return the document with its review."""
        document = self.text.document
        findings = [about_document for _, about_document in self.pairs]
        return Reviewed(
            document.name,
            document.source,
            with_findings(self.found, findings, brief=brief, kind=self.text.kind, channel=self.text.channel),
            document.encoding,
            document.places,
        )


def judged(text: Text, brief: Brief | None, styles: Sequence[Path], more: Sequence[Finding]) -> Judged:
    """Return a text with the findings that count.

    Args:
        text: what is read.
        brief: whose facts it is held against.
        styles: folders of rules beside those that the project has settled.
        more: findings made by comparing it with other texts.

    Raises:
        RuleFileError: a rule is not valid, or its pattern takes too long on this text.
    """
    found = review(
        text.words,
        brief=brief,
        kind=text.kind,
        channel=text.channel,
        language=text.language,
        styles=tuple(dict.fromkeys((*text.settled.styles, *styles))),
        extra=more,
    )
    switches = Switches(text.document.comments)
    placed = [(f, text.document.placed(f)) for f in levelled(found.findings, text.settled)]
    pairs = [pair for pair in placed if not switches.silence(pair[1])]
    return Judged(text, found, pairs, off=len(found.findings) - len(pairs))


def record_known(path: Path, items: Sequence[Judged]) -> None:
    """Write a baseline of all that was found, and say so.

    Raises:
        InputError: the file is there and is no baseline.
        StoreError: it cannot be written.
    """
    baseline = Baseline.read(path) if path.is_file() else Baseline(path)
    baseline.written_with({_name(baseline, item): item.keys for item in items})
    tell("project.baseline_written", path=path, count=sum(len(item.pairs) for item in items))


def drop_known(given: Path | None, items: Sequence[Judged], *, silent: bool = False) -> None:
    """Take out of the findings what the baseline given, or settled by the project, knows; say how much it was.

    Raises:
        InputError: a baseline cannot be read.
    """
    grouped: dict[Path, list[Judged]] = {}
    for item in items:
        path = given or item.text.settled.baseline
        if path is not None:
            grouped.setdefault(path, []).append(item)
    for path, group in grouped.items():
        baseline = Baseline.read(path)
        news, stale = baseline.new_in({_name(baseline, item): item.keys for item in group})
        before = sum(len(item.pairs) for item in group)
        for item in group:
            new = news[_name(baseline, item)]
            item.pairs = [pair for pair, is_new in zip(item.pairs, new, strict=True) if is_new]
        known = before - sum(len(item.pairs) for item in group)
        if known and not silent:
            tell("project.baseline_known", count=known)
        if stale and not silent:
            tell("project.baseline_stale", count=stale, path=path)


def _name(baseline: Baseline, item: Judged) -> str:
    return baseline.name_of(None if item.text.path == STANDARD_INPUT else item.text.path)
