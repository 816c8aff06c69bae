"""Questions and their answers: what is asked about, and whether the answer says yes to it, no, or leaves it open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import Literal

from drafting.checks.facts import denial
from drafting.checks.facts.hedging import is_asked
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.signed_ledger import SignedLedger, signed_ledger
from drafting.checks.facts.signs import Signed, Span, signed
from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.claims.setting import Setting
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.statement import Finding

_ABOUT, _ABOUT_SAID, _ABOUT_ASKED = 0.4, 0.6, 0.3
"""A question and its answer are about a suspicion or rumour of which they hold the first share by weight, the second
where the answer says neither yes nor no; and the third of the question stands there (ours)."""
_NEARER, _MOSTLY, _PARTLY = 0.8, 0.6, 0.25
"""A question is nearer to it than to any fact; one that stands there mostly needs hold only a part of it (ours)."""
_LEAST, _BESIDE = 2, 4
"""Words that a suspicion must have, and clauses of an answer that tell what it is about."""
_OPENING = late(r"[\s\"'“”「」—–-]*(?:(?:[a-z]{1,14}|答|我们|客服)\s?:)?[\s\"'“”「」—–-]*")
_YES = late(
    r"(?:yes|yeah|correct|right|true|indeed|(?:that|it) (?:is|was) (?:so|true|right|correct)|(?:it|he|she|they|we|there) (?:is|was|did|has|are|were|have|had|will)(?=[,.;!]))(?![a-z])"
    r"|(?:是的|是这样|对的?|没错|确实|属实|有的?|会的?|能的?|可以的?|要的?|用的?)(?=[,。!;]|$)|有过|确有"
)
_NO = late(
    r"(?:no|never|none|not at all|nobody|(?:it|he|she|they|we|there) (?:is|was|did|has|are|were|have|had|will) (?:not|none)|(?:it|he|she|they|we|there) \w+n't)(?=[,.;!]|$)"
    r"|(?:不是|没有|不会|不能|不用|不可以|不行|不要|没|不)(?:的|了)?(?=[,。!;]|$)"
)
_ECHO = late(r"[\u3400-\u9fff]{1,3}(?=了?[,。!;]|$)")
_NEGATIVE = late(r"(?<![a-z])\w+n't (?:you|he|she|they|it|we|there)(?![a-z])|不是[^,。]{1,12}吗|难道")
_OPEN_WORDS = late(
    r"(?<![a-z])(?:ask|wait|hear|heard|find|know|tell|say|guess|see|saw|read|believe|think|told|report\w*|cannot|can't|police|regulator)(?![a-z])|不知|不清|没有(?:结论|证实|核实)|核|查|问|等|猜|说不|听|看到"
)
Answer = Literal["yes", "no", "said"]


@dataclass(frozen=True)
class Asked:
    """A question, the answer behind it, and what that answer says."""

    question: Span
    answer: Span
    says: Answer


def answers(reading: Reading) -> Iterator[Asked]:
    """Yield the questions of a text that are answered, without those whose answer leaves open what was asked."""
    setting = reading.setting
    for question, following in zip(setting.sentences, setting.sentences[1:], strict=False):
        low = setting.low[slice(*question)]
        if is_asked(reading, following) or _NEGATIVE.search(low):
            continue
        end = setting.low.find("\n", following[0])
        line = (following[0], end if end >= 0 else len(setting.low))
        start = _OPENING.match(setting.low, *line)
        at = start.end() if start else line[0]
        if _leaves_open(reading, (at, following[1])):
            continue
        if _YES.match(setting.low, at) or _echoes(setting, at, low):
            yield Asked(question, (at, following[1]), "yes")
        elif not is_asked(reading, question):
            continue
        elif _NO.match(setting.low, at):
            yield Asked(question, following, "no")
        elif not _leaves_open(reading, (at, line[1])):
            yield Asked(question, following, "said")


def _echoes(setting: Setting, at: int, question: str) -> bool:
    """Whether a Chinese answer says yes by the question's own verb (受影响吗？受影响)."""
    found = _ECHO.match(setting.low, at)
    return found is not None and found.group().rstrip("了") in question and found.group()[0] not in "不没"


@cache
def _frame(language: Language) -> re.Pattern[str]:
    moods = lexicon.moods()
    names = ("hedge", "kept_open", "reporting")
    return re.compile("|".join(lexicon.phrasebook(moods[name]).of(language).pattern for name in names))


def _leaves_open(reading: Reading, answer: Span) -> bool:
    return bool(_frame(reading.passage.language).search(reading.setting.low, *answer))


def check(reading: Reading) -> Iterator[Finding]:
    """Yield answers that say yes to what is denied or open, or that say the contrary of a fact."""
    if not reading.comparable:
        return
    index = signed_ledger(reading.ledger, reading.passage.language)
    for asked in answers(reading):
        source = None if asked.says == "no" else _open_matter(reading, index, asked)
        if source is not None:
            rumour = source.kind == "denied"
            yield reading.finding(
                "rumour_stated" if rumour else "unconfirmed",
                asked.answer,
                "rumour_amplified" if rumour else "unconfirmed_as_confirmed",
                source=source,
            )
        elif asked.says != "said":
            against = _contradicted(reading, asked)
            if against is not None:
                yield reading.finding("altered_words", asked.answer, "altered_fact", source=against.source)


def _open_matter(reading: Reading, index: SignedLedger, asked: Asked) -> Source | None:
    """The suspicion or rumour that a question is about, where the answer says yes to it or takes it as known."""
    setting = reading.setting
    if asked.says == "said" and _OPEN_WORDS.search(setting.low, *asked.answer):
        return None
    question = signed(setting, asked.question)
    end = setting.low.find("\n", asked.answer[0])
    line = (asked.answer[0], end if end >= 0 else len(setting.low))
    beside = setting.clauses_in(line)[:_BESIDE]
    keys = question.keys.union(*(signed(setting, clause).keys for clause in beside))
    near = index.holding(question.words)
    least = max(
        (denial.share_of(index, question, p) for p in near if index.entries[p].source.kind != "denied"),
        default=0.0,
    )
    wanted = _ABOUT if asked.says == "yes" else _ABOUT_SAID
    for source in reading.ledger.of("unconfirmed", *(("denied",) if asked.says == "yes" else ())):
        for clause in _bare(source):
            whole = index.total(clause.words)
            held = index.total(w for w in clause.words if w.keys & keys)
            mine = index.total(w for w in question.words if w.keys & clause.keys)
            share = mine / (index.total(question.words) or 1.0)
            if source.kind == "denied":
                is_about = held >= _ABOUT_SAID * whole
            else:
                is_about = held >= wanted * whole or (share >= _MOSTLY and held >= _PARTLY * whole)
            if is_about and share >= max(least * _NEARER, _ABOUT_ASKED):
                return source
    return None


@lru_cache(maxsize=256)
def _bare(source: Source) -> tuple[Signed, ...]:
    """The clauses of a suspicion without the words that report or doubt."""
    bare = Setting(_frame(source.language).sub(" ", lower(source.text)), source.language)
    found = (signed(bare, span) for span in bare.clauses)
    return tuple(clause for clause in found if len(clause.plain) >= _LEAST)


def _contradicted(reading: Reading, asked: Asked) -> denial.Turned | None:
    clauses = reading.setting.clauses_in(asked.question)
    if not clauses:
        return None
    clause = signed(reading.setting, clauses[-1])
    if asked.says == "no":
        if any(word.sign <= 0 for word in clause.plain):
            return None
        words = tuple(replace(word, sign=-word.sign, is_behind=not word.is_side) for word in clause.words)
        clause = Signed(clause.text, words)
    return denial.contradicts(reading, clause, clause.keys)
