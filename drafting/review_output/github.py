"""A review as workflow commands, which GitHub shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.review_output.reviewed import Reviewed
from drafting.statement import Finding

_COMMANDS = {"error": "error", "warning": "warning", "suggestion": "notice"}


def as_github(reviewed: Sequence[Reviewed]) -> str:
    """Return one `::error`, `::warning` or `::notice` command a finding."""
    return "".join(_command(item, finding) for item in reviewed for finding in item.review.findings)


def _command(item: Reviewed, finding: Finding) -> str:
    end_line, end_column = item.end_of(finding)
    place = {"file": item.path, "line": finding.line, "endLine": end_line, "title": finding.rule}
    if end_line == finding.line:
        place |= {"col": finding.column, "endColumn": end_column}
    said = finding.message + (f"\n{finding.suggestion}" if finding.suggestion else "")
    properties = ",".join(f"{key}={_property(str(value))}" for key, value in place.items())
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(said)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
