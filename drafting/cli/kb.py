"""`candor kb`: what others did, and what the organisation itself keeps."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from drafting.brief_files import load_brief
from drafting.cli.reader import reader_language, text_of
from drafting.errors import InputError, StoreError
from drafting.learning import case_draft
from drafting.messages import say
from drafting.settings import Settings
from knowledge_base.catalogue import load_cases, own_cases
from knowledge_base.entries import EntryKind, Own, as_lines, check_unique, keep, load_entries
from knowledge_base.errors import KnowledgeError, KnowledgeStoreError
from knowledge_base.filters import Filter
from knowledge_base.intake import DATA, DOCUMENTS, read_own
from knowledge_base.own_texts import TextHit
from knowledge_base.page import entry_headline, headline, page
from knowledge_base.records import Case, CaseType, Cluster, Rating
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
    reader = reader_language()
    with told():
        search = opened()
        hits = search.cases(
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
        texts = search.texts(query, limit=limit)
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
    narrow = Filter(language, type_, cluster, industry, country, rating, _span(years))
    with told():
        cases = opened().list(narrow)
        entries = load_entries(own_folder()) if narrow == Filter() else ()
    if output == "json":
        _print_json([*(case.data() for case in cases), *(entry.data() for entry in entries)])
    else:
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


@app.command("stats")
def show_stats(output: Output = "text") -> None:
    """Say what the knowledge base holds and what its index was made with."""
    with told():
        stats = opened().stats()
    if output == "json":
        _print_json(stats)
    else:
        typer.echo(say("kb.stats", reader_language(), **stats["ratings"], **stats))


@app.command("rebuild")
def rebuild_index() -> None:
    """Build the search index anew from the case files."""
    with told():
        search = opened(rebuild=True)
        typer.echo(say("kb.rebuilt", reader_language(), cases=search.stats()["cases"]))


@app.command("add")
def add_files(
    files: Annotated[
        list[Path], typer.Argument(help="YAML, JSONL, CSV, Markdown, text, docx or PDF; or folders.")
    ],
    *,
    kind: Annotated[EntryKind, typer.Option(help="What a document is.")] = "statement",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Replace without asking.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what was understood.")] = False,
) -> None:
    """Take in the organisation's own cases, statements, approved lines and style guides."""
    reader = reader_language()
    folder = own_folder()
    with told():
        found = [record for path in _each(files) for record in read_own(path, kind)]
        check_unique(found)
        own: list[Own] = [*own_cases(folder), *load_entries(folder)]
        kept = {(isinstance(r, Case), r.id): r.data() for r in own}
    new = [r for r in found if (isinstance(r, Case), r.id) not in kept]
    changed = [r for r in found if kept.get((isinstance(r, Case), r.id), r.data()) != r.data()]
    for record in found:
        sign = "+" if record in new else "~" if record in changed else "="
        line = headline(record, reader) if isinstance(record, Case) else entry_headline(record, reader)
        typer.echo(f"{sign} {line}")
    typer.echo(say("kb.understood", reader, found=len(found), new=len(new), changed=len(changed)))
    if dry_run or not (new or changed):
        return
    if changed and not yes:
        if not sys.stdin.isatty():
            raise InputError("kb.would_replace", ids=", ".join(record.id for record in changed))
        if not typer.confirm(say("kb.replace", reader, count=len(changed))):
            return
    with told():
        keep(folder, [*new, *changed])
        search = opened()
        search.prepare(_progress)
        search.close()
    typer.echo(say("kb.added", reader, new=len(new), changed=len(changed), folder=folder))


@app.command("export")
def export_own(
    target: Annotated[Path, typer.Argument(help="A .jsonl file; `-` for standard output.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="The shipped cases too.")] = False,
) -> None:
    """Write the organisation's own records in a form that `add` reads back byte for byte."""
    folder = own_folder()
    with told():
        cases = load_cases(folder) if everything else own_cases(folder)
        text = as_lines([*cases, *load_entries(folder)])
    if str(target) == "-":
        typer.echo(text, nl=False)
        return
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise StoreError("kb.cannot_write", path=target, reason=error.strerror or error) from error
    typer.echo(say("kb.exported", reader_language(), count=text.count("\n"), path=target))


@app.command("learn")
def learn_case(
    brief: Annotated[Path, typer.Argument(help="The closed incident's brief.")],
    *,
    outcome: Annotated[Path, typer.Option(help="A text file: what followed.")],
    out: Annotated[Path | None, typer.Option(help="Where the draft goes; else standard output.")] = None,
) -> None:
    """Turn a closed incident into a case draft for a person to finish; confidential facts stay out."""
    text = case_draft(load_brief(brief), text_of(outcome))
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError("kb.cannot_write", path=out, reason=error.strerror or error) from error
    typer.echo(say("kb.learned", reader_language(), path=out))


def own_folder() -> Path:
    """Return where the organisation's own records are."""
    settings = Settings()
    return settings.knowledge or settings.home / "own"


def _each(files: list[Path]) -> list[Path]:
    found: list[Path] = []
    for path in files:
        inside = (
            sorted(p for p in path.rglob("*") if p.suffix.lower() in (*DATA, *DOCUMENTS))
            if path.is_dir()
            else []
        )
        found += inside if path.is_dir() else [path]
    return found


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
        typer.echo(
            "\r" + say("kb.building", reader_language(), done=done, total=total), err=True, nl=done == total
        )


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


def _text_as_json(hit: TextHit) -> dict[str, Any]:
    why = {"zh": hit.why.zh, "en": hit.why.en}
    return {"entry": hit.entry.data(), "passage": hit.passage, "why": why}


def _print_json(data: object) -> None:
    typer.echo(json.dumps(data, ensure_ascii=False, indent=2))
