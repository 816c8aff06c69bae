"""Checks a text against what was already said: a change that is not openly corrected is a finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from drafting.brief import Brief, EarlierStatement
from drafting.checks.consistency import absolutes, all_clear, causes, figures, promises, reported
from drafting.checks.consistency.spoken import Change, Spoken, spoken
from drafting.checks.facts.grams import grams
from drafting.checks.passage import Passage
from drafting.late_patterns import late
from drafting.messages import language_of, say
from drafting.plan import Correction
from drafting.statement import Finding, Severity

_OPENLY = late(
    r"更正|订正|勘误|纠正|修正|有误|不准确|不准|说错|写错|报错|错了|不成立|(?:与|和)(?:事实|实际|实情)[^,，。]{0,4}(?:不符|不一致|有出入)|说早了|说少了|说多了|说得太|没(?:有)?做到|没(?:有)?兑现|食言|晚了|推迟|延后|改为|调整为|改成"
    r"|(?:此前|之前|先前|早前|早些时候|当时|当晚|当天|最初|起初|一开始|首[次条份]|上[次一]|前[次几天晚]|昨[日天晚]|今[早晨天]|今天凌晨|[0-9]{1,2}[日月时点][^,，。]{0,6}).{0,12}(?:称|说|提到|通报|说明|声明|公告|告诉|表示|公布|写|答复|承诺|答应|预计)"
    r"|我们.{0,3}(?:说过|曾|答应过|承诺过|讲过)|(?:不再|已不)(?:成立|准确|适用)"
    r"|\bcorrect(?:ion|ed|ing|s)?\b|\b(?:we|i) (?:\w+ )?(?:got (?:that|this|it)|were|was) wrong\b|\b(?:was|were|is) (?:wrong|not right|inaccurate|too low|too high|incorrect|mistaken|premature|out of date)\b|\bwrong\b"
    r"|(?<!\bas )\bwe (?:had |have |have previously |previously |earlier |first |then |initially |originally |also )?(?:said|stated|reported|wrote|named|listed|told|announced|promised|spoke|gave|put|estimated|expected|posted|published)\b"
    r"|\b(?:our|the|an) (?:\w+ ){0,3}(?:earlier|previous|first|initial|original|last) (?:\w+ )?(?:statement|update|report|notice|post|figure|message|estimate|count|number)|\b(?:yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday|last night)['’]s (?:\w+ )?(?:statement|update|report|notice|post)"
    r"|\bno longer (?:true|holds|stands|correct)\b|\b(?:that|this|it) has changed\b|\b(?:revised|retract|withdraw)\w*\b|\bnot (?:true|as we said)\b|\bdid not (?:meet|keep|hold)\b|\b(?:missed|broke) (?:that|this|our)\b",
    re.IGNORECASE,
)
_ALL = (
    figures.changes,
    promises.broken,
    absolutes.nobody_ill,
    absolutes.only_these,
    promises.moved,
    causes.changed,
    all_clear.withdrawn,
)
_QUOTED = 0.2
"""How much of an earlier clause an open correction anywhere must hold to be about it (ours); rather too little, for a
correction says the old thing in other words."""
_TAKEN_UP = 2
_ANSWERS = frozenset({"qa", "service_script", "memo"})
"""Texts that answer one question at a time: the correction has its place in the public statement."""


def check(passage: Passage) -> Iterator[Finding]:
    """Yield where the text changes what an earlier statement said without saying so, or repeats what no longer holds.

    A figure that has moved on with the time it holds for, and another cause in other words, are warnings; any other
    unannounced change is an error.
    """
    if passage.brief is None or not passage.brief.earlier:
        return
    now = spoken(passage.text, passage.language, passage.brief.issued_at)
    for earlier in passage.brief.earlier:
        seen: set[int] = set()
        said = spoken(earlier.text, passage.language, earlier.published_at)
        for change in _changes(said, now):
            if change.start in seen or _is_announced(passage, change, earlier.text):
                continue
            seen.add(change.start)
            yield _finding(passage, earlier, change)
        yield from _reported(passage, passage.brief, earlier, said, now)
    yield from _repeated(passage, passage.brief, now)


def _reported(
    passage: Passage, brief: Brief, earlier: EarlierStatement, said: Spoken, now: Spoken
) -> Iterator[Finding]:
    """What is told of the earlier statement itself; no correction makes a wrong report of it right."""
    for change in (
        *reported.misreported(said, now),
        *reported.denied(said, now),
        *reported.otherwise(said, now),
    ):
        yield _finding(passage, earlier, change)
    if any(True for _ in _changes(said, now)) or any(c.earlier == earlier.id for c in corrections(brief)):
        for change in reported.unchanged(said, now):
            yield _finding(passage, earlier, change)


def corrections(brief: Brief) -> tuple[Correction, ...]:
    """Return what earlier statements said and a confirmed fact now changes: one for each earlier clause.

    These are written into published statements, so only what cannot hold together is among them.
    """
    found: dict[tuple[str, str], Correction] = {}
    language = language_of(brief.language)
    for fact in brief.facts_with("confirmed"):
        told = spoken(fact.text, language, brief.issued_at)
        for earlier in brief.earlier:
            said = spoken(earlier.text, language, earlier.published_at)
            kept = (c for c in _changes(said, told) if c.sure and not (c.timed and fact.as_of is not None))
            for change in (*kept, *promises.unkept(said, told, brief)):
                key = (earlier.id, change.old)
                found.setdefault(key, Correction(fact=fact.id, earlier=earlier.id, old=change.old))
    return tuple(found.values())


def _changes(said: Spoken, now: Spoken) -> Iterator[Change]:
    for kind in _ALL:
        yield from kind(said, now)


def _finding(passage: Passage, earlier: EarlierStatement, change: Change) -> Finding:
    span = change.start, change.end
    severity: Severity = "warning" if change.moved_on or change.cause else "error"
    if passage.channel in _ANSWERS and (change.cause or _is_borne_since(passage, earlier, change)):
        severity = "suggestion"
    around = passage.text[slice(*_sentence_at(passage, change.start))].strip()
    rule = "consistency.misreported" if change.reported else "consistency.changed"
    return passage.finding(
        rule,
        span,
        say(
            rule,
            passage.language,
            words=passage.text[slice(*span)].strip(),
            old=change.old,
            id=earlier.id,
        ),
        family="consistency",
        defect="inconsistency_with_earlier_statement",
        severity=severity,
        principle="consistency",
        suggestion=None
        if change.reported
        else say("consistency.correct", passage.language, old=change.old, words=around),
        evidence=f"{earlier.id}: {change.old}",
    )


def _is_borne_since(passage: Passage, earlier: EarlierStatement, change: Change) -> bool:
    """Whether a fact that holds for a time after the earlier statement carries the very figure that is said now."""
    brief = passage.brief
    if brief is None or not change.timed or change.reported or earlier.published_at is None:
        return False
    said = spoken(passage.text, passage.language, brief.issued_at).claims
    now = {(c.kind, c.value) for c in said if (c.start, c.end) == (change.start, change.end)}
    return any(
        (claim.kind, claim.value) in now
        for fact in brief.facts_with("confirmed")
        if isinstance(fact.as_of, datetime) and fact.as_of > earlier.published_at
        for claim in spoken(fact.text, passage.language, brief.issued_at).claims
    )


def _sentence_at(passage: Passage, place: int) -> tuple[int, int]:
    return next((span for span in passage.sentences if span[0] <= place < span[1]), (place, place))


def _is_announced(passage: Passage, change: Change, earlier: str) -> bool:
    """A change is open where a correction stands beside it, or anywhere takes up the earlier words."""
    spans = passage.sentences
    here = next((i for i, (a, b) in enumerate(spans) if a <= change.start < b), 0)
    for number, (start, end) in enumerate(spans):
        sentence = passage.text[start:end]
        if not _OPENLY.search(sentence):
            continue
        around = passage.text[start : spans[min(number + 1, len(spans) - 1)][1]]
        if (
            abs(number - here) <= 1
            or _quotes(sentence, change.old, passage)
            or _takes_up(around, earlier, passage)
        ):
            return True
    return False


def _quotes(sentence: str, old: str, passage: Passage) -> bool:
    pieces = grams(old, passage.language)
    return old in sentence or (
        len(pieces) > 1 and len(pieces & grams(sentence, passage.language)) >= _QUOTED * len(pieces)
    )


def _takes_up(words: str, earlier: str, passage: Passage) -> bool:
    """Whether a correction and the sentence behind it share two pieces with what was said."""
    return len(grams(earlier, passage.language) & grams(words, passage.language)) >= _TAKEN_UP


def _repeated(passage: Passage, brief: Brief, now: Spoken) -> Iterator[Finding]:
    """Yield sentences that say once more what a confirmed fact has overtaken."""
    for correction in corrections(brief):
        fact = next(fact for fact in brief.facts if fact.id == correction.fact)
        for start, end in passage.sentences:
            sentence = passage.text[start:end]
            at = sentence.lower().find(correction.old.lower())
            repeated = at >= 0 and _is_asserted(now, start + at)
            if not repeated or _is_open(passage, (start, end)):
                continue
            yield passage.finding(
                "consistency.repeated",
                (start, end),
                say("consistency.repeated", passage.language, words=sentence, id=fact.id, fact=fact.text),
                family="consistency",
                defect="inconsistency_with_earlier_statement",
                severity="error",
                principle="consistency",
                evidence=f"{fact.id}: {fact.text}",
            )


def _is_open(passage: Passage, span: tuple[int, int]) -> bool:
    spans = passage.sentences
    here = next(i for i, each in enumerate(spans) if tuple(each) == span)
    return any(_OPENLY.search(passage.text[a:b]) for a, b in spans[max(0, here - 1) : here + 2])


def _is_asserted(now: Spoken, place: int) -> bool:
    return not now.setting.moods_at(place, place + 1) & {
        "quoted",
        "hedged",
        "question",
        "denied",
        "conditional",
    }
