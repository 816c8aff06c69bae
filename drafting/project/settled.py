"""What `candor.toml` may say, and what of it holds for one file."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator
from pydantic_core import PydanticCustomError

from drafting.brief import Channel, Kind
from drafting.messages import Language, language_of
from drafting.statement import Defect, Family, Severity

Threshold = Literal["error", "warning", "suggestion", "never"]
FILE_NAME = "candor.toml"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Level(_Part):
    """A level for some findings; `off` keeps them back, and says why."""

    level: Severity | Literal["off"]
    reason: str = ""

    @model_validator(mode="before")
    @classmethod
    def _alone(cls, data: Any) -> Any:
        return {"level": data} if isinstance(data, str) else data

    @model_validator(mode="after")
    def _with_reason(self) -> Level:
        if self.level == "off" and not self.reason.strip():
            raise PydanticCustomError("reason_needed", "off needs a reason")
        return self


def _tag(value: Any) -> Any:
    return language_of(value) if value in ("zh-CN", "zh-TW", "zh-HK") else value


class Part(_Part):
    """What holds for texts: how they are read, and the levels of findings by rule, defect and family."""

    language: Annotated[Language | None, BeforeValidator(_tag)] = None
    kind: Kind | None = None
    channel: Channel | None = None
    styles: tuple[Path, ...] | None = None
    rules: dict[str, Level] = Field(default_factory=dict)
    defects: dict[Defect, Level] = Field(default_factory=dict)
    families: dict[Family, Level] = Field(default_factory=dict)


class PathPart(Part):
    """What holds for the files that match one of the patterns, which are relative to the folder of the settings."""

    files: tuple[str, ...] = Field(min_length=1)


class Contents(Part):
    """All of `candor.toml`."""

    baseline: Path | None = None
    fail_on: Threshold | None = None
    exclude: tuple[str, ...] = ()
    paths: tuple[PathPart, ...] = ()


@dataclass(frozen=True)
class Settled:
    """What holds for one file; `parts` from the general one to the most particular, the later ones winning."""

    parts: tuple[Part, ...] = ()
    folder: Path = Path()
    baseline: Path | None = None
    fail_on: Threshold | None = None

    @property
    def language(self) -> Language | None:
        """The language of the text, where it is settled."""
        return _last(part.language for part in self.parts)

    @property
    def kind(self) -> Kind | None:
        """The kind of statement that the text is, where it is settled."""
        return _last(part.kind for part in self.parts)

    @property
    def channel(self) -> Channel | None:
        """Where the text will be published, where it is settled."""
        return _last(part.channel for part in self.parts)

    @property
    def styles(self) -> tuple[Path, ...]:
        """The folders of further rules."""
        return tuple(self.folder / path for path in _last(part.styles for part in self.parts) or ())


_Value = TypeVar("_Value")


def _last(values: Iterable[_Value | None]) -> _Value | None:
    return next((value for value in reversed(list(values)) if value is not None), None)
