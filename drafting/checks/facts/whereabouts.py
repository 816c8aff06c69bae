"""Where it is: regions, sides and school classes of a Chinese text that are others than the brief has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.facts.aligning import alignment_of, pieces_of
from drafting.checks.facts.known_names import known_names
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.entities import entities_of
from drafting.claims.fold import lower
from drafting.claims.numerals import small
from drafting.claims.people import bodies
from drafting.claims.quantities import CLASS_ROOM
from drafting.late_patterns import late
from drafting.statement import Finding

_MOSTLY, _REGION = 0.3, 2
"""How much of a clause a fact must hold for the fact's side to belong in it; the least characters of a region's name (ours)."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield regions, sides and school classes that stand in another's place."""
    yield from _other_regions(reading)
    yield from _other_sides(reading)
    yield from _other_rooms(reading)
    yield from _other_places(reading)
    yield from _other_numbers(reading)
    yield from _other_levels(reading)


def _other_regions(reading: Reading) -> Iterator[Finding]:
    """An office, hospital or court of another region: 望江县人民医院 for 望川县人民医院."""
    public = reading.ledger.public_text
    for entity in entities_of(reading.passage.text):
        surface, core = reading.setting.low[entity.start : entity.end], lower(entity.core)
        region = surface[: len(surface) - len(core)]
        if (
            len(region) < _REGION
            or region[-1] not in "省市区县镇州"
            or region in public
            or core not in public
        ):
            continue
        others = {
            m.group() for m in re.finditer(r"[\u3400-\u9fff]{1,4}?[省市区县镇州]" + re.escape(core), public)
        }
        told = {other for other in others if len(other) >= len(core) + _REGION}
        if told and not any(region[:-1] in name for name in map(lower, reading.brief.names)):
            yield reading.other_name((entity.start, entity.end), sorted(told, key=len)[0])


_SIDE = late(r"(?P<side>[东西南北])(?:边|侧|面|方)|(?<=以)(?P<of>[东西南北])(?!为|便)")
_OPPOSITE = {"东": "西", "西": "东", "南": "北", "北": "南"}


def _other_sides(reading: Reading) -> Iterator[Finding]:
    """The opposite side of the one that the fact gives: 路口西边 for 路口以东."""
    setting = reading.setting
    for match in _SIDE.finditer(setting.low):
        side = match["side"] or match["of"]
        clause = setting.clause_at(match.start())
        if setting.moods_at(*match.span()) & {"directive", "question", "conditional", "denied"}:
            continue
        words = (
            reading.passage.text[clause[0] : match.start()]
            + "，"
            + reading.passage.text[match.end() : clause[1]]
        )
        near = alignment_of(reading.ledger, "zh", "confirmed", "commitment").near(
            pieces_of(words, reading.claims_in(clause), "zh")
        )
        for found in near[:1]:
            sides = {m["side"] or m["of"] for m in _SIDE.finditer(found.entry.text)}
            if found.mine >= _MOSTLY and _OPPOSITE[side] in sides and side not in found.entry.text:
                right = match.group().replace(side, _OPPOSITE[side])
                yield reading.other_name(match.span(), right, found.entry.source)


_ROOM = late(r"[小中大托][一二三四五六七八]班")


def _other_rooms(reading: Reading) -> Iterator[Finding]:
    """A school class that the brief does not have, where it has others of the same age."""
    public = reading.ledger.public_text
    rooms = {m.group() for m in CLASS_ROOM.finditer(public)}
    for match in _ROOM.finditer(reading.setting.low):
        room = match.group()
        alike = sorted(other for other in rooms if other[0] == room[0])
        if alike and room not in rooms and room[:2] not in public:
            yield reading.other_name(match.span(), alike[0])


_TWO = 2
_BETWEEN = frozenset(
    "的了在是和与及对将已被把就也都而并或到从至往去来由向为于两三四五六七八九十一二各每该这那人名位个家间户留住出入离转"
)


def _other_places(reading: Reading) -> Iterator[Finding]:
    """A place or house whose two characters are another's but for one: 石桥路 for 石埠路."""
    public, low = reading.ledger.public_text, reading.setting.low
    for head, ending in {
        (lower(k.entity.head), k.entity.ending)
        for k in known_names(reading.ledger)
        if k.entity.kind in ("place", "house", "unit") and len(k.entity.head) == _TWO and k.entity.ending
    }:
        names = lexicon.names()
        if set(head) & _BETWEEN or head in names.no_heads or head[1] + ending in names.no_names:
            continue
        one = rf"{head[0]}(?!{head[1]})[\u3400-\u9fff]|(?!{head[0]})[\u3400-\u9fff]{head[1]}"
        for match in re.finditer(rf"(?:{one}){re.escape(ending)}", low):
            goes_on = low[match.start() + 1 : match.end() + 1] in public and match.end() < len(low)
            if match.group() not in public and not goes_on and not set(match.group()[:_TWO]) & _BETWEEN:
                yield reading.other_name(match.span(), head + ending)


_NUMBERED = late(
    r"(?<![0-9第])(?P<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3})(?:号|#)(?P<noun>[\u3400-\u9fff]{2})"
)
_LISTED = late(
    r"(?P<n>[0-9]{1,3}|[一二三四五六七八九十]{1,3})号?(?=[、和及与]\s?(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})号)"
)
_HOSPITAL = late(r"(?<=[省市县区])(?P<n>[一二三四五六七八九十])院(?![\u3400-\u9fff]*院士)")
_FULL_HOSPITAL = late(r"第(?P<n>[一二三四五六七八九十])(?:人民)?医院")


def _other_numbers(reading: Reading) -> Iterator[Finding]:
    """Numbered things of which the brief has others: 三号校车 for 2号校车, 市二院 for 第三人民医院."""
    public = reading.ledger.public_text
    known: dict[str, set[int]] = {}
    for match in _NUMBERED.finditer(public):
        known.setdefault(match["noun"], set()).add(small(match["n"]) or 0)
    listed = {small(m["n"]) for m in _LISTED.finditer(public)}
    for match in _NUMBERED.finditer(reading.setting.low):
        numbers, value = known.get(match["noun"], set()), small(match["n"])
        if (
            not numbers
            or value in numbers | listed
            or reading.setting.moods_at(*match.span()) & {"question", "denied"}
        ):
            continue
        span = (match.start(), match.end("noun") - _TWO)
        yield reading.other_name(span, f"{min(numbers)}号")
    hospitals = {m["n"] for m in _FULL_HOSPITAL.finditer(public)}
    for match in _HOSPITAL.finditer(reading.setting.low):
        if hospitals and match["n"] not in hospitals and match.group() not in public:
            yield reading.other_name(match.span(), f"{min(hospitals)}院")


def _other_levels(reading: Reading) -> Iterator[Finding]:
    """An authority of another level, shortened: 市疾控 for 县疾控中心."""
    public, low = reading.ledger.public_text, reading.setting.low
    for _, _, (start, end) in bodies(low):
        level, word = low[start - 1 : start], low[start:end]
        if level not in tuple("省市区县镇") or level + word in public:
            continue
        others = set(re.findall(rf"([省市区县镇]){re.escape(word)}", public))
        if len(others) == 1:
            yield reading.other_name((start - 1, end), others.pop() + word)
