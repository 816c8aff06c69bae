"""English sentences as the Punkt method cuts them (Kiss and Strunk 2006), which Vale follows.

Quotation marks and brackets keep nothing together: each stop that is followed by a blank ends a sentence, unless it
belongs to an abbreviation or an initial.
"""

from __future__ import annotations

import regex

from drafting.sentences import Span

_STOP = regex.compile(r"(?P<dots>\.+|…+)?(?P<marks>[.!?…]*)[\"'”’)\]}*_]*(?=\s|\Z)")
_LAST_WORD = regex.compile(r"[^\s(\[\"“‘'—–/-]+\Z")
_ABBREVIATIONS = frozenset(
    "adm al apr assn ave blvd bros capt cf cmdr co col corp dec dept dist dr ed est feb fig figs fri ft gen gov hon inc "
    "jan jr lt ltd maj messrs mon mr mrs ms mt nov oct op p pp prof rep res rev sen sept sgt sr st ste sun supt tel thu "
    "tue univ viz vol vs wed a.m p.m e.g i.e u.s u.k u.n ph.d b.a m.a d.c no nos etc approx".split()
)
_MAY_END = frozenset("a.m p.m etc inc ltd co corp jr sr u.s u.k u.n ph.d d.c b.a m.a no".split())
"""Abbreviations that often stand at the end of a sentence: they end one where a capital follows."""


def english_spans(text: str) -> list[Span]:
    """Return the sentences of a paragraph in order, without surrounding blanks."""
    spans: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if not stop["dots"] and not stop["marks"]:
            continue
        if _goes_on(text[start : stop.start()], stop, text[stop.end() :].lstrip()):
            continue
        _append(spans, text, start, stop.end())
        start = stop.end()
    _append(spans, text, start, len(text))
    return spans


def _goes_on(head: str, stop: regex.Match[str], rest: str) -> bool:
    """Whether a stop ends no sentence: the dot of an abbreviation, an initial or a list's number, an open ellipsis."""
    if not rest or stop["marks"]:
        return False
    if len(stop["dots"]) > 1 or "…" in stop["dots"]:
        return not rest[0].isupper()
    found = _LAST_WORD.search(head)
    word = found.group().lower() if found else ""
    if word in _ABBREVIATIONS:
        return word not in _MAY_END or not rest[0].isupper()
    if regex.fullmatch(r"(?:\p{L}\.)*\p{L}", word):
        return rest[0].isalpha() and word != "i" and bool(found and found.group().isupper())
    return bool(regex.fullmatch(r"\d{1,3}", word)) and not head[: found.start() if found else 0].strip()


def _append(spans: list[Span], text: str, start: int, end: int) -> None:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    if piece.strip():
        spans.append(Span(start + left, start + len(piece.rstrip())))
