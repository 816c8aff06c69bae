"""`candor kb`: what others did, and what the organisation itself keeps."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated, Any, Literal

import typer

from drafting.errors import InputError, StoreError
from drafting.messages import Language, language_of, say
from drafting.settings import Settings
from knowledge_base.errors import KnowledgeError, KnowledgeStoreError
from knowledge_base.filters import Filter
from knowledge_base.page import headline, page
from knowledge_base.records import CaseType, Cluster, Rating
from knowledge_base.search import Hit, Search, open_search

app = typer.Typer(
    no_args_is_help=True, help="The knowledge base: search, list, show, add, export, stats, rebuild, learn."
)

Output = Annotated[
    Literal["text", "json"], typer.Option("--format", help="Text for people, or one JSON document.")
]
TypeOption = Annotated[CaseType | None, typer.Option("--type", help="Incident type.")]
ClusterOption = Annotated[Cluster | None, typer.Option(help="SCCT cluster.")]
RatingOption = Annotated[Rating | None, typer.Option(help="How the response was rated.")]
IndustryOption = Annotated[str | None, typer.Option(help="Words of the industry, such as 餐饮 or airline.")]
CountryOption = Annotated[str | None, typer.Option(help="Two letters, such as CN.")]
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
    reader = _reader()
    with told():
        hits = opened().cases(
            query,
            limit=limit,
            language=language,
            type=type_,
            cluster=cluster,
            industry=industry,
            country=country,
            rating=rating,
            years=_span(years),
        )
    if output == "json":
        _print_json([_as_json(hit) for hit in hits])
    elif not hits:
        typer.echo(say("kb.nothing", reader))
    else:
        for hit in hits:
            typer.echo(f"{hit.rank}. {headline(hit.case, reader)}")
            typer.echo(f"   {say('kb.why', reader, why=hit.why.text(reader))}")
            typer.echo(f"   {say('kb.lesson', reader, lesson=hit.case.lesson(reader))}")


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
    reader = _reader()
    narrow = Filter(language, type_, cluster, industry, country, rating, _span(years))
    with told():
        cases = opened().list(narrow)
    if output == "json":
        _print_json([case.data() for case in cases])
    else:
        for case in cases:
            typer.echo(headline(case, reader))


@app.command("show")
def show_case(case_id: Annotated[str, typer.Argument()], output: Output = "text") -> None:
    """Show one case with its sources."""
    with told():
        case = opened().show(case_id)
    if case is None:
        raise InputError("kb.no_such_case", id=case_id)
    if output == "json":
        _print_json(case.data())
    else:
        typer.echo(page(case, _reader()), nl=False)


@app.command("stats")
def show_stats(output: Output = "text") -> None:
    """Say what the knowledge base holds and what its index was made with."""
    with told():
        stats = opened().stats()
    if output == "json":
        _print_json(stats)
    else:
        typer.echo(say("kb.stats", _reader(), **stats["ratings"], **stats))


@app.command("rebuild")
def rebuild_index() -> None:
    """Build the search index anew from the case files."""
    with told():
        search = opened(rebuild=True)
        typer.echo(say("kb.rebuilt", _reader(), cases=search.stats()["cases"]))


def opened(*, rebuild: bool = False) -> Search:
    """Open the knowledge base as the settings say, with a progress line while it is built."""
    settings = Settings()
    key = settings.api_key.get_secret_value() if settings.api_key else None
    return open_search(
        settings.home,
        chroma_url=settings.chroma_url,
        embeddings=settings.embeddings,
        overlay=settings.knowledge,
        on_progress=_progress,
        base_url=settings.base_url,
        api_key=key,
        rebuild=rebuild,
    )


@contextmanager
def told() -> Iterator[None]:
    """Turn what the knowledge base raises into what the front ends catch."""
    try:
        yield
    except KnowledgeStoreError as error:
        raise StoreError("kb.said", zh=error.zh, en=error.en) from error
    except KnowledgeError as error:
        raise InputError("kb.said", zh=error.zh, en=error.en) from error


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() or done == total:
        typer.echo("\r" + say("kb.building", _reader(), done=done, total=total), err=True, nl=done == total)


def _reader() -> Language:
    return language_of(Settings().language or _locale())


def _locale() -> str | None:
    return os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG")


def _span(years: str | None) -> tuple[int | None, int | None] | None:
    if years is None:
        return None
    first, dash, last = (part.strip() for part in years.partition("-"))
    if not all(part.isdigit() or not part for part in (first, last)) or not (first or last):
        raise InputError("kb.bad_years", years=years)
    start = int(first) if first else None
    return start, (int(last) if last else None) if dash else start


def _as_json(hit: Hit) -> dict[str, Any]:
    why = {"zh": hit.why.zh, "en": hit.why.en}
    return {"rank": hit.rank, "why": why, "warning": hit.warning, "case": hit.case.data()}


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
