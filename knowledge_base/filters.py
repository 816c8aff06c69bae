"""What a search is narrowed to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from knowledge_base.countries import country_code


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
            values.append(country_code(self.country) or self.country.upper())
        if self.industry is not None:
            said.append("instr(cases.industry, ?) > 0")
            values.append(self.industry.casefold())
        first, last = self.years or (None, None)
        for value, sign in ((first, ">="), (last, "<=")):
            if value is not None:
                said.append(f"cases.year {sign} ?")
                values.append(value)
        return " AND ".join(said), values

    def lets_text(self, language: str, date: str | None) -> bool:
        """Return whether one of the organisation's own texts passes: it has a language and a date, and no type of case."""
        if any((self.type, self.cluster, self.industry, self.country, self.rating)):
            return False
        if self.language is not None and self.language[:2].lower() != language:
            return False
        first, last = self.years or (None, None)
        if first is None and last is None:
            return True
        return date is not None and (first or 0) <= int(date[:4]) <= (last or 9999)
