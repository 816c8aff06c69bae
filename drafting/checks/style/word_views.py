"""How a text is looked at when words are looked for in it: as it stands, or with a blank wherever no word is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import ClassVar

import regex

from drafting.checks.style.forms import CASED, CASELESS
from drafting.checks.style.pattern_parts import BOUNDARY, Words
from drafting.checks.style.rarity import telling_start

_ENOUGH = 1e-10
"""A word that is rarer than this by its first letters is looked for by these alone."""
_WORD = regex.compile(r"[\w--[\p{Han}\p{Hiragana}\p{Katakana}]]", regex.VERSION1)
_BESIDE_BLANK = regex.compile("\b+(?= )|(?<= )\b+")


def is_form(word: str) -> bool:
    """Whether a word is a form, which is looked for in the form of a text and not in a view of it."""
    return word.startswith((CASED, CASELESS))


@dataclass(frozen=True)
class View:
    """A text in lower case, as it stands."""

    name: ClassVar[str] = "plain"

    def of(self, text: str) -> str:
        """Return what is looked at, with the line breaks of `text`."""
        return lowered(text)

    def words(self, words: Words) -> Words | None:
        """Return a set of words as they stand in the view, or nothing where such a view cannot show them."""
        if is_form(next(iter(words), "")):
            return words
        shown = frozenset(map(self._word, words))
        return shown if all(map(self._tells, shown)) else None

    @lru_cache(maxsize=1 << 16)  # noqa: B019 - views are two and stay
    def _word(self, word: str) -> str:
        return telling_start(max(map(self._shown, word.split("\n")), key=len), _ENOUGH)

    def _tells(self, word: str) -> bool:
        return bool(word)

    def _shown(self, word: str) -> str:
        return word.replace(BOUNDARY, "")


@dataclass(frozen=True)
class Spaced(View):
    """A text with a blank wherever a word begins or ends, so that whole words can be looked for.

    Beside a character of a script without spaces a word may end anywhere, so these stand alone like punctuation.
    """

    name: ClassVar[str] = "spaced"

    def of(self, text: str) -> str:
        """Return what is looked at, with the line breaks of `text`."""
        others = set(_NOT_ASCII.findall(text))
        if len(others) > _MANY or not all(map(_stays_lower, others)):
            return f" {text.translate(_SPACED)} "
        for character in others.union(filter(text.__contains__, _SIGNS)):
            text = text.replace(character, _SPACED[ord(character)])
        return f" {text.lower()} "

    def _tells(self, word: str) -> bool:
        return bool(word.strip())

    def _shown(self, word: str) -> str:
        shown = "".join(BOUNDARY if c == BOUNDARY else _SPACED[ord(c)] for c in word)
        shown = str(_BESIDE_BLANK.sub("", shown))
        before = " " if shown.startswith(BOUNDARY) else ""
        after = " " if shown.endswith(BOUNDARY) else ""
        return before + shown.replace(BOUNDARY, "") + after


class _Spacing(dict[int, str]):
    """By code point: a letter in lower case, a blank, or a mark with blanks around it."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _WORD.match(character):
            folded = character.casefold()
            shown = folded if len(folded) == 1 else character
        else:
            shown = " " if character.isspace() else f" {character} "
        self[code] = shown
        return shown


_SPACED = _Spacing({ord("\n"): " \n "})
_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_SIGNS = [chr(code) for code in range(128) if chr(code) != " " and not _WORD.match(chr(code))]
_MANY = 40
"""Kinds of characters beyond ASCII above which replacing one after the other takes longer than a table."""


def _stays_lower(character: str) -> bool:
    return _SPACED[ord(character)].lower() == _SPACED[ord(character)]


PLAIN = View()
SPACED = Spaced()
VIEWS = {view.name: view for view in (PLAIN, SPACED)}


def lowered(text: str) -> str:
    """Return `text` in lower case and of the same length."""
    lower = text.lower()
    if len(lower) == len(text):
        return lower
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
