"""Who does it: owners of promises and authorities that are others than the brief has, in Chinese."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.facts.aligning import alignment_of, pieces_of
from drafting.checks.facts.known_names import is_short_for
from drafting.checks.facts.ledger import Kind, Ledger, Source, kept_with_ledger
from drafting.checks.facts.likeness import same_date
from drafting.checks.facts.name_forms import is_drawn_from
from drafting.checks.facts.reading import Reading
from drafting.claims.entities import entities_of
from drafting.claims.fold import lower
from drafting.claims.numerals import small
from drafting.claims.people import bodies
from drafting.late_patterns import late
from drafting.statement import Finding

Span = tuple[int, int]
_SPOKEN_OF, _NEAREST = 0.12, 6
"""How near a sentence must be to a fact for the fact's authority to belong in it, and how many facts are looked at (ours)."""
_OPEN: tuple[Kind, ...] = ("confirmed", "commitment", "contact", "earlier", "frame", "unconfirmed", "denied")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield owners and authorities of a Chinese text that stand in another's place."""
    yield from _other_owners(reading)
    yield from _other_authorities(reading)


_DOES = late(
    r"\s*(?:会|将|把|要|正|已|负责|在|于|最[迟晚]|争取|来|给|一直|明[天日早晚]|后天|今[天日晚]|本[周月]|下[个周月]|这?周|[0-9]|牵头|承担|公布|办|完成|管|通知|核对|检查|查|退|赔|发)"
)
_GIVEN_TO = late(r"(?:由|归|让)\s*$")
_RECEIVES = late(r"(?:向|对|给|跟|与|和|及|、|同|到|往|在|从|经|被|请|找|联系|拨打|咨询|送|报|的)\s*$")


def _other_owners(reading: Reading) -> Iterator[Finding]:
    """Somebody who is to do by a day what the brief has another one do by that day."""
    setting, low = reading.setting, reading.setting.low
    for start, end, core in _offices_of(reading):
        before, clause = low[max(0, start - 4) : start], setting.clause_at(start)
        given = bool(_GIVEN_TO.search(before))
        if not given and (_RECEIVES.search(before) or not _DOES.match(low, end) or low.startswith("已", end)):
            continue
        if any(setting.marked(mood, *clause) for mood in ("question", "conditional")):
            continue
        right = _owner_of_the_day(reading, (start, end), core)
        if right is not None:
            yield reading.other_name((start, end), right[1], right[0])


def _offices_of(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """The units, offices and houses of the text, and the owners of promises wherever they stand: place and core."""
    found = [
        (e.start, e.end, lower(e.head if len(e.head) > 1 else e.core))
        for e in entities_of(reading.passage.text)
        if e.kind in ("unit", "office", "house")
    ]
    yield from found
    for owner in sorted(
        {lower(p.owner) for p in reading.brief.commitments if p.owner}, key=len, reverse=True
    ):
        for match in re.finditer(re.escape(owner), reading.setting.low):
            if not any(a < match.end() and match.start() < b for a, b, _ in found):
                found.append((*match.span(), owner))
                yield (*match.span(), owner)


def _owner_of_the_day(reading: Reading, place: Span, core: str) -> tuple[Source, str] | None:
    """The owner of the promises due on the days that the part of the sentence names, where none is the entity's own."""
    span = _part(reading, place[0])
    said = [c.value for c in reading.claims_in(span) if c.kind == "date"]
    ends = [m.group() for m in _MONTH_END.finditer(reading.setting.low, *span)]
    sources = {s.id: s for s in reading.ledger.of("commitment")}
    name = reading.setting.low[slice(*place)]
    best: tuple[Source, str] | None = None
    words = reading.setting.low[slice(*span)]
    for promise in reading.brief.commitments:
        source, owner = sources[promise.id], lower(promise.owner or "")
        due = [c.value for c in source.claims if c.kind == "date"]
        is_due = any(same_date(value, day) for value in said for day in due) or any(
            _is_end(word, day) for word in ends for day in due
        )
        if not owner or not is_due:
            continue
        if (
            core in lower(source.text)
            or name in owner
            or is_short_for(name, owner)
            or is_drawn_from(name, owner)
            or owner in name
            or owner in words
        ):
            return None
        best = best or (source, promise.owner or "")
    if best is None or _is_told_of(reading, core, said):
        return None
    return best


_MONTH_END = late(r"(?:[0-9一二三四五六七八九十]{1,2}|本|这个|下个?)?月[底末]|年[底末]")


def _is_end(word: str, day: str) -> bool:
    """Whether a day is what 月底 or 年底 means; which month is meant is left open where it is not named."""
    if word[0] == "年":
        return day.endswith("-12-31")
    month = small(word.rstrip("底末").rstrip("月")) if word[0] not in "本这下月" else None
    return day[8:] in ("28", "29", "30", "31") and month in (None, int(day[5:7]))


def _is_told_of(reading: Reading, core: str, days: list[str]) -> bool:
    """Whether a fact has the entity on one of these days."""
    return any(
        core in lower(s.text) and any(c.kind == "date" and c.value in days for c in s.claims)
        for s in reading.ledger.of("confirmed", "earlier")
    )


def _part(reading: Reading, place: int) -> Span:
    """The part of a sentence between semicolons that holds a place."""
    start, end = reading.setting.sentence_at(place)
    low = reading.setting.low
    return max(start, low.rfind(";", start, place) + 1), (low.find(";", place, end) + 1 or end + 1) - 1


@kept_with_ledger()
def _known_kinds(ledger: Ledger) -> frozenset[int]:
    """The kinds of body that the brief names."""
    return frozenset(kind for s in ledger.of(*_OPEN) for _, kind, _ in bodies(lower(s.text)))


def _other_authorities(reading: Reading) -> Iterator[Finding]:
    """An authority, hospital or school of a kind that the brief nowhere names, where the fact that is told has another."""
    setting, low = reading.setting, reading.setting.low
    known = _known_kinds(reading.ledger)
    for group, kind, span in bodies(low):
        if kind in known or setting.moods_at(*span) & {"question", "conditional", "directive", "quoted"}:
            continue
        sentence = setting.sentence_at(span[0])
        words = (
            reading.passage.text[sentence[0] : span[0]] + "，" + reading.passage.text[span[1] : sentence[1]]
        )
        pieces = pieces_of(words, reading.claims_in(sentence), "zh")
        for match in alignment_of(reading.ledger, "zh", "confirmed", "commitment").near(pieces)[:_NEAREST]:
            right = _body_of(reading, match.entry.source, group)
            if (
                right
                and lower(right) not in low[slice(*sentence)]
                and max(match.score, match.mine) >= _SPOKEN_OF
            ):
                yield reading.other_name(span, right, match.entry.source)
                break


def _body_of(reading: Reading, source: Source, group: int) -> str:
    """The authority, hospital or school that a source names, or the owner of the promise that it is."""
    places = [place for other, _, place in bodies(lower(source.text)) if other == group]
    if places:
        names = (e for e in entities_of(source.text) if e.start <= places[0][0] < e.end)
        entity = next(names, None)
        return source.text[entity.start : entity.end] if entity else source.text[slice(*places[0])]
    return (
        next((p.owner or "" for p in reading.brief.commitments if p.id == source.id), "") if not group else ""
    )
