"""`candor review`: findings for texts that somebody wrote."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from drafting.brief import Channel, Kind
from drafting.cli.reader import reader_language, text_of
from drafting.cli.several import check_writable, compared, differences, name_of, write_fixed
from drafting.errors import CandorError, InputError
from drafting.review_output import Format, Reviewed, rendered
from drafting.review_output.records import as_json_with_grid
from drafting.reviewing import review
from drafting.statement import Review, Severity

if TYPE_CHECKING:
    from drafting.comparison import Comparison

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
    compare: Annotated[
        bool | None,
        typer.Option(
            "--compare/--no-compare",
            help="Compare the texts with each other. On for several texts with a brief, and for one Chinese and one"
            " English text; off otherwise.",
        ),
    ] = None,
    grid: Annotated[
        bool,
        typer.Option(
            help="With --format json: print one document, {reviews, grid}; the grid tells of every fact of the brief"
            " how each text carries it. (--format text prints the grid as a table by itself.)"
        ),
    ] = False,
    fix: Annotated[
        bool,
        typer.Option(
            help="Put right what has one literal replacement, keep FILE.orig, and report what is left. To undo, move"
            " FILE.orig back."
        ),
    ] = False,
    diff: Annotated[
        bool, typer.Option(help="Print what --fix would change, as a unified diff; write nothing.")
    ] = False,
    output: Annotated[Format, typer.Option("--format")] = "text",
    explain: Annotated[
        bool, typer.Option("--explain", help="Add the X-ray: what each sentence does, and which fail alone.")
    ] = False,
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
    texts = {path: _text(path) for path in _expanded(files)}
    if fix and not diff:
        check_writable(texts)

    def read() -> tuple[list[Reviewed], Comparison | None]:
        side_by_side, extra = compared(texts, against, tag, compare)
        house = tuple(styles or ())
        found = [
            review(text, brief=against, kind=kind, channel=channel, language=tag, styles=house, extra=more)
            for text, more in zip(texts.values(), extra, strict=True)
        ]
        named = zip(texts.items(), found, strict=True)
        return [Reviewed(name_of(path), text, made) for (path, text), made in named], side_by_side

    reviewed, table = read()
    if diff:
        sys.stdout.write("".join(differences(reviewed)))
    elif fix and write_fixed(texts, reviewed):
        reviewed, table = read()
    if not diff:
        _print(reviewed, output, table, as_document=grid)
    if explain and not diff:
        from drafting.cli.explain import explain_texts

        explain_texts(reviewed, output, against, kind, channel, tag)
    raise typer.Exit(1 if any(_fails(item.review, fail_on) for item in reviewed) else 0)


def _print(
    reviewed: list[Reviewed], output: Format, table: Comparison | None = None, *, as_document: bool = False
) -> None:
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    if output == "json" and as_document:
        sys.stdout.write(as_json_with_grid(reviewed, table))
        return
    sys.stdout.write(rendered(reviewed, output, reader_language(), colour=colour))
    if table is not None and output == "text":
        from drafting.comparison import as_table

        width = get_terminal_size((100, 24)).columns
        sys.stdout.write("\n" + as_table(table, reader_language(), width=width, colour=colour))


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

    def told(error: CandorError) -> None:
        print(error.in_language(reader_language()), file=sys.stderr)

    reviewed = review_files(files, config, told)
    _print(reviewed, output)
    return 1 if any(_fails(item.review, fail_on) for item in reviewed) else 0
