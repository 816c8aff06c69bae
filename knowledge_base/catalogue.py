"""What the knowledge base holds: the shipped entries, and the organisation's own beside them.

An overlay folder has the same folders as the shipped one (`cases/`, `principles/`, `theory/`); an entry with
the id of a shipped one replaces it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from knowledge_base.errors import KnowledgeFileError
from knowledge_base.reading import parse_yaml, read_record, read_text
from knowledge_base.records import Case, Principle
from knowledge_base.sources import SHIPPED, own_case_files, shipped_case_files, written_in


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
    return tuple(_own_cases(overlay).values())


@cache
def _shipped_cases() -> tuple[Case, ...]:
    return tuple(text.read() for path in shipped_case_files() for text in written_in(path, own=False))


def _own_cases(overlay: Path) -> dict[str, Case]:
    own: dict[str, Case] = {}
    where: dict[str, str] = {}
    for path in own_case_files(overlay):
        for text in written_in(path):
            case = text.read()
            if case.id in own:
                raise text.twice(case.id, where[case.id])
            own[case.id] = case
            where[case.id] = text.file
    return own


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
