"""Whether the postures of a whole statement agree with each other and with the incident (SCCT, checks SC2 to SC7)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafting.brief import Brief
from drafting.checks.passage import Passage
from drafting.checks.structure.elements import LONGEST
from drafting.checks.structure.postures import Shown, Tagged, names_victims, tagged
from drafting.messages import say
from drafting.statement import Defect, Finding, Principle, Severity
from drafting.strategy import choose_strategy

BOLSTER_SHARE = 0.15
"""Share of characters above which self-praise is no longer a supplement. The threshold is ours; SCCT says: never alone."""


def mixtures(passage: Passage) -> Iterator[Finding]:
    """Yield where the postures of a statement do not go together. Needs a kind: a passage has no whole."""
    if passage.kind is None or len(passage.sentences) > LONGEST:
        return
    sentences = tagged(passage)
    yield from _denial_beside_repair(passage, sentences)
    yield from _self_praise(passage, sentences)
    if passage.kind == "apology":
        yield from _victims_late(passage, sentences)
    if passage.brief is not None:
        yield from _scapegoat(passage, passage.brief, sentences)
        yield from _outside_the_cell(passage, passage.brief, sentences)


def _denial_beside_repair(passage: Passage, sentences: Sequence[Tagged]) -> Iterator[Finding]:
    """SC5: an apology that denies is none; elsewhere fault denied beside fault repaired is a contradiction."""
    denial = _first(sentences, "denies_fault", "attack_accuser")
    claim = _first(sentences, "denies_claim")
    owned = _first(sentences, "responsibility")
    mended = owned or _first(sentences, "compensation") or _first(sentences, "apology")
    if passage.kind == "apology" and not owned and (denial or claim):
        severity: Severity = "error" if denial else "warning"
        yield _finding(passage, "denying_apology", denial or claim, "non_apology", severity, "responsibility")
    elif passage.kind == "apology" and denial:
        yield _finding(passage, "mixed_postures", denial, "non_apology", "warning", "consistency")
    elif denial and mended and passage.kind != "clarification":
        yield _finding(passage, "mixed_postures", denial, "other", "warning", "consistency")


def _self_praise(passage: Passage, sentences: Sequence[Tagged]) -> Iterator[Finding]:
    """SC6 and SC2: self-praise never leads, never weighs, never stands before what people need."""
    praise = [sentence for sentence in sentences if sentence.find("self_praise")]
    body = [sentence for sentence in sentences if not sentence.title]
    if not praise or not body:
        return
    first = praise[0].find("self_praise")
    share = characters(praise) / (characters(body) or 1)
    if praise[0] is body[0]:
        yield _finding(passage, "praise_leads", first, "promotion_in_crisis", "warning", "empathy")
    elif share > BOLSTER_SHARE:
        yield _finding(
            passage, "praise_weighs", first, "promotion_in_crisis", "warning", "empathy", share=f"{share:.0%}"
        )
    elif not any(s.find("advice", "contact") for s in body if s.number < praise[0].number):
        yield _finding(passage, "praise_before_help", first, "promotion_in_crisis", "warning", "empathy")


def _victims_late(passage: Passage, sentences: Sequence[Tagged]) -> Iterator[Finding]:
    """Victims first (Cerulo & Ruane 2014): an explanation or an excuse does not come before them."""
    for sentence in sentences:
        if names_victims(sentence.plain, passage.language):
            return
        shown = sentence.find("excuse", "minimises", "explanation")
        if shown:
            yield _finding(passage, "victims_late", shown, "other", "suggestion", "empathy")
            return


def _scapegoat(passage: Passage, brief: Brief, sentences: Sequence[Tagged]) -> Iterator[Finding]:
    """SC7: in a preventable crisis the blame is not somebody else's, unless we say our own part beside it."""
    cluster = choose_strategy(brief).cluster
    if cluster != "preventable":
        return
    declared = brief.incident.cluster == "preventable"
    for place, sentence in enumerate(sentences):
        shown = sentence.find("scapegoat")
        near = sentences[max(0, place - 1) : place + 2]
        if shown and not any(other.find("responsibility") for other in near):
            severity: Severity = "error" if declared else "warning"
            yield _finding(passage, "scapegoat", shown, "blame_shift", severity, "responsibility")


def _outside_the_cell(passage: Passage, brief: Brief, sentences: Sequence[Tagged]) -> Iterator[Finding]:
    """SC4: the postures that the incident's cluster allows. A rumour of the brief may be denied in any."""
    strategy = choose_strategy(brief)
    for sentence in sentences:
        for shown in sentence.shown:
            posture = shown.cue.posture
            if posture not in ("deny", "diminish") or posture in strategy.allowed:
                continue
            if shown.cue.name in ("scapegoat", "denies_claim") or (
                posture == "deny" and brief.facts_with("denied")
            ):
                continue
            defect: Defect = "minimisation" if posture == "diminish" else "other"
            name = say(f"structure.posture_{posture}", passage.language)
            yield _finding(
                passage, "outside_the_cell", shown, defect, "warning", "responsibility", posture=name
            )


def characters(sentences: Sequence[Tagged]) -> int:
    """Return the code points of sentences together."""
    return sum(len(sentence.text) for sentence in sentences)


def _first(sentences: Sequence[Tagged], *names: str) -> Shown | None:
    return next((found for sentence in sentences if (found := sentence.find(*names))), None)


def _finding(
    passage: Passage,
    rule: str,
    shown: Shown | None,
    defect: Defect,
    severity: Severity,
    principle: Principle,
    **fields: str,
) -> Finding:
    span = shown.span if shown else (0, 0)
    words = passage.text[slice(*span)]
    return passage.finding(
        f"structure.{rule}",
        span,
        say(f"structure.{rule}", passage.language, words=words, **fields),
        family="structure",
        defect=defect,
        severity=severity,
        principle=principle,
        suggestion=say(f"structure.{rule}_instead", passage.language),
        evidence=say(f"structure.{rule}_source", passage.language),
    )
