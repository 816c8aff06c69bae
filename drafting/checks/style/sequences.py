"""Words in a certain order, by their spelling or part of speech."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Sequence as Steps
from dataclasses import dataclass
from functools import cached_property

from drafting.checks.style.alternatives import Parts
from drafting.checks.style.matchers import Hit, Memory
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import Pattern, compiled, matches, translated
from drafting.checks.style.rule import Sequence, SequenceToken
from drafting.checks.style.tagging import UNIVERSAL_TAGS, Word, tagger_file, tags_of, words_of
from drafting.errors import RuleFileError

_AUXILIARIES = (
    "be|am|is|are|was|were|been|being|have|has|had|having|do|does|did|'s|'re|'m|'ve|'d|'ll|"
    "can|could|may|might|must|shall|should|will|would|ought|get|gets|got|going"
)


@dataclass(frozen=True)
class _Step:
    """One word to find: how it is spelt, its tag, how many words may lie on the way to it."""

    spelling: Pattern | None
    tag: Pattern | None
    token: SequenceToken

    def fits(self, word: str, tag: str) -> bool:
        """Whether a word is what the step asks for, or, for a negated step, is not."""
        right = (self.spelling is None or bool(self.spelling.fullmatch(word))) and (
            self.tag is None or bool(self.tag.search(tag))
        )
        return right is not self.token.negate


class SequenceMatcher:
    """Reports words that stand in the rule's order.

    The search starts from the first step with a spelling (else with a tag) and goes outwards from there.

    Raises:
        RuleFileError: a step asks for a part of speech, and the tagger is not installed; or a model is named.
    """

    probe = None

    def __init__(self, name: str, rule: Sequence) -> None:
        self.name, self.rule = name, rule
        self._tagged = any(step.tag or step.upos for step in rule.tokens)
        if rule.model or (self._tagged and tagger_file() is None):
            raise RuleFileError(
                "style.not_supported", rule=name, check="sequence (model)" if rule.model else "sequence (tag)"
            )

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Nothing: the steps are matched word by word."""
        return ((),)

    @cached_property
    def _steps(self) -> list[_Step]:
        return [self._step(token) for token in self.rule.tokens for _ in range(max(1, token.min))]

    def _step(self, token: SequenceToken) -> _Step:
        case = "(?i-f)" if self.rule.ignorecase else ""
        spelling = (
            compiled(f"{case}(?:{translated(token.pattern, multiline=False)})") if token.pattern else None
        )
        tag = token.tag
        if token.upos:
            names = token.upos.split("|")
            tag = "^(?:" + "|".join(UNIVERSAL_TAGS[name] for name in names) + r")$"
            if names == ["AUX"] and spelling is None:
                spelling = compiled(f"(?i-f)(?:{_AUXILIARIES})")
        return _Step(spelling, compiled(translated(tag, multiline=False)) if tag else None, token)

    @cached_property
    def _anchor(self) -> int | None:
        """The step from which the search starts."""
        wanted = [number for number, step in enumerate(self._steps) if not step.token.negate]
        spelt = (number for number in wanted if self._steps[number].token.pattern)
        return next(spelt, next(iter(wanted), None))

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield each stretch of words that fits."""
        anchor = self._anchor
        words = words_of(text)
        if anchor is None or not words:
            return
        start = self._steps[anchor]
        spelt = start.spelling
        if spelt is not None and not any(spelt.fullmatch(word.text) for word in words):
            return
        tags = tags_of(tuple(word.text for word in words)) if self._tagged else ("",) * len(words)
        kept_out = [
            match.span()
            for source in self.rule.exceptions
            for match in matches(compiled(translated(source, multiline=False)), text, self.name)
        ]
        for place, word in enumerate(words):
            if not start.fits(word.text, tags[place]):
                continue
            taken = self._around(anchor, place, words, tags)
            if taken is None:
                continue
            first, last = self._reported(taken)
            begin = words[first].start
            if not any(a <= begin < b for a, b in kept_out):
                covered = words[min(taken.values()) : max(taken.values()) + 1]
                yield Hit(begin, words[last].end, tuple(item.text for item in covered))

    def _around(self, anchor: int, place: int, words: list[Word], tags: Steps[str]) -> dict[int, int] | None:
        """Return which word each step took, the anchor being at `place`, or nothing."""
        taken = {anchor: place}
        for numbers, direction in ((range(anchor - 1, -1, -1), -1), (range(anchor + 1, len(self._steps)), 1)):
            at = place + direction
            for number in numbers:
                step = self._steps[number]
                reach = range(at, at + direction * (1 + step.token.skip), direction)
                inside = [i for i in reach if 0 <= i < len(words)]
                found = next((i for i in inside if step.fits(words[i].text, tags[i])), None)
                if found is None:
                    if inside or not all(
                        self._steps[n].token.negate for n in numbers[numbers.index(number) :]
                    ):
                        return None
                    break
                taken[number] = found
                at = found + direction
        return taken

    def _reported(self, taken: dict[int, int]) -> tuple[int, int]:
        """Return the first and last word to point at: those of target steps, where all of them took a word."""
        aimed = [number for number, step in enumerate(self._steps) if step.token.target]
        places = [taken[number] for number in aimed if number in taken]
        if not aimed or len(places) != len(aimed):
            places = list(taken.values())
        return min(places), max(places)
