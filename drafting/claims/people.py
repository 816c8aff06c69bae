"""People of a Chinese text by the titles beside their names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from pydantic import BaseModel, ConfigDict

from drafting.claims import lexicon
from drafting.claims.fold import fold
from drafting.claims.setting import grouped
from drafting.data_files import read_data

_TITLE_REACH = 10
"""Characters before a name in which its title may stand."""


class _Book(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    rare_surnames: str
    titles: list[str]
    honorifics: list[str]
    after_names: str
    authorities: list[list[str]]
    hospitals: list[list[str]]
    schools: list[list[str]]


@cache
def book() -> _Book:
    """Return the word lists for people and authorities."""
    return read_data("drafting.claims", "lexicon/persons.yaml", _Book)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody named with a title: `title` right before the name, with up to six characters that qualify it."""

    name: str
    title: str
    start: int
    end: int


@cache
def surnames() -> frozenset[str]:
    """Return every surname of one character, the rare ones as well."""
    return frozenset(lexicon.names().surnames) | frozenset(book().rare_surnames)


@cache
def _titled() -> re.Pattern[str]:
    titles = "|".join(sorted(book().titles, key=len, reverse=True))
    stop = rf"(?=[{book().after_names}]|[^\u3400-\u9fff]|$)"
    first = "".join(sorted(surnames()))
    return re.compile(
        rf"(?:{titles})(?P<name>[{first}][\u3400-\u9fff]{{2}}(?:{stop}|(?=[一二三四五六七八九十]))|[{first}][\u3400-\u9fff]{stop}|[A-Z][a-zÀ-ɏ]+(?:\s[A-Z][a-zÀ-ɏ]+)+)"
    )


@lru_cache(maxsize=1024)
def people_of(text: str) -> tuple[Person, ...]:
    """Return the people of `text` whose name follows a title of office."""
    folded = fold(text)
    return tuple(
        Person(m["name"], title_before(folded, m.start("name")), *m.span("name"))
        for m in _titled().finditer(folded)
    )


@cache
def _title() -> re.Pattern[str]:
    titles = "|".join(sorted(book().titles, key=len, reverse=True))
    return re.compile(rf"(?P<of>[\u3400-\u9fff]{{0,6}}?)(?P<title>{titles})$")


def title_before(folded: str, start: int) -> str:
    """Return the title that stands right before a place, with what qualifies it; empty where none does."""
    match = _title().search(folded[max(0, start - _TITLE_REACH) : start])
    return match.group() if match else ""


def office_in(title: str) -> str:
    """Return the title of office alone that a title ends with."""
    return max((word for word in book().titles if title.endswith(word)), key=len, default="")


@cache
def offices() -> re.Pattern[str]:
    """Return an expression for the titles of office, the longest first."""
    return re.compile("|".join(sorted(book().titles, key=len, reverse=True)))


@cache
def _honoured() -> re.Pattern[str]:
    first = "".join(sorted(surnames() - frozenset("于向和万时常任管应从师为单车关")))
    return re.compile(rf"(?P<surname>[{first}])(?P<honour>{'|'.join(book().honorifics)})")


def honoured(text: str) -> Iterator[re.Match[str]]:
    """Yield surnames with what people are called by (鲁师傅), where no longer name ends with them."""
    for match in _honoured().finditer(text):
        if not (match.start() and text[match.start() - 1] in surnames() and match.start() > 1):
            yield match


@cache
def _bodies() -> tuple[re.Pattern[str], re.Pattern[str], tuple[int, ...]]:
    """One expression for every body, one with a group for each kind, and the group of kinds that each belongs to."""
    kinds = [
        (n, words)
        for n, group in enumerate((book().authorities, book().hospitals, book().schools))
        for words in group
    ]
    every = ["|".join(map(re.escape, words)) for _, words in kinds]
    parts = (f"(?P<k{n}>{words})" for n, words in enumerate(every))
    return re.compile("|".join(every)), re.compile("|".join(parts)), tuple(group for group, _ in kinds)


def bodies(low: str) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Yield the authorities, hospitals and schools that a folded text names: the group, the kind, the place."""
    anywhere, by_kind, groups = _bodies()
    for match in grouped(low, anywhere, by_kind):
        kind = int(str(match.lastgroup)[1:])
        yield groups[kind], kind, match.span()
