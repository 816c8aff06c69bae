"""What a text says of all where the fact that it rests on speaks of some: the word for all that nothing bears out."""

from __future__ import annotations

import re
from functools import cache

from drafting.checks.facts.denial import share_of
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.signed_ledger import Entry, signed_ledger
from drafting.checks.facts.signs import Span, signed
from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.messages import Language

_SPOKEN_OF = 0.5
"""A clause speaks of the brief's clause where this share of it by weight stands there (ours, by the true statements)."""
_ALIKE = 0.6
"""A clause with this part of the best one's share may bear the word out as well (ours)."""
_FEW = 2
_NOT_OF_ALL = late(
    r"(?:全部|全都)(?:是|为|属)|[每各]个?(?:周|星期|月|年|天|日|小时|班次|次)|从[^,。]{0,8}到(?:全部|所有)|(?:没有|未|不|无)[^,。]{0,6}任何|各类原因|全体(?:员工|同仁|同事|教职工|师生)|所有人都会|全部(?:责任|费用)由"
    r"|(?<![a-z])(?:at all|after all|all (?:the more|along|right|but|in all|day|night|this|that|we|you|they|he|she|i|it|the \w+ (?:found|has|have|had|knows?|can|will|said))|above all|all of (?:us|you)|is all|(?:the|a) whole (?:day|week|month|year|time|thing|truth|story|night)|all (?:the|our) \w+ (?:found|has|have|had|knows?|can|will|said)|(?:to|for) (?:all|everyone|everybody|every)(?! of)|everyone (?:on|in|at|who)|everything (?:we|you|that|possible|else)|whatever (?:happens|you|we)|each other|(?:each|every|all) (?:day|week|month|year|hour|morning|evening|time|step)|(?<!the )(?<!our )(?<!an )whole)(?![a-z])"
)
_FIGURE = late(
    r"(?<![0-9.:])[0-9]+(?:,[0-9]{3})*(?![0-9.:]|\s?[年月日时点分号%]|\s?(?:[ap]\.?m|january|february|march|april|may|june|july|august|september|october|november|december))"
    r"|(?<![a-z])(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|dozen)(?![a-z])"
    r"|[一二三四五六七八九十两百千万]+(?=[个名位人台辆件条家户张份所项栋次班栋艘架盒批])"
)
_ADVERBS = frozenset({"全部", "一律"})
"""Words that gather up what a promise counts (全部补完)."""
_COUNTED = late(r"\s*(?:of )?(?:the |our |those |these )?")
_REACH = 12
"""How many characters before its clause a figure may stand that a word for all gathers up."""


@cache
def _book(name: str, language: Language) -> re.Pattern[str]:
    words = getattr(lexicon.contrast(), name)
    return re.compile(lexicon.english(words.en) if language == "en" else lexicon.chinese(words.zh))


def swept(reading: Reading, span: Span, *, is_to_come: bool) -> Entry | None:
    """The clause of the brief that a clause of the text speaks of, and says of all without its bearing that out."""
    language, low = reading.passage.language, reading.setting.low
    found = _book("sweeping", language).search(low, *span)
    if found is None or _NOT_OF_ALL.search(low, *span):
        return None
    if low[slice(*span)].lstrip().startswith("to ") or (is_to_come and found.group() in _ADVERBS):
        return None
    if _FIGURE.match(low, _COUNTED.match(low, found.end()).end()):  # type: ignore[union-attr]
        return None
    index = signed_ledger(reading.ledger, language)
    clause = signed(reading.setting, span)
    if len(clause.plain) < _FEW:
        return None
    kinds = ("commitment",) if is_to_come else ("confirmed", "commitment")
    shares = [(share_of(index, clause, place), index.entries[place]) for place in index.holding(clause.words)]
    best = max((entry for entry in shares if entry[1].source.kind in kinds), key=lambda e: e[0], default=None)
    if best is None or best[0] < _SPOKEN_OF:
        return None
    near = [entry.clause.text for share, entry in shares if share >= best[0] * _ALIKE]
    if any(_book("swept", language).search(text) for text in near):
        return None
    if language == "en" and is_of_all(lower(best[1].source.text), best[1].clause.text, low[slice(*span)]):
        return None
    return None if _gathers(reading, span, found.start(), best[1]) else best[1]


_THE_WHOLE = re.compile(r"(?<![a-z])(?:the|all|both) [0-9][0-9,]* (?!of)(?P<noun>(?:[a-z]+ ){0,2}[a-z]+)")
_SOME_OF = re.compile(
    r"(?:[0-9]|(?<![a-z])(?:one|two|three|four|five|six|seven|eight|nine|ten|some|most|many|few|half|part|any|several|majority|\w+ty|\w+teen|first|last)) (?:\w+ )?of $"
)
"""A definite number of things is all of them: records of the 212 operations."""
_ALL_BEFORE = re.compile(r"(?:all|every|each|both|no|none)(?![a-z])[^,;]*,[^,;]+,\s*$")
_PREDICATE = re.compile(r"\s*(?:was|were|is|are|has|have|had|will)(?![a-z])")


_STEM = 4


_EACH_OF = re.compile(r"(?<![a-z])(?:each|every)\s(?P<noun>[a-z]{3,})(?![a-z])")


def _is_of_the_plural(own: str, low: str) -> bool:
    """Whether an English text says of each what the fact says of the whole of them: each record, of the records hold."""
    each = _EACH_OF.search(low)
    return each is not None and bool(re.match(rf"\s*(?:the|our|its|their)\s{each['noun']}s(?![a-z])", own))


def is_of_all(text: str, own: str, low: str) -> bool:
    """Whether a clause of an English source says what it says of a definite whole that a clause of a text speaks of."""
    whole = _THE_WHOLE.search(own)
    if whole is not None and not _SOME_OF.search(own[: whole.start()]):
        return any(word[:_STEM] in low for word in whole["noun"].split() if len(word) >= _STEM)
    return _is_of_the_plural(own, low) or _opens_with_all(text, own)


def _opens_with_all(text: str, own: str) -> bool:
    """Whether the clause is the predicate behind an apposition to a subject of all: all seven, aged 61 to 84, were seen."""
    at = text.find(own.strip())
    return at > 0 and bool(_PREDICATE.match(own) and _ALL_BEFORE.match(text[:at]))


def _gathers(reading: Reading, span: Span, at: int, entry: Entry) -> bool:
    """Whether the word for all only gathers up a figure before it that is the fact's own and only one."""
    start = reading.setting.sentence_at(span[0])[0]
    near = reading.claims_in((max(start, span[0] - _REACH), at))
    before = {claim.value for claim in near if claim.kind == "quantity"}
    if not before or _book("parts", reading.passage.language).search(lower(entry.source.text)):
        return False
    own = {
        c.value for c in entry.source.claims if c.kind == "quantity" and lower(c.text) in entry.clause.text
    }
    return not own or (len(own) == 1 and own <= before)


def narrowed(reading: Reading, span: Span) -> Entry | None:
    """The clause of the brief that says of all what a clause of the text says only of some, or of most."""
    language, low = reading.passage.language, reading.setting.low
    found = _book("partial", language).search(low, *span)
    if found is None or _FIGURE.search(low, *span):
        return None
    index = signed_ledger(reading.ledger, language)
    clause = signed(reading.setting, span)
    if len(clause.plain) < _FEW:
        return None
    shares = [(share_of(index, clause, place), index.entries[place]) for place in index.holding(clause.words)]
    told = [entry for entry in shares if entry[1].source.kind in ("confirmed", "commitment")]
    best = max(told, key=lambda entry: entry[0], default=None)
    if best is None or best[0] < _SPOKEN_OF:
        return None
    near = [lower(entry.source.text) for share, entry in told if share >= best[0] * _ALIKE]
    if any(_book(name, language).search(text) for text in near for name in ("partial", "parts")):
        return None
    return best[1] if _book("sweeping", language).search(lower(best[1].clause.text)) else None
