"""What stands in the brief without being sayable: rumours and secrets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from drafting.checks.facts.grams import grams
from drafting.checks.facts.hedging import is_asked, is_denied
from drafting.checks.facts.ledger import Ledger, Source
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.claims.setting import Setting
from drafting.messages import Language
from drafting.statement import Finding

_MENTIONED = 0.45
"""A sentence that holds this share of what only a suspicion or rumour says speaks of it (ours, by the fixtures)."""
_WHOLE = 0.75
"""The share of one clause of a suspicion or rumour that tells the clause by itself (ours)."""
_LEAKED, _LEAKED_LEAST = 0.4, 3
"""A secret is given away by two fifths of the pieces that stand only in it, and at least three of them."""
_RUN_ZH = 5
"""A run of Chinese characters this long that stands only in a secret gives it away whatever surrounds it."""


@lru_cache(maxsize=512)
def _own(ledger: Ledger, source: Source) -> frozenset[str]:
    """The pieces that stand in this source and in nothing that may be said."""
    return source.grams - ledger.public_grams


def check(reading: Reading) -> Iterator[Finding]:
    """Yield rumours without a denial, and secrets, told or contradicted."""
    if not reading.comparable:
        return
    for place, sentence in enumerate(reading.setting.sentences):
        pieces = reading.grams_of(sentence)
        yield from _denied(reading, sentence, pieces, is_title=place == 0)
        yield from _leaks(reading, sentence, pieces)
    yield from _contradicted_secrets(reading)


def _mentions(reading: Reading, source: Source, pieces: frozenset[str]) -> bool:
    own = _own(reading.ledger, source)
    shared = own & pieces
    if own and len(shared) >= 2 and len(shared) >= len(own) * _MENTIONED:
        return True
    return any(
        len(part & pieces) >= _LEAKED_LEAST and len(part & pieces) >= len(part) * _WHOLE
        for part in _parts(reading.ledger, source)
    )


@lru_cache(maxsize=512)
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
    for source in reading.ledger.of("denied"):
        if not _mentions(reading, source, pieces):
            continue
        if not is_denied(reading, sentence) and not is_asked(reading, sentence):
            if not setting.marked("hedged", *sentence):
                yield reading.finding("rumour_stated", sentence, "rumour_amplified", source=source)
            elif is_title and len(setting.sentences) > 1:
                yield reading.finding("rumour_in_title", sentence, "rumour_amplified", source=source)


def _leaks(reading: Reading, sentence: tuple[int, int], pieces: frozenset[str]) -> Iterator[Finding]:
    text = lower(reading.passage.text[slice(*sentence)])
    for source in reading.ledger.of("confidential"):
        own = _own(reading.ledger, source)
        shared = own & pieces
        run = _shared_run(text, source, reading.ledger)
        if (len(shared) >= _LEAKED_LEAST and len(shared) >= len(own) * _LEAKED) or run:
            yield reading.finding("confidential", sentence, "confidential_leak", source=source)


def _shared_run(text: str, source: Source, ledger: Ledger) -> bool:
    return any(run in text for run in _runs(source, ledger))


@lru_cache(maxsize=512)
def _runs(source: Source, ledger: Ledger) -> tuple[str, ...]:
    """The runs of a secret that stand nowhere else: five Chinese characters, or a name."""
    low = lower(source.text)
    runs = []
    for part in re.findall(r"[\u3400-\u9fff]{5,}", low):
        runs += [part[i : i + _RUN_ZH] for i in range(len(part) - _RUN_ZH + 1)]
    names = [lower(c.value) for c in source.claims if c.kind == "name" and len(c.value) >= 3]
    return tuple(r for r in runs + names if r not in ledger.public_text)


@cache
def _book(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    book = lexicon.scopes()
    return (
        lexicon.phrasebook(book["never_before"]).of(language),
        lexicon.phrasebook(book["earlier_case"]).of(language),
    )


def _contradicted_secrets(reading: Reading) -> Iterator[Finding]:
    """No sentence may say that nothing of the kind was ever there where the organisation knows better."""
    never, _ = _book(reading.passage.language)
    secrets = [s for s in reading.ledger.of("confidential") if _book(s.language)[1].search(lower(s.text))]
    if not secrets and not reading.brief.incident.history:
        return
    for match in never.finditer(reading.setting.low):
        clause = reading.setting.clause_at(match.start())
        pieces = grams(reading.passage.text[slice(*clause)], reading.passage.language)
        carried = any(
            len(pieces & s.grams) >= len(pieces) * 0.6
            for s in reading.ledger.of("confirmed", "denied")
            if pieces
        )
        moods = reading.setting.moods_at(*match.span())
        if carried or moods & {"question", "conditional", "directive", "quoted"}:
            continue
        if secrets:
            yield reading.finding("contradicts_secret", clause, "confidential_leak", source=secrets[0])
        else:
            yield reading.finding("contradicts_history", clause, "altered_fact")
