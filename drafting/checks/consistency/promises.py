"""Promises: one not to do something that was done, and one whose time has moved."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.brief import Brief, Commitment
from drafting.checks.consistency.spoken import Change, Spoken
from drafting.checks.facts.grams import grams, grams_in_order, stem
from drafting.claims.claim import Claim
from drafting.late_patterns import late
from drafting.messages import Language

_NEVER_ZH = late(
    r"(?:不会|绝不|决不|不再|永不)(?:再|对|发生|出现|进行|有|采取|实施|任何|其他|会){0,3}(?P<act>[\u3400-\u9fff]{2,8}?)(?:的?情况|的?行为|了)?$"
)
_NEVER_EN = late(
    r"\b(?:will not|won't|will never|shall not|(?:are|is) not going to|(?:do|does) not (?:plan|intend) to|(?:have|has) no plans? to)"
    r"\s+(?:be\s+|have\s+to\s+|need\s+to\s+|ever\s+)?(?P<act>[a-z' -]{3,80})",
    re.IGNORECASE,
)
_DONE_BEFORE = late(r"(?:已|已经|决定|进行了?|实施了?|完成了?|对[^，。；]{1,16})$")
_DONE_AFTER = late(r"(?:了|过)")
_NOT_DONE = late(r"(?:避免|防止|取消|停止|推迟|暂缓|撤销|无需|不用|没)$")
_OF_ANOTHER = late(r"再次|下次|下一次|继续|后续|再|另|\b(?:again|another|next|further|second|updated?)\b")
_NEWS = late(
    r"进展|最新|动态|消息|后续情况|\b(?:update|progress|news|developments?|further information)\b",
    re.IGNORECASE,
)
_UNFINISHED = late(
    r"其余|剩余|仍在|仍有|尚未|尚有|还在|还有|还没|\b(?:still|remaining|outstanding|not yet|yet to)\b",
    re.IGNORECASE,
)
_SAME_PROMISE = 0.66
"""The share of a promise's pieces that another one must hold to be the same promise (ours)."""
_LEAST = 2


def broken(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield what was said never to be done, and is told as done."""
    for start, end in said.setting.clauses:
        clause = said.text[start:end].strip()
        done = _told_zh(clause, now) if said.language == "zh" else _told_en(clause, now)
        if done is not None:
            yield Change(said.clause_at(start), *done)


def _told_zh(clause: str, now: Spoken) -> tuple[int, int] | None:
    found = _NEVER_ZH.search(clause.rstrip("，,。.！!；;"))
    if found is None:
        return None
    act = found["act"]
    for place in re.finditer(re.escape(act), now.text):
        before, after = now.text[: place.start()], now.text[place.end() :]
        done = _DONE_BEFORE.search(before) or (_DONE_AFTER.match(after) and not _NOT_DONE.search(before))
        if not done:
            continue
        if now.asserts(*place.span()):
            return place.span()
    return None


def _told_en(clause: str, now: Spoken) -> tuple[int, int] | None:
    found = _NEVER_EN.search(clause)
    if found is None:
        return None
    wanted = grams_in_order(found["act"])[:3]
    if len(wanted) < _LEAST:
        return None
    for start, end in now.setting.clauses:
        words = [
            (m.span(), stem(m.group().lower()))
            for m in re.finditer(r"[A-Za-z][A-Za-z'-]+", now.text[start:end])
        ]
        if not set(wanted) <= {word for _, word in words}:
            continue
        (first, last), _ = next(entry for entry in words if entry[1] == wanted[0])
        if now.asserts(start + first, start + last):
            return start + first, start + last
    return None


def moved(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield promises that are made again with another day."""
    for old in _dated_promises(said):
        about = _object(said, old)
        if len(about) < _LEAST or _NEWS.search(said.text[slice(*old.clause)]):
            continue
        for new in _dated_promises(now):
            again = now.text[slice(*new.sentence)]
            if (
                new.value <= old.value
                or _OF_ANOTHER.search(now.text[slice(*new.clause)])
                or _NEWS.search(again)
            ):
                continue
            if len(about & grams(again, now.language)) >= max(_LEAST, _SAME_PROMISE * len(about)):
                yield Change(said.clause_at(old.start), new.start, new.end, sure=False)
                break


def unkept(said: Spoken, told: Spoken, brief: Brief) -> Iterator[Change]:
    """Yield promises whose day has passed where `told` says that they are not done, and a commitment gives a later day."""
    today = brief.issued_at.date().isoformat() if brief.issued_at is not None else ""
    if not _UNFINISHED.search(told.text):
        return
    for old in _dated_promises(said):
        about = _object(said, old)
        if len(about) < _LEAST or old.value >= today or not about & grams(told.text, told.language):
            continue
        if any(_promised_later(promise, old, about, said.language) for promise in brief.commitments):
            yield Change(said.clause_at(old.start), 0, len(told.text))


def _promised_later(promise: Commitment, old: Claim, about: frozenset[str], language: Language) -> bool:
    due = promise.due_at
    if due is None or due.strftime("%Y-%m-%d") <= old.value or _NEWS.search(promise.text):
        return False
    return len(about & grams(promise.text, language)) >= max(_LEAST, _SAME_PROMISE * len(about))


def _dated_promises(told: Spoken) -> list[Claim]:
    return [
        claim
        for claim in told.claims
        if claim.kind == "date"
        and claim.value[:2].isdigit()
        and len(claim.value) == len("2026-01-01")
        and not claim.moods & {"negated", "hedged", "question", "quoted", "conditional"}
        and _is_promise(told, claim)
    ]


_PROMISES = late(r"将|会|前|\b(?:will|shall)\b", re.IGNORECASE)
_PAST = late(r"已|了|曾|此前|\b(?:had|was|were|has|have)\b", re.IGNORECASE)


def _is_promise(told: Spoken, claim: Claim) -> bool:
    clause = told.text[slice(*claim.clause)]
    ahead = told.at is not None and claim.value > told.at.date().isoformat()
    if ahead or "future" in claim.moods:
        return True
    return bool(_PROMISES.search(clause)) and not _PAST.search(clause)


_TIME_WORDS = late(r"\d+|[年月日时点分前内]|\b(?:end|day|morning|noon|evening|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december)\b", re.IGNORECASE)  # fmt: skip


def _object(told: Spoken, claim: Claim) -> frozenset[str]:
    """What is promised: the clause's pieces without those of its time."""
    start, end = claim.clause
    words = told.text[start : claim.start] + " " + told.text[claim.end : end]
    return grams(_TIME_WORDS.sub(" ", words), told.language)
