"""How much more or less, one price for so many, a measure in another unit: what follows from two of the brief's amounts."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

from drafting.checks.facts.amounts import amounts_of, in_sight
from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_APART = late(
    r"(?:[高低多少重轻快慢长短大小宽窄深浅贵超差]|[多少][\u3400-\u9fff]{1,3}?)(?:了|出|过|出了)?\s?(?:约|近|将近|整整|不到|超过)?\s?$"
    r"|比[^,。;!?\n]{1,16}(?:[高低多少重轻快慢长短大小])(?:了|出|出了)?\s?$|(?:相差|差距|差额|之差)[^,。;!?\n]{0,6}$"
    r"|(?:增加|添|加派|增派|补充|减少|少了|多了)了?\s?$"
)
"""Words before a figure by which it measures how far two others lie apart: 高出3.6度, 多写了36户, 差了三十多度."""
_EACH = late(
    r"每|单价|一[个位名人台份张件套盒瓶只条间户箱辆](?=[^,。;]{0,4}$)|(?<![a-z])(?:each|per|every|a)(?![a-z])|/"
)
_MOST_SAID = 10_000
"""A count that a sentence makes up to tell what so many cost is smaller than this (ours)."""
_UNITS: dict[str, tuple[str, Decimal]] = {
    "kilometre": ("length", Decimal(1000)),
    "metre": ("length", Decimal(1)),
    "centimetre": ("length", Decimal("0.01")),
    "millimetre": ("length", Decimal("0.001")),
    "tonne": ("mass", Decimal(1000)),
    "kilogram": ("mass", Decimal(1)),
    "jin": ("mass", Decimal("0.5")),
    "gram": ("mass", Decimal("0.001")),
    "milligram": ("mass", Decimal("0.000001")),
    "litre": ("volume", Decimal(1)),
    "millilitre": ("volume", Decimal("0.001")),
    "hectare": ("area", Decimal(10_000)),
    "mu": ("area", Decimal(10_000) / 15),
    "square_metre": ("area", Decimal(1)),
}


def converted(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """The same length, weight, volume or area in another unit: 近三公里 of 2860米."""
    mine = _UNITS.get(claim.unit)
    if mine is None or claim.upper:
        return None
    for source, known, value in amounts_of(reading, "quantity"):
        theirs = _UNITS.get(known.unit)
        if theirs is None or theirs[0] != mine[0] or known.unit == claim.unit or known.upper:
            continue
        if agrees(Decimal(claim.value), value * theirs[1] / mine[1], claim):
            return ((source, known),)
    return None


def difference(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """How far two amounts of the brief lie apart, where the words say that this is meant."""
    low = reading.setting.low
    if not _APART.search(low[max(claim.clause[0], claim.start - 20) : claim.start]):
        return None
    target, sight = Decimal(claim.value), in_sight(reading, claim)
    ends = [entry for entry in _ends(reading, claim) if entry[0].id in sight]
    for first, second in combinations(ends, 2):
        apart = abs(first[2] - second[2])
        if first[0] is not second[0] and first[1].noun[:2] != second[1].noun[:2] and not _measured(claim):
            continue
        if apart > 0 and (target == apart or agrees(target, apart, claim)):
            return (first[:2], second[:2])
    return None


def _measured(claim: Claim) -> bool:
    return claim.unit in _UNITS or claim.unit == "degree"


def _ends(reading: Reading, claim: Claim) -> list[tuple[Source, Claim, Decimal]]:
    """The amounts with the claim's unit, both ends of a range."""
    found = [entry for entry in amounts_of(reading, claim.kind) if entry[1].unit == claim.unit]
    return found + [(source, known, Decimal(known.upper)) for source, known, _ in found if known.upper]


def priced(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """What so many cost together at a price for each that the brief gives: 两台就是298元, 186人退22320元."""
    if claim.kind == "quantity":
        if any(known.value == claim.value for _, known in reading.ledger.claims("quantity")):
            return None
        following = reading.setting.sentence_after(claim.sentence[1]) or claim.sentence
        behind = reading.claims_in((claim.end, following[1]))
        return next(
            (
                found
                for sum_ in behind
                if sum_.kind == "money" and (found := _of_price(reading, sum_, [claim]))
            ),
            None,
        )
    if claim.kind != "money" or claim.upper:
        return None
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    said = [
        c for c in reading.claims_in((before[0], claim.start)) if c.kind == "quantity" and c.unit != "ordinal"
    ]
    return _of_price(reading, claim, said) or _of_price(
        reading, claim, [known for _, known, _ in amounts_of(reading, "quantity")]
    )


def _of_price(reading: Reading, total: Claim, counts: list[Claim]) -> tuple[Entry, ...] | None:
    for source, known, price in amounts_of(reading, "money"):
        before = lower(source.text)[max(0, known.start - 16) : known.start]
        behind = lower(source.text)[known.end : known.end + 4]
        if known.unit != total.unit or not (_EACH.search(before) or _EACH.match(behind)):
            continue
        for count in counts:
            number = Decimal(count.value)
            if (
                number > 1
                and number < _MOST_SAID
                and not count.bound
                and agrees(Decimal(total.value), price * number, total)
            ):
                return ((source, known),)
    return None


_TWICE = late(r"重复|再次|二次|多次|两[次遍回笔份]|双[倍份重]|又[^,。;]{0,6}了一[次遍回笔份]")


_PAIRED = late(r"双(?=[人岗线机路份]|倍)")


def doubled(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """扣了两次 of what the brief calls 重复扣款, 两个人监印 of 双人监印."""
    if claim.value != "2" or claim.text[:1].isdigit():
        return None
    told = _TWICE if claim.text[-1:] in "次遍回笔份" else _PAIRED
    pieces = reading.grams_of(claim.sentence)
    for source in reading.ledger.of("confirmed", "commitment"):
        if told.search(source.text) and pieces & source.grams:
            return ()
    return None
