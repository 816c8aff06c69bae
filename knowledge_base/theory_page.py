"""A principle or a table of theory as a page of text for a person."""

from __future__ import annotations

from typing import Any

from knowledge_base.errors import Language


def theory_page(data: Any, language: Language) -> str:
    """Return all that an entry says, its two-language texts in `language`, as indented lines."""
    return "\n".join(_lines(_in_one(data, language), "")) + "\n"


def title_of(data: dict[str, Any], language: Language) -> str:
    """Return what an entry is called: a principle has a title, theory a name in both languages."""
    title = data.get("title") or data["name"]
    return str(_in_one(title, language))


def _in_one(data: Any, language: Language) -> Any:
    """Return the data with every pair of languages replaced by the one text; what stands beside them stays."""
    if isinstance(data, list | tuple):
        return [_in_one(item, language) for item in data]
    if not isinstance(data, dict):
        return data
    if not {"zh", "en"} <= data.keys():
        return {key: _in_one(value, language) for key, value in data.items()}
    rest = {key: _in_one(value, language) for key, value in data.items() if key not in {"zh", "en"}}
    return {"": data[language], **rest} if rest else data[language]


def _lines(data: Any, indent: str) -> list[str]:
    if isinstance(data, dict):
        return [line for key, value in data.items() for line in _entry(str(key), value, indent)]
    if isinstance(data, list):
        if all(not isinstance(item, list | dict) for item in data):
            return [f"{indent}{item}" for item in data]
        return [line for item in data for line in _with_dash(_lines(item, indent + "  "), indent)]
    return [f"{indent}{data}"]


def _entry(key: str, value: Any, indent: str) -> list[str]:
    if isinstance(value, list) and all(not isinstance(item, list | dict) for item in value):
        value = ", ".join(map(str, value)) if sum(len(str(item)) for item in value) < 100 else value
    if not isinstance(value, list | dict):
        return [f"{indent}{key}: {value}" if key else f"{indent}{value}"]
    return [f"{indent}{key}:", *_lines(value, indent + "  ")]


def _with_dash(lines: list[str], indent: str) -> list[str]:
    return [f"{indent}- {lines[0].lstrip()}", *lines[1:]] if lines else []
