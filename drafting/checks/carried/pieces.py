"""What is seen of a sentence: its units, the short runs of them, and the pieces that tell what it is about."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.messages import Language

LONGEST_RUN = 3
"""Characters of a Chinese run at most, words of an English one (measured)."""
BETWEEN: dict[Language, str] = {"zh": "", "en": " "}

_NUMBER = late(r"\d+(?:[.,]\d+)*")
_WORD = late(r"[a-z]+(?:'[a-z]+)?|0|[?%£$€]|[\u3400-\u9fff]")
_ENDINGS = ("ings", "ing", "edly", "ied", "ies", "ed", "es", "s", "ly")
_SHORTEST_STEM = 3
_LEAST: dict[Language, int] = {"zh": 3, "en": 2}
_SILENT = frozenset(
    "the a an of to in on at by for from with and or but as is are was were be been has have had it its this that"
    " these those we our us they them their he his him she her i my you your who which will would can could do does did"
    " there here if when so than then also about into over under up out".split()
)


def units(text: str, language: Language) -> list[str]:
    """Return the characters of a Chinese text, or the words of an English one; every number counts as the same one."""
    folded = _NUMBER.sub("0", lower(text))
    if language == "zh":
        return [character for character in folded if not character.isspace()]
    return _WORD.findall(folded.replace("n't", " not"))


def runs(own: list[str], language: Language, longest: int = LONGEST_RUN) -> set[str]:
    """Return every run of up to `longest` units."""
    between = BETWEEN[language]
    return {
        between.join(own[start : start + size])
        for size in range(1, longest + 1)
        for start in range(len(own) - size + 1)
    }


def telling(own: Iterable[str], language: Language) -> frozenset[str]:
    """Return what tells the subject of a text: its pairs of Chinese characters, or the stems of its English words."""
    if language == "zh":
        return frozenset(one + two for one, two in pairwise(own) if _is_han(one) and _is_han(two))
    return frozenset(stem(word) for word in own if word not in _SILENT and word[0].isalpha())


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def tells_enough(told: frozenset[str], language: Language) -> bool:
    """Whether a text has telling pieces enough to be weighed; a signature or a greeting has not."""
    return len(told) >= _LEAST[language]


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return an English word without its ending, so that closed, closes and closing are one."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if word.endswith("e") and len(word) > _SHORTEST_STEM:
        word = word[:-1]
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2]:
        word = word[:-1]
    return word
