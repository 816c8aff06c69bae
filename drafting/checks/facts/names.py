"""Names: every organisation, office, place and person of a text is one of the brief's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.statement import Finding

_NEAR, _ALIKE = 0.45, 0.6
"""When a sentence speaks of a source, and when two names are two spellings or neighbours of one (ours)."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield names that the brief does not have, or has otherwise in the fact that is spoken of."""
    if not reading.comparable:
        return
    if reading.passage.language == "zh":
        yield from _offices(reading)
    else:
        for claim in reading.claims:
            if claim.kind == "name":
                yield from _english(reading, claim)


@cache
def _office() -> re.Pattern[str]:
    names = lexicon.names()
    suffixes = "|".join(sorted(names.office_suffixes, key=len, reverse=True))
    return re.compile(rf"(?P<head>[\u3400-\u9fffa-z0-9]{{2}})(?P<tail>{suffixes})(?!长|员|分|份|内|位|于|里)")


@cache
def _generic() -> re.Pattern[str]:
    names = lexicon.names()
    return re.compile("(?:" + "|".join(sorted({*names.organisation_generic, *names.left_boundaries}, key=len, reverse=True)) + ")$")


def _offices(reading: Reading) -> Iterator[Finding]:
    """Offices and places by their suffix: the two characters before it tell one from another."""
    ledger = reading.ledger
    for match in _office().finditer(reading.setting.low):
        head, tail = match["head"], match["tail"]
        sentence = reading.setting.sentence_at(match.start())
        near = reading.nearness(reading.setting.clause_at(match.start()))
        whole = reading.nearness(sentence)
        rivals = [
            (max(near.get(s.id, 0.0), whole.get(s.id, 0.0)), place, s, other)
            for place, s in enumerate(ledger.of("confirmed", "commitment"))
            for other in _named(s, tail)
        ]
        known = head + tail in ledger.public_text
        if known and any(head + tail in lower(s.text) for score, _, s, _ in rivals if score >= _NEAR * 0.5):
            continue
        best = max(rivals, default=None, key=lambda r: (r[0], -r[1]))
        if best is None or best[0] < _NEAR:
            if not known and not _generic().search(head) and _looks_named(head, tail):
                yield reading.finding("unknown_name", match.span(), "unsupported_figure", severity="warning")
            continue
        right = best[3]
        if right in reading.setting.low[slice(*sentence)] or (known and best[0] < 0.6) or _generic().search(head):
            continue
        yield reading.finding("altered_name", match.span(), "altered_fact", source=best[2], right=right, suggestion=right)


def _looks_named(head: str, tail: str) -> bool:
    return len(tail) >= 2 and tail in lexicon.names().organisation_suffixes and not re.search(r"[的了在是和与及各本该其]", head)


def _named(source: Source, tail: str) -> list[str]:
    return [m.group() for m in _office().finditer(lower(source.text)) if m["tail"] == tail]


def _english(reading: Reading, claim: Claim) -> Iterator[Finding]:
    words = [w for w in re.findall(r"[a-z][a-z-]*[a-z]", re.sub(r"'s?\b", " ", lower(claim.value)))]
    unknown = [w for w in words if not _is_known(reading, w)]
    if not unknown:
        return
    known = sorted({c.value for s in reading.ledger.public for c in s.claims if c.kind == "name"} | set(reading.brief.names))
    scored = [(SequenceMatcher(None, lower(name), lower(claim.value), autojunk=False).ratio(), name) for name in known]
    ratio, right = max(scored, default=(0.0, ""))
    span = (claim.start, claim.end)
    for source in reading.ledger.of("confidential", "denied", "unconfirmed"):
        if source.kind == "confidential" and any(w in lower(source.text) for w in unknown):
            yield reading.finding("confidential", span, "confidential_leak", source=source)
            return
        if any(w in lower(source.text) for w in unknown):
            return
    if ratio >= _ALIKE:
        yield reading.finding("altered_name", span, "altered_fact", right=right, suggestion=right)
    else:
        yield reading.finding("unknown_name", span, "unsupported_figure")


def _is_known(reading: Reading, word: str) -> bool:
    words = reading.ledger.public_words
    if word in words or word.rstrip("s") in words or word + "s" in words:
        return True
    return any(part in words for part in word.split("-")) if "-" in word else False
