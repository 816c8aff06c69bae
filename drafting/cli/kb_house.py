"""`candor kb add`, `export` and `learn`: what the organisation itself keeps."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from drafting.brief_files import load_brief
from drafting.cli.kb_opening import opened, own_folder, progress, told
from drafting.cli.reader import reader_language, standard_input
from drafting.errors import InputError, StoreError
from drafting.learning import case_draft
from drafting.messages import Language, say
from knowledge_base.catalogue import load_cases, own_cases
from knowledge_base.documents import DOCUMENTS, document_text
from knowledge_base.entries import EntryKind, Own, as_lines, check_unique, keep, load_entries, write_folder
from knowledge_base.errors import KnowledgeError
from knowledge_base.intake import DATA, understood
from knowledge_base.page import entry_headline, headline
from knowledge_base.records import Case


def add_files(
    files: Annotated[
        list[Path], typer.Argument(help="YAML, JSONL, CSV, Excel, Markdown, text, docx or PDF; or folders.")
    ],
    *,
    kind: Annotated[
        EntryKind | None, typer.Option(help="What texts are that do not say it themselves.")
    ] = None,
    yes: Annotated[
        bool,
        typer.Option("--yes", "-y", help="Replace, and pass over files that cannot be read, without asking."),
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what was understood.")] = False,
) -> None:
    """Take in the organisation's own cases, statements, approved lines and style guides."""
    folder = own_folder()
    read = _read(files, kind)
    found = [record for _, record in read.records]
    with told():
        held = _held(found, folder, dry_run=dry_run) if found else {}
    signs = [_sign(record, held.get(_key(record))) for record in found]
    new = [record for record, sign in zip(found, signs, strict=True) if sign == "+"]
    changed = [record for record, sign in zip(found, signs, strict=True) if sign == "~"]
    _show(read, signs)
    if read.faults and (dry_run or not found):
        raise read.error(written=False)
    if dry_run or not (yes or (_rest_is_wanted(read) and _replacing_is_wanted(changed))):
        return
    if new or changed:
        with told():
            keep(folder, [*new, *changed])
            search = opened()
            search.prepare(progress)
            search.close()
        said = say("kb.added", reader_language(), new=len(new), changed=len(changed), folder=folder)
        typer.echo(said)
    if read.faults:
        raise read.error(written=True)


def _show(read: _Read, signs: list[str]) -> None:
    """Show what was understood, each with its sign, and what was passed over."""
    reader = reader_language()
    for (_, record), sign in zip(read.records, signs, strict=True):
        line = headline(record, reader) if isinstance(record, Case) else entry_headline(record, reader)
        typer.echo(f"{sign} {line}")
    if signs:
        count = {"new": signs.count("+"), "changed": signs.count("~")}
        typer.echo(say("kb.understood", reader, found=len(signs), **count))
    for line in read.passed_over(reader):
        typer.echo(line)


def _rest_is_wanted(read: _Read) -> bool:
    """Ask whether to take in the others where some files cannot be read."""
    if not read.faults:
        return True
    if not sys.stdin.isatty():
        raise read.error(written=False)
    reader = reader_language()
    typer.echo("\n".join(error.in_language(reader) for error in read.faults), err=True)
    return typer.confirm(say("kb.take_the_rest", reader, count=len(read.records)))


def _replacing_is_wanted(changed: list[Own]) -> bool:
    """Ask before anything is replaced."""
    if not changed:
        return True
    if not sys.stdin.isatty():
        raise InputError("kb.would_replace", ids=", ".join(record.id for record in changed))
    return typer.confirm(say("kb.replace", reader_language(), count=len(changed)))


@dataclass(slots=True)
class _Read:
    """What was read of the files given: records with their files, and what was not read."""

    records: list[tuple[Path, Own]] = field(default_factory=list)
    unknown: list[Path] = field(default_factory=list)
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[KnowledgeError] = field(default_factory=list)

    def passed_over(self, reader: Language) -> list[str]:
        """Return what to say of files of unknown kinds and of columns that no field has."""
        said = [
            say("kb.columns_passed_over", reader, file=file, names=", ".join(names))
            for file, names in self.columns.items()
        ]
        if self.unknown:
            said.append(say("kb.passed_over", reader, names=", ".join(path.name for path in self.unknown)))
        return said

    def error(self, *, written: bool) -> InputError:
        """Return all faults as one error, which says whether the other files were taken in."""
        one = len(self.faults) == 1 and not self.records
        ends = {tag: "" if one else "\n" + say(f"kb.{_ENDS[written]}", tag) for tag in ("zh", "en")}
        said = {
            tag: "\n".join(error.in_language(tag) for error in self.faults) + ends[tag]
            for tag in ("zh", "en")
        }
        return InputError("kb.said", **said)


_ENDS = {True: "the_rest_was_written", False: "nothing_was_written"}


def _read(files: list[Path], kind: EntryKind | None) -> _Read:
    paths, unknown = _each(files)
    read = _Read(unknown=unknown)
    for path in paths:
        try:
            got = understood(path, kind)
        except KnowledgeError as error:
            read.faults.append(error)
            continue
        read.records += [(path, record) for record in got.records]
        if got.unread:
            read.columns[path.name] = got.unread
    try:
        check_unique(read.records)
    except KnowledgeError as error:
        read.faults.append(error)
        raise read.error(written=False) from error
    return read


def export_own(
    target: Annotated[Path, typer.Argument(help="A .jsonl file, a new folder, or `-` for standard output.")],
    *,
    everything: Annotated[bool, typer.Option("--all", help="The shipped cases too.")] = False,
) -> None:
    """Write the organisation's own records in a form that `add` reads back byte for byte."""
    folder = own_folder()
    with told():
        cases = load_cases(folder) if everything else own_cases(folder)
        records: list[Own] = [*cases, *load_entries(folder)]
        text = as_lines(records)
    if str(target) == "-":
        typer.echo(text, nl=False)
        return
    write: Callable[[], object]
    if target.is_dir() or (not target.suffix and not target.exists()):
        if target.is_dir() and any(target.iterdir()):
            raise InputError("kb.folder_not_empty", path=target)
        write = partial(write_folder, target, records)
    elif target.suffix.lower() == ".jsonl":
        write = partial(target.write_text, text, encoding="utf-8", newline="")
    else:
        raise InputError("kb.export_to", path=target)
    try:
        write()
    except OSError as error:
        raise StoreError("kb.cannot_write", path=target, reason=error) from error
    typer.echo(say("kb.exported", reader_language(), count=len(records), path=target))


def learn_case(
    brief: Annotated[Path, typer.Argument(help="The closed incident's brief.")],
    *,
    outcome: Annotated[Path, typer.Option(help="What followed: text, Markdown, docx or PDF.")],
    out: Annotated[Path | None, typer.Option(help="Where the draft goes; else standard output.")] = None,
) -> None:
    """Turn a closed incident into a case draft for a person to finish; confidential facts stay out."""
    with told():
        followed = standard_input() if str(outcome) == "-" else document_text(outcome)
    text, kept_back = case_draft(load_brief(brief), followed)
    if kept_back:
        typer.echo(say("kb.kept_back", reader_language(), ids=", ".join(kept_back)), err=True)
    if out is None:
        typer.echo(text, nl=False)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise StoreError("kb.cannot_write", path=out, reason=error) from error
    typer.echo(say("kb.learned", reader_language(), path=out))


def _held(found: list[Own], folder: Path, *, dry_run: bool) -> dict[tuple[bool, str], dict[str, Any]]:
    """Return what is there already under the ids of these records.

    A shipped case is replaced too by one of its id, so it is asked about as well. A dry run makes no index; else
    the index is asked: to read 100,000 cases takes ten times as long.
    """
    held: list[Own] = [*load_entries(folder)]
    if dry_run:
        held += load_cases(folder)
    else:
        search = opened()
        held += filter(None, (search.show(record.id) for record in found if isinstance(record, Case)))
        search.close()
    return {_key(record): record.data() for record in held}


def _key(record: Own) -> tuple[bool, str]:
    return isinstance(record, Case), record.id


def _sign(record: Own, kept: dict[str, Any] | None) -> str:
    return "+" if kept is None else "=" if kept == record.data() else "~"


def _each(files: list[Path]) -> tuple[list[Path], list[Path]]:
    """Return the files that can be read, those in folders among them, and what folders hold besides."""
    found: list[Path] = []
    unknown: list[Path] = []
    for path in files:
        if not path.is_dir():
            found.append(path)
            continue
        for inside in sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(".")):
            (found if inside.suffix.lower() in {*DATA, *DOCUMENTS} else unknown).append(inside)
    return found, unknown
