"""The command line: thin; each command's module is imported only when it is called, so that `review` starts at once."""

from __future__ import annotations

import drafting.cli.environment  # noqa: F401 - read by the libraries that are imported below

# isort: split
import sys
from collections.abc import Sequence
from importlib import import_module
from io import TextIOWrapper

import typer
from typer.main import get_command

from drafting.cli.reader import reader_language
from drafting.cli.usage import told
from drafting.errors import CandorError
from drafting.messages import say

COMMANDS = ("draft", "review", "batch", "brief", "kb", "rules", "serve", "doctor")
"""Each is a module of this package whose `app` is mounted under its name."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 findings, 2 bad input or usage, 3 something out of reach."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        command = get_command(_assembled(given))
        if reader_language() == "zh" and _shows_help(given):
            from drafting.cli.help_texts import in_chinese

            in_chinese(command)
        ended = command(args=given, prog_name="candor", standalone_mode=False)
    except CandorError as error:
        print(error.in_language(reader_language()), file=sys.stderr)
        sys.exit(error.exit_code)
    except typer.TyperException as error:
        print(told(error, reader_language()), file=sys.stderr)
        sys.exit(error.exit_code)
    except typer.Abort:
        print(say("cli.interrupted", reader_language()), file=sys.stderr)
        sys.exit(1)
    sys.exit(ended if isinstance(ended, int) else 0)


def _shows_help(given: Sequence[str]) -> bool:
    """Whether help will be shown: it is asked for, or a command that has others under it is given alone."""
    return len(given) < 2 or bool({"-h", "--help"}.intersection(given))


def _assembled(given: Sequence[str]) -> typer.Typer:
    app = typer.Typer(
        name="candor",
        no_args_is_help=True,
        add_completion=False,
        help=say("cli.help", reader_language()),
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_version)
    asked = next((word for word in given if not word.startswith("-")), "")
    for name in COMMANDS:
        if asked in COMMANDS and name != asked:
            continue
        module = import_module(f"drafting.cli.{name}")
        if hasattr(module, "command"):
            app.command(name, help=say(f"cli.{name}", reader_language()))(module.command)
        else:
            app.add_typer(module.app, name=name, help=say(f"cli.{name}", reader_language()))
    return app


def _version(context: typer.Context, *, version: bool = typer.Option(False, "--version", "-V")) -> None:
    if version:
        from importlib.metadata import version as installed

        print(f"candor {installed('candor-desk')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        print(context.get_help())
