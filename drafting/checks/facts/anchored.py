"""English clauses that state nothing of their own, or that a figure, day or name of the brief holds in place."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

from drafting.checks.facts.ledger import PUBLIC
from drafting.checks.facts.likeness import same_figure
from drafting.checks.facts.proportions import share
from drafting.checks.facts.reading import Reading
from drafting.late_patterns import late
from drafting.statement import Finding

_FIGURES = frozenset({"quantity", "money", "percent", "date", "time", "duration"})
_AMOUNTS = _FIGURES - {"date", "time"}
_LEAST = 10
"""A figure below this stands in a text and in a brief by chance (ours)."""
_I = late(
    r"(?<![a-z])(?:my|mine|i've|i'd|i (?:was|were|had|got|never|think|thought|paid|want|bought|need|saw|heard|read|live|have|booked|lost|don't|didn't|can't|am))(?![a-z])(?! (?:sorry|afraid|glad|pleased))"
)
_WE = late(r"(?<![a-z])(?:we|we're|we've|we'll|our|ours|us)(?![a-z])")
_HEADED = late(r"(?:where|what|how|why|who|when)(?![a-z])")
"""What a heading begins with that only names what it is about: Where we are on the charges:"""
_ADDRESSED = late(r"\s*(?:dear|to)\s[^.;:!?\n]{2,80}[,:]?\s*")
"""A line without a stop that only says to whom a text goes."""
_BESIDE = 6
"""Characters between two speeches of a dialogue (\" — \")."""
_STATED = frozenset(
    {"facts.must_say", "facts.must_not_say", "facts.foreign_name", "facts.confidential_figure"}
)
_ASKED_TOO = frozenset(
    {"facts.altered_figure", "facts.unsupported_figure", "facts.altered_number", "facts.unsupported_number",
     "facts.altered_name", "facts.unknown_name", "facts.confidential"}
)  # fmt: skip
"""What is doubted in a question as well: it gives a figure or a name of the brief away as another one."""
Span = tuple[int, int]


def is_anchored(reading: Reading, span: Span, *, by_days: bool = True) -> bool:
    """Whether a clause tells of a figure, a day or an hour that the brief has; what else it says is then that fact's.

    `by_days` lets a day or an hour alone hold it.
    """
    if reading.passage.language != "en":
        return False
    return any(
        (claim.kind == "ratio" and share(reading, claim) is not None)
        or (
            claim.kind in (_FIGURES if by_days else _AMOUNTS)
            and _tells(claim.value)
            and any(same_figure(claim, known) for _, known in reading.ledger.claims_like(claim, *PUBLIC))
        )
        for claim in reading.claims_in(span)
    )


def _tells(value: str) -> bool:
    try:
        return Decimal(value) >= _LEAST
    except InvalidOperation:
        return True


def states_nothing(reading: Reading, finding: Finding) -> bool:
    """Whether a finding lies in a question, or in what a caller says in a dialogue: neither is our statement."""
    if reading.passage.language != "en" or finding.rule in _STATED or finding.end <= finding.start:
        return False
    setting, low = reading.setting, reading.setting.low
    for start, end in setting.quotations:
        if start <= finding.start and finding.end <= end:
            return _is_callers(reading, (start, end))
    if finding.rule in _ASKED_TOO:
        return False
    if _HEADED.match(low, finding.start) and low[finding.end : finding.end + 1] in (":", "\n", ""):
        return True
    sentence = setting.sentence_at(finding.start)
    if _ADDRESSED.fullmatch(low, *sentence) or _leads_to_a_question(reading, sentence):
        return True
    return sentence[1] >= finding.end and low[slice(*sentence)].rstrip(" \n\"'”’").endswith("?")


def _leads_to_a_question(reading: Reading, sentence: Span) -> bool:
    """Whether a sentence of somebody who says I, and not we, opens the line of a question: My bank charged me. Will you pay?"""
    low = reading.setting.low
    start, end = low.rfind("\n", 0, sentence[0]) + 1, low.find("\n", sentence[0])
    line = low[start : end if end >= 0 else len(low)].rstrip(' "”’')
    return line.endswith("?") and bool(_I.search(low, *sentence)) and not _WE.search(line)


def _is_callers(reading: Reading, speech: Span) -> bool:
    """Whether a speech is the other side's: it asks, or says I and not we, and another speech answers it.

    In a line of speeches the two sides take turns, so that every other one is the caller's where the first is.
    """
    low = reading.setting.low
    start, end = low.rfind("\n", 0, speech[0]) + 1, low.find("\n", speech[1])
    line = [s for s in reading.setting.quotations if start <= s[0] and (s[1] <= end or end < 0)]
    turns = [s for at, s in enumerate(line) if at == 0 or s[0] - line[at - 1][1] <= _BESIDE]
    if len(turns) < 2 or speech not in turns:
        return False
    place = turns.index(speech)
    return _asks(low[slice(*speech)]) or (
        place % 2 == 0 and len(turns) > place + 1 and _asks(low[slice(*turns[0])])
    )


def _asks(words: str) -> bool:
    """Whether a speech asks, or says I and not we."""
    return words.rstrip(" \"”'’").endswith("?") or (bool(_I.search(words)) and not _WE.search(words))
