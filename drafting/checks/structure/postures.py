"""What each sentence of a text does: its posture, class, apology component and strategy, by the words that show it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from pydantic import BaseModel, Field

from drafting.checks.passage import Passage
from drafting.checks.structure.cues import Way, compiled, shown_in, spelled_out
from drafting.checks.structure.elements import says, tags, words_of
from drafting.data_files import read_data
from drafting.messages import Language
from drafting.sentences import Span
from drafting.statement import Posture

SentenceClass = Literal["sympathy", "fact", "fault", "repair", "commitment"]
"""What counsel asks of a sentence: does it feel with people, state, admit, put right, or promise?"""
Component = Literal["regret", "explanation", "responsibility", "repentance", "repair", "forgiveness"]
"""The six components of an apology (Lewicki, Polin & Lount 2016)."""


class Cue(BaseModel):
    """Words that show what a sentence does; `strong` where it cannot stand beside an apology or a remedy."""

    name: str
    posture: Posture
    kind: SentenceClass = Field(alias="class")
    component: Component | None = None
    strategy: str | None = None
    weight: Literal["strong", "plain"] = "plain"
    element: str | None = None
    label: dict[Language, str]
    zh: list[Way] = []
    en: list[Way] = []

    def ways(self, language: Language) -> list[Way]:
        """Return the ways of a language, of the element where the cue borrows one."""
        source = next((tag for tag in tags() if tag.name == self.element), None)
        return getattr(source or self, language)  # type: ignore[no-any-return]


class _Postures(BaseModel):
    order: list[Posture]
    cues: list[Cue]
    victims: dict[Language, str]
    owners: dict[Language, str]
    vague: dict[Language, str]


@dataclass(frozen=True)
class Shown:
    """A cue and where in the text its words stand."""

    cue: Cue
    span: Span


@dataclass(frozen=True)
class Tagged:
    """A sentence and everything it shows. `title` marks a heading line, which says little by itself.

    `plain` is its text as patterns read it (`Passage.plain`).
    """

    number: int
    span: Span
    text: str
    plain: str
    shown: tuple[Shown, ...] = field(default=())
    title: bool = False

    @property
    def posture(self) -> Posture:
        """What the sentence does before all else; a sentence that shows nothing informs."""
        held = {shown.cue.posture for shown in self.shown}
        return next((posture for posture in postures_table().order if posture in held), "inform")

    @property
    def kind(self) -> SentenceClass:
        """The gravest class that the sentence shows."""
        held = {shown.cue.kind for shown in self.shown}
        ranked: tuple[SentenceClass, ...] = ("fault", "repair", "commitment", "sympathy")
        return next((kind for kind in ranked if kind in held), "fact")

    def find(self, *names: str) -> Shown | None:
        """Return the first cue of one of these names that the sentence shows."""
        return next((shown for shown in self.shown if shown.cue.name in names), None)


@cache
def postures_table() -> _Postures:
    """Return the table of cues with every list spelled out."""
    table = read_data("drafting.tables", "postures.yaml", _Postures)
    spelled = [
        cue.model_copy(
            update={lang: spelled_out(getattr(cue, lang), words_of(lang)) for lang in ("zh", "en")}
        )
        for cue in table.cues
    ]
    return table.model_copy(update={"cues": spelled})


def tagged(passage: Passage) -> tuple[Tagged, ...]:
    """Return the sentences of a text with what they show, in order."""
    table, before, result = postures_table(), "", []
    for number, span in enumerate(passage.sentences, 1):
        sentence = passage.plain[span.start : span.end]
        shown = []
        for cue in table.cues:
            found = shown_in(cue.ways(passage.language), sentence, before)
            if found:
                shown.append(Shown(cue, Span(span.start + found.start, span.start + found.end)))
        result.append(
            Tagged(
                number, span, passage.text[slice(*span)], sentence, tuple(shown), _is_title(sentence, number)
            )
        )
        before = sentence
    return tuple(result)


def names_victims(sentence: str, language: Language) -> bool:
    """Return whether a sentence names people who were or may have been harmed."""
    return bool(compiled(postures_table().victims[language]).search(sentence))


def names_owner(sentence: str, language: Language) -> bool:
    """Return whether a sentence says who answers for what it promises."""
    return bool(compiled(postures_table().owners[language]).search(sentence))


def is_vague(sentence: str, language: Language) -> bool:
    """Return whether a promise is of nothing in particular."""
    return bool(compiled(postures_table().vague[language]).search(sentence))


def names_time(sentence: str, language: Language) -> bool:
    """Return whether a sentence gives a day or an hour."""
    return says(sentence, "time", language)


def _is_title(sentence: str, number: int) -> bool:
    return number == 1 and not sentence.endswith(("。", "！", "？", ".", "!", "?", "；", ";"))
