"""Whether a remedy of a text is one that the brief gives, or another of the same sort."""

from __future__ import annotations

import re

from drafting.checks.facts.anchored import is_anchored
from drafting.checks.facts.arithmetic import derivation
from drafting.checks.facts.bearing import borne
from drafting.checks.facts.matching import matches
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower

_KNOWN_CLAUSE, _KNOWN_SENTENCE, _NEW_LEAST = 0.4, 0.4, 3
"""A remedy is another one where its clause and sentence hold less than this share of known pieces, and three new ones
(ours, by the true statements of the examples)."""
_NEW_TELLING = 2
"""In English so many of them must be telling words (ours)."""
_LOOSE_WORDS = 2
"""A new word or two, such as 悉数 or 款项, tell nothing more of a remedy (ours)."""
_SHARED_LEAST = 3
"""Pieces that a clause must have in common with the source of a remedy to tell it (ours)."""


def is_of_another_kind(reading: Reading, claim: Claim) -> bool:
    """Whether a remedy's clause and sentence are mostly made of what the brief nowhere says."""
    known = reading.ledger.public_grams
    if reading.passage.language == "en":
        new = {word.text for word in borne(reading, claim.sentence).unknown if not word.faint}
        if len(new) < _NEW_TELLING:
            return False
    if is_anchored(reading, claim.clause, by_days=False):
        return False
    if any(c.kind == "money" and reading.ledger.claims_like(c) for c in reading.claims_in(claim.clause)):
        return False
    if reading.passage.language == "zh" and _is_told_with_it(reading, claim):
        return False
    for span, least in ((claim.clause, _KNOWN_CLAUSE), (claim.sentence, _KNOWN_SENTENCE)):
        pieces = reading.grams_of(span)
        if len(pieces - known) < _NEW_LEAST or len(pieces & known) >= len(pieces) * least:
            return False
    return True


def _is_told_with_it(reading: Reading, claim: Claim) -> bool:
    """Whether a source has the same remedy with a figure or day of the clause, or with its words where the clause has no new one."""
    pieces = reading.grams_of(claim.clause)
    told = {
        source.id
        for c in reading.claims_in(claim.clause)
        if c.kind in ("quantity", "percent", "date")
        for source, _ in matches(reading, c, "confirmed", "commitment")
    }
    if not _new_words(reading, claim):
        return any(
            known.value == claim.value for _, known in reading.ledger.claims("act", "confirmed", "commitment")
        )
    return any(
        source.id in told
        or (len(pieces & source.grams) >= _SHARED_LEAST and not borne(reading, claim.clause).unknown)
        for source, known in reading.ledger.claims("act", "confirmed", "commitment")
        if known.value == claim.value
    )


def _new_words(reading: Reading, claim: Claim) -> bool:
    """Whether the clause tells more of the remedy than that it is given: an amount, or words that the brief has not."""
    figures = any(
        c.kind in ("quantity", "money", "percent", "duration")
        and not matches(reading, c, "confirmed", "commitment")
        and derivation(reading, c) is None
        for c in reading.claims_in(claim.clause)
    )
    return figures or len(borne(reading, claim.clause).unknown) > _LOOSE_WORDS


_PAYS = re.compile(
    r"(?<![a-z])(?:pays?|paid|paying|repa(?:ys?|id)|free|refund\w*|reimburs\w+|cover(?:s|ed)?|bears?|money back|no (?:cost|charge|fee))(?![a-z])"
)
_PAY_NOTHING = re.compile(
    r"(?<![a-z])(?:(?:not|n't|never) (?:have to )?pay|pays? nothing|without (?:paying|charge)|no (?:charge|cost|fee)|free)(?![a-z])"
)
_COSTS = re.compile(
    r"(?:pay|paid|cover|covered|covering|bear|bore|meet|met)(?![a-z])[^,;]*(?:costs?|bills?|expenses|fees?)|free of charge|refund\w*|reimburs\w+|money back"
)


def is_paid_otherwise(reading: Reading, claim: Claim) -> bool:
    """Whether an English sentence says in other words that people pay nothing or get back what a source near it says so of.

    Free of charge, for “candidates do not pay”; refunds, for “pay back by bank transfer”. New telling words in the clause
    make it another remedy.
    """
    if not _COSTS.fullmatch(lower(claim.text)) or claim.negated:
        return False
    end = claim.sentence[1]
    figures = [c for c in reading.claims_in((claim.start, end)) if c.kind == "money"]
    if figures and all(reading.ledger.claims_like(c) for c in figures):
        return True
    new = {word.text for word in borne(reading, claim.clause).unknown if not word.faint}
    if any(word not in lower(claim.text) for word in new):
        return False
    pieces = reading.grams_of(claim.sentence)
    free = lower(claim.text) == "free of charge"
    return any(
        (free and bool(_PAY_NOTHING.search(lower(source.text))) and bool(pieces & source.grams))
        or (_PAYS.search(lower(source.text)) and len(pieces & source.grams) >= _SHARED_LEAST - 1)
        for source in reading.ledger.of("confirmed", "commitment")
    )
