"""English words with their Penn part-of-speech tags, which `sequence` rules of style guides ask for.

The model is the averaged perceptron of textblob-aptagger, which Vale's own tagger descends from. Only its table of
weights is read, without importing the package; its features are described in M. Honnibal, "A good part-of-speech tagger
in about 200 lines of Python" (2013).
"""

from __future__ import annotations

import pickle
from collections import defaultdict
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import regex

_PACKAGE, _WEIGHTS = "textblob_aptagger", "trontagger-0.1.0.pickle"
_WORD = regex.compile(r"[\p{L}\p{N}]+(?:[-'’.][\p{L}\p{N}]+)*|\*+|\.{2,}|--|\S")
_CONTRACTED = regex.compile(r"(?P<word>.+?)(?P<rest>n['’]t|['’](?:s|re|ve|ll|d|m))", regex.IGNORECASE)
_OUTSIDE = ("-START-", "-START2-"), ("-END-", "-END2-")
_QUOTES = {'"': "''", "“": "``", "”": "''", "(": "-LRB-", ")": "-RRB-"}


UNIVERSAL_TAGS = {
    "NOUN": "NNS?",
    "PROPN": "NNPS?",
    "ADJ": "JJ[RS]?",
    "ADV": "RB[RS]?|WRB",
    "VERB": "VB[DGNPZ]?",
    "AUX": "MD|VB[DGNPZ]?",
    "DET": "DT|PDT|WDT",
    "PRON": r"PRP\$?|WP\$?|EX",
    "ADP": "IN|RP|TO",
    "SCONJ": "IN",
    "CCONJ": "CC",
    "NUM": "CD",
    "PART": "TO|POS|RP",
    "INTJ": "UH",
    "PUNCT": "[.,:]|''|``|-LRB-|-RRB-",
    "SYM": r"SYM|[$#]",
    "X": "FW|LS",
}
"""Universal parts of speech as Penn tags (the mapping of the Universal Dependencies treebanks)."""


class Word(NamedTuple):
    """A word or mark of a text, and where it stands (code points, half-open)."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return words and marks in order; a contraction is two words, as in the Penn treebank."""
    found = []
    for match in _WORD.finditer(text):
        parts = _CONTRACTED.fullmatch(match.group())
        cut = match.end() if parts is None else match.start() + len(parts["word"])
        found.append(Word(text[match.start() : cut], match.start(), cut))
        if parts is not None:
            found.append(Word(text[cut : match.end()], cut, match.end()))
    return found


class _Weights(NamedTuple):
    by_feature: dict[str, dict[str, float]]
    certain: dict[str, str]
    tags: list[str]


class _PlainUnpickler(pickle.Unpickler):
    """Reads tables of plain values and refuses everything else, so that a file can run no code."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) == ("__builtin__", "set"):
            return set
        raise pickle.UnpicklingError(f"{module}.{name}")


def tagger_file() -> Path | None:
    """Return where the weights are, or nothing where the package is not installed."""
    spec = find_spec(_PACKAGE)
    folders = spec.submodule_search_locations if spec else None
    path = Path(folders[0]) / _WEIGHTS if folders else None
    return path if path is not None and path.is_file() else None


@cache
def _weights() -> _Weights:
    path = tagger_file()
    if path is None:
        raise ModuleNotFoundError(_PACKAGE)
    with path.open("rb") as file:
        by_feature, certain, tags = _PlainUnpickler(file, encoding="utf-8").load()
    return _Weights(by_feature, certain, sorted(tags))


@lru_cache(maxsize=512)
def tags_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the Penn tag of each word of a sentence.

    Raises:
        ModuleNotFoundError: the package with the weights is not installed.
    """
    weights = _weights()
    context = [*_OUTSIDE[0], *map(_normal, words), *_OUTSIDE[1]]
    before, second = _OUTSIDE[0]
    tags = []
    for place, word in enumerate(words):
        tag = (
            _QUOTES.get(word)
            or weights.certain.get(word)
            or _best(weights, place, word, context, before, second)
        )
        tags.append(tag)
        before, second = tag, before
    return tuple(tags)


def _normal(word: str) -> str:
    if "-" in word and not word.startswith("-"):
        return "!HYPHEN"
    if word.isdigit() and len(word) == 4:
        return "!YEAR"
    return "!DIGITS" if word[0].isdigit() else word.lower()


def _best(weights: _Weights, place: int, word: str, context: list[str], before: str, second: str) -> str:
    at = place + 2
    features = (
        "bias",
        f"i suffix {word[-3:]}",
        f"i pref1 {word[0]}",
        f"i-1 tag {before}",
        f"i-2 tag {second}",
        f"i tag+i-2 tag {before} {second}",
        f"i word {context[at]}",
        f"i-1 tag+i word {before} {context[at]}",
        f"i-1 word {context[at - 1]}",
        f"i-1 suffix {context[at - 1][-3:]}",
        f"i-2 word {context[at - 2]}",
        f"i+1 word {context[at + 1]}",
        f"i+1 suffix {context[at + 1][-3:]}",
        f"i+2 word {context[at + 2]}",
    )
    scores: dict[str, float] = defaultdict(float)
    for feature in features:
        for tag, weight in weights.by_feature.get(feature, {}).items():
            scores[tag] += weight
    return max(weights.tags, key=lambda tag: (scores[tag], tag))
