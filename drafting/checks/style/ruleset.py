"""Many rules over one text: fixed words are looked for once, and a rule reads only the lines that hold one of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from drafting.checks.style.conditions import Circumstances, Surroundings, applies
from drafting.checks.style.literals import Needed
from drafting.checks.style.make import matcher_for
from drafting.checks.style.matchers import Hit, Matcher, Memory
from drafting.checks.style.quotations import quoted_spans
from drafting.checks.style.rule import Head, Rule
from drafting.checks.style.simplified import simplified
from drafting.checks.style.word_index import WordIndex
from drafting.messages import Language
from drafting.sentences import Span

_WHOLE = ("text", "raw", "summary")


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
        self._index = WordIndex(prepared.needed for prepared in self.rules)
        self._anywhere = {index for index, prepared in enumerate(self.rules) if prepared.scope in _WHOLE}

    def read(self, text: str, sentences: Sequence[Span], circumstances: Circumstances) -> Iterator[Found]:
        """Yield what the rules find, rule by rule, each rule's places in order."""
        reading = _Reading(simplified(text) if self.language == "zh" else text, sentences, circumstances)
        places = self._index.in_lines(reading.text, reading.lines, self._anywhere)
        everywhere = self._index.everywhere
        for index in sorted({*places, *everywhere}):
            prepared = self.rules[index]
            if applies(prepared.rule, prepared.name, circumstances, reading.text):
                found = reading.found(prepared, places.get(index, {}), everywhere.get(index, set()))
                limit = prepared.rule.limit
                yield from found if not limit else islice(found, limit)


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

    def found(
        self, prepared: PreparedRule, places: dict[int, set[int]], everywhere: set[int]
    ) -> Iterator[Found]:
        memory = Memory()
        for (start, end), parts in self._units(prepared.scope, places, everywhere):
            for hit in prepared.matcher.hits(self.text[start:end], memory, sorted(parts)):
                place = slice(start + hit.start, start + hit.end)
                found = Found(prepared.name, prepared.rule, place.start, place.stop, self.text[place], hit)
                if not self._dropped(found):
                    yield found

    def _units(
        self, scope: str, places: dict[int, set[int]], everywhere: set[int]
    ) -> Iterator[tuple[Span, set[int]]]:
        if scope in _WHOLE:
            yield Span(0, len(self.text)), everywhere.union(*places.values())
        if scope not in ("sentence", "paragraph"):
            return
        for number in range(len(self.lines)) if everywhere else sorted(places):
            line = self.lines[number]
            parts = everywhere | places[number] if number in places else everywhere
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
