"""The brief: what an organisation knows about an incident, and what it allows to be said of it.

Reading a brief from a file, with messages that name file, line and field, lives in `drafting.brief_files`.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from drafting.late_patterns import late

LanguageTag = Literal["zh-CN", "zh-TW", "zh-HK", "en"]
Kind = Literal["holding", "apology", "clarification", "update", "closing"]
KindOrAuto = Literal["holding", "apology", "clarification", "update", "closing", "auto"]
Channel = Literal["weibo", "wechat", "xiaohongshu", "douyin", "x", "press", "memo", "service_script", "qa"]
IncidentType = Literal["image_damage", "sensitive_topic", "emergency", "rumour_attack", "auto"]
Cluster = Literal["victim", "accidental", "preventable"]
ClusterOrAuto = Literal["victim", "accidental", "preventable", "auto"]
Level = Literal["low", "medium", "high", "critical"]
Reputation = Literal["good", "neutral", "bad"]
FactStatus = Literal["confirmed", "unconfirmed", "denied", "confidential"]

_ISO_DATE = late(r"\d{4}-\d{1,2}-\d{1,2}\Z")
_ISO_LIKE = late(r"\d{4}-\d{1,2}-\d{1,2}([T ]\d|\Z)")


def _moment(value: Any) -> Any:
    if isinstance(value, datetime | date):
        value = value.isoformat()
    if not isinstance(value, str):
        raise PydanticCustomError("moment", "not a date")
    text = value.strip()
    try:
        if _ISO_DATE.match(text):
            return date(*(int(part) for part in text.split("-")))
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("moment", "not a date") from None
    if moment.tzinfo is None:
        raise PydanticCustomError("moment_without_zone", "no zone")
    return moment


def _instant(value: Any) -> Any:
    moment = _moment(value)
    if not isinstance(moment, datetime):
        raise PydanticCustomError("moment_without_zone", "no zone")
    return moment


def _due(value: Any) -> Any:
    if isinstance(value, str) and _ISO_LIKE.match(value.strip()):
        _moment(value)
        return value.strip()
    if isinstance(value, datetime | date):
        return _moment(value).isoformat()
    return value


def _expression(pattern: str) -> str:
    try:
        re.compile(pattern)
    except (re.error, OverflowError, RecursionError) as error:
        raise PydanticCustomError("expression", "bad expression", {"reason": str(error)}) from None
    return pattern


def _worded(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise PydanticCustomError("no_words", "no words")
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str | dict) else value


Moment = Annotated[datetime | date, BeforeValidator(_moment)]
"""A point in time with its zone, or a whole day."""
Instant = Annotated[datetime, BeforeValidator(_instant)]
"""A point in time with its zone."""
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Words = Annotated[Text, AfterValidator(_worded)]
"""Text that holds at least one letter, character or figure."""
Identifier = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Expression = Annotated[Text, AfterValidator(_expression)]


class Record(BaseModel):
    """A frozen record that refuses unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True, defer_build=True)


class Fact(Record):
    """One thing that is known, suspected, rumoured or kept back; `evidence` names fact ids."""

    id: Identifier
    text: Words
    status: FactStatus
    source: str | None = None
    as_of: Moment | None = None
    evidence: Annotated[tuple[str, ...], BeforeValidator(_listed)] = ()


class Commitment(Record):
    """A promise: who does what by when. `due` is ISO 8601 or words such as 即日起."""

    id: Identifier
    text: Words
    owner: str | None = None
    due: Annotated[str | None, BeforeValidator(_due)] = None

    @property
    def due_at(self) -> datetime | date | None:
        """The deadline as a moment, or nothing where it is given in words or not at all."""
        if self.due is None or not _ISO_LIKE.match(self.due):
            return None
        moment: datetime | date = _moment(self.due)
        return moment


class Contact(Record):
    """Where people can turn: a label, a number or address, and the hours it is answered."""

    label: Text
    value: Text
    hours: str | None = None


class EarlierStatement(Record):
    """What the organisation already said."""

    id: Identifier
    published_at: Instant | None = None
    channel: str | None = None
    text: Text


class Signatory(Record):
    """Who signs; `title` is the person's office where a person signs."""

    name: Text
    title: str | None = None


class Incident(Record):
    """What happened, in the terms that decide the strategy (SCCT cluster and intensifiers)."""

    type: IncidentType = "auto"
    cluster: ClusterOrAuto = "auto"
    severity: Level = "medium"
    casualties: bool = False
    history: bool = False
    prior_reputation: Reputation = "neutral"
    happened_at: Moment | None = None
    noticed_at: Moment | None = None
    public_since: Moment | None = None
    jurisdiction: str = "CN"


MustSay = Annotated[tuple[Text, ...], BeforeValidator(_listed), Field(min_length=1)]


class Brief(Record):
    """Everything a statement may rest on. Ids of facts, commitments and earlier statements share one space."""

    id: Identifier
    organisation: Text
    legal_name: str | None = None
    aliases: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    subject: str | None = Field(
        default=None, description="what the title names, such as K3电水壶底座发热变形"
    )
    language: LanguageTag = "zh-CN"
    kind: KindOrAuto = "auto"
    channel: Channel = "weibo"
    audience: Annotated[tuple[Text, ...], BeforeValidator(_listed)] = ()
    issued_at: Instant | None = None
    incident: Incident = Incident()
    facts: tuple[Fact, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    contacts: tuple[Contact, ...] = ()
    must_say: Annotated[tuple[MustSay, ...], BeforeValidator(_listed)] = ()
    must_not_say: Annotated[tuple[Expression, ...], BeforeValidator(_listed)] = ()
    earlier: tuple[EarlierStatement, ...] = ()
    signatory: Signatory | None = None

    @field_validator("signatory", mode="before")
    @classmethod
    def _named_signatory(cls, value: Any) -> Any:
        return {"name": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _ids_are_unique_and_known(self) -> Self:
        seen: set[str] = set()
        for field in ("facts", "commitments", "earlier"):
            for place, item in enumerate(getattr(self, field)):
                if item.id in seen:
                    raise PydanticCustomError(
                        "duplicate_id",
                        "duplicate id",
                        {"id": item.id, "path": f"{field}.{place}.id"},
                    )
                seen.add(item.id)
        fact_ids = {fact.id for fact in self.facts}
        for place, fact in enumerate(self.facts):
            for inner, target in enumerate(fact.evidence):
                if target not in fact_ids or target == fact.id:
                    raise PydanticCustomError(
                        "dangling_id",
                        "dangling id",
                        {"id": target, "path": f"facts.{place}.evidence.{inner}"},
                    )
        return self

    def facts_with(self, *status: FactStatus) -> tuple[Fact, ...]:
        """Return the facts of the given statuses, in the brief's order."""
        return tuple(fact for fact in self.facts if fact.status in status)

    @property
    def names(self) -> tuple[str, ...]:
        """Every name of the organisation, the legal one first."""
        named = (self.legal_name, self.organisation, *self.aliases, self.signatory and self.signatory.name)
        return tuple(dict.fromkeys(name for name in named if name))

    @property
    def is_chinese(self) -> bool:
        """Whether the statement is to be in Chinese (any script)."""
        return self.language != "en"
