"""The lexicons, read from YAML once and turned into compiled expressions."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from drafting.data_files import read_data
from drafting.messages import Language

_PACKAGE = "drafting.claims"

Words = Annotated[list[str], Field(default_factory=list)]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Bilingual(_Entry):
    """The words of one idea in both languages."""

    zh: Words
    en: Words


class CountedClass(Bilingual):
    """A class of things that figures count."""

    group: Literal["outcome", "who", "what"]


class Act(Bilingual):
    """An act or state with consequence; `people` marks states that are said of people."""

    id: str
    type: Literal["action", "remedy", "state"]
    opposite: tuple[str, ...] = ()
    people: bool = False
    soft: bool = False


class Counted(_Entry):
    """What figures count, and the words in which numerals count nothing."""

    classes: dict[str, CountedClass]
    measures: dict[str, Bilingual]
    collectives: Bilingual
    idioms: list[str]
    labels: list[str]
    vague: Bilingual
    kinds: Bilingual
    public_numbers: list[str]


class _Acts(RootModel[tuple[Act, ...]]):
    pass


class _Words(RootModel[dict[str, Bilingual]]):
    pass


class Names(_Entry):
    """What names are recognised by."""

    organisation_suffixes: list[str]
    organisation_generic: list[str]
    left_boundaries: list[str]
    surnames: str
    person_titles: list[str]
    english_common: list[str]
    level_no_name: list[str]
    endings: dict[Literal["unit", "office", "house", "place"], list[str]]
    english_numbered: list[str]
    english_offices: list[str]
    english_office_plain: list[str]
    english_titled: list[str]
    determiners: list[str]
    no_heads: list[str]
    no_names: list[str]
    peoples: list[str]
    shortened: list[str]


class Opposites(_Entry):
    """Pairs of words of which the one says the contrary of the other."""

    zh: list[tuple[str, str]]
    en: list[tuple[str, str]]


class Alike(_Entry):
    """Groups of words that say the same, apart by blanks."""

    zh: list[str]
    en: list[str]


class Contrast(_Entry):
    """What a clause is compared by when it is laid beside a fact's own clause."""

    negators: Bilingual
    no_negators: Bilingual
    turners: Bilingual
    no_turners: Bilingual
    softeners: Bilingual
    alike: Alike
    opposites: Opposites
    contraries: Opposites
    universals: Bilingual
    sweeping: Bilingual
    swept: Bilingual
    gathering: Bilingual
    several: Bilingual
    partial: Bilingual
    parts: Bilingual
    exceptions: Bilingual


def chinese(words: list[str]) -> str:
    """Return an expression for Chinese words; `~` stands for up to six characters of the same clause."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(r"[^,。;,;!?\n]{0,6}?".join(map(re.escape, word.split("~"))) for word in ordered)


def english_inside(words: list[str], *, plain: bool = True) -> str:
    """Return the alternatives for English words (`plain`) or for expressions on them, without the words' edges."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") if plain else w.replace(" ", r"\s+") for w in ordered)


def english(words: list[str]) -> str:
    """Return an expression for whole English words; n't is found at the end of one."""
    whole = english_inside([word for word in words if word != "n't"])
    expression = rf"(?<![a-z])(?:{whole})(?![a-z])" if whole else ""
    return f"{expression}|n't(?![a-z])" if "n't" in words else expression


def words_of(entry: Bilingual, language: Language) -> list[str]:
    """Return the words of `entry` in `language`."""
    return entry.zh if language == "zh" else entry.en


@cache
def counted() -> Counted:
    """The lexicon of what figures count."""
    return read_data(_PACKAGE, "lexicon/counted.yaml", Counted)


@cache
def acts() -> tuple[Act, ...]:
    """The lexicon of acts."""
    return read_data(_PACKAGE, "lexicon/acts.yaml", _Acts).root


@cache
def act(identity: str) -> Act:
    """The act of that id."""
    return next(entry for entry in acts() if entry.id == identity)


@cache
def moods() -> dict[str, Bilingual]:
    """The words that turn, hedge, postpone or condition what is said."""
    return read_data(_PACKAGE, "lexicon/moods.yaml", _Words).root


@cache
def scopes() -> dict[str, Bilingual]:
    """The words of scope, cause and absolutes."""
    return read_data(_PACKAGE, "lexicon/scopes.yaml", _Words).root


@cache
def contrast() -> Contrast:
    """What a clause is compared by."""
    return read_data(_PACKAGE, "lexicon/contrast.yaml", Contrast)


@cache
def names() -> Names:
    """What names are recognised by."""
    return read_data(_PACKAGE, "lexicon/names.yaml", Names)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """One list of words, compiled for both languages."""

    zh: re.Pattern[str]
    en: re.Pattern[str]

    def of(self, language: Language) -> re.Pattern[str]:
        """The expression for `language`."""
        return self.zh if language == "zh" else self.en


_NEVER = r"(?!)"


def phrasebook(entry: Bilingual) -> Phrasebook:
    """Compile `entry`."""
    return Phrasebook(re.compile(chinese(entry.zh) or _NEVER), re.compile(english(entry.en) or _NEVER))
