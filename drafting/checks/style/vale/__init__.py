"""Files checked by a project's own `.vale.ini`, as Vale would."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from drafting.checks.passage import Passage
from drafting.checks.style.vale.files import chosen_files
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

    A folder stands for the files in it that a section matches. `notice` is told of every rule that cannot be run
    (scripts), every setting without effect here, and every format that is read as plain text.
    Line breaks are read as line feeds, so positions count a CRLF as one character.

    Raises:
        RuleFileError: the configuration, a style or a rule is not valid.
        InputError: a file cannot be read.
    """
    settings = read_config(config)
    rules, left_out = active_rules(settings)
    for item in (*settings.without_effect, *left_out):
        notice(item)
    linter = Linter(settings, rules)
    reviewed = []
    plainly_read: set[str] = set()
    for path, text in chosen_files(paths, settings):
        name = "stdin.txt" if str(path) == "-" else path.as_posix()
        if linter.reads_plainly(name) and path.suffix not in plainly_read:
            plainly_read.add(path.suffix)
            notice(InputError("style.vale_format", file=path, format=path.suffix))
        shown = name if str(path) == "-" else str(path)
        reviewed.append(_reviewed(shown, text, linter.alerts(name, text)))
    return reviewed


def _reviewed(name: str, text: str, alerts: Sequence[Alert]) -> Reviewed:
    findings = tuple(_finding(text, alert) for alert in alerts)
    counts = Counts(
        error=sum(f.severity == "error" for f in findings),
        warning=sum(f.severity == "warning" for f in findings),
        suggestion=sum(f.severity == "suggestion" for f in findings),
    )
    review = Review(verdict="fail" if counts.error else "pass", counts=counts, findings=findings)
    return Reviewed(name, text, review, details=tuple(alert.details for alert in alerts))


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
        evidence=alert.details.link or None,
    )
    return made.model_copy(update={"line": alert.line, "column": alert.column})
