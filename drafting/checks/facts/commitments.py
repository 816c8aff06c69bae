"""Promises: told with the deadline that the brief gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from drafting.brief import Commitment
from drafting.checks.facts.english_deadlines import VAGUELY
from drafting.checks.facts.hedging import is_asked
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.promised_otherwise import kept_otherwise
from drafting.checks.facts.promises_told import TOLD, VAGUE, Span, due_in_words, tells
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.statement import Finding

_TOLD_ANYWAY = 0.62
"""The same where the text gives the day elsewhere: it may be there for another promise (ours)."""
_HINTED = 0.2
"""With a vague word for the time, a quarter is enough (ours)."""
_TIMED = late(
    r"今[天日晚早晨年]|明[天日晚早晨年]|后天|本周|下周|周[一二三四五六日天末]|星期|月底|月初|月内|年底|年内|[0-9一二两三四五六七八九十]\s?(?:[年月日时点号]|天|个?小时|个?钟头|分钟|个?工作日|个月|周)|当[天日晚]|即日|每[天日周月年]"
    r"|(?<![a-z])(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december|noon|midnight|morning|evening|afternoon|weekend|(?:within|in|next|this|each|every|per|end of|of|a|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|[0-9]+)\s(?:the\s|working\s|business\s|next\s)?(?:weeks?|days?|hours?|months?|years?|fortnight)|(?:month|week|year|day) is (?:out|over)|the\s(?:[0-9]{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth))(?=\s(?:of|is|at|and|as|in|with)|[.,;:!?)\s\"”—-]*(?:$|[.,;:!?)\"”—]))|daily|weekly|monthly|o'clock|[ap]\.?m)(?![a-z])|[0-9]{1,2}:[0-9]{2}"
    r"|(?<![a-z])(?:by|before|until|till|at|on|from|after)\s(?:the\s)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half\spast|quarter\s(?:to|past)|(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth)(?![a-z])"
    r"|the\s(?:(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth|[0-9]{1,2}(?:st|nd|rd|th))(?=\s(?:is\sthe\sdate|of\s(?:the\smonth|[a-z]+uary|march|april|may|june|july|august|[a-z]+ber))|[.,;)\"”])|(?:month|week|year|day)\sis\sout|(?<![a-z])by\s(?:then|that\s(?:day|date|time))(?![a-z])|届时|到时|(?<![a-z])(?:the\snew\syear|quarterly)(?![a-z])"
    r"|[上中下]旬|下个?月|月末|天亮|开学|复课[前后之]"
)
_NEWS = late(
    r"通报|进展|情况说明|下一?次(?:说明|公告|发布|回应|更新)|再次(?:说明|公告|发布|回应)|最新情况|update|further information|(?:next|further|another)\s(?:statement|news|message|report|briefing|bulletin|word)|progress report"
)
_NEWS_AGAIN = late(
    r"(?:再|继续|后续|陆续|持续|及时|随时|第一时间|进一步|新的?)[^,。;!?\n]{0,12}(?:通报|说明|公布|发布|告知|告诉|更新|汇报|报告|报进展|消息|进展|联系)|(?:会|将|再)(?:向大家|跟大家)?(?:再)?(?:说明情况|说一声|讲一次|公布查到|来说)|(?:进展|消息|情况)[^,。;!?\n]{0,6}(?:会|将)[^,。;!?\n]{0,6}(?:通报|说明|公布|发布|告知|告诉|更新)"
    r"|(?<![a-z])(?:more|further|another|next|regular|new)\s(?:\w+\s)?(?:updates?|news|information|details|statement)|more\s(?:from\sus\s)?(?:when|as\ssoon\sas|once)\s(?:we|there|it)|(?:will|shall|to)\s(?:write|speak|report|post|be\sback|say\ssomething)\s(?:to\syou\s)?again|(?:updates?|news|details)\s(?:will|to)\s(?:follow|come)|keep\syou\s(?:updated|informed|posted)|(?:be\sin\stouch|update\syou|write\sto\syou|speak\sto\syou|report\sback|come\sback\sto\syou|hear\s(?:more\s)?from\sus|let\syou\sknow|tell\syou\smore|say\smore)|will\s(?:be\san?\s|give\s(?:an?\s|another\s)?|publish\s(?:an?\s|another\s)?|post\s(?:an?\s)?)(?:further\s)?update"
)
_MONTH_END = late(r"月底|月末|(?<![a-z])end of (?:the|this|next) month|month is out")
_SAYS = late(
    r"[\u3400-\u9fff]|(?<![a-z])(?:will|shall|can|may|must|has|have|is|are|be|goes?|comes?|gets?|gives?|pays?|to)(?![a-z])|'(?:ll|s|re)(?![a-z])"
)
"""An English answer without any of these words is no promise (All of them in the kitchen)."""
_OPEN_ENDED = late(r"^\s*(?:until|till|from|直到|至|即日|今日起)|起\s*$|起(?=每)|ongoing|while")
_WHEN = frozenset({"date", "time", "duration"})


def check(reading: Reading) -> Iterator[Finding]:
    """Yield promises whose deadline was left out."""
    if not reading.comparable:
        return
    sources = {source.id: source for source in reading.ledger.of("commitment")}
    parts = _parts(reading)
    for promise in reading.brief.commitments:
        source = sources[promise.id]
        due = {claim.value.rstrip("?") for claim in source.claims if claim.kind in _WHEN}
        today = reading.brief.issued_at.date().isoformat() if reading.brief.issued_at else ""
        is_at_once = due == {today} and _OPEN_ENDED.search(lower(promise.due or ""))
        if not promise.due or not due or is_at_once:
            continue
        if reading.passage.language == "en":
            yield from kept_otherwise(reading, promise, source, parts)
        is_stated = _is_stated(reading, source)
        if is_stated and _is_shared(reading, source):
            is_stated = _is_stated_beside(reading, promise, source, parts)
        elif is_stated:
            continue
        part = _told_without(reading, promise, source, parts, is_stated=is_stated)
        if part is not None:
            yield reading.finding(
                "deadline", part, "missing_deadline", source=source, principle="transparency",
                severity="suggestion" if _may_stand_elsewhere(reading, promise, source, part) else "error",
                due=due_in_words(promise), suggestion=due_in_words(promise),
            )  # fmt: skip


_FRAGMENT = 3
"""Sentences of an English text that is no statement of its own, so that a deadline may stand in another part (ours)."""


def _may_stand_elsewhere(reading: Reading, promise: Commitment, source: Source, part: Span) -> bool:
    """Whether a text is so short that what it says of a promise may have its time outside of it.

    Not where it says that it will be done in the very words of the promise, that news will follow, or vaguely when.
    """
    low = reading.setting.low
    if reading.passage.language != "en" or len(reading.setting.sentences) > _FRAGMENT:
        return False
    if any(words.search(low, *part) for words in (VAGUE, VAGUELY, _NEWS_AGAIN)):
        return False
    is_to_come = reading.setting.marked("future", *part) and not reading.setting.marked("negated", *part)
    return not (is_to_come and tells(reading, promise, source, part) >= _TOLD_ANYWAY)


def _wanted(reading: Reading, source: Source) -> frozenset[str]:
    """What tells a deadline: its day, or its hour where it falls on the day of issue."""
    due = {claim.kind: claim.value.rstrip("?") for claim in source.claims if claim.kind in _WHEN}
    issued = reading.brief.issued_at
    if "date" in due and issued is not None and due["date"] == issued.date().isoformat() and "time" in due:
        due.pop("date")
    kinds = ("date", "duration") if "date" in due else ("time", "duration")
    return frozenset(due[kind] for kind in kinds if kind in due)


def _is_stated(reading: Reading, source: Source) -> bool:
    """Whether the text gives the deadline anywhere."""
    wanted = _wanted(reading, source)
    if any(_is_last_of_month(day) for day in wanted) and _MONTH_END.search(reading.setting.low):
        return True
    hours = {claim.value.rstrip("?") for claim in source.claims if claim.kind == "time"}
    return any(
        claim.kind in _WHEN
        and (
            claim.value.rstrip("?") in wanted
            or (claim.kind == "time" and claim.noun == "" and claim.value.rstrip("?") in hours)
        )
        for claim in reading.claims
    )


def _is_last_of_month(day: str) -> bool:
    try:
        return (date.fromisoformat(day) + timedelta(days=1)).day == 1
    except ValueError:
        return False


def _is_shared(reading: Reading, source: Source) -> bool:
    """Whether another promise falls due at the same time, so that the day may be given for that one."""
    wanted = _wanted(reading, source)
    others = (other for other in reading.ledger.of("commitment") if other is not source)
    return any(wanted & _wanted(reading, other) for other in others)


def _is_stated_beside(reading: Reading, promise: Commitment, source: Source, parts: list[Span]) -> bool:
    """Whether a deadline that another promise has as well is given in a part that tells this one."""
    wanted = _wanted(reading, source)
    for part in parts:
        values = {c.value.rstrip("?") for c in reading.claims_in(part) if c.kind in _WHEN}
        if wanted & values and tells(reading, promise, source, part) >= TOLD:
            return True
    return False


def _parts(reading: Reading) -> list[Span]:
    """The parts of sentences between semicolons, without questions and requests."""
    found = []
    is_answer = False
    for start, end in reading.setting.sentences:
        asks_only = reading.setting.marked("directive", start, end) and not reading.setting.marked(
            "future", start, end
        )
        if asks_only or is_asked(reading, (start, end)):
            is_answer = not asks_only
            continue
        is_bare = is_answer and not _SAYS.search(reading.setting.low, start, end)
        is_answer = False
        if is_bare:
            continue
        at = start
        for stop in re.finditer(";", reading.setting.low[start:end]):
            found.append((at, start + stop.start()))
            at = start + stop.end()
        found.append((at, end))
    return [(a, b) for a, b in found if reading.setting.low[a:b].strip()]


def _told_without(
    reading: Reading, promise: Commitment, source: Source, parts: list[Span], *, is_stated: bool
) -> Span | None:
    low = reading.setting.low
    is_news = bool(_NEWS.search(lower(promise.text)))
    is_open_ended = bool(_OPEN_ENDED.search(lower(promise.due or "")))
    untimed = None
    for place, part in enumerate(parts):
        is_vague = bool(VAGUE.search(low, *part))
        if reading.passage.language == "en" and VAGUELY.search(low, *part):
            is_vague, is_timed = True, any(_is_exact(claim) for claim in reading.claims_in(part))
        else:
            is_timed = _is_timed(reading, parts, place)
        if is_news and _NEWS_AGAIN.search(low, *part) and not is_stated and not is_timed:
            untimed = untimed or part
            continue
        told = tells(reading, promise, source, part)
        least = _TOLD_ANYWAY if is_stated or is_open_ended else TOLD
        if is_vague:
            least = min(least, _HINTED)
        if told < least:
            continue
        if is_timed:
            is_unread = not any(claim.kind in _WHEN for claim in reading.claims_in(part))
            if is_stated or is_unread:
                return None
            continue
        untimed = untimed or part
    return untimed


def _is_exact(claim: Claim) -> bool:
    return (claim.kind == "date" and len(claim.value) > _MONTH) or claim.kind == "time"


_MONTH = 7
"""Characters of a month with its year; a weekday has fewer still."""


def _is_timed(reading: Reading, parts: list[Span], place: int) -> bool:
    """Whether a part gives a time, or the line that leads to it does (By 5 May: ...)."""
    low = reading.setting.low
    if _TIMED.search(low, *parts[place]):
        return True
    leading = parts[place - 1] if place else None
    return (
        leading is not None
        and low[slice(*leading)].rstrip().endswith(":")
        and bool(_TIMED.search(low, *leading))
    )
