"""Promises: told with the deadline that the brief gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from drafting.brief import Commitment
from drafting.checks.facts.aligning import Match, alignment_of, pieces_of
from drafting.checks.facts.grams import grams
from drafting.checks.facts.hedging import is_asked
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.statement import Finding

_TOLD, _TOLD_THEIRS = 0.34, 0.5
"""A part of a sentence tells a promise where two fifths of it, or half of the promise, by weight, are common (ours)."""
_TOLD_ANYWAY = 0.62
"""The same where the text gives the day elsewhere: it may be there for another promise (ours)."""
_HINTED = 0.2
"""With a vague word for the time, a quarter is enough (ours)."""
_HALF, _NEARLY = 0.5, 0.85
_NAMED, _PROMISED = 0.15, 0.1
"""What the owner's name and a word of the future add (ours)."""
_VAGUE = late(
    r"适时|过些?(?:日子|时候|几天|一?阵|一段)|过几天|近日|今后|往后|日后|以后再?会?|找个?时间|合适的?时候|不定期|不断|慢慢来|不设(?:期限|时限)|没有(?:截止|期限)|什么时候[^,。;]{0,6}都|一批一批|加紧|尽快|尽早|即将|后续将|将继续|再(?:向大家)?通报|陆续|稍后|择期|很快|近期|不久|随后|第一时间|抓紧|在适当(?:的)?时候|in due course|as soon as|in the coming|(?<![a-z])(?:shortly|soon|later|promptly|presently|in time|eventually|at a later date|when ready|without delay)(?![a-z])"
)
_TIMED = late(
    r"今[天日晚早晨年]|明[天日晚早晨年]|后天|本周|下周|周[一二三四五六日天末]|星期|月底|月初|月内|年底|年内|[0-9一二两三四五六七八九十]\s?(?:[年月日时点号]|天|个?小时|个?钟头|分钟|个?工作日|个月|周)|当[天日晚]|即日|每[天日周月年]"
    r"|(?<![a-z])(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|may|june|july|august|september|october|november|december|noon|midnight|morning|evening|afternoon|weekend|(?:within|in|next|this|each|every|per|end of|of|a|one|two|three|four|five|six|seven|ten|fourteen|[0-9]+)\s(?:the\s|working\s|business\s|next\s)?(?:weeks?|days?|hours?|months?|years?|fortnight)|(?:month|week|year|day) is (?:out|over)|the\s(?:[0-9]{1,2}(?:st|nd|rd|th)|(?:twenty|thirty)-(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth))(?=\s(?:of|is|at|and|as|in|with)|[.,;:!?)\s\"”—-]*(?:$|[.,;:!?)\"”—]))|daily|weekly|monthly|o'clock|[ap]\.?m)(?![a-z])|[0-9]{1,2}:[0-9]{2}"
    r"|(?<![a-z])(?:by|before|until|till|at|on|from|after)\s(?:the\s)?(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half\spast|quarter\s(?:to|past)|(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth)(?![a-z])"
    r"|the\s(?:(?:twenty-|thirty-)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|tenth|eleventh|twelfth|[a-z]+teenth|twentieth|thirtieth|[0-9]{1,2}(?:st|nd|rd|th))(?=\s(?:is\sthe\sdate|of\s(?:the\smonth|[a-z]+uary|march|april|may|june|july|august|[a-z]+ber))|[.,;)\"”])|(?:month|week|year|day)\sis\sout|(?<![a-z])by\s(?:then|that\s(?:day|date|time))(?![a-z])|届时|到时"
    r"|[上中下]旬|下个?月|月末|天亮|开学|复课[前后之]"
)
_NEWS = late(
    r"通报|进展|情况说明|下一?次(?:说明|公告|发布|回应|更新)|再次(?:说明|公告|发布|回应)|最新情况|update|further information|(?:next|further|another)\s(?:statement|news|message|report|briefing|bulletin|word)|progress report"
)
_NEWS_AGAIN = late(
    r"(?:再|继续|后续|陆续|持续|及时|随时|第一时间|进一步|新的?)[^,。;!?\n]{0,12}(?:通报|说明|公布|发布|告知|告诉|更新|汇报|报告|报进展|消息|进展|联系)|(?:会|将|再)(?:向大家|跟大家)?(?:再)?(?:说明情况|说一声|讲一次|公布查到|来说)|(?:进展|消息|情况)[^,。;!?\n]{0,6}(?:会|将)[^,。;!?\n]{0,6}(?:通报|说明|公布|发布|告知|告诉|更新)"
    r"|(?<![a-z])(?:more|further|another|next|regular|new)\s(?:\w+\s)?(?:updates?|news|information|details|statement)|more\s(?:from\sus\s)?(?:when|as\ssoon\sas|once)\s(?:we|there|it)|(?:will|shall|to)\s(?:write|speak|report|post|be\sback|say\ssomething)\s(?:to\syou\s)?again|(?:updates?|news|details)\s(?:will|to)\s(?:follow|come)|keep\syou\s(?:updated|informed|posted)|(?:be\sin\stouch|update\syou|write\sto\syou|speak\sto\syou|report\sback|come\sback\sto\syou|hear\s(?:more\s)?from\sus|let\syou\sknow|tell\syou\smore|say\smore)|will\s(?:be\san?\s|give\s(?:an?\s|another\s)?|publish\s(?:an?\s|another\s)?|post\s(?:an?\s)?)(?:further\s)?update"
)
_ANSWERS = late(
    r"由|负责|承担|办理|牵头|(?<![a-z])(?:responsible|looks after|in charge|is on it|are on it|see to|handles?)(?![a-z])"
)
_MONTH_END = late(r"月底|月末|(?<![a-z])end of (?:the|this|next) month|month is out")
_SAYS = late(
    r"[\u3400-\u9fff]|(?<![a-z])(?:will|shall|can|may|must|has|have|is|are|be|goes?|comes?|gets?|gives?|pays?|to)(?![a-z])|'(?:ll|s|re)(?![a-z])"
)
"""An English answer without any of these words is no promise (All of them in the kitchen)."""
_WILL = late(
    r"(?<![么可])会(?![议员计展长])|将|(?<![a-z])(?:goes back|comes? back|are to be|is to be|'ll)(?![a-z])"
)
_OPEN_ENDED = late(r"^\s*(?:until|till|from|直到|至|即日|今日起)|起\s*$|起(?=每)|ongoing|while")
_VERB = late(
    r"(?<![a-z])(?:is|are|was|were|be|been|has|have|had|do|does|did|can|must|should|gets?|goes|go|comes?|takes?|makes?|sees?|sends?|brings?|puts?|pays?|gives?|holds?|owns?|\w+(?:ing|ed))(?![a-z])|'(?:s|re|ve|ll)(?![a-z])"
)
_STILL_TO_COME = late(r"(?<![a-z])(?:to follow|to come|from our|by our|next)(?![a-z])")
_SO_IT_IS = late(r"(?<![a-z])(?:again|now|already|so far)(?![a-z])")
"""A part of a sentence without a verb promises nothing."""
_PERFECT = late(
    r"(?<![a-z])(?:has|have|had|was|were)\s(?:already\s|now\s|all\s|since\s)?(?:been\s)?\w+(?:ed|en|wn|nt|id|ut)(?![a-z])"
)
"""Nor does one that tells what is done."""
_WHEN = frozenset({"date", "time", "duration"})
Span = tuple[int, int]


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
        is_stated = _is_stated(reading, source)
        if is_stated and _is_shared(reading, source):
            is_stated = _is_stated_beside(reading, promise, source, parts)
        elif is_stated:
            continue
        part = _told_without(reading, promise, source, parts, is_stated=is_stated)
        if part is not None:
            yield reading.finding(
                "deadline", part, "missing_deadline", source=source, principle="transparency",
                due=_due(promise), suggestion=_due(promise),
            )  # fmt: skip


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
        if wanted & values and _tells(reading, promise, source, part) >= _TOLD:
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
        is_timed = _is_timed(reading, parts, place)
        if is_news and _NEWS_AGAIN.search(low, *part) and not is_stated and not is_timed:
            untimed = untimed or part
            continue
        told = _tells(reading, promise, source, part)
        least = _TOLD_ANYWAY if is_stated or is_open_ended else _TOLD
        if _VAGUE.search(low, *part):
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


def _tells(reading: Reading, promise: Commitment, source: Source, part: Span) -> float:
    """How much a part of a sentence tells a promise; nothing where a fact explains it better."""
    language = reading.passage.language
    index = alignment_of(reading.ledger, language, "confirmed", "commitment")
    pieces = pieces_of(reading.passage.text[slice(*part)], reading.claims_in(part), language)
    owner = grams(promise.owner or "", source.language) - grams(promise.text, source.language)
    when = frozenset(piece for piece in source_pieces(source, language) if piece[0] == "=")
    matches = index.near(pieces, without=owner | when)
    mine = next((m for m in matches if m.entry.source is source), None)
    named = _NAMED if owner and owner <= pieces else 0.0
    low = reading.setting.low
    promised = bool(reading.setting.marked("future", *part)) or any(
        words.search(low, *part) for words in (_VAGUE, _WILL)
    )
    is_only_one = sum(promise.owner == other.owner for other in reading.brief.commitments) == 1
    if (
        language == "en"
        and not promised
        and (not _VERB.search(reading.setting.low, *part) or _PERFECT.search(reading.setting.low, *part))
    ):
        return 0.0
    if language == "en" and not promised and not _may_promise(reading.setting.low[slice(*part)]):
        return 0.0
    answers = promised or bool(_ANSWERS.search(reading.setting.low, *part))
    if named and ((answers and is_only_one) or (mine is not None and (answers or _is_next(matches, mine)))):
        return max(_TOLD, _strength(mine) + named if mine else 0.0)
    if mine is None or len(mine.common) < 2:
        return 0.0
    best = max((m.score for m in matches if m.entry.source is not source), default=0.0)
    if _strength(mine) < best * (_HALF if promised else 1 / _NEARLY):
        return 0.0
    return _strength(mine) + named + (_PROMISED if promised else 0.0)


def _may_promise(low: str) -> bool:
    """Whether an English part without a word of the future may still tell what is to be done: results, from our team."""
    if _STILL_TO_COME.search(low):
        return True
    return bool(_VERB.search(low)) and not _PERFECT.search(low) and not _SO_IT_IS.search(low)


def _is_next(matches: list[Match], mine: Match) -> bool:
    """Whether no fact is nearer to the part than the promise."""
    return all(match.score <= mine.score for match in matches if match.entry.source is not mine.entry.source)


def source_pieces(source: Source, language: Language) -> frozenset[str]:
    """The pieces of a promise with its figures and times."""
    return pieces_of(source.text, source.claims, language)


def _strength(match: Match) -> float:
    return max(match.score, match.mine * 0.9, match.theirs * _TOLD / _TOLD_THEIRS)


def _due(promise: Commitment) -> str:
    moment = promise.due_at
    return (promise.due or "") if moment is None else f"{moment:%Y-%m-%d %H:%M}".replace(" 00:00", "")
