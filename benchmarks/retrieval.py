"""Does the search find what bears on a question, and say nothing where nothing does?

python benchmarks/retrieval.py            judged queries: ours against dense only and lexical only
python benchmarks/retrieval.py --latency  query time with --sizes cases
"""

from __future__ import annotations

import argparse
import json
import math
import random
import resource
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import yaml

from knowledge_base.building import facets, vectors_of
from knowledge_base.catalogue import load_cases
from knowledge_base.embeddings import Embedder, open_embedder
from knowledge_base.ranking import telling
from knowledge_base.search import Search, open_search
from knowledge_base.vectors import VectorCache, key

QUERIES = Path(__file__).parent / "data" / "retrieval.yaml"
Answer = Callable[[str], Sequence[str]]


def main() -> None:
    """Print the tables asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--latency", action="store_true")
    parser.add_argument("--sizes", type=int, nargs="+", default=[60, 10_000], help="with --latency: cases")
    parser.add_argument("--server", help="with --latency: a Chroma server's URL")
    parser.add_argument("--embeddings", default="local")
    parser.add_argument("--home", type=Path, help="keep the index here between runs")
    parser.add_argument("--show", action="store_true", help="print the queries that went wrong")
    options = parser.parse_args()
    if options.latency:
        latency(options.sizes, options.embeddings, options.server)
        return
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
        for name, answer in ways(search).items():
            print(f"{name:14s} " + row(chosen, answer))
        by_kind = defaultdict(list)
        for query in chosen:
            by_kind[query["kind"]].append(query)
        for kind, some in by_kind.items():
            print(f"  {kind:12s} " + row(some, ways(search)["ours"]))
        if show:
            for query in chosen:
                found = ways(search)["ours"](query["q"])
                best = query.get("best", [])
                if (best and not set(best) & set(found[:1])) or (not best and found):
                    print("  ?", query["q"][:60], "->", *found[:3], "| wanted", *best)


def ways(search: Search) -> dict[str, Answer]:
    """Return ours, and what it is made of: meaning alone, words alone."""

    def dense(query: str) -> Sequence[str]:
        vector = search.index.embedder.query(query)
        return [near.id for near in search.index.vectors.near(vector, 10)]

    def lexical(query: str) -> Sequence[str]:
        return [case_id for case_id, _ in search.index.words.best(telling(query), 10)]

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


def latency(sizes: Sequence[int], embeddings: str, server: str | None) -> None:
    """Print times of a query, with the embedding apart and beside Chroma's own bare query."""
    queries = [query["q"] for query in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["queries"]]
    print(
        "cases     build s  per s   open s  query p50/p95 ms  embedding p50/p95  rest p50/p95  bare p50/p95  "
        "ratio  RSS MB  disk MB"
    )
    for size in sizes:
        home = Path(tempfile.mkdtemp())
        overlay = filler(home / "own", size - len(load_cases()))
        invent_vectors(home / "knowledge" / "vectors.sqlite", overlay, open_embedder(embeddings))
        started = time.perf_counter()
        open_search(home, embeddings=embeddings, overlay=overlay, chroma_url=server).close()
        built = time.perf_counter() - started
        started = time.perf_counter()
        search = open_search(home, embeddings=embeddings, overlay=overlay, chroma_url=server)
        opened = time.perf_counter() - started
        print(
            f"{size:7d} {built:9.1f} {size / built:6.0f} {opened:8.2f}  " + timed(search, queries), end="  "
        )
        disk = sum(path.stat().st_size for path in (home / "knowledge").rglob("*") if path.is_file())
        print(
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:6.0f} {disk / 1e6:8.0f}", flush=True
        )
        search.close()
        shutil.rmtree(home)


def invent_vectors(path: Path, overlay: Path, embedder: Embedder) -> None:
    """Keep a vector for every filler text, a mixture of shipped ones with noise: embedding 100,000 texts would take an hour.

    The build time printed is therefore that of the store and the words, without the embedding.
    """
    path.parent.mkdir(parents=True)
    shipped = np.stack([row.vector for row in vectors_of(load_cases(), embedder, VectorCache(path))])
    chance = np.random.default_rng(7)
    cases = load_cases(overlay)
    texts = [text for case in cases if case.house for _, text in facets(case)]
    with sqlite3.connect(path) as link:
        for text in texts:
            some = chance.choice(len(shipped), 4, replace=False)
            mixed = chance.dirichlet(np.ones(4)) @ shipped[some] + chance.normal(0, 0.005, embedder.dimension)
            vector = (mixed / np.linalg.norm(mixed)).astype(np.float32)
            link.execute(
                "INSERT OR REPLACE INTO vectors VALUES (?,?,?)", (embedder.id, key(text), vector.tobytes())
            )


def timed(search: Search, queries: Sequence[str]) -> str:
    """Return the times of the queries, run in turn with the bare store's."""
    whole, embedding, rest, bare = [], [], [], []
    for query in list(queries) * 3:
        started = time.perf_counter()
        vector = search.index.embedder.query(query)
        embedding.append(time.perf_counter() - started)
        started = time.perf_counter()
        search.index.vectors.near(vector, 50)
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        search.cases(query)
        whole.append(time.perf_counter() - started)
        rest.append(max(0.0, whole[-1] - embedding[-1]))
    told = [
        f"{1000 * q(times, 50):6.1f}/{1000 * q(times, 95):6.1f}" for times in (whole, embedding, rest, bare)
    ]
    return "  ".join(told) + f"  {q(rest, 50) / q(bare, 50):5.2f}"


def q(times: Sequence[float], percent: int) -> float:
    """Return a percentile."""
    return statistics.quantiles(times, n=100)[percent - 1]


def filler(overlay: Path, count: int) -> Path:
    """Write `count` invented cases, marked as such, shuffled from sentences of the shipped ones."""
    chance = random.Random(7)
    shipped = load_cases()
    (overlay / "cases").mkdir(parents=True)
    with (overlay / "cases" / "filler.jsonl").open("w", encoding="utf-8") as file:
        for number in range(max(0, count)):
            one, two = chance.sample(shipped, 2)
            story = [s for case in (one, two) for s in str(case.happened.zh).split("。") if s]
            chance.shuffle(story)
            data = one.data() | {
                "id": f"filler-{number}",
                "name": f"填充案例 {number}（非真实）",
                "organisation": f"填充公司{number}",
                "aliases": [],
                "happened": "。".join(story[:3]) + f"。编号{number}。",
                "timeline": [],
                "sources": [],
                "outcome": "（非真实）",
                "lesson": two.lesson("zh"),
                "confidence": "low",
            }
            file.write(json.dumps(data, ensure_ascii=False) + "\n")
    return overlay


if __name__ == "__main__":
    sys.exit(main())
