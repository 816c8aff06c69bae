"""`candor review`: findings for texts that somebody wrote."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from drafting.brief import Brief, Channel, Kind
from drafting.cli.reader import notice, reader_language
from drafting.cli.review_run import ReviewRun, Wanted, fails
from drafting.cli.showing import Shown
from drafting.errors import CandorError, InputError
from drafting.project import Projects
from drafting.project.settled import Threshold
from drafting.review_output import Format
from drafting.reviewing import language_in

_Files = Annotated[
    list[Path], typer.Argument(metavar="FILE...", help="Texts, folders, or - for standard input.")
]
_Brief = Annotated[Path | None, typer.Option(help="Check against the facts of this brief.")]
_Styles = Annotated[
    list[Path] | None, typer.Option(help="A folder of rules in Vale's format; may be repeated.")
]
_ValeConfig = Annotated[Path | None, typer.Option(help="Check by this .vale.ini alone.")]
_Language = Annotated[
    Literal["zh", "en", "zh-CN"] | None, typer.Option(help="Read off the text unless given.")
]
_Kind = Annotated[Kind | None, typer.Option(help="Check as a whole statement of this kind.")]
_Channel = Annotated[Channel | None, typer.Option(help="Check the length for this channel.")]
_Compare = Annotated[
    bool | None,
    typer.Option(
        "--compare/--no-compare",
        help="Compare the texts with each other. On for several texts with a brief, and for one Chinese and one"
        " English text; off otherwise.",
    ),
]
_Grid = Annotated[
    bool,
    typer.Option(
        help="With --format json: print one document, {reviews, grid}; the grid tells of every fact of the brief"
        " how each text carries it. (--format text prints the grid as a table by itself.)"
    ),
]
_Fix = Annotated[
    bool,
    typer.Option(
        help="Put right what has one literal replacement, keep FILE.orig, and report what is left. To undo, move"
        " FILE.orig back."
    ),
]
_Diff = Annotated[bool, typer.Option(help="Print what --fix would change, as a unified diff; write nothing.")]
_Explain = Annotated[
    bool, typer.Option("--explain", help="Add the X-ray: what each sentence does, and which fail alone.")
]
_Judge = Annotated[
    bool,
    typer.Option(
        "--judge",
        help="With --brief: have the configured model read again what the rules cannot decide; its findings are warnings.",
    ),
]
_Model = Annotated[
    str | None, typer.Option(help="With --judge: the model to ask instead of the configured one.")
]
_Out = Annotated[Path | None, typer.Option(help="Write the result to this file instead of standard output.")]
_FailOn = Annotated[
    Threshold | None,
    typer.Option(
        help="Exit 1 at findings of this severity or graver; error unless candor.toml says otherwise."
    ),
]
_Config = Annotated[
    Path | None, typer.Option(help="Use this candor.toml, not the nearest one above each file.")
]
_NoConfig = Annotated[bool, typer.Option("--no-config", help="Use no candor.toml.")]
_Baseline = Annotated[Path | None, typer.Option(help="Leave out what this baseline knows.")]
_WriteBaseline = Annotated[
    Path | None, typer.Option(help="Write all that is found to this baseline, and report nothing.")
]


def command(
    context: typer.Context,
    files: _Files,
    *,
    brief: _Brief = None,
    styles: _Styles = None,
    vale_config: _ValeConfig = None,
    language: _Language = None,
    kind: _Kind = None,
    channel: _Channel = None,
    compare: _Compare = None,
    grid: _Grid = False,
    fix: _Fix = False,
    diff: _Diff = False,
    output: Annotated[Format, typer.Option("--format")] = "text",
    out: _Out = None,
    explain: _Explain = False,
    fail_on: _FailOn = None,
    config: _Config = None,
    no_config: _NoConfig = False,
    baseline: _Baseline = None,
    write_baseline: _WriteBaseline = None,
    judge: _Judge = False,
    model: _Model = None,
) -> None:
    """Check texts that somebody wrote."""
    if vale_config is not None:
        _refuse_beside_vale_config(context)
        raise typer.Exit(_by_vale(files, vale_config, output, out, fail_on or "error"))
    wanted = Wanted(
        files=files,
        brief=_loaded(brief),
        styles=tuple(styles or ()),
        language="zh" if language == "zh-CN" else language,
        kind=kind,
        channel=channel,
        compare=compare,
        grid=grid,
        fix=fix and not diff,
        diff=diff,
        output=output,
        out=out,
        explain=explain and not diff,
        fail_on=fail_on,
        baseline=baseline,
        write_baseline=write_baseline,
        judge=judge,
        model=model,
    )
    raise typer.Exit(ReviewRun(wanted, Projects(config, none=no_config)).exit_code())


def _loaded(path: Path | None) -> Brief | None:
    if path is None:
        return None
    from drafting.brief_files import load_brief

    return load_brief(path)


_BESIDE_VALE_CONFIG = frozenset({"files", "vale_config", "output", "out", "fail_on", "no_config", "model"})
"""The parameters that `--vale-config` can stand beside: those that it heeds, and those that change nothing."""


def _refuse_beside_vale_config(context: typer.Context) -> None:
    """Refuse what has no effect beside `--vale-config`: passed over in silence, `--fix` would seem to be done."""
    idle = [
        parameter.opts[0]
        for parameter in context.command.params
        if parameter.name not in _BESIDE_VALE_CONFIG and context.params.get(parameter.name or "")
    ]
    if idle:
        raise InputError("cli.idle_beside_vale_config", options=" ".join(idle))


def _by_vale(files: list[Path], config: Path, output: Format, out: Path | None, fail_on: Threshold) -> int:
    from drafting.checks.style.vale import review_files

    def told(error: CandorError) -> None:
        notice(error.in_language(reader_language()))

    reviewed = review_files(files, config, told)
    languages = {language_in(item.text) for item in reviewed}
    about = languages.pop() if len(languages) == 1 else None
    Shown(tuple(reviewed), several=len(reviewed) > 1, about=about).give(output, out)
    return int(any(fails(item.review, fail_on) for item in reviewed))
