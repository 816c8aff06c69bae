"""Which fixed words a text must hold for a pattern to match: what lets most patterns go unread on most lines."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

_MOST = 64
"""How many alternatives are kept before a stretch is called open; bounds the work, loses only speed."""

_VERBOSE = re.compile(r"\(\?[a-z]*x")

_CLAUSES = 3
"""How many sets are kept of a pattern: each further one costs more than it spares."""
_TELLING = 4
"""Letters that each word of a further set must have: short words stand in every line."""

Words = frozenset[str]
Needed = tuple[Words, ...]
"""Sets of words, in lower case: every match holds at least one word of each set. Without sets nothing is known."""


@dataclass(frozen=True)
class _Part:
    """`exact`: every text that the part can match, where these are few; `needed`: one of each set is in any match."""

    exact: Words | None
    needed: Needed

    @property
    def clauses(self) -> Needed:
        """All that is known of what a match holds."""
        return self.needed if self.exact is None or not all(self.exact) else (*self.needed, self.exact)

    @property
    def best(self) -> Words | None:
        """The most telling set."""
        return max(self.clauses, key=_score, default=None)


_DIGIT = _Part(frozenset("0123456789"), ())
"""Digits of other scripts are not looked for: no rule of ours means them."""
_NOTHING = _Part(frozenset({""}), ())
_OPEN = _Part(None, ())


def needed_words(pattern: str) -> Needed:
    """Return sets of lower-case words; every match of `pattern` holds a word of each set."""
    if "x" in pattern and _VERBOSE.search(pattern):
        return ()
    part, end = _alternatives(pattern, 0)
    if end < len(pattern):
        return ()
    clauses = sorted({_least(clause) for clause in part.clauses}, key=_score, reverse=True)
    telling = [clause for clause in clauses[1:] if _score(clause)[0] >= _TELLING]
    return (*clauses[:1], *telling[: _CLAUSES - 1])


def _least(words: Words) -> Words:
    lower = {word.lower() for word in words}
    return frozenset(word for word in lower if not any(other in word for other in lower if other != word))


def _alternatives(pattern: str, position: int) -> tuple[_Part, int]:
    parts: list[_Part] = []
    while True:
        part, position = _sequence(pattern, position)
        parts.append(part)
        if position >= len(pattern) or pattern[position] != "|":
            break
        position += 1
    if len(parts) == 1:
        return parts[0], position
    exact = _union([part.exact for part in parts])
    best = _union([part.best for part in parts])
    return _Part(
        exact if exact is not None and len(exact) <= _MOST else None, (best,) if best else ()
    ), position


def _union(sets: list[Words | None]) -> Words | None:
    known = [words for words in sets if words is not None]
    return frozenset().union(*known) if len(known) == len(sets) else None


def _score(words: Words | None) -> tuple[float, int]:
    """How rare the words are likely to be: by their shortest, in letters, a Han character counting as four."""
    if not words or not all(words):
        return (0, 0)
    rarest = min(_weight(word) for word in words)
    return (min(8, rarest), -len(words))


def _weight(word: str) -> float:
    letters = sum(4 if letter >= "\u3400" else 1 for letter in word if letter.isalnum())
    return letters or 0.5


def _sequence(pattern: str, position: int) -> tuple[_Part, int]:
    clauses: list[Words] = []
    run: Words = frozenset({""})
    whole = True
    while position < len(pattern) and pattern[position] not in "|)":
        part, position = _atom(pattern, position)
        part, position = _repeated(pattern, position, part)
        clauses += part.needed
        joined = _joined(run, part.exact)
        if joined is not None:
            run = joined
            continue
        whole = False
        if all(run):
            clauses.append(run)
        run = part.exact if part.exact is not None else frozenset({""})
    if whole:
        return _Part(run, tuple(clauses)), position
    if all(run):
        clauses.append(run)
    return _Part(None, tuple(clauses)), position


def _joined(run: Words, exact: Words | None) -> Words | None:
    if exact is None or len(run) * len(exact) > _MOST:
        return None
    return frozenset(left + right for left, right in product(run, exact))


def _repeated(pattern: str, position: int, part: _Part) -> tuple[_Part, int]:
    mark = pattern[position : position + 1]
    least, most = 1, 1
    if mark and mark in "?*+":
        least, most = (1, 2) if mark == "+" else (0, 1 if mark == "?" else 2)
        position += 1
    elif mark == "{" and "}" in pattern[position:]:
        body = pattern[position + 1 : pattern.index("}", position)]
        low, comma, high = body.partition(",")
        if not (low + high).isdigit():
            return part, position
        least = int(low or 0)
        most = int(high) if high else (2 if comma else least)
        position += len(body) + 2
    else:
        return part, position
    if pattern[position : position + 1] in ("?", "+"):
        position += 1
    if (least, most) == (1, 1):
        return part, position
    if least == 0:
        exact = part.exact | {""} if most == 1 and part.exact is not None else None
        return _Part(exact, ()), position
    return _Part(None, part.clauses), position


def _atom(pattern: str, position: int) -> tuple[_Part, int]:
    character = pattern[position]
    if character == "(":
        return _group(pattern, position)
    if character == "[":
        return _class(pattern, position)
    if character == "\\":
        return _escaped(pattern, position)
    if character in "^$":
        return _NOTHING, position + 1
    if character == ".":
        return _OPEN, position + 1
    return _Part(frozenset({character}), ()), position + 1


def _group(pattern: str, position: int) -> tuple[_Part, int]:
    start = position + 1
    hidden = False
    if pattern.startswith("?", start):
        for opener in ("?:", "?>", "?=", "?!", "?<=", "?<!"):
            if pattern.startswith(opener, start):
                hidden = opener not in ("?:", "?>")
                start += len(opener)
                break
        else:
            if pattern.startswith(("?<", "?P<"), start):
                start = pattern.index(">", start) + 1
            else:
                return _flags(pattern, position)
    part, end = _alternatives(pattern, start)
    return (_NOTHING if hidden else part), end + 1


def _flags(pattern: str, position: int) -> tuple[_Part, int]:
    colon, close = pattern.find(":", position), pattern.find(")", position)
    if colon != -1 and colon < close and pattern[position + 2 : colon].strip("-imsx") == "":
        part, end = _alternatives(pattern, colon + 1)
        return part, end + 1
    return (_NOTHING if pattern[position + 2 : close].strip("-imsxf") == "" else _OPEN), close + 1


def _class(pattern: str, position: int) -> tuple[_Part, int]:
    start = end = position + 1
    depth = 1
    if pattern.startswith("^", end):
        end += 1
    if pattern.startswith("]", end):
        end += 1
    while end < len(pattern) and depth:
        if pattern[end] == "\\":
            end += 1
        elif pattern[end] == "[":
            depth += 1
        elif pattern[end] == "]":
            depth -= 1
        end += 1
    body = pattern[start : end - 1]
    if body in ("0-9", r"\d"):
        return _DIGIT, end
    plain = not body.startswith("^") and not set(body) & set("\\[-&|~") and 0 < len(body) <= 8
    return (_Part(frozenset(body), ()) if plain else _OPEN), end


def _escaped(pattern: str, position: int) -> tuple[_Part, int]:
    following = pattern[position + 1 : position + 2]
    if following in ("b", "B", "A", "Z", "z"):
        return _NOTHING, position + 2
    if following == "d":
        return _DIGIT, position + 2
    if following in ("p", "P", "x") and pattern[position + 2 : position + 3] == "{":
        return _OPEN, pattern.index("}", position) + 1
    for letter, digits in (("u", 4), ("U", 8), ("x", 2)):
        if following == letter:
            code = pattern[position + 2 : position + 2 + digits]
            return _Part(frozenset({chr(int(code, 16))}), ()), position + 2 + digits
    if following == "g" and pattern[position + 2 : position + 3] == "<":
        return _OPEN, pattern.index(">", position) + 1
    if following and not following.isalnum():
        return _Part(frozenset({following}), ()), position + 2
    return _OPEN, position + 2
