"""The commented brief that a person starts from."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from drafting.brief import KindOrAuto
from drafting.messages import Language

_NEEDS_EARLIER = ("update", "closing")


def template(language: Language, kind: KindOrAuto = "auto") -> str:
    """Return a YAML brief with explanations, a valid one once its blanks are filled.

    An update and a closing report start with a place for the statements already made.
    """
    parts = _parts(language)
    earlier = parts["earlier"]["wanted" if kind in _NEEDS_EARLIER else "optional"]
    text: str = parts["template"]
    for name, value in (("note", parts["kinds"][kind]), ("kind", kind), ("earlier", earlier)):
        text = text.replace("{" + name + "}", value)
    return text


@cache
def _parts(language: Language) -> dict[str, Any]:
    source = files("drafting") / "brief_templates" / f"{language}.yaml"
    parts: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return parts
