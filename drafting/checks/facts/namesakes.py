"""A Chinese name swapped for another: what a clause speaks of tells which name belongs in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from drafting.checks.facts import coined, doers, misspelt, persons, whereabouts
from drafting.checks.facts.acting_names import acts
from drafting.checks.facts.aligning import Alignment, Match, alignment_of, pieces_of
from drafting.checks.facts.known_names import (
    PLACED,
    Known,
    is_known,
    known_names,
    other_level,
    own_names,
    same_numbers,
)
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.name_forms import addresses, is_joined
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.entities import Entity, entities_of
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.statement import Finding

_REPLACED = 0.42
"""How near a clause must be to a fact for the fact's name to have been replaced by an unknown one (ours)."""
_MOVED, _LEAD = 0.5, 0.18
"""The same for a name that the brief has elsewhere, and by how much it must be nearer than where that one belongs."""
_SAME_ENDING, _SAME_CONTEXT, _LIKE = 0.18, 0.15, 0.2
_NEAR_SPELLING = 0.5
Span = tuple[int, int]
_FURTHER = (misspelt.check, persons.check, doers.check, whereabouts.check, coined.check)


_NO_NAME = late(r"[今昨前明当][天日晚早]|.*(?:全部|所有|一律|昨天|今天|明天)")
"""What begins with a day or runs into a word for all is no name: 商品全部送检."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield Chinese names that stand where the brief has another one."""
    if reading.passage.language != "zh" or not reading.comparable:
        return
    for finding in _in_place_of_others(reading):
        words = reading.setting.low[finding.start : finding.end]
        if not _NO_NAME.match(words) and words != lower(finding.suggestion or ""):
            yield finding


def _in_place_of_others(reading: Reading) -> Iterator[Finding]:
    found = list(_other_names(reading))
    yield from found
    for other in (*_other_sides(reading), *(f for check in _FURTHER for f in check(reading))):
        if not any(known.start < other.end and other.start < known.end for known in found):
            found.append(other)
            yield other


def _other_names(reading: Reading) -> Iterator[Finding]:
    low = reading.setting.low
    for entity in entities_of(reading.passage.text):
        span = (entity.start, entity.end)
        if _is_only_mentioned(reading, span) or is_joined(low[slice(*span)], reading.ledger.public_text):
            continue
        level = other_level(reading.ledger, entity, low)
        if level:
            yield reading.other_name(span, level)
            continue
        has_it = is_known(reading.ledger, entity, low[slice(*span)], low[span[1] : span[1] + 1])
        if has_it and lower(entity.core) in own_names(reading.ledger):
            continue
        found = _moved(reading, entity) if has_it else _replaced(reading, entity) or _acting(reading, entity)
        if found is not None and _same_but_for_place_word(low[slice(*span)], lower(found.surface)):
            continue
        if found is not None:
            right = found.surface
            yield reading.other_name(span, right, found.source)
        elif not has_it and acts(low, entity) and entity.head not in lexicon.names().no_heads:
            yield reading.finding("unknown_name", span, "unsupported_figure", severity="warning")


_PLACE_WORDS = "里中内上下外边旁侧处"


def _same_but_for_place_word(words: str, right: str) -> bool:
    """江里 for 江中 puts nothing in another's place."""
    return words[-1:] in _PLACE_WORDS and right[-1:] in _PLACE_WORDS and words[:-1] == right[:-1]


_SIDE = late(r"[东西南北](?P<named>[门区楼站口厂院店库馆桥街路侧线段校]|[\u3400-\u9fff]{2})")
_NO_SIDE = late(r"方|部|面|向|西|北|南|东|边")


def _other_sides(reading: Reading) -> Iterator[Finding]:
    """Yield sides that the brief has otherwise: 北厂区 where it knows only 南厂区."""
    public = reading.ledger.public_text
    for match in _SIDE.finditer(reading.setting.low):
        if (
            match.group() in public
            or _NO_SIDE.match(match["named"])
            or _is_only_mentioned(reading, match.span())
        ):
            continue
        others = {m.group() for m in re.finditer("[东西南北]" + match["named"], public)}
        if len(others) == 1:
            right = others.pop()
            yield reading.other_name(match.span(), right)


def _is_only_mentioned(reading: Reading, span: Span) -> bool:
    moods = reading.setting.moods_at(*span)
    sentence, clause = reading.setting.sentence_at(span[0]), reading.setting.clause_at(span[0])
    conditions = reading.setting.marked("conditional", sentence[0], clause[1])
    if (
        "question" in moods
        or addresses(reading.setting.low, span[0])
        or any(b <= span[0] or span[1] <= a for a, b in conditions)
    ):
        return True
    words = reading.setting.low[slice(*span)]
    hidden = reading.ledger.of("denied", "unconfirmed") if moods & {"denied", "hedged"} else ()
    return any(words in lower(s.text) for s in hidden)


def _windows(reading: Reading, entity: Entity) -> list[tuple[Span, frozenset[str]]]:
    """What stands beside the name: its clause, its clause with the one before or after, its sentence."""
    setting = reading.setting
    clause, sentence = setting.clause_at(entity.start), _part_at(reading, entity.start)
    clauses = setting.clauses_in(sentence)
    spans = [clause, sentence]
    if clause in clauses:
        at = clauses.index(clause)
        spans += [
            (clauses[max(0, at - 1)][0], clause[1]),
            (clause[0], clauses[min(at + 1, len(clauses) - 1)][1]),
        ]
    return [(span, _pieces(reading, span, entity)) for span in dict.fromkeys(spans)]


def _part_at(reading: Reading, place: int) -> Span:
    """The part of a sentence between semicolons that holds a place."""
    start, end = reading.setting.sentence_at(place)
    low = reading.setting.low
    return max(start, low.rfind(";", start, place) + 1), (low.find(";", place, end) + 1 or end + 1) - 1


def _pieces(reading: Reading, span: Span, entity: Entity) -> frozenset[str]:
    """The pieces of a stretch without those of the name in it."""
    text = reading.passage.text
    words = text[span[0] : entity.start] + "，" + text[entity.end : span[1]]
    claims = [c for c in reading.claims_in(span) if not entity.start <= c.start < entity.end]
    return pieces_of(words, claims, "zh")


def _alignment(reading: Reading) -> Alignment:
    return alignment_of(reading.ledger, "zh", *PLACED)


def _matches(reading: Reading, entity: Entity) -> list[Match]:
    index = _alignment(reading)
    found = []
    for _, pieces in _windows(reading, entity):
        found += index.near(pieces)[:6]
    return found


def _rivals(reading: Reading, entity: Entity, matches: list[Match]) -> Iterator[tuple[float, Known]]:
    """The names that could stand in this one's place, with how well they would."""
    low = reading.setting.low
    clause = low[slice(*reading.setting.clause_at(entity.start))]
    nearest: dict[Source, float] = {}
    for match in matches:
        if match.common:
            score = max(match.score, 0.75 * match.mine)
            nearest[match.entry.source] = max(nearest.get(match.entry.source, 0.0), score)
    for known in known_names(reading.ledger):
        near = nearest.get(known.source, 0.0)
        if not near or lower(known.entity.core) in clause or not _are_of_a_kind(entity, known.entity):
            continue
        yield near + _likeness(low, entity, known), known


def _are_of_a_kind(entity: Entity, known: Entity) -> bool:
    if entity.kind == "label" or known.kind == "label":
        return (
            entity.kind == known.kind
            and entity.ending == known.ending
            and known.head not in same_numbers(entity.head)
        )
    if entity.core == known.core and entity.words == known.words:
        return False
    if entity.kind == "place" == known.kind:
        return bool(entity.ending) == bool(known.ending) and entity.ending[-1:] == known.ending[-1:]
    if _is_institution(entity) and _is_institution(known):
        return True
    return entity.kind == known.kind or {entity.kind, known.kind} <= {"office", "house"}


def _is_institution(entity: Entity) -> bool:
    """Whether a name is that of a public body of some region: 临岳市妇幼保健院, 市疾控中心."""
    words = "".join(entity.words)
    return words[-1] in "心院所局站" and bool(re.match(r"[\u3400-\u9fff]{0,4}[省市区县镇]", words))


def _likeness(low: str, entity: Entity, known: Known) -> float:
    """How much two names have of each other: the ending, the words beside them, most of their characters."""
    other = known.entity
    found = 0.0
    if entity.ending and entity.ending[-1] == other.ending[-1:]:
        found += _SAME_ENDING
    before = low[max(0, entity.start - 2) : entity.start], known.text[max(0, other.start - 2) : other.start]
    after = low[entity.end : entity.end + 2], known.text[other.end : other.end + 2]
    found += sum(_SAME_CONTEXT for mine, theirs in (before, after) if len(mine) == 2 and mine == theirs)
    if len(entity.core) == len(other.core) and _ratio(entity.core, other.core) >= _NEAR_SPELLING:
        found += _LIKE
    return found


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _replaced(reading: Reading, entity: Entity) -> Known | None:
    """The name that an unknown one stands in the place of."""
    is_word = (
        len(entity.words) == 1 and len(entity.head) == 1 == len(entity.ending) and entity.kind == "place"
    )
    if is_word or entity.head in lexicon.names().no_heads:
        return None
    rivals = _rivals(reading, entity, _matches(reading, entity))
    score, best = max(rivals, key=lambda rival: rival[0], default=(0.0, None))
    return best if score >= _REPLACED else None


def _acting(reading: Reading, entity: Entity) -> Known | None:
    """The name of the same ending that is told nowhere in the text, where an unknown one does something."""
    low = reading.setting.low
    if not acts(low, entity):
        return None
    rivals = [
        known
        for known in known_names(reading.ledger)
        if known.source.kind != "denied"
        and lower(known.entity.core) not in low
        and _are_of_a_kind(entity, known.entity)
        and (entity.kind == "person" or entity.ending[-1:] == known.entity.ending[-1:])
    ]
    return max(rivals, key=lambda known: _likeness(low, entity, known), default=None)


_I_AM = late(r"我(?:是|叫)|本人")


def _moved(reading: Reading, entity: Entity) -> Known | None:
    """The name that belongs here where one stands that belongs elsewhere."""
    core, head = lower(entity.core), lower(entity.head)
    clause = reading.setting.clause_at(entity.start)
    if entity.kind == "person" and _I_AM.search(reading.setting.low, clause[0], entity.start):
        return None
    moods = reading.setting.moods_at(entity.start, entity.end)
    if core not in reading.ledger.public_text or moods & {"directive", "quoted", "denied"}:
        return None
    matches = _matches(reading, entity)
    own = 0.0
    for match in matches:
        origin = next((f.source for f in reading.brief.facts if f.id == match.entry.source.id), None) or ""
        whole = lower(match.entry.source.text + "\n" + origin)
        if core in whole or (len(head) > 1 and head in whole):
            own = max(own, match.score, 0.75 * match.mine)
    beside = reading.setting.low[slice(*_part_at(reading, entity.start))]
    rivals = [
        (s, k)
        for s, k in _rivals(reading, entity, matches)
        if core not in lower(k.source.text) and lower(k.entity.core) not in beside
    ]
    score, best = max(rivals, key=lambda rival: rival[0], default=(0.0, None))
    return best if best is not None and score >= _MOVED and score - own >= _LEAD + _SAME_ENDING else None
