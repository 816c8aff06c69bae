"""What the product says to its users, as data: `<language>/<topic>.yaml`, one file a topic.

A key is `topic.name`. Placeholders are `{name}`; a value may hold braces safely.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

Language = Literal["zh", "en"]


def language_of(tag: str | None) -> Language:
    """Return the language of messages for a language tag or locale name such as `zh-CN`, `en_GB.UTF-8`."""
    return "zh" if (tag or "").lower().startswith("zh") else "en"


def say(key: str, language: Language, **fields: object) -> str:
    """Return the message `key` in `language` with its placeholders filled.

    Raises:
        KeyError: the catalogue has no such key, or the message names a field that was not given.
    """
    topic, _, name = key.partition(".")
    template = _topic(language, topic)[name]
    return template.format_map({k: str(v) for k, v in fields.items()})


@cache
def _topic(language: Language, topic: str) -> dict[str, str]:
    source = files(__package__) / language / f"{topic}.yaml"
    loaded: Any = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {str(k): str(v) for k, v in loaded.items()}
