"""A review as SARIF 2.1.0, the form that code hosts and editors read."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any
from urllib.parse import quote

from drafting.errors import CandorError
from drafting.messages import Language
from drafting.review_output.reviewed import Reviewed
from drafting.statement import Finding

_LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}
_ENCODINGS = {"utf-8": "utf-8", "utf-8-sig": "utf-8", "gb18030": "GB18030"}


def as_sarif(reviewed: Sequence[Reviewed], language: Language, unread: Sequence[str] = ()) -> str:
    """Return one SARIF log; columns count code points from 1, as everywhere in a finding."""
    names = list(dict.fromkeys(finding.rule for item in reviewed for finding in item.review.findings))
    numbers = {name: number for number, name in enumerate(names)}
    first = {
        finding.rule: finding for item in reversed(reviewed) for finding in reversed(item.review.findings)
    }
    run = {
        "tool": {
            "driver": {
                "name": "Candor",
                "version": _version(),
                "rules": [_rule(first[name]) for name in names],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {
                "executionSuccessful": not unread,
                "toolExecutionNotifications": [
                    {"level": "error", "message": {"text": message}} for message in unread
                ],
            }
        ],
        "artifacts": [_artifact(item) for item in reviewed],
        "results": [
            result
            for number, item in enumerate(reviewed)
            for result in _results(item, number, numbers, language)
        ],
    }
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2) + "\n"


def _version() -> str:
    try:
        return version("candor-desk")
    except PackageNotFoundError:
        return "0"


def _uri(path: str) -> str:
    """Return a path as a URI: relative where it is, so that a code host finds the file in its checkout."""
    return Path(path).as_uri() if Path(path).is_absolute() else quote(path.replace("\\", "/"))


def _artifact(item: Reviewed) -> dict[str, Any]:
    encoding = _ENCODINGS.get(item.encoding)
    return {"location": {"uri": _uri(item.path)}, **({"encoding": encoding} if encoding else {})}


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding.rule,
        **_told(finding),
        "defaultConfiguration": {"level": _LEVELS[finding.severity]},
        "properties": {
            "family": finding.family,
            "defect": finding.defect,
            "principle": finding.principle,
            "tags": list(dict.fromkeys((finding.family, finding.defect, finding.principle))),
        },
    }


def _told(finding: Finding) -> dict[str, Any]:
    """Return what a packaged rule says of itself: its title, its reason, how to write instead and the source.

    What examples taught, and what a whole statement lacks, is worded the same wherever it is found.
    """
    if finding.rule.startswith(("taught.", "carried.")) or (
        finding.rule.startswith("structure.") and not finding.match
    ):
        told = {"shortDescription": finding.message, "help": finding.suggestion}
        return {key: {"text": text} for key, text in told.items() if text}
    if not finding.rule.startswith(("zh.", "en.")):
        return {}
    from drafting.checks.style.catalogue import rule_named

    try:
        rule = rule_named(finding.rule)[0].rule
    except CandorError:  # a house style may be called zh or en, too
        return {}
    help_text = "\n\n".join(text for text in (rule.why, rule.suggestion, rule.source) if text)
    told = {"shortDescription": rule.title, "fullDescription": rule.why, "help": help_text}
    return {key: {"text": text} for key, text in told.items() if text}


def _results(item: Reviewed, number: int, rules: dict[str, int], language: Language) -> list[dict[str, Any]]:
    seen: Counter[str] = Counter()
    results = []
    for finding in item.review.findings:
        fingerprint = _fingerprint(item, finding)
        seen[fingerprint] += 1
        results.append(
            {
                "ruleId": finding.rule,
                "ruleIndex": rules[finding.rule],
                "level": _LEVELS[finding.severity],
                "message": {"text": _said(finding)},
                "locations": [_location(item, number, finding, language)],
                "partialFingerprints": {"candor/v1": f"{fingerprint}:{seen[fingerprint]}"},
            }
        )
    return results


def _said(finding: Finding) -> str:
    return finding.message + (f"\n{finding.suggestion}" if finding.suggestion else "")


def _location(item: Reviewed, number: int, finding: Finding, language: Language) -> dict[str, Any]:
    end_line, end_column = item.end_of(finding)
    region: dict[str, Any] = {
        "startLine": finding.line,
        "startColumn": finding.column,
        "endLine": end_line,
        "endColumn": end_column,
    }
    if not item.places:
        region |= {"charOffset": finding.start, "charLength": finding.end - finding.start}
    region["snippet"] = {"text": item.text[finding.start : finding.end]}
    place: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {"uri": _uri(item.path), "index": number},
            "region": region,
        }
    }
    if item.places:
        place["logicalLocations"] = [{"name": item.place_of(finding, language), "kind": "element"}]
    return place


def _fingerprint(item: Reviewed, finding: Finding) -> str:
    """Return what stays the same when lines are added above: rule, words and the line around them."""
    line, _ = item.line_of(finding)
    return sha256(f"{finding.rule}\0{finding.match}\0{line.strip()}".encode()).hexdigest()[:32]
