"""Cases as the files have them, not read yet: what tells a changed one without reading all the others."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from knowledge_base.errors import KnowledgeFileError, KnowledgeStoreError, refusal
from knowledge_base.reading import parse_line, parse_yaml, read_text, to_record, unread_lines
from knowledge_base.records import Case

SHIPPED = Path(str(files(__package__)))
"""The folder of the shipped entries."""
Stamp = tuple[int, int]
"""Size in bytes and time of the last change in nanoseconds, by which a file that changed is told."""


@dataclass(frozen=True, slots=True)
class Written:
    """The text of one case, where it stands, and whether it is the organisation's own."""

    file: str
    line: int | None
    text: bytes
    own: bool

    @property
    def digest(self) -> str:
        """The hash of the text, by which a case that changed is told."""
        return hashlib.blake2b(self.text, digest_size=16).hexdigest()

    def read(self) -> Case:
        """Return the case.

        Raises:
            KnowledgeFileError: it is not one; the message names file, line and field.
        """
        if self.line is not None:
            data = parse_line(self.text, self.file, self.line)
            case = to_record(Case, data, file=self.file, line=self.line)
        else:
            text = self.text.decode("utf-8")
            case = to_record(Case, parse_yaml(text, self.file), file=self.file, text=text)
        if not self.own and f"{case.id}.yaml" != self.file:
            raise KnowledgeFileError(
                self.file, 1, "id", zh="编号要与文件名一致。", en="the id must be the file's name."
            )
        return case.model_copy(update={"house": True}) if self.own else case

    def twice(self, case_id: str, other: str) -> KnowledgeFileError:
        """Return the error that says that another file has this id too."""
        return KnowledgeFileError(
            self.file,
            self.line or 1,
            "id",
            zh=f"编号 {case_id} 已在 {other} 中用过。",
            en=f"the id {case_id} is already used in {other}.",
        )


def shipped_case_files() -> tuple[Path, ...]:
    """Return the files of the shipped cases, in a fixed order."""
    return tuple(sorted((SHIPPED / "cases").glob("*.yaml")))


def own_case_files(overlay: Path | None) -> tuple[Path, ...]:
    """Return the files of the organisation's own cases, in a fixed order: YAML before JSONL."""
    if overlay is None:
        return ()
    folder = overlay / "cases"
    return (*sorted(folder.glob("*.yaml")), *sorted(folder.glob("*.jsonl")))


def own_case_stamps(overlay: Path | None) -> dict[Path, Stamp]:
    """Return the stamps of the files of the organisation's own cases.

    Raises:
        KnowledgeStoreError: a file cannot be looked at.
    """
    try:
        return {
            path: (told.st_size, told.st_mtime_ns)
            for path in own_case_files(overlay)
            for told in (path.stat(),)
        }
    except OSError as error:
        raise unreadable(error) from error


def unreadable(error: OSError) -> KnowledgeStoreError:
    """Return the error that says that case files cannot be read."""
    return KnowledgeStoreError(
        f"案例文件读不了（{refusal(error).zh}）。", f"the case files cannot be read ({refusal(error).en})."
    )


def written_in(path: Path, *, own: bool = True) -> Iterator[Written]:
    """Yield the cases of a file: one in YAML, one a line in JSONL.

    Raises:
        KnowledgeFileError: the file cannot be read.
    """
    if path.suffix == ".yaml":
        yield Written(path.name, None, read_text(path).encode(), own)
        return
    for line, text in unread_lines(path):
        yield Written(path.name, line, text, own)
