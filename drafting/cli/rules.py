"""`candor rules`: the style rules, with their reasons, sources and examples."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from drafting.checks.style.catalogue import (
    LANGUAGES,
    Tried,
    packaged,
    rule_named,
    skeleton,
    tried,
    tried_packaged,
    unanchored,
)
from drafting.checks.style.packaged import packaged_rules
from drafting.checks.style.reference import as_json, as_markdown, as_text, shown
from drafting.cli.reader import reader_language
from drafting.errors import InputError
from drafting.messages import Language, say

app = typer.Typer(no_args_is_help=True)


@app.command("list")
def list_rules(
    output: Annotated[Literal["text", "markdown", "json"], typer.Option("--format")] = "text",
    language: Annotated[Literal["zh", "en"] | None, typer.Option(help="Rules for texts in it only.")] = None,
) -> None:
    """List the packaged rules; as Markdown it is docs/rules.md."""
    rules = [prepared for prepared, _ in packaged((language,) if language else ("zh", "en"))]
    if output == "json":
        typer.echo(json.dumps([as_json(rule) for rule in rules], ensure_ascii=False, indent=2))
    else:
        typer.echo(as_markdown(rules) if output == "markdown" else as_text(rules), nl=False)


@app.command("show")
def show_rule(name: Annotated[str, typer.Argument(help="zh.ConditionalApology, or a rule file.")]) -> None:
    """Show one rule: what it finds, why, where that is known from, its examples."""
    prepared, language = rule_named(name)
    typer.echo(shown(prepared, language), nl=False)


@app.command("test")
def try_rules(
    targets: Annotated[
        list[str] | None, typer.Argument(help="Rule names, files or folders; none: all.")
    ] = None,
) -> None:
    """Try rules on their own examples; ends with 1 where one fails."""
    reader = reader_language()
    results: list[Tried] = []
    for result in (r for t in targets for r in tried(t)) if targets else tried_packaged():
        results.append(result)
        _report(result, reader)
    failed = sum(not result.passed for result in results)
    typer.echo(say("style.tested", reader, count=len(results), failed=failed))
    if failed:
        raise typer.Exit(1)


def _report(result: Tried, reader: Language) -> None:
    if result.error is not None:
        typer.echo(result.error.in_language(reader), err=True)
    for failure in result.failures:
        key = "style.bad_not_found" if failure.side == "bad" else "style.good_found"
        line = say(key, reader, rule=failure.rule, text=failure.text, match=failure.match)
        typer.echo(line, err=True)


@app.command("slow")
def list_slow() -> None:
    """List the packaged rules that must read every line, since their pattern holds nothing to look for first."""
    reader = reader_language()
    for language in LANGUAGES:
        for name, parts in unanchored(packaged_rules(language)):
            typer.echo(say("style.reads_every_line", reader, rule=name, parts=len(parts)))


@app.command("new")
def new_rule(
    name: Annotated[str, typer.Argument(help="Style.RuleName, such as house.NoSlogans or zh.NoSlogans.")],
    folder: Annotated[
        Path | None, typer.Option(help="Where; by default a folder named after the style.")
    ] = None,
) -> None:
    """Write the commented skeleton of a new rule."""
    text = skeleton(name)
    style, _, rule = name.partition(".")
    path = (folder or Path(style)) / f"{rule}.yml"
    if path.exists():
        raise InputError("style.already_there", path=path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    typer.echo(say("style.written", reader_language(), path=path))


if __name__ == "__main__":
    app()
