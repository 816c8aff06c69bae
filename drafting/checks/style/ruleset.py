"""Many rules over one text: fixed words are looked for once, and a rule reads only the lines that hold one of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from drafting.checks.style.conditions import Circumstances, Surroundings, applies
from drafting.checks.style.make import matcher_for
from drafting.checks.style.matchers import Hit, Matcher, Memory
from drafting.checks.style.quotations import quoted_spans
from drafting.checks.style.rule import Head, Rule
from drafting.checks.style.simplified import simplified
from drafting.messages import Language
from drafting.sentences import Span

_UNKNOWN = frozenset({""})


class PreparedRule:
    """A rule with what is computed from it once: the words it needs, its matcher, its default scope.

    `needed` is passed where it is known already, so that the matcher is built only when a text holds one of them.
    """

    def __init__(
        self, name: str, rule: Rule, language: Language, needed: frozenset[str] | None = _UNKNOWN
    ) -> None:
        if language == "zh" and hasattr(rule, "nonword") and "nonword" not in rule.model_fields_set:
            rule = rule.model_copy(update={"nonword": True})
        self.name, self.rule = name, rule
        self._needed = needed

    @cached_property
    def matcher(self) -> Matcher:
        """The rule's matcher."""
        return matcher_for(self.name, self.rule)

    @property
    def needed(self) -> frozenset[str] | None:
        """Words of which every match holds one, in lower case; nothing where the rule must read every line."""
        return self.matcher.needed if self._needed is _UNKNOWN else self._needed

    @property
    def scope(self) -> str:
        """What the rule reads at a time: sentence, paragraph or text."""
        return self.rule.scope[0] if self.rule.scope else "paragraph"


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's hit in a whole text (code points, half-open); `words` as the rule read them."""

    name: str
    rule: Head
    start: int
    end: int
    words: str
    hit: Hit


class RuleSet:
    """Rules of one language, ready to read texts. Reading does not change it."""

    def __init__(self, rules: Sequence[PreparedRule], language: Language) -> None:
        self.rules, self.language = tuple(rules), language
        self._by_word: dict[str, list[int]] = {}
        self._everywhere: list[int] = []
        for index, prepared in enumerate(self.rules):
            if prepared.needed is None:
                self._everywhere.append(index)
            for word in prepared.needed or ():
                self._by_word.setdefault(word, []).append(index)
        self._words = list(self._by_word)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._words)

    def read(self, text: str, sentences: Sequence[Span], circumstances: Circumstances) -> Iterator[Found]:
        """Yield what the rules find, rule by rule, each rule's places in order."""
        reading = _Reading(simplified(text) if self.language == "zh" else text, sentences, circumstances)
        for index, lines in self._lines_to_read(reading).items():
            prepared = self.rules[index]
            if applies(prepared.rule, prepared.name, circumstances, reading.text):
                found = reading.found(prepared, lines)
                limit = prepared.rule.limit
                yield from found if not limit else list(found)[:limit]

    def _lines_to_read(self, reading: _Reading) -> dict[int, list[int]]:
        wanted: dict[int, set[int]] = {index: set() for index in self._everywhere}
        lowered = _lowered(reading.text)
        for word, start, _ in self._automaton.find_matches_as_indexes(lowered, overlapping=True):
            line = reading.line_at(start)
            for index in self._by_word[self._words[word]]:
                wanted.setdefault(index, set()).add(line)
        every = list(range(len(reading.lines)))
        everywhere = set(self._everywhere)
        return {index: every if index in everywhere else sorted(wanted[index]) for index in sorted(wanted)}


def _lowered(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


class _Reading:
    """One text, cut into lines and sentences, being read by many rules."""

    def __init__(self, text: str, sentences: Sequence[Span], circumstances: Circumstances) -> None:
        self.text, self.circumstances = text, circumstances
        self.around = Surroundings(text, sentences)
        starts = [0, *(i + 1 for i, character in enumerate(text) if character == "\n")]
        ends = [*(start - 1 for start in starts[1:]), len(text)]
        self._starts = starts
        self.lines = [Span(start, end) for start, end in zip(starts, ends, strict=True)]

    def line_at(self, position: int) -> int:
        return bisect_right(self._starts, position) - 1

    def found(self, prepared: PreparedRule, lines: Iterable[int]) -> Iterator[Found]:
        memory = Memory()
        for start, end in self._units(prepared.scope, lines):
            for hit in prepared.matcher.hits(self.text[start:end], memory):
                place = slice(start + hit.start, start + hit.end)
                found = Found(prepared.name, prepared.rule, place.start, place.stop, self.text[place], hit)
                if not self._dropped(found):
                    yield found

    def _units(self, scope: str, lines: Iterable[int]) -> Iterator[Span]:
        if scope in ("text", "raw", "summary"):
            yield Span(0, len(self.text))
        elif scope in ("sentence", "paragraph"):
            for number in lines:
                line = self.lines[number]
                if scope == "paragraph":
                    yield line
                else:
                    yield from self.around.sentences_in(line)

    def _dropped(self, found: Found) -> bool:
        rule = found.rule
        if self.around.drop(rule, found.name, found.start):
            return True
        if (
            rule.unless_confirmed
            and found.words
            and any(found.words in fact for fact in self.circumstances.confirmed)
        ):
            return True
        if rule.quoted == "skip":
            sentence = self.around.sentence_span(found.start)
            line = self.lines[self.line_at(found.start)]
            return any(
                span.start <= found.start and found.end <= span.end
                for span in quoted_spans(self.text, line, sentence)
            )
        return False
