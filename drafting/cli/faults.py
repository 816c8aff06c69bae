"""What goes wrong with one file while the others go on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from drafting.cli.reader import reader_language
from drafting.errors import CandorError


class Faults:
    """The errors met so far, each told once on standard error.

    Attributes:
        exit_code: what the command ends with because of them; 0 where there are none.
        messages: what was told.
    """

    def __init__(self) -> None:
        self.exit_code = 0
        self.messages: list[str] = []

    @contextmanager
    def caught(self) -> Iterator[None]:
        """Tell of an expected error in the block, and go on behind it."""
        try:
            yield
        except CandorError as error:
            self.add(error)

    def add(self, error: CandorError) -> None:
        """Tell of an error."""
        message = error.in_language(reader_language())
        self.exit_code = max(self.exit_code, error.exit_code)
        if message not in self.messages:
            self.messages.append(message)
            print(message, file=sys.stderr)
