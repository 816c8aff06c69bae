"""`candor rules`: the style rules, with their reasons, sources and examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from drafting.checks.carried.lessons import shown_falsehood
from drafting.checks.style.catalogue import (
    LANGUAGES,
    Tried,
    in_styles,
    packaged,
    rule_named,
    skeleton,
    tried,
    tried_packaged,
    unanchored,
)
from drafting.checks.style.packaged import packaged_rules
from drafting.checks.style.reference import as_json, as_markdown, as_text, shown
from drafting.checks.style.rule import RuleFamily
from drafting.checks.style.ruleset import PreparedRule
from drafting.checks.taught.examples import shown_fault
from drafting.cli.reader import reader_language, tell
from drafting.errors import InputError
from drafting.export import not_written
from drafting.messages import Language, say
from drafting.statement import Defect, Severity

app = typer.Typer(no_args_is_help=True)
_Styles = Annotated[list[Path] | None, typer.Option(help="A folder with rules of your own; may be repeated.")]


@app.command("list")
def list_rules(
    *,
    output: Annotated[Literal["text", "markdown", "json"], typer.Option("--format")] = "text",
    language: Annotated[Literal["zh", "en"] | None, typer.Option(help="Rules for texts in it only.")] = None,
    defect: Annotated[Defect | None, typer.Option(help="Rules against this defect only.")] = None,
    family: Annotated[RuleFamily | None, typer.Option(help="Rules of this family only.")] = None,
    level: Annotated[Severity | None, typer.Option(help="Rules of this level only.")] = None,
    styles: _Styles = None,
) -> None:
    """List the packaged rules, and those of your own styles; as Markdown the packaged ones are docs/rules.md."""
    rules = [
        prepared
        for prepared, reads in _all(styles or ())
        if (language is None or reads == language)
        and (defect is None or prepared.rule.defect == defect)
        and (family is None or prepared.rule.family == family)
        and (level is None or prepared.rule.level == level)
    ]
    if not rules:
        tell("style.none_listed")
    if output == "json":
        typer.echo(json.dumps([as_json(rule) for rule in rules], ensure_ascii=False, indent=2))
    elif rules:
        typer.echo(as_markdown(rules) if output == "markdown" else as_text(rules), nl=False)


def _all(styles: Sequence[Path]) -> Iterator[tuple[PreparedRule, Language]]:
    yield from packaged(LANGUAGES)
    yield from in_styles(styles)


@app.command("show")
def show_rule(
    name: Annotated[str, typer.Argument(help="A rule's name, such as zh.AbsoluteCertain, or a rule file.")],
    *,
    styles: _Styles = None,
) -> None:
    """Show one rule: what it finds, why, where that is known from, its examples."""
    if name.lower().startswith("taught."):
        typer.echo(shown_fault(name.lower().removeprefix("taught."), reader_language()))
        return
    if name.lower().startswith("carried."):
        typer.echo(shown_falsehood(name.lower().removeprefix("carried."), reader_language()))
        return
    house = (pair for pair in in_styles(styles or ()) if pair[0].name.lower() == name.lower())
    prepared, language = next(house, None) or rule_named(name)
    typer.echo(shown(prepared, language), nl=False)


@app.command("test")
def try_rules(
    targets: Annotated[
        list[str] | None, typer.Argument(help="Rule names, files or folders; none: all packaged rules.")
    ] = None,
    *,
    styles: _Styles = None,
) -> None:
    """Try rules on their own examples; ends with 1 where one fails."""
    reader = reader_language()
    results: list[Tried] = []
    for result in _tried(targets or (), styles or ()):
        results.append(result)
        _report(result, reader)
    failed = sum(not result.passed for result in results)
    typer.echo(say("style.tested", reader, count=len(results), failed=failed))
    untried = [result.name for result in results if result.error is None and not result.examples]
    if untried:
        typer.echo(say("style.untried", reader, count=len(untried), rules=", ".join(untried)), err=True)
    if failed:
        raise typer.Exit(1)


def _tried(targets: Sequence[str], styles: Sequence[Path]) -> Iterator[Tried]:
    if not targets:
        yield from tried_packaged()
    for target in targets:
        yield from tried(target)
    for folder in styles:
        if not folder.is_dir():
            raise InputError("style.no_such_folder", path=folder)
        yield from tried(str(folder))


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
    *,
    language: Annotated[
        Literal["zh", "en"] | None, typer.Option(help="Of the explanations; by default that of the messages.")
    ] = None,
) -> None:
    """Write the commented skeleton of a new rule."""
    text = skeleton(name, language or reader_language())
    style, _, rule = name.partition(".")
    path = (folder or Path(style)) / f"{rule}.yml"
    if path.exists():
        raise InputError("style.already_there", path=path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise not_written(path, error) from error
    typer.echo(say("style.written", reader_language(), path=path))


if __name__ == "__main__":
    app()
