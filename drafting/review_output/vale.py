"""A review in the two forms that editor plug-ins made for Vale read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any

from drafting.review_output.reviewed import Details, Reviewed
from drafting.statement import Finding


def as_vale_line(reviewed: Sequence[Reviewed]) -> str:
    """Return `path:line:column:rule:message` lines."""
    return "".join(
        f"{item.path}:{f.line}:{f.column}:{f.rule}:{' '.join(f.message.split())}\n"
        for item in reviewed
        for f in item.review.findings
    )


def as_vale_json(reviewed: Sequence[Reviewed]) -> str:
    """Return Vale's JSON: path to alerts; spans are columns from 1, both ends included."""
    alerts = {
        item.path: [
            _alert(item, finding, details)
            for finding, details in zip_longest(item.review.findings, item.details)
        ]
        for item in reviewed
        if item.review.findings
    }
    return json.dumps(alerts, ensure_ascii=False, indent=2) + "\n"


def _alert(item: Reviewed, finding: Finding, details: Details | None) -> dict[str, Any]:
    end_line, end_column = item.end_of(finding)
    if end_line != finding.line:
        end_column = len(item.line_of(finding)[0]) + 1
    told = details or Details(match=finding.match, description=finding.suggestion or "")
    return {
        "Action": {"Name": told.action, "Params": list(told.params) or None},
        "Span": [finding.column, max(finding.column, end_column - 1)],
        "Check": finding.rule,
        "Description": told.description,
        "Link": told.link,
        "Message": finding.message,
        "Severity": finding.severity,
        "Match": told.match,
        "Line": finding.line,
    }
