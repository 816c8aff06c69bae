"""A baseline: what is known to stand in old texts, so that only what is new is reported.

A finding is known by its rule and the sentence it stands in, not by its line: text may move. How often counts.
"""

from __future__ import annotations

import json
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from drafting.errors import InputError, StoreError
from drafting.sentences import sentence_spans
from drafting.statement import Finding

_VERSION = 1


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid")

    path: str
    rule: str
    sentence: str
    count: int = Field(ge=1)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    version: Literal[1]
    findings: list[_Entry]


Key = tuple[str, str]
"""A rule, and the fingerprint of a sentence."""


def keys_of(findings: Iterable[Finding], text: str) -> list[Key]:
    """Return the key of each finding; its place counts in `text`."""
    spans = sentence_spans(text)
    keys = []
    for finding in findings:
        touched = [text[s.start : s.end] for s in spans if s.start < finding.end and finding.start < s.end]
        keys.append((finding.rule, _fingerprint("".join(touched))))
    return keys


def _fingerprint(sentence: str) -> str:
    """Return what a sentence has in common with itself in another width, case or spacing."""
    folded = "".join(unicodedata.normalize("NFKC", sentence).casefold().split())
    return blake2b(folded.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()


@dataclass
class Baseline:
    """Known findings of files, by their path relative to the baseline's folder."""

    path: Path
    known: dict[str, Counter[Key]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Return the baseline in a file.

        Raises:
            InputError: it cannot be read, or is no baseline.
        """
        try:
            loaded = _File.model_validate_json(path.read_bytes())
        except OSError as error:
            raise InputError("cli.cannot_read", path=path, reason=error) from error
        except ValidationError:
            raise InputError("project.no_baseline", path=path) from None
        known: dict[str, Counter[Key]] = {}
        for entry in loaded.findings:
            known.setdefault(entry.path, Counter())[(entry.rule, entry.sentence)] += entry.count
        return cls(path, known)

    def name_of(self, file: Path | None) -> str:
        """Return the name under which a file is known; nothing is standard input."""
        if file is None:
            return "-"
        return Path(os.path.relpath(file.resolve(), self.path.resolve().parent)).as_posix()

    def new_in(self, found: Mapping[str, Sequence[Key]]) -> tuple[dict[str, list[bool]], int]:
        """Return for each finding of each file whether it is new, and how many entries are stale.

        What is known of a file that is gone stands for a file of another name (it was renamed). An entry is stale
        where its file was read, or is gone, and the finding is not there any more.
        """
        left = {name: Counter(keys) for name, keys in self.known.items()}
        news = {name: [not _take(left.get(name), key) for key in keys] for name, keys in found.items()}
        gone = [name for name in left if name not in found and not self._is_there(name)]
        for name, keys in found.items():
            for place, key in enumerate(keys):
                if news[name][place] and any(_take(left[other], key) for other in gone):
                    news[name][place] = False
        stale = sum(left[name].total() for name in left if name in found or name in gone)
        return news, stale

    def written_with(self, found: Mapping[str, Sequence[Key]]) -> None:
        """Write the baseline anew for the files that were read; those that were not keep what is known of them.

        Raises:
            StoreError: it could not be written.
        """
        kept = {n: keys for n, keys in self.known.items() if n not in found and self._is_there(n)}
        known = {**kept, **{name: Counter(keys) for name, keys in found.items()}}
        entries = [
            {"path": name, "rule": rule, "sentence": sentence, "count": count}
            for name in sorted(known)
            for (rule, sentence), count in sorted(known[name].items())
        ]
        lines = ",\n".join("    " + json.dumps(entry, ensure_ascii=False) for entry in entries)
        text = f'{{\n  "version": {_VERSION},\n  "findings": [\n{lines}\n  ]\n}}\n'
        try:
            self.path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise StoreError("cli.cannot_write", path=self.path, reason=error) from error

    def _is_there(self, name: str) -> bool:
        return name == "-" or (self.path.resolve().parent / name).is_file()


def _take(left: Counter[Key] | None, key: Key) -> bool:
    if left is None or not left[key]:
        return False
    left[key] -= 1
    return True
