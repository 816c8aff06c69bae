"""What a Chinese figure may mean beside what it says: a sum without its currency, a day of a year that is left out."""

from __future__ import annotations

from dataclasses import replace

from drafting.checks.facts.ledger import Entry, Kind, Ledger
from drafting.checks.facts.likeness import same_figure
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_DAY_ALONE = late(r"[0-9一二三四五六七八九十]{1,3}[日号]")
_LEAST_SUM = 4
"""Digits from which a bare numeral may be a sum (ours)."""
_NO_NOUN = "是为也已就都的被还"
"""What stands behind a figure that names nothing it counts: 218万是还没退的."""
_MONTH, _DAY = 7, 10


def _is_another_year(claim: Claim, known: Claim) -> bool:
    return "年" in known.text and known.value[4 : len(claim.value)] == claim.value[4:]


def _is_ahead(claim: Claim, known: Claim) -> bool:
    """Whether a day or month without its year is that of a deadline, however far ahead: 10月31日前, told in January."""
    return "月" in claim.text and known.value[4 : len(claim.value)] == claim.value[4:] and known.value[:1] != "-"


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
        ]
    return []
