"""Names: every organisation, office, place and person of a text is one of the brief's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import fold, lower
from drafting.late_patterns import late
from drafting.statement import Finding

_ALIKE = 0.6
"""When two names are two spellings or neighbours of one (ours)."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield names that the brief does not have, or has otherwise in the fact that is spoken of."""
    if not reading.comparable:
        return
    if reading.passage.language == "zh":
        yield from _latin(reading)
    else:
        for claim in reading.claims:
            if claim.kind == "name":
                yield from _english(reading, claim)


_LATIN = late(r"(?<![A-Za-z0-9@./_-])[A-Z][a-z]{2,}(?:[ ·'-][A-Z][A-Za-z]+)*(?![A-Za-z0-9@/_-]|\.[a-z])")


def _latin(reading: Reading) -> Iterator[Finding]:
    """Latin names in a Chinese text: each word must be the brief's."""
    common = lexicon.names().english_common
    known = sorted(set(_LATIN.findall(fold("\n".join(s.text for s in reading.ledger.public)))))
    for match in _LATIN.finditer(reading.setting.folded):
        words = [w for w in re.findall(r"[A-Za-z]{3,}", match.group()) if w not in common]
        if all(_is_known(reading, lower(word)) for word in words):
            continue
        moods = reading.setting.moods_at(*match.span())
        hidden = reading.ledger.of("denied", "unconfirmed") if moods & {"denied", "hedged"} else ()
        if any(lower(match.group()) in lower(source.text) for source in hidden):
            continue
        right = max(known, key=lambda name: _ratio(name, match.group()), default="")
        if right and right not in reading.passage.text and _has_the_place(reading, match.span(), right):
            yield reading.other_name(match.span(), right)
        else:
            yield reading.finding("unknown_name", match.span(), "unsupported_figure")


def _has_the_place(reading: Reading, span: tuple[int, int], right: str) -> bool:
    """Whether a source that holds `right` is one that the sentence speaks of, or the two are spelled alike."""
    near = reading.nearness(reading.setting.sentence_at(span[0]))
    holding = [near.get(s.id, 0.0) for s in reading.ledger.public if right in fold(s.text)]
    return max(holding, default=0.0) > 0.1 or _ratio(right, reading.passage.text[slice(*span)]) >= _ALIKE


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, lower(one), lower(other), autojunk=False).ratio()


def _english(reading: Reading, claim: Claim) -> Iterator[Finding]:
    words = re.findall(r"[a-z][a-z-]*[a-z]", re.sub(r"'s?(?![a-z])", " ", lower(claim.value)))
    unknown = [
        w
        for w in words
        if not _is_known(reading, w)
        and w.capitalize() not in lexicon.names().english_common
        and not re.search(rf"(?<![A-Za-z]){w}(?![a-z])", reading.passage.text)
        and not _is_office_in_letters(reading, claim, w)
    ]
    if not unknown or _is_known_in_part(reading, claim, unknown):
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
        yield reading.other_name(span, right)
    else:
        yield reading.finding("unknown_name", span, "unsupported_figure")


_LETTERS = range(2, 4)


def _is_office_in_letters(reading: Reading, claim: Claim, word: str) -> bool:
    """Whether a word is made of the first letters of an office of the brief: GM for a general manager."""
    if len(word) not in _LETTERS or not re.match(rf"{word.upper()}(?![A-Za-z])", claim.text):
        return False
    spelt = r"\s".join(rf"{letter}[a-z]+" for letter in word)
    return bool(re.search(rf"(?<![a-z]){spelt}(?![a-z])", reading.ledger.public_text))


_PRONOUN = late(r"\W*(?:[a-z ]{1,24}, )?(?:he|she|it|they|his|her|its|their)(?![a-z])")
_SPOKEN_OF = 0.3
"""A sentence three tenths of whose pieces stand in a fact speaks of it (ours)."""


def _is_known_in_part(reading: Reading, claim: Claim, unknown: list[str]) -> bool:
    """Whether the brief has a person's last name alone (Umoru, for Adaeze Umoru), or speaks of the person as he or she."""
    words = re.findall(r"[\w'’.-]+", claim.value)
    if not 2 <= len(words) <= _MOST_WORDS or any(word.islower() for word in words) or "&" in claim.value:
        return False
    last = words[-1]
    if lower(last) in unknown:
        return claim.start == claim.sentence[0] and _is_spoken_of_as_one(reading, claim)
    beside = re.compile(
        rf"(?P<whole>(?:[A-Z\"(][\w'’.\"-]*\s){{0,{_MOST_WORDS}}})(?<![\w-]){re.escape(last)}(?![\w-])"
    )
    found = [match["whole"].split() for s in reading.ledger.public for match in beside.finditer(fold(s.text))]
    common = lexicon.names().english_common
    return bool(found) and all(
        not [word for word in before if word.rstrip(".") not in common]
        or any(_is_short_for(words[0], word) for word in before)
        for before in found
    )


_SHORT = 3
"""Letters from which a word may be the short form of a first name (Lou, Louis). Ours."""


def _is_short_for(one: str, other: str) -> bool:
    short, full = sorted((one.rstrip("."), other.rstrip(".")), key=len)
    return _SHORT <= len(short) < len(full) and full.startswith(short)


_MOST_WORDS = 3


def _is_spoken_of_as_one(reading: Reading, claim: Claim) -> bool:
    """Whether the fact that the sentence speaks of begins with he, she or it, so that it names nobody."""
    near = reading.nearness(claim.sentence)
    return any(
        near.get(source.id, 0.0) >= _SPOKEN_OF and _PRONOUN.match(lower(source.text))
        for source in reading.ledger.of("confirmed")
    )


@cache
def _peoples() -> dict[str, tuple[str, ...]]:
    """The words for each country, its people and what is theirs, by each of them (finnish, of Finland); avenue, of Ave."""
    names = lexicon.names()
    rows = [tuple(lower(row).split()) for row in (*names.peoples, *names.shortened)]
    return {word: row for row in rows for word in row}


def _is_known(reading: Reading, word: str) -> bool:
    words = reading.ledger.public_words
    if word in words or word.rstrip("s") in words or word + "s" in words:
        return True
    if any(other in words for other in _peoples().get(word, ())):
        return True
    return any(part in words for part in word.split("-")) if "-" in word else False
