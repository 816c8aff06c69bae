"""Long Chinese names with one character changed, and another person behind somebody's title: 澜江影城 for 澜角影城."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.facts.known_names import known_names
from drafting.checks.facts.ledger import Ledger, kept_with_ledger
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import fold
from drafting.claims.people import people_of, surnames
from drafting.late_patterns import late
from drafting.statement import Finding

_LEAST, _MOST = 4, 14
"""Characters of a name in which one that is another can be no chance (ours)."""
_HAN = r"[\u3400-\u9fff]"
_TITLE = late(r"(?P<title>[\u3400-\u9fff]{1,2}[员长师任理士官])[为是由]?$")
_NUMERAL = frozenset("一二三四五六七八九十两零第各全本该每某的和与及在")
"""What differs by one of these is another of a series, or is cut otherwise."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield names that are the brief's but for a character, and people with a title that the brief gives to another."""
    text, public = fold(reading.passage.text), fold(reading.ledger.public_text)
    for name, pattern in _patterns(reading.ledger):
        for match in pattern.finditer(text):
            other = next(c for c, own in zip(match.group(), name, strict=True) if c != own)
            if match.group() not in public and other not in _NUMERAL:
                yield reading.other_name(match.span(), name)
    for title, name, pattern in _titled(reading.ledger):
        for match in pattern.finditer(text):
            if match["name"] not in public and name not in text and title not in match["name"]:
                yield reading.other_name(match.span("name"), name)


@kept_with_ledger()
def _patterns(ledger: Ledger) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """An expression for each long name of the brief with one character inside it another."""
    names = {fold(name) for name in ledger.brief.names}
    names |= {fold(promise.owner) for promise in ledger.brief.commitments if promise.owner}
    found = []
    for name in sorted(names):
        if not _LEAST <= len(name) <= _MOST or not re.fullmatch(f"{_HAN}+", name):
            continue
        forms = (f"{name[:i]}(?!{name[i]}){_HAN}{name[i + 1 :]}" for i in range(1, len(name) - 1))
        found.append((name, re.compile("|".join(forms))))
    return tuple(found)


@kept_with_ledger()
def _titled(ledger: Ledger) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    """For each person of two or three characters, an expression for the person's title with somebody else behind it."""
    first = "".join(sorted(surnames()))
    people = {
        (fold(known.text), known.entity.start)
        for known in known_names(ledger)
        if known.entity.kind == "person"
    }
    people |= {(fold(s.text), p.start) for s in ledger.of("confirmed") for p in people_of(s.text)}
    names = {fold(known.surface) for known in known_names(ledger) if known.entity.kind == "person"}
    names |= {p.name for s in ledger.of("confirmed") for p in people_of(s.text)}
    found: dict[tuple[str, str], re.Pattern[str]] = {}
    for text, start in people:
        title = _TITLE.search(text[:start])
        name = next((n for n in names if text.startswith(n, start)), "")
        if title is None or not name or name[0] not in first:
            continue
        behind = rf"(?P<name>[{first}]{_HAN}{{{len(name) - 1}}})(?![\u3400-\u9fff]{{0,1}}[们等])"
        found[title["title"], name] = re.compile(
            rf"{title['title']}{behind}(?=[^\u3400-\u9fff]|[已在于被把将对向说表到当没也和与的是])"
        )
    held: dict[str, set[str]] = {}
    for office, holder in found:
        held.setdefault(office, set()).add(holder)
    return tuple((t, n, pattern) for (t, n), pattern in found.items() if len(held[t]) == 1)
