"""Coined names: two characters that no dictionary takes for a word, and the same name with one of them another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from drafting.checks.facts.ledger import Ledger, kept_with_ledger
from drafting.checks.facts.reading import Reading
from drafting.claims.fold import fold
from drafting.claims.segmenting import single_characters
from drafting.statement import Finding

_BESIDE = 2
"""Characters behind or before a coined name by which another spelling of it is known (ours)."""
_PLAIN = frozenset(
    "的了在是和与及对将已被把就也都而并或其该此我们您本向由从到至经据按为以于因等各两零一二三四五六七八九十百千万亿半"
    "年月日时分秒号名人位个家次起件条份台辆只支间栋层楼米吨元块又还再没不未无有可能会要请让使给用来去上下前后左右中内外里"
    "大小多少新老旧全总同另每某首第共约近超曾正仍自他她它这那说做看送报收发买卖办查退赔停开关换修装吃喝住坐走跑打电水火"
    "东西南北高低长短早晚快慢好坏真假店厂院校站所局处科部组队区市县省镇村街路巷桥港座赠加减增降升"
)

_WHERE = frozenset("里内中外上下书页次个")
"""柜里, 册书: a thing and where it is, or a measure word before its thing."""


def check(reading: Reading) -> Iterator[Finding]:
    """Yield other spellings of the brief's coined names: 锐成新能源 for 锐澄新能源."""
    text = reading.setting.folded
    pairs = _pairs(text)
    if not pairs:
        return
    public = reading.ledger.public_text
    for known, before, behind in _coined(reading.ledger):
        for start, pair in pairs:
            if pair == known or pair in public or (pair[0] != known[0]) == (pair[1] != known[1]):
                continue
            end = start + len(pair)
            follows = len(behind) == _BESIDE and text[end : end + _BESIDE] == behind
            precedes = len(before) == _BESIDE and text[max(0, start - _BESIDE) : start] == before
            if follows or (precedes and not re.match(r"[\u3400-\u9fff]", text[end : end + 1])):
                yield reading.other_name((start, end), known)


@lru_cache(maxsize=512)
def _pairs(text: str) -> tuple[tuple[int, str], ...]:
    """Two neighbouring characters of a text, with their place, that are no words and no part of one."""
    singles = single_characters(text)
    return tuple(
        (at, character + singles[at + 1])
        for at, character in singles.items()
        if at + 1 in singles and singles[at + 1] not in _WHERE and character not in _PLAIN
    )


@kept_with_ledger()
def _coined(ledger: Ledger) -> tuple[tuple[str, str, str], ...]:
    """The coined pairs of a brief that hold no plain character, with what stands before and behind each."""
    found = []
    for source in ledger.of("confirmed", "commitment", "contact"):
        text = fold(source.text)
        for at, pair in _pairs(text):
            if not set(pair) & _PLAIN:
                found.append((pair, text[max(0, at - _BESIDE) : at], text[at + 2 : at + 2 + _BESIDE]))
    return tuple(dict.fromkeys(found))
