"""What a check is given, and how it reports: a text with whatever is known about it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from drafting.brief import Brief, Channel, Kind
from drafting.messages import Language
from drafting.plan import Plan
from drafting.sentences import Span, sentence_spans
from drafting.simplified import simplified
from drafting.statement import Defect, Family, Finding, Principle, Severity, Statement


@dataclass(frozen=True)
class Passage:
    """A text under review.

    Without `kind` it is a passage, not a whole statement, and nothing is reported as missing from it.
    `statement` and `plan` are there for our own drafts only, where each sentence is bound to facts.
    `foreign_names` are names and figures of precedents, which must not appear.
    """

    text: str
    language: Language
    brief: Brief | None = None
    kind: Kind | None = None
    channel: Channel | None = None
    statement: Statement | None = None
    plan: Plan | None = None
    foreign_names: tuple[str, ...] = ()

    @cached_property
    def sentences(self) -> list[Span]:
        """The spans of the text's sentences."""
        return sentence_spans(self.text)

    @cached_property
    def plain(self) -> str:
        """The text as patterns for simplified Chinese read it, of the same length; an English text as it is."""
        return simplified(self.text) if self.language == "zh" else self.text

    @cached_property
    def worked_out(self) -> dict[str, Any]:
        """What checks have worked out about this text and others ask for again, by name."""
        return {}

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    def finding(
        self,
        rule: str,
        span: tuple[int, int],
        message: str,
        *,
        family: Family,
        defect: Defect,
        severity: Severity,
        principle: Principle,
        suggestion: str | None = None,
        evidence: str | None = None,
        replacement: str | None = None,
    ) -> Finding:
        """Return a finding at `span` (code points, half-open) with its line and column filled in."""
        start, end = span
        line = bisect_right(self._line_starts, start)
        return Finding(
            rule=rule,
            family=family,
            defect=defect,
            severity=severity,
            principle=principle,
            message=message,
            start=start,
            end=end,
            line=line,
            column=start - self._line_starts[line - 1] + 1,
            match=self.text[start:end],
            suggestion=suggestion,
            evidence=evidence,
            replacement=replacement,
        )

    def missing(
        self,
        rule: str,
        message: str,
        *,
        family: Family,
        defect: Defect,
        severity: Severity,
        principle: Principle,
        suggestion: str | None = None,
        evidence: str | None = None,
    ) -> Finding:
        """Return a finding about something that the text lacks; its span is empty, at the text's end."""
        end = len(self.text)
        return self.finding(
            rule,
            (end, end),
            message,
            family=family,
            defect=defect,
            severity=severity,
            principle=principle,
            suggestion=suggestion,
            evidence=evidence,
        )


Check = Callable[[Passage], Iterable[Finding]]
"""One family's check: reads a passage, yields findings, never raises on any text."""
