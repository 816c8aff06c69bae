"""Lengths of time as Chinese speaks of them: rounded, between two facts' moments, an interval (四小时一次), left open (变成了四个).

Between which two moments a length lies is told by the words that the sentence has of their facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from itertools import combinations

from drafting.checks.facts.chinese_shares import telling
from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.lengths import Moment, day_of, moments_of, seconds_between
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.numerals import ZH, number
from drafting.late_patterns import late

_MINUTE, _HOUR, _DAY = Decimal(60), Decimal(3600), Decimal(86400)
_MONTH = Decimal("30.4") * _DAY
_SIZES = {"s": Decimal(1), "month": _MONTH, "year": 12 * _MONTH}
_FUNCTION = frozenset(
    "的了在是和与及对将已被把就也都而并或其该此我们您你他她它本有这那个位名人从到至由用过隔等后前才间不多约近出头左右半零"
    "一二三四五六七八九十两小时分钟天日月年点整共中"
)
_PLAINLY, _AS_MUCH, _ONE_FACT = 2, Decimal("0.7"), Decimal("1.3")
"""Characters in common by which a sentence plainly speaks of a moment, how much as many words two other moments must have
to be meant instead, and how much rather two moments of one fact are meant (ours)."""
_LEEWAY = 300
"""Seconds by which a length in words may miss the exact one where it is said in hours or halves of them (ours)."""
_UNITS = {"秒": Decimal(1), "分钟": _MINUTE, "小时": _HOUR, "钟头": _HOUR, "天": _DAY, "日": _DAY, "周": 7 * _DAY, "星期": 7 * _DAY}  # fmt: skip
_EVERY = late(rf"每隔?(?P<n>[0-9]+|{ZH})个?(?P<u>{'|'.join(_UNITS)})")
_ENDS = late(
    r"\s*(?:(?:从|由|自)[^,。;!?]{1,16}|[^,。;!?0-9]{2,10}?)(?<!不)[到至][^,。;!?0-9]{2,12},[^,。;!?0-9]{0,10}$"
)
"""Words that name both ends of a length: 从停机到最后一位落地."""
_MOSTLY = 0.5
"""How much of its clause a fact must have that alone tells both ends of a length (ours)."""
_BOTH = ("from", "to")
_UNTIL = late("[至到~-]")
_FOLLOWS = late("(?:之|以|过)?后|就|才")
_JUST_OVER = late("出头|刚过|有余")


def is_told_freely(reading: Reading, claim: Claim) -> bool:
    """Whether a Chinese length is one between two moments that the sentence speaks of, or the interval of a promise."""
    plainly = claim.bound == "at_most" or (claim.unit == "s" and Decimal(claim.value) % _DAY == 0)
    return (
        _is_interval(reading, claim)
        or _is_until_promised(reading, claim)
        or is_by_day_of_month(reading, claim)
        or any(pair.fits and (pair.plain or not plainly) for pair in _pairs(reading, claim))
    )


_DAY_OF_MONTH = late("[0-9]{1,2}日")


def is_by_day_of_month(reading: Reading, claim: Claim) -> bool:
    """Whether what reads as a length is the day of a deadline: 17日内 for one at the end of the 17th."""
    if not _DAY_OF_MONTH.fullmatch(claim.text) or claim.bound != "at_most":
        return False
    for source, known in reading.ledger.claims("date", "commitment"):
        day = day_of(known.value)
        midnight = any(k.kind == "time" and k.value == "00:00" for k in source.claims)
        if day is not None and (day - timedelta(days=midnight)).day == int(claim.text[:-1]):
            return True
    return False


_FROM_NOW = late("接下来|未来|往后|今后|从今[天日]起|再过|还有|这")


def _is_until_promised(reading: Reading, claim: Claim) -> bool:
    """Whether a length is that from the issue to the day of a promise that the sentence speaks of: 接下来半个月."""
    issued, size = reading.brief.issued_at, _SIZES.get(claim.unit)
    if (
        issued is None
        or size is None
        or not _FROM_NOW.search(reading.setting.low, claim.sentence[0], claim.start)
    ):
        return False
    near = reading.nearness(claim.sentence)
    return any(
        source.id in near
        and (day := day_of(known.value)) is not None
        and fits(claim, Decimal(claim.value) * size, Decimal((day - issued.date()).days) * _DAY)
        for source, known in reading.ledger.claims("date", "commitment")
    )


def is_between_others(reading: Reading, claim: Claim) -> bool:
    """Whether the words of a Chinese sentence are plainly of two moments that lie otherwise apart: 从停机到落地，不到一个小时."""
    if claim.unit != "s" or Decimal(claim.value) % _DAY == 0 or claim.moods & {"future", "directive"}:
        return False
    ends = bool(_ENDS.match(reading.setting.low, claim.sentence[0], claim.start))
    pairs = [pair for pair in _pairs(reading, claim) if ends or pair.alone]
    best = max((pair for pair in pairs if pair.plain), key=lambda pair: pair.weight, default=None)
    if best is None or best.fits or _is_interval(reading, claim):
        return False
    return all(pair.weight < best.weight * _AS_MUCH for pair in pairs if pair.fits)


@dataclass(frozen=True)
class _Pair:
    """Two moments with what the sentence has in common with their facts, and whether the length is that between them."""

    weight: Decimal
    plain: bool
    fits: bool
    alone: bool


def _pairs(reading: Reading, claim: Claim) -> Iterator[_Pair]:
    size = _SIZES.get(claim.unit)
    if size is None or claim.upper:
        return
    said = _characters(reading.setting.low[slice(*claim.sentence)])
    told = _tells_both_ends(reading, claim)
    moments = [m for m in moments_of(reading.ledger) if m[0].kind == "confirmed" and not m[0].whole]
    firsts = [next((m for m in moments if m[1].kind == kind), None) for kind in ("date", "time")]
    for one, other in combinations(moments, 2):
        if one[1].kind != other[1].kind and claim.unit == "s" and Decimal(claim.value) % _DAY:
            continue
        of_one, of_other = said & _own_words(one[0]), said & _own_words(other[0])
        same = one[0] is other[0]
        if not ((of_one or one in firsts) and (of_other or other in firsts)):
            continue
        gap = seconds_between(one, other)
        if not gap:
            continue
        weight = sum((telling(reading.ledger, c) for c in of_one | of_other), Decimal(0))
        plain = len(of_one) >= _PLAINLY and len(of_other) >= _PLAINLY and _is_as_fine(claim, one, other)
        is_told = fits(claim, Decimal(claim.value) * size, gap)
        yield _Pair(weight * _ONE_FACT if same else weight, plain, is_told, same and one[0] in told)


def _tells_both_ends(reading: Reading, claim: Claim) -> list[Source]:
    """The facts with one stretch of hours that hold half of what the clause says: 22时至3时, B区停水5小时."""
    if _FOLLOWS.match(reading.setting.low, claim.end):
        return []
    clause = _characters(reading.setting.low[slice(*claim.clause)])
    return [
        source
        for source in reading.ledger.of("confirmed")
        if len(clause & _own_words(source)) >= len(clause) * _MOSTLY > 1 and _is_of_one_stretch(source)
    ]


def _is_of_one_stretch(source: Source) -> bool:
    hours = [known for known in source.claims if known.kind == "time"]
    return len(hours) == len(_BOTH) and bool(_UNTIL.search(lower(source.text), hours[0].end, hours[1].start))


def _is_as_fine(claim: Claim, one: Moment, other: Moment) -> bool:
    """Whether two moments are told as finely as the length: hours need hours."""
    return (claim.unit == "s" and Decimal(claim.value) % _DAY == 0) or (
        claim.unit != "s" or (one[3] is not None and other[3] is not None)
    )


def _grain(claim: Claim, said: Decimal) -> Decimal:
    """The step in which a length is told: ten minutes for 二十多分钟, an hour for 三个多小时, half a month for 三个半月."""
    if claim.unit != "s":
        step = _SIZES[claim.unit]
        return step / 2 if "半" in claim.text else step
    if said % _DAY == 0 and ("天" in claim.text or "日" in claim.text):
        return _DAY
    if said >= _HOUR and said % (_HOUR / 2) == 0:
        return _HOUR if said % _HOUR == 0 else _HOUR / 2
    return 10 * _MINUTE if said % (10 * _MINUTE) == 0 else _MINUTE


def fits(claim: Claim, said: Decimal, gap: Decimal) -> bool:
    """Return whether a length, of `said` seconds and bounded as the claim says, may be told of one of `gap` seconds."""
    grain = _grain(claim, said)
    match claim.bound:
        case "over" | "at_least":
            most = grain / 2 if _JUST_OVER.search(claim.text) else grain
            return said < gap <= said + most
        case "under":
            return said - grain <= gap < said
        case "at_most":
            return said / 2 <= gap <= said
        case "about":
            return abs(said - gap) <= grain / 2
        case _:
            if claim.unit != "s" or grain == _DAY:
                return abs(said - gap) <= grain / 2
            in_words = not claim.text[:1].isdigit()
            return said == gap or (in_words and grain >= _HOUR / 2 and abs(said - gap) <= _LEEWAY)


def _is_interval(reading: Reading, claim: Claim) -> bool:
    """Whether a length is how often something is promised: 四个小时报一次 of 每四小时公布一次."""
    if claim.unit != "s":
        return False
    near = reading.nearness(claim.sentence)
    for source in reading.ledger.of("confirmed", "commitment"):
        for match in _EVERY.finditer(lower(source.text)):
            every = number(match["n"])
            if source.id in near and every is not None and every * _UNITS[match["u"]] == Decimal(claim.value):
                return True
    return False


def left_open(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """A number of hours whose word stands before it: 两个钟头的停服变成了四个, where the brief has four hours."""
    if claim.kind != "quantity" or claim.unit != "any" or claim.noun or reading.passage.language != "zh":
        return None
    for before in reading.claims_in((claim.sentence[0], claim.start)):
        if before.kind == "duration" and "个" in before.text and Decimal(before.value):
            for name, size in _UNITS.items():
                if before.text.endswith(name):
                    length = Decimal(claim.value) * size
                    return next(
                        (
                            ((source, known),)
                            for source, known in reading.ledger.claims("duration", "confirmed")
                            if known.unit == "s" and Decimal(known.value) == length
                        ),
                        None,
                    )
    return None


@lru_cache(maxsize=2048)
def _own_words(source: Source) -> frozenset[str]:
    return _characters(lower(source.text))


def _characters(low: str) -> frozenset[str]:
    return frozenset(c for c in low if "\u3400" <= c <= "\u9fff") - _FUNCTION
