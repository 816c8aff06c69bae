"""`candor batch`: many briefs through the one pipeline, resumable."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from drafting.cli.reader import reader_language, tell
from drafting.messages import say


def command(
    briefs: Annotated[Path, typer.Argument(help="JSONL, CSV, XLSX or a folder of briefs.")],
    *,
    out: Annotated[Path, typer.Option(help="Folder for statements.jsonl and one file a statement.")],
    concurrency: Annotated[int, typer.Option(min=1, max=64)] = 4,
    model: Annotated[str | None, typer.Option(help="A model's name, a .gguf file, or none.")] = None,
    formats: Annotated[str, typer.Option(help="File formats beside statements.jsonl, by comma.")] = "docx",
    resume: Annotated[
        bool, typer.Option("--resume/--restart", help="Go on where an earlier run stopped.")
    ] = True,
    strict_model: Annotated[bool, typer.Option("--strict-model")] = False,
) -> None:
    """Draft many briefs."""
    from drafting.batch import run_batch
    from drafting.brief import Brief
    from drafting.brief_files import load_briefs
    from drafting.pipeline import Order, draft
    from drafting.statement import Draft
    from drafting.workspace import Workspace

    order = Order(model=model, strict=strict_model)
    with Workspace() as workspace, _progress() as progress:
        bar = progress.add_task(say("cli.batch_label", reader_language()), total=None)

        def draft_one(brief: Brief) -> Draft:
            return draft(brief, workspace, order)

        summary = run_batch(
            load_briefs(briefs),
            draft_one,
            out,
            concurrency=concurrency,
            formats=tuple(word.strip() for word in formats.split(",") if word.strip()),
            resume=resume,
            language=reader_language(),
            on_progress=lambda done, total: progress.update(bar, completed=done, total=total),
        )
    tell(
        "cli.batch_done",
        done=summary.done,
        failing=summary.failing,
        failed=summary.failed,
        skipped=summary.skipped,
        out=out,
    )
    if summary.failed or summary.failing:
        raise typer.Exit(1)


def _progress() -> Progress:
    console = Console(stderr=True, force_terminal=None if sys.stderr.isatty() else False)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*columns, console=console, disable=not sys.stderr.isatty())
