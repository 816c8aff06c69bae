"""What a pattern without fixed words needs at least: capitals, digits and signs in a certain row, such as `00-0000`."""

from __future__ import annotations

import re
from typing import ClassVar

from drafting.checks.style.pattern_parts import NOTHING, OPEN, Part, Words, exactly
from drafting.checks.style.pattern_reader import PatternReader, class_members

CASED, CASELESS = "\x02", "\x03"
"""What a form begins with: one for `form_of(text, cased=True)`, one for `cased=False`."""

_UPPER, _LOWER, _DIGIT, _OTHER = "A", "a", "0", "?"
_MOST = 16
"""Forms in a set at most."""
_WITHIN_WORD = re.compile(rf"{_LOWER}[^{_LOWER} ?]{_LOWER}")


def _table(*, cased: bool) -> bytes:
    letters = {
        code: _UPPER if chr(code).isupper() and cased else _LOWER
        for code in range(128)
        if chr(code).isalpha()
    }
    digits = {code: _DIGIT for code in range(128) if chr(code).isdigit()}
    shown = {**letters, **digits}
    return bytes(ord(shown[code]) if code in shown else code for code in range(256))


_TABLES = {True: _table(cased=True), False: _table(cased=False)}


def form_of(text: str, *, cased: bool) -> str:
    """Return the form of a text, of the same length.

    An ASCII capital is `A` (`a` unless `cased`), a small letter `a`, a digit `0`, what is not ASCII `?`.
    """
    return text.encode("ascii", "replace").translate(_TABLES[cased]).decode("ascii")


class FormReader(PatternReader):
    """Reads off a pattern the forms of which every match holds one."""

    digit: ClassVar[Part] = exactly(frozenset({_DIGIT}))
    boundary: ClassVar[Part] = NOTHING

    def __init__(self, pattern: str) -> None:
        super().__init__(pattern)
        self._cased = "(?i" not in pattern
        self.key = CASED if self._cased else CASELESS

    def literal(self, text: str) -> Part:
        """Return the form of fixed characters."""
        return exactly(frozenset({form_of(text, cased=self._cased)}))

    def character_class(self, body: str) -> Part:
        """Return the forms of a class's members."""
        members = class_members(body) if body != r"\d" else {_DIGIT}
        return exactly(frozenset(form_of("".join(members), cased=self._cased))) if members else OPEN

    def telling(self, shape: Part) -> set[Words]:
        """Return the sets of forms worth looking for, each form with what it begins with."""
        mark = CASED if self._cased else CASELESS
        return {
            frozenset(mark + form for form in forms)
            for forms in shape.clauses
            if len(forms) <= _MOST and all(_tells(form) for form in forms)
        }


def _tells(form: str) -> bool:
    """Whether a form is rare: it has two signs (blanks only where two stand together), or one within a word."""
    signs = sum(character not in (_LOWER, _OTHER, " ") for character in form)
    return "\n" not in form and (signs > 1 or "  " in form or _WITHIN_WORD.search(form) is not None)
