"""English clauses that share words with a suspicion and tell nothing of it: addresses, regrets, words of not knowing."""

from __future__ import annotations

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.telling import assertion
from drafting.late_patterns import late

_ADDRESS = late(
    r"\s*to\s(?:(?:the|our|all|every|each|any|those|these|everyone|everybody|anyone|you|your|fellow|dear)(?![a-z])[^,.;:!?\n]{0,60}|[a-z]{2,}s(?:\s[^,.;:!?\n]{0,50})?)\s*$"
)
_TO_DO = late(r"\s*to\s[a-z]+\s[^,.;:!?\n]{0,40}(?:takes|is|means|costs|needs)(?![a-z])")
_NOT_KNOWN = late(
    r"(?<![a-z])(?:(?:do|does|did|don't|doesn't|didn't|can't|cannot|can|could not|couldn't|have|has|are|is) (?:not |yet |not yet )*(?:know|say|tell|confirm|establish\w*|prove|disprove)|know (?:it )?yet|know more|no (?:confirmation|proof|answer|certainty)|nothing (?:certain|definite|firm|settled|yet)"
    r"|not (?:certain|known|finished|settled|proven|proved|verified)|unproven|unverified|unproved|guess(?:es|work)?|inquiries|enquiries|trying to (?:learn|find|establish)|look(?:ing)? into|examin\w+|will have to (?:tell|say|show)|has yet to|have yet to|nor do we know|remains? to be seen|too (?:soon|early) to)(?![a-z])"
)
_NOT_SETTLED = late(
    r"(?<![a-z])(?:has yet to|have yet to|nothing (?:yet )?to (?:prove|say|show|tell)|no (?:day|date|decision|conclusion) (?:has|have) (?:yet )?been|remains? to be|prove or disprove|(?:not|yet) (?:been )?(?:settled|decided|established|determined))(?![a-z])"
)
_HEARSAY = late(
    r"(?<![a-z])(?:mention(?:s|ed)|speaks? of|spoke of|thinks?|believes?|(?:been|were|was) told of|reports? (?:a|an|that|of|seeing)|says? (?:that|it|he|she|they)|claims?|heard of|asks? (?:if|whether))(?![a-z])"
)
_LEAST = 2
"""Pieces of its own by which a clause tells a suspicion at all (ours)."""


def says_nobody_knows(reading: Reading, clause: tuple[int, int]) -> bool:
    """Whether an English clause only says that something is not known or settled, or is being found out."""
    return reading.passage.language == "en" and bool(_NOT_SETTLED.search(reading.setting.low, *clause))


def tells_no_suspicion(reading: Reading, source: Source, clause: tuple[int, int]) -> bool:
    """Whether a clause only addresses somebody, says sorry or thanks, or says of a suspicion that nobody knows."""
    if reading.passage.language != "en":
        return False
    low = reading.setting.low
    if low[clause[1] : clause[1] + 1] == ":" and _ADDRESS.match(low, *clause):
        return True
    if _TO_DO.match(low, *clause) or assertion("care", "en").search(low, *clause):
        return True
    sentence = reading.setting.sentence_at(clause[0])
    if _NOT_KNOWN.search(low, *clause):
        return True
    if _HEARSAY.search(low, *clause):
        following = reading.setting.sentence_after(sentence[1])
        return bool(_NOT_KNOWN.search(low, sentence[0], following[1] if following else sentence[1]))
    return _denies_a_rumour(reading, source, clause)


def _denies_a_rumour(reading: Reading, suspicion: Source, clause: tuple[int, int]) -> bool:
    """Whether a clause with a negation speaks of a denied rumour rather than of the suspicion: no child is in intensive care."""
    if not reading.setting.marked("negated", *clause):
        return False
    pieces = reading.grams_of(clause)
    return any(
        len(pieces & rumour.grams) > max(_LEAST - 1, len(pieces & suspicion.grams))
        for rumour in reading.ledger.of("denied")
    )
