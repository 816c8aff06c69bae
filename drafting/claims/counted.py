"""What figures count: the lexicon's classes in the words beside them."""

from __future__ import annotations

import re
from functools import cache

from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.claims.setting import Setting
from drafting.late_patterns import late

_WORD_TAIL = late("[a-z]*")


@cache
def _class_words() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, frozenset[str]]]:
    table: dict[str, set[str]] = {}
    for name, entry in lexicon.counted().classes.items():
        for word in (*entry.zh, *entry.en):
            table.setdefault(word, set()).add(name)
    zh = sorted((w for w in table if not w.isascii()), key=len, reverse=True)
    en = sorted((w for w in table if w.isascii()), key=len, reverse=True)
    return (
        re.compile("(?=(" + "|".join(zh) + "))"),
        re.compile(r"(?<![a-z])(" + "|".join(map(re.escape, en)) + r")(?![a-z])"),
        {word: frozenset(found) for word, found in table.items()},
    )


def classes_in(text: str) -> frozenset[str]:
    """Return the lexicon's classes of everything that `text` names."""
    low = lower(text)
    return _classes_of(_words_in(low, low))


def _words_in(chinese: str, english: str) -> list[str]:
    """The lexicon's Chinese words in one stretch of a text and its English ones in another."""
    zh, en, _ = _class_words()
    return ([] if chinese.isascii() else zh.findall(chinese)) + en.findall(english)


def _classes_of(words: list[str]) -> frozenset[str]:
    table = _class_words()[2]
    return frozenset(name for word in words for name in table.get(word, ()))


_STOP_NEAR = late(r"[,。;!?、:\n()]|[0-9]|(?<![a-z])and(?![a-z])|其中|和|及")


_NOT_SO = late(r"[均都]?(?:没有|没|尚未|未|无)(?!论|人机|锡)")
"""What did not happen to those counted is not what they are counted by (14名儿童均无不适)."""


def classes_beside(setting: Setting, span: tuple[int, int]) -> frozenset[str]:
    """Return what a figure counts: the classes right after it, else those right before it."""
    start, end = span
    clause = setting.clause_at(start)
    after = setting.low[end : min(clause[1] if clause[1] > end else end, end + 40)]
    stop = _STOP_NEAR.search(after)
    after = after[: stop.start()] if stop else after
    unhappened = _NOT_SO.search(after)
    after = after[: unhappened.start()] if unhappened else after
    found = _words_in(after[:9], after)
    if not found:
        at = max(clause[0], start - 24)
        # A word that the window cuts in two is none: “will” is not “ill”.
        cut = _WORD_TAIL.match(setting.low, at, start) if at and setting.low[at - 1].isalpha() else None
        at = cut.end() if cut else at
        before = setting.low[at:start]
        pieces = _STOP_NEAR.split(before)
        before = pieces[-1] if pieces else ""
        found = _words_in(before[-10:], before)
    return _classes_of(found)
