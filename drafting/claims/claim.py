"""The claim: one thing that a text states, with its place and its normal form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ClaimKind = Literal[
    "quantity",
    "money",
    "percent",
    "ratio",
    "date",
    "time",
    "duration",
    "phone",
    "url",
    "email",
    "identifier",
    "address",
    "name",
    "quotation",
    "scope",
    "act",
    "cause",
]
Mood = Literal[
    "negated", "hedged", "future", "conditional", "question", "directive", "quoted", "denied", "past"
]
Bound = Literal["", "about", "over", "under", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Claim:
    """One claim of a text.

    Attributes:
        kind: what sort of thing is claimed.
        start: where its words begin, in code points.
        end: where they end (half-open); `text` is always the original between the two.
        text: the words as written.
        value: the normal form, equal for every way of writing the same thing. Quantity, money, percent: a
            decimal without trailing zeros (``12000``). Ratio: ``1/3``. Date: ``2026-11-20``, ``2026-11``, ``2026``,
            ``--11-20`` where no year can be known, ``W5`` for a weekday (Monday is 1), ``D-1`` for a day
            relative to an unknown date of issue. Time: ``07:00``. Duration: seconds (unit ``s``) or a count of
            ``workday``, ``month``, ``year``. Phone: digits. Url, email, identifier, name, quotation: folded words.
            Address: the street with its number in front of it (``17 柳岸街``, ``12 mill lane``) or a postcode.
            Scope: ``all``, ``only``, ``some``, ``most``, ``none``. Act: the lexicon's id. Cause: the cause's words.
        upper: the upper end of a range (``3至5人``), in the same form.
        unit: currency code, duration unit, or the class of a measure word (``person``, ``case``); for a number that
            names one of several like things, the thing (``line`` of line 2, ``page`` of 第3页).
        noun: what a quantity counts, as written and folded; for a time, the ISO date beside it.
        counts: the lexicon's classes of that noun (``injured``, ``complaint``), the same in both languages.
        bound: how the figure is bounded (``超过`` over, ``近`` under, ``约`` about); for a time of day, how loosely it is
            said (``刚过`` over, ``shortly before`` under, ``左右`` about).
        moods: how it is said: negated, hedged, in the future, as a condition, question, request, quotation, denial.
        clause: the clause around it, as a span of code points.
        sentence: the sentence around it, as a span of code points.
    """

    kind: ClaimKind
    start: int
    end: int
    text: str
    value: str
    upper: str = ""
    unit: str = ""
    noun: str = ""
    counts: frozenset[str] = frozenset()
    bound: Bound = ""
    moods: frozenset[Mood] = frozenset()
    clause: tuple[int, int] = (0, 0)
    sentence: tuple[int, int] = (0, 0)

    @property
    def negated(self) -> bool:
        """Whether it is said not to be so."""
        return "negated" in self.moods

    @property
    def hedged(self) -> bool:
        """Whether it is said only as reported, suspected or being verified."""
        return "hedged" in self.moods

    @property
    def asserted(self) -> bool:
        """Whether it is flatly stated (negated or not): no hedge, condition, question, request or denial."""
        return not self.moods & {"hedged", "conditional", "question", "directive", "denied"}
