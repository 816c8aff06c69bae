"""A review for the terminal: each finding with its line and a caret under the words."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from drafting.messages import Language, say
from drafting.review_output.reviewed import Reviewed
from drafting.statement import Finding, Severity

_COLOURS: dict[Severity, str] = {"error": "31", "warning": "33", "suggestion": "36"}
_AROUND = 28
"""Characters of a long line that are shown before and after the words."""


def as_text(reviewed: Sequence[Reviewed], language: Language, *, colour: bool = False) -> str:
    """Return all findings and the totals as text."""
    parts = [_finding(item, f, language, colour=colour) for item in reviewed for f in item.review.findings]
    counts = {
        severity: sum(getattr(item.review.counts, severity) for item in reviewed)
        for severity in ("error", "warning", "suggestion")
    }
    total = say("review.total", language, **counts) if any(counts.values()) else say("review.clean", language)
    return "\n".join([*parts, total]) + "\n"


def _finding(item: Reviewed, finding: Finding, language: Language, *, colour: bool) -> str:
    severity = say(f"review.{finding.severity}", language)
    if colour:
        severity = f"\x1b[{_COLOURS[finding.severity]}m{severity}\x1b[0m"
    lines = [f"{_safe(item.path)}:{item.place_of(finding, language)}  {severity}  {finding.rule}"]
    if finding.end > finding.start:
        lines += _excerpt(item, finding)
    lines.append(f"    {_safe(finding.message)}")
    for key, value in (("instead", finding.suggestion), ("evidence", finding.evidence)):
        if value:
            lines.append("    " + say(f"review.{key}", language, text=_safe(value)))
    return "\n".join(lines) + "\n"


def _excerpt(item: Reviewed, finding: Finding) -> list[str]:
    line, start = item.line_of(finding)
    first = finding.start - start
    last = min(finding.end - start, len(line))
    left = max(0, first - _AROUND) if first > _AROUND + 4 else 0
    right = min(len(line), last + _AROUND)
    before, words, after = line[left:first], line[first:last], line[last:right]
    lead, tail = "…" if left else "", "…" if right < len(line) else ""
    shown = _safe(f"{lead}{before}{words}{after}{tail}")
    return [f"    {shown}", "    " + " " * _width(_safe(lead + before)) + "^" * max(1, _width(_safe(words)))]


def _safe(text: str) -> str:
    """Return `text` so that nothing in it can steer a terminal."""
    return "".join(
        " "
        if c in "\t\r\n"
        else "�"
        if unicodedata.category(c) in ("Cc", "Cs")
        or c in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
        else c
        for c in text
    )


def _width(text: str) -> int:
    return sum(
        0
        if unicodedata.combining(c) or c in "\u200b\u200d\ufe0f"
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )
