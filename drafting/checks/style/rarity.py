"""How often words are likely to stand in a text, judged by their letters: which of them are worth looking for."""

from __future__ import annotations

from functools import lru_cache

_LETTERS = dict(
    zip(
        "etaoinshrdlcumwfgypbvkxjqz",
        (
            *(0.102, 0.075, 0.065, 0.062, 0.057, 0.057, 0.053, 0.050, 0.050, 0.033, 0.033, 0.023, 0.023),
            *(0.020, 0.020, 0.018, 0.016, 0.016, 0.015, 0.012, 0.008, 0.006, 0.0012, 0.001, 0.0008, 0.0006),
        ),
        strict=True,
    )
)
"""Shares of letters in English prose, rounded; only their order of size matters."""
_SPACE, _DIGIT, _HAN, _OTHER = 0.18, 0.01, 0.003, 0.02
_TOGETHER = 0.75
"""Letters of a word come together more often than by chance: an exponent on the product of their shares."""


@lru_cache(maxsize=65536)
def frequency(words: frozenset[str]) -> float:
    """Return how many of `words` are likely to begin at a character of a text, 0 to many; lower is rarer."""
    return sum(_frequency(word) for word in words)


def telling_start(word: str, enough: float) -> str:
    """Return the shortest beginning of a word, two letters at least, that is no more frequent than `enough`."""
    share, most = 1.0, enough ** (1 / _TOGETHER)
    for length, letter in enumerate(word, 1):
        share *= _share(letter)
        if share <= most and length > 1:
            return word[:length]
    return word


@lru_cache(maxsize=65536)
def _frequency(word: str) -> float:
    share = 1.0
    for letter in word:
        share *= _share(letter)
    return float(share**_TOGETHER)


@lru_cache(maxsize=65536)
def _share(letter: str) -> float:
    if letter >= "\u3400":
        return _HAN
    if letter.isdigit():
        return _DIGIT
    return _LETTERS.get(letter, _SPACE if letter in " \b" else _OTHER)
