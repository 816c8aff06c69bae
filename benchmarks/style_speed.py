"""How fast the crisis rules read plain text, in MB of UTF-8 a second of processor time, and beside other linters.

Run it with `python benchmarks/style_speed.py [--mb 1]`. Two texts a language: `near misses`, the sentences that the
rules themselves say they must leave alone, so that every line nearly matches some rule (the hardest case), and `cases`,
the prose of the case base. Ratios are taken in one run, on one text. proselint and textlint are timed where they are
installed: on the path, or where PROSELINT and TEXTLINT (the whole command, with its options) say; ours includes the
start of Python there, as theirs does.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

from drafting.checks.passage import Passage
from drafting.checks.style import check
from drafting.checks.style.catalogue import LANGUAGES, packaged
from drafting.messages import Language

SEED = 20261123


def prose(language: Language, megabytes: float) -> str:
    """Return plain text of a size: the sentences that rules must leave alone, in random order, in paragraphs."""
    sentences = [text for prepared, _ in packaged((language,)) for text in prepared.rule.examples.good]
    chooser = random.Random(SEED)
    lines: list[str] = []
    size = 0
    while size < megabytes * 1_000_000:
        line = ("" if language == "zh" else " ").join(
            " ".join(s.split()) for s in chooser.sample(sentences, 4)
        )
        lines.append(line)
        size += len(line.encode()) + 1
    return "\n".join(lines)


def cases(language: Language, megabytes: float) -> str:
    """Return plain text of a size: the sentences of the case base in a language, a paragraph each."""
    folder = Path(__file__).parents[1] / "knowledge_base" / "cases"
    paragraphs = [
        " ".join(text.split())
        for path in sorted(folder.rglob("*.yaml"))
        for text in strings(yaml.safe_load(path.read_text(encoding="utf-8")), language)
    ]
    chooser = random.Random(SEED)
    lines: list[str] = []
    size = 0
    while size < megabytes * 1_000_000:
        lines.append(chooser.choice(paragraphs))
        size += len(lines[-1].encode()) + 1
    return "\n".join(lines)


def strings(data: Any, language: Language) -> Iterator[str]:
    """Yield the longer texts under a language's key."""
    if isinstance(data, dict):
        own = data.get(language)
        if isinstance(own, str) and len(own) > 20:
            yield own
        data = list(data.values())
    if isinstance(data, list):
        for item in data:
            yield from strings(item, language)


def seconds(text: str, language: Language) -> tuple[float, int]:
    """Return processor seconds and the number of findings for one reading of `text`."""
    started = time.process_time()
    found = sum(1 for _ in check(Passage(text, language)))
    return time.process_time() - started, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=float, default=1.0)
    size: float = parser.parse_args().mb
    texts: dict[str, Callable[[Language, float], str]] = {"near misses": prose, "cases": cases}
    for language in LANGUAGES:
        for name, written in texts.items():
            seconds(written(language, 0.2), language)  # compiles the patterns, once for a process
            for factor in (1, 2, 4):
                text = written(language, size * factor)
                spent, found = seconds(text, language)
                megabytes = len(text.encode()) / 1_000_000
                print(
                    f"{language} {name}, {megabytes:.1f} MB: {spent:.2f} s, {megabytes / spent:.2f} MB/s, "
                    f"{found} findings"
                )
    print(f"peak memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    beside_others(prose("en", size))


def beside_others(text: str) -> None:
    """Time whole runs of other linters on the same English text, and print each as a ratio to ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "prose.txt"
        path.write_text(text, encoding="utf-8")
        ours = wall([sys.executable, "-m", "drafting.cli", "review", str(path), "--format", "line"])
        print(f"candor review, with the start of Python: {ours:.1f} s")
        for name, arguments in (("proselint", ["check"]), ("textlint", [])):
            named = os.environ.get(name.upper(), "").split()
            command = named or ([name, *arguments] if shutil.which(name) else [])
            if command:
                theirs = wall([*command, str(path)])
                print(f"{name}: {theirs:.1f} s, {theirs / ours:.2f} times ours")
            else:
                print(f"{name}: not installed (on the path, or named by {name.upper()})")


def wall(command: list[str]) -> float:
    """Return the seconds that a command takes."""
    started = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
