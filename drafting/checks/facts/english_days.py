"""Days and hours of an English text that the brief has, told in another way."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from drafting.checks.facts.ledger import PUBLIC, Source
from drafting.checks.facts.likeness import minutes_of, same_date
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.spoken_amounts import is_in_words
from drafting.claims.claim import Claim
from drafting.claims.fold import lower

_THROUGH = re.compile(r"\s(?:to|through|until|till|and)\s|\s?[-–—]\s?")
DAY, MONTH = 10, 7
_BLUNT = 30
"""Minutes past a whole or half hour that hardly stand in a text and in a brief by chance."""
_UNTIL = re.compile(r"(?<![a-z])(?:by|until|till|before|from)\s$")
_YEAR_SAID = re.compile(r"(?:19|20)[0-9]{2}|\byears?\b")


def is_day_without_year(reading: Reading, claim: Claim) -> bool:
    """Whether a day to come that is said without its year is one of the brief's, though it lies nearer in another year."""
    if len(claim.value) != DAY or _YEAR_SAID.search(reading.setting.low, claim.start, claim.end + 12):
        return False
    if _RELATIVE.fullmatch(claim.text.lower()) or not re.search("[a-z]{3}", claim.text.lower()):
        return False
    issued = reading.brief.issued_at
    if issued is None or not (
        "future" in claim.moods or _UNTIL.search(reading.setting.low[: claim.start][-8:])
    ):
        issued = None
    return any(
        known.value[4:] == claim.value[4:]
        and len(known.value) == DAY
        and (issued is None or known.value > issued.date().isoformat())
        for _, known in reading.ledger.claims("date", *PUBLIC)
    )


def is_day_of_the_brief(reading: Reading, claim: Claim) -> bool:
    """Whether a day is said so coarsely that the brief only has to have one like it, or lies in a span of the brief."""
    found = reading.of_one_value(claim, *PUBLIC)
    if not found and is_day_without_year(reading, claim):
        return True
    year_named = re.match(
        r"\s(?:of\s)?(?:last|this|next)\syear(?![a-z])", reading.setting.low[claim.end : claim.end + 16]
    )
    if (
        not year_named
        and re.fullmatch("[a-z.]+", claim.text.lower())
        and len(claim.value.lstrip("-")) in (MONTH, 2)
    ):
        month = claim.value[-2:]
        if any(
            re.match(rf"(?:-|[0-9]{{4}})-{month}(?![0-9])", k.value) for _, k in reading.ledger.claims("date")
        ):
            return True
    if not found and _is_reckoned_day(reading, claim):
        return True
    if (
        _is_year_of_a_length(reading, claim)
        or _is_first_after(reading, claim)
        or _is_so_many_weeks_ago(reading, claim)
    ):
        return True
    if claim.value[0] == "W" and _names_the_day_behind(reading, claim):
        return True
    if found and (claim.value[0] == "W" or len(claim.value.lstrip("-")) < MONTH + 1):
        return True
    if not found and re.fullmatch(r"[a-z-]+|[0-9]{1,2}(?:st|nd|rd|th)", claim.text.lower()):
        return _has_day(reading, claim) or _lies_within(reading, claim)
    return not found and _lies_within(reading, claim)


def _day(value: str) -> date | None:
    """The day of a date, or nothing where it has no day of a known year, or one that no calendar has (31 June)."""
    try:
        return date.fromisoformat(value) if len(value) == DAY else None
    except ValueError:
        return None


def _is_reckoned_day(reading: Reading, claim: Claim) -> bool:
    """Whether a day lies so far from a day of a fact as a length of the same fact says: 14 days from 23 March."""
    said = _day(claim.value)
    if said is None:
        return False
    for source in reading.ledger.of("confirmed", "commitment"):
        lengths = [Decimal(k.value) for k in source.claims if k.kind == "duration" and k.unit == "s"]
        for known in source.claims:
            if known.kind == "date" and (day := _day(known.value)) is not None:
                apart = abs((said - day).days)
                if apart and apart * _SECONDS_A_DAY in lengths:
                    return True
    return False


_SECONDS_A_DAY = 86400


def _is_reckoned_hour(reading: Reading, claim: Claim) -> bool:
    """Whether a time lies so far from a time of a fact as a length of the same fact says: 22 minutes before 00:05."""
    said = minutes_of(claim.value)
    for source in reading.ledger.of("confirmed"):
        lengths = {
            int(Decimal(k.value)) // 60 for k in source.claims if k.kind == "duration" and k.unit == "s"
        }
        for known in source.claims:
            apart = abs(minutes_of(known.value) - said) if known.kind == "time" else 0
            if apart and lengths & {apart % 720, 720 - apart % 720}:
                return True
    return False


_YEAR = 4


def _is_year_of_a_length(reading: Reading, claim: Claim) -> bool:
    """Whether a year lies as many years back as a length of the brief says: with us since 2015, for eleven years."""
    issued = reading.brief.issued_at
    if issued is None or len(claim.value) != _YEAR or not claim.value.isdigit():
        return False
    return any(
        known.unit == "year" and issued.year - int(claim.value) == Decimal(known.value)
        for _, known in reading.ledger.claims("duration", "confirmed")
    )


_WEEKS_AGO = re.compile(r"(?:weeks?|fortnights?)\sago$")
_HALF_WEEK, _WHOLE_WEEK = 3, 6


def _is_so_many_weeks_ago(reading: Reading, claim: Claim) -> bool:
    """Whether a day that is only told in weeks lies within half a week of one of the brief's; after “over”, within one."""
    if not _WEEKS_AGO.search(claim.text.lower()):
        return False
    said = _day(claim.value)
    if said is None:
        return False
    head = reading.setting.low[max(0, claim.start - 12) : claim.start]
    early = _WHOLE_WEEK if re.search(r"(?:over|more than)\s$", head) else _HALF_WEEK
    late = _WHOLE_WEEK if re.search(r"(?:under|less than|nearly|almost)\s$", head) else _HALF_WEEK
    for _, known in reading.ledger.claims("date", *PUBLIC):
        if (day := _day(known.value)) is not None:
            later = (day - said).days
            if -early <= later <= late:
                return True
    return False


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
    if len(claim.value) != DAY or _RELATIVE.fullmatch(claim.text.lower()):
        return False
    before = reading.claims_in((claim.start - len("wednesday, the "), claim.start))
    weekdays = {c.value for c in before if c.value[0] == "W"}
    return any(
        known.value.endswith(claim.value[-3:])
        and len(known.value) == DAY
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
        if len(known.value) == DAY and known.value[0] != "-":
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


def is_hour_of_the_brief(reading: Reading, claim: Claim) -> bool:
    """Whether a time is one of the brief's to the minute, or a spoken hour that states none of its moments."""
    found = reading.of_one_value(claim, *PUBLIC)
    if found:
        return int(claim.value[3:5]) % _BLUNT != 0 or (is_in_words(claim) and not claim.noun)
    return is_said_of_the_hour(reading, claim) or _is_reckoned_hour(reading, claim)


_PAST, _SHORT_OF = re.compile(r"(?<![a-z])(?:after|past|gone)\s$"), re.compile(r"(?<![a-z])(?:before|by)\s$")


def is_said_of_the_hour(reading: Reading, claim: Claim) -> bool:
    """Whether a whole hour in words only tells before or after it something of the brief was: it was after eight."""
    if not is_in_words(claim) or not claim.value[2:].startswith(":00"):
        return False
    head = reading.setting.low[max(0, claim.start - 8) : claim.start]
    step = 1 if _PAST.search(head) else -1 if _SHORT_OF.search(head) else 0
    hour = int(claim.value[:2]) % 12
    known = [int(k.value[:2]) for _, k in reading.ledger.claims("time") if k.value[3:5] != "00"]
    return bool(step) and any((h if step > 0 else h + 1) % 12 == hour for h in known)
