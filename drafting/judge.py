"""A second reading by a model: whether a sentence in other words than the facts' is borne out by them.

The checks decide what can be decided by rule. What only a reader can tell is asked of the configured model, on request.
It must quote, and its quotations are looked up: a verdict whose words stand neither in the fact nor in the sentence is
not believed. What it finds is a warning for a person to look at, never an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from drafting.brief import Brief
from drafting.checks.passage import Passage
from drafting.messages import Language, say
from drafting.sentences import Span
from drafting.statement import Finding
from prompts import prompt

Ask = Callable[[str], str]

_AT_ONCE = 12
"""Sentences judged in one call: few enough that a small model keeps count (ours)."""
_SHORTEST = {"zh": 2, "en": 4}
"""Characters that a quotation must have to be evidence (ours)."""
_LIST = re.compile(r"\[.*\]", re.DOTALL)
_SPACE = re.compile(r"\s+")


class _Verdict(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    n: int
    verdict: Literal["supported", "contradicted", "unsupported", "no_claim"]
    fact: str = ""
    quote: str = ""
    words: str = ""


@dataclass(frozen=True)
class SecondReading:
    """What a model found, and how much of its answer could not be believed.

    Attributes:
        findings: warnings with the words quoted.
        judged: sentences that were put to the model.
        disbelieved: verdicts dropped, for their quotations stand nowhere, or for they made no sense.
    """

    findings: tuple[Finding, ...]
    judged: int
    disbelieved: int


def second_reading(passage: Passage, ask: Ask, found: Sequence[Finding]) -> SecondReading:
    """Ask a model about every sentence that the checks left alone.

    Only what may be said goes to the model: confirmed facts and commitments, and no sentence in which a check found
    words of a confidential or unconfirmed fact, or anything else wrong with its facts.

    Args:
        passage: the text with its brief.
        ask: gives a model's answer to a question, raising `ModelError` where it fails.
        found: what the checks found in it.
    """
    brief = passage.brief
    if brief is None:
        return SecondReading((), 0, 0)
    sentences = [span for span in passage.sentences if _may_be_asked(passage, span, found)]
    sayable = _sayable(brief)
    findings: list[Finding] = []
    disbelieved = 0
    for first in range(0, len(sentences), _AT_ONCE):
        asked = sentences[first : first + _AT_ONCE]
        answer = ask(_question(passage, sayable, asked))
        for verdict in _verdicts(answer):
            finding = _believed(passage, sayable, asked, verdict)
            if finding is not None:
                findings.append(finding)
            elif verdict.verdict in ("contradicted", "unsupported"):
                disbelieved += 1
    return SecondReading(tuple(findings), len(sentences), disbelieved)


def _may_be_asked(passage: Passage, span: Span, found: Sequence[Finding]) -> bool:
    words = passage.text[span.start : span.end]
    if len(_SPACE.sub("", words)) < _SHORTEST[passage.language] * 2:
        return False
    return not any(f.family == "facts" and f.start < span.end and span.start < f.end for f in found)


def _sayable(brief: Brief) -> dict[str, str]:
    facts = {fact.id: fact.text for fact in brief.facts_with("confirmed")}
    for promise in brief.commitments:
        facts[promise.id] = " ".join(filter(None, (promise.owner, promise.text, promise.due)))
    return facts


def _question(passage: Passage, sayable: dict[str, str], asked: Sequence[Span]) -> str:
    facts = "\n".join(f"{name}: {_line(text)}" for name, text in sayable.items())
    sentences = "\n".join(
        f"{place}. {_line(passage.text[span.start : span.end])}" for place, span in enumerate(asked, start=1)
    )
    return prompt("judge", passage.language).fill(facts=facts, sentences=sentences)


def _line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _verdicts(answer: str) -> Iterator[_Verdict]:
    found = _LIST.search(answer)
    try:
        entries = json.loads(found.group()) if found else []
    except json.JSONDecodeError:
        return
    for entry in entries if isinstance(entries, list) else []:
        try:
            yield _Verdict.model_validate(entry)
        except ValidationError:
            continue


def _believed(
    passage: Passage, sayable: dict[str, str], asked: Sequence[Span], verdict: _Verdict
) -> Finding | None:
    """The verdict as a finding, where every word that it quotes is there."""
    if verdict.verdict not in ("contradicted", "unsupported") or not 1 <= verdict.n <= len(asked):
        return None
    sentence = asked[verdict.n - 1]
    words = verdict.words.strip()
    start = passage.text.find(words, sentence.start, sentence.end)
    if len(words) < _SHORTEST[passage.language] or start < 0:
        return None
    span = (start, start + len(words))
    if verdict.verdict == "unsupported":
        return _finding(passage, span, "judge_unsupported", words=words)
    fact, quote = sayable.get(verdict.fact), _line(verdict.quote)
    if fact is None or len(quote) < _SHORTEST[passage.language] or quote not in _line(fact):
        return None
    return _finding(passage, span, "judge_contradicted", words=words, id=verdict.fact, quote=quote, fact=fact)


def _finding(passage: Passage, span: tuple[int, int], rule: str, **fields: str) -> Finding:
    language: Language = passage.language
    return passage.finding(
        f"facts.{rule}",
        span,
        say(f"facts.{rule}", language, **fields),
        family="facts",
        defect="altered_fact" if rule == "judge_contradicted" else "speculation_as_fact",
        severity="warning",
        principle="honesty",
        evidence=f"{fields['id']}: {fields['fact']}" if "fact" in fields else None,
    )
