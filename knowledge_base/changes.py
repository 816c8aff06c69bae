"""What must be put into an index and taken out of it, so that it holds what the files say.

Only files that changed are read, and of those only the cases whose text is new: among 100,000 cases, reading all
of them took 13 s of the 15 that one more case cost.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from knowledge_base.contents import Contents
from knowledge_base.records import Case
from knowledge_base.sources import Stamp, Written, own_case_stamps, shipped_case_files, written_in


@dataclass(frozen=True, slots=True)
class Put:
    """A case to be put in, with the file that it comes from and the hash of its text there."""

    case: Case
    file: str
    digest: str


@dataclass(frozen=True, slots=True)
class Changes:
    """Cases to be put in, numbers to be taken out, and the stamps of the files that were compared."""

    put: list[Put]
    drop: list[int]
    stamps: Mapping[str, Stamp]

    @classmethod
    def between(cls, contents: Contents, overlay: Path | None) -> Changes:
        """Return what has changed since an open index was made; all there is for one that is empty.

        Raises:
            KnowledgeFileError: a file that changed is wrong; the message names file, line and field.
            KnowledgeStoreError: the index or a file cannot be read.
        """
        own = _Own(contents, own_case_stamps(overlay))
        put, drop = [*own.put], set(own.drop)
        shipped = [text for path in shipped_case_files() for text in written_in(path, own=False)]
        rows = contents.standing([Path(text.file).stem for text in shipped])
        for text in shipped:
            case_id = Path(text.file).stem
            row = rows.get(case_id)
            replaced = case_id in own.ids or (row is not None and row.own and row.n not in drop)
            if row is not None and not row.own:
                if not replaced and row.digest == text.digest:
                    continue
                drop.add(row.n)
            if not replaced:
                put.append(Put(text.read(), text.file, text.digest))
        kept = {text.file for text in shipped}
        drop |= {row.n for row in contents.rows_of(own=False) if row.file not in kept}
        return cls(sorted(put, key=lambda p: p.case.id), sorted(drop), own.stamps)


class _Own:
    """What has changed among the organisation's own cases; `ids` are those of the files that were compared."""

    def __init__(self, contents: Contents, now: Mapping[Path, Stamp]) -> None:
        self.stamps = {path.name: stamp for path, stamp in now.items()}
        self.put: list[Put] = []
        self.ids: dict[str, str] = {}
        before = contents.stamps()
        changed = [path for path in now if before.get(path.name) != self.stamps[path.name]]
        looked_at = {path.name for path in changed} | (before.keys() - self.stamps.keys())
        held = {
            (row.file, row.digest): row
            for name in sorted(looked_at)
            for row in contents.rows_of(own=True, file=name)
        }
        self.drop = {row.n for row in held.values()}
        read: list[tuple[Case, Written]] = []
        for path in changed:
            for text in written_in(path):
                row = held.get((text.file, text.digest))
                if row is not None:
                    self.drop.discard(row.n)
                else:
                    read.append((text.read(), text))
                case_id = row.id if row is not None else read[-1][0].id
                if case_id in self.ids:
                    raise text.twice(case_id, self.ids[case_id])
                self.ids[case_id] = text.file
        elsewhere = contents.standing([case.id for case, _ in read])
        for case, text in read:
            row = elsewhere.get(case.id)
            if row is not None and row.own and row.n not in self.drop:
                raise text.twice(case.id, row.file)
            self.put.append(Put(case, text.file, text.digest))
