"""What the knowledge base holds: the shipped entries, and the organisation's own beside them.

An overlay folder has the same folders as the shipped one (`cases/`, `principles/`, `theory/`); an entry with
the id of a shipped one replaces it.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from knowledge_base.errors import KnowledgeFileError
from knowledge_base.reading import parse_yaml, read_lines, read_record, read_text, to_record
from knowledge_base.records import Case, Principle

SHIPPED = Path(str(files(__package__)))
"""The folder of the shipped entries."""


def load_cases(overlay: Path | None = None) -> tuple[Case, ...]:
    """Return the shipped cases with the organisation's own, in the order of their ids.

    Args:
        overlay: a folder with `cases/*.yaml` and `cases/*.jsonl` of the organisation's own.

    Raises:
        KnowledgeFileError: a file is wrong; the message names file, line and field.
    """
    cases = {case.id: case for case in _shipped_cases()}
    if overlay is not None:
        cases.update((case.id, case) for case in own_cases(overlay))
    return tuple(cases[key] for key in sorted(cases))


def own_cases(overlay: Path) -> tuple[Case, ...]:
    """Return the organisation's own cases only.

    Raises:
        KnowledgeFileError: a file is wrong; the message names file, line and field.
    """
    return tuple(_own_cases(overlay / "cases").values())


@cache
def _shipped_cases() -> tuple[Case, ...]:
    cases = []
    for path in shipped_case_files():
        case = read_record(Case, path)
        if case.id != path.stem:
            raise KnowledgeFileError(
                path.name, 1, "id", zh="编号要与文件名一致。", en="the id must be the file's name."
            )
        cases.append(case)
    return tuple(cases)


def _own_cases(folder: Path) -> dict[str, Case]:
    own: dict[str, Case] = {}
    where: dict[str, str] = {}

    def keep(case: Case, file: str, line: int | None) -> None:
        if case.id in own:
            raise KnowledgeFileError(
                file,
                line,
                "id",
                zh=f"编号 {case.id} 已在 {where[case.id]} 中用过。",
                en=f"the id {case.id} is already used in {where[case.id]}.",
            )
        own[case.id] = case.model_copy(update={"house": True})
        where[case.id] = file

    for path in sorted(folder.glob("*.yaml")):
        keep(read_record(Case, path), path.name, 1)
    for path in sorted(folder.glob("*.jsonl")):
        for line, data in read_lines(path):
            keep(to_record(Case, data, file=path.name, line=line), path.name, line)
    return own


def shipped_case_files() -> tuple[Path, ...]:
    """Return the files of the shipped cases, in a fixed order."""
    return tuple(sorted((SHIPPED / "cases").glob("*.yaml")))


def own_case_files(overlay: Path | None) -> tuple[Path, ...]:
    """Return the files of the organisation's own cases, in a fixed order."""
    if overlay is None:
        return ()
    return tuple(sorted([*(overlay / "cases").glob("*.yaml"), *(overlay / "cases").glob("*.jsonl")]))


def load_principles(overlay: Path | None = None) -> tuple[Principle, ...]:
    """Return the principles, in the order of their names.

    Raises:
        KnowledgeFileError: a file is wrong; the message names file, line and field.
    """
    found: dict[str, Principle] = {}
    for folder in (SHIPPED, overlay):
        if folder is not None:
            for path in sorted((folder / "principles").glob("*.yaml")):
                principle = read_record(Principle, path)
                found[principle.name] = principle
    return tuple(found[name] for name in sorted(found))


def load_theory(name: str, overlay: Path | None = None) -> dict[str, Any]:
    """Return the theory file `name` (such as `scct`, `channels`) as it is written; every scalar is a string.

    Raises:
        KnowledgeFileError: there is no such file, or it is not a mapping.
    """
    own = overlay / "theory" / f"{name}.yaml" if overlay is not None else None
    path = own if own is not None and own.is_file() else SHIPPED / "theory" / f"{name}.yaml"
    data = parse_yaml(read_text(path), path.name)
    if not isinstance(data, dict):
        raise KnowledgeFileError(path.name, 1, None, zh="应为“键: 值”的形式。", en="it must be a mapping.")
    return data


def theory_names(overlay: Path | None = None) -> tuple[str, ...]:
    """Return the names of the theory files there are."""
    folders = [SHIPPED] if overlay is None else [SHIPPED, overlay]
    return tuple(sorted({path.stem for folder in folders for path in (folder / "theory").glob("*.yaml")}))
