"""A progress bar on standard error, where a person looks at it and there is something to wait for."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TypeVar

from drafting.cli.reader import reader_language
from drafting.messages import say

_Item = TypeVar("_Item")
_WORTH_IT = 4
"""Fewer files than this are done before a bar could be read."""


def each_with_progress(items: Sequence[_Item]) -> Iterator[_Item]:
    """Yield every item, with a bar that is gone when all are done."""
    if len(items) < _WORTH_IT or not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, description=say("cli.review_label", reader_language()))
