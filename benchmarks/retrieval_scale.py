"""How long a search takes with 60, 10,000 and 100,000 cases, beside Chroma's own bare query in the same run.

python benchmarks/retrieval_scale.py                          embedded
python benchmarks/retrieval_scale.py --server                 on a Chroma server that is started for it
python benchmarks/retrieval_scale.py --sizes 100000 --keep /tmp/large    build once, measure again

The filler cases are invented and marked so; their vectors are mixed from real ones, so the build time is without
embedding. Every figure of a query is taken in a process that did not build the store.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import yaml

from knowledge_base.building import facets, vectors_of
from knowledge_base.catalogue import load_cases
from knowledge_base.embeddings import Embedder, Vectors, open_embedder, opening
from knowledge_base.index import ASKED
from knowledge_base.search import Search, open_search
from knowledge_base.vectors import VectorCache, key

QUERIES = Path(__file__).parent / "data" / "retrieval.yaml"
HEAD = (
    f"{'cases':>7s} {'filter':9s} {'query p50/p95 ms':>17s} {'embedding':>13s} {'the rest':>13s} "
    f"{'bare Chroma':>13s} {'ratio':>11s} {'opens s':>8s} {'RSS MB':>7s} {'disk MB':>8s}"
)
FILTERS = {
    "none": {},
    "narrow": {"country": "CN", "rating": "bad", "years": (2020, 2021)},
    "wide": {"rating": "bad"},
}


def main() -> None:
    """Build what is asked for and measure it in processes of their own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[60, 10_000, 100_000])
    parser.add_argument("--server", action="store_true")
    parser.add_argument("--embeddings", default="local")
    parser.add_argument("--keep", type=Path, help="a folder where the stores stay between runs")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--url", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        measure(options.measure, options.embeddings, options.url)
        return
    with tempfile.TemporaryDirectory() as folder:
        root = options.keep or Path(folder)
        with chroma_server(root) if options.server else no_server() as url:
            for size in options.sizes:
                home = root / f"{size}{'-server' if url else ''}"
                grown(home, size, options.embeddings, url)
                command = [
                    sys.executable,
                    __file__,
                    "--measure",
                    str(home),
                    "--embeddings",
                    options.embeddings,
                ]
                subprocess.run([*command, *(["--url", url] if url else [])], check=True)


@contextmanager
def no_server() -> Iterator[None]:
    yield None


@contextmanager
def chroma_server(root: Path) -> Iterator[str]:
    """Run `chroma run` on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    program = str(Path(sys.executable).with_name("chroma"))
    command = [program, "run", "--host", "127.0.0.1", "--port", str(port), "--path", str(root / "server")]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        process.wait()


def grown(home: Path, size: int, embeddings: str, url: str | None) -> None:
    """Build a store of that size where there is none, and say how fast; then add one case and a hundred."""
    if (home / "done").is_file():
        return
    shutil.rmtree(home, ignore_errors=True)
    overlay = filler(home / "own", size - len(load_cases()))
    embedder = open_embedder(embeddings)
    invent_vectors(home / "knowledge" / "vectors.sqlite", overlay, embedder)

    def opened() -> float:
        started = time.perf_counter()
        open_search(home, embeddings=embeddings, overlay=overlay, chroma_url=url).close()
        return time.perf_counter() - started

    built = opened()
    words = f"built {size} cases in {built:.1f} s ({size / built:.0f} a second)"
    for count in (1, 100):
        more = filler(home / "own", count, first=10_000_000 + count, name=f"more-{count}")
        words += f"; {count} more, embedded too, in {opened():.1f} s"
        (more / "cases" / f"more-{count}.jsonl").unlink()
    opened()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\n{words}; peak {peak:.0f} MB\n{HEAD}", flush=True)
    (home / "done").write_text("", encoding="utf-8")


def measure(home: Path, embeddings: str, url: str | None) -> None:
    """Print the times of all judged queries on a store that stands."""
    queries = [query["q"] for query in yaml.safe_load(QUERIES.read_text(encoding="utf-8"))["queries"]]
    started = time.perf_counter()
    search = open_search(home, embeddings=embeddings, overlay=home / "own", chroma_url=url)
    opened = time.perf_counter() - started
    size = int(search.stats()["cases"])
    disk = sum(path.stat().st_size for path in (home / "knowledge").glob("index-*/**/*") if path.is_file())
    for name, narrow in FILTERS.items():
        print(f"{size:7d} {name:9s} " + timed(search, queries, narrow), end=" ")
        print(f"{opened:8.2f} {resident():7.0f} {disk / 1e6:8.0f}", flush=True)
    search.close()


def resident() -> float:
    """Return the megabytes that this process holds; its peak would count the parent's."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize() / 1e6


class Stopwatch:
    """An embedder that says how long its last query took."""

    def __init__(self, embedder: Embedder) -> None:
        self.id, self.relevant, self.dimension = embedder.id, embedder.relevant, embedder.dimension
        self.passages: Callable[[Sequence[str]], Vectors] = embedder.passages
        self._embedder = embedder
        self.took = 0.0
        self.vector = np.zeros(0, dtype=np.float32)

    def query(self, text: str) -> Vectors:
        """Embed a query against the clock."""
        started = time.perf_counter()
        self.vector = self._embedder.query(text)
        self.took = time.perf_counter() - started
        return self.vector


def timed(search: Search, queries: Sequence[str], narrow: dict[str, object]) -> str:
    """Return the times of the queries, run in turn with the bare store's."""
    embedder = open_embedder(search.index.embedder.id.split("-")[0])
    watch = Stopwatch(embedder)
    search.index.embedder, search.index._last = watch, None
    whole, embedding, rest, bare = [], [], [], []

    def ours(query: str) -> None:
        started = time.perf_counter()
        search.cases(query, **narrow)  # type: ignore[arg-type]
        whole.append(time.perf_counter() - started)
        embedding.append(watch.took)
        rest.append(whole[-1] - watch.took)

    def chromas(query: str) -> None:
        vector = embedder.query(opening(query, ASKED))
        started = time.perf_counter()
        bare_query(search, vector)
        bare.append(time.perf_counter() - started)

    # Whoever asks second finds the vectors in the processor's cache, so they take turns in going first, and both
    # come after an embedding, as a search does.
    for turn, query in enumerate([queries[0], *queries]):
        for ask in (ours, chromas) if turn % 2 else (chromas, ours):
            ask(query)
    told = [f"{p(times, 50):6.1f}/{p(times, 95):6.1f}" for times in (whole, embedding, rest, bare)]
    ratio = "/".join(f"{p(rest, percent) / p(bare, percent):.2f}" for percent in (50, 95))
    return f"{told[0]:>17s} {told[1]} {told[2]} {told[3]} {ratio:>11s}"


def bare_query(search: Search, vector: Vectors) -> None:
    """Ask Chroma itself for as many rows as ours looks at, with what it returns unless told otherwise."""
    search.index.vectors._collection.query(query_embeddings=vector[np.newaxis, :], n_results=50)


def p(times: Sequence[float], percent: int) -> float:
    """Return a percentile in milliseconds, the first, which warms up, left out."""
    return 1000 * statistics.quantiles(times[1:], n=100)[percent - 1]


def invent_vectors(path: Path, overlay: Path, embedder: Embedder) -> None:
    """Keep a vector for every filler text, a mixture of shipped ones with noise: embedding 100,000 takes an hour."""
    path.parent.mkdir(parents=True)
    shipped = vectors_of(load_cases(), embedder, VectorCache(path))
    chance = np.random.default_rng(7)
    texts = [text for case in load_cases(overlay) if case.house for _, text in facets(case)]
    with sqlite3.connect(path) as link:
        for text in texts:
            some = chance.choice(len(shipped), 4, replace=False)
            mixed = chance.dirichlet(np.ones(4)) @ shipped[some] + chance.normal(0, 0.005, embedder.dimension)
            vector = (mixed / np.linalg.norm(mixed)).astype(np.float32)
            link.execute(
                "INSERT OR REPLACE INTO vectors VALUES (?,?,?)", (embedder.id, key(text), vector.tobytes())
            )


def filler(overlay: Path, count: int, first: int = 0, name: str = "filler") -> Path:
    """Write `count` invented cases, marked as such, shuffled from sentences of the shipped ones."""
    chance = random.Random(first + 7)
    shipped = load_cases()
    (overlay / "cases").mkdir(parents=True, exist_ok=True)
    with (overlay / "cases" / f"{name}.jsonl").open("w", encoding="utf-8") as file:
        for number in range(first, first + max(0, count)):
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
    main()
