"""What a text says was said before: in the words and figures of the earlier statement, and not as if nothing changed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from drafting.checks.consistency.spoken import Change, Spoken
from drafting.checks.facts.grams import grams
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_SAID = late(
    r"(?:我们|我司|我方|本公司|我校|我院|公司|学校|医院|平台|此前|之前|先前|当时|当晚|最初|首[次条份]|上[次一]|昨[日天晚]|前天|[0-9]日|[0-9]时|通报|声明|公告|说明|微博)[^,。;!?\n]{0,16}?(?P<zh>说过?|讲过?|称|写道?|表示|通报称?|公布|承诺过?|答应过?|提到|告诉)(?!法|明|服|座)"
    r"|(?<![a-z])we (?:had |have |previously |earlier |first |then |initially |originally |also )?(?P<en>said|stated|reported|wrote|told \w+|announced|promised|spoke of|put the \w+(?: \w+)? at|gave the \w+ as)(?![a-z])",
    re.IGNORECASE,
)
_NEVER_SAID = late(
    r"(?:从未|从没有?|从来没有?|未曾|没有)(?:对外|公开)?(?:说过|承诺过|表示过|答应过|宣布过|通报过|提到过|说|承诺|宣布)"
    r"|(?<![a-z])(?:we|we've|we have) (?:have )?(?:never|not) (?:said|promised|claimed|announced|told|stated|suggested)(?![a-z])|(?<![a-z])we (?:did not|didn't|never) (?:say|promise|claim|announce|said|promised|claimed)",
    re.IGNORECASE,
)
_UNCHANGED = late(
    r"(?:与|和|同|跟)(?:我们)?(?:此前|之前|先前|上[次一]|昨[天日晚]|当时|最初|首次)(?:讲|说|通报|公布)的?(?:一样|一致|相同|没有变)|(?:与|和|同)(?:我们)?(?:此前|之前|先前|上[次一]|昨[天日晚]|最初|首次)[^,。;]{0,12}(?:一致|相同|没有变化|没有出入|相符)|(?:正如|如|正像)(?:我们)?(?:此前|之前|先前|昨[天日晚]|上次|当时|[0-9]{1,2}月[0-9]{1,2}日)[^,。;]{0,10}(?:所说|所述|说的|通报的|所言|通报)|(?:此前|之前|先前)[^,。;]{0,10}(?:说法|通报|说明|数字|承诺)[^,。;]{0,6}(?:不变|没有变|无误|准确|依然有效|仍然有效|属实|成立)"
    r"|(?<![a-z])as (?:we )?(?:have )?(?:already )?(?:said|stated|announced|reported|told|promised)(?! (?:to|by) )|(?<![a-z])(?:consistent|in line) with (?:what we|our)|(?<![a-z])(?:what we said|our (?:earlier |first |previous )?(?:statement|figure|estimate|promise)) (?:still )?(?:stands|holds|remains|was (?:right|correct))|(?<![a-z])the (?:figure|number) (?:that )?we (?:gave|published|announced|named)(?! (?:was|were|is) (?:wrong|too))|(?<![a-z])and (?:that|both|it) (?:stands?|still holds?|were right|was right)|(?:statement|notice|post|update)(?: of [\w ]{3,14})? said so too|(?<![a-z])both were right|has been (?:the|so) [^.;]{0,20}since",
    re.IGNORECASE,
)
_LIKE = 0.82
"""A quotation whose words are this much like a stretch of the earlier statement is that stretch (ours)."""
_SHORTEST, _ABOUT = 3, 1
_FIGURES = frozenset({"quantity", "money", "percent", "ratio"})


def misreported(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield quotations and figures put into the earlier statement's mouth that it does not have."""
    for start, end in now.sentences():
        cue = _SAID.search(now.text, start, end)
        if cue is None or _NEVER_SAID.search(now.text, start, end):
            continue
        if len(_pieces(now, (start, end)) & _pieces(said, (0, len(said.text)))) <= _ABOUT:
            continue
        yield from _misquoted(said, now, (cue.start(), end))
        clause = now.setting.clause_at(cue.end() - 1)
        yield from _misdated(said, now, (cue.end(), min(end, clause[1])))
        if not any(clause[0] <= c.start < clause[1] and c.kind in _FIGURES for c in now.claims):
            clause = (clause[0], (now.setting.clause_after(clause[1]) or clause)[1])
        yield from _miscounted(said, now, clause)


def _misdated(said: Spoken, now: Spoken, span: tuple[int, int]) -> Iterator[Change]:
    """A day that is told behind “we promised”, where the earlier statement has promised another."""
    promised = [c for c in said.claims if _is_day(c) and _is_ahead(said, c)]
    for claim in now.claims:
        if (
            not span[0] <= claim.start < span[1]
            or not _is_day(claim)
            or not promised
            or not _DIGIT.search(claim.text)
        ):
            continue
        if all(known.value != claim.value for known in said.claims if known.kind == "date"):
            yield Change(said.clause_at(promised[0].start), claim.start, claim.end, sure=False, reported=True)


_DIGIT = late(r"[0-9]")
"""A day that is named; today and tomorrow are those of the text."""


def _is_day(claim: Claim) -> bool:
    return claim.kind == "date" and len(claim.value) == len("2026-01-01") and claim.value[0] != "-"


def _is_ahead(said: Spoken, claim: Claim) -> bool:
    return said.at is not None and claim.value > said.at.date().isoformat()


def _misquoted(said: Spoken, now: Spoken, span: tuple[int, int]) -> Iterator[Change]:
    earlier = _bare(said.text)
    for a, b in now.setting.quotations:
        words = _bare(now.text[a:b])
        if not span[0] <= a < span[1] or len(words) < _SHORTEST or _stands_in(words, earlier):
            continue
        if len(grams(now.text[a:b], now.language) & grams(said.text, now.language)) > _ABOUT:
            yield Change(_nearest(said, now.text[a:b]), a, b, sure=False, reported=True)


def _bare(text: str) -> str:
    return re.sub(r"[\W_]+", "", lower(text))


def _stands_in(words: str, earlier: str) -> bool:
    """Whether quoted words are the earlier statement's own, with words left out but none changed."""
    if words in earlier:
        return True
    blocks = SequenceMatcher(None, words, earlier, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) == len(words) and all(b.size > 1 for b in blocks if b.size)


def _nearest(said: Spoken, words: str) -> str:
    wanted = grams(words, said.language)
    best = max(
        said.setting.clauses, key=lambda c: len(wanted & _pieces(said, c)), default=(0, len(said.text))
    )
    return said.clause_at(best[0])


def _miscounted(said: Spoken, now: Spoken, clause: tuple[int, int]) -> Iterator[Change]:
    """Figures in the clause that tells what was said, of a measure that the earlier statement has otherwise."""
    for claim in now.claims:
        if not clause[0] <= claim.start < clause[1] or claim.kind not in _FIGURES or claim.bound:
            continue
        alike = [known for known in said.claims if known.kind == claim.kind and _same_measure(known, claim)]
        if alike and claim.unit and all(known.value != claim.value for known in alike):
            yield Change(said.clause_at(alike[0].start), claim.start, claim.end, sure=False, reported=True)


def denied(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield where a text denies having said what was said."""
    for found in _NEVER_SAID.finditer(now.text):
        sentence = now.setting.sentence_at(found.start())
        clause = (found.end(), max(found.end(), now.setting.clause_at(found.end() - 1)[1]))
        if len(_pieces(now, clause) & _pieces(said, (0, len(said.text)))) >= _ABOUT:
            yield Change(_nearest(said, now.text[slice(*sentence)]), *found.span(), sure=False, reported=True)


def unchanged(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield where a text says that what was said still holds."""
    for found in _UNCHANGED.finditer(now.text):
        sentence = now.setting.sentence_at(found.start())
        yield Change(_nearest(said, now.text[slice(*sentence)]), *found.span(), sure=False, reported=True)


def otherwise(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield figures that a text says were given before, of a thing for which the earlier statement gives another."""
    for found in _UNCHANGED.finditer(now.text):
        sentence = now.setting.sentence_at(found.start())
        if not any(sentence[0] <= c.start < sentence[1] and c.kind in _FIGURES for c in now.claims):
            before = [span for span in now.setting.sentences if span[1] <= sentence[0]][-1:]
            sentence = (before[0][0] if before else sentence[0], sentence[1])
        for claim in now.claims:
            if not sentence[0] <= claim.start < sentence[1] or claim.kind not in _FIGURES:
                continue
            alike = [
                c
                for c in said.claims
                if c.kind == claim.kind and _same_measure(c, claim) and _same_noun(c, claim)
            ]
            if alike and all(known.value != claim.value for known in alike):
                yield Change(said.clause_at(alike[0].start), *found.span(), sure=False, reported=True)
                break


def _same_measure(one: Claim, other: Claim) -> bool:
    """Whether two figures have one measure; 个 is one for all that is counted."""
    return one.unit == other.unit or ("any" in (one.unit, other.unit) and bool(one.counts & other.counts))


def _same_noun(one: Claim, other: Claim) -> bool:
    return one.noun == other.noun or bool(one.counts & other.counts)


def _pieces(told: Spoken, span: tuple[int, int]) -> frozenset[str]:
    return grams(told.text[slice(*span)], told.language)
