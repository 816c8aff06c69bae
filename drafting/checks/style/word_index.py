"""Which parts of which rules can match where: their fixed words are looked for in one pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from ahocorasick_rs import AhoCorasick

from drafting.checks.style.literals import Needed, Words
from drafting.sentences import Span

Places = dict[int, dict[int, set[int]]]
"""By rule and line: the parts of the rule that can match there."""


class WordIndex:
    """The words that the parts of rules need; rules and parts go by number."""

    def __init__(self, needs: Iterable[Sequence[Needed]]) -> None:
        self._numbers: dict[str, int] = {}
        self._clauses: list[tuple[int, int, list[list[int]]]] = []
        self.everywhere: dict[int, set[int]] = {}
        known: dict[int, list[int]] = {}
        held = [tuple(parts) for parts in needs]
        for rule, parts in enumerate(held):
            for part, clauses in enumerate(parts):
                if clauses:
                    numbered = [self._numbered(clause, known) for clause in clauses]
                    self._clauses.append((rule, part, numbered))
                else:
                    self.everywhere.setdefault(rule, set()).add(part)

    def _numbered(self, clause: Words, known: dict[int, list[int]]) -> list[int]:
        """Return the numbers of a set's words; sets are told apart by identity, since most are shared."""
        numbers = known.get(id(clause))
        if numbers is None:
            numbers = [self._numbers.setdefault(word, len(self._numbers)) for word in clause]
            known[id(clause)] = numbers
        return numbers

    @cached_property
    def _automaton(self) -> AhoCorasick:
        return AhoCorasick(list(self._numbers))

    @cached_property
    def _users(self) -> list[list[int]]:
        """By word: the parts (by their place in `_clauses`) whose first clause it meets."""
        users: list[list[int]] = [[] for _ in self._numbers]
        for place, (_, _, clauses) in enumerate(self._clauses):
            for word in clauses[0]:
                users[word].append(place)
        return users

    def in_block(self, text: str) -> dict[int, list[int]]:
        """Return the rules, with the rising numbers of their parts, that can match in one stretch of text."""
        found = {rule: set(parts) for rule, parts in self.everywhere.items()}
        present = {word for word, _, _ in self._hits(text)}
        for place in {place for word in present for place in self._users[word]}:
            rule, part, clauses = self._clauses[place]
            if all(not present.isdisjoint(clause) for clause in clauses):
                found.setdefault(rule, set()).add(part)
        return {rule: sorted(parts) for rule, parts in found.items()}

    def in_lines(self, text: str, lines: Sequence[Span], anywhere: set[int]) -> Places:
        """Return where each rule can match, but for the parts that must read everything.

        Args:
            text: the whole text.
            lines: its lines.
            anywhere: rules that read the whole text at once: their words may stand on different lines.
        """
        by_word = self._lines_by_word(text, lines)
        places: Places = {}
        for place in {place for word in by_word for place in self._users[word]}:
            rule, part, clauses = self._clauses[place]
            met = [set().union(*(by_word[word] for word in clause if word in by_word)) for clause in clauses]
            if not all(met):
                continue
            common = {0} if rule in anywhere else set.intersection(*met) if len(met) > 1 else met[0]
            held = places.setdefault(rule, {})
            for line in common:
                held.setdefault(line, set()).add(part)
        return places

    def _lines_by_word(self, text: str, lines: Sequence[Span]) -> dict[int, set[int]]:
        by_word: dict[int, set[int]] = {}
        number, last = 0, lines[0].end
        for word, _, end in self._hits(text):
            while end > last:
                number += 1
                last = lines[number].end
            if word in by_word:
                by_word[word].add(number)
            else:
                by_word[word] = {number}
        return by_word

    def _hits(self, text: str) -> list[tuple[int, int, int]]:
        hits: list[tuple[int, int, int]] = self._automaton.find_matches_as_indexes(
            lowered(text), overlapping=True
        )
        return hits


def lowered(text: str) -> str:
    """Return `text` in lower case and of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
