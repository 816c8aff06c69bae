"""What the model is told, and the building blocks, as data files by language; this is their small loader.

A prompt is a Markdown file with front matter (`version`, `purpose`, `inputs`) whose text names its inputs as
`$name`. A value put in for an input is never read again, so a `$` in it is only a character.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template
from typing import Any, Literal

import yaml

Language = Literal["zh", "en"]


class PromptError(Exception):
    """A prompt file must be corrected by its editor: `zh` and `en` hold the message, with file and field."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


@dataclass(frozen=True)
class Prompt:
    """One text for the model, with what must be put into it."""

    name: str
    version: int
    purpose: str
    inputs: tuple[str, ...]
    text: str

    def fill(self, **values: str) -> str:
        """Return the text with its inputs put in.

        Raises:
            KeyError: an input was not given.
        """
        return Template(self.text).substitute(values)


@cache
def prompt(name: str, language: Language) -> Prompt:
    """Return the prompt `name` in `language`.

    Raises:
        PromptError: the file is not a prompt, or the inputs it declares are not those it uses.
    """
    place = f"prompts/requests/{language}/{name}.md"
    _, _, rest = _read(place).partition("---\n")
    head, mark, body = rest.partition("---\n")
    loaded = _parse(place, head)
    if not mark or not isinstance(loaded, dict) or not {"version", "purpose", "inputs"} <= loaded.keys():
        raise PromptError(
            f"{place}:文件开头缺少 version、purpose、inputs(写在两行 --- 之间)",
            f"{place}: the head (between two lines of ---) must give version, purpose and inputs",
        )
    inputs = tuple(map(str, loaded["inputs"] or ()))
    used = set(Template(body).get_identifiers())
    if used != set(inputs):
        wrong = "、".join(sorted(used ^ set(inputs)))
        raise PromptError(
            f"{place}:inputs 与正文中的 $ 名称不一致:{wrong}",
            f"{place}: inputs and the $names of the text differ: {wrong}",
        )
    return Prompt(name, int(loaded["version"]), str(loaded["purpose"]), inputs, body.strip())


@cache
def table(name: str) -> dict[str, Any]:
    """Return the table of `prompts/<name>.yaml`, such as `elements/zh`.

    Raises:
        PromptError: the file does not hold a table.
    """
    place = f"prompts/{name}.yaml"
    loaded = _parse(place, _read(place))
    if not isinstance(loaded, dict):
        raise PromptError(f"{place}:应为“名称: 内容”的表", f"{place}: expected a table of names and contents")
    return {str(key): value for key, value in loaded.items()}


def _read(place: str) -> str:
    source = files(__package__)
    for part in place.split("/")[1:]:
        source = source / part
    try:
        return source.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise PromptError(f"找不到文件 {place}", f"{place}: no such file") from None


def _parse(place: str, text: str) -> Any:
    try:
        return yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise PromptError(
            f"{place} 第 {line} 行:YAML 格式有误", f"{place}, line {line}: not valid YAML"
        ) from None
