"""`candor draft`: one brief, one statement a channel."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer

from drafting.brief import Brief, Channel, Kind, LanguageTag
from drafting.cli.reader import notice, reader_language, standard_input, tell
from drafting.errors import InputError, StoreError
from drafting.messages import language_of, say
from drafting.statement import Draft

Format = Literal["text", "markdown", "json", "docx", "html"]
_SUFFIX: dict[Format, str] = {
    "text": ".txt",
    "markdown": ".md",
    "json": ".json",
    "docx": ".docx",
    "html": ".html",
}


def command(
    brief: Annotated[
        str, typer.Argument(metavar="BRIEF", help="YAML or JSON file, or - for standard input.")
    ],
    *,
    kind: Annotated[Kind | None, typer.Option(help="Instead of the brief's kind.")] = None,
    channel: Annotated[
        list[str] | None, typer.Option(help=f"One or more of {', '.join(get_args(Channel))}.")
    ] = None,
    language: Annotated[LanguageTag | None, typer.Option(help="Instead of the brief's language.")] = None,
    model: Annotated[str | None, typer.Option(help="A model's name, a .gguf file, or none.")] = None,
    strict_model: Annotated[
        bool, typer.Option("--strict-model", help="Fail (exit 3) where the model fails.")
    ] = False,
    format: Annotated[Format, typer.Option()] = "text",  # noqa: A002 - the contract's name
    out: Annotated[Path | None, typer.Option(help="A file, or a folder for several channels.")] = None,
) -> None:
    """Write a statement from a brief."""
    from drafting.pipeline import Order, Step, draft
    from drafting.workspace import Workspace

    channels = _channels(channel)
    _check_out(out, format, several=len(channels) > 1)
    loaded = _loaded(brief)
    about = language_of(language or loaded.language)

    def watch(step: Step) -> None:
        if step.stage != "done" and step.sentence is None and sys.stderr.isatty():
            stage = say(f"cli.stage_{step.stage}", reader_language(about))
            tell("cli.progress", about=about, stage=stage)

    def building(done: int, total: int) -> None:
        if sys.stderr.isatty() or done == total:
            tell("cli.building", about=about, done=done, total=total)

    with Workspace(on_progress=building) as workspace:
        drafts = [
            draft(
                loaded,
                workspace,
                Order(kind=kind, channel=one, language=language, model=model, strict=strict_model),
                watch,
            )
            for one in channels or (None,)
        ]
    for text in dict.fromkeys(text for made in drafts for text in made.notices):
        notice(text)
    _give(drafts, format, out, several=len(channels) > 1)
    if any(made.review.verdict == "fail" for made in drafts):
        raise typer.Exit(1)


def _check_out(out: Path | None, format: Format, *, several: bool) -> None:  # noqa: A002 - as above
    if format == "docx" and out is None:
        raise InputError("cli.out_needed", format=format)
    if several and out is not None and out.suffix:
        raise InputError("cli.several_need_folder")


def _channels(given: list[str] | None) -> list[Channel]:
    known = {name: name for name in get_args(Channel)}
    chosen: list[Channel] = []
    for word in (part for item in given or () for part in item.split(",")):
        if word not in known:
            raise typer.BadParameter(f"'{word}' is not one of {', '.join(known)}.", param_hint="--channel")
        chosen.append(known[word])
    return list(dict.fromkeys(chosen))


def _loaded(place: str) -> Brief:
    from drafting.brief_files import load_brief, read_brief

    return read_brief(standard_input(), "-") if place == "-" else load_brief(place)


def _give(drafts: list[Draft], format_: Format, out: Path | None, *, several: bool) -> None:
    if out is None:
        _print(drafts, format_, several=several)
        return
    if format_ == "json" and not several:
        _write(out, (drafts[0].model_dump_json(indent=2) + "\n").encode())
        return
    from drafting.export import write

    for made in drafts:
        folder = several or out.is_dir()
        path = out / f"{made.statement.id}{_SUFFIX[format_]}" if folder else out
        if folder:
            out.mkdir(parents=True, exist_ok=True)
        write(path, made, format_)
        tell("cli.written", path=path)


def _print(drafts: list[Draft], format_: Format, *, several: bool) -> None:
    if format_ == "json":
        documents = [json.loads(made.model_dump_json()) for made in drafts]
        print(json.dumps(documents if several else documents[0], ensure_ascii=False, indent=2))
        return
    from drafting.export import export

    for place, made in enumerate(drafts):
        if place:
            print("\n" + "-" * 40 + "\n")
        print(export(made, format_).decode().rstrip("\n"))


def _write(path: Path, data: bytes) -> None:
    try:
        path.write_bytes(data)
    except OSError as error:
        raise StoreError("cli.cannot_write", path=path, reason=error) from error
    tell("cli.written", path=path)
