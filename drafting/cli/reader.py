"""Who reads the command line's messages: the language, and how something is said on standard error."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from drafting.errors import InputError
from drafting.messages import Language, language_of, say


def reader_language(about: Language | None = None) -> Language:
    """Return the language of messages: `CANDOR_LANGUAGE`, else the locale, else that of what it is about, else Chinese.

    A locale that names no language of ours (C, POSIX, de_DE) says nothing.

    Args:
        about: the language of the text, the brief or the question at hand.
    """
    named = os.environ.get("CANDOR_LANGUAGE")
    if named:
        return language_of(named)
    locale = next((os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), "")
    if locale.lower().startswith(("en", "zh")):
        return language_of(locale)
    return about or "zh"


def tell(key: str, *, about: Language | None = None, **fields: object) -> None:
    """Say a message to the reader on standard error; `about` is the language of what it is about."""
    print(say(key, reader_language(about), **fields), file=sys.stderr)


def notice(text: str) -> None:
    """Pass a notice on to the reader on standard error."""
    print(f"· {text}", file=sys.stderr)


def standard_input() -> str:
    """Return what stands on standard input, as UTF-8 text.

    Raises:
        InputError: it is not UTF-8 text.
    """
    try:
        return sys.stdin.buffer.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("cli.not_text", path="-") from error


def text_of(path: Path) -> str:
    """Return a file's text as it stands (line ends kept), or that of standard input for `-`.

    Raises:
        InputError: the file cannot be read or is not UTF-8 text.
    """
    if str(path) == "-":
        return standard_input()
    try:
        return path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("cli.not_text", path=path) from error
    except OSError as error:
        raise InputError("cli.cannot_read", path=path, reason=error) from error
