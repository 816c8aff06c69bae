"""A figure that the brief has, or that follows from it, said of something for which the brief has another."""

from __future__ import annotations

import re

from drafting.checks.facts.beside import PART_OF, Alike
from drafting.checks.facts.dated import (
    RELATIVE,
    SAID,
    hours_beside,
    is_dateline,
    is_deadline,
    moments_as_of,
    said_then,
)
from drafting.checks.facts.ledger import Entry, Kind
from drafting.checks.facts.likeness import could_replace, same_figure
from drafting.checks.facts.out_of_place import cannot_stand_for
from drafting.checks.facts.reading import Reading, asked_once
from drafting.checks.facts.reckoning import is_eve, is_what_remains
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.telling import families, families_in
from drafting.late_patterns import late

_SURE, _SHARED, _ELSEWHERE = 0.35, 1, 0.44
"""One figure stands in another's place where the surroundings are this much alike, share a piece, and those of the
figure's own are less than half as much alike (ours, by the true statements of the benchmarks)."""
_MOMENT, _HINT = 0.4, 0.12
"""A date or time that the brief gives nowhere near: how alike the other's surroundings must be, and how much where
they share a piece (ours)."""
_FAINT, _HARDLY, _RATHER, _MANY = 0.25, 0.15, 0.67, 3
"""A day or time stands in another's place by fainter likeness too: where its own is hardly there, or, for a day, two thirds
of it and three pieces are shared (ours, by the same statements)."""
_CERTAIN, _LESS = 0.75, 0.8
"""Where the surroundings are nearly the same, the figure's own need only be somewhat less alike (ours)."""
_WORD_FOR_WORD = 10
"""Characters besides the figure from which a clause that stands in a source is taken over from it."""
_TWICE = 0.5
"""How alike a sibling's surroundings must be for a figure that is said twice to stand in its place (ours)."""
_PLACED = frozenset({"quantity", "money", "percent", "date", "time", "duration", "identifier"})
_MOMENTS = frozenset({"date", "time"})


def misplaced(
    reading: Reading, claim: Claim, found: list[Entry], operands: tuple[Entry, ...] = ()
) -> Entry | None:
    """Return the source and figure that stand in a claim's place, where the claim is another figure.

    Args:
        reading: the passage.
        claim: a figure that the brief has, or that follows from its figures.
        found: the brief's claims with this figure; none where it only follows from others.
        operands: the claims that it follows from: a part stands where its whole does.
    """
    if claim.kind not in _PLACED:
        return None
    if claim.kind == "time" and (line := hours_beside(reading, claim)) is not None:
        held = any(same_figure(claim, own) for _, own in line)
        return line[0] if line and not held else None
    if any(source.kind == "earlier" for source, _ in found) and speaks_of_the_past_statement(
        reading, claim.sentence
    ):
        return None
    if _counts_by_name(reading, claim, found):
        return None
    if _is_taken_over(reading, claim, found) or _is_whole_of_a_share(reading, claim):
        return None
    if (claim.kind == "date" and is_eve(reading, claim)) or is_what_remains(reading, claim, found):
        return None
    if not reading.comparable or (claim.kind == "date" and RELATIVE.search(claim.text.lower())):
        return None
    if claim.kind == "date" and _goes_on_from(reading, claim, found):
        return None
    if claim.kind in _MOMENTS and (known := moments_as_of(reading, claim)):
        is_one = any(same_figure(claim, k) for _, k in known)
        return None if is_one else next((entry for entry in reversed(known) if entry[0].whole), None)
    if is_dateline(reading, claim):
        return None
    parts = [entry for entry in operands if entry[1].kind == claim.kind]
    own = reading.alikeness(claim, found or parts)
    return _standing_here(reading, claim, own, found, operands) if own <= _LESS else None


@asked_once
def speaks_of_the_past_statement(reading: Reading, sentence: tuple[int, int]) -> bool:
    """Whether a sentence tells what was said before, to correct it or to stand by it."""
    return bool(SAID.search(reading.setting.low, *sentence))


_NAMED = 2
_OPEN_NOUN = late("[者人名位的是中都已未没在约共内为]")


def _counts_by_name(reading: Reading, claim: Claim, found: list[Entry]) -> bool:
    """Whether a small Chinese count stands with its noun in its own source, where no other figure has that noun: 两个批号."""
    noun = claim.noun[:_NAMED]
    if claim.kind != "quantity" or len(noun) < _NAMED or noun.isascii() or _OPEN_NOUN.search(noun):
        return False
    if claim.text[:1].isdigit() or not any(known.noun[:_NAMED] == noun for _, known in found):
        return False
    values = {k.value for _, k in reading.ledger.claims("quantity") if k.noun[:_NAMED] == noun}
    return values == {claim.value}


def _is_whole_of_a_share(reading: Reading, claim: Claim) -> bool:
    """Whether a share is said of this figure: three quarters of the £64,800 stands where the part would."""
    before = reading.claims_in((max(claim.clause[0], claim.start - 40), claim.start))
    return any(
        c.kind in ("ratio", "percent") and bool(PART_OF.fullmatch(reading.setting.low, c.end, claim.start))
        for c in before
    )


def _is_taken_over(reading: Reading, claim: Claim, found: list[Entry]) -> bool:
    """Whether a source of this very figure has the claim's clause word for word."""
    words = reading.setting.low[slice(*claim.clause)].strip()
    return len(words) - len(claim.text) >= _WORD_FOR_WORD and any(
        words in lower(source.text) for source, _ in found
    )


def _standing_here(
    reading: Reading, claim: Claim, own: float, found: list[Entry], operands: tuple[Entry, ...]
) -> Entry | None:
    promised = "future" in claim.moods or is_deadline(reading, claim)
    said_before = speaks_of_the_past_statement(reading, claim.sentence)
    kinds: tuple[Kind, ...] = (
        "commitment" if promised else "confirmed",
        *(("earlier",) if said_before else ()),
    )
    beside = [c for c in reading.claims_in(claim.sentence) if c.kind == claim.kind and c is not claim]
    moment = claim.kind in _MOMENTS
    said = [c for c in beside if c.clause == claim.clause or not moment]
    elsewhere = [c for c in beside if moment and c.clause != claim.clause]
    homes = {source.id for source, _ in found}
    best: Alike | None = None
    for near in reading.alike(claim):
        if (
            near.source.kind in kinds
            and (best is None or near.score > best.score)
            and not same_figure(claim, near.known)
            and not any(near.source is source and same_figure(near.known, part) for source, part in operands)
            and could_replace(claim, near.known, near.source)
            and not cannot_stand_for(reading, claim, near, found)
            and not any(
                same_figure(c, near.known)
                and (_is_listed_with(claim, c, near, found) or not _is_swapped(reading, c, near))
                for c in said
            )
            and not _stands_better(reading, elsewhere, near, at_home=near.source.id in homes)
        ):
            best = near
    if best is not None and _is_said_twice(claim, beside, homes, best):
        return best.source, best.known
    if best is not None and best.source.id in homes and _is_followed_alike(reading, claim, found):
        return None
    if best is not None and _stands_in_its_place(claim, best, own, reckoned=not found):
        return best.source, best.known
    if said_before and own < _HINT and claim.kind in _MOMENTS:
        return said_then(reading, claim)
    return None


_WORD_BEHIND = re.compile(r"\s([a-z]{4,})(?![a-z])")


def _is_followed_alike(reading: Reading, claim: Claim, found: list[Entry]) -> bool:
    """Whether the word behind an English length of time stands behind it in its own source as well: 40 seconds into it."""
    behind = _WORD_BEHIND.match(reading.setting.low, claim.end)
    return (
        claim.kind == "duration"
        and behind is not None
        and any(
            (own := _WORD_BEHIND.match(lower(source.text), known.end)) is not None and own[1] == behind[1]
            for source, known in found
        )
    )


def _is_listed_with(claim: Claim, other: Claim, near: Alike, found: list[Entry]) -> bool:
    """Whether the claim's own fact also has the other figure of the sentence, so that it is not the one of another fact."""
    if claim.noun and claim.noun.split()[:1] == near.known.noun.split()[:1]:
        return False
    return any(
        source is not near.source
        and any(k.kind == other.kind and same_figure(other, k) for k in source.claims)
        for source, _ in found
    )


def _is_swapped(reading: Reading, other: Claim, near: Alike) -> bool:
    """Whether a figure that is said elsewhere in the sentence stands there among words that are not its own."""
    return reading.alikeness(other, [(near.source, near.known)]) <= near.score * _ELSEWHERE


def _stands_better(reading: Reading, others: list[Claim], near: Alike, *, at_home: bool) -> bool:
    """Whether another clause of the sentence says this figure: of the claim's own source, or in surroundings more its own."""
    return any(
        same_figure(other, near.known)
        and (at_home or reading.alikeness(other, [(near.source, near.known)]) >= near.score)
        for other in others
    )


def _is_said_twice(claim: Claim, beside: list[Claim], homes: set[str], other: Alike) -> bool:
    """Whether a clause says one figure twice where its source has another beside it (on the 10th and on the 10th)."""
    return (
        other.source.id in homes
        and other.score >= _TWICE
        and any(c.value == claim.value and c.clause == claim.clause for c in beside)
    )


def _stands_in_its_place(claim: Claim, other: Alike, own: float, *, reckoned: bool) -> bool:
    if other.score >= _CERTAIN and own <= other.score * _LESS and other.shared > _SHARED:
        return True
    if reckoned:
        return False
    if claim.kind in _MOMENTS and _is_its_moment(claim, other, own):
        return True
    return other.score >= _SURE and other.shared >= _SHARED and own <= other.score * _ELSEWHERE


def _is_its_moment(claim: Claim, other: Alike, own: float) -> bool:
    """Whether a day or time stands where the brief gives another; days are told apart by less than figures are."""
    if own == 0 and other.score >= (_HINT if other.shared else _MOMENT):
        return True
    if own <= other.score * _HARDLY:
        return other.score >= (_FAINT if other.shared else _MOMENT)
    if own <= other.score * _ELSEWHERE:
        return other.score >= _FAINT and other.shared >= _SHARED
    return (
        claim.kind == "date"
        and claim.value[0] != "W"
        and other.score >= _FAINT
        and other.shared >= _MANY
        and own <= other.score * _RATHER
    )


_WORD = re.compile(r"[a-z]{3,}")
_GOES_ON = re.compile(r"\s*(?:and |but )?(?:we|it|they|he|she|that|this)(?![a-z])")


def _goes_on_from(reading: Reading, claim: Claim, found: list[Entry]) -> bool:
    """Whether an English clause that says we or it goes on from a sentence that says another day of the same source.

    It was due to be changed on May 30. We changed it on July 18.
    """
    if reading.passage.language != "en" or not _GOES_ON.match(reading.setting.low, *claim.clause):
        return False
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    days = [c for c in reading.claims_in(before) if c.kind == "date" and not same_figure(c, claim)]
    told = frozenset().union(
        *(families(word, "en") for word in _WORD.findall(reading.setting.low[slice(*claim.clause)]))
    )
    return any(
        own.kind == "date" and not source.whole and any(same_figure(c, own) for c in days)
        for source, _ in found
        if told & families_in(lower(source.text), "en")
        for own in source.claims
    )
