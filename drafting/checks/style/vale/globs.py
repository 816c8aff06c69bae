"""The file patterns of `.vale.ini`."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import regex


def glob_matches(pattern: str, path: str) -> bool:
    """Whether a path, as given, fits a pattern: `*` crosses `/` unless the pattern holds `**`; a leading `!` negates."""
    negated = pattern.startswith("!")
    expression = _compiled(pattern.removeprefix("!"))
    plain = path.removeprefix("./")
    return (expression.fullmatch(plain) is not None or expression.fullmatch(path) is not None) is not negated


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    layered = "**" in pattern
    out, position, depth = [], 0, 0
    while position < len(pattern):
        rest = pattern[position:]
        step = 1
        if rest.startswith("**/"):
            piece, step = "(?:.*/)?", 3
        elif rest.startswith("**"):
            piece, step = ".*", 2
        elif rest[0] == "*":
            piece = "[^/]*" if layered else ".*"
        elif rest[0] == "?":
            piece = "[^/]" if layered else "."
        elif rest[0] == "{":
            piece, depth = "(?:", depth + 1
        elif rest[0] == "}" and depth:
            piece, depth = ")", depth - 1
        elif rest[0] == "," and depth:
            piece = "|"
        elif rest[0] == "[" and "]" in rest[2:]:
            step = rest.index("]", 2) + 1
            body = rest[1 : step - 1].replace("\\", "\\\\").replace("[", "\\[")
            piece = "[" + ("^" + body[1:] if body[:1] in "!^" else body) + "]"
        elif rest[0] == "\\" and len(rest) > 1:
            piece, step = regex.escape(rest[1]), 2
        else:
            piece = regex.escape(rest[0])
        out.append(piece)
        position += step
    return regex.compile("".join(out) + ")" * depth, regex.DOTALL)
