"""How well each case answers a query: likeness of meaning, and the rare words that both have.

Cosines of this kind of model lie close together whatever is asked, so nothing here is an absolute cosine:
likeness is measured in standard deviations of the query's likeness to everyday topics
(`knowledge_base/background.yaml`). The weights were set with benchmarks/retrieval.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress
from typing import Any

import numpy as np
import numpy.typing as npt

from knowledge_base.contents import Numbers, Passes, Sketch
from knowledge_base.embeddings import Vectors, cosines
from knowledge_base.filters import Filter
from knowledge_base.index import Index
from knowledge_base.terms import is_han, telling

WORDS = 5.0
"""What sharing all of a query's telling words is worth, in deviations of likeness."""
NOISE = 3.0
"""Deviations that are asked for on top where a query in letters, or of a single character, has no word that any case
has, nor one spelt nearly so: it is mostly noise."""
TAIL = 4.0
"""Deviations that a further hit may lie behind the best one."""
BELOW = 0.5
"""Deviations that a further hit may lie below what is asked of the best one."""
FALL = 1.5
"""A fall of more deviations than this from one hit to the next ends the answer, after the second hit: what follows
is a trail of weak ones. Of 3.6 hits in the first five, 0.2 went so, and no judged case with them."""
NAMED = 1.5
"""How much a shared word must tell to be named as a reason: it stands in fewer than a fifth of the cases."""
NEAREST = 50
"""Cases nearest in meaning that are looked at."""
LOOKED_AT = 20_000
"""Places of words that are added up to find cases by words alone, the rarest words first: a bound on the time
that a query takes in a large store."""
LEXICAL = 200
"""Cases that words alone may add to those that are near in meaning"""
FEW = 8192
"""Of so many cases or fewer that a filter lets through, each is compared; of more, the nearest are filtered."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with its score in deviations above the nearest everyday topic.

    `words` are the query's telling ones, and `shared` says which of them the case has.
    """

    sketch: Sketch
    score: float
    words: tuple[str, ...]
    shared: npt.NDArray[np.bool_]

    @property
    def matched(self) -> tuple[str, ...]:
        """The telling words that the case shares with the query."""
        return tuple(compress(self.words, self.shared.tolist()))


def rank(index: Index, query: str, narrow: Filter, limit: int, *, always: bool = False) -> list[Scored]:
    """Return the cases that answer `query`, best first; none where nothing is relevant.

    Args:
        index: an open index.
        query: what somebody asks.
        narrow: which cases may answer.
        limit: how many cases to return at most.
        always: return the nearest even if nothing is relevant.
    """
    wanted = telling(query)
    if not wanted:
        return []
    vector = index.query(query)
    lets_through = None if narrow == Filter() else index.contents.passes(narrow)
    words = _words(index, wanted)
    near = _near(index, vector, narrow, limit)
    numbers = np.union1d(near, _by_words(words, lets_through))
    if not len(numbers):
        return []
    everyday = cosines(index.everyday, vector)
    spread = float(everyday.std()) or 1.0
    likeness = (index.matrix.cosines(numbers, vector) - float(everyday.max())) / spread
    shared = np.stack([_stands_in(word.places, numbers) for word in words])
    weights = np.array([word.weight for word in words])
    scores = likeness + WORDS * np.einsum("i,ij->j", weights, shared) / (weights.sum() or 1.0)
    order = np.lexsort((numbers, -scores))[:limit]
    best = float(scores[order[0]])
    if not always:
        if best < index.embedder.relevant + (NOISE if _is_noise(words) else 0.0):
            return []
        order = order[: _before_the_trail(scores[order], index.embedder.relevant)]
    tells = np.flatnonzero(weights >= NAMED)
    named = tuple(words[at].term for at in tells.tolist())
    sketches = index.contents.sketches(numbers[order].tolist())
    return [
        Scored(sketches[n], float(scores[at]), named, shared[tells, at])
        for at in order.tolist()
        if (n := int(numbers[at])) in sketches
    ]


@dataclass(frozen=True, slots=True)
class _Word:
    """A term of the query: how much it tells, and in which cases the word that it stands for is found."""

    term: str
    weight: float
    known: bool
    places: Numbers


_NOWHERE: Numbers = np.zeros(0, dtype=np.int32)


def _words(index: Index, wanted: Sequence[str]) -> list[_Word]:
    """Return the terms of a query, those that stand everywhere in a large store with no weight."""
    held = index.contents.words(wanted)
    meant = {term: term for term in wanted}
    for term in wanted:
        if term not in held and len(term) >= 5 and not is_han(term) and term.isalpha():
            meant[term] = index.contents.alike(term) or term
    held |= index.contents.words([meant[term] for term in wanted if meant[term] not in held])
    total = index.contents.total
    found = []
    for term in wanted:
        word = held.get(meant[term])
        everywhere = word is not None and word.places is None
        weight = 0.0 if everywhere else math.log((total + 1) / ((word.cases if word else 0) + 0.5))
        places = word.places if word is not None and word.places is not None else _NOWHERE
        found.append(_Word(term, weight, word is not None, places))
    return found


def _before_the_trail(scores: Vectors, relevant: float) -> int:
    """Return how many of these scores, the best one first, are worth showing; the best one is relevant."""
    few = int(np.count_nonzero(scores > max(float(scores[0]) - TAIL, relevant - BELOW)))
    falls = np.flatnonzero(scores[1 : few - 1] - scores[2:few] > FALL)
    return int(falls[0]) + 2 if len(falls) else few


def _is_noise(words: Sequence[_Word]) -> bool:
    return not any(word.known or (is_han(word.term) and len(word.term) > 1) for word in words)


def _stands_in(places: Numbers, numbers: npt.NDArray[np.integer[Any]]) -> npt.NDArray[np.bool_]:
    """Return for each number whether it is among the ascending `places`."""
    if not len(places):
        return np.zeros(len(numbers), dtype=bool)
    at = np.minimum(places.searchsorted(numbers), len(places) - 1)
    return np.asarray(places[at] == numbers, dtype=bool)


def _near(index: Index, vector: Vectors, narrow: Filter, limit: int) -> Numbers:
    """Return the cases nearest in meaning, of those that a filter lets through; at least `limit`, if there are."""
    breadth = max(NEAREST, limit)
    if narrow == Filter():
        return index.vectors.near(vector, breadth)
    allowed = index.contents.numbers(narrow)
    if len(allowed) <= FEW:
        return _closest(index, vector, allowed, breadth)
    lets_through = index.contents.passes(narrow)
    share = len(allowed) / index.contents.total
    for count in (int(1.5 * limit / share), int(6 * breadth / share)):
        found = index.vectors.near(vector, count)
        found = found[lets_through[found]]
        if len(found) >= limit:
            return found[:breadth]
    return _closest(index, vector, allowed, breadth)


def _closest(index: Index, vector: Vectors, numbers: Numbers, count: int) -> Numbers:
    order = np.argsort(-index.matrix.cosines(numbers, vector), kind="stable")[:count]
    return numbers[order]


def _by_words(words: Sequence[_Word], lets_through: Passes | None = None) -> Numbers:
    """Return the cases, of those that a filter lets through, that share the most telling words, in no order."""
    looked_up: list[_Word] = []
    places = 0
    for word in sorted((w for w in words if len(w.places)), key=lambda w: -w.weight):
        places += len(word.places)
        if looked_up and places > LOOKED_AT:
            break
        looked_up.append(word)
    if not looked_up:
        return _NOWHERE
    where = np.concatenate([word.places for word in looked_up])
    told = np.repeat([word.weight for word in looked_up], [len(word.places) for word in looked_up])
    sums = np.bincount(where, weights=told)
    # Asked of truth values, numpy finds them three times as fast.
    found = np.flatnonzero(sums > 0)
    if lets_through is not None:
        found = found[lets_through[found]]
    if len(found) > LEXICAL:
        found = found[np.argpartition(-sums[found], LEXICAL)[:LEXICAL]]
    return found.astype(np.int32)
