"""True statements and what is wrongly made of them: one claim changed at a time, deterministically.

Figures, dates, times, phones and document numbers are changed by code wherever they stand. What needs a reader's
judgement (a name, a scope, a paraphrase of what is kept back) is written by hand beside the statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from drafting.brief import Brief, Channel, Kind

DATA = Path(__file__).parent / "data"
EXAMPLES = Path(__file__).parents[1] / "examples"

_FOLDERS = {
    "dev": "mutations",
    "fourth": "mutations_fourth",
    "fifth": "mutations_fifth",
    "sixth": "mutations_sixth",
}

REPLACED = {
    "names": "name swapped",
    "polarity": "polarity flipped",
    "scope": "scope widened",
    "hedge": "hedge dropped",
    "deadline": "deadline dropped",
    "earlier_contradicted": "earlier contradicted",
    "rounding": "rounding or share",
}
INSERTED = {
    "cause": "cause added",
    "remedy": "remedy invented",
    "act": "act invented",
    "confidential_paraphrased": "confidential paraphrased",
}
DROPPED = {"deadline dropped", "earlier contradicted"}
"""Classes that leave a gap: any new finding on the statement counts."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December|Oct|Nov|Dec"
_SPANS = re.compile(
    r"(?P<address>[\w.]+@[\w.]+)"
    r"|(?P<phone>\+\d{1,3}(?: \d{1,4}){2,4}|(?<!\d)\d{1,4}(?:[- ]\d{3,4}){2,3}|(?<!\d)555-\d{4}|96000)"
    r"|(?P<identifier>(?<![A-Za-z0-9])(?=[A-Z0-9-]*\d)(?=[A-Z0-9-]*[A-Z])[A-Z0-9]+(?:-[A-Z0-9]+)*)"
    rf"|(?P<date>(?:\d{{4}}年)?\d{{1,2}}月\d{{1,2}}日|(?:{_MONTHS}) \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTHS})\b)"
    r"|(?P<time>\d{1,2}[:：]\d{2}|\d{1,2}[时点](?:\d{1,2}分)?|\b\d{1,2} ?[ap]\.?m\b)"
    r"|(?P<money>[£$€]\d[\d,.]*\d|\d[\d,.]*(?=万?元))"
    r"|(?P<percent>\d+(?:\.\d+)?(?=%))"
    r"|(?P<year>(?<![\d,])(?:19|20)\d\d(?:年|\b(?!,)))"
    r"|(?P<round_the_clock>24(?=小时| hours))"
    r"|(?P<number>\d[\d,]*\d|\d)"
)
_NOT_A_COUNT = re.compile(r"号|栋|单元|层|年级|月|-inch|\)|（|\.")
_BOUNDED = re.compile(r"(?:不到|超过|接近|more than |over |under |fewer than |nearly )\Z", re.IGNORECASE)
"""A bound that a changed figure may still keep: “more than 17,900” stays true as “more than 17,090”."""
_CLASSES = {
    "phone": "phone digit",
    "identifier": "id number changed",
    "date": "date moved",
    "time": "time moved",
    "money": "money",
    "percent": "percentage",
    "number": "figure changed",
}


@dataclass(frozen=True)
class TrueStatement:
    """A statement that says only what its brief allows."""

    name: str
    text: str
    brief: Brief
    kind: Kind
    channel: Channel


@dataclass(frozen=True)
class Mutant:
    """A statement with one claim made false; `start` and `end` are the changed words, in code points."""

    of: TrueStatement
    what: str
    text: str
    start: int
    end: int


def true_statements(name: str = "dev") -> list[tuple[TrueStatement, ...]]:
    """Return the true statements of a set, grouped by brief: `dev` on the examples, the others on briefs of their own."""
    groups = []
    for path in sorted((DATA / _FOLDERS[name]).glob("*.yaml")):
        within = _read(path).get("brief")
        brief = Brief.model_validate(within or _read(EXAMPLES / path.name))
        kind: Kind = "holding" if brief.kind == "auto" else brief.kind
        groups.append(
            tuple(
                TrueStatement(f"{path.stem}#{place}", item["text"], brief, kind, item["channel"])
                for place, item in enumerate(_read(path)["statements"], start=1)
            )
        )
    return groups


def mutants_of(group: tuple[TrueStatement, ...]) -> Iterator[Mutant]:
    """Yield every mutant of one brief's statements.

    Raises:
        ValueError: a hand-written change names words that stand in none of the statements.
    """
    for statement in group:
        yield from _changed_by_code(statement)
    stem = group[0].name.partition("#")[0]
    written = next(_read(path) for path in DATA.glob(f"mutations*/{stem}.yaml"))
    for field, what in REPLACED.items():
        for old, new in written.get(field, ()):
            found = [statement for statement in group if old in statement.text]
            if not found:
                raise ValueError(f"{stem}: {field}: no statement says {old!r}")
            yield from (
                _replaced(statement, what, statement.text.index(old), old, new) for statement in found
            )
    for field, what in INSERTED.items():
        for place, sentence in enumerate(written.get(field, ())):
            yield _inserted(group[place % len(group)], what, sentence)
    for place, clause in enumerate(_kept_back(group[0].brief)):
        yield _inserted(group[place % len(group)], "confidential pasted", clause)


def _changed_by_code(statement: TrueStatement) -> Iterator[Mutant]:
    text = statement.text
    for match in _SPANS.finditer(text):
        group = match.lastgroup or ""
        if group not in _CLASSES or (group == "number" and _NOT_A_COUNT.match(text, match.end())):
            continue
        if group == "date" and match.group().startswith("2026年") and text[match.end() :].strip() == "":
            continue
        if group in {"number", "money"} and _BOUNDED.search(text, 0, match.start()):
            continue
        old = match.group()
        half_day = bool(re.match(r" ?[ap]\.?m", text[match.end() :])) or old.endswith("m")
        new = _moved(group, old, half_day=half_day)
        if new != old:
            yield _replaced(statement, _CLASSES[group], match.start(), old, new)
        if group in {"money", "percent"}:
            yield _replaced(statement, _CLASSES[group], match.start(), old, _tenfold(old))
        swapped = _digits_swapped(old)
        if group in {"number", "money"} and swapped != old:
            yield _replaced(statement, "digit swapped", match.start(), old, swapped)
        if group in {"number", "money"}:
            yield from _unit_changed(statement, match.end())
    yield from _numerals_changed(statement)


def _moved(group: str, old: str, *, half_day: bool) -> str:
    if group in {"phone", "identifier"}:
        at = max(place for place, character in enumerate(old) if character.isdigit())
        return old[:at] + str((int(old[at]) + 3) % 10) + old[at + 1 :]
    if group == "date":
        day = re.search(r"\d{1,2}(?=日)|(?<![\d年])\d{1,2}(?![\d月])", old)
        if day is None:
            return old
        moved = int(day.group()) + 1 if int(day.group()) < 28 else int(day.group()) - 1
        return old[: day.start()] + str(moved) + old[day.end() :]
    if group == "time":
        hour = re.match(r"\d+", old)
        if hour is None:
            return old
        value = int(hour.group())
        later = value % 12 + 1 if half_day else value + 1 if value < 23 else value - 1
        return f"{later:0{len(hour.group())}d}" + old[hour.end() :]
    first = re.search(r"\d[\d,]*", old)
    if first is None:
        return old
    value = int(first.group().replace(",", ""))
    grown = value + max(1, value // 10)
    written = f"{grown:,}" if "," in first.group() else str(grown)
    return old[: first.start()] + written + old[first.end() :]


def _tenfold(old: str) -> str:
    if "." in old:
        whole, _, part = old.partition(".")
        return whole + part[0] + ("." + part[1:] if part[1:] else "")
    return old + "0" if "," not in old else old.replace(",", "", 1).replace(",", "") + "0"


def _digits_swapped(old: str) -> str:
    for place in range(len(old) - 1, 0, -1):
        left, right = old[place - 1], old[place]
        if left.isdigit() and right.isdigit() and left != right and not (place == 1 and right == "0"):
            return old[: place - 1] + right + left + old[place + 1 :]
    return old


def _unit_changed(statement: TrueStatement, end: int) -> Iterator[Mutant]:
    units: dict[str, str] = _UNITS["zh" if statement.brief.is_chinese else "en"]
    for unit in sorted(units, key=len, reverse=True):
        following = re.match(rf"\s?({re.escape(unit)})(?![a-z])", statement.text[end:])
        if following:
            yield _replaced(statement, "unit changed", end + following.start(1), unit, units[unit])
            return


def _numerals_changed(statement: TrueStatement) -> Iterator[Mutant]:
    language = "zh" if statement.brief.is_chinese else "en"
    numerals: dict[str, str] = _UNITS["numerals"][language]
    words = "|".join(sorted(numerals, key=len, reverse=True))
    measures = "|".join(_UNITS["zh_measures"])
    pattern = rf"(?<!十)(?:{words})(?={measures})" if language == "zh" else rf"\b(?:{words})\b(?= [a-z])"
    for match in re.finditer(pattern, statement.text):
        yield _replaced(
            statement, "figure changed", match.start(), match.group(), str(numerals[match.group()])
        )


def _kept_back(brief: Brief) -> Iterator[str]:
    for fact in brief.facts_with("confidential"):
        yield fact.text + ("。" if brief.is_chinese else ".")
        clauses = [part.strip() for part in re.split(r"[，,；;]| and (?=[a-z])", fact.text)]
        longest = max(clauses, key=len)
        if longest != fact.text:
            yield longest + ("。" if brief.is_chinese else ".")


def _replaced(statement: TrueStatement, what: str, start: int, old: str, new: str) -> Mutant:
    text = statement.text[:start] + new + statement.text[start + len(old) :]
    return Mutant(statement, what, text, start, start + len(new))


def _inserted(statement: TrueStatement, what: str, sentence: str) -> Mutant:
    """Put `sentence` at the end of the longest paragraph, where a writer would slip it in."""
    lines = statement.text.split("\n")
    longest = max(range(len(lines)), key=lambda place: len(lines[place]))
    at = sum(len(line) + 1 for line in lines[:longest]) + len(lines[longest])
    glue = "" if statement.brief.is_chinese else " "
    text = statement.text[:at] + glue + sentence + statement.text[at:]
    return Mutant(statement, what, text, at + len(glue), at + len(glue) + len(sentence))


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


_UNITS = _read(DATA / "mutation_units.yaml")
