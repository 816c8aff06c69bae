"""How a clause says what it says: negated, of all or of a part, hedged, as done or as to come."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from drafting.claims.lexicon import Bilingual
from drafting.data_files import read_data
from drafting.messages import Language


class Marks(NamedTuple):
    """The marks of a clause, each as the short word by which a sign names it."""

    negated: str
    scope: str
    hedged: str
    time: str


class _Book(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    negated: Bilingual
    all: Bilingual
    only: Bilingual
    some: Bilingual
    hedged: Bilingual
    done: Bilingual
    coming: Bilingual


def marks_of(low: str, language: Language) -> Marks:
    """Return the marks of a clause in folded small letters."""
    table = _patterns(language)
    said = {name for name, pattern in table.items() if pattern.search(low)}
    return Marks(
        str(int("negated" in said)),
        "+".join(name for name in ("all", "only", "some") if name in said) or "-",
        str(int("hedged" in said)),
        "+".join(name for name in ("done", "coming") if name in said) or "-",
    )


@cache
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    book = read_data("drafting.checks.carried", "marks.yaml", _Book)
    patterns = {}
    for name in _Book.model_fields:
        entry: Bilingual = getattr(book, name)
        words = "|".join(entry.zh if language == "zh" else entry.en)
        patterns[name] = re.compile(words if language == "zh" else rf"\b(?:{words})\b")
    return patterns
