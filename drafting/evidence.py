"""Which confirmed facts stand against a denied one, also where nobody linked them by id."""

from __future__ import annotations

import re

from drafting.brief import Brief, Fact
from drafting.fact_reading import role_of, usable_text

_MOST = 3


def evidence_of(denied: Fact, brief: Brief) -> tuple[str, ...]:
    """Return ids of confirmed facts that contradict a denied one: those it names, else the nearest by wording.

    Nearness is the number of shared character pairs (Chinese) or words (English); a fact that reports a check or a
    finding counts double, for it is what a denial can lean on; a fact that somebody linked to another rumour is taken
    only where there is nothing else. A denied fact that nothing resembles has no evidence.
    """
    confirmed = {fact.id: fact for fact in brief.facts_with("confirmed") if usable_text(fact.text)}
    named = tuple(fact_id for fact_id in denied.evidence if fact_id in confirmed)
    if denied.evidence:
        return named
    scored = []
    for fact in confirmed.values():
        finding = role_of(fact.text) in ("finding", "scope")
        score = len(_grams(fact.text) & _grams(denied.text)) * (2 if finding else 1)
        if score > 0:
            scored.append((score, fact.id))
    taken = {fact_id for other in brief.facts_with("denied") for fact_id in other.evidence}
    free = [pair for pair in scored if pair[1] not in taken] or scored
    free.sort(key=lambda pair: -pair[0])
    best = free[0][0] if free else 0
    return tuple(fact_id for score, fact_id in free[:_MOST] if score * 2 > best or score == best)


def _grams(text: str) -> set[str]:
    han = "".join(re.findall(r"[\u4e00-\u9fff]", text))
    words = {word.lower() for word in re.findall(r"[A-Za-z]{4,}|\d+", text)}
    return {han[i : i + 2] for i in range(len(han) - 1)} | words
