"""`candor review`: findings for texts that somebody wrote."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

import typer

from drafting.brief import Channel, Kind
from drafting.cli.reader import reader_language, text_of
from drafting.errors import InputError
from drafting.review_output import Format, Reviewed, rendered
from drafting.reviewing import review
from drafting.statement import Review, Severity

FailOn = Literal["error", "warning", "suggestion", "never"]
_SUFFIXES = frozenset({".txt", ".md", ".markdown", ".html", ".docx"})
_RANK: dict[Severity, int] = {"error": 3, "warning": 2, "suggestion": 1}
_THRESHOLD: dict[FailOn, int] = {"error": 3, "warning": 2, "suggestion": 1, "never": 4}


def command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Text files, folders, or - for standard input.")
    ],
    *,
    brief: Annotated[Path | None, typer.Option(help="Check against the facts of this brief.")] = None,
    styles: Annotated[
        list[Path] | None, typer.Option(help="A folder of rules in Vale's format; may be repeated.")
    ] = None,
    vale_config: Annotated[Path | None, typer.Option(help="Check by this .vale.ini alone.")] = None,
    language: Annotated[
        Literal["zh", "en", "zh-CN"] | None, typer.Option(help="Read off the text unless given.")
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Check as a whole statement of this kind.")] = None,
    channel: Annotated[Channel | None, typer.Option(help="Check the length for this channel.")] = None,
    output: Annotated[Format, typer.Option("--format")] = "text",
    fail_on: Annotated[FailOn, typer.Option(help="Exit 1 at findings of this severity or graver.")] = "error",
) -> None:
    """Check texts that somebody wrote."""
    if vale_config is not None:
        raise typer.Exit(_by_vale(files, vale_config, output, fail_on))
    against = None
    if brief is not None:
        from drafting.brief_files import load_brief

        against = load_brief(brief)
    tag: Literal["zh", "en"] | None = "zh" if language == "zh-CN" else language
    reviewed = []
    for path in _expanded(files):
        text = _text(path)
        found = review(
            text, brief=against, kind=kind, channel=channel, language=tag, styles=tuple(styles or ())
        )
        reviewed.append(Reviewed("stdin" if str(path) == "-" else str(path), text, found))
    _print(reviewed, output)
    raise typer.Exit(1 if any(_fails(item.review, fail_on) for item in reviewed) else 0)


def _print(reviewed: list[Reviewed], output: Format) -> None:
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    sys.stdout.write(rendered(reviewed, output, reader_language(), colour=colour))


def _fails(found: Review, fail_on: FailOn) -> bool:
    return any(_RANK[finding.severity] >= _THRESHOLD[fail_on] for finding in found.findings)


def _expanded(files: list[Path]) -> Iterator[Path]:
    for path in files:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())
            if not inside:
                raise InputError("cli.empty_folder", path=path)
            yield from inside
        else:
            yield path


def _text(path: Path) -> str:
    if path.suffix.lower() != ".docx":
        return text_of(path)
    from drafting.export import docx_text

    return docx_text(path)


def _by_vale(files: list[Path], config: Path, output: Format, fail_on: FailOn) -> int:
    from drafting.checks.style.vale import review_files

    reviewed = review_files(list(_expanded(files)), config)
    _print(reviewed, output)
    return 1 if any(_fails(item.review, fail_on) for item in reviewed) else 0
