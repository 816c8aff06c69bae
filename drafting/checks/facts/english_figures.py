"""What an English figure must be for the lock to look at it at all, and what bears it out besides the same figure."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from drafting.checks.facts.borne_out import is_borne_out, is_said_beside, stands_with_its_own
from drafting.checks.facts.english_days import is_day_of_the_brief, is_hour_of_the_brief
from drafting.checks.facts.english_lengths import length_as_spoken
from drafting.checks.facts.follows import follows
from drafting.checks.facts.ledger import PUBLIC, Entry, Kind
from drafting.checks.facts.lengths import length
from drafting.checks.facts.likeness import counts_the_same, names_a_group
from drafting.checks.facts.placing import speaks_of_the_past_statement
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.reckoning import TOLD
from drafting.checks.facts.set_aside import is_set_aside
from drafting.checks.facts.shares_worked_out import share_worked_out
from drafting.checks.facts.small_numbers import contradicted, heads_of, is_bare, is_placed, is_small
from drafting.checks.facts.worked_out import is_said_of_the_same, worked_out
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.numerals import plain

_HIDDEN: tuple[Kind, ...] = ("unconfirmed", "denied", "confidential")
_AGE = re.compile(r"(?<![a-z])(?:aged|of|age|,)\s?$")
_IN_NOUN = re.compile(r"[\s-]years?[\s-]olds?(?![a-z])")
_NAMED = re.compile(r"(?<![.!?]\s)\b[A-Z][\w'’-]+\s$")
"""A name that a number belongs to: Drift 2."""


def verdict(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return the figure that a claim contradicts, none where it is left alone, nothing where it must be looked at.

    With a brief in another language no wordings can be compared, and every figure is looked at.
    """
    if not reading.comparable:
        return None
    if is_set_aside(reading, claim) and not reading.of_one_value(claim, *PUBLIC):
        return ()
    if claim.kind in ("quantity", "duration") and _is_limit_of_age(reading, claim):
        return ()
    match claim.kind:
        case "quantity":
            return _quantity(reading, claim)
        case "money":
            return () if not _is_known(reading, claim) and _is_reckoned(reading, claim) else None
        case "date":
            return () if is_day_of_the_brief(reading, claim) or stands_with_its_own(reading, claim) else None
        case "time":
            return () if is_hour_of_the_brief(reading, claim) else None
        case "duration":
            known = reading.of_one_value(claim, *PUBLIC)
            return () if not known and length_as_spoken(reading, claim) else None
        case "percent" | "ratio":
            known = reading.of_one_value(claim, *PUBLIC)
            return () if not known and share_worked_out(reading, claim) else None
        case _:
            return None


def _quantity(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    if _is_age(reading, claim) or _is_label(reading, claim) or _is_below_zero(reading, claim):
        return ()
    if is_small(claim):
        if any(heads_of(claim) & heads_of(k) for _, k in reading.of_one_value(claim, *_HIDDEN)):
            return None
        if is_placed(reading, claim) and not worked_out(reading, claim):
            return None
        entry = contradicted(reading, claim)
        if entry is not None and (worked_out(reading, claim) or is_said_of_the_same(reading, claim, entry)):
            return ()
        if entry is not None and (is_borne_out(reading, claim) or is_said_beside(reading, claim, entry[1])):
            return ()
        return () if entry is None else (entry,)
    told = TOLD.search(reading.setting.low, *claim.clause) or speaks_of_the_past_statement(
        reading, claim.sentence
    )
    if is_bare(claim) and not told and _stands_anywhere(reading, claim):
        return ()
    if _counts_the_unnamed(reading, claim):
        return ()
    if not _is_known(reading, claim) and (
        _is_reckoned(reading, claim) or _is_length_without_unit(reading, claim)
    ):
        return ()
    return None


def _is_reckoned(reading: Reading, claim: Claim) -> bool:
    return bool(follows(reading, claim) or worked_out(reading, claim))


def _counts_the_unnamed(reading: Reading, claim: Claim) -> bool:
    """Whether a number of the brief counts things by a word that the brief has nowhere: fourteen girls, 23 of its kind."""
    if claim.unit or claim.counts or claim.upper or not claim.noun or Decimal(claim.value) <= _SMALLEST:
        return False
    if heads_of(claim) & reading.ledger.public_grams or names_a_group(claim):
        return False
    return any(
        not k.unit or k.unit == "person"
        for _, k in reading.of_one_value(claim, *PUBLIC)
        if k.unit != "ordinal"
    )


_SMALLEST = 12
_AND_MORE = re.compile(r"\s(?:more|later|after that|to go)(?![a-z])")


def _is_length_without_unit(reading: Reading, claim: Claim) -> bool:
    """Whether a number takes its unit from a length before it: fifteen minutes to stop, thirty-eight more to clear."""
    before = [
        c
        for c in reading.claims_in((claim.sentence[0], claim.start))
        if c.kind == "duration" and c.unit == "s"
    ]
    if not before or not _AND_MORE.match(reading.setting.low, claim.end):
        return False
    unit = next((size for word, size in _UNITS if word in before[-1].text.lower()), None)
    if unit is None:
        return False
    return (
        length(reading, replace(claim, kind="duration", unit="s", value=plain(Decimal(claim.value) * unit)))
        is not None
    )


_UNITS = (("minute", 60), ("hour", 3600), ("day", 86400), ("week", 604800))


def _is_known(reading: Reading, claim: Claim) -> bool:
    return any(counts_the_same(claim, k, s) for s, k in reading.of_one_value(claim, *PUBLIC))


def _stands_anywhere(reading: Reading, claim: Claim) -> bool:
    """Whether a number without a noun is the brief's, of whatever: the 19, two hundred and forty-one."""
    if claim.text[0].isdigit() and _NAMED.search(reading.passage.text[: claim.start][-24:]):
        return False
    if any(known.unit != "ordinal" for _, known in reading.of_one_value(claim, *PUBLIC)):
        return True
    return any(
        k.value == claim.value for kind in ("money", "percent") for _, k in reading.ledger.claims(kind)
    )


_NUMBER = re.compile(r"(?<![a-z])(?:number|no\.?)\s$")
_LONG = 3
"""Digits from which a bare number that ends a longer one of the brief is that one, cut short: lot 4417 of GX4417."""


def _is_label(reading: Reading, claim: Claim) -> bool:
    """Whether a bare number is the name of something that the brief names by it: the 41 for route 41."""
    if claim.bound:
        return False
    if _NUMBER.search(reading.setting.low[: claim.start][-8:]) and re.search(
        rf"(?<![0-9.,]){re.escape(claim.text)}(?![0-9])", reading.ledger.public_text
    ):
        return True
    if not is_bare(claim):
        return False
    if len(claim.text) >= _LONG and any(
        k.value.endswith(claim.text) for _, k in reading.ledger.claims("identifier")
    ):
        return True
    names = {k.value.rpartition(" ")[2] for _, k in reading.ledger.claims("identifier") if k.unit}
    return claim.text in names


def _is_age(reading: Reading, claim: Claim) -> bool:
    """Whether it is an age that the brief gives in other words (a man of 31), or that follows from a year."""
    if not (_IN_NOUN.match(reading.setting.low, claim.end) or claim.unit == "age"):
        return False
    for source, known in reading.ledger.claims("quantity", *PUBLIC):
        if known.value == claim.value and (
            known.unit == "age" or not known.noun or _AGE.search(lower(source.text)[: known.start])
        ):
            return True
    issued, said = reading.brief.issued_at, Decimal(claim.value)
    years = {k.value[:4] for _, k in reading.ledger.claims("date") if k.value[:4].isdigit()}
    return issued is not None and any(issued.year - int(year) - said in (0, 1) for year in years)


_OLDER = re.compile(
    r"(?<![a-z])(?:(?:older|younger) than|(?:over|above|under|below|from) the age of|over|under)\s$"
)


def _is_limit_of_age(reading: Reading, claim: Claim) -> bool:
    """Whether it is a limit of age that the brief gives in other words: older than 80 years, for over 80 years old."""
    if claim.unit not in ("", "year", "age") or not _OLDER.search(reading.setting.low[: claim.start][-18:]):
        return False
    return any(
        known.value == claim.value and known.unit in ("age", "year")
        for kind in ("quantity", "duration")
        for _, known in reading.ledger.claims(kind, *PUBLIC)
    )


_BELOW_ZERO = re.compile(
    r"\s(?:below|above)(?:\s(?:zero|freezing))?(?=\s*(?:[.,;!?)\"”\n]|$)|\s(?:outside|when|and)(?![a-z]))"
)


def _is_below_zero(reading: Reading, claim: Claim) -> bool:
    """Whether it is a temperature of the brief without its unit: 35 below, for minus 35 degrees."""
    return bool(_BELOW_ZERO.match(reading.setting.low, claim.end)) and any(
        known.unit == "degree" and known.value == claim.value
        for _, known in reading.ledger.claims("quantity", *PUBLIC)
    )
