"""What the figures of a sentence are to the brief's: the same, reckoned from them, near them, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from drafting.brief import Brief
from drafting.checks.carried.signs import Signs
from drafting.checks.facts.ledger import ledger_of
from drafting.checks.facts.likeness import minutes_of
from drafting.claims.claim import Claim
from drafting.statement import Finding

KINDS = frozenset({"quantity", "money", "percent", "ratio", "date", "time", "duration"})
_ABOUT_FIGURES = ("figure", "number", "counted")
_DAY, _HALF_DAY = 86400, 720
_MOST = 60
"""Figures of a brief that are added and compared with one another."""
_CLOSE_SHARE, _CLOSE_RATIO, _CLOSE_AMOUNT, _CLOSE_MINUTES = 0.006, 0.012, 0.13, 15
"""How near a rounded share, part, amount or time stands to an exact one (ours)."""


@dataclass(frozen=True)
class Figures:
    """The figures that a brief may be quoted with, and what can be reckoned from two of them."""

    values: frozenset[tuple[str, str]]
    amounts: frozenset[float]
    sums: frozenset[float]
    shares: tuple[float, ...]
    lengths: frozenset[float]
    minutes: frozenset[int]
    """Times of day on a twelve-hour clock, in minutes."""


def figure_signs(brief: Brief, claims: Sequence[Claim], findings: Iterable[Finding]) -> Signs:
    """Return the signs of a sentence's figures: of what kind, how they stand to the brief's, and what the rules say of them."""
    known = figures_of(brief)
    doubted = {
        finding.match.strip(): finding.rule.partition(".")[2]
        for finding in findings
        if finding.severity != "suggestion" and any(word in finding.rule for word in _ABOUT_FIGURES)
    }
    signs: Signs = {}
    for claim in claims:
        if claim.kind not in KINDS:
            continue
        standing = _standing(claim, known)
        written = "d" if any(character.isdigit() for character in claim.text) else "w"
        amount = _amount(claim.value)
        size = "s" if amount is not None and amount < 10 else "L"
        said = doubted.get(claim.text.strip(), "ok")
        for sign in (
            f"{claim.kind}:{standing}",
            f"{standing}:{said}",
            f"{standing}:{said}:{written}{size}",
            f"{claim.kind}:{standing}:{said}:{written}{size}",
        ):
            signs[f"F:{sign}"] = 1.0
    return signs


@lru_cache(maxsize=32)
def figures_of(brief: Brief) -> Figures:
    """Return the figures of a brief's public entries, reckoned with once."""
    claims = [claim for source in ledger_of(brief).sources if source.public for claim in source.claims]
    amounts = sorted(
        {
            amount
            for claim in claims
            if claim.kind in ("quantity", "money", "percent") and (amount := _amount(claim.value)) is not None
        }
    )[:_MOST]
    lengths = {
        amount
        for claim in claims
        if claim.kind == "duration" and claim.unit == "s" and (amount := _amount(claim.value)) is not None
    }
    minutes = {minutes_of(claim.value) for claim in claims if claim.kind == "time"}
    days = {day for claim in claims if claim.kind == "date" and (day := _day(claim.value)) is not None}
    if isinstance(brief.issued_at, datetime):
        minutes.add(brief.issued_at.hour * 60 + brief.issued_at.minute)
        days.add(brief.issued_at.date())
    between = {60.0 * ((one - other) % 1440) for one in minutes for other in minutes}
    between |= {float(_DAY * abs((one - other).days)) for one in days for other in days}
    return Figures(
        values=frozenset((claim.kind, claim.value.rstrip("?")) for claim in claims),
        amounts=frozenset(amounts),
        sums=frozenset(round(x, 4) for one in amounts for other in amounts for x in (one + other, abs(one - other))),
        shares=tuple({round(min(one, other) / max(one, other), 4) for one in amounts for other in amounts if max(one, other) > 0}),
        lengths=frozenset(lengths | between),
        minutes=frozenset(at % _HALF_DAY for at in minutes),
    )  # fmt: skip


def _standing(claim: Claim, known: Figures) -> str:
    if (claim.kind, claim.value.rstrip("?")) in known.values:
        return "known"
    if claim.kind == "time":
        near = any(abs(minutes_of(claim.value) % _HALF_DAY - at) <= _CLOSE_MINUTES for at in known.minutes)
        return "near" if near else "none"
    if claim.kind == "ratio":
        part, _, whole = claim.value.partition("/")
        one, all_of_it = _amount(part), _amount(whole)
        share = one / all_of_it if one is not None and all_of_it else -1.0
        return "share" if any(abs(share - other) < _CLOSE_RATIO for other in known.shares) else "none"
    amount = _amount(claim.value)
    if amount is None:
        return "none"
    if claim.kind == "percent":
        return "share" if any(abs(amount / 100 - other) < _CLOSE_SHARE for other in known.shares) else "none"
    if claim.kind == "duration":
        if claim.unit != "s":
            return "none"
        if amount in known.lengths:
            return "span"
        return "near" if any(abs(amount - other) <= amount / 10 for other in known.lengths) else "none"
    if amount in known.amounts:
        return "value"
    if round(amount, 4) in known.sums:
        return "sum"
    near = bool(claim.bound) and any(
        other and abs(amount - other) / other < _CLOSE_AMOUNT for other in known.amounts
    )
    return "near" if near else "none"


@lru_cache(maxsize=4096)
def _amount(value: str) -> float | None:
    try:
        return float(Decimal(value))
    except (InvalidOperation, OverflowError):
        return None


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None
