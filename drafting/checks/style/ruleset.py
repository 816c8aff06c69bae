"""Many rules over one text: fixed words are looked for once, and a rule reads only the lines that hold one of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from drafting.checks.style.conditions import Circumstances, applies
from drafting.checks.style.make import matcher_for
from drafting.checks.style.matchers import Hit, Matcher, Memory
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import SHORT
from drafting.checks.style.reading import SIZE, Piece, line_beyond, pieces
from drafting.checks.style.rule import Head, Rule
from drafting.checks.style.word_index import Lines, WordIndex
from drafting.checks.style.word_views import PLAIN, SPACED, View
from drafting.messages import Language
from drafting.sentences import Span
from drafting.simplified import simplified

_WHOLE = ("text", "raw", "summary")
VIEW_OF: dict[Language, View] = {"zh": PLAIN, "en": SPACED}
"""How the texts of a language are looked at when the words of its rules are looked for."""


class PreparedRule:
    """A rule with what is computed from it once: its matcher, its default scope."""

    def __init__(self, name: str, rule: Rule, language: Language) -> None:
        if language == "zh" and hasattr(rule, "nonword") and "nonword" not in rule.model_fields_set:
            rule = rule.model_copy(update={"nonword": True})
        self.name, self.rule = name, rule

    @cached_property
    def matcher(self) -> Matcher:
        """The rule's matcher."""
        return matcher_for(self.name, self.rule)

    @property
    def needed(self) -> tuple[Needed, ...]:
        """What each part of the rule needs to match at all."""
        return self.matcher.needed

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

    def __init__(
        self, rules: Sequence[PreparedRule], language: Language, index: WordIndex | None = None
    ) -> None:
        self.rules, self.language = tuple(rules), language
        self.index = index or WordIndex.of((prepared.needed for prepared in self.rules), VIEW_OF[language])
        self._whole = [number for number, prepared in enumerate(self.rules) if prepared.scope in _WHOLE]
        self._lined = [number for number in self.index.everywhere if number not in self._whole]

    def read(self, text: str, circumstances: Circumstances, size: int = SIZE) -> Iterator[Found]:
        """Yield what the rules find: piece by piece of the text, and last what concerns it as a whole.

        Args:
            text: what is read.
            circumstances: what is known of it from outside.
            size: characters after which the text is cut, at the next line break.
        """
        run = _Run(self, text, circumstances)
        words: set[str] = set()
        for span in pieces(text, size):
            piece = run.piece(span)
            by_word = self.index.words_by_line(piece.text)
            words.update(by_word)
            places = self.index.in_lines(by_word)
            for number in sorted({*places, *self._lined} - set(self._whole)):
                parts = [(part, piece.every_line) for part in self.index.everywhere.get(number, ())]
                yield from run.in_lines(number, piece, parts + places.get(number, []))
        for number in self._whole:
            possible = self.index.anywhere(words, number)
            if possible:
                yield from run.in_whole(number, possible)

    def as_read(self, text: str) -> str:
        """Return a text as the rules read it, of the same length."""
        return simplified(text) if self.language == "zh" else text


class _Run:
    """One text being read: which rules apply to it, what each has seen, how often each may still report."""

    def __init__(self, rules: RuleSet, text: str, circumstances: Circumstances) -> None:
        self._rules, self._written, self._circumstances = rules, text, circumstances
        self._memories: dict[int, Memory] = {}
        self._applies: dict[int, bool] = {}
        self._taken: Counter[int] = Counter()

    @cached_property
    def _whole(self) -> Piece:
        return Piece(self._rules.as_read(self._written), self._written, 0, last=True)

    def piece(self, span: Span) -> Piece:
        """Return a piece of the text; a short text is its own only piece."""
        if span == (0, len(self._written)):
            return self._whole
        written = self._written[span.start : span.end]
        as_read, beyond = self._rules.as_read, line_beyond(self._written, span.end)
        return Piece(
            as_read(written),
            written,
            span.start,
            last=span.end == len(self._written),
            beyond=beyond,
            beyond_as_read=as_read(beyond),
        )

    def _runs(self, number: int) -> bool:
        if number not in self._applies:
            prepared = self._rules.rules[number]
            self._applies[number] = applies(
                prepared.rule, prepared.name, self._circumstances, lambda: self._whole.text
            )
        return self._applies[number]

    def in_lines(self, number: int, piece: Piece, parts: Sequence[tuple[int, Lines]]) -> Iterator[Found]:
        """Yield what a rule finds in the lines where its parts can match."""
        prepared = self._rules.rules[number]
        if prepared.scope not in ("sentence", "paragraph") or not self._runs(number):
            return
        for span, chosen in sorted(_promising(prepared, piece, parts).items()):
            yield from self._found(number, piece, span, sorted(chosen))

    def in_whole(self, number: int, parts: Sequence[int]) -> Iterator[Found]:
        """Yield what a rule finds that reads the whole text at once."""
        if self._runs(number):
            yield from self._found(number, self._whole, Span(0, len(self._whole.text)), sorted(parts))

    def _found(self, number: int, piece: Piece, span: Span, parts: Sequence[int]) -> Iterator[Found]:
        prepared = self._rules.rules[number]
        memory = self._memories.setdefault(number, Memory())
        for hit in prepared.matcher.hits(piece.text[span.start : span.end], memory, parts):
            place = Span(span.start + hit.start, span.start + hit.end)
            if piece.drops(prepared.rule, prepared.name, place, self._circumstances):
                continue
            if prepared.rule.limit and self._taken[number] >= prepared.rule.limit:
                return
            self._taken[number] += 1
            words = piece.text[place.start : place.end]
            yield Found(
                prepared.name,
                prepared.rule,
                piece.start + place.start,
                piece.start + place.end,
                words,
                hit,
            )


def _promising(
    prepared: PreparedRule, piece: Piece, parts: Sequence[tuple[int, Lines]]
) -> dict[Span, list[int]]:
    """Return what is worth reading, with the parts of the rule that match there as far as that is quickly told."""
    found: dict[Span, list[int]] = {}
    probe = prepared.matcher.probe
    for part, lines in parts:
        search = probe(part, holds_han=piece.holds_han) if probe else None
        for span, text in piece.units(prepared.scope, lines):
            if search is None or len(text) > SHORT or search(text):
                found.setdefault(span, []).append(part)
    return found
