"""What every match of a pattern must hold, read off the pattern: sets of words of which one is there.

The reader of patterns is our own and modest: what it does not understand counts as able to match anything, so that a
pattern it cannot see through is read everywhere, and never left out where it could match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from typing import ClassVar

from drafting.checks.style.rarity import frequency

BOUNDARY = "\b"
"""Stands in a word for a place where a word begins or ends."""

_MOST = 64
"""How many alternatives are kept before a stretch is called open; bounds the work, loses only speed."""
_LONGEST_REPEAT = 4
_FEW = 12
"""Members up to which a class stands for its characters."""

_PLAIN = re.compile(r"[^\\\[\](){}.*+?^$|]+(?![*+?{])")
"""Fixed characters, without the one that a mark of repetition follows."""

_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_MOST_READ = 20_000

Words = frozenset[str]
Needed = tuple[Words, ...]
"""Sets of words, in lower case: every match holds at least one word of each set. Without sets nothing is known."""

_EMPTY: Words = frozenset({""})


@dataclass(frozen=True)
class Part:
    """What is known of a part of a pattern.

    `exact`: every text that it can match, where these are few. Any match begins with one of `starts`, ends with one of
    `ends`, and holds one word of each set of `needed`; before it stands one of `behind`, after it one of `ahead`.
    """

    exact: Words | None
    needed: Needed = ()
    starts: Words = _EMPTY
    ends: Words = _EMPTY
    behind: Words = _EMPTY
    ahead: Words = _EMPTY

    @property
    def clauses(self) -> Needed:
        """All that is known of what a match holds."""
        held = (*self.needed, self.exact) if self.exact is not None else (*self.needed, self.starts, self.ends)
        return tuple(words for words in held if tells(words))


def exactly(words: Words) -> Part:
    return Part(words, (), words, words)


NOTHING = exactly(_EMPTY)
OPEN = Part(None)


def tells(words: Words) -> bool:
    return all(word.strip(BOUNDARY) for word in words)


def _union(parts: list[Part]) -> Part:
    if len(parts) == 1:
        return parts[0]
    exact: Words | None = None
    if all(part.exact is not None for part in parts):
        together = frozenset[str]().union(*(part.exact or _EMPTY for part in parts))
        exact = together if len(together) <= _MOST else None
    best = [min(part.clauses, key=frequency, default=None) for part in parts]
    known = [words for words in best if words is not None]
    needed = (frozenset[str]().union(*known),) if len(known) == len(parts) else ()
    if exact is not None:
        return Part(exact, (), exact, exact)
    starts = frozenset[str]().union(*(part.starts for part in parts))
    ends = frozenset[str]().union(*(part.ends for part in parts))
    return Part(None, needed, _cut(starts, _MOST, first=True), _cut(ends, _MOST, first=False))


def _cut(words: Words, most: int, *, first: bool) -> Words:
    """Return the words shortened to their first (or last) characters, until there are at most so many."""
    for length in (12, 6, 4, 3, 2, 1):
        shorter = frozenset(word[:length] if first else word[-length:] for word in words)
        if len(shorter) <= most:
            return shorter
    return _EMPTY


def _joined(run: Words, following: Words) -> Words | None:
    if len(run) * len(following) > _MOST:
        return None
    if run == _EMPTY or following == _EMPTY:
        return following if run == _EMPTY else run
    return frozenset(left + right for left, right in product(run, following))


_READ: dict[tuple[str, str], Part] = {}
"""Groups read, by reader and text."""


def _before(run: Words, following: Words) -> Words:
    """Return `run` with the beginnings of what follows, as far as these are few."""
    return _joined(run, _cut(following, max(1, _MOST // len(run)), first=True)) or run


def _met(behind: Words, run: Words, following: Words) -> list[Words]:
    """Return what is known to stand in a row: what is before a run, the run, and what follows."""
    if behind == run == following == _EMPTY:
        return []
    row = _before(run, following)
    if behind == _EMPTY:
        return [row] if tells(row) else []
    rows = (row, _joined(_cut(behind, max(1, _MOST // len(row)), first=False), row) or row)
    return [words for words in dict.fromkeys(rows) if tells(words)]


class PatternReader:
    """A pattern being read from left to right."""

    key: str = "words"
    """What tells apart readers that read the same differently."""
    digit: ClassVar[Part] = exactly(frozenset("0123456789"))
    """Digits of other scripts are not looked for: no rule of ours means them."""
    boundary: ClassVar[Part] = exactly(frozenset({BOUNDARY}))

    def __init__(self, pattern: str) -> None:
        self._pattern, self._position = pattern, 0

    @property
    def at_end(self) -> bool:
        """Whether all has been read: otherwise the pattern holds what this reader does not know."""
        return self._position >= len(self._pattern)

    def literal(self, text: str) -> Part:
        """Return what fixed characters match."""
        return exactly(frozenset({text}))

    def character_class(self, body: str) -> Part:
        """Return what a class matches, given what stands between its brackets: if it is few characters."""
        members = class_members(body) if body != r"\d" else set("0123456789")
        return exactly(frozenset(members)) if members and len(members) <= _FEW else OPEN

    def alternatives(self) -> Part:
        """Read up to the end of the group or pattern."""
        parts = [self._sequence()]
        while self._peek() == "|":
            self._position += 1
            parts.append(self._sequence())
        return _union(parts)

    def _peek(self, length: int = 1) -> str:
        return self._pattern[self._position : self._position + length]

    def _sequence(self) -> Part:
        clauses: list[Words] = []
        run, starts, behind = _EMPTY, None, _EMPTY
        while not self.at_end and self._peek() not in "|)":
            part = self._repeated(self._atom())
            clauses += part.needed
            if part.behind != _EMPTY and run == _EMPTY:
                behind = part.behind
            if part.ahead != _EMPTY:
                clauses += _met(behind, run, part.ahead)
            joined = _joined(run, part.exact) if part.exact is not None else None
            if joined is not None:
                run = joined
                continue
            clauses += _met(behind, run, part.starts)
            starts = starts or _before(run, part.starts)
            run, behind = _cut(part.ends, _MOST, first=False), _EMPTY
        clauses += _met(behind, run, _EMPTY)
        if starts is None:
            return Part(run, tuple(clauses), run, run)
        return Part(None, tuple(clauses), starts, run)

    def _repeated(self, part: Part) -> Part:
        least, most = self._times()
        if (least, most) == (1, 1):
            return part
        if least == 0:
            return exactly(part.exact | _EMPTY) if most == 1 and part.exact is not None else OPEN
        if part.exact is None:
            return Part(None, part.clauses, part.starts, part.ends)
        repeated = self._times_over(part.exact, least)
        if most is not None and most <= _LONGEST_REPEAT and repeated is not None:
            each = [self._times_over(part.exact, times) for times in range(least, most + 1)]
            words = [item for item in each if item is not None]
            together = frozenset[str]().union(*words)
            if len(words) == len(each) and len(together) <= _MOST:
                return exactly(together)
        held = repeated if repeated is not None else part.exact
        return Part(None, (held,) if tells(held) else (), held, held)

    @staticmethod
    def _times_over(words: Words, times: int) -> Words | None:
        result: Words | None = _EMPTY
        for _ in range(times):
            result = _joined(result, words) if result is not None else None
        return result

    def _times(self) -> tuple[int, int | None]:
        """Read what says how often the part before stands there: at least and at most."""
        mark = self._peek()
        least, most = 1, None if mark in "*+" else 1
        if mark and mark in "?*+":
            least = 1 if mark == "+" else 0
            self._position += 1
        elif mark == "{" and "}" in self._pattern[self._position :]:
            close = self._pattern.index("}", self._position)
            low, comma, high = self._pattern[self._position + 1 : close].partition(",")
            if not (low + high).isdigit():
                return 1, 1
            least = int(low or 0)
            most = int(high) if high else None if comma else least
            self._position = close + 1
        else:
            return 1, 1
        if self._peek() in ("?", "+"):
            self._position += 1
        return least, most

    def _atom(self) -> Part:
        character = self._peek()
        if character == "(":
            return self._group()
        if character == "[":
            return self._class()
        if character == "\\":
            return self._escaped()
        plain = _PLAIN.match(self._pattern, self._position)
        if plain is not None:
            self._position = plain.end()
            return self.literal(plain.group())
        self._position += 1
        if character in "^$":
            return NOTHING
        return OPEN if character == "." else self.literal(character)

    def _group(self) -> Part:
        """Read a group; many patterns of a rule end alike, so that most groups have been read before."""
        opened = self._position
        end = self._ends.get(opened)
        if end is None:
            return self._read_group(opened)
        key = (self.key, self._pattern[opened:end])
        known = _READ.get(key)
        if known is None:
            known = self._read_group(opened)
            if self._position == end and len(_READ) < _MOST_READ:
                _READ[key] = known
            return known
        self._position = end
        return known

    @cached_property
    def _ends(self) -> dict[int, int]:
        """Where groups begin and end, as far as a glance can tell."""
        opened: list[int] = []
        ends: dict[int, int] = {}
        for bracket in _BRACKET.finditer(self._pattern):
            if bracket.group() == "(":
                opened.append(bracket.start())
            elif bracket.group() == ")" and opened:
                ends[opened.pop()] = bracket.end()
        return ends

    def _read_group(self, opened: int) -> Part:
        self._position += 1
        hidden, opener = False, ""
        if self._peek() == "?":
            for opener in ("?:", "?>", "?=", "?!", "?<=", "?<!"):
                if self._peek(len(opener)) == opener:
                    hidden = opener not in ("?:", "?>")
                    self._position += len(opener)
                    break
            else:
                if self._peek(2) != "?<" and self._peek(3) != "?P<":
                    return self._flags(opened)
                self._position = self._pattern.index(">", self._position) + 1
        part = self.alternatives()
        self._position += 1
        if opener == "?=":
            return Part(_EMPTY, (), ahead=part.starts)
        if opener == "?<=":
            return Part(_EMPTY, (), behind=part.ends)
        return NOTHING if hidden else part

    def _flags(self, opened: int) -> Part:
        colon, close = self._pattern.find(":", opened), self._pattern.find(")", opened)
        if colon != -1 and colon < close and self._pattern[opened + 2 : colon].strip("-imsxf") == "":
            self._position = colon + 1
            part = self.alternatives()
            self._position += 1
            return part
        self._position = close + 1
        return NOTHING if self._pattern[opened + 2 : close].strip("-imsxf") == "" else OPEN

    def _class(self) -> Part:
        start = end = self._position + 1
        depth = 1
        if self._pattern.startswith("^", end):
            end += 1
        if self._pattern.startswith("]", end):
            end += 1
        while end < len(self._pattern) and depth:
            if self._pattern[end] == "\\":
                end += 1
            elif self._pattern[end] == "[":
                depth += 1
            elif self._pattern[end] == "]":
                depth -= 1
            end += 1
        self._position = end
        return self.character_class(self._pattern[start : end - 1])

    def _escaped(self) -> Part:
        start = self._position
        following = self._pattern[start + 1 : start + 2]
        self._position += 2
        if following == "b":
            return self.boundary
        if following in ("B", "A", "Z", "z"):
            return NOTHING
        if following == "d":
            return self.digit
        if following in ("p", "P", "x") and self._peek() == "{":
            self._position = self._pattern.index("}", start) + 1
            return OPEN
        for letter, digits in (("u", 4), ("U", 8), ("x", 2)):
            if following == letter:
                code = self._peek(digits)
                self._position += digits
                return self.literal(chr(int(code, 16)))
        if following == "g" and self._peek() == "<":
            self._position = self._pattern.index(">", start) + 1
            return OPEN
        if following and not following.isalnum():
            return self.literal(following)
        return OPEN


def class_members(body: str) -> set[str] | None:
    """Return the characters of a class of plain characters and short ASCII ranges, or nothing for any other."""
    if not body or body.startswith("^") or set(body) & set("\\[&|~"):
        return None
    members: set[str] = set()
    position = 0
    while position < len(body):
        low, high = body[position], body[position + 2 : position + 3]
        if body[position + 1 : position + 2] == "-" and high:
            if not (low.isascii() and low.isalnum() and high.isascii() and high.isalnum()):
                return None
            members.update(map(chr, range(ord(low), ord(high) + 1)))
            position += 3
        else:
            members.add(low)
            position += 1
    return members
