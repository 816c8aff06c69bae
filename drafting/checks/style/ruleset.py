"""Many rules over one text: fixed words are looked for once, and a rule reads only the lines that hold one of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from ahocorasick_rs import AhoCorasick

from drafting.checks.style.alternatives import Needed
from drafting.checks.style.conditions import Circumstances, Surroundings, applies
from drafting.checks.style.make import matcher_for
from drafting.checks.style.matchers import Hit, Matcher, Memory
from drafting.checks.style.quotations import quoted_spans
from drafting.checks.style.rule import Head, Rule
from drafting.checks.style.simplified import simplified
from drafting.messages import Language
from drafting.sentences import Span

Wanted = list[tuple[int, set[int]]]
"""Lines, rising, each with the parts of one rule that can match there."""


class PreparedRule:
    """A rule with what is computed from it once: what its parts need, its matcher, its default scope.

    `needed` is passed where it is known already, so that the matcher is built only when a text holds one of the words.
    """

    def __init__(
        self, name: str, rule: Rule, language: Language, needed: tuple[Needed, ...] | None = None
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
    def needed(self) -> tuple[Needed, ...]:
        """What each part of the rule needs to match at all."""
        return self.matcher.needed if self._needed is None else self._needed

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
        self._by_word: dict[str, list[tuple[int, int]]] = {}
        self._everywhere: dict[int, set[int]] = {}
        for index, prepared in enumerate(self.rules):
            for part, words in enumerate(prepared.needed):
                if words is None:
                    self._everywhere.setdefault(index, set()).add(part)
                for word in words or ():
                    self._by_word.setdefault(word, []).append((index, part))
        self._users = list(self._by_word.values())

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._by_word))

    def read(self, text: str, sentences: Sequence[Span], circumstances: Circumstances) -> Iterator[Found]:
        """Yield what the rules find, rule by rule, each rule's places in order."""
        reading = _Reading(simplified(text) if self.language == "zh" else text, sentences, circumstances)
        wanted = self._wanted(reading)
        for index in sorted({*wanted, *self._everywhere}):
            prepared = self.rules[index]
            if applies(prepared.rule, prepared.name, circumstances, reading.text):
                found = reading.found(prepared, wanted.get(index, []), self._everywhere.get(index, set()))
                limit = prepared.rule.limit
                yield from found if not limit else islice(found, limit)

    def _wanted(self, reading: _Reading) -> dict[int, Wanted]:
        wanted: dict[int, Wanted] = {}
        line, words = 0, set[int]()
        last = reading.lines[0].end
        for word, _, end in self._automaton.find_matches_as_indexes(_lowered(reading.text), overlapping=True):
            if end > last:
                self._note(wanted, line, words)
                words = set()
                line = reading.line_at(end - 1)
                last = reading.lines[line].end
            words.add(word)
        self._note(wanted, line, words)
        return wanted

    def _note(self, wanted: dict[int, Wanted], line: int, words: set[int]) -> None:
        parts: dict[int, set[int]] = {}
        for word in words:
            for index, part in self._users[word]:
                parts.setdefault(index, set()).add(part)
        for index, numbers in parts.items():
            wanted.setdefault(index, []).append((line, numbers))


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

    def found(self, prepared: PreparedRule, wanted: Wanted, everywhere: set[int]) -> Iterator[Found]:
        memory = Memory()
        for (start, end), parts in self._units(prepared.scope, wanted, everywhere):
            for hit in prepared.matcher.hits(self.text[start:end], memory, sorted(parts)):
                place = slice(start + hit.start, start + hit.end)
                found = Found(prepared.name, prepared.rule, place.start, place.stop, self.text[place], hit)
                if not self._dropped(found):
                    yield found

    def _units(self, scope: str, wanted: Wanted, everywhere: set[int]) -> Iterator[tuple[Span, set[int]]]:
        if scope in ("text", "raw", "summary"):
            yield Span(0, len(self.text)), everywhere.union(*(parts for _, parts in wanted))
        if scope not in ("sentence", "paragraph"):
            return
        if everywhere:
            by_line = dict(wanted)
            wanted = [
                (n, everywhere | by_line[n] if n in by_line else everywhere) for n in range(len(self.lines))
            ]
        for number, parts in wanted:
            line = self.lines[number]
            for span in (line,) if scope == "paragraph" else self.around.sentences_in(line):
                yield span, parts

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
