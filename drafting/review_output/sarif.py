"""A review as SARIF 2.1.0, the form that code hosts and editors read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from drafting.review_output.reviewed import Reviewed
from drafting.statement import Finding

_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}


def as_sarif(reviewed: Sequence[Reviewed]) -> str:
    """Return one SARIF log; columns count code points from 1, as everywhere in a finding."""
    names = list(dict.fromkeys(finding.rule for item in reviewed for finding in item.review.findings))
    numbers = {name: number for number, name in enumerate(names)}
    first = {
        finding.rule: finding for item in reversed(reviewed) for finding in reversed(item.review.findings)
    }
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "Candor",
                        "version": _version(),
                        "rules": [_rule(first[name]) for name in names],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "artifacts": [
                    {"location": {"uri": _uri(item.path)}, "encoding": "utf-8"} for item in reviewed
                ],
                "results": [
                    _result(item, number, finding, numbers[finding.rule])
                    for number, item in enumerate(reviewed)
                    for finding in item.review.findings
                ],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _version() -> str:
    try:
        return version("candor-desk")
    except PackageNotFoundError:
        return "0"


def _uri(path: str) -> str:
    """Return a path as a URI: relative where it is, so that a code host finds the file in its checkout."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path.replace("\\", "/"))


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {
            "family": finding.family,
            "defect": finding.defect,
            "principle": finding.principle,
            "tags": [finding.family, finding.defect, finding.principle],
        },
    }


def _result(item: Reviewed, number: int, finding: Finding, rule: int) -> dict[str, Any]:
    end_line, end_column = item.end_of(finding)
    said = finding.message + (f"\n{finding.suggestion}" if finding.suggestion else "")
    return {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": said},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": _uri(item.path), "index": number},
                    "region": {
                        "startLine": finding.line,
                        "startColumn": finding.column,
                        "endLine": end_line,
                        "endColumn": end_column,
                        "charOffset": finding.start,
                        "charLength": finding.end - finding.start,
                        "snippet": {"text": finding.match},
                    },
                }
            }
        ],
        "partialFingerprints": {"candor/v1": _fingerprint(item, finding)},
    }


def _fingerprint(item: Reviewed, finding: Finding) -> str:
    """Return what stays the same when lines are added above: rule, words and the line around them."""
    line, _ = item.line_of(finding)
    return sha256(f"{finding.rule}\0{finding.match}\0{line.strip()}".encode()).hexdigest()[:32]
