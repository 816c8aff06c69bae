"""Which parts of which rules can match where: their fixed words are looked for in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Self, TypeVar

from ahocorasick_rs import AhoCorasick

from drafting.checks.style.forms import CASED, CASELESS, form_of
from drafting.checks.style.pattern_parts import Needed, Words
from drafting.checks.style.word_views import PLAIN, VIEWS, View

_LINE_BREAK = re.compile("\n")
Lines = int
"""A set of lines: the bit of each line's number, from 0."""
Places = dict[int, list[tuple[int, Lines]]]
"""By rule: the parts of the rule that can match, each with the lines where it can."""
_Word = TypeVar("_Word", int, str)
Needs = list[tuple[int, int, list[int]]]
"""Each part that needs words, as rule, part and its sets."""

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
    """The words that the parts of rules need, laid out for reading; rules, parts and sets of words go by number.

    Attributes:
        view: how texts are looked at.
        users: by word, the sets that hold it.
        parts: by set, the parts whose first set it is: the rule, the part, its further sets.
        everywhere: by rule, the parts of which nothing is known.
        lengths: how long words are, rising.
        forms: the forms among the words.
    """

    view: View
    users: dict[str, list[int]] = field(default_factory=dict)
    parts: dict[int, list[tuple[int, int, list[int]]]] = field(default_factory=dict)
    everywhere: dict[int, list[int]] = field(default_factory=dict)
    lengths: list[int] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    _read: int = field(default=0, init=False)

    @classmethod
    def of(cls, needed: Iterable[Sequence[Needed]], view: View = PLAIN, sample: str = "") -> Self:
        """Return the index of rules, given what each part of each rule needs.

        Args:
            needed: by rule and part.
            view: how texts are looked at.
            sample: lines such as the rules will read: of a part's sets, those are kept that leave out most of them.
        """
        users: dict[str, list[int]] = {}
        sets: dict[Words, int] = {}
        needs: Needs = []
        everywhere: dict[int, list[int]] = {}
        for rule, parts in enumerate(needed):
            for part, clauses in enumerate(parts):
                shown = [seen for clause in clauses if (seen := view.words(clause)) is not None]
                for clause in shown:
                    if clause not in sets:
                        sets[clause] = len(sets)
                        for word in sorted(clause):
                            users.setdefault(word, []).append(sets[clause])
                if shown:
                    needs.append((rule, part, [sets[clause] for clause in shown]))
                else:
                    everywhere.setdefault(rule, []).append(part)
        whole = cls._laid_out(view, users, needs, everywhere)
        met = [0] * len(sets)
        for word, lines in whole.words_by_line(sample).items():
            for number in users[word]:
                met[number] |= lines
        return cls._laid_out(view, *_thinned(users, needs, met), everywhere)

    @classmethod
    def _laid_out(
        cls, view: View, users: dict[str, list[int]], needs: Needs, everywhere: dict[int, list[int]]
    ) -> Self:
        parts: defaultdict[int, list[tuple[int, int, list[int]]]] = defaultdict(list)
        for rule, part, (first, *others) in needs:
            parts[first].append((rule, part, others))
        lengths = sorted({len(word) for word in users})
        forms = [word for word in users if word[0] in (CASED, CASELESS)]
        return cls(view, users, dict(parts), everywhere, lengths, forms)

    def kept(self) -> dict[str, Any]:
        """Return the index as JSON data."""
        return {
            "view": self.view.name,
            "users": [[users, "\n".join(words)] for users, words in self._by_users().items()],
            "parts": list(self.parts.items()),
            "everywhere": list(self.everywhere.items()),
            "lengths": self.lengths,
            "forms": self.forms,
        }

    def _by_users(self) -> dict[tuple[int, ...], list[str]]:
        """Return the words by their users: some thousand lists are read back sooner than one for every word."""
        found: dict[tuple[int, ...], list[str]] = {}
        for word, users in self.users.items():
            found.setdefault(tuple(users), []).append(word)
        return found

    @classmethod
    def restored(cls, kept: dict[str, Any]) -> Self:
        """Return the index that `kept` returned."""
        return cls(
            VIEWS[kept["view"]],
            {word: users for users, words in kept["users"] for word in words.split("\n")},
            dict(kept["parts"]),
            dict(kept["everywhere"]),
            kept["lengths"],
            kept["forms"],
        )

    @cached_property
    def _words(self) -> list[str]:
        return list(self.users)

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(self._words)

    def in_block(self, text: str) -> dict[int, list[int]]:
        """Return the rules, with the rising numbers of their parts, that can match in one stretch of text."""
        found = {rule: list(parts) for rule, parts in self.everywhere.items()}
        for rule, places in self._places(dict.fromkeys(self.words_by_line(text), 1)).items():
            found.setdefault(rule, []).extend(part for part, _ in places)
        return {rule: sorted(parts) for rule, parts in found.items()}

    def words_by_line(self, text: str) -> dict[str, Lines]:
        """Return the words that stand in `text`, with their lines."""
        view = self.view.of(text)
        self._read += len(view)
        if self._read > LOOKED_UP:
            hits = self._automaton.find_matches_as_indexes(view, overlapping=True)
            by_word = {self._words[number]: lines for number, lines in _by_line(view, hits).items()}
        else:
            by_word = _by_line(view, self._looked_up(view))
        by_word.update(self._forms_by_line(text))
        return by_word

    def _forms_by_line(self, text: str) -> dict[str, Lines]:
        if not self.forms:
            return {}
        shown = {mark: form_of(text, cased=mark == CASED) for mark in {form[0] for form in self.forms}}
        ends = [*(match.start() for match in _LINE_BREAK.finditer(text)), len(text)]
        found: dict[str, Lines] = {}
        for word in self.forms:
            written, form = shown[word[0]], word[1:]
            place = written.find(form)
            while place >= 0:
                line = bisect_left(ends, place)
                found[word] = found.get(word, 0) | 1 << line
                place = written.find(form, ends[line])
        return found

    def in_lines(self, by_word: dict[str, Lines]) -> Places:
        """Return where each rule can match, but for the parts that must read everything."""
        return self._places(by_word)

    def anywhere(self, words: Iterable[str], rule: int) -> list[int]:
        """Return the parts of a rule that can match in a text that holds `words`, on whatever lines."""
        places = self._places(dict.fromkeys(words, 1)).get(rule, ())
        return [*self.everywhere.get(rule, ()), *(part for part, _ in places)]

    def _places(self, by_word: dict[str, Lines]) -> Places:
        met: dict[int, Lines] = {}
        for word, lines in by_word.items():
            for number in self.users[word]:
                met[number] = met.get(number, 0) | lines
        places: Places = {}
        for number in met.keys() & self.parts.keys():
            lines = met[number]
            for rule, part, others in self.parts[number]:
                common = lines
                for other in others:
                    common &= met.get(other, 0)
                if common:
                    places.setdefault(rule, []).append((part, common))
        return places

    def _looked_up(self, view: str) -> Iterator[tuple[str, int, int]]:
        """Yield the words that stand in a view, each with its place, by where they end."""
        for end in range(1, len(view) + 1):
            for length in self.lengths:
                if length <= end and (word := view[end - length : end]) in self.users:
                    yield word, end - length, end


def _by_line(view: str, hits: Iterable[tuple[_Word, int, int]]) -> dict[_Word, Lines]:
    """Return the lines of each word, given the words with their places by where they end."""
    by_word: defaultdict[_Word, Lines] = defaultdict(int)
    end, bit = view.find("\n"), 1
    for word, _, place in hits:
        while place > end >= 0:
            end = view.find("\n", end + 1)
            bit <<= 1
        by_word[word] |= bit
    return dict(by_word)


def _thinned(
    users: dict[str, list[int]], needs: Needs, met: Sequence[Lines]
) -> tuple[dict[str, list[int]], Needs]:
    """Return words and needs with those sets of each part only that leave out the most of a sample's lines."""
    shared = _worth_looking_for(needs, met)
    left = [(rule, part, _most_telling(numbers, met, shared)) for rule, part, numbers in needs]
    renamed: dict[int, int] = {}
    for _, _, kept in left:
        for number in kept:
            renamed.setdefault(number, len(renamed))
    thinned = {
        word: [renamed[number] for number in numbers if number in renamed]
        for word, numbers in users.items()
        if not renamed.keys().isdisjoint(numbers)
    }
    return thinned, [(rule, part, [renamed[number] for number in kept]) for rule, part, kept in left]


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
