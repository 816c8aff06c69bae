"""What the taught reader sees of a sentence: its short runs of characters (Chinese) or of words (English)."""

from __future__ import annotations

import re

from drafting.checks.style.simplified import simplified
from drafting.messages import Language

LONGEST_RUN = {"zh": 4, "en": 3}
"""Characters of a Chinese run at most, words of an English one."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_TOKEN = re.compile(r"[a-z]+(?:'[a-z]+)?|0|[!?%£$€]")
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")
_BLANK = re.compile(r"\s+")


def runs(sentence: str, language: Language) -> list[str]:
    """Return every run of a sentence, as often as it stands there; every number counts as the same one."""
    text = _NUMBER.sub("0", sentence)
    if language == "zh":
        return _runs_of(_BLANK.sub("", simplified(text)).lower(), "")
    return _runs_of(_TOKEN.findall(_folded(text)), " ")


def words(sentence: str) -> list[str]:
    """Return the words of an English sentence, in small letters."""
    return _WORD.findall(_folded(sentence))


def _folded(text: str) -> str:
    return text.lower().replace("’", "'")


def _runs_of(units: str | list[str], between: str) -> list[str]:
    longest = LONGEST_RUN["zh" if between == "" else "en"]
    return [
        between.join(units[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(units) - length + 1)
    ]
