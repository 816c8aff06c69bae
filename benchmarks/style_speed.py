"""How fast the crisis rules read plain text, in MB of UTF-8 a second of processor time, and beside other linters.

Run it with `python benchmarks/style_speed.py [--mb 1]`. Ratios are taken in one run, on one text. proselint and
textlint are timed where they are installed (`proselint` or `textlint` on the path); ours includes the start of Python
there, as theirs does.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from drafting.checks.passage import Passage
from drafting.checks.style import check
from drafting.checks.style.catalogue import packaged
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


def seconds(text: str, language: Language) -> tuple[float, int]:
    """Return processor seconds and the number of findings for one reading of `text`."""
    started = time.process_time()
    found = sum(1 for _ in check(Passage(text, language)))
    return time.process_time() - started, found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=float, default=1.0)
    size: float = parser.parse_args().mb
    for language in ("zh", "en"):
        seconds(prose(language, 0.2), language)  # compiles the patterns, once for a process
        for factor in (1, 2, 4):
            text = prose(language, size * factor)
            spent, found = seconds(text, language)
            megabytes = len(text.encode()) / 1_000_000
            print(
                f"{language} {megabytes:.1f} MB: {spent:.2f} s, {megabytes / spent:.2f} MB/s, {found} findings"
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
        for name, command in (
            ("proselint", ["proselint", "check", str(path)]),
            ("textlint", ["textlint", str(path)]),
        ):
            if shutil.which(name):
                theirs = wall(command)
                print(f"{name}: {theirs:.1f} s, {theirs / ours:.2f} times ours")
            else:
                print(f"{name}: not installed")


def wall(command: list[str]) -> float:
    """Return the seconds that a command takes."""
    started = time.perf_counter()
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
