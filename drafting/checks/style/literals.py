"""Which fixed words a text must hold for a pattern to match: what lets most patterns go unread on most lines.

The reader of patterns is our own and modest: what it does not understand counts as able to match anything, so that a
pattern it cannot see through is read everywhere, and never left out where it could match.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from drafting.checks.style.rarity import frequency

BOUNDARY = "\b"
"""Stands in a word for a place where a word begins or ends."""

_MOST = 64
"""How many alternatives are kept before a stretch is called open; bounds the work, loses only speed."""
_LONGEST_REPEAT = 4

_VERBOSE = re.compile(r"\(\?[a-z]*x")
_PLAIN = re.compile(r"[^\\\[\](){}.*+?^$|]+(?![*+?{])")
"""Fixed characters, without the one that a mark of repetition follows."""

_CLAUSES = 8
"""How many sets are kept of a pattern."""

Words = frozenset[str]
Needed = tuple[Words, ...]
"""Sets of words, in lower case: every match holds at least one word of each set. Without sets nothing is known."""

_EMPTY: Words = frozenset({""})


@dataclass(frozen=True)
class _Part:
    """What is known of a part of a pattern.

    `exact`: every text that it can match, where these are few. Any match begins with one of `starts`, ends with one of
    `ends`, and holds one word of each set of `needed`.
    """

    exact: Words | None
    needed: Needed = ()
    starts: Words = _EMPTY
    ends: Words = _EMPTY

    @property
    def clauses(self) -> Needed:
        """All that is known of what a match holds."""
        held = (*self.needed, self.exact) if self.exact is not None else (*self.needed, self.starts, self.ends)
        return tuple(words for words in held if _tells(words))


def _exactly(words: Words) -> _Part:
    return _Part(words, (), words, words)


_DIGIT = _exactly(frozenset("0123456789"))
"""Digits of other scripts are not looked for: no rule of ours means them."""
_NOTHING = _exactly(_EMPTY)
_BOUNDARY = _exactly(frozenset({BOUNDARY}))
_OPEN = _Part(None)


def needed_words(pattern: str) -> Needed:
    """Return sets of lower-case words, the rarest first; every match of `pattern` holds a word of each set.

    Words may hold `BOUNDARY`.
    """
    if "x" in pattern and _VERBOSE.search(pattern):
        return ()
    reader = _Reader(pattern)
    part = reader.alternatives()
    if not reader.at_end:
        return ()
    clauses = {_least(clause) for clause in part.clauses}
    return tuple(sorted(clauses, key=lambda words: (frequency(words), sorted(words)))[:_CLAUSES])


def _tells(words: Words) -> bool:
    return all(word.strip(BOUNDARY) for word in words)


def _least(words: Words) -> Words:
    lower = {word.lower() for word in words}
    return frozenset(word for word in lower if not any(other in word for other in lower if other != word))


def _union(parts: list[_Part]) -> _Part:
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
        return _Part(exact, (), exact, exact)
    starts = frozenset[str]().union(*(part.starts for part in parts))
    ends = frozenset[str]().union(*(part.ends for part in parts))
    return _Part(None, needed, _cut(starts, _MOST, first=True), _cut(ends, _MOST, first=False))


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
    return frozenset(left + right for left, right in product(run, following))


class _Reader:
    """A pattern being read from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern, self._position = pattern, 0

    @property
    def at_end(self) -> bool:
        """Whether all has been read: otherwise the pattern holds what this reader does not know."""
        return self._position >= len(self._pattern)

    def alternatives(self) -> _Part:
        """Read up to the end of the group or pattern."""
        parts = [self._sequence()]
        while self._peek() == "|":
            self._position += 1
            parts.append(self._sequence())
        return _union(parts)

    def _peek(self, length: int = 1) -> str:
        return self._pattern[self._position : self._position + length]

    def _sequence(self) -> _Part:
        clauses: list[Words] = []
        run, starts = _EMPTY, None
        while not self.at_end and self._peek() not in "|)":
            part = self._repeated(self._atom())
            clauses += part.needed
            joined = _joined(run, part.exact) if part.exact is not None else None
            if joined is not None:
                run = joined
                continue
            met = _joined(run, _cut(part.starts, max(1, _MOST // len(run)), first=True)) or run
            clauses.append(met)
            starts = starts or met
            run = _cut(part.ends, _MOST, first=False)
        if starts is None:
            return _Part(run, tuple(clauses), run, run)
        return _Part(None, tuple(words for words in clauses if _tells(words)), starts, run)

    def _repeated(self, part: _Part) -> _Part:
        least, most = self._times()
        if (least, most) == (1, 1):
            return part
        if least == 0:
            return _exactly(part.exact | _EMPTY) if most == 1 and part.exact is not None else _OPEN
        if part.exact is None:
            return _Part(None, part.clauses, part.starts, part.ends)
        repeated = self._times_over(part.exact, least)
        if most is not None and most <= _LONGEST_REPEAT and repeated is not None:
            each = [self._times_over(part.exact, times) for times in range(least, most + 1)]
            words = [item for item in each if item is not None]
            together = frozenset[str]().union(*words)
            if len(words) == len(each) and len(together) <= _MOST:
                return _exactly(together)
        held = repeated if repeated is not None else part.exact
        return _Part(None, (held,) if _tells(held) else (), held, held)

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

    def _atom(self) -> _Part:
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
            return _exactly(frozenset({plain.group()}))
        self._position += 1
        if character in "^$":
            return _NOTHING
        return _OPEN if character == "." else _exactly(frozenset({character}))

    def _group(self) -> _Part:
        opened = self._position
        self._position += 1
        hidden = False
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
        return _NOTHING if hidden else part

    def _flags(self, opened: int) -> _Part:
        colon, close = self._pattern.find(":", opened), self._pattern.find(")", opened)
        if colon != -1 and colon < close and self._pattern[opened + 2 : colon].strip("-imsxf") == "":
            self._position = colon + 1
            part = self.alternatives()
            self._position += 1
            return part
        self._position = close + 1
        return _NOTHING if self._pattern[opened + 2 : close].strip("-imsxf") == "" else _OPEN

    def _class(self) -> _Part:
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
        return _class_part(self._pattern[start : end - 1])

    def _escaped(self) -> _Part:
        start = self._position
        following = self._pattern[start + 1 : start + 2]
        self._position += 2
        if following == "b":
            return _BOUNDARY
        if following in ("B", "A", "Z", "z"):
            return _NOTHING
        if following == "d":
            return _DIGIT
        if following in ("p", "P", "x") and self._peek() == "{":
            self._position = self._pattern.index("}", start) + 1
            return _OPEN
        for letter, digits in (("u", 4), ("U", 8), ("x", 2)):
            if following == letter:
                code = self._peek(digits)
                self._position += digits
                return _exactly(frozenset({chr(int(code, 16))}))
        if following == "g" and self._peek() == "<":
            self._position = self._pattern.index(">", start) + 1
            return _OPEN
        if following and not following.isalnum():
            return _exactly(frozenset({following}))
        return _OPEN


def _class_part(body: str) -> _Part:
    """Return what a character class can match, where that is few characters or a short range of digits or letters."""
    if body == r"\d":
        return _DIGIT
    if not body or body.startswith("^") or set(body) & set("\\[&|~"):
        return _OPEN
    members: set[str] = set()
    position = 0
    while position < len(body):
        low, high = body[position], body[position + 2 : position + 3]
        if body[position + 1 : position + 2] == "-" and high:
            if not (low.isascii() and low.isalnum() and high.isalnum()) or ord(high) - ord(low) > 9:
                return _OPEN
            members.update(map(chr, range(ord(low), ord(high) + 1)))
            position += 3
        else:
            members.add(low)
            position += 1
    return _exactly(frozenset(members)) if len(members) <= 12 else _OPEN
