"""What is known of a part of a pattern: which words any text that it matches holds, begins with and ends with."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from drafting.checks.style.rarity import frequency

BOUNDARY = "\b"
"""Stands in a word for a place where a word begins or ends."""

MOST = 64
"""How many alternatives are kept before a stretch is called open; bounds the work, loses only speed."""
Words = frozenset[str]
Needed = tuple[Words, ...]
"""Sets of words, in lower case: every match holds at least one word of each set. Without sets nothing is known."""

EMPTY: Words = frozenset({""})


@dataclass(frozen=True)
class Part:
    """What is known of a part of a pattern.

    `exact`: every text that it can match, where these are few. Any match begins with one of `starts`, ends with one of
    `ends`, and holds one word of each set of `needed`; before it stands one of `behind`, after it one of `ahead`.
    """

    exact: Words | None
    needed: Needed = ()
    starts: Words = EMPTY
    ends: Words = EMPTY
    behind: Words = EMPTY
    ahead: Words = EMPTY

    @property
    def clauses(self) -> Needed:
        """All that is known of what a match holds."""
        held = (
            (*self.needed, self.exact) if self.exact is not None else (*self.needed, self.starts, self.ends)
        )
        return tuple(words for words in held if tells(words))


def exactly(words: Words) -> Part:
    """Return a part that matches these texts and no other."""
    return Part(words, (), words, words)


NOTHING = exactly(EMPTY)
OPEN = Part(None)


def tells(words: Words) -> bool:
    """Whether each of the words is one, so that looking for them tells anything."""
    return all(word.strip(BOUNDARY) for word in words)


def union(parts: list[Part]) -> Part:
    """Return what is known of alternatives."""
    if len(parts) == 1:
        return parts[0]
    exact: Words | None = None
    if all(part.exact is not None for part in parts):
        together = frozenset[str]().union(*(part.exact or EMPTY for part in parts))
        exact = together if len(together) <= MOST else None
    best = [min(part.clauses, key=frequency, default=None) for part in parts]
    known = [words for words in best if words is not None]
    needed = (frozenset[str]().union(*known),) if len(known) == len(parts) else ()
    if exact is not None:
        return Part(exact, (), exact, exact)
    starts = frozenset[str]().union(*(part.starts for part in parts))
    ends = frozenset[str]().union(*(part.ends for part in parts))
    return Part(None, needed, cut(starts, MOST, first=True), cut(ends, MOST, first=False))


def cut(words: Words, most: int, *, first: bool) -> Words:
    """Return the words shortened to their first (or last) characters, until there are at most so many."""
    for length in (12, 6, 4, 3, 2, 1):
        shorter = frozenset(word[:length] if first else word[-length:] for word in words)
        if len(shorter) <= most:
            return shorter
    return EMPTY


def joined(run: Words, following: Words) -> Words | None:
    """Return every word of one set followed by every word of another, or nothing where these are too many."""
    if len(run) * len(following) > MOST:
        return None
    if run == EMPTY:
        return following
    if following == EMPTY:
        return run
    return frozenset(left + right for left, right in product(run, following))


def before(run: Words, following: Words) -> Words:
    """Return `run` with the beginnings of what follows, as far as these are few."""
    return joined(run, cut(following, max(1, MOST // len(run)), first=True)) or run


def in_a_row(behind: Words, run: Words, following: Words) -> list[Words]:
    """Return what is known to stand in a row: what is before a run, the run, and what follows."""
    if behind == run == following == EMPTY:
        return []
    row = before(run, following)
    if behind == EMPTY:
        return [row] if tells(row) else []
    rows = (row, joined(cut(behind, max(1, MOST // len(row)), first=False), row) or row)
    return [words for words in dict.fromkeys(rows) if tells(words)]
