"""Absolute claims that do not hold any more: nobody is ill; it is only here."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.consistency.spoken import Change, Spoken
from drafting.checks.facts.grams import grams
from drafting.late_patterns import late

_NOBODY_ILL = late(
    r"(?:无|没有|未)[^，。；！？\n]{0,12}?(?:患病|生病|发病|不适|中毒|感染|过敏|病例)"
    r"|\b(?:no|nobody|none)\b[^.;,!?\n]{0,24}?\b(?:ill(?:ness(?:es)?)?|sick(?:ness)?|unwell|(?:allergic |adverse )?reactions?|infections?|symptoms)\b",
    re.IGNORECASE,
)
_ILL = frozenset({"ill", "hospitalised", "dead"})
_ILL_WORDS = late(
    r"\b(?:people|person|customers?|consumers?|children|pupils|guests|diners|patients)\b[^.;!?\n]{0,40}\b(?:allergic reactions?|adverse reactions?|f[ae]ll ill|became ill|were ill|treated in hospital|hospitali[sz]ed)\b",
    re.IGNORECASE,
)
_ONLY_LOOKING = late(r"观察|检查|体检|排查|precaution|check|observation", re.IGNORECASE)
_NO_LINK = late(
    r"无关|没有关联|无关联|unrelated|not (?:been )?(?:linked|related|connected)|no link", re.IGNORECASE
)


def nobody_ill(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield where it was said that nobody is ill, and people are."""
    for found in _NOBODY_ILL.finditer(said.text):
        if said.setting.moods_at(*found.span()) & {"hedged", "conditional", "question", "quoted"}:
            continue
        place = _somebody_ill(now)
        if place is not None:
            yield Change(said.clause_at(found.start()), *place)
            return


def _somebody_ill(now: Spoken) -> tuple[int, int] | None:
    for claim in now.claims:
        sentence = now.text[slice(*claim.sentence)]
        if claim.negated or "quoted" in claim.moods or not claim.asserted or "future" in claim.moods:
            continue
        counted = claim.kind == "quantity" and claim.counts & _ILL and claim.value != "0"
        if counted and not _ONLY_LOOKING.search(sentence) and not _NO_LINK.search(sentence):
            return claim.start, claim.end
    for found in _ILL_WORDS.finditer(now.text):
        sentence = now.text[slice(*now.setting.sentence_at(found.start()))]
        if not _NO_LINK.search(sentence) and now.asserts(*found.span()):
            return found.span()
    return None


_NAME = r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*"
_LIST = rf"{_NAME}(?:, {_NAME})*(?:,? (?:and|AND|&) {_NAME})?"
_ONLY_EN = late(
    rf"(?P<before>{_LIST}) only\b|\b[Oo]nly (?:in |for |at |to |from |covers |affects )?(?P<after>{_LIST})"
)
_LISTS_EN = late(_LIST)
_ONLY_ZH = late(
    r"(?:仅仅?|只)(?:涉及|限于|限|有|在|影响|为|是|对|波及|包括|停用|发现){0,2}(?P<list>[\u3400-\u9fffA-Za-z0-9-]{1,12}(?:[、和及与][\u3400-\u9fffA-Za-z0-9-]{1,12})*)"
)
_JOINED_ZH = late(r"[、和及与]|以及")


def only_these(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield lists that were said to be all, and have grown."""
    finder = _only_zh if said.language == "zh" else _only_en
    for place, old in finder(said):
        clause = said.text[slice(*said.setting.clause_at(place))]
        about = grams(clause, said.language) - grams(" ".join(sorted(old)), said.language)
        for start, end, new in _lists(now):
            around = grams(now.text[slice(*now.setting.sentence_at(start))], now.language)
            if _has_grown(old, new, now.language) and about & around and now.asserts(start, end):
                yield Change(said.clause_at(place), start, end)
                break


def _only_en(said: Spoken) -> Iterator[tuple[int, frozenset[str]]]:
    for found in _ONLY_EN.finditer(said.text):
        group = "before" if found["before"] else "after"
        yield found.start(group), _items_en(found[group])


def _only_zh(said: Spoken) -> Iterator[tuple[int, frozenset[str]]]:
    for found in _ONLY_ZH.finditer(said.text):
        items = [item for item in _JOINED_ZH.split(found["list"]) if item]
        if len(items) > 1 or re.search(r"[0-9A-Za-z]", items[0] if items else ""):
            yield found.start(), frozenset(items)


def _items_en(words: str) -> frozenset[str]:
    return frozenset(item.strip() for item in re.split(r",? (?:and|AND|&) |, ", words) if item.strip())


def _lists(now: Spoken) -> Iterator[tuple[int, int, frozenset[str]]]:
    if now.language == "en":
        for found in _LISTS_EN.finditer(now.text):
            yield *found.span(), _items_en(found.group())
        return
    for start, end in now.setting.clauses:
        pieces = [piece for piece in _JOINED_ZH.split(now.text[start:end]) if piece]
        if len(pieces) > 1:
            yield start, end, frozenset(pieces)


def _has_grown(old: frozenset[str], new: frozenset[str], language: str) -> bool:
    if language == "en":
        return old < new
    extra = {piece for piece in new if not any(item in piece for item in old)}
    held = all(any(item in piece for piece in new) for item in old)
    return held and any(item[-1] in piece for item in old for piece in extra)
