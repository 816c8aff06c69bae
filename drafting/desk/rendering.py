"""Drafts and reviews as HTML. Everything that comes from outside is escaped; nothing of it is markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from drafting.brief import Brief
from drafting.composing import blamed
from drafting.desk.wording import strings
from drafting.messages import Language
from drafting.statement import Draft, Finding, Precedent, Review, Sentence

_GRAVEST = {"error": 0, "warning": 1, "suggestion": 2}


def sentence_list(
    sentences: Iterable[Sentence],
    brief: Brief,
    language: Language,
    findings: dict[int, list[Finding]] | None = None,
) -> str:
    """Return the sentences, each with what it rests on; findings mark the sentence by their gravity."""
    words = strings(language)
    told = _told(brief)
    rows = []
    for place, sentence in enumerate(sentences):
        marks = sorted((f.severity for f in (findings or {}).get(place, ())), key=_GRAVEST.__getitem__)
        mark = f" candor-{marks[0]}" if marks else ""
        if sentence.posture == "none":
            rests = f'<span class="candor-quiet">{escape(words["unbound"])}</span>'
        elif sentence.binds:
            chips = "".join(_chip(bound, told) for bound in sentence.binds)
            rests = f'<span class="candor-quiet">{escape(words["rests_on"])}</span>{chips}'
        else:
            rests = f'<span class="candor-quiet">{escape(words["rests_on_nothing"])}</span>'
        origin = escape(words[f"origin_{sentence.origin}"])
        rows.append(
            f'<li class="candor-sentence{mark}"><p>{escape(sentence.text)}</p>'
            f'<div class="candor-rests">{rests}<span class="candor-origin">{origin}</span></div></li>'
        )
    return f'<ol class="candor-sentences">{"".join(rows)}</ol>'


def draft_sentences(draft: Draft, brief: Brief, language: Language) -> str:
    """Return a finished draft's sentences with bindings and marks."""
    findings = blamed(draft.statement, draft.review.findings)
    return sentence_list(draft.statement.sentences, brief, language, findings)


def finding_list(review: Review, language: Language) -> str:
    """Return the findings, the grave ones first, each with its words, reason, evidence and suggestion."""
    words = strings(language)
    if not review.findings:
        return f'<p class="candor-quiet">{escape(words["no_findings"])}</p>'
    rows = []
    for finding in sorted(review.findings, key=lambda f: (_GRAVEST[f.severity], f.start)):
        quote = f"<q>{escape(_clipped(finding.match))}</q>" if finding.match else ""
        parts = [
            f'<span class="candor-badge candor-{finding.severity}">{escape(words["severity_" + finding.severity])}</span>{quote}',
            f"<p>{escape(finding.message)}</p>",
        ]
        if finding.suggestion:
            parts.append(
                f'<p class="candor-quiet">{escape(words["suggestion"] + words["colon"] + finding.suggestion)}</p>'
            )
        if finding.evidence:
            parts.append(
                f'<p class="candor-quiet">{escape(words["evidence"] + words["colon"] + finding.evidence)}</p>'
            )
        parts.append(f"<code>{escape(finding.rule)} · {finding.line}:{finding.column}</code>")
        rows.append(f"<li>{''.join(parts)}</li>")
    return f'<ul class="candor-findings">{"".join(rows)}</ul>'


def verdict(review: Review, language: Language, *, characters: int, seconds: float) -> str:
    """Return the verdict with its counts and the principles met."""
    words, counts = strings(language), review.counts
    text = words["pass"] if review.verdict == "pass" else words["fail"].format(count=counts.error)
    line = words["counts"].format(
        error=counts.error,
        warning=counts.warning,
        suggestion=counts.suggestion,
        characters=characters,
        seconds=seconds,
    )
    bars = "".join(
        f'<span class="candor-principle"><b>{escape(words[f"principle_{name}"])}</b>'
        f'<meter min="0" max="{met.of}" value="{met.met}" low="{met.of}" optimum="{met.of}"></meter>'
        f"{escape(words['met'].format(met=met.met, of=met.of))}</span>"
        for name, met in review.principles.items()
        if met.of
    )
    return (
        f'<div class="candor-verdict candor-{review.verdict}"><b>{escape(text)}</b>'
        f'<span class="candor-quiet">{escape(line)}</span></div><div class="candor-principles">{bars}</div>'
    )


def background(draft: Draft, language: Language) -> str:
    """Return notices, strategy with its reasons, and the cases with their lessons."""
    words = strings(language)
    parts = []
    if draft.notices:
        items = "".join(f"<li>{escape(text)}</li>" for text in draft.notices)
        parts.append(f'<h4>{escape(words["notices"])}</h4><ul class="candor-notices">{items}</ul>')
    reasons = "".join(
        f"<li>{escape(r)}</li>" for r in (*draft.strategy.reasons, draft.strategy.if_public_disagrees) if r
    )
    parts.append(f"<h4>{escape(words['strategy'])}</h4><ul>{reasons}</ul>")
    cases = "".join(_case(p, words) for p in draft.precedents)
    if cases:
        parts.append(f"<h4>{escape(words['precedents'])}</h4><ul>{cases}</ul>")
    return "".join(parts)


def _case(precedent: Precedent, words: dict[str, str]) -> str:
    doubt = "" if precedent.confidence == "high" else f"（{escape(words['low_confidence'])}）"
    return (
        f"<li><b>{escape(precedent.title)}</b> {precedent.year} · {escape(words['rating_' + precedent.rating])}{doubt}"
        f'<p class="candor-quiet">{escape(precedent.why)}</p><p>{escape(words["lesson"] + words["colon"] + precedent.lesson)}</p></li>'
    )


def marked_text(text: str, review: Review) -> str:
    """Return a text with the stretches that findings point at marked by gravity."""
    marks = sorted(
        {
            (f.start, -_GRAVEST[f.severity], f.end, f.severity, f.message)
            for f in review.findings
            if f.end > f.start
        }
    )
    pieces, place = [], 0
    for start, _, end, severity, message in marks:
        if start < place:
            continue
        pieces.append(escape(text[place:start]))
        pieces.append(
            f'<mark class="candor-{severity}" title="{escape(message)}">{escape(text[start:end])}</mark>'
        )
        place = end
    pieces.append(escape(text[place:]))
    return f'<div class="candor-text">{"".join(pieces)}</div>'


def _told(brief: Brief) -> dict[str, str]:
    told = {fact.id: fact.text for fact in brief.facts if fact.status != "confidential"}
    told |= {c.id: f"{c.text}（{c.owner or '—'}，{c.due or '—'}）" for c in brief.commitments}
    told |= {e.id: e.text for e in brief.earlier}
    told |= {f"contact:{n}": f"{c.label} {c.value}" for n, c in enumerate(brief.contacts, 1)}
    return told


def _chip(bound: str, told: dict[str, str]) -> str:
    text = told.get(bound, "")
    return f'<span class="candor-chip" title="{escape(text)}"><b>{escape(bound)}</b> {escape(_clipped(text, 28))}</span>'


def _clipped(text: str, most: int = 60) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
