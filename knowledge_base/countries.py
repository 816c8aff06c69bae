"""What countries are called, and their two letters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from knowledge_base.reading import parse_yaml, read_text


def country_code(name: str) -> str | None:
    """Return the two letters (ISO 3166-1) of a country called by them or by its name in either language."""
    return _codes().get(name.strip().casefold())


@cache
def _codes() -> dict[str, str]:
    path = Path(__file__).with_name("countries.yaml")
    data: dict[str, list[str]] = parse_yaml(read_text(path), path.name)
    return {called.casefold(): code for code, names in data.items() for called in (code, *names)}
