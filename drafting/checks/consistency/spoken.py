"""Two texts of one house: what was said, and what is said now; and how the second can change the first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from drafting.claims.claim import Claim, Mood
from drafting.claims.reading import read_setting
from drafting.claims.setting import Setting
from drafting.late_patterns import late
from drafting.messages import Language

_NOT_SAID: frozenset[Mood] = frozenset({"hedged", "conditional", "question", "directive", "denied", "quoted"})


@dataclass(frozen=True, eq=False)
class Spoken:
    """A text laid out, with its claims; `at` is when it was spoken."""

    setting: Setting
    claims: tuple[Claim, ...]
    at: datetime | None = None

    @property
    def text(self) -> str:
        """Its words."""
        return self.setting.text

    @property
    def language(self) -> Language:
        """Its language."""
        return self.setting.language

    def clause_at(self, place: int) -> str:
        """The clause around a place, as it is quoted."""
        return self.text[slice(*self.setting.clause_at(place))].strip(" ，,。.；;\n\"'“”")

    def sentences(self) -> Iterator[tuple[int, int]]:
        """The spans of its sentences."""
        yield from self.setting.sentences

    def asserts(self, start: int, end: int, *, future: bool = False, negated: bool = False) -> bool:
        """Whether the words at a place are flatly said: not hedged, asked, quoted; nor negated or promised unless told."""
        moods = self.setting.moods_at(start, end)
        return not moods & _NOT_SAID and ("future" in moods) == future and ("negated" in moods) == negated


_WEAKLY = late(
    r"并未|并没有|从未|均未|未曾|都没有|均没有|从来没有|没有收到|没有发生|in fact|mistaken"
    r"|(?:did|does|has|have|was|were|is|are)(?: not|n't)|never"
)
"""Words that deny their own clause only; 不实 or untrue deny what stands before them as well."""


def is_flat(told: Spoken, claim: Claim) -> bool:
    """Whether a claim is flatly made; what another clause of its sentence denies is no matter of its own."""
    if "quoted" in claim.moods or "future" in claim.moods:
        return False
    if claim.asserted:
        return True
    if claim.moods & (_NOT_SAID - {"denied"}):
        return False
    marks = told.setting.marked("denied", *claim.sentence)
    elsewhere = [m for m in marks if not claim.clause[0] <= m[0] < claim.clause[1]]
    return len(elsewhere) == len(marks) and all(
        _WEAKLY.fullmatch(told.setting.low, start, end) for start, end in elsewhere
    )


@dataclass(frozen=True)
class Change:
    """What was said (`old`, its own words) and where the other text says something that cannot hold with it.

    `moved_on`: the figure holds for a later time. `timed`: it may have moved on, where the other text tells a time.
    `sure`: a draft may correct it by itself. `cause`: another cause, or the same in other words.
    `reported`: what is told of the earlier statement itself is not what it said.
    """

    old: str
    start: int
    end: int
    moved_on: bool = False
    timed: bool = False
    sure: bool = True
    cause: bool = False
    reported: bool = False


@lru_cache(maxsize=256)
def spoken(text: str, language: Language, at: datetime | None) -> Spoken:
    """Lay out a text that was spoken at a time; each is read once."""
    setting = Setting(text, language)
    return Spoken(setting, tuple(read_setting(setting, at)), at)
