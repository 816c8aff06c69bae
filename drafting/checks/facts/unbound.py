"""Statements that rest on nothing: clauses whose telling words stand nowhere in the brief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from drafting.checks.facts.bearing import Borne, Span, borne, secret_words
from drafting.checks.facts.hedging import is_hedged
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.telling import assertion
from drafting.statement import Defect, Finding, Principle, Severity

Asserted = Literal["cause", "benefit", "done", "plain"]
_LEAST: dict[Asserted, tuple[float, float]] = {
    "cause": (1.0, 0.25),
    "benefit": (1.5, 0.2),
    "done": (1.5, 0.4),
    "plain": (2.0, 0.5),
}
"""The weight of unknown telling words, and their share of all, from which a clause rests on nothing (ours, by the
true statements of half the briefs of the benchmark)."""
_TELLING: dict[Asserted, str] = {"benefit": "gift", "done": "deed"}
"""Words of which one alone is enough, where the clause asserts what they tell of."""
_NEAR = 40
"""Characters before a word in which its auxiliaries stand."""
_RULES: dict[Asserted, tuple[str, Defect, Severity, Principle]] = {
    "cause": ("unbound_cause", "speculation_as_fact", "error", "honesty"),
    "benefit": ("unbound_promise", "overpromise", "error", "repair"),
    "done": ("unbound_deed", "altered_fact", "error", "honesty"),
    "plain": ("unsupported_statement", "altered_fact", "warning", "honesty"),
}


def check(reading: Reading) -> Iterator[Finding]:
    """Yield clauses that assert a cause, a benefit, a deed or anything else of which the brief says nothing."""
    if not reading.comparable:
        return
    for clause in reading.setting.clauses:
        sentence = reading.setting.sentence_at(clause[0])
        yield from _clause(reading, clause, sentence, is_title=sentence == reading.setting.sentences[0])


def _clause(reading: Reading, clause: Span, sentence: Span, *, is_title: bool) -> Iterator[Finding]:
    if not _is_stated(reading, clause, sentence):
        return
    found = borne(reading, clause)
    if not found.unknown:
        return
    asserted = _asserted(reading, clause)
    if asserted != "cause" and asserted != "benefit" and (is_title or _is_exempt(reading, clause, sentence)):
        return
    if not _is_unbound(reading, found, asserted):
        return
    secret = _secret(reading, found)
    if secret is not None:
        yield reading.finding("confidential", clause, "confidential_leak", source=secret)
        return
    rule, defect, severity, principle = _RULES[asserted]
    words = "、" if reading.passage.language == "zh" else ", "
    yield reading.finding(
        rule, clause, defect, severity=severity, principle=principle,
        unknown=words.join(dict.fromkeys(word.text for word in found.unknown)),
    )  # fmt: skip


def _is_unbound(reading: Reading, found: Borne, asserted: Asserted) -> bool:
    language = reading.passage.language
    weight, share = _LEAST[asserted]
    faint = asserted == "cause"
    if found.weight(faint=faint) >= weight and found.share(faint=faint) >= share:
        return True
    telling = _TELLING.get(asserted)
    if telling is not None and any(assertion(telling, language).fullmatch(w.text) for w in found.unknown):
        return True
    return asserted == "done" and any(
        not word.faint and _is_predicate(reading, word.start) for word in found.unknown
    )


def _is_predicate(reading: Reading, start: int) -> bool:
    """Whether the word at a place is what is said to have been done."""
    before = assertion("before", reading.passage.language)
    near = reading.setting.low[max(0, start - _NEAR) : start]
    return any(match.end() == len(near) for match in before.finditer(near))


def _asserted(reading: Reading, clause: Span) -> Asserted:
    low, language = reading.setting.low[slice(*clause)], reading.passage.language
    kinds: tuple[Asserted, ...] = ("cause", "benefit", "done")
    return next((kind for kind in kinds if assertion(kind, language).search(low)), "plain")


def _is_stated(reading: Reading, clause: Span, sentence: Span) -> bool:
    """Whether the clause says flatly that something is so."""
    setting = reading.setting
    if setting.marked("question", *clause) or is_hedged(reading, clause):
        return False
    if setting.marked("conditional", sentence[0], clause[1]) or setting.marked("directive", *sentence):
        return False
    if reading.ledger.of("denied") and setting.marked("denied", *sentence):
        return False
    return not any(a < clause[1] and clause[0] < b for a, b in setting.quotations)


def _is_exempt(reading: Reading, clause: Span, sentence: Span) -> bool:
    """Whether the sentence feels with people or speaks to the reader of the reader, and so states nothing."""
    low, language = reading.setting.low, reading.passage.language
    return bool(
        assertion("care", language).search(low[slice(*sentence)])
        or assertion("addressed", language).search(low[slice(*clause)])
    )


def _secret(reading: Reading, found: Borne) -> Source | None:
    """The secret that holds some of the clause's unknown words."""
    best: tuple[int, Source] | None = None
    for source in reading.ledger.of("confidential"):
        words, _ = secret_words(reading.ledger, source, reading.passage.language)
        shared = sum(words.holds(word.text) for word in found.unknown)
        if shared and (best is None or shared > best[0]):
            best = (shared, source)
    return best[1] if best else None
