"""One run of `candor review`: read the files, find, judge, put right, show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.brief import Brief, Channel, Kind
from drafting.cli.faults import Faults
from drafting.cli.judging import Judged, Text, drop_known, judged, record_known
from drafting.cli.progress import each_with_progress
from drafting.cli.reader import tell
from drafting.cli.reading_notices import tell_of_reading
from drafting.cli.several import compared, differences, write_fixed
from drafting.cli.showing import Shown, give
from drafting.cli.targets import STANDARD_INPUT, document_at, targets
from drafting.messages import Language
from drafting.project import Projects
from drafting.project.settled import Threshold
from drafting.review_output import Format, Reviewed
from drafting.reviewing import language_in
from drafting.statement import Finding, Review, Severity

if TYPE_CHECKING:
    from drafting.comparison.records import Comparison

_RANK: dict[Severity, int] = {"error": 3, "warning": 2, "suggestion": 1}
_THRESHOLD: dict[Threshold, int] = {"error": 3, "warning": 2, "suggestion": 1, "never": 4}


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line; what is not given is left to `candor.toml`."""

    files: Sequence[Path]
    brief: Brief | None = None
    styles: tuple[Path, ...] = ()
    language: Language | None = None
    kind: Kind | None = None
    channel: Channel | None = None
    compare: bool | None = None
    grid: bool = False
    fix: bool = False
    diff: bool = False
    output: Format = "text"
    out: Path | None = None
    explain: bool = False
    fail_on: Threshold | None = None
    baseline: Path | None = None
    write_baseline: Path | None = None
    judge: bool = False
    model: str | None = None


class ReviewRun:
    """One run; the errors of single files are told as they come, and the others go on."""

    def __init__(self, wanted: Wanted, projects: Projects) -> None:
        self._wanted, self._projects = wanted, projects
        self._faults = Faults()
        self._read: set[Path] = set()

    def exit_code(self) -> int:
        """Do it all, and return what the command ends with: the worst of the files' results.

        Raises:
            InputError, SettingsError, StoreError: something that concerns all files is wrong.
        """
        wanted = self._wanted
        paths = list(targets(wanted.files, self._projects))
        items, grid = self._found(paths)
        if wanted.write_baseline is not None:
            record_known(wanted.write_baseline, items)
            return self._faults.exit_code
        drop_known(wanted.baseline, items)
        reviewed = [item.reviewed(wanted.brief) for item in items]
        if wanted.diff:
            changes = "".join(differences(reviewed))
            give(changes, wanted.out)
            if reviewed and not changes:
                tell("fixing.nothing", about=_one_language(items))
        else:
            if wanted.fix and write_fixed([item.text for item in items], reviewed, self._faults):
                items, grid = self._found([item.text.path for item in items])
                drop_known(wanted.baseline, items, silent=True)
                reviewed = [item.reviewed(wanted.brief) for item in items]
            several = len(paths) > 1 or any(path.is_dir() for path in wanted.files)
            self._show(items, reviewed, grid, several=several)
        return max(
            self._faults.exit_code, *(self._result(i, r) for i, r in zip(items, reviewed, strict=True)), 0
        )

    def _found(self, paths: Sequence[Path]) -> tuple[list[Judged], Comparison | None]:
        texts: list[Text] = []
        for path in paths:
            with self._faults.caught():
                texts.append(self._text(path))
        grid, extra = compared(texts, self._wanted.brief, self._wanted.compare)
        items = []
        for text, more in each_with_progress(list(zip(texts, extra, strict=True))):
            with self._faults.caught():
                items.append(judged(text, self._wanted.brief, self._wanted.styles, more))
        if self._wanted.judge:
            items = self._read_again(items, extra)
        return items, grid

    def _read_again(self, items: Sequence[Judged], extra: Sequence[Sequence[Finding]]) -> list[Judged]:
        """Add what a model finds; where it fails, that is told and the rules' findings stand."""
        from drafting.cli.second_reading import asking

        with self._faults.caught(), asking(self._wanted.brief, self._wanted.model) as read:
            return [
                judged(item.text, self._wanted.brief, self._wanted.styles, [*more, *read(item)])
                for item, more in zip(items, extra, strict=True)
            ]
        return list(items)

    def _text(self, path: Path) -> Text:
        wanted = self._wanted
        settled = self._projects.of(None if path == STANDARD_INPUT else path)
        document = document_at(path)
        text = Text(
            path,
            document,
            settled,
            language=wanted.language or settled.language or language_in(document.prose.text),
            kind=wanted.kind or settled.kind,
            channel=wanted.channel or settled.channel,
        )
        if path not in self._read:
            self._read.add(path)
            tell_of_reading(text, wanted.styles)
        return text

    def _show(
        self, items: Sequence[Judged], reviewed: Sequence[Reviewed], grid: Comparison | None, *, several: bool
    ) -> None:
        off = sum(item.off for item in items)
        if off:
            tell("project.switched_off", count=off)
        if reviewed:
            shown = Shown(tuple(reviewed), tuple(self._faults.messages), several, grid, _one_language(items))
            shown.give(self._wanted.output, self._wanted.out, as_document=self._wanted.grid)
        if self._wanted.explain:
            from drafting.cli.explain import explain_texts

            explain_texts([item.text for item in items], self._wanted.output, self._wanted.brief)

    def _result(self, item: Judged, reviewed: Reviewed) -> int:
        fail_on = self._wanted.fail_on or item.text.settled.fail_on or "error"
        return int(fails(reviewed.review, fail_on))


def _one_language(items: Sequence[Judged]) -> Language | None:
    """Return the language of the texts, where they share one."""
    languages = {item.text.language for item in items}
    return languages.pop() if len(languages) == 1 else None


def fails(found: Review, fail_on: Threshold) -> bool:
    """Whether a review holds a finding at or above a threshold."""
    return any(_RANK[finding.severity] >= _THRESHOLD[fail_on] for finding in found.findings)
