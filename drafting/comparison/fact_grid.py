"""The grid of a brief's facts and its statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal

from drafting.brief import Brief
from drafting.checks import facts
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Source, ledger_of
from drafting.checks.facts.likeness import counts_the_same
from drafting.claims.claim import Claim
from drafting.comparison.laid import Laid, Placed
from drafting.comparison.matching import FIGURES, NUMBERS, agree
from drafting.comparison.records import Cell, Row
from drafting.statement import Finding

_TOLD = 0.5
"""A sentence that holds half of a fact's pieces tells it (ours)."""
_TOUCHED = 0.2
"""Where half of the figures that stand in no other fact are told, a fifth of its pieces is enough (ours)."""
_ROWS: dict[str, Literal["fact", "commitment", "contact"]] = {
    "confirmed": "fact",
    "commitment": "commitment",
    "contact": "contact",
}
_ALTERED = (
    "facts.altered_",
    "facts.polarity",
    "facts.miscounted",
    "facts.promised_as_done",
    "facts.deadline",
    "facts.widened",
)


def fact_rows(laid: Sequence[Laid], brief: Brief) -> tuple[Row, ...]:
    """Return a row for each confirmed fact, commitment and contact, in the brief's order."""
    locked = [tuple(facts.check(item.passage)) for item in laid]
    sources = ledger_of(brief).of("confirmed", "commitment", "contact")
    carried = Counter(key for source in sources for key in {_key(claim) for claim in source.claims})
    rows, contacts = [], 0
    for source in sources:
        own = [c for c in source.claims if c.kind in FIGURES | NUMBERS and c.unit != "ordinal"]
        telling = [claim for claim in own if carried[_key(claim)] == 1]
        cells = tuple(_cell(source, telling, item, found) for item, found in zip(laid, locked, strict=True))
        contacts += source.kind == "contact"
        rows.append(
            Row(
                id=source.id or f"contact-{contacts}",
                kind=_ROWS[source.kind],
                text=source.text.replace("\n", " "),
                cells=cells,
            )
        )
    return tuple(rows)


def _key(claim: Claim) -> tuple[str, str]:
    return claim.kind, claim.value


def _cell(source: Source, telling: Sequence[Claim], laid: Laid, found: Sequence[Finding]) -> Cell:
    altered = next((f for f in found if f.end > f.start and _is_against(f, source)), None)
    if altered is not None:
        return Cell(
            path=laid.path, status="different", words=altered.match, start=altered.start, end=altered.end
        )
    met = [(claim, placed) for claim in telling for placed in laid.placed if _carries(placed, claim, source)]
    figures_told = bool(telling) and len({id(claim) for claim, _ in met}) * 2 >= len(telling)
    if source.language == laid.language:
        told, span = _best_sentence(source, laid)
        if figures_told and (told >= _TOUCHED or source.kind == "contact"):
            return _present(laid, met[0][1].claim.sentence)
        return _present(laid, span) if told >= _TOLD else Cell(path=laid.path, status="missing")
    if figures_told:
        return _present(laid, met[0][1].claim.sentence)
    if telling:
        return Cell(path=laid.path, status="missing")
    acts = {c.value for c in source.claims if c.kind == "act"}
    by_act = next((p for p in laid.placed if p.claim.kind == "act" and p.claim.value in acts), None)
    if by_act is not None:
        return _present(laid, by_act.claim.sentence)
    return Cell(path=laid.path, status="missing" if acts else "undecided")


def _is_against(finding: Finding, source: Source) -> bool:
    return (
        finding.rule.startswith(_ALTERED)
        and bool(source.id)
        and (finding.evidence or "").startswith(f"{source.id}: ")
    )


def _carries(placed: Placed, claim: Claim, source: Source) -> bool:
    return agree(placed, Placed(claim, source, 0.0)) and counts_the_same(placed.claim, claim, source)


def _best_sentence(source: Source, laid: Laid) -> tuple[float, tuple[int, int]]:
    best, place = 0.0, (0, 0)
    for span in laid.passage.sentences:
        shared = grams(laid.passage.text[span.start : span.end], laid.language) & source.grams
        share = len(shared) / len(source.grams) if source.grams else 0.0
        if share > best:
            best, place = share, (span.start, span.end)
    return best, place


def _present(laid: Laid, span: tuple[int, int]) -> Cell:
    return Cell(
        path=laid.path,
        status="present",
        words=laid.passage.text[slice(*span)].strip(),
        start=span[0],
        end=span[1],
    )
