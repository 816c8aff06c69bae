"""One brief to start from in each language, shipped with the desk."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from drafting.messages import Language


@cache
def example_brief(language: Language) -> str:
    """Return the example brief of a language as YAML."""
    return (files("drafting.desk") / f"example_{language}.yaml").read_text(encoding="utf-8")
