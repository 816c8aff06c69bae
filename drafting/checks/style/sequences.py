"""Words in a certain order. Steps that ask for a part of speech need a tagger, which is not here."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from drafting.checks.style.alternatives import Parts
from drafting.checks.style.matchers import Hit, Memory
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import compiled, translated
from drafting.checks.style.rule import Sequence, SequenceToken
from drafting.errors import RuleFileError

_TOKEN = regex.compile(r"[\p{L}\p{N}][\p{L}\p{N}'’-]*|[^\s\p{L}\p{N}]")
Tokens = list[regex.Match[str]]


class SequenceMatcher:
    """Reports words that stand in the rule's order.

    Raises:
        RuleFileError: a step asks for a part of speech.
    """

    probe = None

    def __init__(self, name: str, rule: Sequence) -> None:
        if any(step.tag for step in rule.tokens):
            raise RuleFileError("style.not_supported", rule=name, check="sequence (tag)")
        self.name, self.rule = name, rule

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Nothing: the steps are matched word by word."""
        return ((),)

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield each stretch of words that fits."""
        words: Tokens = list(_TOKEN.finditer(text))
        start = 0
        while start < len(words):
            ends = self._fit(words, start)
            if ends is None:
                start += 1
                continue
            taken = [words[i] for i in ends]
            yield Hit(taken[0].start(), taken[-1].end(), tuple(word.group() for word in taken))
            start = ends[-1] + 1

    def _fit(self, words: Tokens, start: int) -> list[int] | None:
        """Return the words taken by the steps from `start` on, or nothing."""
        at, taken = start, list[int]()
        for number, step in enumerate(self.rule.tokens):
            reach = range(at, min(len(words), at + 1 + (step.skip if number else 0)))
            fitting = next((i for i in reach if self._fits(step, words[i].group())), None)
            if step.negate:
                if any(self._fits(step, words[i].group()) for i in reach):
                    return None
                continue
            if fitting is None:
                return None
            taken.append(fitting)
            at = fitting + 1
        return taken or None

    def _fits(self, step: SequenceToken, word: str) -> bool:
        case = "(?i-f)" if self.rule.ignorecase else ""
        pattern = compiled(f"{case}(?:{translated(step.pattern, multiline=False)})")
        return pattern.fullmatch(word) is not None
