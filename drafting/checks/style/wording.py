"""A rule's message template, filled as Go's printf fills it."""

from __future__ import annotations

import re

_VERB = re.compile(r"%(?:\[(?P<index>\d+)\])?[+\-# 0]*\d*(?:\.(?P<places>\d+))?(?P<verb>[%a-zA-Z])")
_QUOTED_LIST = re.compile(r"'[^']*'(?:, '[^']*')*,? or '[^']*'")

Argument = str | int | float


def filled(template: str, arguments: tuple[Argument, ...]) -> str:
    """Return `template` with its placeholders (`%s`, `%d`, `%[2]s`, `%%`) replaced, on one line.

    A placeholder without an argument leaves nothing; an argument without a placeholder is dropped.
    """
    taken = 0

    def value(match: re.Match[str]) -> str:
        nonlocal taken
        if match["verb"] == "%":
            return "%"
        if match["index"]:
            taken = int(match["index"]) - 1
        argument = arguments[taken] if taken < len(arguments) else ""
        taken += 1
        if isinstance(argument, float):
            return f"{argument:.{match['places'] or 2}f}"
        return str(argument)

    text = _VERB.sub(value, template) if "%" in template else template
    if any(isinstance(argument, str) and _QUOTED_LIST.fullmatch(argument) for argument in arguments):
        text = text.replace("''", "'")
    return text.replace("\n", " ")


def listed(options: tuple[str, ...]) -> str:
    """Return several replacements as one phrase: `'a', 'b', or 'c'`."""
    if len(options) == 1:
        return options[0]
    quoted = [f"'{option}'" for option in options]
    if len(quoted) == 2:
        return " or ".join(quoted)
    return ", ".join(quoted[:-1]) + ", or " + quoted[-1]
