"""The desk's strings by language, and which language a browser asks for."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from drafting.messages import Language, language_of


@cache
def strings(language: Language) -> dict[str, str]:
    """Return the desk's strings in a language."""
    source = files("drafting.desk") / "strings.yaml"
    loaded: Any = yaml.safe_load(source.read_text(encoding="utf-8"))
    return {str(key): str(value) for key, value in loaded[language].items()}


def asked_language(accept_language: str | None) -> Language:
    """Return the language that a browser's Accept-Language header asks for first."""
    return language_of((accept_language or "").split(",")[0].strip())
