"""Who does it: people, their titles, owners of promises and authorities that are others than the brief has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafting.checks.facts.aligning import alignment_of, pieces_of
from drafting.checks.facts.known_names import is_short_for, known_names
from drafting.checks.facts.ledger import Kind, Ledger, Source
from drafting.checks.facts.likeness import same_date
from drafting.checks.facts.reading import Reading
from drafting.claims.entities import Entity, entities_of
from drafting.claims.fold import fold, lower
from drafting.claims.people import (
    Person,
    authorities,
    honoured,
    office_in,
    people_of,
    surnames,
    title_before,
)
from drafting.claims.quantities import CLASS_ROOM
from drafting.statement import Finding

Span = tuple[int, int]
_THREE = 3
_SPOKEN_OF = 0.15
"""How near a sentence must be to a fact for the fact's authority to belong in it (ours)."""
_OPEN: tuple[Kind, ...] = ("confirmed", "commitment", "contact", "earlier", "frame", "unconfirmed", "denied")


def check(reading: Reading) -> Iterator[Finding]:
    """Yield people, titles, owners and authorities of a Chinese text that stand in another's place."""
    yield from _misspelt(reading)
    yield from _other_titles(reading)
    yield from _other_owners(reading)
    yield from _other_authorities(reading)
    yield from _other_rooms(reading)


def _named(reading: Reading, span: Span, right: str, source: Source | None = None) -> Finding:
    return reading.finding("altered_name", span, "altered_fact", source=source, right=right, suggestion=right)


@lru_cache(maxsize=64)
def _known_people(ledger: Ledger) -> tuple[Person, ...]:
    """The people of a brief, with the titles they have there."""
    brief = ledger.brief
    texts = [s.text for s in ledger.public] + [fact.source for fact in brief.facts if fact.source]
    if brief.signatory is not None:
        texts.append(f"{brief.signatory.title or ''}{brief.signatory.name}")
    found = [person for text in texts for person in people_of(text)]
    named = {person.name for person in found}
    for known in known_names(ledger):
        name = known.surface
        if known.entity.kind == "person" and len(name) == _THREE and name not in named:
            found.append(Person(name, "", known.entity.start, known.entity.end))
    return tuple(found)


def _misspelt(reading: Reading) -> Iterator[Finding]:
    """A name that is another's but for a character, and one that follows the title of somebody else."""
    text, public = fold(reading.passage.text), reading.ledger.public_text
    seen: list[Span] = []
    for person in people_of(reading.passage.text):
        if person.name in public or lower(person.name) in public or not _is_han(person.name):
            continue
        right = _holder(reading, person)
        if right is not None:
            seen.append((person.start, person.end))
            yield _named(reading, (person.start, person.end), right)
    for known in {p.name for p in _known_people(reading.ledger) if len(p.name) == _THREE and _is_han(p.name)}:
        for match in re.finditer(_but_for_one(known), text):
            span = match.span()
            if match.group() not in public and not any(a < span[1] and span[0] < b for a, b in seen):
                seen.append(span)
                yield _named(reading, span, known)
    calls: dict[str, set[str]] = {}
    for match in honoured(public):
        calls.setdefault(match["honour"], set()).add(match["surname"])
    for match in honoured(text):
        others = calls.get(match["honour"], set())
        if others and match["surname"] not in others and not _has_surname(reading, match["surname"]):
            yield _named(reading, match.span(), sorted(others)[0] + match["honour"])


def _is_han(name: str) -> bool:
    return not name[0].isascii()


def _has_surname(reading: Reading, surname: str) -> bool:
    return any(person.name[0] == surname for person in _known_people(reading.ledger))


def _but_for_one(name: str) -> str:
    """An expression for a name of three characters with its last two in the other order, or one of the three another."""
    a, b, c = name
    first = "".join(sorted(surnames()))
    return rf"{a}{c}{b}|{a}(?:{b}[\u3400-\u9fff](?<!{c})|(?!{b})[\u3400-\u9fff]{c})|(?!{a})[{first}]{b}{c}"


def _holder(reading: Reading, person: Person) -> str | None:
    """The one of the brief who has the title that the text gives to somebody whom the brief does not know."""
    office = office_in(person.title)
    for known in _known_people(reading.ledger):
        if known.title and office_in(known.title) == office and lower(known.name) not in reading.setting.low:
            return known.name
    return None


_HONORARY = re.compile(r"我|本|该|的|由|其|公司|集团")
_QUALIFIER = 2


def _other_titles(reading: Reading) -> Iterator[Finding]:
    """A title that somebody of the brief does not have there: 医疗组组长 of the 补给组组长."""
    folded = fold(reading.passage.text)
    for person in dict.fromkeys(p.name for p in _known_people(reading.ledger)):
        titles = [p.title for p in _known_people(reading.ledger) if p.name == person and p.title]
        told = "\n".join(_told_of(reading, person))
        if not titles:
            continue
        for match in re.finditer(re.escape(person), folded):
            title = title_before(folded, match.start())
            office = office_in(title)
            before = title[: len(title) - len(office)][-_QUALIFIER:]
            if not office or (office in told and _fits(reading, before, told)):
                continue
            yield _named(reading, (match.start() - len(title), match.start()), titles[0])


def _fits(reading: Reading, before: str, told: str) -> bool:
    """Whether what qualifies a title is said of its holder in the brief, is the organisation's own name, or says nothing."""
    if len(before) < _QUALIFIER or _HONORARY.search(before) or before in told:
        return True
    return (
        before in "\n".join(reading.brief.names)
        or before not in reading.ledger.public_text + "组部处科长总营护"
    )


def _told_of(reading: Reading, person: str) -> Iterator[str]:
    yield from (s.text for s in reading.ledger.public if person in fold(s.text))
    signatory = reading.brief.signatory
    if signatory is not None and signatory.name == person:
        yield signatory.title or ""


_DOES = re.compile(
    r"\s*(?:会|将|要|正|已|负责|在|于|最[迟晚]|争取|来|给|一直|明[天日早晚]|后天|今[天日晚]|本[周月]|下[个周月]|这?周|[0-9]|牵头|承担|公布|办|完成|管|通知|核对|检查|查|退|赔|发)"
)
_GIVEN_TO = re.compile(r"(?:由|归|让)\s*$")
_RECEIVES = re.compile(r"(?:向|对|给|跟|与|和|及|、|同|到|往|在|从|经|被|请|找|联系|拨打|咨询|送|报|的)\s*$")


def _other_owners(reading: Reading) -> Iterator[Finding]:
    """Somebody who is to do by a day what the brief has another one do by that day."""
    setting, low = reading.setting, reading.setting.low
    for entity in entities_of(reading.passage.text):
        if entity.kind not in ("unit", "office", "house"):
            continue
        before, clause = low[max(0, entity.start - 4) : entity.start], setting.clause_at(entity.start)
        given = bool(_GIVEN_TO.search(before))
        if not given and (_RECEIVES.search(before) or not _DOES.match(low, entity.end)):
            continue
        if any(setting.marked(mood, *clause) for mood in ("question", "conditional")):
            continue
        right = _owner_of_the_day(reading, entity)
        if right is not None:
            yield _named(reading, (entity.start, entity.end), right[1], right[0])


def _owner_of_the_day(reading: Reading, entity: Entity) -> tuple[Source, str] | None:
    """The owner of the promises due on the days that the part of the sentence names, where none is the entity's own."""
    span = _part(reading, entity.start)
    said = [c for c in reading.claims_in(span) if c.kind == "date"]
    sources = {s.id: s for s in reading.ledger.of("commitment")}
    name, core = reading.setting.low[entity.start : entity.end], lower(entity.core)
    best: tuple[Source, str] | None = None
    words = reading.setting.low[slice(*span)]
    for promise in reading.brief.commitments:
        source, owner = sources[promise.id], lower(promise.owner or "")
        due = [c.value for c in source.claims if c.kind == "date"]
        if not owner or not any(same_date(c.value, day) for c in said for day in due):
            continue
        if (
            core in lower(source.text)
            or name in owner
            or is_short_for(name, owner)
            or owner in name
            or owner in words
        ):
            return None
        best = best or (source, promise.owner or "")
    if best is None or _is_told_of(reading, core, [c.value for c in said]):
        return None
    return best


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


_BY = re.compile(r"(?:由|向|报给|报告给|交给|移交|送交|移送|转给|经|报)[\u3400-\u9fff]{0,6}$")
_ACTS = re.compile(
    r"[\u3400-\u9fff]{0,6}?(?:调取|调查|检查|来看|抽|派|认定|检测|公布|受理|立案|介入|登船|采集|到场|上门|取走|封存|要求|责令)"
)


def _other_authorities(reading: Reading) -> Iterator[Finding]:
    """An authority of a kind that the brief nowhere names, where the fact that is told has one of another kind."""
    setting, low = reading.setting, reading.setting.low
    known = {kind for s in reading.ledger.of(*_OPEN) for kind, _ in authorities(lower(s.text))}
    for kind, span in authorities(low):
        clause, sentence = setting.clause_at(span[0]), setting.sentence_at(span[0])
        if kind in known or any(setting.marked(m, *clause) for m in ("question", "conditional", "directive")):
            continue
        if not (_BY.search(low[clause[0] : span[0]]) or _ACTS.match(low, span[1], clause[1])):
            continue
        words = (
            reading.passage.text[sentence[0] : span[0]] + "，" + reading.passage.text[span[1] : sentence[1]]
        )
        pieces = pieces_of(words, reading.claims_in(sentence), "zh")
        for match in alignment_of(reading.ledger, "zh", "confirmed", "commitment").near(pieces)[:3]:
            text = match.entry.source.text
            others = [place for _, place in authorities(lower(text))]
            if others and max(match.score, match.mine) >= _SPOKEN_OF:
                right = next(
                    (text[e.start : e.end] for e in entities_of(text) if e.start <= others[0][0] < e.end),
                    text[slice(*others[0])],
                )
                yield _named(reading, span, right, match.entry.source)
                break


_ROOM = re.compile(r"[小中大托][一二三四五六七八]班")


def _other_rooms(reading: Reading) -> Iterator[Finding]:
    """A school class that the brief does not have, where it has others of the same age."""
    public = reading.ledger.public_text
    rooms = {m.group() for m in CLASS_ROOM.finditer(public)}
    for match in _ROOM.finditer(reading.setting.low):
        room = match.group()
        alike = sorted(other for other in rooms if other[0] == room[0])
        if alike and room not in rooms and room[:2] not in public:
            yield _named(reading, match.span(), alike[0])
