"""Regular expressions that are compiled when they are first used.

A reader of facts knows some hundred expressions in two languages, of which one text meets a part; compiling them all
would take longer than reading the text.
"""

from __future__ import annotations

import re
from typing import Any, cast


class _LatePattern:
    """Stands for a compiled pattern; what is asked of it once is kept, so that later uses cost nothing more."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        found = getattr(re.compile(self.pattern, self._flags), name)
        setattr(self, name, found)
        return found


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern that `re` compiles at its first use, where it raises what `re.compile` raises."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))
