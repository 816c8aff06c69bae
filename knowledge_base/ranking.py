"""How well each case answers a query: likeness of meaning, and the rare words that both have.

Cosines of this kind of model lie close together whatever is asked, so nothing here is an absolute cosine:
likeness is measured in standard deviations of the query's likeness to everyday topics
(`knowledge_base/background.yaml`). The weights were set with benchmarks/retrieval.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from knowledge_base.embeddings import Vectors
from knowledge_base.entries import Entry
from knowledge_base.filters import Filter
from knowledge_base.index import Index
from knowledge_base.terms import is_han, telling, terms
from knowledge_base.vectors import VectorCache
from knowledge_base.words import Sketch

WORDS = 5.0
"""What sharing all of a query's telling words is worth, in deviations of likeness."""
NOISE = 3.0
"""Deviations that are asked for on top where a query in letters has no word that any case has, nor one spelt
nearly so: it is mostly noise."""
TAIL = 4.0
"""Deviations that a further hit may lie behind the best one."""
NAMED = 1.5
"""How much a shared word must tell to be named as a reason: it stands in fewer than a fifth of the cases."""
RAREST = 12
"""Words that are looked up: the rarest of a query tell most, and common ones cost time in a large store."""
COMMON = 50
"""A word of more cases than this, and of more than one in this many, is not looked up at all."""
LEXICAL = 20
"""Cases that words alone may add to those that are near in meaning."""
FEW = 2000
"""A filter that leaves this many cases or fewer is given to Chroma as ids; a wider one is applied after."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with its score in deviations above the nearest everyday topic, and the words that it shares."""

    sketch: Sketch
    score: float
    matched: tuple[str, ...]


def rank(index: Index, query: str, narrow: Filter, breadth: int, *, always: bool = False) -> list[Scored]:
    """Return the cases that answer `query`, best first; none where nothing is relevant.

    Args:
        index: an open index.
        query: what somebody asks.
        narrow: which cases may answer.
        breadth: how many of the nearest cases to look at.
        always: return the nearest even if nothing is relevant.
    """
    wanted = telling(query)
    if not wanted:
        return []
    vector = index.embedder.query(query)
    weights = _weights(index, wanted)
    nearest = _nearest(index, vector, narrow, breadth)
    cases = index.words.total
    floor = math.log((cases + 1) / (max(COMMON, cases / COMMON) + 0.5))
    looked_up = (w for w in weights if weights[w].known and weights[w].weight >= floor)
    rarest = sorted(looked_up, key=lambda w: -weights[w].weight)[:RAREST]
    by_words = index.words.best([weights[w].known for w in rarest], LEXICAL, narrow)
    missing = [case_id for case_id, _ in by_words if case_id not in nearest]
    for case_id, other in index.vectors.vectors(missing).items() if missing else ():
        nearest[case_id] = float(np.dot(vector, other) / (np.linalg.norm(other) or 1.0))
    everyday = index.everyday @ vector
    spread = float(everyday.std()) or 1.0
    total = sum(word.weight for word in weights.values()) or 1.0
    found = []
    for case_id, sketch in index.words.sketches(list(nearest)).items():
        shared = tuple(w for w in wanted if weights[w].known and sketch.has(weights[w].known))
        evidence = sum(weights[w].weight for w in shared) / total
        likeness = (nearest[case_id] - float(everyday.max())) / spread
        named = tuple(w for w in shared if weights[w].weight >= NAMED)
        found.append(Scored(sketch, likeness + WORDS * evidence, named))
    found.sort(key=lambda s: (-s.score, s.sketch.id))
    if always or not found:
        return found
    noise = not any(word.known for word in weights.values()) and not any(is_han(w) for w in wanted)
    best = found[0].score
    if best < index.embedder.relevant + (NOISE if noise else 0.0):
        return []
    return [s for s in found if s.score > best - TAIL]


def nearest_texts(
    index: Index, cache: VectorCache, own: Sequence[Entry], query: str, limit: int
) -> list[Entry]:
    """Return the organisation's own texts that bear on `query`; by the same measure, without an index.

    There are hundreds of them, not hundreds of thousands: comparing with each takes a millisecond.
    """
    wanted = telling(query)
    if not wanted or not own:
        return []
    vector = index.embedder.query(query)
    everyday = index.everyday @ vector
    held = cache.get([f"{entry.title}\n{entry.text}" for entry in own], index.embedder)
    found: list[tuple[float, Entry]] = []
    for entry, other in zip(own, held, strict=True):
        has = set(terms(f"{entry.title}\n{entry.text}"))
        evidence = sum(term in has for term in wanted) / len(wanted)
        likeness = (float(vector @ other) - float(everyday.max())) / (float(everyday.std()) or 1.0)
        found.append((likeness + WORDS * evidence, entry))
    found.sort(key=lambda pair: (-pair[0], pair[1].id))
    return [entry for score, entry in found[:limit] if score >= index.embedder.relevant]


@dataclass(frozen=True, slots=True)
class _Word:
    known: str
    weight: float


def _weights(index: Index, wanted: Sequence[str]) -> dict[str, _Word]:
    """Return for each term the known word that it stands for, if any, and how much it tells."""
    spread = index.words.spread(wanted)
    total = index.words.total
    found: dict[str, _Word] = {}
    for term in wanted:
        known = term if term in spread else ""
        if not known and len(term) >= 5 and not is_han(term) and term.isalpha():
            known = index.words.alike(term) or ""
            spread |= index.words.spread([known]) if known else {}
        found[term] = _Word(known, math.log((total + 1) / (spread.get(known, 0) + 0.5)))
    return found


def _nearest(index: Index, vector: Vectors, narrow: Filter, breadth: int) -> dict[str, float]:
    condition, _ = narrow.sql()
    if not condition:
        return {near.id: near.cosine for near in index.vectors.near(vector, breadth)}
    ids = index.words.ids(narrow)
    if not ids:
        return {}
    if len(ids) <= FEW:
        return {near.id: near.cosine for near in index.vectors.near(vector, breadth, ids)}
    allowed = set(ids)
    wider = min(2000, 3 * breadth * max(1, index.words.total // len(ids)))
    found = ((near.id, near.cosine) for near in index.vectors.near(vector, wider) if near.id in allowed)
    return dict(found)
