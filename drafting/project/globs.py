"""Patterns for files: `*` and `?` inside one folder, `**` over several; a pattern without `/` fits at any depth."""

from __future__ import annotations

import re
from functools import cache


def matches(pattern: str, path: str) -> bool:
    """Whether a path (relative, with `/`) fits a pattern; a pattern that ends in `/` covers all below the folder."""
    return _compiled(pattern).fullmatch(path) is not None


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    whole = pattern + "**" if pattern.endswith("/") else pattern
    if "/" not in pattern:
        whole = "**/" + whole
    pieces = re.split(r"(\*\*/|\*\*|\*|\?)", whole.removeprefix("./").removeprefix("/"))
    meant = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile("".join(meant.get(piece, re.escape(piece)) for piece in pieces))
