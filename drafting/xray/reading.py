"""Reads a text's postures, apology components, promises and order into one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from drafting.checks.passage import Passage
from drafting.checks.structure.mixing import characters
from drafting.checks.structure.postures import (
    Component,
    Tagged,
    is_vague,
    names_owner,
    names_time,
    names_victims,
    tagged,
)
from drafting.statement import Posture
from drafting.xray.headlines import Headline, headlines

COMPONENTS: tuple[Component, ...] = get_args(Component)


@dataclass(frozen=True)
class Promise:
    """A promise and what it says: who answers for it, what is done, by when. The next sentence counts."""

    sentence: int
    who: bool
    what: bool
    when: bool

    @property
    def is_whole(self) -> bool:
        """Whether a reader can hold somebody to it."""
        return self.who and self.what and self.when


@dataclass(frozen=True)
class XRay:
    """A text seen through.

    `shares`: the share of the body's characters (code points, headings left out) of each posture.
    `components`: those of Lewicki's six that stand there, in the order in which they come, with their sentence.
    `victims_at`: the first sentence that names people affected; `explained_at`: the first that explains or excuses.
    `self_praise`: the share of the body's characters in sentences that praise the writer.
    """

    sentences: tuple[Tagged, ...]
    shares: dict[Posture, float]
    components: tuple[tuple[Component, int], ...]
    victims_at: int | None
    explained_at: int | None
    self_praise: float
    promises: tuple[Promise, ...]
    headlines: tuple[Headline, ...]

    @property
    def lacking(self) -> tuple[Component, ...]:
        """The components of an apology that do not stand there."""
        there = {name for name, _ in self.components}
        return tuple(name for name in COMPONENTS if name not in there)


def xray(passage: Passage) -> XRay:
    """Return what each sentence of a text does, and what they come to together."""
    sentences = tagged(passage)
    body = [sentence for sentence in sentences if not sentence.title] or list(sentences)
    whole = characters(body) or 1
    shares: dict[Posture, float] = {}
    for posture in get_args(Posture):
        share = characters([s for s in body if s.posture == posture]) / whole
        if share:
            shares[posture] = share
    return XRay(
        sentences=sentences,
        shares=shares,
        components=_components(sentences),
        victims_at=next((s.number for s in sentences if names_victims(s.plain, passage.language)), None),
        explained_at=next(
            (s.number for s in sentences if s.find("explanation", "excuse", "minimises")), None
        ),
        self_praise=characters([s for s in body if s.find("self_praise")]) / whole,
        promises=_promises(passage, sentences),
        headlines=headlines(passage, sentences),
    )


def _components(sentences: tuple[Tagged, ...]) -> tuple[tuple[Component, int], ...]:
    found: dict[Component, int] = {}
    for sentence in sentences:
        for shown in sorted(sentence.shown, key=lambda shown: shown.span):
            if shown.cue.component is not None and not sentence.title:
                found.setdefault(shown.cue.component, sentence.number)
    return tuple(found.items())


def _promises(passage: Passage, sentences: tuple[Tagged, ...]) -> tuple[Promise, ...]:
    found = []
    for place, sentence in enumerate(sentences):
        if sentence.title or not sentence.find("promise", "next_update", "repentance"):
            continue
        near = " ".join(other.plain for other in sentences[place : place + 2])
        found.append(
            Promise(
                sentence.number,
                who=names_owner(near, passage.language),
                what=not is_vague(sentence.plain, passage.language),
                when=names_time(near, passage.language),
            )
        )
    return tuple(found)
