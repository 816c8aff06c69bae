"""Which confirmed facts stand against a denied one, also where nobody linked them by id."""

from __future__ import annotations

import re

from drafting.brief import Brief, Fact
from drafting.fact_reading import role_of, usable_text

_MOST = 3


def evidence_of(denied: Fact, brief: Brief) -> tuple[str, ...]:
    """Return ids of confirmed facts that contradict a denied one: those it names, else the nearest by wording.

    Nearness is the number of shared character pairs (Chinese) or words (English); a fact that reports a check or a
    finding counts double and is near already with one telling character. A fact that somebody linked to another rumour
    is taken only where there is nothing else. A denied fact that nothing resembles has no evidence, and one that
    touches a secret gets none that nobody linked: nothing may be denied that a secret could bear out.
    """
    confirmed = {fact.id: fact for fact in brief.facts_with("confirmed") if usable_text(fact.text)}
    if denied.evidence:
        return tuple(fact_id for fact_id in denied.evidence if fact_id in confirmed)
    if secret_touched(denied.text, brief):
        return ()
    scored = []
    for fact in confirmed.values():
        finding = role_of(fact.text) == "finding"
        score = len(_grams(fact.text) & _grams(denied.text)) * 2
        if finding:
            score = score * 2 or len(_telling(fact.text) & _telling(denied.text))
        if score > 0:
            scored.append((score, fact.id))
    taken = {fact_id for other in brief.facts_with("denied") for fact_id in other.evidence}
    free = [pair for pair in scored if pair[1] not in taken] or scored
    free.sort(key=lambda pair: -pair[0])
    best = free[0][0] if free else 0
    return tuple(fact_id for score, fact_id in free[:_MOST] if score * 2 > best or score == best)


def secret_touched(text: str, brief: Brief) -> Fact | None:
    """Return the first confidential fact that shares telling words with a text, beyond what is confirmed anyway."""
    known = set().union(
        *(_grams(fact.text) for fact in brief.facts_with("confirmed")), _grams(" ".join(brief.names))
    )
    for fact in brief.facts_with("confidential"):
        if (_grams(text) & _grams(fact.text)) - known or (_harsh(text) and _harsh(fact.text)):
            return fact
    return None


_PHRASE = 4
"""Characters (Chinese) that two texts must share in a row to be about the same thing; ours."""


def secret_phrase(text: str, brief: Brief) -> Fact | None:
    """Return the confidential fact of which a whole phrase stands in a text that is meant for the public."""
    plain = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", text)
    known = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", "".join(f.text for f in brief.facts_with("confirmed")))
    for fact in brief.facts_with("confidential"):
        secret = re.sub(r"[^\u4e00-\u9fffA-Za-z0-9]", "", fact.text)
        length = _PHRASE if re.search(r"[\u4e00-\u9fff]", secret) else 3 * _PHRASE
        pieces = (secret[i : i + length] for i in range(len(secret) - length + 1))
        if any(piece in plain and piece not in known for piece in pieces):
            return fact
    return None


_COMMON = frozenset(
    "的了是在有和与被把对为也都就不没无未已将会要说称我们你他她它公司人员个一二三两多全部这那其及或者上下中大小年月日时"
)
_COMMON_EN = frozenset(
    "have been that this with from they them their there were will would which what when where been being into over under about after"
    " before since until some many more most than then only also just said says claim claims people company online today yesterday"
    " november december january february march april june july august september october does done each every other same such very"
    " could should might must your ours ourselves because between during without against".split()
)
_HARSH = re.compile(
    r"虐待|打骂|殴打|体罚|辱骂|猥亵|骚扰|造假|篡改|隐瞒|瞒报|偷拍|克扣|\babus|\bbeat|\bassault|\bharass|\bfalsif|\bconceal",
    re.IGNORECASE,
)


def _harsh(text: str) -> bool:
    return bool(_HARSH.search(text))


def _telling(text: str) -> set[str]:
    return {character for character in re.findall(r"[\u4e00-\u9fff]", text) if character not in _COMMON}


def _grams(text: str) -> set[str]:
    han = "".join(re.findall(r"[\u4e00-\u9fff]", text))
    words = {word.lower() for word in re.findall(r"[A-Za-z]{4,}", text)} - _COMMON_EN
    pairs = {han[i : i + 2] for i in range(len(han) - 1)}
    return {pair for pair in pairs if not _COMMON.issuperset(pair)} | words
