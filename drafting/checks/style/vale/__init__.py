"""Files checked by a project's own `.vale.ini`, as Vale would."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from drafting.checks.passage import Passage
from drafting.checks.style.vale.ini import read_config
from drafting.checks.style.vale.linting import Alert, Linter
from drafting.checks.style.vale.styles import active_rules
from drafting.errors import CandorError, InputError
from drafting.review_output.reviewed import Reviewed
from drafting.statement import Counts, Finding, Review

__all__ = ["review_files"]


def _on_standard_error(left_out: CandorError) -> None:
    sys.stderr.write(f"{left_out}\n")


def review_files(
    paths: Sequence[Path], config: Path, notice: Callable[[CandorError], None] = _on_standard_error
) -> list[Reviewed]:
    """Return each file with what the rules of a `.vale.ini` find in it; `-` is standard input, read as text.

    `notice` is told of every rule that cannot be run (scripts; sequences that ask for a part of speech).
    Line breaks are read as line feeds, so positions count a CRLF as one character.

    Raises:
        RuleFileError: the configuration, a style or a rule is not valid.
        InputError: a file cannot be read.
    """
    settings = read_config(config)
    rules, left_out = active_rules(settings)
    for item in left_out:
        notice(item)
    linter = Linter(settings, rules)
    reviewed = []
    for path in paths:
        name = "stdin.txt" if str(path) == "-" else path.as_posix()
        text = _text(path)
        findings = tuple(_finding(text, alert) for alert in linter.alerts(name, text))
        counts = Counts(
            error=sum(f.severity == "error" for f in findings),
            warning=sum(f.severity == "warning" for f in findings),
            suggestion=sum(f.severity == "suggestion" for f in findings),
        )
        review = Review(verdict="fail" if counts.error else "pass", counts=counts, findings=findings)
        reviewed.append(Reviewed("stdin" if str(path) == "-" else str(path), text, review))
    return reviewed


def _text(path: Path) -> str:
    try:
        data = sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()
        text = data.decode("utf-8-sig")
    except OSError as error:
        raise InputError("style.vale_unreadable", file=path, reason=error.strerror or error) from None
    except UnicodeDecodeError:
        raise InputError("style.vale_not_text", file=path) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _finding(text: str, alert: Alert) -> Finding:
    found = Passage(text, "en").finding
    options = " / ".join(option for option in alert.replacements if option)
    made = found(
        alert.rule,
        (alert.start, alert.end),
        alert.message,
        family="style",
        defect="other",
        severity=alert.level,
        principle="style",
        suggestion=options or None,
        evidence=alert.link or None,
    )
    return made.model_copy(update={"line": alert.line, "column": alert.column})
