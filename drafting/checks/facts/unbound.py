"""Statements that rest on nothing: clauses whose telling words stand nowhere in the brief."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from drafting.checks.facts.anchored import is_anchored
from drafting.checks.facts.bearing import Borne, Span, borne, borne_by_one
from drafting.checks.facts.chinese_turns import gives_no_cause
from drafting.checks.facts.hedging import is_hedged
from drafting.checks.facts.matching import matches
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.untold import says_nobody_knows
from drafting.claims.telling import assertion
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.statement import Defect, Finding, Principle, Severity

_YOU = late(r"(?<![a-z])you(?![a-z])")
"""What the reader is told of the reader, one new word alone does not make a promise."""
Asserted = Literal["cause", "benefit", "done", "plain"]
_LEAST: dict[Language, dict[Asserted, tuple[float, float]]] = {
    "zh": {"cause": (0.5, 0.3), "benefit": (1.0, 0.2), "done": (1.5, 0.4), "plain": (2.0, 0.5)},
    "en": {"cause": (1.0, 0.25), "benefit": (1.0, 0.3), "done": (1.5, 0.4), "plain": (2.0, 0.5)},
}
"""The weight of unknown telling words, and their share of all, from which a clause rests on nothing (ours, by
the statements of benchmarks/data/mutations, and by the mere counts of its second set). A Chinese word often has a character in common with the brief,
and weighs less for it."""
_TELLING: dict[Asserted, tuple[tuple[Asserted, str], ...]] = {
    "cause": (),
    "benefit": (("benefit", "gift"),),
    "done": (("done", "deed"), ("cause", "culprit")),
    "plain": (("cause", "culprit"), ("benefit", "gift")),
}
"""Words of which one alone tells enough where a clause asserts something, and what it tells of."""
_REWORDED = 0.6
"""A clause is one source reworded where that source holds this share of it and one word is new (ours)."""
_LOOSE: tuple[Asserted, ...] = ("done", "plain")
"""What is asserted loosely enough for a sentence of care to say it of nobody in particular."""
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
    if not _is_stated(reading, clause) or says_nobody_knows(reading, clause):
        return
    found = borne(reading, clause)
    asserted = _asserted(reading, clause)
    if not found.unknown or (asserted == "benefit" and reading.passage.language == "en" and not found.known):
        return
    if asserted in _LOOSE and (is_title or _is_exempt(reading, clause, sentence)):
        return
    if asserted == "plain" and not _tells_what_was(reading, clause):
        return
    if asserted != "cause" and _has_a_known_figure(reading, clause, least=1 if asserted == "plain" else 2):
        return
    if asserted == "cause" and gives_no_cause(reading.setting.low[slice(*clause)]):
        return
    if asserted in ("cause", "benefit") and _FEELS.search(reading.setting.low, *clause):
        return
    if found.weight(faint=True) <= 1 and (
        borne_by_one(reading, found) >= _REWORDED
        or (asserted == "benefit" and _YOU.search(reading.setting.low, *clause))
    ):
        return
    told = _telling(reading, found, asserted)
    if told == "benefit" and reading.passage.language == "en" and _TAKES.search(reading.setting.low, *clause):
        told = None
    if asserted != "cause" and is_anchored(reading, clause, by_days=told is None):
        return
    if told is None and not _is_unbound(reading, found, asserted):
        return
    rule, defect, severity, principle = _RULES[told or asserted]
    words = "、" if reading.passage.language == "zh" else ", "
    yield reading.finding(
        rule, clause, defect, severity=severity, principle=principle,
        unknown=words.join(dict.fromkeys(_as_told(reading, clause, word.text) for word in found.unknown)),
    )  # fmt: skip


def _as_told(reading: Reading, clause: Span, word: str) -> str:
    """A word of a clause in the characters of the text; the readers have folded it."""
    at = reading.setting.low.find(word, *clause)
    return reading.passage.text[at : at + len(word)] if at >= 0 else word


_TAKES = late(
    r"(?<![a-z])(?:took|takes?(?= \w+ (?:fare|fee|money|payment))|charg(?:ed|es?)|billed|debited|deducted|overcharged)(?![a-z])"
)
"""What is taken from people is no gift, whatever word for money it holds."""
_FEELS = late(r"失望|寒心|难过|揪心|受罪|委屈|伤害|打击|痛苦|不便|困扰|担心|着急|羞愧|内疚")
"""What people were made to feel is no cause of what happened."""


def _has_a_known_figure(reading: Reading, clause: Span, least: int) -> bool:
    """Whether a Chinese clause counts what the brief counts, and so is bound by its figure: 九位顾客反映肚子疼.

    `least` is of how many digits a figure must be.
    """
    if reading.passage.language != "zh":
        return False
    pieces = reading.grams_of(clause)
    return any(
        source.kind in ("confirmed", "commitment") and (len(claim.value) > 1 or pieces & source.grams)
        for claim in reading.claims_in(clause)
        if claim.kind in ("quantity", "money", "percent")
        and claim.unit != "ordinal"
        and len(claim.value) >= least
        for source, _ in matches(reading, claim)
    )


def _is_unbound(reading: Reading, found: Borne, asserted: Asserted) -> bool:
    language = reading.passage.language
    weight, share = _LEAST[language][asserted]
    faint = asserted == "cause"
    told = found.weight(faint=faint)
    if asserted == "done" and told:
        told = (told + found.weight(faint=True)) / 2
    return told >= weight and found.share(faint=faint) >= share


def _telling(reading: Reading, found: Borne, asserted: Asserted) -> Asserted | None:
    """What one word that the brief does not hold asserts by itself."""
    language = reading.passage.language
    if asserted == "plain" and not found.known:
        return None
    for kind, words in _TELLING[asserted]:
        if any(assertion(words, language).fullmatch(word.text) for word in found.unknown):
            return kind
    return None


def _asserted(reading: Reading, clause: Span) -> Asserted:
    low, language = reading.setting.low[slice(*clause)], reading.passage.language
    kinds: tuple[Asserted, ...] = ("cause", "benefit", "done")
    return next((kind for kind in kinds if assertion(kind, language).search(low)), "plain")


def _is_stated(reading: Reading, clause: Span) -> bool:
    """Whether the clause says flatly that something is so, and asks, advises or quotes nothing."""
    setting = reading.setting
    if setting.marked("question", *clause) or is_hedged(reading, clause):
        return False
    if setting.marked("directive", *setting.sentence_at(clause[0])):
        return False
    return not any(a < clause[1] and clause[0] < b for a, b in setting.quotations)


def _is_exempt(reading: Reading, clause: Span, sentence: Span) -> bool:
    """Whether the sentence feels with people, denies, makes a condition, or speaks to the reader of the reader."""
    setting, language = reading.setting, reading.passage.language
    if setting.marked("conditional", sentence[0], clause[1]):
        return True
    if reading.ledger.of("denied") and setting.marked("denied", *sentence):
        return True
    return bool(
        assertion("care", language).search(setting.low, *sentence)
        or assertion("addressed", language).search(setting.low[slice(*clause)])
    )


def _tells_what_was(reading: Reading, clause: Span) -> bool:
    low, language = reading.setting.low[slice(*clause)], reading.passage.language
    return bool(assertion("past", language).search(low)) and not assertion("gnomic", language).search(low)
