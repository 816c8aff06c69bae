"""Does the search find what bears on a question, and say nothing where nothing does?

Judged queries: ours against meaning only and words only. How long it takes is `retrieval_scale.py`.
"""

from __future__ import annotations

import argparse
import math
import sqlite3
import statistics
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml

from knowledge_base.building import vectors_of
from knowledge_base.filling import texts_of
from knowledge_base.search import Search, open_search
from knowledge_base.terms import telling, terms

QUERIES = Path(__file__).parent / "data" / "retrieval.yaml"
Answer = Callable[[str], Sequence[str]]


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--embeddings", default="local")
    parser.add_argument("--home", type=Path, help="keep the index here between runs")
    parser.add_argument("--show", action="store_true", help="print the queries that went wrong")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        search = open_search(options.home or Path(folder), embeddings=options.embeddings)
        quality(search, show=options.show)
        search.close()


def quality(search: Search, *, show: bool) -> None:
    """Print recall@5, nDCG@10 and false answers for each part of the queries and each way of searching."""
    queries = yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["queries"]
    for part in sorted({query["part"] for query in queries}):
        chosen = [query for query in queries if query["part"] == part]
        print(f"\n{part}: {len(chosen)} queries")
        print(f"{'':14s} recall@5  nDCG@10  first is best  no answer where none")
        every = ways(search)
        for name, answer in every.items():
            print(f"{name:14s} " + row(chosen, answer))
        by_kind = defaultdict(list)
        for query in chosen:
            by_kind[query["kind"]].append(query)
        for kind, some in by_kind.items():
            print(f"  {kind:12s} " + row(some, every["ours"]))
        if show:
            for query in chosen:
                found = every["ours"](query["q"])
                best = query.get("best", [])
                if (best and not set(best) & set(found[:1])) or (not best and found):
                    print("  ?", query["q"][:60], "->", *found[:3], "| wanted", *best)


def ways(search: Search) -> dict[str, Answer]:
    """Return ours, and what it is to beat: meaning alone, and words alone (BM25 as SQLite has it)."""
    cases = search.list()
    matrix = vectors_of(cases, search.index.embedder, search.place.cache)
    link = sqlite3.connect(":memory:")
    link.execute(
        "CREATE VIRTUAL TABLE words USING fts5 (name, body, tokenize = 'unicode61 remove_diacritics 0')"
    )
    for case in cases:
        link.execute("INSERT INTO words VALUES (?,?)", [" ".join(terms(text)) for text in texts_of(case)])

    def dense(query: str) -> Sequence[str]:
        order = np.argsort(-(matrix @ search.index.embedder.query(query)))[:10]
        return [cases[at].id for at in order]

    def lexical(query: str) -> Sequence[str]:
        said = " OR ".join(f'"{term}"' for term in telling(query))
        sql = "SELECT rowid FROM words WHERE words MATCH ? ORDER BY bm25(words, 4.0, 1.0) LIMIT 10"
        return [cases[at - 1].id for (at,) in link.execute(sql, [said])] if said else []

    return {
        "dense only": dense,
        "lexical only": lexical,
        "ours": lambda query: [hit.case.id for hit in search.cases(query, limit=10)],
    }


def row(queries: list[dict[str, list[str]]], answer: Answer) -> str:
    """Return one line of the table."""
    recall, gain, first, silent, none = [], [], [], 0, 0
    for query in queries:
        found = answer(str(query["q"]))
        best = query.get("best", [])
        if not best:
            none += 1
            silent += not found
            continue
        recall.append(sum(case in found[:5] for case in best) / min(5, len(best)))
        gain.append(ndcg(found, dict.fromkeys(query.get("also", []), 1) | dict.fromkeys(best, 2)))
        first.append(bool(found) and found[0] in best)
    said = f"{silent}/{none}" if none else "-"
    if not recall:
        return f"{'-':>8s} {'-':>8s} {'-':>14s} {said:>16s}"
    return f"{statistics.mean(recall):8.3f} {statistics.mean(gain):8.3f} {statistics.mean(first):14.3f} {said:>16s}"


def ndcg(found: Sequence[str], gains: dict[str, int]) -> float:
    """Return nDCG@10 with gains of 2 (answers it) and 1 (is of use)."""
    got = sum((2 ** gains.get(case, 0) - 1) / math.log2(place + 2) for place, case in enumerate(found[:10]))
    ideal = sorted(gains.values(), reverse=True)
    return got / sum((2**value - 1) / math.log2(place + 2) for place, value in enumerate(ideal))


if __name__ == "__main__":
    sys.exit(main())
