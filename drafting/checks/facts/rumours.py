"""What the brief denies, told as fact or said to be true; and what is open, said to be true."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from drafting.checks.facts.denial import keys_around
from drafting.checks.facts.hedging import is_asked, is_denied, is_hedged, is_quoted, is_taken_back
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.signed_ledger import SignedLedger, signed_ledger
from drafting.checks.facts.signs import Signed, Span, signed
from drafting.claims import lexicon
from drafting.claims.setting import Setting
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.statement import Finding

_TOLD = 0.6
"""The share of a rumour, and of the clause, by weight, that must be common (ours, by the benchmarks' true statements)."""
_HINTED = 0.35
"""The same share of a suspicion that a sentence says to be true."""
_SHORT: dict[Language, int] = {"zh": 10, "en": 36}
"""With no more characters besides, a sentence only says that the one before it is true."""
_CONTEXT = 0.5
_BORNE_OUT = 0.8
_HEADING = late(r"关于|说明|通报|声明|澄清|回应|(?<![a-z])(?:statement|what|how|about|on the|facts)(?![a-z])")
_AFFIRMED = late(
    r"(?<![不非])属实|确有(?:此事|其事)|(?:是|千真万确|确实是?)真的(?!有)|确有(?=[\u3400-\u9fff])|这是事实|我认(?=[,。!])|我们承认|确实如此|说得没错|传言不假"
    r"|(?<![a-z])(?:(?:that|this|it|which|claims?|reports?|rumou?rs?)\b[^.;!?\n]{0,60}?\b(?:is|are|was|were) (?:indeed |quite |all )?(?:true|right|correct|so|the case)(?! not)|it has been (?:established|confirmed) that|there (?:was|were|is|are) indeed|it(?:'s| is) (?:so|true)|that(?:'s| is) what it (?:is|was)|certain of (?:that|it))(?![a-z])"
)
_OF_ANOTHER = late(
    r"(?<![a-z])(?:not|no|never|un)\s?(?:true|right|correct|so|the case)(?![a-z])|不属实|不是真的"
)


def check(reading: Reading) -> Iterator[Finding]:
    """Yield rumours that are told as fact, and rumours and suspicions that are said to be true."""
    if not reading.comparable:
        return
    named: set[int] = set()
    for span, source in (*_told(reading), *_affirmed(reading)):
        if span[0] not in named:
            named.add(span[0])
            rumour = source.kind == "denied"
            yield reading.finding(
                "rumour_stated" if rumour else "unconfirmed",
                span,
                "rumour_amplified" if rumour else "unconfirmed_as_confirmed",
                source=source,
                suggestion=None if rumour else "",
            )


@cache
def _reporting(language: Language) -> re.Pattern[str]:
    return lexicon.phrasebook(lexicon.moods()["reporting"]).of(language)


def _told(reading: Reading) -> Iterator[tuple[Span, Source]]:
    setting, language = reading.setting, reading.passage.language
    index = signed_ledger(reading.ledger, language)
    if not index.rumours:
        return
    for span in setting.clauses:
        clause = signed(setting, span)
        if any(word.sign <= 0 for word in clause.plain):
            continue
        near = _near(index, clause)
        around = keys_around(reading, span) if near else frozenset()
        found = [place for place in near if _is_told(index, clause, around, place)]
        if found and _is_flat(reading, span, setting.sentence_at(span[0])):
            told = _share(index, clause, index.entries[found[0]].clause)
            if not _is_borne_out(index, clause, told * _BORNE_OUT):
                yield span, index.entries[found[0]].source


def _is_told(index: SignedLedger, clause: Signed, around: frozenset[str], place: int) -> bool:
    theirs, mine = 0.0, clause.keys
    for keys, weight in index.weighed[place]:
        if not keys.isdisjoint(mine):
            theirs += weight
        elif not keys.isdisjoint(around):
            theirs += weight * _CONTEXT
    return theirs >= _TOLD * index.lengths[place]


def _near(index: SignedLedger, clause: Signed) -> list[int]:
    """The places of the rumours that hold most of a clause."""
    common: dict[int, float] = defaultdict(float)
    for word in clause.words:
        weight = index.weight(word)
        for place in {place for key in word.keys for place in index.rumours.get(key, ())}:
            common[place] += weight
    whole = index.total(clause.words) or 1.0
    return sorted(place for place, share in common.items() if share / whole >= _TOLD)


def _share(index: SignedLedger, clause: Signed, other: Signed) -> float:
    """How much of a clause stands in another one."""
    common = index.total(w for w in clause.words if not w.keys.isdisjoint(other.keys))
    return common / (index.total(clause.words) or 1.0)


def _is_borne_out(index: SignedLedger, clause: Signed, least: float) -> bool:
    """Whether one of the brief's facts has at least this share of a clause."""
    entries = (index.entries[place] for place in index.holding(clause.words))
    return any(_share(index, clause, e.clause) >= least for e in entries if e.source.kind != "denied")


def _share_of_facts(index: SignedLedger, clause: Signed) -> float:
    """How much of a clause stands in the one of the brief's facts that has most of it."""
    entries = (index.entries[place] for place in index.holding(clause.words))
    return max((_share(index, clause, e.clause) for e in entries if e.source.kind != "denied"), default=0.0)


def _is_flat(reading: Reading, span: Span, sentence: Span) -> bool:
    setting = reading.setting
    if is_hedged(reading, span) or is_asked(reading, sentence) or is_denied(reading, sentence):
        return False
    if is_taken_back(reading, sentence) or is_quoted(reading, span):
        return False
    if any(setting.marked(mood, *span) for mood in ("conditional", "directive", "question")):
        return False
    if _reporting(reading.passage.language).search(setting.low, *sentence):
        return False
    return not (sentence[0] == setting.sentences[0][0] or _HEADING.search(setting.low, *span))


def _affirmed(reading: Reading) -> Iterator[tuple[Span, Source]]:
    setting, language = reading.setting, reading.passage.language
    index = signed_ledger(reading.ledger, language)
    before: Span | None = None
    for sentence in setting.sentences:
        found = _AFFIRMED.search(setting.low, *sentence)
        if found and not _OF_ANOTHER.search(setting.low, *sentence) and not is_asked(reading, sentence):
            rest = _AFFIRMED.sub(" ", setting.low[slice(*sentence)])
            is_short = before is not None and len(rest) <= _SHORT[language]
            source = _spoken_of(reading, index, before if before is not None and is_short else sentence)
            if source is not None:
                yield sentence, source
        before = sentence


def _spoken_of(reading: Reading, index: SignedLedger, span: Span) -> Source | None:
    """The rumour or suspicion that a sentence speaks of rather than of any fact."""
    told = signed(reading.setting, span)
    least = _share_of_facts(index, told) * _BORNE_OUT
    best: tuple[float, Source | None] = (0.0, None)
    for source in reading.ledger.of("denied", "unconfirmed"):
        setting = Setting(source.text, source.language)
        for clause in (signed(setting, own) for own in setting.clauses):
            held = _share(index, clause, told)
            wanted = _TOLD if source.kind == "denied" else _HINTED
            if held >= wanted and held > best[0] and _share(index, told, clause) > least:
                best = held, source
    return best[1]
