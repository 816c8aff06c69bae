"""The records of the knowledge base: a case, a principle, and what the organisation adds of its own."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from knowledge_base.errors import Language

CaseType = Literal["image_damage", "sensitive_topic", "emergency", "rumour_attack"]
Cluster = Literal["victim", "accidental", "preventable"]
Rating = Literal["good", "mixed", "bad"]
Confidence = Literal["high", "medium", "low"]
Grade = Literal["A", "B", "C"]
"""A: the organisation's, a court's or an authority's own text, or a scholarly work; B: an established
newsroom; C: a repost, an encyclopaedia, a blog."""
PrincipleName = Literal[
    "honesty", "empathy", "transparency", "responsibility", "speed", "consistency", "repair"
]
Strategy = Literal[
    "instructing_information",
    "adjusting_information",
    "apology",
    "compensation",
    "corrective_action",
    "denial",
    "scapegoat",
    "attack_accuser",
    "excuse",
    "justification",
    "reminder",
    "ingratiation",
    "victimage",
]

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*\Z")
_DATE = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?)?\Z")


_LONGEST_ID = 120
"""Characters of an id, which is a file's name too (ours; file systems take 255 bytes)."""


def _slug(value: str) -> str:
    if len(value) > _LONGEST_ID:
        raise PydanticCustomError("slug_too_long", "longer than a file's name may be")
    if not _SLUG.match(value):
        raise PydanticCustomError("slug", "not an id of lower-case letters, digits and hyphens")
    return value


def _partial_date(value: str) -> str:
    if not _DATE.match(value):
        raise PydanticCustomError("partial_date", "not a year, a month or a day such as 2026-10-12")
    return value


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


def _both(value: Any) -> Any:
    return {"zh": value, "en": value} if isinstance(value, str) else value


Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Slug = Annotated[Text, AfterValidator(_slug)]
PartialDate = Annotated[Text, AfterValidator(_partial_date)]
"""A year, a month or a day: 1981, 2024-06, 2026-10-12."""
Country = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}$")]


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Localised(Record):
    """One text in Chinese and English; an organisation's own entry may have only one of them."""

    zh: Text | None = None
    en: Text | None = None

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.zh is None and self.en is None:
            raise PydanticCustomError("no_text", "neither zh nor en")
        return self

    def text(self, language: Language) -> str:
        """Return the text in `language`, or in the other one where there is none."""
        return (self.zh or self.en or "") if language == "zh" else (self.en or self.zh or "")

    @property
    def both(self) -> tuple[str, ...]:
        """The different texts there are, the Chinese one first."""
        return tuple(dict.fromkeys(text for text in (self.zh, self.en) if text))


Bilingual = Annotated[Localised, BeforeValidator(_both)]
"""A text in both languages, or one string that serves for both."""


class Source(Record):
    """Where something is written; `grade` says how much weight it bears."""

    title: Text
    publisher: Text | None = None
    year: int | None = None
    url: Text | None = None
    grade: Grade = "B"


class Step(Record):
    """One step of a response."""

    when: Bilingual
    zh: Text | None = None
    en: Text | None = None

    def text(self, language: Language) -> str:
        """Return what was done, in `language` where it is there."""
        return (self.zh or self.en or "") if language == "zh" else (self.en or self.zh or "")


class Case(Record):
    """What somebody did when something went wrong, how it ended and what it teaches.

    `unverified` lists what no source we saw carries; it must be marked so wherever it is shown.
    `attacked` is the line that was attacked, `helped` the line that helped, where that is known.
    """

    id: Slug
    name: Bilingual
    organisation: Bilingual
    aliases: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    industry: Bilingual
    country: Annotated[tuple[Country, ...], BeforeValidator(_listed)]
    date: PartialDate
    type: CaseType
    cluster: Cluster
    rating: Rating
    confidence: Confidence = "medium"
    happened: Bilingual
    timeline: tuple[Step, ...] = ()
    strategies: tuple[Strategy, ...] = ()
    outcome: Bilingual
    lesson_text: Localised = Field(serialization_alias="lesson")
    reason: Bilingual | None = None
    principles: tuple[PrincipleName, ...] = ()
    first_response_hours: float | None = None
    attacked: Bilingual | None = None
    helped: Bilingual | None = None
    sources: tuple[Source, ...] = ()
    unverified: tuple[Bilingual, ...] = ()
    house: bool = False

    @model_validator(mode="before")
    @classmethod
    def _lesson_under_its_own_name(cls, data: Any) -> Any:
        # The file says `lesson`; the record keeps that name for the method that people call.
        if isinstance(data, dict) and "lesson" in data:
            data = dict(data)
            data["lesson_text"] = _both(data.pop("lesson"))
        return data

    def data(self) -> dict[str, Any]:
        """Return the case as its file says it, without what is empty."""
        return self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude={"house"})

    def lesson(self, language: Language) -> str:
        """Return what the case teaches, in `language` where it is there."""
        return self.lesson_text.text(language)

    @property
    def year(self) -> int:
        """The year in which it began."""
        return int(self.date[:4])

    @property
    def names(self) -> tuple[str, ...]:
        """Words of this case that must not turn up in somebody else's statement.

        Organisations in every form, people, places and products that stand for the case, and its distinctive
        figures and full dates. Common words (大众, MINI) are kept out by the editor of `aliases`.
        """
        told = (*self.happened.both, *self.outcome.both, *(s.text("zh") for s in self.timeline))
        marks = (mark for text in told for mark in distinctive_marks(text))
        return tuple(dict.fromkeys((*self.organisation.both, *self.aliases, *marks)))


_MARK = re.compile(
    r"\d{4}年\d{1,2}月\d{1,2}日"
    r"|\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}"
    r"|\d+(?:\.\d+)?[万亿][余多]?(?:港元|美元|欧元|英镑|元|人|台|辆|桶|瓶|份|名)"
    r"|(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])"
    r"|(?<![\d.年月日-])\d{4,}(?:\.\d+)?(?=[元人名份台辆吨家个户班])"
    r"|(?<![\d.,])\d+(?:\.\d+)? (?:million|billion)\b"
)
_NOT_DIGITS = re.compile(r"\D")


def distinctive_marks(text: str) -> tuple[str, ...]:
    """Return the figures and full dates in `text` that point to one case, as they are written.

    A round figure of one digit (1亿美元, 4,000) is anybody's and is left out.
    """
    return tuple(mark for mark in dict.fromkeys(_MARK.findall(text)) if _told_digits(mark) > 1)


def _told_digits(mark: str) -> int:
    return len(_NOT_DIGITS.sub("", mark).rstrip("0"))


class Principle(Record):
    """What a principle asks of a statement, and the rules of the checks that rest on it."""

    name: PrincipleName
    title: Localised
    says: Localised
    asks: tuple[Localised, ...]
    because: Localised
    grade: Grade
    sources: tuple[Source, ...]
    rules: tuple[Text, ...]
