"""What a fact says of some and the text says of all, or of more than the fact speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafting.checks.facts.chinese_turns import denies_of_all
from drafting.checks.facts.clauses import Clause, clause_of, clauses_of
from drafting.checks.facts.grams import stem
from drafting.checks.facts.hedging import is_hedged
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.placing import speaks_of_the_past_statement
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.widening import is_of_all, narrowed, swept
from drafting.claims import lexicon
from drafting.claims.claim import Mood
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.statement import Finding

_SPOKEN_OF, _SAME = 0.3, 0.45
"""A clause speaks of a fact's clause where this share of its pieces by weight stands there; it says the same where
this share of both is common (ours, by the true statements of the benchmarks)."""
_OPEN: tuple[Mood, ...] = ("question", "conditional", "directive")
_NO_SCOPE = late(
    r"[每各][一个]{0,2}(?:天|日|周|星期|工作日|月|年|次|小时|晚|早)|(?:全部|所有|all|every one of the|each of the)\s?(?:the )?(?:[0-9][0-9,]*(?![0-9]|,)|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?![a-z])|[两二三四五六七八九十])|(?:everything|everyone|everybody|all|any|anyone|every|each)(?: \w+)? (?:that|who|which|whose|with)(?![a-z])|all (?:the|that|our) \w+ (?:found|had|has|have|knows?|said|can|could|will)(?![a-z])|all (?:of )?(?:your|the|their|his|her) (?:money|fare|cost|time)|(?:every|each|any|all|both|whole)\s(?:day|night|week|month|year|hour|time|effort|step|possible|morning|sides?|questions?|the best|of us|along|right)(?![a-z])"
)
_PHRASE_EN = late(
    r"(?<![a-z])(?:(?:as|how|so|too|that|this) many|in spite of (?:all|everything)|(?:and|in|after|above|at|of) all(?=\s*[,.;!?)]|$)|all (?:this|that|told)|all (?:thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|[0-9])"
    r"|for (?:all|everyone|everybody|anyone) (?:to|of)|to (?:all|everyone|everybody|both|each)|(?:of|from|for) each(?=\s*[,.;!?)]|$)|not (?:all|every|everyone|everything))(?![a-z])"
)
"""Phrases whose word of scope says nothing of all that a fact speaks of."""
_AVERAGED = late(r"(?<![a-z])(?:on average|averag\w+)(?![a-z])")
"""What comes to each on average is said of no one in particular."""
_EXCEPTED = late(r"[\s,;]*(?:除|except|apart|other than|but (?!not))")
_ADVERBS = frozenset({"全部", "全都", "一律", "均已", "均未", "均无", "均在", "均为", "all"})
_MEANT = late(r"争取|力争|希望|目标|(?<![a-z])(?:aims?|hopes?|want|expect|try|trying) to(?![a-z])")
_DENIED = frozenset({"any", "anyone", "any of", "neither"})
"""Words that a negated clause has instead of all."""
_EVERYBODY = frozenset({"everyone", "everybody", "全体"})
_COUNTS = frozenset({"quantity", "money", "percent", "ratio"})
Span = tuple[int, int]


@cache
def _book(name: str, language: Language) -> re.Pattern[str]:
    words = getattr(lexicon.contrast(), name)
    if language == "en":
        return re.compile(lexicon.english(words.en))
    # 六千多个 is a figure, not several.
    return re.compile(rf"(?<![0-9一二三四五六七八九十百千万亿两])(?:{lexicon.chinese(words.zh)})")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield clauses that say of all, or of several, what a fact says of a part or of one; and the other way round."""
    if not reading.comparable:
        return
    for span in reading.setting.clauses:
        if not _is_stated(reading, span):
            continue
        against = _by_pieces(reading, span)
        if against is None:
            entry = swept(reading, span, is_to_come=_is_to_come(reading, span)) or narrowed(reading, span)
            against = None if entry is None else (entry.source, entry.clause.text)
        if against is not None:
            yield reading.finding(
                "altered_scope",
                span,
                "altered_fact",
                source=against[0],
                suggestion=against[1].strip(" ·\n"),
            )


def _by_pieces(reading: Reading, span: Span) -> tuple[Source, str] | None:
    """The fact's clause of another scope that a clause of the text has nearly word for word."""
    word = _word_of_scope(reading, span)
    if word is None:
        return None
    language = reading.passage.language
    clause = clause_of(reading.setting, span, reading.claims_in(span))
    kinds = ("commitment",) if _is_to_come(reading, span) else ("confirmed", "commitment")
    index = clauses_of(reading.ledger, language)
    near = [entry for entry in index.near(clause) if entry[0].kind in kinds and entry[2] >= _SPOKEN_OF]
    against = _against(word, near, language, clause.text)
    if against is None or _gathers_a_figure(reading, span, word, against[1]):
        return None
    return against[0], against[1].text


def _against(
    word: tuple[str, str], near: list[tuple[Source, Clause, float, float]], language: Language, low: str
) -> tuple[Source, Clause] | None:
    """The fact's clause of another scope than the text's, unless another one bears it out."""
    name, words = word
    alike = [(2 * mine * theirs / (mine + theirs), source, own) for source, own, mine, theirs in near]
    best, source, own = max(alike, key=lambda entry: entry[0], default=(0.0, None, None))
    if source is None or own is None:
        return None
    if name == "partial":
        universal = _book("universals", language).search(own.text)
        return (
            (source, own)
            if universal and best >= _SAME and not _book("partial", language).search(own.text)
            else None
        )
    if any(_is_as_wide(s, o, words, language, low) for _, s, o in alike):
        return None
    if name == "gathering" and not _book("parts", language).search(source.text.lower()):
        return None
    if best >= _SAME or (best >= _SPOKEN_OF and _book("parts", language).search(source.text.lower())):
        return source, own
    return None


def _gathers_a_figure(reading: Reading, span: Span, word: tuple[str, str], own: Clause) -> bool:
    """Whether 都 or 全部 only gathers up a figure that stands before it in its sentence: 剩下的3,478个……全部补完.

    A figure that the fact's own clause contradicts (9,600 made, 8,914 recovered) is not gathered up.
    """
    if word[0] != "gathering" and word[1] not in _ADVERBS:
        return False
    start = reading.setting.sentence_at(span[0])[0]
    at = reading.setting.low.index(word[1], *span)
    figures = {c.value for c in reading.claims_in((start, at)) if c.kind in _COUNTS}
    return bool(figures) and (not own.numbers or bool(figures & own.numbers))


def _is_to_come(reading: Reading, span: Span) -> bool:
    """Whether a clause tells what is meant to happen, which no fact of what has happened limits."""
    return bool(reading.setting.marked("future", *span) or _MEANT.search(reading.setting.low, *span))


def _is_stated(reading: Reading, span: Span) -> bool:
    setting = reading.setting
    if any(setting.marked(mood, *span) for mood in _OPEN) or is_hedged(reading, span):
        return False
    if _book("exceptions", reading.passage.language).search(setting.low, *span):
        return False
    if _AVERAGED.search(setting.low, *span) or denies_of_all(setting.low[slice(*span)]):
        return False
    sentence = setting.sentence_at(span[0])
    beside = [c for c in setting.clauses_in(sentence) if c[1] <= span[0]][-1:]
    for start in (*(c[0] for c in beside), span[1]):
        if _EXCEPTED.match(setting.low, start):
            return False
    return not speaks_of_the_past_statement(reading, sentence)


def _word_of_scope(reading: Reading, span: Span) -> tuple[str, str] | None:
    for name in ("universals", "several", "partial", "gathering"):
        found = _book(name, reading.passage.language).search(reading.setting.low, *span)
        if found and _is_under_negation(reading, span, found):
            return None
        if found and (_is_a_phrase(reading, span, found) or _are_both_of_two(reading, found)):
            return None
        if found and not _NO_SCOPE.match(reading.setting.low, found.start()):
            return name, found.group()
    return None


def _is_a_phrase(reading: Reading, span: Span, found: re.Match[str]) -> bool:
    """Whether an English word of scope only belongs to a phrase: as many as, for everyone to read, all fourteen."""
    return reading.passage.language == "en" and any(
        match.start() <= found.start() < match.end()
        for match in _PHRASE_EN.finditer(reading.setting.low, *span)
    )


_BOTH = late(r"(?<![a-z])both\s(?:of\s)?(?:the\s|our\s|these\s|those\s|its\s)?(?P<noun>(?:[a-z'-]+\s?){1,3})")


def _are_both_of_two(reading: Reading, found: re.Match[str]) -> bool:
    """Whether “both” is said of things of which the brief counts two: both ladder trucks, of two ladder trucks."""
    both = _BOTH.match(reading.setting.low, found.start())
    if both is None or reading.passage.language != "en":
        return False
    nouns = frozenset(map(stem, both["noun"].split()))
    return any(
        known.value == "2" and nouns & frozenset(map(stem, known.noun.split()))
        for _, known in reading.ledger.claims("quantity", "confirmed")
    )


_NEGATED_ANY = late(r"(?:anyone|anybody|any|anything|either)(?![a-z])")
_IS_ALL = late(r"(?<![a-z])(?:is|was|are|were|that's|it's)\s$")


def _is_under_negation(reading: Reading, span: Span, found: re.Match[str]) -> bool:
    """Whether “any” only belongs to a negation before it (not needed for any), or “all” ends a count (is all they found)."""
    if reading.passage.language != "en":
        return False
    before = reading.setting.low[span[0] : found.start()]
    if found.group() == "neither":
        return True
    if found.group() == "all" and _IS_ALL.search(before):
        return True
    return bool(_NEGATED_ANY.match(found.group())) and bool(
        reading.setting.marked("negated", span[0], found.start())
    )


def _is_as_wide(source: Source, own: Clause, wide: str, language: Language, low: str) -> bool:
    """Whether the fact's own clause says it of all as well."""
    text, universals = source.text.lower(), _book("universals", language)
    if wide in _DENIED and own.negated:
        return True
    if (
        wide in (own.text if wide.isascii() else text)
        or (wide[0] == "每" and "每" in text)
        or universals.search(own.text)
    ):
        return True
    if language == "en" and is_of_all(text, own.text, low):
        return True
    return wide in _EVERYBODY and bool(universals.search(text))
