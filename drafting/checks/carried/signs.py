"""The signs by which a sentence is weighed: those of its wording beside the brief, and those of what the rules found."""

from __future__ import annotations

import math
from collections.abc import Iterable

from drafting.checks.carried.marks import marks_of
from drafting.checks.carried.pieces import runs, telling, tells_enough, units
from drafting.checks.carried.sheet import CLAUSES, STATUSES, Entry, Sheet
from drafting.claims.fold import lower
from drafting.statement import Finding

Signs = dict[str, float]

_BUCKETS = (0.12, 0.3, 0.55)
"""How near a clause of the brief is, in four steps (ours)."""
_ALIKE = 1
"""From this step on, what the brief's clause has and the sentence lacks says something."""


def wording(sheet: Sheet, sentence: str) -> Signs:
    """Return the signs of a sentence's own words, and of how they differ from the brief's.

    `s:` a run of it, `v:` a run that the brief nowhere has, `m:` a piece of the nearest clause that it lacks, `C…` how its
    clauses are said beside the nearest ones, `n.…` amounts.
    """
    language = sheet.language
    own = units(sentence, language)
    pieces = runs(own, language)
    signs: Signs = {f"s:{run}": 1.0 for run in pieces}
    for run in pieces - sheet.sayable_runs:
        signs[f"v:{run}"] = 1.0
    parts = [part for part in CLAUSES[language].split(sentence) if part.strip()]
    for part in parts if len(parts) > 1 else [sentence]:
        _clause(signs, sheet, part)
    signs |= amounts(sheet, own)
    return signs


def clauses_of(sheet: Sheet, sentence: str) -> list[str]:
    """Return the clauses of a sentence that tell enough to be weighed alone; none where it is a single clause."""
    language = sheet.language
    parts = [part for part in CLAUSES[language].split(sentence) if part.strip()]
    told = [part for part in parts if tells_enough(telling(units(part, language), language), language)]
    return told if len(parts) > 1 else []


def amounts(sheet: Sheet, own: list[str]) -> Signs:
    """Return how much of a sentence, given by its units, is new, secret, or near to entries of each status."""
    told = telling(own, sheet.language)
    whole = len(told) or 1
    secret, new = len(told & sheet.secret), len(told - sheet.sayable)
    beside = sheet.beside(told).near
    near = {status: float(beside[at].max()) if (at := sheet.places[status]) else 0.0 for status in STATUSES}
    signs = {f"n.{status}": near[status] * 2 for status in STATUSES}
    if any(near.values()):
        signs[f"top:{max(STATUSES, key=lambda status: near[status])}"] = 1.0
    return signs | {
        "n.secret": 2 * secret / whole,
        "n.sec": min(secret, 4) / 2,
        "n.novel": new / whole,
        "n.nov": min(new, 10) / 5,
        "n.len": math.log(1 + len(own)) / 2,
    }


def nearest(sheet: Sheet, told: frozenset[str]) -> tuple[Entry, float, float] | None:
    """Return the entry that has most in common with some telling pieces, its share of them, and theirs of it."""
    beside = sheet.beside(told)
    place = int(beside.near.argmax()) if beside.near.size else -1
    if place < 0 or not beside.shared[place]:
        return None
    entry, shared = sheet.entries[place], float(beside.shared[place])
    return entry, shared / beside.weight, shared / entry.weight


def _clause(signs: Signs, sheet: Sheet, clause: str) -> None:
    language = sheet.language
    own = units(clause, language)
    told = telling(own, language)
    if not tells_enough(told, language):
        return
    found, said = nearest(sheet, told), marks_of(lower(clause), language)
    if found is None:
        signs["Cnone"] = 1.0
        signs |= {f"Cnone:{name}{mark}": 1.0 for name, mark in zip("nqhd", said, strict=True)}
        return
    entry, of_clause, of_entry = found
    step = sum(min(of_clause, 1) / 2 + of_entry / 2 >= least for least in _BUCKETS)
    for name, mark, theirs in zip("nqhd", said, entry.marks, strict=True):
        signs[f"C{name}:{mark}|{theirs}:{step}"] = 1.0
        signs[f"C{name}:{mark}|{theirs}"] = 1.0
    signs[f"Cst:{entry.status}:{step}"] = 1.0
    signs[f"Cst:{entry.status}:h{said.hedged}:{step}"] = 1.0
    signs["Cn.cc"] = max(signs.get("Cn.cc", 0.0), 1 - of_clause)
    signs["Cn.cu"] = max(signs.get("Cn.cu", 0.0), of_entry)
    signs["Cn.mincu"] = max(signs.get("Cn.mincu", 0.0), 1 - of_entry)
    if step >= _ALIKE:
        for piece in entry.pairs - runs(own, language, 2):
            signs[f"m:{piece}"] = 1.0


def ruled(findings: Iterable[Finding]) -> Signs:
    """Return the signs of what the rules found in a sentence."""
    signs: Signs = {}
    for finding in findings:
        signs[f"r:{finding.rule}:{finding.severity}"] = 1.0
        signs[f"R:{finding.severity}"] = 1.0
        signs[f"rd:{finding.defect}"] = 1.0
    if not signs.keys() & {"R:error", "R:warning"}:
        signs["R:none"] = 1.0
    return signs
