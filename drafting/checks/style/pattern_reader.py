"""Reads off a pattern what every match of it must hold: sets of words of which one is there.

The reader is our own and modest: what it does not understand counts as able to match anything, so that a pattern it
cannot see through is read everywhere, and never left out where it could match.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import ClassVar

from drafting.checks.style.pattern_parts import (
    BOUNDARY,
    EMPTY,
    MOST,
    NOTHING,
    OPEN,
    Part,
    Words,
    before,
    cut,
    exactly,
    in_a_row,
    joined,
    tells,
    union,
)

_LONGEST_REPEAT = 4
_FEW = 12
"""Members up to which a class stands for its characters."""

_PLAIN = re.compile(r"[^\\\[\](){}.*+?^$|]+(?![*+?{])")
"""Fixed characters, without the one that a mark of repetition follows."""

_BRACKET = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()]", re.DOTALL)
_MOST_READ = 20_000

_READ: dict[tuple[str, str], Part] = {}
"""Groups read, by reader and text."""


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
        return union(parts)

    def _peek(self, length: int = 1) -> str:
        return self._pattern[self._position : self._position + length]

    def _sequence(self) -> Part:
        clauses: list[Words] = []
        run, starts, behind = EMPTY, None, EMPTY
        while not self.at_end and self._peek() not in "|)":
            part = self._repeated(self._atom())
            clauses += part.needed
            if part.behind != EMPTY and run == EMPTY:
                behind = part.behind
            if part.ahead != EMPTY:
                clauses += in_a_row(behind, run, part.ahead)
            longer = joined(run, part.exact) if part.exact is not None else None
            if longer is not None:
                run = longer
                continue
            clauses += in_a_row(behind, run, part.starts)
            starts = starts or before(run, part.starts)
            run, behind = cut(part.ends, MOST, first=False), EMPTY
        clauses += in_a_row(behind, run, EMPTY)
        if starts is None:
            return Part(run, tuple(clauses), run, run)
        return Part(None, tuple(clauses), starts, run)

    def _repeated(self, part: Part) -> Part:
        least, most = self._times()
        if (least, most) == (1, 1):
            return part
        if least == 0:
            return exactly(part.exact | EMPTY) if most == 1 and part.exact is not None else OPEN
        if part.exact is None:
            return Part(None, part.clauses, part.starts, part.ends)
        repeated = self._times_over(part.exact, least)
        if most is not None and most <= _LONGEST_REPEAT and repeated is not None:
            each = [self._times_over(part.exact, times) for times in range(least, most + 1)]
            words = [item for item in each if item is not None]
            together = frozenset[str]().union(*words)
            if len(words) == len(each) and len(together) <= MOST:
                return exactly(together)
        held = repeated if repeated is not None else part.exact
        return Part(None, (held,) if tells(held) else (), held, held)

    @staticmethod
    def _times_over(words: Words, times: int) -> Words | None:
        result: Words | None = EMPTY
        for _ in range(times):
            result = joined(result, words) if result is not None else None
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
            return Part(EMPTY, (), ahead=part.starts)
        if opener == "?<=":
            return Part(EMPTY, (), behind=part.ends)
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
