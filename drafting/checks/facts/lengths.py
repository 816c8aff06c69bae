"""Lengths of time that follow from the moments a brief gives."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import combinations

from drafting.checks.facts.ledger import Entry, Ledger, Source, kept_with_ledger
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees
from drafting.checks.facts.spoken_amounts import spoken_length
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_DAY, _WEEK = 86400, 7 * 86400
_REACH = 30
_SPOKEN_OF = 0.4
"""A clause speaks of the source that holds two fifths of its pieces (ours)."""
_BETWEEN = late(r"迟|晚|早|前|后|过去|(?<![a-z])(?:late|later|earlier|ago|since|after|before|early)(?![a-z])")
"""Words by which the days between two days are meant, not those with both."""
_JOINED = late(r"\s*(?:,|and|又|零|、)?\s*(?:and)?\s*")
_HALVES = frozenset(("半小时", "个小时", "半钟头", "个钟头"))
_HALF_HOUR_OFF = 300
"""Seconds by which what is said in halves of an hour (三个半小时) may miss the exact length (ours)."""


def length(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return an empty tuple where a length of time is that between two moments of the brief, else nothing."""
    if claim.unit in ("year", "month"):
        return () if _is_calendar_length(reading, claim) else None
    if claim.unit != "s":
        return None
    target = Decimal(claim.value)
    whole = target + _joined(reading, claim)
    between = bool(_BETWEEN.search(reading.setting.low, *claim.clause))
    gaps = _gaps(reading, claim)
    if whole != target:
        return () if whole in gaps or _is_known(reading, whole) else None
    if any(_is_gap(target, gap, claim, inclusive=not between) for gap in gaps):
        return ()
    if target < _MINUTE and _is_to_the_second(reading, claim):
        return ()
    if reading.passage.language == "en":
        return () if spoken_length(claim, gaps, _all_gaps(reading.ledger), between=between) else None
    return None


@kept_with_ledger()
def _all_gaps(ledger: Ledger) -> frozenset[Decimal]:
    """The seconds between any two moments of a brief, round midnight as well where their days are not known."""
    moments = moments_of(ledger)
    found = {seconds_between(a, b) for a, b in combinations(moments, 2)}
    found |= {
        Decimal(_DAY) - seconds_between(a, b)
        for a, b in combinations(moments, 2)
        if a[3] is not None and b[3] is not None and (a[2] is None or b[2] is None)
    }
    return frozenset(found - {Decimal(0)})


def _is_gap(target: Decimal, gap: Decimal, claim: Claim, *, inclusive: bool) -> bool:
    """Whether a length may be said of the time between two moments; days may be counted with the first, weeks rounded."""
    if agrees(target, gap, claim):
        return True
    if not claim.bound and claim.text[-3:] in _HALVES and abs(target - gap) <= _HALF_HOUR_OFF:
        return True
    if claim.bound or target % _DAY or gap < _DAY:
        return False
    if gap % _DAY:
        return abs(target - gap) < _DAY
    return (inclusive and target - gap == _DAY) or (
        target % _WEEK == 0 and abs(target - gap) <= 3 * _DAY and gap > _WEEK
    )


_MINUTE = 60
_TO_THE_SECOND = late(r"(?<![0-9:])[0-9]{1,2}:[0-9]{2}:(?P<seconds>[0-9]{2})(?![0-9:])")
_SIDE = late(r"\s(?P<side>before|to|after|past|into)(?![a-z])")


def _is_to_the_second(reading: Reading, claim: Claim) -> bool:
    """Whether seconds before or after a whole minute make a time of the brief: ten seconds before eleven, 10:59:50."""
    side = _SIDE.match(reading.setting.low, claim.end)
    if side is None:
        return False
    seconds = int(Decimal(claim.value))
    seconds = _MINUTE - seconds if side["side"] in ("before", "to") else seconds
    return any(
        int(match["seconds"]) == seconds
        for source in reading.ledger.of("confirmed")
        for match in _TO_THE_SECOND.finditer(source.text)
    )


def _joined(reading: Reading, claim: Claim) -> Decimal:
    """The seconds of the lengths that stand right beside this one: five hours [and] 48 minutes."""
    low, total = reading.setting.low, Decimal(0)
    for other in reading.claims_in((claim.start - _REACH, claim.end + 8)):
        first, second = sorted((claim, other), key=lambda c: c.start)
        if (
            other is not claim
            and other.kind == "duration"
            and other.unit == "s"
            and _JOINED.fullmatch(low, first.end, second.start)
        ):
            total += Decimal(other.value)
    return total


def _is_known(reading: Reading, seconds: Decimal) -> bool:
    return any(k.unit == "s" and Decimal(k.value) == seconds for _, k in reading.ledger.claims("duration"))


def _is_calendar_length(reading: Reading, claim: Claim) -> bool:
    target = Decimal(claim.value)
    scale = 12 if claim.unit == "year" else 1
    for months in _months(reading.ledger):
        gap = Decimal(months) / scale
        if (
            agrees(target, gap, claim)
            or (claim.bound in ("over", "at_least") and 0 <= gap - target <= 1)
            or (claim.bound in ("under", "at_most") and 0 <= target - gap <= 1)
            or (not claim.bound and abs(target - gap) < 1 and target >= 2)
            or target == gap
        ):
            return True
    return False


@kept_with_ledger()
def _months(ledger: Ledger) -> frozenset[int]:
    """The months between any two days, months or years that a brief gives; between two years, whole years."""
    given: set[tuple[int, int | None]] = set()
    for _, known in ledger.claims("date"):
        parts = known.value.split("-")
        if parts[0].isdigit() and len(parts[0]) == 4:
            given.add((int(parts[0]), int(parts[1]) if len(parts) > 1 else None))
    found = set()
    for (year, month), (later, last) in combinations(sorted(given, key=lambda g: (g[0], g[1] or 0)), 2):
        exact = month is not None and last is not None
        found.add((later - year) * 12 + ((last or 0) - (month or 0) if exact else 0))
    return frozenset(found - {0})


def _gaps(reading: Reading, claim: Claim) -> set[Decimal]:
    """The seconds between moments of one source, or of sources that the sentence and the one before speak of."""
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    after = reading.setting.sentence_after(claim.sentence[1]) or claim.sentence
    near = reading.nearness((before[0], claim.sentence[1]))
    said = {
        value
        for c in reading.claims_in((before[0], after[1]))
        if c.kind in ("date", "time")
        for value in _either_half(c)
    }
    moments = moments_of(reading.ledger)
    own = _own_moments(reading, claim, moments)
    seen, apart, others = [], [], []
    for moment in moments:
        source, known = moment[:2]
        if source.whole or source.kind == "frame":
            seen.append(moment)
        elif own and source is not own[0][0] and known.value.rstrip("?") not in said:
            others.append(moment)
        elif source.id in near or known.value.rstrip("?") in said or source is moments[0][0]:
            seen.append(moment)
        else:
            apart.append(moment)
    found = {seconds_between(a, b) for a, b in combinations(seen, 2)}
    found |= {seconds_between(a, b) for a, b in combinations(apart, 2) if a[0] is b[0]}
    if reading.passage.language == "zh" and _FOLLOWS.match(reading.setting.low, claim.end):
        found |= {
            seconds_between(a, b)
            for a in _spoken_of_here(reading, claim, seen)
            for b in (*apart, *others)
            if _is_hour(b)
        }
    return {gap for gap in found if gap}


_FOLLOWS = late(r"(?:之|以|过)?[后内]|的?时[候间]?|就|才|不到")
"""Behind a length of time, words by which something is told to follow on what was told before."""


def _either_half(claim: Claim) -> tuple[str, ...]:
    """The value of a day or time; of an hour that may be of the morning or the evening, both."""
    value = claim.value.rstrip("?")
    if value == claim.value:
        return (value,)
    return (value, f"{(int(value[:2]) + 12) % 24:02d}{value[2:]}")


def _spoken_of_here(reading: Reading, claim: Claim, moments: list[Moment]) -> list[Moment]:
    """The hours of the confirmed source that the clause is nearest to."""
    near = reading.nearness(claim.clause)
    hours = [m for m in moments if _is_hour(m) and m[0].id in near]
    best = max((near[m[0].id] for m in hours), default=0.0)
    return [m for m in hours if near[m[0].id] == best]


def _is_hour(moment: Moment) -> bool:
    return moment[0].kind == "confirmed" and moment[3] is not None and not moment[0].whole


def _own_moments(reading: Reading, claim: Claim, moments: tuple[Moment, ...]) -> list[Moment]:
    """Two or more moments, as fine as the length, of the one source that the clause speaks of most."""
    near = reading.nearness(claim.clause)
    place = max(near, key=lambda name: near[name], default="")
    if near.get(place, 0.0) < _SPOKEN_OF:
        return []
    in_days = Decimal(claim.value) % _DAY == 0
    found = [m for m in moments if m[0].id == place and not m[0].whole and (m[3] is None) == in_days]
    return found if len({m[1].value for m in found}) > 1 else []


Moment = tuple[Source, Claim, date | None, int | None]
"""A source, its claim of a day or time, the day, and the minute of the day."""


def seconds_between(first: Moment, second: Moment) -> Decimal:
    """The seconds between two days, two times of day, or two moments of which both are known."""
    days = abs((first[2] - second[2]).days) if first[2] and second[2] else None
    if first[3] is None or second[3] is None:
        return Decimal((days or 0) * _DAY) if first[3] is second[3] or days else Decimal(0)
    if days is None or not first[2] or not second[2]:
        return Decimal(abs(first[3] - second[3]) * 60)
    start, end = sorted((first[2].toordinal() * 1440 + first[3], second[2].toordinal() * 1440 + second[3]))
    return Decimal((end - start) * 60)


@kept_with_ledger()
def moments_of(ledger: Ledger) -> tuple[Moment, ...]:
    """Every day and time that a brief gives, a time with the day beside it where there is one."""
    found: list[Moment] = []
    for source, known in (*ledger.claims("date"), *ledger.claims("time")):
        day = day_of(known.value if known.kind == "date" else known.noun)
        if known.kind == "date" and day is not None:
            found.append((source, known, day, None))
        elif known.kind == "time":
            value = known.value.rstrip("?")
            found.append((source, known, day, int(value[:2]) * 60 + int(value[3:])))
    return tuple(found)


def day_of(text: str) -> date | None:
    """The day of a claim's value; where no year is known, of any one year, so that days of it can be told apart."""
    try:
        return date.fromisoformat(f"2001{text[1:]}" if text.startswith("--") else text)
    except ValueError:
        return None
