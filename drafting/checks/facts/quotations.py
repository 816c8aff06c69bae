"""Words in quotation marks that somebody is said to have said: they are a fact's, to the letter, and that speaker's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from drafting.checks.facts.ledger import Ledger, Source, kept_with_ledger
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.statement import Finding

_QUOTED = late(r"[“「『\"](?P<words>[^”」』\"\n]{2,400})[”」』\"]")
_SPEAKS = late(
    r"(?:说|表示|称|指出|坦言|强调|写道|回应|介绍)\s?[:,]?\s?$|(?<![a-z])(?:said|says|added|told \w+|wrote|stated)\s?[:,]?\s?$"
)
_SPOKE = late(
    r"[\s,]*(?:[^,。;.!?\n]{0,24}(?:说|表示|称|强调)|(?:said|says|added)(?![a-z])|[^,.;!?\n]{1,40}\s(?:said|says|added)(?![a-z]))"
)
_THE_SAME, _LIKE = 1.0, 0.45
"""How much of a quotation's words must stand in a fact's own for it to be that one (ours)."""
_ENOUGH_ZH, _ENOUGH_EN = 6, 4
"""A quotation of fewer characters or words may be a word in passing (ours)."""
_RUN = 2
Span = tuple[int, int]


def check(reading: Reading) -> Iterator[Finding]:
    """Yield quotations that are not the fact's own words."""
    if not reading.comparable or not (known := _quoted_facts(reading.ledger)):
        return
    text = reading.passage.text
    for match in _QUOTED.finditer(text):
        span = match.span("words")
        if not _is_long(match["words"], reading.passage.language == "zh"):
            continue
        own, source = max(
            ((_share(match["words"], words), source) for words, source in known), key=lambda e: e[0]
        )
        if own >= _THE_SAME or not _is_spoken(reading, match.span()):
            continue
        if own >= _LIKE:
            right = next(
                words for words, each in known if each is source and _share(match["words"], words) == own
            )
            yield reading.finding(
                "altered_quotation", span, "altered_fact", source=source, right=right, suggestion=right
            )


@kept_with_ledger()
def _quoted_facts(ledger: Ledger) -> tuple[tuple[str, Source], ...]:
    return tuple(
        (match["words"], source)
        for source in ledger.of("confirmed")
        for match in _QUOTED.finditer(source.text)
    )


def _is_long(words: str, is_chinese: bool) -> bool:
    return len(words) >= _ENOUGH_ZH if is_chinese else len(words.split()) >= _ENOUGH_EN


def _bare(words: str) -> str:
    return re.sub(r"[\W_]+", "", lower(words))


def _share(words: str, known: str) -> float:
    """How much of a quotation stands in the known one, in order; whole where words were only left out."""
    said, own = _bare(words), _bare(known)
    if said in own:
        return 1.0
    blocks = SequenceMatcher(None, said, own, autojunk=False).get_matching_blocks()
    return min(0.99, sum(block.size for block in blocks if block.size >= _RUN) / max(1, len(said)))


def _is_spoken(reading: Reading, span: Span) -> bool:
    low = reading.setting.low
    return bool(_SPEAKS.search(low[max(0, span[0] - 40) : span[0]]) or _SPOKE.match(low, span[1]))
