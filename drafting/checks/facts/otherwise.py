"""What a Chinese figure may mean beside what it says: a sum without its currency, a day of a year that is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from drafting.checks.facts.exchanged import own_words
from drafting.checks.facts.ledger import Entry, Kind, Ledger, Source
from drafting.checks.facts.likeness import same_figure, who_agree
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_DAY_ALONE = late(r"[0-9一二三四五六七八九十]{1,3}[日号]")
_LEAST_SUM = 4
"""Digits from which a bare numeral may be a sum (ours)."""
_NO_NOUN = "是为也已就都的被还"
"""What stands behind a figure that names nothing it counts: 218万是还没退的."""
_MONTH, _DAY = 7, 10
_DAY_SECONDS, _FEW = 86400, 31


def _is_another_year(claim: Claim, known: Claim) -> bool:
    return "年" in known.text and known.value[4 : len(claim.value)] == claim.value[4:]


def _is_ahead(claim: Claim, known: Claim) -> bool:
    """Whether a day or month without its year is that of a deadline, however far ahead: 10月31日前, told in January."""
    return (
        "月" in claim.text and known.value[4 : len(claim.value)] == claim.value[4:] and known.value[:1] != "-"
    )


def _is_last_moment(claim: Claim, source: Source) -> bool:
    """Whether a deadline at midnight is the end of the day that is said: 明天之内 for 18日零时."""
    return any(
        known.kind == "time" and known.value == "00:00" and _moved(known.noun, -1) == claim.value
        for known in source.claims
    )


def is_within_days(claim: Claim, known: Claim, source: Source) -> bool:
    """Whether a day is one of those that a fact counts from another: 26日 of 25日起暂停两天."""
    if not lower(source.text).startswith("起", known.end):
        return False
    return any(
        other.kind == "duration"
        and other.unit == "s"
        and not other.upper
        and any(
            _moved(known.value, days) == claim.value
            for days in range(1, min(_FEW, int(Decimal(other.value)) // _DAY_SECONDS))
        )
        for other in source.claims
        if other.start > known.end
    )


def _moved(day: str, days: int) -> str:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
    except ValueError:
        return ""


_THING, _IN_ITS_WORDS = 4, 3
"""Characters of a noun by which it is the fact's own, and of the fact's words behind a figure of people (ours)."""


def _is_same_thing(claim: Claim, known: Claim, source: Source) -> bool:
    """Whether a figure of things is said of the very noun that its fact has: 两件一级文物的伤情 of 一级文物2件."""
    noun = claim.noun[:_THING]
    units = set(claim.unit.split("|")) & set(known.unit.split("|")) - {"", "person"}
    return bool(units) and len(noun) == _THING and noun in lower(source.text)


def _are_the_same_people(claim: Claim, known: Claim, source: Source) -> bool:
    """Whether people whose fact has no word for what happened to them are told by what follows from it: 被困 of 救出."""
    if claim.unit != known.unit or claim.unit != "person" or not who_agree(claim, known):
        return False
    if claim.counts & source.classes and len(own_words(source, known) & set(claim.noun)) >= _IN_ITS_WORDS:
        return True
    return (
        "missing" in claim.counts
        and not known.counts & {"injured", "dead", "ill", "hospitalised"}
        and bool(_FREED.search(source.text))
    )


_FREED = late("救出|获救|獲救|脱困|脫困|解救")


def _is_another_month(claim: Claim, known: Claim) -> bool:
    """Whether a day that is said without its month (15号) is that of a known day."""
    return bool(_DAY_ALONE.fullmatch(claim.text)) and known.value[8:] == claim.value[8:] != ""


def read_otherwise(ledger: Ledger, claim: Claim, *kinds: Kind) -> list[Entry]:
    """Return the known figures that carry a claim in another reading: 收进1264.8万 for 1264.8万元, 四月 for April of last year."""
    bare = not claim.noun or claim.noun[0] in _NO_NOUN
    if claim.kind == "quantity" and not claim.unit and bare and len(claim.value) >= _LEAST_SUM:
        sum_ = replace(claim, kind="money", unit="CNY")
        return [
            (source, known)
            for source, known in ledger.claims("money", *kinds)
            if known.unit == "CNY" and same_figure(sum_, known)
        ]
    if claim.kind == "date" and "年" not in claim.text and len(claim.value) in (_MONTH, _DAY):
        return [
            (source, known)
            for source, known in ledger.claims("date", *kinds)
            if _is_another_year(claim, known)
            or _is_another_month(claim, known)
            or (source.kind == "commitment" and _is_ahead(claim, known))
            or (source.kind == "commitment" and _is_last_moment(claim, source))
            or is_within_days(claim, known, source)
        ]
    if claim.kind == "quantity" and claim.counts | {claim.unit}:
        return [
            (source, known)
            for source, known in ledger.claims("quantity", *kinds)
            if known.unit != "ordinal"
            and same_figure(claim, known)
            and (_is_same_thing(claim, known, source) or _are_the_same_people(claim, known, source))
        ]
    return []
