"""Files of the organisation's own into records: YAML, JSONL, CSV, Excel, Markdown, text, docx, PDF."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from knowledge_base.documents import DOCUMENTS, document_text, first_words
from knowledge_base.encoding import text_in
from knowledge_base.entries import Entry, EntryKind, Own
from knowledge_base.errors import KnowledgeFileError
from knowledge_base.reading import LARGEST_FILE, parse_line, parse_yaml, read_lines, to_record
from knowledge_base.records import Case
from knowledge_base.tables import TABLES, is_of_answers, kinds_by_name, read_tables

DATA = (".yaml", ".yml", ".jsonl", *TABLES)
UNFINISHED = "【待填】"
"""What `candor kb learn` leaves for a person; a case that still has it is refused."""

_HAN = re.compile(r"[\u4e00-\u9fff]")
_TITLE = 80
"""Characters of a text's first line that serve as its title where it has none (ours)."""
_FRONT = re.compile(r"---\r?\n(.*?)\r?\n---\r?\n", re.DOTALL)
"""What may stand in front of a Markdown text, as YAML."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The records that a file holds, and the headings of its columns that no field has."""

    records: list[Own]
    unread: tuple[str, ...] = ()


def understood(path: Path, kind: EntryKind | None = None) -> Understood:
    """Return what a file holds; a document is one record of `kind`, or of what it calls itself.

    `kind` is also that of a table's rows and of texts in data files which do not name theirs.

    Raises:
        KnowledgeFileError: the file cannot be read or a field is wrong; the message names file, line and field.
    """
    suffix = path.suffix.lower()
    reader = _Records(path, kind)
    if suffix in {".yaml", ".yml"}:
        text = text_in(path)
        data = parse_yaml(text, path.name)
        if data is None or data == "":
            raise _empty(path)
        if isinstance(data, list):
            return Understood([reader.record(item) for item in data])
        return Understood([reader.record(data, text=text)])
    if suffix == ".jsonl":
        found = [reader.record(data, line=line) for line, data in _json_lines(path)]
    elif suffix in TABLES:
        return _tables(path, reader)
    elif suffix in DOCUMENTS:
        found = [_document(path, kind)]
    else:
        known = " ".join((*DATA, *DOCUMENTS))
        raise KnowledgeFileError(
            path.name,
            None,
            None,
            zh=f"不认识这种文件。可用的有：{known}。",
            en=f"this kind of file is not known. Known: {known}.",
        )
    if not found:
        raise _empty(path)
    return Understood(found)


def _tables(path: Path, reader: _Records) -> Understood:
    found: list[Own] = []
    unread: list[str] = []
    for table in read_tables(path):
        answers = is_of_answers(table.headings.get("text", ""))
        unread += table.unread
        for line, data in table.rows:
            found.append(reader.record(data, line=line, headings=table.headings, answers=answers))
    if not found:
        raise _empty(path)
    return Understood(found, tuple(dict.fromkeys(unread)))


class _Records:
    """Turns the data of one file into records, and gives ids to texts that have none."""

    def __init__(self, path: Path, kind: EntryKind | None) -> None:
        self._file = path.name
        self._kind = kind
        self._called = kind or _kind_of(path.stem)
        self._titles: Counter[str] = Counter()

    def record(
        self,
        data: Any,
        *,
        text: str | None = None,
        line: int | None = None,
        headings: dict[str, str] | None = None,
        answers: bool = False,
    ) -> Own:
        """Return the record that `data` is.

        Args:
            data: what the file says.
            text: the YAML that it comes from.
            line: where it stands otherwise.
            headings: what the file calls the fields.
            answers: whether its texts are approved lines where nothing says what they are.
        """
        if not isinstance(data, dict):
            raise KnowledgeFileError(
                self._file, line, None, zh="应为“键: 值”的形式。", en="it must be a mapping."
            )
        unfinished = next((key for key, value in data.items() if UNFINISHED in str(value)), None)
        if unfinished is not None:
            raise KnowledgeFileError(
                self._file,
                line,
                str(unfinished),
                zh=f"还有{UNFINISHED}没有填。",
                en=f"{UNFINISHED} is still to be filled in.",
            )
        if "kind" in data or ("text" in data and "happened" not in data):
            entry = self._entry(data, answers=answers)
            return to_record(Entry, entry, file=self._file, text=text, line=line, headings=headings)
        if isinstance(data.get("source"), str) and "sources" not in data:
            # A table has one cell for it, and no word of how much it bears.
            sources = [{"title": data["source"], "grade": "C"}]
            data = {key: value for key, value in data.items() if key != "source"} | {"sources": sources}
        return to_record(Case, data, file=self._file, text=text, line=line, headings=headings)

    def _entry(self, data: dict[str, Any], *, answers: bool) -> dict[str, Any]:
        text = str(data.get("text", ""))
        called = "line" if answers and self._kind is None and self._called == "statement" else self._called
        entry = {"kind": called, "title": first_words(text)[:_TITLE], **data}
        title = str(entry["title"])
        self._titles[title] += 1
        # The id rests on the title alone, so that a text that was changed replaces the one before.
        nth = self._titles[title]
        entry.setdefault("id", _id_of(title, "" if nth == 1 else str(nth)))
        entry.setdefault("language", _language(text))
        return entry


def _json_lines(path: Path) -> Iterator[tuple[int, Any]]:
    try:
        small = path.stat().st_size <= LARGEST_FILE
    except OSError:
        small = False  # read_lines says what is wrong
    if not small:
        yield from read_lines(path)
        return
    for number, line in enumerate(text_in(path).split("\n"), start=1):
        if line.strip():
            yield number, parse_line(line.strip().encode(), path.name, number)


def _document(path: Path, kind: EntryKind | None) -> Entry:
    text = document_text(path)
    front = _FRONT.match(text) if path.suffix.lower() in {".md", ".markdown"} else None
    told = parse_yaml(front.group(1), path.name) if front else {}
    told = {key: told[key] for key in Entry.model_fields if key in told} if isinstance(told, dict) else {}
    if front:
        text = text[front.end() :].strip()
    first = first_words(text)
    data = {
        "id": _id_of(path.stem),
        "kind": kind or _kind_of(f"{path.stem}\n{first}"),
        "title": first[:_TITLE],
        "language": _language(text),
        "source": path.name,
        **told,
        "text": text,
    }
    return to_record(Entry, data, file=path.name)


def _kind_of(name: str) -> str:
    """Return what a document calls itself in its file's name or its first line; a statement where it does not say."""
    plain = name.casefold()
    for kind, words in kinds_by_name().items():
        if any(word.casefold() in plain for word in words):
            return kind
    return "statement"


def _empty(path: Path) -> KnowledgeFileError:
    return KnowledgeFileError(
        path.name, None, None, zh="里面没有一条记录。", en="there is not one record in it."
    )


def _language(text: str) -> str:
    return "zh" if len(_HAN.findall(text)) * 5 > len(text) else "en"


def _id_of(name: str, more: str = "") -> str:
    """Return an id for what is called `name`; `more` tells it from another of the same name."""
    slug = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:_TITLE].strip("-")
    # A name in Chinese leaves nothing, or a stray figure, that could be an id.
    if re.search(r"[a-z]{3}", slug) and not _HAN.search(name):
        return f"{slug}-{more}" if more else slug
    return f"own-{hashlib.sha256(f'{name}{more}'.encode()).hexdigest()[:10]}"
