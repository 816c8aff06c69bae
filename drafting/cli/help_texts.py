"""The help of commands and options in Chinese: the code holds it in English, `help_zh.yaml` the other language."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def in_chinese(command: Any) -> Any:
    """Return a command whose help, and that of everything under it, is Chinese where there are words for it."""
    source = files(__package__) / "help_zh.yaml"
    words: dict[str, str] = yaml.load(source.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    _turn(command, words)
    return command


def _turn(command: Any, words: dict[str, str]) -> None:
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = words.get(parameter.help, parameter.help)
    if command.help:
        command.help = words.get(command.help, command.help)
    for under in getattr(command, "commands", {}).values():
        _turn(under, words)
