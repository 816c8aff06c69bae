"""The kinds of thing that organisations keep back, and the words that show or deny them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from pydantic import BaseModel, ConfigDict, RootModel

from drafting.data_files import read_data
from drafting.late_patterns import late
from drafting.messages import Language

_NEVER = late(r"(?!)")


class _Ways(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    en: list[str]
    zh: list[str]


_NONE = _Ways(en=[], zh=[])


class _Kind(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    tells: _Ways
    holds: _Ways = _NONE
    contrary: _Ways


class _Kinds(RootModel[list[_Kind]]):
    pass


@dataclass(frozen=True)
class SecretKind:
    """One kind of secret: how a sentence shows it, a secret holds it, and a sentence flatly denies it."""

    id: str
    tells: re.Pattern[str]
    holds: re.Pattern[str]
    contrary: re.Pattern[str]


@cache
def secret_kinds(language: Language) -> tuple[SecretKind, ...]:
    """Return the kinds with their expressions for `language`."""
    kinds = read_data("drafting.claims", "lexicon/secrets.yaml", _Kinds).root
    return tuple(
        SecretKind(
            kind.id,
            _compiled(_words(kind.tells, language), language),
            _compiled(_words(kind.tells, language) + _words(kind.holds, language), language),
            _compiled(_words(kind.contrary, language), language),
        )
        for kind in kinds
    )


def _words(ways: _Ways, language: Language) -> list[str]:
    return ways.zh if language == "zh" else ways.en


def _compiled(words: list[str], language: Language) -> re.Pattern[str]:
    if not words:
        return _NEVER
    return re.compile("|".join(words) if language == "zh" else rf"(?<![a-z])(?:{'|'.join(words)})(?![a-z])")
