"""Deadlines that a Chinese sentence moves: 三天之内, 月底前, 今晚就, beside a promise that has another day."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from drafting.checks.facts.chinese_lengths import fits, is_by_day_of_month
from drafting.checks.facts.chinese_shares import telling, words_said
from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.lengths import day_of
from drafting.checks.facts.likeness import same_date
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_BY = late(
    r"(?:[日号天]|[晨早上中下晚傍]{0,2}[午晚上间]?)?(?:[月年]?[底末])?(?:之|以)?(?:前|内)(?!的|往|天|日|次|后|部|容|科)|(?:之|以)?内|[月年]?[底末](?:之|以)?前|(?:就|便)(?!是|诊|医|有|不|没)"
)
_LEAST, _MOSTLY, _AS_MUCH = 4, Decimal("0.45"), Decimal("0.75")
"""A sentence tells a promise with which it has four characters and 45 % of its telling ones in common, no other source
three quarters as many (ours)."""
_ANOTHER = late("[底末日号点时午天](?:之|以)?前|[日天时]内|之内|以内")
"""Words of another deadline in the sentence, so that the clause alone tells the promise."""
_MONTH = 7
_SIZES = {"s": Decimal(1), "month": Decimal("30.4") * 86400}
_DAY = Decimal(86400)


def deadline_moved(reading: Reading, claim: Claim) -> Entry | None:
    """Return the deadline that a promise has where a Chinese sentence tells it with another one, or nothing."""
    low = reading.setting.low
    if (
        reading.passage.language != "zh"
        or claim.kind not in ("date", "duration")
        or claim.moods & {"question", "denied"}
    ):
        return None
    if not _BY.match(low, claim.end) or low[claim.sentence[0] : claim.sentence[1]].count(";"):
        return None
    promise = _told(reading, claim)
    if promise is None or is_by_day_of_month(reading, claim):
        return None
    dues = [
        (promise, known)
        for known in promise.claims
        if known.kind in ("date", "duration") and _is_due(promise, known)
    ]
    if not dues or any(_agrees(reading, claim, known, promise) for _, known in dues):
        return None
    return dues[-1] if any(known.kind == "date" for _, known in dues) else None


def _is_due(promise: Source, known: Claim) -> bool:
    """Whether a time of a promise is its deadline, which stands last."""
    return known.start >= promise.text.rfind("\n")


def _told(reading: Reading, claim: Claim) -> Source | None:
    """The promise that the sentence tells, where it plainly tells one."""
    low, (start, end) = reading.setting.low, claim.sentence
    apart = _ANOTHER.search(low, start, claim.clause[0]) or _ANOTHER.search(low, claim.clause[1], end)
    said = words_said(low[slice(*(claim.clause if apart else claim.sentence))])
    weighed = sorted(
        (
            (
                sum((telling(reading.ledger, c) for c in said & words_said(lower(source.text))), Decimal(0)),
                place,
            )
            for place, source in enumerate(reading.ledger.of("confirmed", "commitment", "earlier"))
        ),
        reverse=True,
    )
    sources = reading.ledger.of("confirmed", "commitment", "earlier")
    if not weighed or sources[weighed[0][1]].kind != "commitment":
        return None
    best = sources[weighed[0][1]]
    own = words_said(lower(best.text))
    whole = sum((telling(reading.ledger, c) for c in own), Decimal(0))
    if len(said & own) < _LEAST or weighed[0][0] < whole * _MOSTLY:
        return None
    rival = next((weight for weight, place in weighed[1:] if sources[place].kind == "commitment"), Decimal(0))
    return best if rival < weighed[0][0] * _AS_MUCH else None


def _agrees(reading: Reading, claim: Claim, known: Claim, promise: Source) -> bool:
    issued = reading.brief.issued_at
    due = day_of(known.value) if known.kind == "date" else None
    if claim.kind == "date":
        if known.kind != "date":
            return True
        if claim.value[0] == "W" and due is not None and issued is not None:
            return _is_weekday(reading, claim, due, issued.date())
        return _is_day(claim, known, due) or (issued is not None and _is_eve(claim, due, promise))
    if known.kind == "duration":
        return claim.unit == known.unit and claim.value == known.value
    if due is None or issued is None or claim.unit not in _SIZES:
        return True
    return fits(claim, Decimal(claim.value) * _SIZES[claim.unit], Decimal((due - issued.date()).days) * _DAY)


def _is_weekday(reading: Reading, claim: Claim, due: date, issued: date) -> bool:
    """Whether a weekday is that of the deadline, and its week where 本 or 下 tells it."""
    if due.isoweekday() != int(claim.value[1:]):
        return False
    before = reading.setting.low[max(0, claim.start - 2) : claim.start].rstrip("个")
    weeks = (due - timedelta(days=due.weekday()) - issued + timedelta(days=issued.weekday())).days // 7
    return weeks == {"本": 0, "这": 0, "下": 1}.get(before[-1:], weeks)


def _is_day(claim: Claim, known: Claim, due: date | None) -> bool:
    if len(claim.value) == _MONTH and due is not None:
        return claim.value[5:] == f"{due.month:02d}"
    return (
        same_date(claim.value, known.value)
        or claim.value[4:] == known.value[4:]
        or known.value[:4] == claim.value
    )


def _is_eve(claim: Claim, due: date | None, promise: Source) -> bool:
    """Whether a deadline at midnight is told by the day that it ends."""
    said = day_of(claim.value)
    midnight = any(known.kind == "time" and known.value == "00:00" for known in promise.claims)
    return midnight and said is not None and due is not None and (due - said).days == 1
