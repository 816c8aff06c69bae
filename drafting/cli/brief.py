"""`candor brief`: a commented template, validation, and messy notes into a brief for a person to confirm."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Annotated, Literal

import typer

from drafting.brief import KindOrAuto
from drafting.cli.reader import notice, reader_language, tell, text_of
from drafting.errors import StoreError
from drafting.messages import language_of

app = typer.Typer(no_args_is_help=True)
Out = Annotated[Path | None, typer.Option(help="Write to this file instead of standard output.")]


@app.command("new")
def new(
    *,
    language: Annotated[Literal["zh-CN", "en"] | None, typer.Option()] = None,
    kind: Annotated[KindOrAuto, typer.Option()] = "auto",
    out: Out = None,
) -> None:
    """Write a commented template to fill in."""
    from drafting.brief_template import template

    _give(template(language_of(language) if language else reader_language(), kind), out)


@app.command("check")
def check(file: Annotated[Path, typer.Argument()]) -> None:
    """Check a brief: exit 0 and what the statement would need, or 2 and what to correct."""
    from drafting.brief_files import load_brief
    from drafting.planning import make_plan
    from drafting.strategy import choose_strategy

    brief = load_brief(file)
    strategy = choose_strategy(brief)
    plan = make_plan(brief, strategy)
    tell("cli.brief_good", path=file, kind=plan.kind, channel=plan.channel, cluster=strategy.cluster)
    for text in (*strategy.reasons, *plan.notices):
        notice(text)


@app.command("intake")
def intake(
    note: Annotated[Path, typer.Argument(help="A text file, or - for standard input.")],
    *,
    language: Annotated[Literal["zh-CN", "en"] | None, typer.Option()] = None,
    model: Annotated[str | None, typer.Option(help="A model's name, or none.")] = None,
    out: Out = None,
) -> None:
    """Turn messy notes into a brief for a person to confirm; nothing unsure becomes confirmed."""
    from drafting.intake import intake as taken_in
    from drafting.workspace import Workspace

    with Workspace() as workspace:
        writer = workspace.writer(model)
        result = taken_in(
            text_of(note),
            language_of(language) if language else None,
            datetime.now().astimezone(),
            writer.ask if writer else None,
        )
    _give(result.brief_yaml, out)
    for text in result.notices:
        notice(text)


def _give(text: str, out: Path | None) -> None:
    if out is None:
        print(text, end="" if text.endswith("\n") else "\n")
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError("cli.cannot_write", path=out, reason=error) from error
    tell("cli.written", path=out)
