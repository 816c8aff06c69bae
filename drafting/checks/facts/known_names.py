"""The Chinese names of a brief, and whether it has a name of the text, in full or in a shorter form."""

from __future__ import annotations

import re
from dataclasses import dataclass

from drafting.checks.facts.ledger import Kind, Ledger, Source, kept_with_ledger
from drafting.checks.facts.name_forms import is_cut_wrongly, is_joined, is_office_in_short
from drafting.claims import lexicon
from drafting.claims.entities import Entity, entities_of
from drafting.claims.fold import lower
from drafting.claims.numerals import number, plain
from drafting.late_patterns import late

PLACED: tuple[Kind, ...] = ("confirmed", "commitment", "contact", "denied")
"""Sources whose names have a place: what is said of them tells where they belong."""


@dataclass(frozen=True, eq=False)
class Known:
    """A name of the brief, the source it stands in, and the words beside it there."""

    source: Source
    entity: Entity
    text: str

    @property
    def surface(self) -> str:
        """Its words."""
        return self.text[self.entity.start : self.entity.end]


@kept_with_ledger()
def known_names(ledger: Ledger) -> tuple[Known, ...]:
    """The names of every fact, promise and contact; a fact's source names belong to it."""
    origins = {fact.id: fact.source for fact in ledger.brief.facts if fact.source}
    found = []
    for source in ledger.of(*PLACED):
        texts = [source.text]
        if source.id in origins:
            texts.append(origins[source.id])
        found += [Known(source, e, lower(text)) for text in texts for e in entities_of(text)]
    return tuple(found)


@kept_with_ledger()
def own_names(ledger: Ledger) -> str:
    """The names of the organisation, one a line."""
    return lower("\n".join(ledger.brief.names))


_LOOSE = frozenset(("部门", "机构", "单位"))
"""Endings by which an office is spoken of without its name (消防部门)."""
_LEVEL = late(r"第[一二三四五六七八九十]$|[省市区县]$")


def other_level(ledger: Ledger, entity: Entity, low: str) -> str:
    """The brief's own name where only the level or number differs: 区疾控中心 for 市疾控中心, 第二医院 for 第一医院."""
    core = entity.ending if _LEVEL.search(entity.head) else lower(entity.core)
    if entity.kind in ("label", "person") or core in lexicon.names().level_no_name:
        return ""
    mark = _LEVEL.search(low[: entity.end - len(core)])
    if not core or mark is None or mark.group() + core in ledger.public_text:
        return ""
    marks = r"第[一二三四五六七八九十]" if mark.group()[0] == "第" else r"[省市区县]"
    other = re.search(marks + re.escape(core), ledger.public_text)
    return other.group() if other else ""


def is_known(ledger: Ledger, entity: Entity, surface: str, after: str = "") -> bool:
    """Whether the brief has the name, or a fuller form of it (省药监局, 省药品监督管理局).

    `after` is the character behind it, where the name may have been cut too early.
    """
    public, core = ledger.public_text, lower(entity.core)
    if entity.kind != "label" and (
        is_joined(surface, public)
        or is_office_in_short(lower(entity.head), entity.ending, public)
        or (entity.kind in ("person", "house") and is_cut_wrongly(surface, after, public))
    ):
        return True
    if entity.ending in _LOOSE and lower(entity.head) in public:
        return True
    if entity.kind == "label":
        heads = "|".join(map(re.escape, same_numbers(lower(entity.head))))
        listed = rf"(?<![a-z0-9])(?:{heads})(?:[、和及与,/][a-z0-9]{{1,4}})*{entity.ending[:1]}?"
        return bool(re.search(listed + re.escape(entity.ending), public))
    if surface in public:
        return True
    if core in public:
        return not _has_another_word(ledger, entity)
    if (
        len(entity.head) > 1
        and entity.kind in ("place", "house")
        and entity.head[0] != "第"
        and lower(entity.head) in public + _rumours(ledger)
    ):
        return True
    forms = [known.surface for known in known_names(ledger)] + own_names(ledger).split("\n")
    return any(is_short_for(core, form) for form in forms) or _is_drawn_together(entity, surface, public)


def same_numbers(head: str) -> list[str]:
    """The ways of writing a label's number: 三号线 is 3号线."""
    if not re.fullmatch("[一二三四五六七八九十]+|[0-9]{1,2}", head):
        return [head]
    value = number(head)
    return [head] if value is None else list(dict.fromkeys((head, plain(value), _in_words(int(value)))))


def _in_words(value: int) -> str:
    """A number up to 99 in Chinese."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    if not tens:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + (digits[ones] if ones else "")


_LEVELS = "省市区县镇州"
_DRAWN = r"[\u3400-\u9fff]{0,3}"
"""What a short form may leave out after each of its characters (ours): 疾[病预防]控[制]中心."""


def _is_drawn_together(entity: Entity, surface: str, public: str) -> bool:
    """Whether an office's name is the short form of a longer one of the brief at the same level: 市疾控中心."""
    if entity.kind == "house" and entity.ending:
        apart = rf"{re.escape(lower(entity.head))}[\u3400-\u9fff]{{0,8}}{re.escape(entity.ending)}"
        return bool(re.search(apart, public))
    head = lower(entity.head).lstrip(_LEVELS)
    if entity.kind not in ("unit", "office") or len(head) < 2:
        return False
    level = surface[0] if surface[:1] in tuple(_LEVELS) else ""
    form = "".join(re.escape(character) + _DRAWN for character in head) + re.escape(entity.ending)
    before = re.escape(level) if level else ""
    return bool(re.search(before + form, public))


@kept_with_ledger()
def _rumours(ledger: Ledger) -> str:
    return lower("\n".join(source.text for source in ledger.of("denied")))


def _has_another_word(ledger: Ledger, entity: Entity) -> bool:
    """Whether the word before the last is none of the brief's, where its names of that ending all have one (风险管理部)."""
    if len(entity.words) < 2 or entity.kind in ("place", "person"):
        return False
    before = _word_before(entity)
    others = {_word_before(known.entity) for known in known_names(ledger) if known.entity.core == entity.core}
    return len(before) > 1 and before not in ledger.public_text and bool(others) and "" not in others


def _word_before(entity: Entity) -> str:
    """The word of a name that stands before its core."""
    surface = "".join(entity.words)
    left = surface[: len(surface) - len(entity.core)]
    at = 0
    for word in entity.words:
        if at + len(word) >= len(left):
            return left[at:]
        at += len(word)
    return ""


def is_short_for(short: str, form: str) -> bool:
    """Whether all characters of `short` stand in `form` in this order, the first and last at its beginning and end."""
    if len(short) < 2 or len(short) >= len(form) or short[-1] != form[-1]:
        return False
    left = iter(form)
    return all(character in left for character in short)
