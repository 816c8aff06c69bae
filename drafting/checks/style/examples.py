"""Does a rule find what its own examples say it must, and leave alone what it must leave alone?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from drafting.checks.style.conditions import Circumstances
from drafting.checks.style.ruleset import PreparedRule, RuleSet
from drafting.messages import Language, language_of


@dataclass(frozen=True)
class Failure:
    """An example that a rule treats otherwise than it says; `match` is what it found in a good one."""

    rule: str
    side: Literal["bad", "good"]
    text: str
    match: str = ""


def failures(prepared: PreparedRule, language: Language) -> Iterator[Failure]:
    """Yield the examples that a rule gets wrong, with the rule's conditions held to be true."""
    rules = RuleSet([prepared], language)
    circumstances = Circumstances().fulfilling(prepared.rule)
    for side, texts in (("bad", prepared.rule.examples.bad), ("good", prepared.rule.examples.good)):
        for text in texts:
            found = next(rules.read(text, circumstances), None)
            if found is None and side == "bad":
                yield Failure(prepared.name, "bad", text)
            elif found is not None and side == "good":
                yield Failure(prepared.name, "good", text, text[found.start : found.end])


def language_of_rule(name: str, text: str = "") -> Language:
    """Return the language whose texts a rule reads: its folder's name, else that of the words in the file."""
    style = name.partition(".")[0]
    if style in ("zh", "en"):
        return language_of(style)
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en"
