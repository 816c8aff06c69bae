"""The command line: thin; each command's module is imported only when it is called, so that `review` starts at once."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module

import typer
from typer.main import get_command

from drafting.cli.reader import reader_language
from drafting.errors import CandorError
from drafting.messages import say

COMMANDS = ("draft", "review", "batch", "brief", "kb", "rules", "serve", "doctor")
"""Each is a module of this package whose `app` is mounted under its name."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 findings, 2 bad input or usage, 3 something out of reach."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    sys.exit(run(given))


def run(given: list[str]) -> int:
    """Run one command and return its exit code; an expected error is told in one sentence."""
    import click

    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        result = get_command(_assembled(given))(args=given, prog_name="candor", standalone_mode=False)
    except CandorError as error:
        return _told(error.in_language(reader_language()), error.exit_code)
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (KeyboardInterrupt, click.Abort):
        return _told(say("cli.interrupted", reader_language()), 130)
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return result if isinstance(result, int) else 0


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


def _told(message: str, code: int) -> int:
    print(message, file=sys.stderr)
    return code
