"""The words of a text that tell of an event, and the families of words that say the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, RootModel

from drafting.data_files import read_data
from drafting.late_patterns import late
from drafting.messages import Language

_PACKAGE = "drafting.claims"
_ENGLISH = late(r"[a-z][a-z']*[a-z]|[a-z]")
_HAN = late(r"[\u3400-\u9fff]+")
_TELLING_TAGS = frozenset("nvaidjlbzsg")
"""First letters of the tags of nouns, verbs, adjectives, idioms and places."""
_ENDINGS = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ies", "ied", "ers", "er", "ed", "es", "ly", "al",
    "s", "e", "y",
)  # fmt: skip
_LEAST_ROOT = 3
_BESIDE = "不没未已再重又均都全可会要将正被即刚还很更太最各另就才仅先后新由对把因于须经在向从与和是也有"
_AFTER = "完好到掉出来去过起下上开成住走满齐清回进着了得中后前内里外时者们将会由对被已因于须是不也有"
_COUNTED = late(
    r"[0-9][0-9.,:%]*(?:年|月份?|日|时|点|分|秒|号|[万亿]|[\u3400-\u9fff])?|[一二三四五六七八九十两几]+[个名位人次起件家份户台辆只条处张元块间所项批种笔天层]"
)
"""Figures with their measure word: they are held against the brief elsewhere, and would stick to what follows."""


class _Words(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    en: str
    zh: str


class _Families(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    en: tuple[tuple[str, ...], ...]
    zh: tuple[tuple[str, ...], ...]


class _Telling(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    void: _Words
    faint: _Words
    kin: _Families


@dataclass(frozen=True, slots=True)
class TellingWord:
    """A word that tells of an event, folded; `faint` marks a general word that tells little by itself."""

    text: str
    faint: bool = False


@cache
def _book() -> _Telling:
    return read_data(_PACKAGE, "lexicon/telling.yaml", _Telling)


@cache
def _listed(kind: Literal["void", "faint"], language: Language) -> frozenset[str]:
    words: _Words = getattr(_book(), kind)
    if language == "zh":
        return frozenset(words.zh.split())
    listed = words.en.split()
    return frozenset(listed) | {root(word) for word in listed}


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """Return what the forms of an English word share (`closing`, `closed`, `close`), roughly."""
    bare = word.split("'", maxsplit=1)[0]
    for ending in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= _LEAST_ROOT:
            bare = bare[: -len(ending)]
            break
    if len(bare) > _LEAST_ROOT and bare[-1] == bare[-2]:
        bare = bare[:-1]
    return bare


@lru_cache(maxsize=4096)
def core(word: str) -> str:
    """Return the Chinese word without what only says how far or whether it was done (`换好`, `已换`: `换`)."""
    shorn = word.lstrip(_BESIDE)
    shorn = shorn.rstrip(_AFTER)
    return shorn or word


@cache
def _kin() -> tuple[dict[str, tuple[int, ...]], tuple[tuple[str, int], ...], dict[str, tuple[int, ...]]]:
    """English words and beginnings, and Chinese words, with the numbers of their families."""
    whole: dict[str, list[int]] = {}
    begins: list[tuple[str, int]] = []
    han: dict[str, list[int]] = {}
    for number, family in enumerate(_book().kin.en):
        for word in family:
            if word.endswith("*"):
                begins.append((word[:-1], number))
            else:
                whole.setdefault(word, []).append(number)
    for number, family in enumerate(_book().kin.zh):
        for word in family:
            han.setdefault(word, []).append(number)
    return (
        {word: tuple(numbers) for word, numbers in whole.items()},
        tuple(begins),
        {word: tuple(numbers) for word, numbers in han.items()},
    )


@lru_cache(maxsize=8192)
def families(word: str, language: Language) -> frozenset[int]:
    """Return the numbers of the families that a word belongs to."""
    whole, begins, han = _kin()
    if language == "zh":
        return frozenset(han.get(word, ()) + han.get(core(word), ()))
    return frozenset(whole.get(word, ())) | {number for start, number in begins if word.startswith(start)}


def families_in(text: str, language: Language) -> frozenset[int]:
    """Return the families of which a word stands in a folded text."""
    if language == "zh":
        return frozenset(n for word, numbers in _kin()[2].items() if word in text for n in numbers)
    found: set[int] = set()
    for word in set(_ENGLISH.findall(text)):
        found |= families(word, language)
    for phrase, numbers in _kin()[0].items():
        if " " in phrase and phrase in text:
            found.update(numbers)
    return frozenset(found)


def telling_words(low: str, language: Language) -> Iterator[TellingWord]:
    """Yield the words of a folded text that tell of an event, in order."""
    nothing, general = _listed("void", language), _listed("faint", language)
    if language == "en":
        for match in _ENGLISH.finditer(low):
            word = match.group().partition("'")[0]
            if len(word) > 1 and match.group() not in nothing and root(word) not in nothing:
                yield TellingWord(word, word in general or root(word) in general)
        return
    # The segmenter is loaded only where Chinese is compared word by word: it costs a quarter of a second.
    import rjieba

    for word, tag in rjieba.tag(_COUNTED.sub(",", low)):
        if _HAN.fullmatch(word) and (tag[0] in _TELLING_TAGS or tag == "x") and not _is_void(word, nothing):
            yield TellingWord(word, _is_void(word, general))


_TIME_OF_DAY = late(r"[今昨前明当次][天日晚早夜](?:上午|下午|中午|晚上|早上|凌晨|傍晚|夜里|清晨|晚|早)?")


def is_void(word: str, language: Language) -> bool:
    """Whether a word states nothing by itself."""
    nothing = _listed("void", language)
    return _is_void(word, nothing) if language == "zh" else word in nothing or root(word) in nothing


def _is_void(word: str, nothing: frozenset[str]) -> bool:
    if _TIME_OF_DAY.fullmatch(word):
        return True
    return word in nothing or core(word) in nothing or all(character in nothing for character in word)


class _Ways(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    en: list[str]
    zh: list[str]


class _Assertions(RootModel[dict[str, _Ways]]):
    pass


@cache
def assertion(kind: str, language: Language) -> re.Pattern[str]:
    """Return the expression for the constructions that assert a cause, a benefit, a deed that is done or its agent."""
    ways = read_data(_PACKAGE, "lexicon/assertions.yaml", _Assertions).root[kind]
    if language == "zh":
        return re.compile("|".join(ways.zh))
    return re.compile(rf"(?<![a-z])(?:{'|'.join(ways.en)})(?:(?<= )|(?![a-z]))")
