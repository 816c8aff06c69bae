"""Applies the findings that carry a literal replacement: the right figure, number or name, a rule's one swap."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass

from drafting.right_words import is_beyond_doubt
from drafting.statement import Finding

_RIGHT_WORDS = frozenset({"facts.altered_figure", "facts.altered_number", "facts.altered_name"})
"""Rules of the fact lock whose suggestion is the right figure, number or name itself, not advice."""
_RANK = {"error": 0, "warning": 1, "suggestion": 2}
_HAN = re.compile(r"[\u3400-\u9fff]")
_MONTHS = "January February March April May June July August September October November December".split()
_ISO_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_ISO_TIME = re.compile(r"(?P<hour>\d{2}):(?P<minute>\d{2})")
_DAY_ZH = re.compile(r"(?P<year>\d{4}年)?\d{1,2}月\d{1,2}[日号]")
_DAY_FIRST = re.compile(r"\d{1,2} (?P<month>[A-Z][a-z]+)(?P<year>,? \d{4})?")
_MONTH_FIRST = re.compile(r"(?P<month>[A-Z][a-z]+) \d{1,2}(?P<year>,? \d{4})?")
_TIME_ZH = re.compile(r"\d{1,2}[时点](?:\d{1,2}分|半|整)?")
_TIME_CLOCK = re.compile(r"\d{1,2}[:：]\d{2}")
_TIME_HALF = re.compile(
    r"\d{1,2}(?P<minutes>[:.]\d{2})?(?P<blank> ?)(?P<half>[ap]\.m\.?|[ap]m)", re.IGNORECASE
)


@dataclass(frozen=True)
class Fixed:
    """A text with what was put right in it: the findings, in order, whose replacement now stands there."""

    text: str
    applied: tuple[Finding, ...]


def fix(text: str, findings: Iterable[Finding]) -> Fixed:
    """Return `text` with every literal replacement applied.

    Where two findings claim the same words, the graver is applied; two equally grave ones that want different words
    leave them alone. Advice is never applied.
    """
    wanted = [(f, words) for f in findings if (words := replacement_for(text, f)) is not None]
    wanted.sort(key=lambda pair: (_RANK[pair[0].severity], pair[0].start, pair[0].end))
    chosen: list[tuple[Finding, str]] = []
    for finding, words in wanted:
        rivals = [(f, w) for f, w in wanted if _overlap(f, finding) and (f, w) != (finding, words)]
        graver = any(_RANK[f.severity] < _RANK[finding.severity] for f, _ in rivals)
        disputed = any(f.severity == finding.severity and w != words for f, w in rivals)
        if not graver and not disputed and not any(_overlap(f, finding) for f, _ in chosen):
            chosen.append((finding, words))
    chosen.sort(key=lambda pair: pair[0].start)
    pieces, end = [], 0
    for finding, words in chosen:
        pieces += [text[end : finding.start], words]
        end = finding.end
    return Fixed("".join([*pieces, text[end:]]), tuple(finding for finding, _ in chosen))


def difference(path: str, before: str, after: str) -> str:
    """Return a unified diff of a file's text; nothing where it stays as it is. Line ends are kept."""
    if before == after:
        return ""
    old, new = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (before, after))
    lines = difflib.unified_diff(old, new, fromfile=path, tofile=path)
    return "".join(
        line if line.endswith("\n") else line + "\n\\ No newline at end of file\n" for line in lines
    )


def replacement_for(text: str, finding: Finding) -> str | None:
    """Return the words that may stand in place of a finding's, or nothing where it only advises."""
    if finding.end <= finding.start or text[finding.start : finding.end] != finding.match:
        return None
    if finding.replacement:
        words: str | None = _capitalised_like(finding.match, finding.replacement)
    elif finding.rule in _RIGHT_WORDS and finding.suggestion and is_beyond_doubt(text, finding):
        words = _in_form(finding, finding.suggestion.strip(), text[finding.end :])
    else:
        return None
    return None if words == finding.match else words


def _overlap(one: Finding, other: Finding) -> bool:
    return one.start < other.end and other.start < one.end


def _capitalised_like(words: str, right: str) -> str:
    if words[:1].isupper() and not words.isupper() and right[:1].islower():
        return right[:1].upper() + right[1:]
    return right


def _uncapitalised_like(words: str, right: str) -> str:
    """A numeral that opens the fact, such as Four, without its capital where it opens nothing."""
    return right.lower() if words.islower() and right.istitle() and right.isalpha() else right


def _in_form(finding: Finding, right: str, following: str) -> str | None:
    """The brief's words in the form in which the text writes such things; nothing where that cannot be told."""
    words = finding.match.strip()
    lead, tail = finding.match.partition(words)[0], finding.match.rpartition(words)[2]
    day, time = _ISO_DAY.fullmatch(right), _ISO_TIME.fullmatch(right)
    found: str | None
    if day:
        found = _day_like(words, *(int(day[part]) for part in ("year", "month", "day")))
    elif time:
        found = _time_like(words, int(time["hour"]), int(time["minute"]))
    elif finding.rule == "facts.altered_name":
        found = _as_written(words, right, finding.evidence or "")
    elif not right or "\n" in right or bool(_HAN.search(words)) != bool(_HAN.search(right)):
        found = None
    else:
        found = _uncapitalised_like(words, _capitalised_like(words, right))
    if found is None:
        return None
    doubled = _HAN.search(found[-1:]) and not _HAN.search(words) and following.startswith(found[-1])
    return lead + (found[:-1] if doubled else found) + tail


def _day_like(words: str, year: int, month: int, day: int) -> str | None:
    if found := _DAY_ZH.fullmatch(words):
        return (f"{year}年" if found["year"] else "") + f"{month}月{day}{words[-1]}"
    for order in (_DAY_FIRST, _MONTH_FIRST):
        found = order.fullmatch(words)
        if found:
            name = _MONTHS[month - 1] if len(found["month"]) > 3 else _MONTHS[month - 1][:3]
            tail = f"{found['year'][:-4]}{year}" if found["year"] else ""
            return (f"{day} {name}" if order is _DAY_FIRST else f"{name} {day}") + tail
    return f"{year:04d}-{month:02d}-{day:02d}" if _ISO_DAY.fullmatch(words) else None


def _time_like(words: str, hour: int, minute: int) -> str | None:
    if _TIME_ZH.fullmatch(words):
        sign = "点" if "点" in words else "时"
        return f"{hour}{sign}" + (f"{minute}分" if minute else "")
    if _TIME_CLOCK.fullmatch(words):
        return f"{hour:02d}{words[-3]}{minute:02d}"
    found = _TIME_HALF.fullmatch(words)
    if found is None:
        return None
    half = ("p" if hour >= 12 else "a") + found["half"][1:].lower()
    half = half.upper() if found["half"].isupper() else half
    sign = found["minutes"][0] if found["minutes"] else "."
    minutes = f"{sign}{minute:02d}" if minute or found["minutes"] else ""
    return f"{(hour - 1) % 12 + 1}{minutes}{found['blank']}{half}"


def _as_written(words: str, right: str, evidence: str) -> str | None:
    """A name in the capitals of the fact, for names are compared in lower case."""
    at = evidence.lower().find(right.lower())
    if at >= 0 and len(evidence.lower()) == len(evidence):
        return evidence[at : at + len(right)]
    return right if right != right.lower() or words == words.lower() else None
