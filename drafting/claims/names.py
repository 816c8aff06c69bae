"""Names of organisations, people and places, as far as their form tells; quotations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.quantities import make
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_NAME_LENGTH = 22
_QUOTED = late(r"[“「『\"](?P<words>[^”」』\"\n]{2,300})[”」』\"]")


@cache
def _organisation() -> re.Pattern[str]:
    suffixes = "|".join(sorted(lexicon.names().organisation_suffixes, key=len, reverse=True))
    return re.compile(
        rf"[\u3400-\u9fffA-Za-z0-9()·]{{1,{_NAME_LENGTH}}}?(?:{suffixes})(?!{'|'.join(['长', '的人'])})"
    )


@cache
def _left_edge() -> re.Pattern[str]:
    return re.compile(
        ".*(?:" + "|".join(sorted(lexicon.names().left_boundaries, key=len, reverse=True)) + ")"
    )


@cache
def _generic() -> re.Pattern[str]:
    names = lexicon.names()
    generic = "|".join(sorted(names.organisation_generic, key=len, reverse=True))
    suffixes = "|".join(sorted(names.organisation_suffixes, key=len, reverse=True))
    return re.compile(f"(?:{generic})*(?:{suffixes})")


@cache
def _person() -> re.Pattern[str]:
    names = lexicon.names()
    titles = "|".join(sorted(names.person_titles, key=len, reverse=True))
    return re.compile(
        rf"(?<![\u3400-\u9fff])?(?P<name>[{names.surnames}](?:某某|某|[\u3400-\u9fff]{{1,2}})?)(?P<title>{titles})"
    )


_CAPITALISED = r"[A-Z][A-Za-z'’-]*[A-Za-z]|[A-Z]{2,}|[A-Z]\."
_ENGLISH = late(
    rf"(?<![A-Za-z0-9'’])(?:{_CAPITALISED})(?:(?:[ \t]+|[ \t]+(?:of|and|for|the|de|van|von|&)[ \t]+)(?:{_CAPITALISED}))*"
)


def chinese_names(setting: Setting) -> Iterator[Claim]:
    """Yield organisations by their suffix and people by surname and title."""
    for match in _organisation().finditer(setting.folded):
        edge = _left_edge().match(match.group()[:-2])
        start = match.start() + (edge.end() if edge else 0)
        words = setting.folded[start : match.end()]
        if not _generic().fullmatch(words) and len(words) > 2:
            yield make(setting, "name", (start, match.end()), words, unit="organisation")
    for match in _person().finditer(setting.folded):
        yield make(setting, "name", match.span(), match.group(), unit="person")


_FESTIVE = late(
    r"(?:New Year(?:'s|’s)?(?: Eve| Day)?|Christmas (?:Eve|Day)|Boxing Day|Easter (?:Monday|Sunday)|Good Friday|(?:Labor|Labour|Memorial|Independence) Day)"
)
"""Days that are told by a name."""


@cache
def _common() -> frozenset[str]:
    return frozenset(lexicon.names().english_common)


def english_names(setting: Setting) -> Iterator[Claim]:
    """Yield runs of capitalised words, without the ordinary words that a sentence or heading begins with."""
    starts = {start for start, _ in setting.sentences} | {a + 1 for a, _ in setting.quotations}
    starts |= {m.end() for m in re.finditer(r"[:\n\[(]\s*|[-•*]\s+|(?<![A-Za-z])No\.\s+", setting.folded)}
    headings = _headings(setting)
    for match in _ENGLISH.finditer(setting.folded):
        if _FESTIVE.fullmatch(match.group()):
            continue
        if any(a <= match.start() < b for a, b in headings):
            continue
        words = [
            (match.start() + m.start(), m.group()) for m in re.finditer(r"[A-Za-z'’.&-]+", match.group())
        ]
        while words and (words[0][1] in _common() or words[0][1].islower()):
            words.pop(0)
        while words and (words[-1][1] in _common() or words[-1][1].islower()):
            words.pop()
        if not words or (len(words) == 1 and (words[0][0] in starts or "'" in words[0][1][:3])):
            continue
        start, end = words[0][0], words[-1][0] + len(words[-1][1])
        yield make(setting, "name", (start, end), setting.folded[start:end], unit="person_or_organisation")


def _headings(setting: Setting) -> list[tuple[int, int]]:
    """Lines in title case, where a capital says nothing."""
    found = []
    for line in re.finditer(r"[^\n]+", setting.folded):
        words = re.findall(r"[A-Za-z][A-Za-z'-]{3,}", line.group())
        if (
            words
            and not re.search(r"[.!?]\s*$", line.group())
            and sum(w[0].isupper() for w in words) >= len(words) * 0.7
        ):
            found.append(line.span())
    return found


def quotations(setting: Setting) -> Iterator[Claim]:
    """Yield what stands in quotation marks, without the marks."""
    for match in _QUOTED.finditer(setting.text):
        yield make(
            setting,
            "quotation",
            match.span("words"),
            re.sub(r"\s+", " ", setting.low[slice(*match.span("words"))]),
        )
