"""Reads a text back against brief and rules, and sums the findings up into a review."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from drafting.brief import Brief, Channel, Kind
from drafting.checks.passage import Passage
from drafting.checks.registry import run_checks
from drafting.checks.structure import elements_of
from drafting.checks.style import check_styles, load_styles
from drafting.messages import Language
from drafting.principles import principle_checks
from drafting.sentences import Span
from drafting.statement import Counts, Finding, PrincipleMet, Review, Statement


def review(
    text: str,
    *,
    brief: Brief | None = None,
    kind: Kind | None = None,
    channel: Channel | None = None,
    language: Language | None = None,
    styles: tuple[Path, ...] = (),
    extra: Iterable[Finding] = (),
) -> Review:
    """Return the findings of a text that somebody wrote, and the verdict.

    With a brief the text is a whole statement of the brief's kind and is held against its facts. Without brief and
    `kind` it is a passage, and nothing is reported as missing from it. The language is read off the text unless given.
    `styles` are folders of further rules in Vale's format; `extra` are findings made elsewhere, such as by comparing.
    """
    kind = _kind_of(brief, kind)
    passage = Passage(
        text=text, language=language or language_in(text), brief=brief, kind=kind, channel=channel
    )
    styled = check_styles(passage, load_styles(styles)) if styles else ()
    return summed_up(passage, (*styled, *extra))


def summed_up(passage: Passage, extra: Iterable[Finding] = ()) -> Review:
    """Return the review of a passage: its findings (and any `extra`), counts, elements and principles."""
    every = sorted((*run_checks(passage), *extra), key=lambda f: (f.start, f.end))
    findings = tuple(finding for finding in every if not _holds_by_construction(passage, finding))
    return _review(
        findings, elements_of(passage), brief=passage.brief, kind=passage.kind, channel=passage.channel
    )


def with_findings(
    found: Review,
    findings: Iterable[Finding],
    *,
    brief: Brief | None = None,
    kind: Kind | None = None,
    channel: Channel | None = None,
) -> Review:
    """Return a review with other findings: verdict, counts and principles are those of the new ones.

    `brief`, `kind` and `channel` are those that the text was reviewed with.
    """
    kind = _kind_of(brief, kind)
    return _review(tuple(findings), found.elements, brief=brief, kind=kind, channel=channel)


def _kind_of(brief: Brief | None, kind: Kind | None) -> Kind | None:
    """Return the kind of statement that a text is reviewed as: the one asked for, or the brief's."""
    if brief is None or kind is not None:
        return kind
    # Only a brief has a plan: without one the planner and its tables need not be loaded.
    from drafting.planning import choose_kind

    return choose_kind(brief)


def _review(findings: tuple[Finding, ...], elements: dict[str, tuple[int, ...]], **given: object) -> Review:
    counts = Counts(
        error=sum(f.severity == "error" for f in findings),
        warning=sum(f.severity == "warning" for f in findings),
        suggestion=sum(f.severity == "suggestion" for f in findings),
    )
    return Review(
        verdict="fail" if counts.error else "pass",
        counts=counts,
        findings=findings,
        elements=elements,
        principles=_met(given, findings),
    )


_READ_IN_ANY_SENTENCE = re.compile(
    r"facts\.(?:must|confidential|contradicts|foreign|rumour|unconfirmed_figure|unconfirmed_act)"
)


_FRAMES_ALONE = frozenset(
    {"acknowledge", "since_last", "care", "apology", "responsibility", "unknown", "advice", "closing_care"}
)
"""Elements whose building blocks hold no words of a fact."""


def _holds_by_construction(passage: Passage, finding: Finding) -> bool:
    """Whether a finding doubts the support of a sentence that a building block made.

    Blocks take facts over whole and add nothing but frames that are data of ours, so what they say is supported by
    the way it is made; a doubt there is a slip of the reading. Secrets, rumours, forbidden words and everything that
    is not about support are read in blocks that carry facts as in any other sentence.
    """
    if passage.statement is None or finding.start == finding.end:
        return False
    if finding.family != "facts" and finding.defect != "personal_data":
        return False
    pointed_at = [
        sentence
        for sentence, (start, end) in zip(passage.statement.sentences, places(passage.statement), strict=True)
        if finding.start < end and start < finding.end
    ]
    if any(sentence.origin != "block" for sentence in pointed_at):
        return False
    if not pointed_at:
        # Title and date line are made by the layout, from the same confirmed words.
        return finding.family == "facts" and not _READ_IN_ANY_SENTENCE.match(finding.rule)
    if finding.defect == "personal_data":
        # What the brief lists as a contact is meant to be public.
        return all(sentence.element == "contact" for sentence in pointed_at)
    carries_facts = any(sentence.element not in _FRAMES_ALONE for sentence in pointed_at)
    return not _READ_IN_ANY_SENTENCE.match(finding.rule) or not (carries_facts or "must" in finding.rule)


def language_in(text: str) -> Language:
    """Return the language of a text by its share of Han characters among letters (a tenth makes it Chinese)."""
    han = len(re.findall(r"[\u3400-\u9fff]", text))
    letters = len(re.findall(r"[A-Za-z]", text))
    return "zh" if han * 9 >= letters and han else "en"


def places(statement: Statement) -> list[Span]:
    """Return where each sentence stands in the statement's text; an empty span where layout changed it."""
    spans, start = [], 0
    for sentence in statement.sentences:
        found = statement.text.find(sentence.text, start)
        if found < 0:
            spans.append(Span(start, start))
            continue
        start = found + len(sentence.text)
        spans.append(Span(found, start))
    return spans


def _met(given: Mapping[str, object], findings: tuple[Finding, ...]) -> dict[str, PrincipleMet]:
    faults = {f.defect for f in findings if f.severity != "suggestion"}
    met: dict[str, PrincipleMet] = {}
    for principle, checks in principle_checks().items():
        applying = [check for check in checks if check.needs is None or given[check.needs] is not None]
        kept = sum(faults.isdisjoint(check.defects) for check in applying)
        met[principle] = PrincipleMet(met=kept, of=len(applying))
    return met
