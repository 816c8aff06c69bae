"""Usage errors in the reader's language: the command-line library words them in English only."""

from __future__ import annotations

import re

from typer import BadParameter, TyperException

from drafting.messages import Language, say

_WORDINGS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (key, re.compile(pattern, re.DOTALL))
    for key, pattern in (
        ("no_such_option", r"No such option: (?P<name>\S+)"),
        ("no_such_command_near", r"No such command '(?P<name>.*?)'\. Did you mean (?P<near>.*)\?"),
        ("no_such_command", r"No such command '(?P<name>.*?)'\."),
        ("too_many", r"Got unexpected extra argument(?:\(s\)|s)? \((?P<words>.*)\)"),
        ("needs_value", r"Option '?(?P<name>[\w-]+)'? requires an? ?(?:\d+ )?arguments?\.?"),
        ("takes_no_value", r"Option '?(?P<name>[\w-]+)'? does not take a value\.?"),
        ("no_command", r"Missing command\."),
        ("not_one_of", r"(?:Value error, )?'(?P<value>.*)' is not one of (?P<allowed>.*)\."),
        ("no_integer", r"Input should be a valid integer.*"),
        ("too_small", r"Input should be greater than or equal to (?P<limit>\S+)"),
        ("too_large", r"Input should be less than or equal to (?P<limit>\S+)"),
    )
)
"""How the library words each error, since it keeps no other record of what was wrong."""


def told(error: TyperException, language: Language) -> str:
    """Return what is wrong with a command line and where its help is; help that was asked for stays as it is."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        return error.format_message()
    lines = [_problem(error, language)]
    command = "candor"
    if context is not None:
        command = context.command_path
        usage = context.get_usage().removeprefix("Usage: ").strip()
        lines.append(say("usage.usage", language, usage=usage))
    return "\n".join([*lines, say("usage.help", language, command=command)])


def _problem(error: TyperException, language: Language) -> str:
    where = _where(error)
    if type(error).__name__ == "MissingParameter":
        return say("usage.missing", language, where=where)
    for key, wording in _WORDINGS:
        found = wording.fullmatch(error.message)
        if found:
            said = {name: value.replace("'", "") for name, value in found.groupdict().items()}
            return say(f"usage.{key}", language, where=where, **said)
    if where:
        return say("usage.wrong_value", language, where=where, reason=error.message)
    return say("usage.other", language, reason=error.format_message())


def _where(error: TyperException) -> str:
    """Return the option or argument that an error is about."""
    if not isinstance(error, BadParameter):
        return ""
    hint = error.param_hint or (error.param.get_error_hint() if error.param is not None else "")
    return str(hint if isinstance(hint, str) else " / ".join(hint)).replace("'", "")
