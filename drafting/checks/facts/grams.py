"""What a stretch of text is about, as a set of small pieces that survive rephrasing."""

from __future__ import annotations

from functools import lru_cache

from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.messages import Language

_HAN_RUN = late(r"[\u3400-\u9fff]+")
_WORD = late(r"[a-z][a-z'-]*[a-z]|[a-z]?[0-9]+[a-z0-9-]*[a-z][a-z0-9-]*")
_FUNCTION = late(r"[的了在是和与及对将已被把就也都而并或其该此我们您本]")
_HAN_PART = late(r"(?:(?![的了在是和与及对将已被把就也都而并或其该此我们您本])[\u3400-\u9fff])+")
_STOP = frozenset(
    "the a an of to in on at by for from with and or but as is are was were be been being has have had it its this"
    " that these those we our us they their he she his her you your who which what will would can could not no do did"
    " does there here if when after before so than then all any some also more most about into over under up out off"
    " only just very one said say says them him us none january february march april may june july august september october november december jan feb mar apr"
    " jun jul aug sept oct nov dec monday tuesday wednesday thursday friday saturday sunday".split()
)
_SUFFIX = late(r"(?:ations?|ings?|ions?|ied|ies|ed|es|ly|ment|ments|s|e|y)$")


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the part of an English word that its forms share, roughly."""
    bare = word.split("'", maxsplit=1)[0]
    short = _SUFFIX.sub("", bare)
    return (short if len(short) >= 3 else bare)[:7]


@lru_cache(maxsize=8192)
def grams(text: str, language: Language) -> frozenset[str]:
    """Return the pieces of `text`: pairs of Chinese characters without function words, and stems of Latin words."""
    low = lower(text)
    pieces = {stem(word) for word in _WORD.findall(low) if word not in _STOP}
    if language == "zh" or not pieces:
        for run in _HAN_RUN.findall(low):
            for part in _FUNCTION.split(run):
                pieces.update(part[i : i + 2] for i in range(len(part) - 1))
    return frozenset(pieces)


def placed_grams(low: str, language: Language) -> list[tuple[int, str]]:
    """Return the pieces of a folded text with their places (code points), in order."""
    found = [(m.start(), stem(m.group())) for m in _WORD.finditer(low) if m.group() not in _STOP]
    if language == "zh":
        for run in _HAN_PART.finditer(low):
            words = run.group()
            found += [(run.start() + i, words[i : i + 2]) for i in range(len(words) - 1)]
        found.sort()
    return found


def grams_in_order(text: str) -> list[str]:
    """Return the stems of the Latin words of `text` in order, without function words."""
    return [stem(word) for word in _WORD.findall(lower(text)) if word not in _STOP]
