"""Times of day as they are spoken or pointed in English: ten past two, half past nine, at 9.45."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.claims.claim import Bound, Claim
from drafting.claims.numerals import EN, small
from drafting.claims.quantities import make
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_SPOKEN = late(
    rf"(?<![a-z])(?:(?P<half>half)|(?:a\s)?(?P<quarter>quarter)|(?P<minutes>[0-9]{{1,2}}|{EN})(?:\sminutes?)?)"
    rf"\s(?P<side>past|to)\s(?P<hour>[0-9]{{1,2}}|{EN}|(?P<twelve>midnight|noon|midday))(?![a-z0-9:]|\.[0-9])"
)
_HOURS = late(
    rf"(?<![a-z])(?:from\s)?(?P<first>[0-9]{{1,2}}|{EN})\s?(?:to|until|till|-)\s?(?P<last>[0-9]{{1,2}}|{EN})(?![a-z0-9:%]|\.[0-9])"
)
_OPEN = late(
    r"(?<![a-z])(?:open|opens|staffed|reach|call|phone|ring|lines?|helpline|hotline|desk|hours|available|(?<=on\s)[+0][0-9 ()-]{6,})(?![a-z])[^.;!?\n]{0,40}$"
)
_DAYS_BEHIND = late(
    r",?\s(?:on\s)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|every\sday|each\sday|daily|weekdays|weekends|(?:seven|7|five|5)\sdays)(?![a-z])"
)
_POINTED = late(
    r"(?<![0-9.,$£€])(?<![a-z])(?P<hour>[01]?[0-9]|2[0-3])\.(?P<minute>[0-5][0-9])(?!\.?[0-9]|%)\s?(?P<half>[ap]\.?m\.?(?![a-z]))?"
)
_PARTS = (
    r"(?:(?:in\sthe|this|that|the\s(?:same|next|following)|(?:on\s)?(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|yesterday|at|last)"
    r"\s(?:morning|afternoon|evening|night)|tonight)(?![a-z])"
)
_LEADING = r"(?<![a-z])(?:at|by|until|till|before|from|after|around|about|since|to|and|between|past|gone|nearly|almost|as\sof|towards|of)"
_HOUR = late(
    rf"(?:{_LEADING}\s(?P<hour>[0-9]{{1,2}}|{EN})(?:\so'clock)?(?=\s(?P<part>{_PARTS}))"
    rf"|(?<![a-z])(?P<bare>{EN})(?:\so'clock)?(?=\s(?P<own>in\sthe\s(?:morning|afternoon|evening)|at\snight)(?![a-z]))"
    rf"|(?<![a-z])(?:at|by|until|till|before|from|after|around|about|since)\s(?P<named>[0-9]{{1,2}}|{EN})(?:\so'clock)?(?=[.;!?)\n]|,\s|\s*$))(?![0-9a-z])"
)
_BEHIND_HOUR = (
    r"(?=\s*(?:[,.;:!?)\"”\n—-]|$)|\s(?:and(?!\s(?:[0-9]|a\s(?:half|quarter)))|or(?!\s[0-9])|on|in|the|we|they|he|she|it|was|were|had|has|have|is|are|but|when|while|with|for"
    r"|today|tomorrow|yesterday|tonight|this|last|all|nobody|no|there|because|as|so|our|you|if|at|that|by|sharp)(?![a-z]))"
)
_WORD_HOUR = late(
    rf"(?<![a-z])(?:(?P<lead>at|by|until|till|before|after|past|since|around|about|gone|half)\s(?P<hour>{EN}){_BEHIND_HOUR}|from\s(?P<onwards>{EN})(?=\s(?:on|onwards?)(?![a-z])))"
)
_WORD_HOURS = late(
    rf"(?<![a-z])(?:from|between|weekdays|daily|days?|line|lines|[0-9],|(?=[a-z]+\s(?:till|until|to)\s(?:midnight|noon)))\s?(?P<first>{EN}|[0-9]{{1,2}})\s?(?:to|until|till|and|-)\s?(?P<last>{EN}|[0-9]{{1,2}}|midnight|noon)(?![:.][0-9]){_BEHIND_HOUR}"
)
_FIRST_HOUR = late(
    rf"(?<![a-z])(?:from|between)\s(?P<hour>{EN}|[0-9]{{1,2}}),?\s(?:and|to|until|till)\s(?:[0-9]{{1,2}}[:.][0-9]{{2}}|[0-9]{{1,2}}\s?[ap]\.?m|half\spast|(?:a\s)?quarter\s(?:past|to))"
)
_DAY_NAMED = late(
    r"(?<![a-z])(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tomorrow|yesterday|tonight|[0-9]{1,2}(?:st|nd|rd|th)?\s(?:january|february|march|april|may|june|july|august|september|october|november|december)|(?:january|february|march|april|may|june|july|august|september|october|november|december)\s[0-9]{1,2})[^.;!?\n]{0,12}$"
)
_BOUNDS: tuple[tuple[Bound, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "over",
        late(
            r"(?:(?:just|shortly|soon|a little|not long|minutes|moments)\s(?:after|past|gone)|刚过|过了)\s*$"
        ),
        late(r"多(?![少])|刚过|过后|出头|过(?=[,。;]|$)"),
    ),
    (
        "under",
        late(
            r"(?:(?:just|shortly|a little|not long)\s(?:before|to)|nearly|almost|接近|将近|临近|近|快到|快|不到)\s*$"
        ),
        late(r"(?!)"),
    ),
    (
        "about",
        late(r"(?:about|around|approximately|roughly|some time around|towards|大约|大概|约|差不多)\s*$"),
        late(r"左右|前后|上下|许|来钟|\s?or so|-ish"),
    ),
)
_AT = late(r"(?:(?<![a-z])(?:at|by|from|until|till|before|after|since|between|and|to|around|about)|[-])\s?$")
_MEASURED = late(
    r"\s?(?:%|per\s?cent|million|billion|(?!(?:in\sthe|on|to|we|he|it|or|so|by|at)(?![a-z]))[a-z]{1,2}(?![a-z])|met|kilo|tonnes?|litres?|degrees?|times|points?)"
)
_LATER = late(r"afternoon|evening|tonight|(?<!mid)night")
_SMALL_HOURS, _DAWN = re.compile(r"\s(?:that|at|in the|of the|last)\s(?:same\s)?(?<!mid)night"), 6
_EARLIER = late(r"morning|overnight")


def bound_of_time(low: str, start: int, end: int) -> Bound:
    """Return how loosely a time of day is said: shortly after nine (over), 近九点 (under), about nine, 九点左右 (about)."""
    for bound, before, after in _BOUNDS:
        if before.search(low[max(0, start - 18) : start]) or after.match(low, end):
            return bound
    return ""


def spoken_times(setting: Setting) -> Iterator[Claim]:
    """Yield spoken and pointed times; an hour without its half of the day is marked as such (``02:10?``)."""
    yield from _opening_hours(setting)
    for match in _SPOKEN.finditer(setting.low):
        minutes = 30 if match["half"] else 15 if match["quarter"] else small(match["minutes"])
        hour = 12 if match["twelve"] else small(match["hour"])
        if minutes is None or hour is None or not (0 < minutes < 60 and 0 < hour <= 12):
            continue
        if minutes % 5 and "minute" not in match.group():
            continue
        if match["side"] == "to":
            if (
                not (match["quarter"] or "minute" in match.group())
                and not _AT.search(setting.low[: match.start()][-9:])
                and not _OF_A_DAY.match(setting.low, match.end())
            ):
                continue
            hour, minutes = hour - 1 or 12, 60 - minutes
        if match["twelve"]:
            yield from _by_twelve(setting, match, hour, minutes)
        else:
            yield from _time(setting, match.span(), hour, minutes)
    for match in _POINTED.finditer(setting.low):
        hour = int(match["hour"])
        if match["half"]:
            late = match["half"][0] == "p"
            yield from _time(setting, match.span(), hour % 12 + 12 * late, int(match["minute"]), known=True)
        elif _is_of_a_day(setting, match) and not _MEASURED.match(setting.low, match.end()):
            yield from _time(setting, match.span(), hour, int(match["minute"]), known=hour > 12)
    yield from _whole_hours(setting)


_OF_A_DAY = late(rf"\s{_PARTS}")


def _is_of_a_day(setting: Setting, match: re.Match[str]) -> bool:
    """Whether a figure with a point is a time: at 8.42, or 8.42 in the morning."""
    return bool(
        _AT.search(setting.low[: match.start()][-9:]) or _OF_A_DAY.match(setting.low, match.end("minute"))
    )


def _by_twelve(setting: Setting, match: re.Match[str], hour: int, minutes: int) -> Iterator[Claim]:
    """A time told by noon or midnight, which leaves no doubt of the half of the day: twenty to midnight."""
    night = match["twelve"] == "midnight"
    before = match["side"] == "to"
    late = night if before else not night
    yield from _time(setting, match.span(), hour % 12 + 12 * late, minutes, known=True)


def _opening_hours(setting: Setting) -> Iterator[Claim]:
    """Yield the two hours of a service that is named or dialled just before, or days just behind: from eight to eight, Monday to Friday."""
    for match in _HOURS.finditer(setting.low):
        first, last = small(match["first"]), small(match["last"])
        if first is None or last is None or not (0 < first <= 12 and 0 < last <= 12):
            continue
        if match["first"].isdigit() and not match.group().startswith("from"):
            continue
        named = _OPEN.search(setting.low[max(0, match.start() - 60) : match.start()])
        ends = re.match(r"[,.;!?)\n]|\s*$", setting.low[match.end() :])
        if _DAYS_BEHIND.match(setting.low, match.end()) or (named and ends):
            yield from _time(setting, match.span("first"), first, 0)
            yield from _time(setting, match.span("last"), last, 0)


def _whole_hours(setting: Setting) -> Iterator[Claim]:
    """Yield hours alone: by five in the afternoon, and, right after a day, Saturday at 12."""
    for match in _HOUR.finditer(setting.low):
        group = next(name for name in ("hour", "bare", "named") if match[name])
        hour, part = small(match[group]), match["part"] or match["own"]
        if hour is None or not 0 < hour <= 24:
            continue
        if group == "named" and not _DAY_NAMED.search(setting.low[: match.start()][-40:]):
            continue
        late = bool(part and _LATER.search(part) and hour < 12)
        yield from _time(setting, match.span(group), hour % 24 + 12 * late, 0, known=bool(part))
    yield from _word_hours(setting)


def _word_hours(setting: Setting) -> Iterator[Claim]:
    """Yield hours that are said in a word where nothing that is counted follows: by six, two had left; nine till midnight."""
    for match in _WORD_HOURS.finditer(setting.low):
        first, last = small(match["first"]), small(match["last"]) if match["last"] not in _TWELVE else 12
        digits = match["first"].isdigit() and match["last"].isdigit()
        if first is None or last is None or not (0 < first <= 12 and 0 < last <= 12) or digits:
            continue
        yield from _time(setting, match.span("first"), first, 0)
        if match["last"] not in _TWELVE:
            yield from _time(setting, match.span("last"), last, 0)
    for match in _FIRST_HOUR.finditer(setting.low):
        hour = small(match["hour"])
        if hour is not None and 0 < hour <= 12:
            yield from _time(setting, match.span("hour"), hour, 0)
    for match in _WORD_HOUR.finditer(setting.low):
        group = "hour" if match["hour"] else "onwards"
        if (_OUT_OF if match[group] == "one" else _IN_SO_MANY).match(setting.low, match.end()):
            continue
        hour = small(match[group])
        if hour is not None and (1 if match["lead"] in ("at", "past") else 0) < hour <= 12:
            yield from _time(setting, match.span(group), hour, 30 if match["lead"] == "half" else 0)


_OUT_OF = re.compile(r"\sin\s(?!the(?![a-z]))")
_IN_SO_MANY = late(rf"\s(?:in|out\sof)\s(?:every\s)?(?:{EN}|[0-9])")
"""One in so many is no hour, nor are two in three."""
_TWELVE = ("midnight", "noon")


def _time(
    setting: Setting, span: tuple[int, int], hour: int, minute: int, *, known: bool = False
) -> Iterator[Claim]:
    if not setting.is_free(*span):
        return
    tail = re.split(r"[.;!?\n]", setting.low[span[1] : span[1] + 22], maxsplit=1)[0]
    if not known and _SMALL_HOURS.search(tail) and hour % 12 < _DAWN:
        hour, known = hour % 12, True
    elif not known and _LATER.search(tail):
        hour, known = hour % 12 + 12, True
    elif not known and _EARLIER.search(tail):
        hour, known = hour % 12, True
    setting.take(*span)
    value = f"{hour:02d}:{minute:02d}{'' if known else '?'}"
    yield make(setting, "time", span, value, bound=bound_of_time(setting.low, *span))
