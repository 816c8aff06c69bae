"""Chinese names as a reader sees them: people, offices, houses and places, by their segmentation and their endings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from drafting.claims import lexicon
from drafting.claims.fold import fold
from drafting.claims.mistaken_names import names_nothing
from drafting.claims.segmenting import Word, segmented
from drafting.late_patterns import late

NameKind = Literal["person", "unit", "office", "house", "place", "label"]

_NOMINAL = frozenset(("n", "nr", "ns", "nt", "nz", "nrt", "nrfg", "vn", "j", "l", "b", "s", "an", "i"))
"""Word classes of the segmentation that a name is made of."""
_NO_ENDING = frozenset(("v", "d", "p", "r", "c", "m", "t", "a", "ad"))
_STRAY = late(
    r"[在由经报交向对与和及到从至往给被把将送已是为名位个去]{1,2}(?=$|[省市区县镇第])|[\u3400-\u9fff](?<![省市区县镇州东西南北中总])$"
)
"""Characters that the segmentation leaves before a name and that are not part of it."""
_PROPER = frozenset(("nr", "ns", "nz", "nrt"))
_STRAY_HEAD = late(r"[在由经报交向对与和及到从至往给被把将送已是为名位个去离住][省市区县镇]?$")
_UNITS = frozenset(("部", "中心", "委员会"))
_GOES = late("[离到进抵赴返回闭开入撤][馆店院校厂站园区岛港城楼场室]")
"""Somebody goes there or leaves; nothing is named: 请游客离馆."""
_LEVELS = frozenset("省市区县镇州")
_CLOSES = frozenset("部局厅处委院店")
_CLOSED = frozenset(("公司", "集团", "医院", "协会", "法院", "中心", "报告", "派出所", "经", "报"))
_WIDEST, _SHORT_PLACE = 10, 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A name of a text.

    Attributes:
        kind: what its ending makes of it.
        start: where it begins, in code points; `end` is half-open.
        head: what tells it from others of its kind: the word right before its ending, or the whole of it.
        ending: the ending, empty for a person or a bare place.
        words: the words of the whole name.
    """

    kind: NameKind
    start: int
    end: int
    head: str
    ending: str
    words: tuple[str, ...]

    @property
    def core(self) -> str:
        """The shortest form that still names it."""
        return self.head + self.ending


@cache
def _endings() -> dict[str, NameKind]:
    kinds: dict[str, NameKind] = {}
    for kind, words in lexicon.names().endings.items():
        kinds |= dict.fromkeys(words, kind)
    return kinds


@cache
def _longest_first() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(sorted(_endings(), key=len, reverse=True)) + ")$")


@cache
def _no_heads() -> frozenset[str]:
    return frozenset(lexicon.names().no_heads)


@cache
def _determiners() -> frozenset[str]:
    return frozenset(lexicon.names().determiners)


@cache
def _no_names() -> frozenset[str]:
    return frozenset(lexicon.names().no_names)


@lru_cache(maxsize=1024)
def entities_of(text: str) -> tuple[Entity, ...]:
    """Return the names of a Chinese text in order."""
    words = segmented(text)
    found: list[Entity] = []
    for entity in sorted(_found(words, text), key=lambda e: (e.start - e.end, e.start)):
        if names_nothing(entity.kind, "".join(entity.words), entity.head, entity.ending):
            continue
        if not any(other.start <= entity.start and entity.end <= other.end for other in found):
            found.append(entity)
    return tuple(sorted(found, key=lambda entity: entity.start))


def _found(words: list[Word], text: str) -> Iterator[Entity]:
    for at, word in enumerate(words):
        entity = _ending_at(words, at) or _person_at(words, at)
        if entity is not None:
            yield entity
        elif word.tag == "ns" and len(word.text) > 1 and word.text not in _no_names():
            yield Entity("place", word.start, word.end, word.text, "", (word.text,))
    yield from _labels(text)


def _ending_at(words: list[Word], at: int) -> Entity | None:
    """The name that ends with this word, if the word ends one."""
    word = words[at]
    if _GOES.fullmatch(word.text):
        return None
    is_no_name = word.text in _no_names() or word.text[-2:] in _no_names() - _endings().keys()
    is_trade = (
        word.text in _endings()
        and at > 0
        and words[at - 1].tag in _PROPER
        and words[at - 1].end == word.start
    )
    if (word.tag in _NO_ENDING and not is_trade) or (is_no_name and word.text not in _endings()):
        return None
    if _longest_first().search(word.text) is None:
        return None
    first = at
    while (
        first > 0 and _joins(words[first - 1], words[first]) and word.end - words[first - 1].start <= _WIDEST
    ):
        first -= 1
    if first == at and at > 0 and _is_task(words[at - 1], word):
        first -= 1
        if at > 1 and _joins(words[at - 2], words[at - 1]):
            first -= 1
    whole = tuple(w.text for w in words[first : at + 1])
    start = words[first].start
    if len(whole) > 1 and (stray := _STRAY.match(whole[0])):
        rest = whole[0][stray.end() :]
        start, whole = start + stray.end(), (rest, *whole[1:]) if rest else whole[1:]
    before, ending = _divided(whole)
    if word.tag == "ns" and len(word.text) <= _SHORT_PLACE:
        before, ending = whole, ""
    head = _head(before)
    if _COUNTING.fullmatch(head):
        return None
    is_level = head in _LEVELS and len(ending) > 1
    is_stray = len(head) < 3 and bool(_STRAY_HEAD.match(head))
    if (
        not head
        or is_stray
        or head in _no_heads()
        or (head in _endings() and not is_level and len(head) < _SHORT_PLACE)
    ):
        return None
    kind = _endings().get(ending or word.text[-1])
    return Entity(kind, start, word.end, head, ending, whole) if kind is not None else None


def _divided(words: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The words before a name's ending and the ending: the longest one that is whole words, or the last word's own."""
    for first in range(len(words)):
        if (ending := "".join(words[first:])) in _endings():
            return words[:first], ending
    match = _longest_first().search(words[-1])
    ending = match.group() if match else ""
    return (*words[:-1], words[-1][: len(words[-1]) - len(ending)]), ending


def _head(words: tuple[str, ...]) -> str:
    """The last word before the ending, with the one before it where it is an ending itself (市, 路) or one character."""
    pieces = [word for word in words if word]
    head = pieces.pop() if pieces else ""
    while pieces and (head in _endings() or head in _no_heads() or len(head) == 1):
        head = pieces.pop() + head
    return head


def _joins(left: Word, right: Word) -> bool:
    """Whether two words can stand in one name; a name of its own is not part of the next one."""
    if left.end != right.start or left.text in _determiners():
        return False
    if left.text in _CLOSED or (
        len(left.text) > 1 and left.text[-1] in _CLOSES and left.text not in _no_names()
    ):
        return False
    return left.tag in _NOMINAL or (left.tag == "m" and left.text.startswith("第"))


def _is_task(left: Word, right: Word) -> bool:
    """Whether a verb names what a department does (采购部, 信息披露部)."""
    return (
        left.end == right.start
        and left.tag == "v"
        and len(left.text) == len("采购")
        and left.text not in _no_heads()
        and right.text in _UNITS
    )


_COUNTING = late("[两二三四五六七八九几多各]")
"""内、儿、骨三科 counts departments and names none."""


@cache
def _surnames() -> frozenset[str]:
    return frozenset(lexicon.names().surnames)


_NO_PERSON = late(r"[东西南北][往向至到][东西南北]|[占达含超逾][全总本该各]|.全[园校市县省区镇村国厂店院]$")
"""A share and its whole that the segmentation takes for a person: 占全园."""


def _person_at(words: list[Word], at: int) -> Entity | None:
    word = words[at]
    if _NO_PERSON.match(word.text):
        return None
    if word.tag not in ("nr", "nrt", "nrfg") or not 2 <= len(word.text) <= 4 or word.text in _no_names():
        return None
    if word.text[0] not in _surnames() and len(word.text) <= _SHORT_PLACE:
        return None
    return Entity("person", word.start, word.end, word.text, "", (word.text,))


_LABEL = late(
    r"(?<![A-Za-z0-9.-])(?P<head>[A-Z]{1,2}[0-9]{0,3}|[0-9]{1,4}|[一二三四五六七八九十]{1,3})"
    r"(?P<ending>号线|号楼|号储罐|号罐|号机组|号机|号炉|号车间|号库|号门|号窗口|号站台|号航站楼|号泵|号井|号桥|号院|号厂房|栋|单元|口|座|馆|分局|大队|中队|支队|车间|分厂|院区|分院|校区|标段|食堂|通道|车厢|生产线|产线|年级|[区期](?=[^域间内待限]|$))(?![岁径吻味人头号])"
)


def _labels(text: str) -> Iterator[Entity]:
    """Numbered and lettered things: 2号线, B口, 6栋."""
    folded = fold(text)
    for match in _LABEL.finditer(folded):
        if (match["ending"] in "口座馆" and not match["head"][0].isascii()) or (
            match["ending"] == "座" and match["head"][0].isdigit()
        ):
            continue
        yield Entity(
            "label",
            match.start(),
            match.end(),
            match["head"],
            match["ending"],
            (match["head"], match["ending"]),
        )
