"""Checks a text against what was already said: a change that is not openly corrected is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation

from drafting.brief import Brief, EarlierStatement
from drafting.checks.facts.grams import grams
from drafting.checks.passage import Passage
from drafting.claims import read_claims
from drafting.claims.claim import Claim
from drafting.messages import Language, language_of, say
from drafting.plan import Correction
from drafting.statement import Finding

_FIGURES = frozenset({"quantity", "money", "percent"})
_ABOUT = Decimal("0.2")
"""A figure given as “about” still holds within a fifth of it (ours)."""
_SHARED = 3
"""Pieces that two sentences must share for figures without a class to count the same (ours)."""
_OPENLY = re.compile(
    r"更正|订正|勘误|有误|不准确|此前.{0,12}(?:称|说|提到|通报|说明|声明|公告)|(?:先前|上次|昨[日天晚]).{0,10}(?:称|说|提到|通报|说明|声明)"
    r"|\bcorrect(?:ion|ed|ing|s)?\b|\bwe (?:previously |earlier )?(?:said|stated|reported|wrote)\b"
    r"|\bour (?:\w+ ){0,3}(?:earlier|previous|first|last) (?:statement|update|report)|\bwas (?:wrong|not right|inaccurate)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"截至|截止|目前|现已|最新|又|新增|\bas of\b|\bby \d|\bnow\b|\bso far\b|\bto date\b|\bsince\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class _Change:
    """Two claims that cannot both hold: what was said and what is said now."""

    old: Claim
    new: Claim
    old_clause: str
    moved_on: bool


def check(passage: Passage) -> Iterator[Finding]:
    """Yield where the text changes what an earlier statement said without saying so.

    A figure that has moved on with the time it holds for is a warning, any other unannounced change an error.
    """
    if passage.brief is None:
        return
    claims = read_claims(passage.text, passage.language, passage.brief.issued_at)
    for earlier in passage.brief.earlier:
        for change in _changes(earlier, claims, passage.text, passage.language):
            if _is_announced(passage, change):
                continue
            around = passage.text[slice(*change.new.sentence)].strip()
            yield passage.finding(
                "consistency.changed",
                (change.new.start, change.new.end),
                say(
                    "consistency.changed",
                    passage.language,
                    words=change.new.text.strip(),
                    old=change.old_clause,
                    id=earlier.id,
                ),
                family="consistency",
                defect="inconsistency_with_earlier_statement",
                severity="warning" if change.moved_on else "error",
                principle="consistency",
                suggestion=say("consistency.correct", passage.language, old=change.old_clause, words=around),
                evidence=f"{earlier.id}: {change.old_clause}",
            )


def corrections(brief: Brief) -> tuple[Correction, ...]:
    """Return what earlier statements said and a confirmed fact now changes: one for each earlier clause."""
    found: dict[tuple[str, str], Correction] = {}
    language = language_of(brief.language)
    for fact in brief.facts_with("confirmed"):
        claims = read_claims(fact.text, language, brief.issued_at)
        for earlier in brief.earlier:
            for change in _changes(earlier, claims, fact.text, language):
                timed = fact.as_of is not None and change.old.kind != "act" and not change.old.bound
                if not change.moved_on and not timed:
                    key = (earlier.id, change.old_clause)
                    found.setdefault(key, Correction(fact=fact.id, earlier=earlier.id, old=change.old_clause))
    return tuple(found.values())


def _changes(
    earlier: EarlierStatement, claims: Iterable[Claim], text: str, language: Language
) -> Iterator[_Change]:
    said = _claims_of(earlier.text, language, earlier.published_at)
    for new in claims:
        if not new.asserted or "future" in new.moods or "quoted" in new.moods:
            continue
        around = grams(text[slice(*new.sentence)], language)
        for old in said:
            if _excludes(old, new, grams(earlier.text[slice(*old.sentence)], language) & around):
                old_clause = earlier.text[slice(*old.clause)].strip(" ，,。.；;")
                later = bool(_LATER.search(text[slice(*new.sentence)]))
                yield _Change(old, new, old_clause, new.kind != "act" and later and not old.bound)
                break


def _claims_of(text: str, language: Language, issued_at: datetime | None) -> list[Claim]:
    return [
        claim
        for claim in read_claims(text, language, issued_at)
        if claim.asserted and "future" not in claim.moods
    ]


def _excludes(old: Claim, new: Claim, shared: frozenset[str]) -> bool:
    if old.kind != new.kind:
        return False
    if old.kind == "act":
        return old.value == new.value and old.negated != new.negated and old.unit == "state"
    return (
        old.kind in _FIGURES
        and old.unit == new.unit
        and _counts_the_same(old, new, shared)
        and _differ(old, new)
    )


def _counts_the_same(old: Claim, new: Claim, shared: frozenset[str]) -> bool:
    if old.counts or new.counts:
        return bool(old.counts & new.counts)
    return bool(old.unit) and old.unit != "any" and len(shared) >= _SHARED


def _differ(old: Claim, new: Claim) -> bool:
    try:
        before, after = Decimal(old.value), Decimal(new.value)
    except InvalidOperation:
        return False
    if old.bound in ("under", "at_most"):
        return after > before
    if old.bound in ("over", "at_least"):
        return after < before
    if old.bound == "about":
        return abs(after - before) > before * _ABOUT
    return after != before and not (old.negated or new.negated)


def _is_announced(passage: Passage, change: _Change) -> bool:
    """A change is open where a correction stands beside it, or anywhere quotes the earlier words."""
    spans = passage.sentences
    here = next((i for i, (a, b) in enumerate(spans) if a <= change.new.start < b), 0)
    for number, (start, end) in enumerate(spans):
        sentence = passage.text[start:end]
        if _OPENLY.search(sentence) and (abs(number - here) <= 1 or change.old_clause in sentence):
            return True
    return False
