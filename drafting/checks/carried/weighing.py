"""Weighs every sentence against the brief, after the rules of the fact lock have read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from drafting.brief import Brief
from drafting.checks.carried.falsehoods import DEFECT_OF, FALSEHOODS, Falsehood
from drafting.checks.carried.figures import figure_signs
from drafting.checks.carried.model import CarriedModel, carried_model
from drafting.checks.carried.pieces import telling, tells_enough, units
from drafting.checks.carried.sheet import Sheet, sheet_of
from drafting.checks.carried.signs import Signs, clauses_of, nearest, ruled, wording
from drafting.checks.facts.reading import reading_of
from drafting.checks.passage import Passage
from drafting.messages import say
from drafting.principles import principle_of
from drafting.sentences import Span
from drafting.statement import Finding

SAID = 0.75
"""From this probability on, a sentence that no rule doubts is reported (ours, measured with benchmarks.mutations)."""
DOUBTED = 0.35
"""Below this probability, what a rule of `WEIGHED` says is lowered to a suggestion (ours, measured likewise)."""

WEIGHED = frozenset(
    f"facts.{name}"
    for name in (
        "altered_words", "altered_scope", "deadline", "cause", "unbound_cause", "unbound_promise",
        "unbound_deed", "unsupported_statement", "unsupported_act", "invented_promise", "promised_as_done",
    )
)  # fmt: skip
"""Rules that judge free wording. Those that hold a figure, a date, a name, a secret, a suspicion or an earlier statement
against the text are never lowered."""

_FAMILIES = frozenset({"facts", "consistency"})
_OTHER_WHERE_BARE = ("R:", "r:", "n.", "score", "worst")
"""What a sign of the second step begins with that says more, or less, beside a bare brief."""

_NEEDS: dict[Falsehood, str] = {"leak": "confidential", "earlier": "earlier", "deadline": "commitment"}
"""What a brief must have for a sentence not to be carried in this way."""


@dataclass(frozen=True)
class Weight:
    """A sentence with how likely it is that the brief does not carry it."""

    span: Span
    likelihood: float
    signs: Signs


def weighed(passage: Passage, found: Sequence[Finding]) -> list[Finding]:
    """Return the findings of the rules as this reader weighs them, and what it finds itself."""
    brief = passage.brief
    if brief is None or not brief.facts or not reading_of(passage, brief).comparable:
        return list(found)
    sheet, model = sheet_of(brief), carried_model(passage.language)
    if sheet.language != passage.language:
        return list(found)
    ours = [finding for finding in found if finding.family in _FAMILIES]
    weights = [
        weigh(passage, brief, sheet, model, span, ours)
        for span in passage.sentences
        if tells_enough(_told(passage, span), passage.language)
    ]
    return [
        *(_doubted(passage, finding, weights) for finding in found),
        *_added(passage, sheet, model, ours, weights),
    ]


def _told(passage: Passage, span: Span) -> frozenset[str]:
    """Return the telling pieces of a sentence."""
    return telling(units(passage.text[slice(*span)], passage.language), passage.language)


def weigh(
    passage: Passage, brief: Brief, sheet: Sheet, model: CarriedModel, span: Span, found: Sequence[Finding]
) -> Weight:
    """Return a sentence of a passage with its weight; `found` is what the rules say of the passage."""
    sentence = passage.text[slice(*span)]
    worded = wording(sheet, sentence)
    score = model.score(worded)
    parts = [model.score(wording(sheet, clause)) for clause in clauses_of(sheet, sentence)]
    signs = joining(passage, brief, span, worded, found) | scored(score, parts)
    return Weight(span, model.likelihood(told_apart(signs) if is_bare(brief) else signs), worded)


def is_bare(brief: Brief) -> bool:
    """Whether a brief holds confirmed facts and nothing else, as where a claim is held to its evidence."""
    return not (brief.commitments or brief.contacts or brief.earlier) and all(
        fact.status == "confirmed" for fact in brief.facts
    )


def told_apart(signs: Signs) -> Signs:
    """Return the signs of the second step for a bare brief, where amounts and rules' findings mean something else."""
    apart = {f"bare:{name}": amount for name, amount in signs.items() if name.startswith(_OTHER_WHERE_BARE)}
    return signs | apart | {"bare": 1.0}


def scored(score: float, parts: Sequence[float]) -> Signs:
    """Return the signs of the second step that the first one gives: the sentence's score, and its worst clause's."""
    return {"score": score, "worst": max((score, *parts) if len(parts) < 2 else parts)}


def joining(passage: Passage, brief: Brief, span: Span, worded: Signs, found: Sequence[Finding]) -> Signs:
    """Return the signs of the second step: what the rules found in a sentence, its figures, and the amounts of its wording."""
    within = [f for f in found if f.start < span.end and span.start < f.end]
    shared = {name: amount for name, amount in worded.items() if name.startswith(("n.", "top:"))}
    claims = reading_of(passage, brief).claims_in(span)
    return shared | ruled(within) | figure_signs(brief, claims, within)


def _doubted(passage: Passage, finding: Finding, weights: Sequence[Weight]) -> Finding:
    """Return what a rule says as a suggestion where every sentence that it touches speaks against it."""
    if finding.rule not in WEIGHED or finding.severity == "suggestion":
        return finding
    touched = [w for w in weights if finding.start < w.span.end and w.span.start < finding.end]
    if not touched or max(weight.likelihood for weight in touched) >= DOUBTED:
        return finding
    message = say("carried.doubted", passage.language, message=finding.message)
    return finding.model_copy(update={"severity": "suggestion", "message": message})


def _added(
    passage: Passage, sheet: Sheet, model: CarriedModel, found: Sequence[Finding], weights: Sequence[Weight]
) -> Iterator[Finding]:
    possible = [kind for kind in FALSEHOODS if (needed := _NEEDS.get(kind)) is None or sheet.places[needed]]
    for weight in weights:
        start, end = weight.span
        if weight.likelihood < SAID or any(
            f.severity != "suggestion" and f.start < end and start < f.end for f in found
        ):
            continue
        kind = model.kind(weight.signs, possible)
        yield passage.finding(
            f"carried.{kind}",
            weight.span,
            say(f"carried.{kind}", passage.language),
            family="facts",
            defect=DEFECT_OF[kind],
            severity="warning",
            principle=principle_of(DEFECT_OF[kind]),
            suggestion=say(f"carried.{kind}_advice", passage.language),
            evidence=_evidence(passage, sheet, weight.span, kind),
        )


def _evidence(passage: Passage, sheet: Sheet, span: Span, kind: Falsehood) -> str:
    """Return what a finding rests on: the nearest entry of the brief; of one that is kept back the id alone."""
    told = _told(passage, span)
    if kind == "leak" and (secret := sheet.nearest_of(told, "confidential")) is not None:
        return secret.id
    near = nearest(sheet, told)
    if near is None or near[0].status == "confidential":
        return say("carried.evidence", passage.language)
    entry = near[0]
    named = f"{entry.id}: {entry.text}" if entry.id else entry.text
    return say("carried.evidence_near", passage.language, words=named)
