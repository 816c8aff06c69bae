"""What `candor review` does with several texts, and with what it may put right: compare, show, write."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.brief import Brief
from drafting.cli.faults import Faults
from drafting.cli.judging import Text
from drafting.cli.reader import tell
from drafting.cli.targets import STANDARD_INPUT
from drafting.errors import InputError
from drafting.review_output import Reviewed
from drafting.statement import Finding

if TYPE_CHECKING:
    from drafting.comparison import Comparison


def compared(
    texts: Sequence[Text], brief: Brief | None, wanted: bool | None
) -> tuple[Comparison | None, Sequence[Sequence[Finding]]]:
    """Return the grid of several texts and the findings of comparing them, where that is wanted or makes sense."""
    unasked = wanted is None
    if wanted is None:
        pair = len(texts) == 2 and texts[0].language != texts[1].language
        wanted = brief is not None or pair
    if not wanted or len(texts) < 2:
        return None, [()] * len(texts)
    from drafting.comparison import compare

    grid, found = compare([(text.document.name, text.words, text.language) for text in texts], brief)
    if unasked and brief is None and not _are_versions(grid):
        tell("comparison.unlike", first=texts[0].document.name, second=texts[1].document.name)
        return None, [()] * len(texts)
    return grid, found


_SHARED = 0.25
"""The share of claims that two versions of one statement have in common at the least (ours)."""


def _are_versions(grid: Comparison) -> bool:
    """Whether a Chinese and an English text tell of one thing: a folder may hold two of two incidents."""
    shared = sum(all(cell.status == "present" for cell in row.cells) for row in grid.rows)
    return shared >= _SHARED * len(grid.rows)


def differences(reviewed: Sequence[Reviewed]) -> Iterator[str]:
    """Yield the diff of each text that would be put right."""
    from drafting.fixing import difference, fix

    for item in reviewed:
        yield difference(item.path, item.text, fix(item.text, item.review.findings).text)


def write_fixed(texts: Sequence[Text], reviewed: Sequence[Reviewed], faults: Faults) -> bool:
    """Put right what can be in each file, keep the original beside it, and say so.

    A Word document or standard input cannot be put right in its place, and a file may not be writable: that is a
    fault of this text, and the others go on.

    Returns:
        Whether any text changed.
    """
    changed = False
    for text, item in zip(texts, reviewed, strict=True):
        with faults.caught():
            if text.path == STANDARD_INPUT:
                raise InputError("fixing.not_in_place", path=text.document.name)
            changed |= _put_right(text, item)
    return changed


def _put_right(text: Text, item: Reviewed) -> bool:
    from drafting.export import write_whole
    from drafting.fixing import fix

    fixed = fix(item.text, item.review.findings)
    if not fixed.applied:
        return False
    if not text.document.is_text:
        raise InputError("fixing.not_in_place", path=text.document.name)
    path = text.path
    mode = path.stat().st_mode
    kept = _unused(path)
    write_whole(kept, path.read_bytes())
    write_whole(path, text.document.encoded(fixed.text))
    path.chmod(mode)
    tell("fixing.done", path=path, count=len(fixed.applied), kept=kept)
    return True


def _unused(path: Path) -> Path:
    """Return a name for the original that overwrites no earlier one."""
    kept, number = path.with_name(path.name + ".orig"), 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.orig{number}")
    return kept
