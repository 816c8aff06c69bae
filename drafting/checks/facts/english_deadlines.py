"""When an English promise is said to fall due: vaguely, or at another time than the brief gives it."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.late_patterns import late

VAGUELY = late(
    r"(?<![a-z])(?:"
    r"(?:very\s)?soon(?:er)?|shortly|presently|promptly|quickly|swiftly|speedily|eventually|later(?!\sthan)|in\stime|over\stime|in\sdue\s(?:course|time)"
    r"|without\s(?:any\s|further\s|undue\s)?delay|(?:at|on)\ssome\s(?:point|stage|time)|(?:at|in)\s(?:a|an|the)\s(?:suitable|appropriate|later|right|proper|convenient)\s(?:moment|time|date|stage|point)"
    r"|(?:before|not|ere)\s(?:too\s)?long|in\s(?:no\stime|a\swhile|the\snext\swhile|a\stimely\s(?:manner|way|fashion)|good\stime|the\s(?:near|not\stoo\sdistant|foreseeable)\sfuture|the\sfuture|future)"
    r"|in\sthe\s(?:coming\s|next\s(?:few\s)?)?(?:days|weeks|months|period)(?:\s(?:ahead|to\scome))?|(?:one|some)\s(?:of\sthese\sdays|day|evening|morning|afternoon)(?:\ssoon|\snext\s(?:week|month|year))?"
    r"|some\s?time(?:\s(?:soon|next\s(?:week|month|year)|this\s(?:week|month|year|spring|summer|autumn|fall|winter)))?|as\s(?:soon|quickly|fast|promptly|early)\sas\s(?:it\s|we\s|they\s|he\s|she\s)?[a-z]+"
    r"|when\s(?:the\stime\s(?:is\sright|comes)|things\s(?:are|have)\s[a-z]+|it\sis\s(?:ready|done)|there\sis\s(?:news|more|something)|we\s(?:know|have|learn)\smore|possible|convenient|ready|circumstances\s[a-z]+)"
    r"|as\sthings\sdevelop|as\s(?:needed|required|necessary|appropriate)|(?:now\sand\sthen|from\stime\sto\stime|every\sso\soften|occasionally|regularly|periodically)"
    r"|for\s(?:a\s(?:limited\stime|while|day\sor\stwo|few\sdays)|as\slong\sas\sstocks\slast)|while\s(?:stocks|supplies)\slast|at\s(?:the|our|your)\searliest\s(?:opportunity|convenience|moment)"
    r"|plenty\sof\stime|on\sa\s(?:later|future|coming)\s[a-z]+|this\s(?:spring|summer|autumn|fall|winter)|down\sthe\s(?:line|road)|any\s(?:day|time)\snow|ahead\sof\slong"
    r")(?![a-z])"
)
"""Words by which a promise is told without a day: nobody can hold anyone to them."""

_MONTHS = "january february march april may june july august september october november december".split()
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_PERIOD = late(
    rf"(?<![a-z])(?:(?:the\s)?(?:end|close|last\sday)\sof\s(?P<end>(?:the|this|next)\s(?:week|month|year)|(?:next\s)?{_MONTH})"
    rf"|(?:the|this)\s(?P<out>week|month|year)\sis\s(?:out|over)|(?P<monthout>{_MONTH})\sis\s(?:out|over)"
    rf"|(?P<weekend>(?:this|the|next)\sweekend)|(?P<next>next\s(?:week|month|year))|(?P<this>this\s(?:week|month|year))"
    rf"|(?P<part>early|mid|late)[\s-](?P<of>{_MONTH})|(?P<christmas>christmas)"
    rf")(?![a-z])"
)
_DUE = late(
    r"(?<![a-z])(?:by|before|until|till|up\sto|through|no\slater\sthan|not\slater\sthan|on\sor\sbefore|from|as\sof|within)\s(?:the\s)?(?:(?:noon|midday|midnight|[a-z0-9:.]+\s(?:o'clock|[ap]\.?m\.?)|\w+)\s(?:on\s)?)?$"
)
_COUNTED_FROM = late(r"(?:days?|weeks?|fortnight|months?)\s(?:from|before|after)\s$")
"""A week from today is not today."""
_DAYS_AHEAD = 14
"""A weekday is one of the next two weeks (ours)."""
Period = tuple[tuple[int, int], date, date]


def said_to_fall_due(reading: Reading, part: tuple[int, int]) -> list[Period]:
    """The days, or stretches of days, by which a part of a sentence says that something is to happen, with their places."""
    issued = reading.brief.issued_at
    if issued is None:
        return []
    today, low = issued.date(), reading.setting.low
    found: list[Period] = []
    for match in _PERIOD.finditer(low, *part):
        ends = _ends(match, today)
        if ends is not None and _DUE.search(low[max(part[0], match.start() - 28) : match.start()]):
            found.append((match.span(), *ends))
    for claim in reading.claims_in(part):
        taken = any(a <= claim.start < b for (a, b), _, _ in found)
        if _COUNTED_FROM.search(low[max(part[0], claim.start - 28) : claim.start]):
            continue
        if (
            claim.kind == "date"
            and not taken
            and _DUE.search(low[max(part[0], claim.start - 28) : claim.start])
        ):
            found += [((claim.start, claim.end), first, last) for first, last in _days(claim, today)]
    return found


def _days(claim: Claim, today: date) -> list[tuple[date, date]]:
    value = claim.value
    if value[0] == "W":
        days = [today + timedelta(days=ahead) for ahead in range(_DAYS_AHEAD + 1)]
        return [(day, day) for day in days if day.isoweekday() == int(value[1:])]
    try:
        if len(value) == len("2026-01"):
            year, month = int(value[:4]), int(value[5:])
            return [_month(year, month)]
        day = date.fromisoformat(value)
    except ValueError:
        return []
    return [(day, day)] if day >= today else []


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _ends(match: re.Match[str], today: date) -> tuple[date, date] | None:
    """The first and last day of a stretch of time that is named from the day of issue."""
    if match["christmas"]:
        return date(today.year, 12, 1), date(today.year, 12, 25)
    if match["weekend"]:
        saturday = today + timedelta(days=(5 - today.weekday()) % 7 + 7 * match["weekend"].startswith("next"))
        return min(today, saturday), saturday + timedelta(days=1)
    name = match["end"] or match["out"] or match["monthout"] or match["next"] or match["this"] or match["of"]
    word = name.split()[-1]
    ahead = name.startswith("next")
    if word in _MONTHS:
        month = _MONTHS.index(word) + 1
        first, last = _month(today.year + (month < today.month), month)
        if match["part"] == "mid":
            return first + timedelta(days=9), first + timedelta(days=20)
        return (first, first + timedelta(days=10)) if match["part"] == "early" else (first, last)
    if word == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(days=7 * ahead)
        return monday, monday + timedelta(days=6)
    if word == "month":
        months = today.month - 1 + ahead
        return _month(today.year + months // 12, months % 12 + 1)
    return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)


def another_length(reading: Reading, part: tuple[int, int], promise: Source) -> Claim | None:
    """The length of time within which a part says that a promise is kept, where the promise itself gives another one."""
    own = [c for c in promise.claims if c.kind == "duration"]
    if not own or any(c.kind == "date" for c in promise.claims):
        return None
    said = [c for c in reading.claims_in(part) if c.kind == "duration"]
    if len(said) != 1 or any(_is_as_long(said[0], c) for c in own):
        return None
    before = reading.setting.low[max(0, said[0].start - 8) : said[0].start]
    return said[0] if re.search(r"(?:within|in|after)\s$", before) else None


def _is_as_long(one: Claim, other: Claim) -> bool:
    if one.unit == other.unit:
        return Decimal(one.value) == Decimal(other.value)
    return {one.unit, other.unit} != {"s", "workday"} and not {"month", "year"}.isdisjoint(
        {one.unit, other.unit}
    )
