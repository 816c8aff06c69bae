"""How well each case answers a query: likeness of meaning first, exact words where they tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from knowledge_base.embeddings import Vectors
from knowledge_base.index import Index
from knowledge_base.records import Case
from knowledge_base.terms import terms
from knowledge_base.words import Filter, words_of

FEW = 400
"""A filter that leaves this many cases or fewer is given to Chroma as their ids; a wider one is applied after."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A case with its score and the evidence for it."""

    case: Case
    score: float
    cosine: float
    aspect: str
    matched: tuple[str, ...]


def rank(index: Index, query: str, narrow: Filter, breadth: int, *, always: bool = False) -> list[Scored]:
    """Return the cases that answer `query`, best first.

    Args:
        index: an open index.
        query: what somebody asks.
        narrow: which cases may answer.
        breadth: how many rows of the index to look at.
        always: return the nearest even if nothing is relevant.
    """
    wanted = list(dict.fromkeys(terms(query)))
    if not wanted:
        return []
    vector = index.embedder.query(query)
    nearest = _nearest(index, vector, narrow, breadth)
    weights = index.words.weights(wanted)
    for case_id, _ in index.words.best([t for t in wanted if weights.get(t, 0) > 1.0], 20, narrow):
        nearest.setdefault(case_id, (0.0, ""))
    _fill(index, vector, nearest)
    records = index.words.cases(list(nearest))
    total = sum(weights.values()) or 1.0
    found = []
    for case_id, (cosine, aspect) in nearest.items():
        case = records[case_id]
        shared = [t for t in wanted if t in words_of(case)]
        lexical = sum(weights.get(t, 0.0) for t in shared) / total
        found.append(Scored(case, cosine + 0.05 * lexical, cosine, aspect, tuple(shared)))
    del always
    return sorted(found, key=lambda s: (-s.score, s.case.id))


def _nearest(index: Index, vector: Vectors, narrow: Filter, breadth: int) -> dict[str, tuple[float, str]]:
    condition, _ = narrow.sql()
    where: dict[str, Any] | None = None
    allowed: set[str] | None = None
    if condition:
        ids = index.words.ids(narrow)
        if not ids:
            return {}
        if len(ids) <= FEW:
            where = {"case": {"$in": ids}}
        else:
            allowed = set(ids)
            breadth = min(2000, breadth * max(1, index.words.count() // len(ids)) * 2)
    best: dict[str, tuple[float, str]] = {}
    for near in index.vectors.near(vector, breadth, where):
        if (allowed is None or near.case in allowed) and near.cosine > best.get(near.case, (-2.0, ""))[0]:
            best[near.case] = (near.cosine, near.aspect)
    return best


def _fill(index: Index, vector: Vectors, nearest: dict[str, tuple[float, str]]) -> None:
    """Give the cases that words found their cosine too."""
    missing = [case_id for case_id, (_, aspect) in nearest.items() if not aspect]
    if missing:
        for near, other in index.vectors.vectors({"case": {"$in": missing}}):
            cosine = float(np.dot(vector, other) / (np.linalg.norm(other) or 1.0))
            if not nearest[near.case][1] or cosine > nearest[near.case][0]:
                nearest[near.case] = (cosine, near.aspect)
