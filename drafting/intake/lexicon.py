"""The words that tell one kind of line from another, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from drafting.messages import Language


@dataclass(frozen=True)
class Lexicon:
    """The compiled patterns of one language, by name, and the request that a model is given."""

    patterns: dict[str, re.Pattern[str]]
    request: str

    def has(self, name: str, text: str) -> bool:
        """Return whether `text` holds what the pattern `name` looks for."""
        return bool(self.patterns[name].search(text))

    def found(self, name: str, text: str) -> re.Match[str] | None:
        """Return the first place in `text` of what the pattern `name` looks for."""
        return self.patterns[name].search(text)


@cache
def lexicon(language: Language) -> Lexicon:
    """Return the patterns for notes in `language` (data: `words.yaml`)."""
    source = files("drafting.intake") / "words.yaml"
    data: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    patterns = {
        name: re.compile(
            "|".join(f"(?:{one})" for one in ([given] if isinstance(given, str) else given)),
            0 if name.startswith("organisation") else re.IGNORECASE,
        )
        for name, given in data[language].items()
    }
    return Lexicon(patterns, data["request"][language])
