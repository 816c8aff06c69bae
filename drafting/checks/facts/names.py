"""Names: every organisation, office, place and person of a text is one of the brief's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache, lru_cache

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
    return re.compile(
        rf"(?=(?P<head>[\u3400-\u9fffa-z0-9]{{2}})(?P<tail>{suffixes})(?!长|员|分|份|内|位|于|里|理|置|罚|境|署|件|门|织|成|合|过|学|技|公|法|案|事|有|以|属|需|谓|致|述|别|域|铺|面|点))"
    )


@cache
def _no_name() -> re.Pattern[str]:
    words = sorted(lexicon.names().office_no_name, key=len, reverse=True)
    return re.compile("(?:" + "|".join(words) + ")$")


@cache
def _generic() -> re.Pattern[str]:
    names = lexicon.names()
    words = {*names.organisation_generic, *names.left_boundaries}
    return re.compile("(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")$")


_FUNCTION = re.compile(
    r"^.*[的了在是和与及已被经由送可以为从把向到报给把对将并或于至中其请让就按往自0-9一二三四五六七八九十两]"
)


def _offices_in(text: str) -> list[tuple[int, int, str, str]]:
    """Each office or place: its span, the characters that tell it apart, and its ending; longest ending first."""
    found, last = [], -1
    for match in _office().finditer(text):
        head = _FUNCTION.sub("", match["head"])
        end = match.end("tail")
        if not head or end <= last or _no_name().search(head + match["tail"]) or _generic().fullmatch(head):
            continue
        last = end
        found.append((end - len(match["tail"]) - len(head), end, head, match["tail"]))
    return found


def _offices(reading: Reading) -> Iterator[Finding]:
    """Offices and places by their ending: the two characters before it tell one from another."""
    ledger = reading.ledger
    sources = ledger.of("confirmed", "commitment")
    for start, end, head, tail in _offices_in(reading.setting.low):
        sentence = reading.setting.sentence_at(start)
        near, whole = reading.nearness(reading.setting.clause_at(start)), reading.nearness(sentence)
        score = {s.id: max(near.get(s.id, 0.0), whole.get(s.id, 0.0)) for s in sources}
        known = head + tail in ledger.public_text or (
            head[-1] in "省市区县" and head[-1] + tail in ledger.public_text
        )
        if known and any(
            (head[-1] + tail in lower(s.text) and head + tail in ledger.public_text)
            or (head[-1] in "省市区县" and head[-1] + tail in lower(s.text))
            for s in sources
            if score[s.id] >= _NEAR * 0.5
        ):
            continue
        rivals = [
            (score[s.id], -place, s, right)
            for place, s in enumerate(sources)
            for right in _named(s.text, tail)
        ]
        best = max(rivals, default=None, key=lambda r: (r[0], r[1]))
        span = (start, end)
        if best is None or best[0] < _NEAR:
            if (
                not known
                and len(head) == 2
                and not _generic().search(head)
                and tail in lexicon.names().organisation_suffixes
            ):
                yield reading.finding("unknown_name", span, "unsupported_figure", severity="warning")
            continue
        right = best[3]
        if right in reading.setting.low[slice(*sentence)] or (known and best[0] < 0.6):
            continue
        yield reading.finding(
            "altered_name", span, "altered_fact", source=best[2], right=right, suggestion=right
        )


@lru_cache(maxsize=2048)
def _named(text: str, tail: str) -> tuple[str, ...]:
    return tuple(head + ending for _, _, head, ending in _offices_in(lower(text)) if ending == tail)


def _english(reading: Reading, claim: Claim) -> Iterator[Finding]:
    words = re.findall(r"[a-z][a-z-]*[a-z]", re.sub(r"'s?(?![a-z])", " ", lower(claim.value)))
    unknown = [
        w for w in words if not _is_known(reading, w) and w.capitalize() not in lexicon.names().english_common
    ]
    if not unknown:
        return
    known = sorted(
        {c.value for s in reading.ledger.public for c in s.claims if c.kind == "name"}
        | set(reading.brief.names)
    )
    scored = [
        (SequenceMatcher(None, lower(name), lower(claim.value), autojunk=False).ratio(), name)
        for name in known
    ]
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
