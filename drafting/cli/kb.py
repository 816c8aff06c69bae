"""`candor kb`: what others did, and what the organisation itself keeps."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import asdict
from typing import Annotated, Any, Literal, get_args

import typer

from drafting.cli.kb_house import add_files, export_own, learn_case
from drafting.cli.kb_opening import opened, own_folder, told
from drafting.cli.reader import reader_language
from drafting.errors import InputError
from drafting.messages import Language, say
from knowledge_base.catalogue import load_principles, load_theory, theory_names
from knowledge_base.countries import country_code
from knowledge_base.entries import EntryKind, load_entries, stray_files
from knowledge_base.filters import Filter
from knowledge_base.own_texts import TextHit
from knowledge_base.page import entry_headline, headline, page
from knowledge_base.records import CaseType, Cluster, Rating
from knowledge_base.search import Hit
from knowledge_base.terms import is_han
from knowledge_base.theory_page import theory_page, title_of

app = typer.Typer(
    no_args_is_help=True,
    help="The knowledge base: search, list, show, theory, add, export, stats, rebuild, learn.",
)

Output = Annotated[
    Literal["text", "json"], typer.Option("--format", help="Text for people, or one JSON document.")
]
TypeOption = Annotated[CaseType | None, typer.Option("--type", help="Incident type.")]
ClusterOption = Annotated[Cluster | None, typer.Option(help="SCCT cluster.")]
RatingOption = Annotated[Rating | None, typer.Option(help="How the response was rated.")]
IndustryOption = Annotated[str | None, typer.Option(help="Words of the industry, such as 餐饮 or airline.")]
CountryOption = Annotated[str | None, typer.Option(help="Two letters or a name, such as CN or 中国.")]
YearsOption = Annotated[str | None, typer.Option(help="2015, 2015-2020, 2015- or -2020.")]
LanguageOption = Annotated[
    Literal["zh", "en"] | None, typer.Option(help="Only cases that can be read in it.")
]


@app.command("search")
def search_cases(
    query: Annotated[str, typer.Argument(help="Two words or a whole brief, in either language.")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=100)] = 5,
    type_: TypeOption = None,
    cluster: ClusterOption = None,
    rating: RatingOption = None,
    industry: IndustryOption = None,
    country: CountryOption = None,
    years: YearsOption = None,
    language: LanguageOption = None,
    output: Output = "text",
) -> None:
    """Find past cases; says so where nothing bears on the query."""
    about: Language = "zh" if any(map(is_han, query)) else "en"
    reader = reader_language(about)
    narrow = _narrowed(language, type_, cluster, industry, country, rating, years)
    with told():
        search = opened(about)
        hits = search.cases(query, limit=limit, **asdict(narrow))
        texts = search.texts(query, limit=limit, narrow=narrow)
    if output == "json":
        _print_json([*map(_as_json, hits), *map(_text_as_json, texts)])
    elif not hits and not texts:
        typer.echo(say("kb.nothing", reader))
    else:
        for hit in hits:
            typer.echo(f"{hit.rank}. {headline(hit.case, reader)}")
            typer.echo(f"   {say('kb.why', reader, why=hit.why.text(reader))}")
            typer.echo(f"   {say('kb.lesson', reader, lesson=hit.case.lesson(reader))}")
        for text in texts:
            typer.echo(f"*  {entry_headline(text.entry, reader)}")
            typer.echo(f"   {say('kb.why', reader, why=text.why.text(reader))}")
            typer.echo(f"   {say('kb.passage', reader, passage=text.passage)}")


@app.command("list")
def list_cases(
    *,
    type_: TypeOption = None,
    cluster: ClusterOption = None,
    rating: RatingOption = None,
    industry: IndustryOption = None,
    country: CountryOption = None,
    years: YearsOption = None,
    language: LanguageOption = None,
    output: Output = "text",
) -> None:
    """List the cases, one a line."""
    reader = reader_language()
    narrow = _narrowed(language, type_, cluster, industry, country, rating, years)
    with told():
        cases = opened().list(narrow)
        entries = [e for e in load_entries(own_folder()) if narrow.lets_text(e.language, e.date)]
    if output == "json":
        _print_json([*(case.data() for case in cases), *(entry.data() for entry in entries)])
    else:
        if not cases and not entries:
            typer.echo(say("kb.none_listed", reader))
        for case in cases:
            typer.echo(headline(case, reader))
        for entry in entries:
            typer.echo(entry_headline(entry, reader))


@app.command("show")
def show_case(case_id: Annotated[str, typer.Argument()], output: Output = "text") -> None:
    """Show one case with its sources."""
    with told():
        case = opened().show(case_id)
        entry = next((e for e in load_entries(own_folder()) if e.id == case_id), None)
    if case is None and entry is not None:
        typer.echo(json.dumps(entry.data(), ensure_ascii=False, indent=2) if output == "json" else entry.text)
        return
    if case is None:
        raise InputError("kb.no_such_case", id=case_id)
    if output == "json":
        _print_json(case.data())
    else:
        typer.echo(page(case, reader_language()), nl=False)


@app.command("theory")
def show_theory(
    name: Annotated[
        str | None, typer.Argument(help="Such as scct, clocks or honesty; none lists them.")
    ] = None,
    output: Output = "text",
) -> None:
    """List or show the principles and the theory: tables with sources, and the checks that rest on them."""
    reader = reader_language()
    overlay = own_folder()
    with told():
        every: dict[str, dict[str, Any]] = {
            **{p.name: p.model_dump(mode="json", exclude_none=True) for p in load_principles(overlay)},
            **{table: load_theory(table, overlay) for table in theory_names(overlay)},
        }
    if name is not None and name not in every:
        raise InputError("kb.no_such_theory", name=name, names=", ".join(every))
    if output == "json":
        _print_json(every if name is None else every[name])
    elif name is None:
        for key, data in every.items():
            typer.echo(f"{key:<16}{title_of(data, reader)}")
    else:
        typer.echo(theory_page(every[name], reader), nl=False)


@app.command("stats")
def show_stats(output: Output = "text") -> None:
    """Say what the knowledge base holds and what its index was made with."""
    folder = own_folder()
    with told():
        stats = opened().stats()
        kinds = Counter(entry.kind for entry in load_entries(folder))
        strays = ", ".join(path.name for path in stray_files(folder))
    stats["own"] = {kind: kinds[kind] for kind in get_args(EntryKind)}
    if output == "json":
        _print_json(stats)
    else:
        reader = reader_language()
        typer.echo(say("kb.stats", reader, **stats["ratings"], **stats["own"], **stats, own_folder=folder))
        if strays:
            typer.echo(say("kb.strays", reader, names=strays, folder=folder))


@app.command("rebuild")
def rebuild_index() -> None:
    """Build the search index anew from the case files."""
    with told():
        search = opened(rebuild=True)
        typer.echo(say("kb.rebuilt", reader_language(), cases=search.stats()["cases"]))


app.command("add")(add_files)
app.command("export")(export_own)
app.command("learn")(learn_case)


def _narrowed(
    language: str | None,
    type_: str | None,
    cluster: str | None,
    industry: str | None,
    country: str | None,
    rating: str | None,
    years: str | None,
) -> Filter:
    code = country and country_code(country)
    if country and not code and not _TWO_LETTERS.fullmatch(country):
        raise InputError("kb.no_such_country", country=country)
    return Filter(language, type_, cluster, industry, code or country, rating, _span(years))


_TWO_LETTERS = re.compile(r"[A-Za-z]{2}")
_SPAN = re.compile(r"(\d{4})?\s*(?:([-–—~～至到]|to)\s*(\d{4})?)?", re.IGNORECASE)


def _span(years: str | None) -> tuple[int | None, int | None] | None:
    if years is None:
        return None
    found = _SPAN.fullmatch(years.strip().replace("年", ""))
    first, dash, last = found.groups() if found else (None, None, None)
    if not (first or last) or (first and last and first > last):
        raise InputError("kb.bad_years", years=years)
    start = int(first) if first else None
    return start, (int(last) if last else None) if dash else start


def _as_json(hit: Hit) -> dict[str, Any]:
    why = {"zh": hit.why.zh, "en": hit.why.en}
    return {"rank": hit.rank, "why": why, "warning": hit.warning, "case": hit.case.data()}


def _text_as_json(hit: TextHit) -> dict[str, Any]:
    why = {"zh": hit.why.zh, "en": hit.why.en}
    return {"entry": hit.entry.data(), "passage": hit.passage, "why": why}


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
