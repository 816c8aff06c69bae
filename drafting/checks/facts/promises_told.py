"""Whether a part of a sentence tells a promise of the brief, and how surely."""

from __future__ import annotations

import re
from datetime import date, datetime

from drafting.brief import Commitment
from drafting.checks.facts.aligning import Match, alignment_of, pieces_of
from drafting.checks.facts.english_deadlines import VAGUELY, said_to_fall_due
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.naming_who import says_only_who
from drafting.checks.facts.reading import Reading
from drafting.late_patterns import late
from drafting.messages import Language

TOLD, TOLD_THEIRS = 0.34, 0.5
"""A part of a sentence tells a promise where two fifths of it, or half of the promise, by weight, are common (ours)."""
_HALF, _NEARLY = 0.5, 0.85
_NAMED, _PROMISED = 0.15, 0.1
"""What the owner's name and a word of the future add (ours)."""
VAGUE = late(
    r"适时|过些?(?:日子|时候|几天|一?阵|一段)|过几天|近日|今后|往后|日后|(?<![\u3400-\u9fff])以后|以后(?:再|会|还会|都会)|找个?时间|合适的?时候|不定期|不断|慢慢来|不设(?:期限|时限)|没有(?:截止|期限)|什么时候[^,。;]{0,6}都|一批一批|加紧|尽快|尽早|即将|后续将|将继续|再(?:向大家)?通报|陆续|稍后|择期|很快|近期|不久|随后|第一时间|抓紧|在适当(?:的)?时候|in due course|as soon as|in the coming|(?<![a-z])(?:shortly|soon|later|promptly|presently|in time|eventually|at a later date|when ready|without delay)(?![a-z])"
)
_ANSWERS = late(
    r"由|负责|承担|办理|牵头|(?<![a-z])(?:responsible|looks after|in charge|is on it|are on it|see to|handles?)(?![a-z])"
)
_WILL = late(
    r"(?<![么可晚开機协協工])(?<!委员)(?<!委員)(?<!基金)(?<!董事)(?<!理事)(?<!发布)(?<!座谈)(?<!说明)(?<!运动)(?<!音乐)(?<!演唱)会(?![议员计展长])|将|(?<![a-z])(?:goes back|comes? back|are to be|is to be|'ll)(?![a-z])"
)
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
Span = tuple[int, int]


def tells(reading: Reading, promise: Commitment, source: Source, part: Span) -> float:
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
        words.search(low, *part) for words in (VAGUE, _WILL, *((VAGUELY,) if language == "en" else ()))
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
    if language == "zh" and not promised and says_only_who(low[slice(*part)]):
        return 0.0
    answers = promised or bool(_ANSWERS.search(reading.setting.low, *part))
    is_vague = language == "en" and bool(VAGUELY.search(low, *part))
    if (
        (is_vague or said_to_fall_due(reading, part))
        and promised
        and is_only_one
        and _names_owner(reading, promise, part)
    ):
        return max(TOLD, _strength(mine) if mine else 0.0)
    if named and language == "zh" and not promised and (mine is None or len(mine.common) < 2):
        return 0.0
    if named and ((answers and is_only_one) or (mine is not None and (answers or _is_next(matches, mine)))):
        return max(TOLD, _strength(mine) + named if mine else 0.0)
    if mine is None or len(mine.common) < 2:
        return 0.0
    # What is promised vaguely is no fact of what has happened, however many words it shares with one.
    rivals = [
        m
        for m in matches
        if m.entry.source is not source and not (is_vague and m.entry.source.kind == "confirmed")
    ]
    best = max((m.score for m in rivals), default=0.0)
    if _strength(mine) < best * (_HALF if promised else 1 / _NEARLY):
        return 0.0
    return _strength(mine) + named + (_PROMISED if promised else 0.0)


def _names_owner(reading: Reading, promise: Commitment, part: Span) -> bool:
    """Whether an English part names the owner of a promise without the office: Carla Vandermeer, Clearline."""
    name = (promise.owner or "").split(",")[0]
    words = [word for word in name.split() if word[:1].isupper()]
    if reading.passage.language != "en" or not words or name == reading.brief.organisation:
        return False
    text = reading.passage.text[slice(*part)]
    return name in text or (
        len(words) > 1
        and bool(re.search(rf"\b{re.escape(words[0])}\b", text))
        and len(words[0]) >= _TELLING_NAME
    )


_TELLING_NAME = 5
"""Letters from which the first word of an owner's name tells him (ours)."""


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
    return max(match.score, match.mine * 0.9, match.theirs * TOLD / TOLD_THEIRS)


def due_day(promise: Commitment) -> date | None:
    """The day on which a promise falls due, where it is one of the calendar."""
    moment = promise.due_at
    return moment.date() if isinstance(moment, datetime) else moment


def due_in_words(promise: Commitment) -> str:
    """When a promise falls due: the day, with the hour where it has one, or the brief's own words."""
    moment = promise.due_at
    return (promise.due or "") if moment is None else f"{moment:%Y-%m-%d %H:%M}".replace(" 00:00", "")
