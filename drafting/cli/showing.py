"""What `candor review` prints, or writes to the file that was asked for."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

from drafting.cli.reader import reader_language, tell
from drafting.messages import Language
from drafting.review_output import Format, Reviewed, rendered
from drafting.review_output.records import as_json_with_grid

if TYPE_CHECKING:
    from drafting.comparison.records import Comparison


@dataclass(frozen=True)
class Shown:
    """Reviewed texts, what is to be said of files that could not be, the grid of comparing, and the texts' language."""

    reviewed: tuple[Reviewed, ...]
    unread: tuple[str, ...] = ()
    several: bool = False
    grid: Comparison | None = None
    about: Language | None = None

    def give(self, output: Format, out: Path | None = None, *, as_document: bool = False) -> None:
        """Print the reviews, or write them to `out`.

        Raises:
            StoreError: the file could not be written.
        """
        give(self._text(output, to_file=out is not None, as_document=as_document), out)

    def _text(self, output: Format, *, to_file: bool, as_document: bool) -> str:
        if output == "json" and as_document:
            return as_json_with_grid(self.reviewed, self.grid)
        language = reader_language(self.about)
        colour = not to_file and sys.stdout.isatty() and not os.environ.get("NO_COLOR")
        text = rendered(
            self.reviewed,
            output,
            language,
            colour=colour,
            several=self.several,
            unread=self.unread,
        )
        if self.grid is not None and output == "text":
            from drafting.comparison import as_table

            width = get_terminal_size((100, 24)).columns
            text += "\n" + as_table(self.grid, language, width=width, colour=colour)
        return text


def give(text: str, out: Path | None) -> None:
    """Print a text, or write it to a file and say so.

    Raises:
        StoreError: the file could not be written.
    """
    if out is None:
        sys.stdout.write(text)
        return
    from drafting.export import write_whole

    write_whole(out, text.encode("utf-8", "backslashreplace"))
    tell("cli.written", path=out)
