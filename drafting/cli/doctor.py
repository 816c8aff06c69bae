"""`candor doctor`: what is in use on this machine, and whether it answers."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated, Literal

import typer

from drafting.cli.reader import reader_language, tell


def command(*, output: Annotated[Literal["text", "json"], typer.Option("--format")] = "text") -> None:
    """Check that model, embeddings, store, rules and fonts answer; exit 3 where one does not."""
    from drafting.doctor import examine
    from drafting.messages import say
    from drafting.workspace import Workspace

    language = reader_language()
    with Workspace(
        on_progress=lambda done, total: (
            tell("cli.building", done=done, total=total) if done == total else None
        )
    ) as workspace:
        examined = list(examine(workspace, language))
    if output == "json":
        print(json.dumps([asdict(part) for part in examined], ensure_ascii=False, indent=2))
    else:
        for part in examined:
            mark = say("cli.doctor_ok" if part.good else "cli.doctor_bad", language)
            print(f"[{mark}] {part.name}：{part.state}")
    if not all(part.good for part in examined):
        raise typer.Exit(3)
