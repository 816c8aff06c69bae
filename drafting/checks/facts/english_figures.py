"""What an English figure must be for the lock to look at it at all, and what bears it out besides the same figure."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from drafting.checks.facts.follows import follows
from drafting.checks.facts.ledger import PUBLIC, Kind, Source
from drafting.checks.facts.lengths import length
from drafting.checks.facts.likeness import counts_the_same, names_a_group, same_date, same_figure
from drafting.checks.facts.placing import speaks_of_the_past_statement
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.reckoning import TOLD
from drafting.checks.facts.small_numbers import contradicted, heads_of, is_bare, is_placed, is_small
from drafting.checks.facts.spoken_amounts import is_in_words
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.numerals import plain

Entry = tuple[Source, Claim]
_HIDDEN: tuple[Kind, ...] = ("unconfirmed", "denied", "confidential")
_THROUGH = re.compile(r"\s(?:to|through|until|till|and)\s|\s?[-–—]\s?")
_DAY, _MONTH = 10, 7
_AGE = re.compile(r"(?<![a-z])(?:aged|of|age|,)\s?$")
_IN_NOUN = re.compile(r"[\s-]years?[\s-]olds?(?![a-z])")
_NAMED = re.compile(r"(?<![.!?]\s)\b[A-Z][\w'’-]+\s$")
"""A name that a number belongs to: Drift 2."""
_BLUNT = 30
"""Minutes past a whole or half hour that hardly stand in a text and in a brief by chance."""


def verdict(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return the figure that a claim contradicts, none where it is left alone, nothing where it must be looked at.

    With a brief in another language no wordings can be compared, and every figure is looked at.
    """
    if not reading.comparable:
        return None
    if claim.kind in ("quantity", "duration") and _is_limit_of_age(reading, claim):
        return ()
    match claim.kind:
        case "quantity":
            return _quantity(reading, claim)
        case "money":
            return () if not _is_known(reading, claim) and follows(reading, claim) else None
        case "date":
            return () if _is_day_of_the_brief(reading, claim) else None
        case "time":
            return () if _is_hour_of_the_brief(reading, claim) else None
        case _:
            return None


def _quantity(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    if _is_age(reading, claim) or _is_label(reading, claim) or _is_below_zero(reading, claim):
        return ()
    if is_small(claim):
        if any(heads_of(claim) & heads_of(k) for _, k in _same(reading, claim, *_HIDDEN)):
            return None
        if is_placed(reading, claim):
            return None
        entry = contradicted(reading, claim)
        return () if entry is None else (entry,)
    told = TOLD.search(reading.setting.low, *claim.clause) or speaks_of_the_past_statement(
        reading, claim.sentence
    )
    if is_bare(claim) and not told and _stands_anywhere(reading, claim):
        return ()
    if _counts_the_unnamed(reading, claim):
        return ()
    if not _is_known(reading, claim) and (follows(reading, claim) or _is_length_without_unit(reading, claim)):
        return ()
    return None


def _counts_the_unnamed(reading: Reading, claim: Claim) -> bool:
    """Whether a number of the brief counts things by a word that the brief has nowhere: fourteen girls, 23 of its kind."""
    if claim.unit or claim.counts or claim.upper or not claim.noun or Decimal(claim.value) <= _SMALLEST:
        return False
    if heads_of(claim) & reading.ledger.public_grams or names_a_group(claim):
        return False
    return any(
        not k.unit or k.unit == "person" for _, k in _same(reading, claim, *PUBLIC) if k.unit != "ordinal"
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


def _same(reading: Reading, claim: Claim, *kinds: Kind) -> list[Entry]:
    return [(s, k) for s, k in reading.ledger.claims_like(claim, *kinds) if same_figure(claim, k)]


def _is_known(reading: Reading, claim: Claim) -> bool:
    return any(counts_the_same(claim, k, s) for s, k in _same(reading, claim, *PUBLIC))


def _stands_anywhere(reading: Reading, claim: Claim) -> bool:
    """Whether a number without a noun is the brief's, of whatever: the 19, two hundred and forty-one."""
    if claim.text[0].isdigit() and _NAMED.search(reading.passage.text[: claim.start][-24:]):
        return False
    if any(known.unit != "ordinal" for _, known in _same(reading, claim, *PUBLIC)):
        return True
    return any(
        k.value == claim.value for kind in ("money", "percent") for _, k in reading.ledger.claims(kind)
    )


def _is_label(reading: Reading, claim: Claim) -> bool:
    """Whether a bare number is the name of something that the brief names by it: the 41 for route 41."""
    if not is_bare(claim) or claim.bound:
        return False
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


_OLDER = re.compile(r"(?<![a-z])(?:(?:older|younger) than|(?:over|above|under|below|from) the age of)\s$")


def _is_limit_of_age(reading: Reading, claim: Claim) -> bool:
    """Whether it is a limit of age that the brief gives in other words: older than 80 years, for over 80 years old."""
    if claim.unit not in ("", "year") or not _OLDER.search(reading.setting.low[: claim.start][-18:]):
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


_UNTIL = re.compile(r"(?<![a-z])(?:by|until|till|before|from)\s$")
_YEAR_SAID = re.compile(r"(?:19|20)[0-9]{2}|\byears?\b")


def _is_day_without_year(reading: Reading, claim: Claim) -> bool:
    """Whether a day to come that is said without its year is one of the brief's, though it lies nearer in another year."""
    if len(claim.value) != _DAY or _YEAR_SAID.search(reading.setting.low, claim.start, claim.end + 12):
        return False
    if _RELATIVE.fullmatch(claim.text.lower()) or not re.search("[a-z]{3}", claim.text.lower()):
        return False
    issued = reading.brief.issued_at
    if issued is None or not (
        "future" in claim.moods or _UNTIL.search(reading.setting.low[: claim.start][-8:])
    ):
        return False
    return any(
        known.value[4:] == claim.value[4:]
        and len(known.value) == _DAY
        and known.value > issued.date().isoformat()
        for _, known in reading.ledger.claims("date", *PUBLIC)
    )


def _is_day_of_the_brief(reading: Reading, claim: Claim) -> bool:
    """Whether a day is said so coarsely that the brief only has to have one like it, or lies in a span of the brief."""
    found = _same(reading, claim, *PUBLIC)
    if not found and _is_day_without_year(reading, claim):
        return True
    year_named = re.match(
        r"\s(?:of\s)?(?:last|this|next)\syear(?![a-z])", reading.setting.low[claim.end : claim.end + 16]
    )
    if (
        not year_named
        and re.fullmatch("[a-z.]+", claim.text.lower())
        and len(claim.value.lstrip("-")) in (_MONTH, 2)
    ):
        month = claim.value[-2:]
        if any(
            re.match(rf"(?:-|[0-9]{{4}})-{month}(?![0-9])", k.value) for _, k in reading.ledger.claims("date")
        ):
            return True
    if _is_first_after(reading, claim):
        return True
    if claim.value[0] == "W" and _names_the_day_behind(reading, claim):
        return True
    if found and (claim.value[0] == "W" or len(claim.value.lstrip("-")) < _MONTH + 1):
        return True
    if not found and re.fullmatch(r"[a-z-]+|[0-9]{1,2}(?:st|nd|rd|th)", claim.text.lower()):
        return _has_day(reading, claim) or _lies_within(reading, claim)
    return not found and _lies_within(reading, claim)


_BEFORE = re.compile(r"(?<![a-z])before\s(?:the\s)?$")


def _is_first_after(reading: Reading, claim: Claim) -> bool:
    """Whether something does not come before the day after one of the brief's: no sailings before the 16th, until the 15th."""
    if not _BEFORE.search(reading.setting.low[max(0, claim.start - 12) : claim.start]):
        return False
    try:
        day = (date.fromisoformat(claim.value) - timedelta(days=1)).isoformat()
    except ValueError:
        return False
    return any(known.value == day for _, known in reading.ledger.claims("date"))


def _names_the_day_behind(reading: Reading, claim: Claim) -> bool:
    """Whether a weekday only belongs to the date right behind it, which it fits: Monday, 14 August 1964."""
    return any(
        c.kind == "date"
        and c is not claim
        and c.start - claim.end <= len(", the ")
        and same_date(claim.value, c.value)
        for c in reading.claims_in((claim.end, claim.end + len(", the ") + 1))
    )


_RELATIVE = re.compile(r"[a-z ]*(?:day|night|tomorrow|morning|evening)")


def _has_day(reading: Reading, claim: Claim) -> bool:
    """Whether a day without its month (the eleventh, Saturday the 14th) is one of the brief's."""
    if len(claim.value) != _DAY or _RELATIVE.fullmatch(claim.text.lower()):
        return False
    before = reading.claims_in((claim.start - len("wednesday, the "), claim.start))
    weekdays = {c.value for c in before if c.value[0] == "W"}
    return any(
        known.value.endswith(claim.value[-3:])
        and len(known.value) == _DAY
        and all(same_date(weekday, known.value) for weekday in weekdays)
        for _, known in reading.ledger.claims("date")
    )


def _lies_within(reading: Reading, claim: Claim) -> bool:
    """Whether a sentence lists the days of a span that one source gives, and this is one of them: 17, 18 and 19 April."""
    try:
        said = date.fromisoformat(claim.value)
    except ValueError:
        return False
    rows: dict[Source, list[Claim]] = {}
    for source, known in reading.ledger.claims("date"):
        if len(known.value) == _DAY and known.value[0] != "-":
            rows.setdefault(source, []).append(known)
    for source, days in rows.items():
        for first, last in pairwise(days):
            between = lower(source.text)[first.end : last.end]
            ends = {first.value, last.value}
            if (
                _THROUGH.match(between)
                and min(ends) < said.isoformat() < max(ends)
                and len(ends) > 1
                and ends <= {c.value for c in reading.claims_in(claim.sentence) if c.kind == "date"}
            ):
                return True
    return False


def _is_hour_of_the_brief(reading: Reading, claim: Claim) -> bool:
    """Whether a time is one of the brief's to the minute, or a spoken hour that states none of its moments."""
    found = _same(reading, claim, *PUBLIC)
    if found:
        return int(claim.value[3:5]) % _BLUNT != 0 or (is_in_words(claim) and not claim.noun)
    return _is_said_of_the_hour(reading, claim)


_PAST, _SHORT_OF = re.compile(r"(?<![a-z])(?:after|past|gone)\s$"), re.compile(r"(?<![a-z])(?:before|by)\s$")


def _is_said_of_the_hour(reading: Reading, claim: Claim) -> bool:
    """Whether a whole hour in words only tells before or after it something of the brief was: it was after eight."""
    if not is_in_words(claim) or not claim.value[2:].startswith(":00"):
        return False
    head = reading.setting.low[max(0, claim.start - 8) : claim.start]
    step = 1 if _PAST.search(head) else -1 if _SHORT_OF.search(head) else 0
    hour = int(claim.value[:2]) % 12
    known = [int(k.value[:2]) for _, k in reading.ledger.claims("time") if k.value[3:5] != "00"]
    return bool(step) and any((h if step > 0 else h + 1) % 12 == hour for h in known)
