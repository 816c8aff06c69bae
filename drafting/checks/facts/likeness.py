"""When two claims say the same: equal figures of the same thing, with rounding in the right direction."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher
from functools import lru_cache

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.rounding import agrees, bounds_truly
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower

_HOUR, _LOOSE = 60, 20
_YEAR = 4
"""Characters of a year alone, which no day or month stands for."""
MISWRITTEN = 0.7
"""Two numbers this much alike are the same one miswritten (ours)."""
_SECONDS = {"s": Decimal(1), "month": Decimal(86400 * 30), "year": Decimal(86400 * 360)}
_CALENDAR = frozenset(_SECONDS)
_OF_PEOPLE = frozenset(
    {"injured", "dead", "missing", "ill", "hospitalised", "discharged", "arrested", "complaint"}
)
_WORKERS = frozenset({"staff", "guard", "driver", "teacher", "firefighter"})
_PUBLIC = frozenset({"customer", "passenger", "student", "resident", "patient", "visitor"})
_SOFT_UNITS = frozenset({"person", "case", "piece", "entry", "any", "batch"})
_OF_EITHER = frozenset(
    {"any", "person", "case", "household", "entry", "set", "firm", "ordinal", "age", "batch"}
)
"""Measure words that may stand with people and with what belongs to them."""
MEASURED = frozenset(
    "tonne kilogram jin gram milligram microgram litre millilitre gallon kilometre metre centimetre millimetre square_metre"
    " hectare mu degree volt age kilowatt kilowatt_hour watt pascal decibel newton kilonewton per_million sea_mile mile foot"
    " inch pound".split()
)
"""Measures of an amount, not counts of things: 6 ppm never carries six places."""


@lru_cache(maxsize=512)
def _group(names: frozenset[str], group: str) -> frozenset[str]:
    classes = lexicon.counted().classes
    return frozenset(name for name in names if name in classes and classes[name].group == group)


def counts_the_same(claim: Claim, known: Claim, source: Source) -> bool:
    """Whether two figures count the same thing, as far as their words tell."""
    if claim.kind != "quantity":
        return claim.unit == known.unit or (
            claim.kind == "duration" and {claim.unit, known.unit} <= _CALENDAR
        )
    if "ordinal" in (claim.unit, known.unit):
        return claim.unit == known.unit
    if not names_the_groups(claim, known, source):
        return False
    if (
        _staff_for_public(claim, known)
        or _things_for_people(claim, known)
        or _things_for_people(known, claim)
    ):
        return False
    for group in ("outcome", "who"):
        mine, theirs = _group(claim.counts, group), _group(known.counts, group)
        if group == "outcome":
            mine, theirs = mine & _OF_PEOPLE, theirs & _OF_PEOPLE
        if mine and theirs:
            if mine & theirs or (group == "who" and (mine | theirs) <= _WORKERS):
                return _units_agree(claim, known, soft=True)
            return bool(mine & source.classes) and not any(
                other is not known and mine & other.counts
                for other in source.claims
                if other.kind == "quantity"
            )
        if mine and group == "outcome" and source.kind != "frame" and not mine & source.classes:
            return False
    return _units_agree(claim, known, soft=False) and _nouns_agree(claim, source)


def _staff_for_public(claim: Claim, known: Claim) -> bool:
    """Whether one counts those who work there (老师, crew) and the other those they work for (学生, passengers)."""
    mine, theirs = _group(claim.counts, "who"), _group(known.counts, "who")
    return bool(mine and theirs) and (
        (mine <= _WORKERS and theirs <= _PUBLIC) or (mine <= _PUBLIC and theirs <= _WORKERS)
    )


def who_agree(claim: Claim, known: Claim) -> bool:
    """Whether two figures count no different people or things; what happened to them may differ."""
    return all(
        not (mine and theirs) or bool(mine & theirs)
        for mine, theirs in (
            (_group(claim.counts, group), _group(known.counts, group)) for group in ("who", "what")
        )
    )


def serve_the_public(one: Claim, other: Claim) -> bool:
    """Whether both figures count those whom the organisation serves, by whatever word: guests, passengers."""
    mine, theirs = _group(one.counts, "who"), _group(other.counts, "who")
    return bool(mine and theirs) and mine | theirs <= _PUBLIC


def counts_alike(one: Claim, other: Claim) -> bool:
    """Whether two figures count the same people or things to whom the same happened, as far as their words tell."""
    return who_agree(one, other) and _group(one.counts, "outcome") == _group(other.counts, "outcome")


def _things_for_people(things: Claim, people: Claim) -> bool:
    """Whether one counts things by their measure (units, 辆) and the other people."""
    units = set(things.unit.split("|")) - {""}
    return (
        bool(units)
        and not units & _OF_EITHER
        and not people.unit
        and bool(_group(people.counts, "who"))
        and not _group(things.counts, "who")
    )


def could_replace(claim: Claim, known: Claim, source: Source) -> bool:
    """Whether one figure could stand for the other: the same measure, and no other people or things counted."""
    if claim.kind == "identifier":
        return claim.unit == known.unit and (bool(claim.unit) or _miswritten(claim.value, known.value))
    if claim.kind == "date":
        return claim.value[0] == "W" or (len(claim.value) > _YEAR) == (len(known.value) > _YEAR)
    if claim.kind != "quantity":
        return claim.unit == known.unit
    if claim.unit == "ordinal" or known.unit == "ordinal" or not _units_agree(claim, known, soft=False):
        return False
    for group in ("who", "outcome", "what"):
        mine, theirs = _group(claim.counts, group), _group(known.counts, group)
        if mine and theirs and not mine & theirs:
            return False
    return counts_the_same(claim, known, source)


@lru_cache(maxsize=4096)
def _miswritten(value: str, known: str) -> bool:
    return SequenceMatcher(None, value, known, autojunk=False).ratio() >= MISWRITTEN


@lru_cache(maxsize=1)
def _groups() -> re.Pattern[str]:
    words = lexicon.counted().collectives
    return re.compile(rf"(?:{'|'.join(words.zh)})|(?<![a-z])(?:{'|'.join(words.en)})(?![a-z])")


def names_a_group(claim: Claim) -> tuple[str, ...]:
    """The word for a group or container that a figure counts (旅行团, pallets), if it counts one."""
    noun = claim.noun
    if claim.unit == "household" and claim.text.endswith("户"):
        return ("户",)
    if noun and not noun.isascii():
        found = _groups().match(noun)
        return (found.group(),) if found else ()
    heads = [word for word in noun.split()[:3] if _groups().fullmatch(word)]
    return (heads[-1].rstrip("s"),) if heads else ()


_OF_USERS = re.compile("(?:用|客|商|住|账|开|租|农|散|大)户")


_HOMES = re.compile(r"(?<![a-z])(?:households?|families|homes)(?![a-z])")


def names_the_groups(claim: Claim, known: Claim, source: Source) -> bool:
    """Whether a source counts the households, groups or containers that the claim counts: 用户 is no household."""
    groups = names_a_group(claim)
    if not groups:
        return True
    text = lower(source.text)
    if _HOMES.search(text):
        text += " households families homes"
    return all(
        word in (_OF_USERS.sub("", text) if word == "户" and known.unit != "household" else text)
        for word in groups
    )


def _units_agree(claim: Claim, known: Claim, *, soft: bool) -> bool:
    mine = set(claim.unit.split("|")) - {""}
    theirs = set(known.unit.split("|")) - {""}
    if (not mine and claim.noun and theirs and theirs <= MEASURED) or (
        not theirs and mine and mine <= MEASURED
    ):
        return False
    if not mine or not theirs or mine & theirs or "any" in mine | theirs:
        return True
    return soft and bool(mine & _SOFT_UNITS) and bool(theirs & _SOFT_UNITS)


def _nouns_agree(claim: Claim, source: Source) -> bool:
    """A class of people or things that the source nowhere names makes it another thing."""
    who = _group(claim.counts, "who") | _group(claim.counts, "what")
    named = _group(source.classes, "who") | _group(source.classes, "what")
    return not who or not named or bool(who & named) or who | named <= _WORKERS


@lru_cache(maxsize=4096)
def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def same_figure(claim: Claim, known: Claim) -> bool:
    """Whether the value that a text gives is carried by a known one, rounding included."""
    if claim.kind == "date":
        return same_date(claim.value, known.value)
    if claim.kind == "time":
        return _same_time(claim, known)
    if claim.kind in ("quantity", "money", "percent", "duration"):
        return _same_amount(claim, known)
    if claim.kind == "identifier":
        return claim.value.removesuffix("S") == known.value.removesuffix("S")
    return claim.value == known.value


def _same_amount(claim: Claim, known: Claim) -> bool:
    mine, theirs = _decimal(claim.value), _decimal(known.value)
    if mine is None or theirs is None:
        return claim.value == known.value
    if claim.kind == "duration" and claim.unit != known.unit and {claim.unit, known.unit} <= _CALENDAR:
        theirs = theirs * _SECONDS[known.unit] / _SECONDS[claim.unit]
        return abs(mine - theirs) <= theirs / 20 or (
            bool(claim.bound) and bounds_truly(mine, theirs, claim.bound)
        )
    if claim.upper and claim.bound == "about" and not known.upper:
        return mine <= theirs <= Decimal(claim.upper)
    if claim.upper or known.upper:
        return claim.value in (known.value, known.upper) and claim.upper in ("", known.value, known.upper)
    return agrees(mine, theirs, claim, known)


def same_date(claimed: str, known: str) -> bool:
    """Whether a date is the known one, or a coarser word for it (its month, its year, its weekday)."""
    if claimed == known:
        return True
    if claimed.startswith("W"):
        return _weekday(known) == int(claimed[1:])
    if known.startswith("W"):
        return _weekday(claimed) == int(known[1:])
    if claimed.startswith("--") and claimed.count("-") == 2:
        return known.lstrip("-").split("-")[0 if known.startswith("--") else 1 : 2][-1:] == [claimed[2:]]
    if claimed.startswith("--") or known.startswith("--"):
        return claimed.lstrip("-").split("-")[-2:] == known.lstrip("-").split("-")[-2:] or known.endswith(
            claimed[1:]
        )
    return known.startswith(claimed + "-")


def _weekday(known: str) -> int | None:
    if known.startswith("W"):
        return int(known[1:])
    try:
        return date.fromisoformat(known).isoweekday()
    except ValueError:
        return None


def _same_time(claim: Claim, known: Claim) -> bool:
    mine, theirs = claim.value.rstrip("?"), known.value.rstrip("?")
    if claim.bound and not known.bound:
        alike = _is_around(mine, theirs, claim.bound, half_day="?" in claim.value or "?" in known.value)
    elif "?" in claim.value or "?" in known.value:
        alike = mine[3:] == theirs[3:] and int(mine[:2]) % 12 == int(theirs[:2]) % 12
    else:
        alike = mine == theirs
    if not alike or not claim.noun or not known.noun:
        return alike
    return same_date(claim.noun, known.noun) or same_date(known.noun, claim.noun)


def _is_around(mine: str, theirs: str, bound: str, *, half_day: bool) -> bool:
    """Whether a loosely said time is true of an exact one: within 20 minutes, or later within the hour (三点多). Ours."""
    whole = 720 if half_day else 1440
    later = (minutes_of(theirs) - minutes_of(mine)) % whole
    earlier = (whole - later) % whole
    if bound == "over":
        return later < (_HOUR if mine.endswith("00") else _LOOSE)
    return later == 0 or earlier <= _LOOSE if bound == "under" else min(later, earlier) <= _LOOSE


def minutes_of(clock: str) -> int:
    """The minutes of a day at a time such as 09:30."""
    return int(clock[:2]) * 60 + int(clock[3:5])
