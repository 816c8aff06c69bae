"""A Chinese name swapped for another: the clause is laid beside its fact, and what differs before a name's ending is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import cache

from drafting.checks.facts.hedging import is_hedged
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.statement import Finding

_SPOKEN_OF, _LEAST = 0.4, 2
"""A clause is laid beside a source that holds two fifths of its pieces, and at least two (ours)."""
_LONGEST = 4
_FUNCTION = re.compile(
    "[的了在是和与及已被经由送可以为从把向到报给对将并或于至其请让就按往也均都我您你他她它们本该各此这那又还再先后前时起日月年有无不没未个名位起台次等个两多全每来去说称]"
)


@cache
def _endings() -> re.Pattern[str]:
    """A name's ending right behind the difference; longer ones may have four characters of the name between."""
    words = {*lexicon.names().organisation_suffixes, *lexicon.names().aligned_endings}
    long = "|".join(sorted((w for w in words if len(w) > 1), key=len, reverse=True))
    short = "|".join(sorted(w for w in words if len(w) == 1))
    return re.compile(rf"[\u3400-\u9fff]{{0,4}}?(?:{long})|(?:{short})(?![学技研长员内外位])")


@cache
def _generic() -> re.Pattern[str]:
    names = lexicon.names()
    words = {*names.organisation_generic, *names.left_boundaries} - {"人民", "中", "市", "区"}
    return re.compile("(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")+")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield names that differ from the fact's own in a clause that otherwise says the same."""
    if reading.passage.language != "zh" or not reading.comparable:
        return
    yield from _of_another_level(reading)
    sources = {s.id: s for s in reading.ledger.of("confirmed", "commitment")}
    for clause in reading.setting.clauses:
        pieces = reading.grams_of(clause)
        near = reading.nearness_of(pieces)
        name = max(sources, key=lambda name: near.get(name, 0.0), default="")
        share = near.get(name, 0.0)
        if share < _SPOKEN_OF or share * len(pieces) < _LEAST - 0.5 or is_hedged(reading, clause):
            continue
        yield from _differences(reading, clause, sources[name])


@cache
def _levelled() -> re.Pattern[str]:
    names = lexicon.names()
    words = {*names.organisation_suffixes, *names.aligned_endings} - set(names.level_no_name)
    cores = "|".join(sorted((w for w in words if len(w) > 1), key=len, reverse=True))
    return re.compile(rf"(?P<mark>第[一二三四五六七八九十]|[省市区县])(?P<core>{cores})")


def _of_another_level(reading: Reading) -> Iterator[Finding]:
    """市疾控中心 where the brief knows only 区疾控中心, 第一医院 where it knows only 第二医院."""
    public = reading.ledger.public_text
    for match in _levelled().finditer(reading.setting.low):
        mark, core = match["mark"], match["core"]
        if mark + core in public:
            continue
        others = rf"第[一二三四五六七八九十]{core}" if mark[0] == "第" else rf"[省市区县]{core}"
        other = re.search(others, public)
        if other is None or "denied" in reading.setting.moods_at(*match.span()):
            continue
        yield reading.finding(
            "altered_name", match.span(), "altered_fact", right=other.group(), suggestion=other.group()
        )


def _differences(reading: Reading, clause: tuple[int, int], source: Source) -> Iterator[Finding]:
    said, known = reading.setting.low[slice(*clause)], lower(source.text)
    whole = reading.setting.low[slice(*reading.setting.sentence_at(clause[0]))]
    for tag, a, b, c, d in SequenceMatcher(None, said, known, autojunk=False).get_opcodes():
        ending = _endings().match(said, b)
        if tag != "replace" or ending is None or not _is_name(said[a:b]) or not _is_name(known[c:d]):
            continue
        own = _endings().match(known, d)
        if own is None or own.group() != ending.group():
            continue
        new, right = said[a : ending.end()], known[c : own.end()]
        if new in known or right in whole or new in reading.ledger.public_text:
            continue
        span = (clause[0] + a, clause[0] + ending.end())
        yield reading.finding(
            "altered_name", span, "altered_fact", source=source, right=right, suggestion=right
        )


def _is_name(words: str) -> bool:
    return (
        0 < len(words) <= _LONGEST
        and all("\u3400" <= character <= "\u9fff" for character in words)
        and not _FUNCTION.search(words)
        and not _generic().fullmatch(words)
    )
