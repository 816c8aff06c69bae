"""What the tests of the command line work on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
"""A call of the program: exit code, standard output, standard error."""


def put(name: str, text: str | bytes) -> Path:
    """Write a file below the present folder, with the folders that it needs."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
