"""People of a Chinese text: names misspelt or another's, and titles that the brief gives to somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from drafting.checks.facts.aligning import alignment_of, pieces_of
from drafting.checks.facts.known_names import known_names
from drafting.checks.facts.ledger import Ledger, kept_with_ledger
from drafting.checks.facts.name_forms import is_drawn_from
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import fold, lower
from drafting.claims.people import Person, honoured, office_in, offices, people_of, surnames, title_before
from drafting.late_patterns import late
from drafting.statement import Finding

Span = tuple[int, int]
_THREE = 3
_MOSTLY = 0.3
"""How much of a clause a fact must hold for the fact's office to belong in it (ours)."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield people and titles of a Chinese text that stand in another's place."""
    yield from _misspelt(reading)
    yield from _other_titles(reading)
    yield from _other_roles(reading)


@kept_with_ledger()
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
    text, public = reading.setting.folded, reading.ledger.public_text
    seen: list[Span] = []
    for person in people_of(reading.passage.text):
        if person.name in public or lower(person.name) in public or not _is_han(person.name):
            continue
        right = _holder(reading, person)
        if right is not None:
            seen.append((person.start, person.end))
            yield reading.other_name((person.start, person.end), right)
    for known in {p.name for p in _known_people(reading.ledger) if len(p.name) == _THREE and _is_han(p.name)}:
        for match in re.finditer(_but_for_one(known), text):
            span = match.span()
            if match.group() not in public and not any(a < span[1] and span[0] < b for a, b in seen):
                seen.append(span)
                yield reading.other_name(span, known)
    calls: dict[str, set[str]] = {}
    for match in honoured(public):
        calls.setdefault(match["honour"], set()).add(match["surname"])
    for match in honoured(text):
        others = calls.get(match["honour"], set())
        if others and match["surname"] not in others and not _has_surname(reading, match["surname"]):
            yield reading.other_name(match.span(), sorted(others)[0] + match["honour"])


def _is_han(name: str) -> bool:
    return not name[0].isascii()


def _has_surname(reading: Reading, surname: str) -> bool:
    return any(person.name[0] == surname for person in _known_people(reading.ledger))


def _but_for_one(name: str) -> str:
    """An expression for a name of three characters with its last two in the other order, or one of the three another."""
    a, b, c = tuple(name)
    first = "".join(sorted(surnames()))
    return rf"{a}{c}{b}|{a}(?:{b}[\u3400-\u9fff](?<!{c})|(?!{b})[\u3400-\u9fff]{c})|(?!{a})[{first}]{b}{c}"


def _holder(reading: Reading, person: Person) -> str | None:
    """The one of the brief who has the title that the text gives to somebody whom the brief does not know."""
    office = office_in(person.title)
    for known in _known_people(reading.ledger):
        if known.title and office_in(known.title) == office and lower(known.name) not in reading.setting.low:
            return known.name
    return None


_HONORARY = late(r"我|本|该|的|由|其|公司|集团")
_QUALIFIER = 2


def _other_titles(reading: Reading) -> Iterator[Finding]:
    """A title that somebody of the brief does not have there: 医疗组组长 of the 补给组组长."""
    folded = reading.setting.folded
    for person in dict.fromkeys(p.name for p in _known_people(reading.ledger)):
        titles = [p.title for p in _known_people(reading.ledger) if p.name == person and p.title]
        told = "\n".join(_told_of(reading, person))
        if not titles:
            continue
        for match in re.finditer(re.escape(person), folded):
            title = title_before(folded, match.start())
            office = office_in(title)
            before = title[: len(title) - len(office)][-_QUALIFIER:]
            if not office or (_holds(office, told) and _fits(reading, before, told)):
                continue
            yield reading.other_name((match.start() - len(title), match.start()), titles[0])


def _holds(office: str, told: str) -> bool:
    """Whether a text has an office itself: 馆长 is no 副馆长."""
    return bool(re.search(rf"(?<!副){re.escape(office)}", told))


def _fits(reading: Reading, before: str, told: str) -> bool:
    """Whether what qualifies a title is said of its holder in the brief, is the organisation's own name, or says nothing."""
    if len(before) < _QUALIFIER or _HONORARY.search(before) or is_drawn_from(before, told):
        return True
    if before in fold("\n".join(reading.brief.names)) or _A_TIME.search(before):
        return True
    return before[-1] not in _UNIT_ENDS and before not in reading.ledger.public_text


_A_TIME = late("[天日晚早午时分前后]$")
_UNIT_ENDS = frozenset("组部处科室队店厂院校站所局")


def _told_of(reading: Reading, person: str) -> Iterator[str]:
    yield from (text for s in reading.ledger.public if person in (text := fold(s.text)))
    signatory = reading.brief.signatory
    if signatory is not None and signatory.name == person:
        yield fold(signatory.title or "")


def _other_roles(reading: Reading) -> Iterator[Finding]:
    """Somebody by an office that the brief nowhere names, where the fact that is told has somebody of another."""
    setting, low, public = reading.setting, reading.setting.low, reading.ledger.public_text
    for match in offices().finditer(low):
        office = match.group()
        clause = setting.clause_at(match.start())
        if office in public or setting.moods_at(*match.span()) & {
            "question",
            "conditional",
            "directive",
            "quoted",
            "denied",
        }:
            continue
        words = (
            reading.passage.text[clause[0] : match.start()]
            + "，"
            + reading.passage.text[match.end() : clause[1]]
        )
        near = alignment_of(reading.ledger, "zh", "confirmed").near(
            pieces_of(words, reading.claims_in(clause), "zh")
        )
        for found in near[:1]:
            others = [m.group() for m in offices().finditer(found.entry.text)]
            if others and found.mine >= _MOSTLY and not any(other in low[slice(*clause)] for other in others):
                yield reading.other_name(match.span(), others[0], found.entry.source)
