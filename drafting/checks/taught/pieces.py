"""What the taught reader sees of a sentence: its short runs of characters (Chinese) or of words (English)."""

from __future__ import annotations

from drafting.late_patterns import late
from drafting.messages import Language
from drafting.simplified import simplified

LONGEST_RUN = {"zh": 4, "en": 3}
"""Characters of a Chinese run at most, words of an English one."""

FEWEST = {"zh": 7, "en": 4}
"""Characters of a Chinese sentence, words of an English one, below which it is not judged (ours)."""

_HAN = late(r"[\u3400-\u9fff]")
_NUMBER = late(r"\d+(?:[.,]\d+)*")
_TOKEN = late(r"[a-z]+(?:'[a-z]+)?|0|[!?%£$€]")
_WORD = late(r"[a-z]+(?:'[a-z]+)?")
_BLANK = late(r"\s+")


def runs(sentence: str, language: Language) -> list[str]:
    """Return every run of a sentence, as often as it stands there; every number counts as the same one."""
    text = _NUMBER.sub("0", sentence)
    if language == "zh":
        return _runs_of(_BLANK.sub("", simplified(text)).lower(), "")
    return _runs_of(_TOKEN.findall(_folded(text)), " ")


def words(sentence: str) -> list[str]:
    """Return the words of an English sentence, in small letters."""
    return _WORD.findall(_folded(sentence))


def says_enough(sentence: str, language: Language) -> bool:
    """Whether there are words enough to judge by: a date line, a signature or a number of a thread has not."""
    if language == "zh":
        return len(_HAN.findall(sentence)) >= FEWEST["zh"]
    return len(words(sentence)) >= FEWEST["en"]


def _folded(text: str) -> str:
    return text.lower().replace("’", "'")


def _runs_of(units: str | list[str], between: str) -> list[str]:
    longest = LONGEST_RUN["zh" if between == "" else "en"]
    return [
        between.join(units[start : start + length])
        for length in range(1, longest + 1)
        for start in range(len(units) - length + 1)
    ]
