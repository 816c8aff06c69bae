"""Which parts of which rules can match where: their fixed words are looked for in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self

from ahocorasick_rs import AhoCorasick

from drafting.checks.style.forms import CASED, CASELESS, form_of
from drafting.checks.style.pattern_parts import Needed, Words
from drafting.checks.style.word_views import PLAIN, VIEWS, View

_LINE_BREAK = re.compile("\n")
Lines = int
"""A set of lines: the bit of each line's number, from 0."""
Places = dict[int, list[tuple[int, Lines]]]
"""By rule: the parts of the rule that can match, each with the lines where it can."""

LOOKED_UP = 6000
"""Characters, of all texts, up to which looking up every stretch takes less time than building the automaton."""

_WITHOUT_SAMPLE = 2
"""How many sets are looked for of one part where there is no sample to tell which are worth it."""
_SETS = 4
"""How many sets are looked for at most for one part."""
_READING = 3
"""How many words can be found in the time that a pattern takes to read a line, about."""
_TELLING = 0.5
"""The share of lines that a further set may leave; one that leaves more is not worth looking for."""


@dataclass
class WordIndex:
    """The words that the parts of rules need; rules, parts, sets of words and words go by number.

    `needs`: each part that needs words, as rule, part and its sets. `everywhere`: the parts of which nothing is known.
    """

    view: View
    words: list[str] = field(default_factory=list)
    sets: list[list[int]] = field(default_factory=list)
    needs: list[tuple[int, int, list[int]]] = field(default_factory=list)
    everywhere: dict[int, list[int]] = field(default_factory=dict)
    _read: int = field(default=0, init=False)

    @classmethod
    def of(cls, needed: Iterable[Sequence[Needed]], view: View = PLAIN, sample: str = "") -> Self:
        """Return the index of rules, given what each part of each rule needs.

        Args:
            needed: by rule and part.
            view: how texts are looked at.
            sample: lines such as the rules will read: of a part's sets, those are kept that leave out most of them.
        """
        whole = cls._of_all(needed, view)
        return whole._thinned(whole.words_by_line(sample))

    @classmethod
    def _of_all(cls, needed: Iterable[Sequence[Needed]], view: View) -> Self:
        index = cls(view)
        words: dict[str, int] = {}
        sets: dict[Words, int] = {}
        for rule, parts in enumerate(needed):
            for part, clauses in enumerate(parts):
                shown = [seen for clause in clauses if (seen := view.words(clause)) is not None]
                for clause in shown:
                    if clause not in sets:
                        sets[clause] = len(sets)
                        index.sets.append([words.setdefault(word, len(words)) for word in sorted(clause)])
                if shown:
                    index.needs.append((rule, part, [sets[clause] for clause in shown]))
                else:
                    index.everywhere.setdefault(rule, []).append(part)
        index.words = list(words)
        return index

    def _thinned(self, by_word: dict[int, Lines]) -> Self:
        """Return the index with those sets of each part only that leave out the most of a sample's lines."""
        met = [0] * len(self.sets)
        for word, lines in by_word.items():
            for number in self._sets_of[word]:
                met[number] |= lines
        shared = _worth_looking_for(self.needs, met)
        thinned = type(self)(self.view, everywhere=self.everywhere)
        words: dict[int, int] = {}
        sets: dict[int, int] = {}
        for rule, part, numbers in self.needs:
            kept = _most_telling(numbers, met, shared)
            for number in kept:
                if number not in sets:
                    sets[number] = len(sets)
                    thinned.sets.append([words.setdefault(word, len(words)) for word in self.sets[number]])
            thinned.needs.append((rule, part, [sets[number] for number in kept]))
        thinned.words = [self.words[word] for word in words]
        return thinned

    def kept(self) -> dict[str, Any]:
        """Return the index as JSON data."""
        everywhere = [[rule, parts] for rule, parts in self.everywhere.items()]
        return {
            "view": self.view.name,
            "words": self.words,
            "sets": self.sets,
            "needs": self.needs,
            "everywhere": everywhere,
        }

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> Self:
        """Return the index that `kept` returned."""
        return cls(VIEWS[kept["view"]], kept["words"], kept["sets"], kept["needs"], dict(kept["everywhere"]))

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self.words)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {word: number for number, word in enumerate(self.words)}

    @cached_property
    def _lengths(self) -> list[int]:
        return sorted({len(word) for word in self.words})

    @cached_property
    def _sets_of(self) -> list[list[int]]:
        """By word: the sets that hold it."""
        users: list[list[int]] = [[] for _ in self.words]
        for number, words in enumerate(self.sets):
            for word in words:
                users[word].append(number)
        return users

    @cached_property
    def _parts_of(self) -> dict[int, list[tuple[int, int, list[int]]]]:
        """By set: the parts whose first set it is, with the rule and the further sets."""
        parts: dict[int, list[tuple[int, int, list[int]]]] = defaultdict(list)
        for rule, part, (first, *others) in self.needs:
            parts[first].append((rule, part, others))
        return dict(parts)

    def in_block(self, text: str) -> dict[int, list[int]]:
        """Return the rules, with the rising numbers of their parts, that can match in one stretch of text."""
        found = {rule: list(parts) for rule, parts in self.everywhere.items()}
        for rule, places in self._places(dict.fromkeys(self.words_by_line(text), 1)).items():
            found.setdefault(rule, []).extend(part for part, _ in places)
        return {rule: sorted(parts) for rule, parts in found.items()}

    def words_by_line(self, text: str) -> dict[int, Lines]:
        """Return the words that stand in `text`, with their lines."""
        view = self.view.of(text)
        by_word: defaultdict[int, Lines] = defaultdict(int)
        end = view.find("\n")
        bit = 1
        for word, _, place in self._hits(view):
            while place > end >= 0:
                end = view.find("\n", end + 1)
                bit <<= 1
            by_word[word] |= bit
        by_word.update(self._forms_by_line(text))
        return by_word

    @cached_property
    def _forms(self) -> list[tuple[int, str, bool]]:
        """The forms among the words: number, form, and whether it tells capitals from small letters."""
        forms = {number: word for number, word in enumerate(self.words) if word[0] in (CASED, CASELESS)}
        return [(number, word[1:], word[0] == CASED) for number, word in forms.items()]

    def _forms_by_line(self, text: str) -> dict[int, Lines]:
        if not self._forms:
            return {}
        shown = {cased: form_of(text, cased=cased) for cased in {cased for _, _, cased in self._forms}}
        ends = [*(match.start() for match in _LINE_BREAK.finditer(text)), len(text)]
        found: dict[int, Lines] = {}
        for number, form, cased in self._forms:
            place = shown[cased].find(form)
            while place >= 0:
                line = bisect_left(ends, place)
                found[number] = found.get(number, 0) | 1 << line
                place = shown[cased].find(form, ends[line])
        return found

    def in_lines(self, by_word: dict[int, Lines]) -> Places:
        """Return where each rule can match, but for the parts that must read everything."""
        return self._places(by_word)

    def anywhere(self, words: Iterable[int], rule: int) -> list[int]:
        """Return the parts of a rule that can match in a text that holds `words`, on whatever lines."""
        present = set(words)
        return [
            *self.everywhere.get(rule, ()),
            *(
                part
                for other, part, sets in self.needs
                if other == rule and all(not present.isdisjoint(self.sets[number]) for number in sets)
            ),
        ]

    def _places(self, by_word: dict[int, Lines]) -> Places:
        met: dict[int, Lines] = {}
        sets_of = self._sets_of
        for word, lines in by_word.items():
            for number in sets_of[word]:
                met[number] = met.get(number, 0) | lines
        places: Places = {}
        parts_of = self._parts_of
        for number in met.keys() & parts_of.keys():
            lines = met[number]
            for rule, part, others in parts_of[number]:
                common = lines
                for other in others:
                    common &= met.get(other, 0)
                if common:
                    places.setdefault(rule, []).append((part, common))
        return places

    def _hits(self, view: str) -> list[tuple[int, int, int]]:
        """Return the words that stand in a view, each with its place, by where they end."""
        self._read += len(view)
        if self._read > LOOKED_UP:
            hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(view, overlapping=True)
            return hits
        numbers, lengths = self._numbers, self._lengths
        return [
            (numbers[word], end - length, end)
            for end in range(1, len(view) + 1)
            for length in lengths
            if length <= end and (word := view[end - length : end]) in numbers
        ]


def _worth_looking_for(needs: Sequence[tuple[int, int, list[int]]], met: Sequence[Lines]) -> set[int]:
    """Return the sets that spare more reading, of all parts together, than looking for their words takes."""
    spared: Counter[int] = Counter()
    first = {min(numbers, key=lambda number: met[number].bit_count()) for _, _, numbers in needs}
    for _, _, numbers in needs:
        common = min((met[number] for number in numbers), key=int.bit_count)
        for number in numbers:
            spared[number] += (common & ~met[number]).bit_count()
    return first | {number for number, lines in spared.items() if lines * _READING > met[number].bit_count()}


def _most_telling(numbers: Sequence[int], met: Sequence[Lines], worth: set[int]) -> list[int]:
    """Return the sets to keep of a part's: the rarest in the sample first, further ones while they leave out lines."""
    if not any(met):
        return list(numbers[:_WITHOUT_SAMPLE])
    first = min(numbers, key=lambda number: met[number].bit_count())
    kept, common = [first], met[first]
    while common and len(kept) < _SETS:
        best = min(worth.intersection(numbers), key=lambda number: (common & met[number]).bit_count())
        left = common & met[best]
        if left.bit_count() > _TELLING * common.bit_count():
            break
        kept.append(best)
        common = left
    return kept
