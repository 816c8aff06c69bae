"""What stands in the brief without being sayable as it is: rumours."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.checks.facts.bearing import own_pieces
from drafting.checks.facts.grams import grams
from drafting.checks.facts.hedging import is_asked, is_denied
from drafting.checks.facts.ledger import Ledger, Source, kept_with_ledger
from drafting.checks.facts.reading import Reading
from drafting.claims.setting import Setting
from drafting.claims.telling import assertion
from drafting.late_patterns import late
from drafting.statement import Finding

_MENTIONED = 0.45
"""A sentence that holds this share of what only a suspicion or rumour says speaks of it (ours, by the fixtures)."""
_WHOLE = 0.75
"""The share of one clause of a suspicion or rumour that tells the clause by itself (ours)."""
_WHOLE_LEAST = 3
_CARES = late(
    r"(?:担心|担忧|心情|顾虑|不安)[^。!?\n]{0,8}(?:理解|明白|懂|体谅)|(?:理解|明白|懂|体谅)[^。!?\n]{0,8}(?:担心|担忧|心情|顾虑|不安)"
)
"""A sentence that understands a worry tells no rumour."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield rumours without a denial."""
    if not reading.comparable:
        return
    for place, sentence in enumerate(reading.setting.sentences):
        pieces = reading.grams_of(sentence)
        yield from _denied(reading, sentence, pieces, is_title=place == 0)


def _mentions(reading: Reading, source: Source, pieces: frozenset[str]) -> bool:
    own = own_pieces(reading.ledger, source)
    shared = own & pieces
    if own and len(shared) >= 2 and len(shared) >= len(own) * _MENTIONED:
        return True
    return any(
        len(part & pieces) >= _WHOLE_LEAST and len(part & pieces) >= len(part) * _WHOLE
        for part in _parts(reading.ledger, source)
    )


@kept_with_ledger()
def _parts(ledger: Ledger, source: Source) -> tuple[frozenset[str], ...]:
    """What each clause of a source says that nothing sayable does."""
    clauses = Setting(source.text, source.language).clauses
    if len(clauses) < 2:
        return ()
    return tuple(grams(source.text[a:b], source.language) - ledger.public_grams for a, b in clauses)


def _denied(
    reading: Reading, sentence: tuple[int, int], pieces: frozenset[str], *, is_title: bool
) -> Iterator[Finding]:
    setting = reading.setting
    gnomic = assertion("gnomic", reading.passage.language)
    for source in reading.ledger.of("denied"):
        if not _mentions(reading, source, pieces) or gnomic.search(setting.low, *sentence):
            continue
        if reading.passage.language == "zh" and _CARES.search(setting.low, *sentence):
            continue
        if not is_denied(reading, sentence) and not is_asked(reading, sentence):
            if not setting.marked("hedged", *sentence):
                yield reading.finding("rumour_stated", sentence, "rumour_amplified", source=source)
            elif is_title and len(setting.sentences) > 1:
                yield reading.finding("rumour_in_title", sentence, "rumour_amplified", source=source)
