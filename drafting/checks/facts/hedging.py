"""Whether a clause is said only as a thing that is being looked into, or asked, or denied at once."""

from __future__ import annotations

from drafting.checks.facts.reading import Reading, asked_once
from drafting.late_patterns import late

_TOPIC = late(
    r"关于|对于|有关|针对|至于|就|是否|是不是|有没有|的情况|的说法|一事|(?<![a-z])(?:whether|as to|regarding|concerning|about|reports? (?:that|of)|claims?|question)(?![a-z])"
)
_A_NOT_A = late(r"(?P<verb>[\u3400-\u9fff])[没不](?P=verb)(?:[\u3400-\u9fff]|$)(?<![得])")
"""A question put by the verb and its denial: 签没签约."""
_POINTS_BACK = late(
    r"\s*(?:对此|此|该|这|相关|上述|具体|目前|我们|公司|我校|我院|还在|仍在|正在|尚在|有待|this|that|these|it|we|the|which(?![a-z])|neither(?![a-z]))"
)


@asked_once
def is_hedged(reading: Reading, clause: tuple[int, int]) -> bool:
    """Whether the clause itself hedges, or is the topic of a clause beside it that does."""
    setting = reading.setting
    if reading.passage.language == "zh" and _A_NOT_A.search(setting.low, *clause):
        return True
    if setting.marked("hedged", *clause) or setting.marked("question", *clause) or is_asked(reading, clause):
        return True
    sentence = setting.sentence_at(clause[0])
    clauses = setting.clauses_in(sentence)
    at = clauses.index(clause) if clause in clauses else 0
    beside = clauses[max(0, at - 1) : at] + clauses[at + 1 : at + 3]
    hedged = [c for c in beside if setting.marked("hedged", *c)]
    if not hedged:
        return False
    if _TOPIC.search(setting.low, *clause):
        return True
    return any(c > clause and _POINTS_BACK.match(setting.low, *c) for c in hedged)


@asked_once
def is_asked(reading: Reading, clause: tuple[int, int]) -> bool:
    """Whether the clause ends in a question mark, or is the question of a list of questions and answers."""
    if reading.setting.is_put(clause[0]):
        return True
    end = reading.setting.sentence_at(clause[0])[1]
    return reading.setting.low[clause[1] : end].lstrip("\"'”’」』) ")[:1] == "?" or reading.setting.low[
        max(clause[0], end - 2) : end
    ].endswith("?")


_IT_IS = late(
    r"\s*(?:这|此|该|上述|以上|均|都|纯属|(?:that|this|it|these|those|they|the (?:claim|rumour|rumor|story|report))(?![a-z]))"
)


def is_taken_back(reading: Reading, sentence: tuple[int, int]) -> bool:
    """Whether the next sentence points back at this one and denies it: 有人说他死了。这不是真的."""
    setting = reading.setting
    following = setting.sentence_after(sentence[1])
    return (
        following is not None
        and bool(_IT_IS.match(setting.low, *following))
        and bool(setting.marked("denied", following[0], min(following[1], following[0] + 40)))
    )


@asked_once
def is_denied(reading: Reading, sentence: tuple[int, int]) -> bool:
    """Whether a sentence is denied in itself or by the one that follows."""
    setting = reading.setting
    if setting.marked("denied", *sentence) or setting.marked("negated", *sentence):
        return True
    following = setting.sentence_after(sentence[1])
    return following is not None and bool(setting.marked("denied", *following))


_SAYS = late(
    r"(?<![a-z])(?:some|people|folks|they|others|posts?|users?|we hear|it is|it's|i've|you may have)(?![a-z])[^.!?\n]{0,20}(?<![a-z])(?:say|says|said|saying|claim|claims|claimed|heard|read|seen|told)(?![a-z])"
)
_DENIES = late(
    r"\s*(?:no[.,;!]|not (?:so|true|at all)|(?:we|it|they|he|she|that|this|there) \w+(?:n't| not)(?:[.,;!]| true| so(?![a-z])| the case))"
)


@asked_once
def is_said_and_denied(reading: Reading, sentence: tuple[int, int]) -> bool:
    """Whether an English sentence tells what others say, and the next denies it in a word: Some say we knew. We didn't."""
    setting = reading.setting
    following = setting.sentence_after(sentence[1])
    return (
        following is not None
        and bool(_SAYS.search(setting.low, *sentence))
        and bool(_DENIES.match(setting.low, *following))
    )


_SPOKEN = late(r"[。!?.]\s*[”\"」』]$")


@asked_once
def is_quoted(reading: Reading, span: tuple[int, int]) -> bool:
    """Whether half of a clause stands in quotation marks, and not as an answer that is written out to be said."""
    setting = reading.setting
    quoted = sum(
        max(0, min(b, span[1]) - max(a, span[0]))
        for a, b in setting.quotations
        if not _SPOKEN.search(setting.low[a:b])
    )
    return quoted * 2 > span[1] - span[0]
