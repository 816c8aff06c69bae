"""What a search is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Filter:
    """What a search is narrowed to; nothing means anything goes."""

    language: str | None = None
    type: str | None = None
    cluster: str | None = None
    industry: str | None = None
    country: str | None = None
    rating: str | None = None
    years: tuple[int | None, int | None] | None = None

    def sql(self) -> tuple[str, list[Any]]:
        """Return a condition with its values; the condition is empty where nothing is narrowed."""
        said: list[str] = []
        values: list[Any] = []
        for column in ("type", "cluster", "rating"):
            value = getattr(self, column)
            if value is not None:
                said.append(f"cases.{column} = ?")
                values.append(value)
        if self.language is not None:
            said.append("instr(cases.languages, ?) > 0")
            values.append("zh" if self.language.lower().startswith("zh") else "en")
        if self.country is not None:
            said.append("instr(cases.country, ?) > 0")
            values.append(self.country.upper())
        if self.industry is not None:
            said.append("instr(cases.industry, ?) > 0")
            values.append(self.industry.casefold())
        first, last = self.years or (None, None)
        for value, sign in ((first, ">="), (last, "<=")):
            if value is not None:
                said.append(f"cases.year {sign} ?")
                values.append(value)
        return " AND ".join(said), values
