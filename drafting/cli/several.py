"""What `candor review` does with several texts, and with what it may put right: compare, show, write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from drafting.brief import Brief
from drafting.cli.reader import tell
from drafting.errors import InputError
from drafting.messages import Language
from drafting.review_output import Reviewed
from drafting.reviewing import language_in
from drafting.statement import Finding

if TYPE_CHECKING:
    from drafting.comparison import Comparison

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_NOT_TEXT = frozenset({".docx"})


def name_of(path: Path) -> str:
    """Return the name that a text goes by."""
    return "stdin" if str(path) == "-" else str(path)


def compared(
    texts: Mapping[Path, str], brief: Brief | None, language: Language | None, wanted: bool | None
) -> tuple[Comparison | None, Sequence[Sequence[Finding]]]:
    """Return the grid of several texts and the findings of comparing them, where that is wanted or makes sense."""
    given = [(name_of(path), text, language or language_in(text)) for path, text in texts.items()]
    if wanted is None:
        pair = len(given) == 2 and given[0][2] != given[1][2]
        wanted = brief is not None or pair
    if not wanted or len(given) < 2:
        return None, [()] * len(given)
    from drafting.comparison import compare

    return compare(given, brief)


def differences(reviewed: Sequence[Reviewed]) -> Iterator[str]:
    """Yield the diff of each text that would be put right."""
    from drafting.fixing import difference, fix

    for item in reviewed:
        yield difference(item.path, item.text, fix(item.text, item.review.findings).text)


def check_writable(texts: Mapping[Path, str]) -> None:
    """Refuse what cannot be put right in its place.

    Raises:
        InputError: a Word document, or standard input.
    """
    for path in texts:
        if str(path) == "-" or path.suffix.lower() in _NOT_TEXT:
            raise InputError("fixing.not_in_place", path=path)


def write_fixed(texts: dict[Path, str], reviewed: Sequence[Reviewed]) -> bool:
    """Put right what can be in each file (and in `texts`), keep the original beside it, and say so.

    Returns:
        Whether any text changed.

    Raises:
        StoreError: a file could not be written; those before it are whole.
    """
    from drafting.export import write_whole
    from drafting.fixing import fix

    changed = False
    for path, item in zip(list(texts), reviewed, strict=True):
        fixed = fix(item.text, item.review.findings)
        if not fixed.applied:
            continue
        original, mode = path.read_bytes(), path.stat().st_mode
        kept = _unused(path)
        write_whole(kept, original)
        mark = _BYTE_ORDER_MARK if original.startswith(_BYTE_ORDER_MARK) else b""
        write_whole(path, mark + fixed.text.encode())
        path.chmod(mode)
        texts[path], changed = fixed.text, True
        tell("fixing.done", path=path, count=len(fixed.applied), kept=kept)
    return changed


def _unused(path: Path) -> Path:
    """Return a name for the original that overwrites no earlier one."""
    kept, number = path.with_name(path.name + ".orig"), 1
    while kept.exists():
        number += 1
        kept = path.with_name(f"{path.name}.orig{number}")
    return kept
