"""A cause that was given, and another one that is given now."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.consistency.spoken import Change, Spoken
from drafting.checks.facts.grams import grams
from drafting.late_patterns import late

_CAUSE = late(
    r"(?:事故|故障|起火|事件|直接|主要|根本)?原因(?:初步)?(?:查明|认定)?(?:是|为|系|在于)(?P<a>[^，。；！？\n]{2,40})"
    r"|(?:系|是)?(?:因为|由于|系因|因)(?P<b>[^，。；！？\n]{2,30}?)(?:导致|造成|引发|引起|所致|发生|出现)"
    r"|系(?:由)?(?P<c>[^，。；！？\n]{2,30}?)(?:导致|造成|引发|引起|所致)"
    r"|\bcause(?: of [^.;,\n]{2,40})? (?:was|is) (?P<d>[^.;\n]{3,80})|\b(?:caused|triggered) by (?P<e>[^.;\n]{3,80})",
    re.IGNORECASE,
)
_HARMLESS = late(r"不便|困扰|担忧|误解|inconvenience|distress|worry", re.IGNORECASE)


def changed(said: Spoken, now: Spoken) -> Iterator[Change]:
    """Yield where another cause is given, with no word of the first."""
    given = list(_causes(said))
    told = list(_causes(now))
    for start, _, old in given:
        news = [(a, b, new) for a, b, new in told if new]
        if old and news and not any(old & new for _, _, new in news):
            yield Change(said.clause_at(start), news[0][0], news[0][1], sure=False, cause=True)
            return


def _causes(told: Spoken) -> Iterator[tuple[int, int, frozenset[str]]]:
    for found in _CAUSE.finditer(told.text):
        group = next(name for name, words in found.groupdict().items() if words)
        start, end = found.span(group)
        if not _HARMLESS.search(found.group()) and told.asserts(start, end):
            yield start, end, grams(told.text[start:end], told.language)
