"""What is said of a text when it is read: its encoding, that it is empty, switches in it that switch nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from drafting.checks.registry import FAMILIES
from drafting.cli.judging import Text
from drafting.cli.reader import tell
from drafting.documents import Switches
from drafting.project.settings_file import is_known, near_rules, rule_names
from drafting.statement import Family


def tell_of_reading(text: Text, styles: Sequence[Path]) -> None:
    """Say on standard error what a person should know of a text before its findings; `styles` are house rules."""
    document = text.document
    if document.encoding == "gb18030":
        tell("documents.gb18030", about=text.language, path=document.name)
    if not document.source.strip("\ufeff \t\r\n"):
        tell("documents.empty", path=document.name)
    for key, start, fields in _idle_switches(text, styles):
        line = document.source.count("\n", 0, start) + 1
        tell(f"documents.{key}", about=text.language, path=document.name, line=line, **fields)


def _idle_switches(text: Text, styles: Sequence[Path]) -> Iterator[tuple[str, int, dict[str, str]]]:
    switches = Switches(text.document.comments)
    for comment in switches.misread:
        yield "misread_switch", comment.start, {"text": " ".join(comment.text.split())}
    if not switches.named:
        return
    known = rule_names((*text.settled.styles, *styles))
    wholes = {*FAMILIES, *get_args(Family), *(name.partition(".")[0] for name in known)}
    for start, rule in switches.named:
        if rule in wholes or is_known(rule, known):
            continue
        near = near_rules(rule, known)
        if near:
            yield "unknown_switch_near", start, {"rule": rule, "near": near[0]}
        else:
            yield "unknown_switch", start, {"rule": rule}
