"""How many of the faults in a labelled set does the review find, and how often is it wrong?

Every file in `data/defects` is a set, named by its stem. `dev` is for looking at while rules are written; the others are
not: of them only figures are printed.
Each line holds a text and the faults that it shows (`defects`); `may` names faults that a careful reader could also
see there, which count neither way; `tricky` marks clean text that looks like a fault.

A fault counts as found where an error or a warning of its name stands anywhere in the text.

Run: ``python -m benchmarks.defects [--set NAME ...] [--language zh en] [--list] [--limit N]``
"""

from __future__ import annotations

import argparse
import importlib
import importlib.util
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from drafting.checks.passage import Passage
from drafting.statement import Finding

DATA = Path(__file__).parent / "data" / "defects"
COUNTED = {"error", "warning"}
FAMILIES = ("style", "structure", "length", "tone")
Item = dict[str, Any]
Read = Callable[[Item], Iterable[Finding]]


@dataclass
class Tally:
    """How often one defect was there and found, there and not found, found and not there."""

    hit: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        """Found, of those that are there."""
        return len(self.hit) / (len(self.hit) + len(self.missed) or 1)

    @property
    def precision(self) -> float:
        """There, of those that were found."""
        return len(self.hit) / (len(self.hit) + len(self.wrong) or 1)


def reader() -> tuple[str, Read]:
    """Return how texts are reviewed, and its name: the pipeline's review, or the checks that stand so far."""
    if importlib.util.find_spec("drafting.pipeline") is not None:
        review = getattr(importlib.import_module("drafting.pipeline"), "review", None)
        if review is not None:
            return (
                "drafting.pipeline.review",
                lambda item: (
                    review(
                        item["text"], kind=item["kind"], channel=item["channel"], language=item["language"]
                    ).findings
                ),
            )
    checks = [
        importlib.import_module(f"drafting.checks.{family}").check
        for family in FAMILIES
        if importlib.util.find_spec(f"drafting.checks.{family}") is not None
        and hasattr(importlib.import_module(f"drafting.checks.{family}"), "check")
    ]

    def read(item: Item) -> list[Finding]:
        language: Literal["zh", "en"] = item["language"]
        passage = Passage(item["text"], language, kind=item["kind"], channel=item["channel"])
        return [finding for check in checks for finding in check(passage)]

    return f"{len(checks)} checks of {', '.join(FAMILIES)}", read


def measure(items: list[Item], read: Read) -> tuple[dict[str, Tally], list[str], list[str]]:
    """Return the tally by defect, the clean texts with any finding, and those with an error."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    doubted: list[str] = []
    refused: list[str] = []
    for item in items:
        findings = [finding for finding in read(item) if finding.severity in COUNTED]
        found = {finding.defect for finding in findings} - {"other"}
        there, may = set(item["defects"]), set(item.get("may", ()))
        shown = f"{item['id']}{' (tricky)' if item['tricky'] else ''}: {item['text'][:90]!r}"
        for defect in there:
            (tallies[defect].hit if defect in found else tallies[defect].missed).append(shown)
        for defect in found - there - may:
            where = ", ".join(f"{f.rule} {f.match!r}" for f in findings if f.defect == defect)
            tallies[defect].wrong.append(f"{shown} <- {where}")
        if not there and findings:
            doubted.append(shown)
        if not there and any(finding.severity == "error" for finding in findings):
            refused.append(shown + " <- " + ", ".join(f.rule for f in findings if f.severity == "error"))
    return tallies, doubted, refused


def report(name: str, items: list[Item], read: Read, limit: int) -> None:
    """Print recall and precision by defect; with `limit`, also the texts behind them."""
    tallies, doubted, refused = measure(items, read)
    clean = [item for item in items if not item["defects"]]
    print(f"\n{name}: {len(items)} texts, {len(clean)} clean, {sum(i['tricky'] for i in clean)} tricky")
    total = Tally()
    for defect, tally in sorted(tallies.items()):
        total.hit += tally.hit
        total.missed += tally.missed
        total.wrong += tally.wrong
        there = len(tally.hit) + len(tally.missed)
        print(
            f"  {defect:24} recall {len(tally.hit):3} of {there:3} {tally.recall:6.1%}"
            f"   precision {tally.precision:6.1%} ({len(tally.wrong)} wrong)"
        )
    print(f"  {'all':24} recall {total.recall:6.1%}   precision {total.precision:6.1%}")
    print(f"  clean with an error: {len(refused)} of {len(clean)}; with any finding: {len(doubted)}")
    rules = Counter(rule for tally in tallies.values() for line in tally.wrong for rule in _rules_in(line))
    print("  rules that were wrong: " + ", ".join(f"{rule} {times}" for rule, times in rules.most_common()))
    if not limit:
        return
    for defect, tally in sorted(tallies.items()):
        for what, lines in (("missed", tally.missed), ("wrong", tally.wrong)):
            for line in lines[:limit]:
                print(f"  {what} {defect}: {line}")
    for line in refused[:limit]:
        print(f"  error on clean: {line}")


def _summary(name: str, items: list[Item], read: Read) -> None:
    tallies, _, refused = measure(items, read)
    hit = sum(len(tally.hit) for tally in tallies.values())
    missed = sum(len(tally.missed) for tally in tallies.values())
    wrong = sum(len(tally.wrong) for tally in tallies.values())
    print(
        f"  {name}: recall {hit / (hit + missed or 1):.1%}, precision {hit / (hit + wrong or 1):.1%}, ",
        end="",
    )
    print(f"{len(refused)} of {sum(not item['defects'] for item in items)} clean with an error")


def _rules_in(line: str) -> set[str]:
    """Return the rules' names (never the words they matched, so that the held set stays unseen)."""
    return set(re.findall(r"(?:^|, )([\w.]+) (?=['\"])", line.rpartition(" <- ")[2]))


def main() -> None:
    """Read the arguments and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    names = sorted(path.stem for path in DATA.glob("*.jsonl"))
    parser.add_argument("--set", nargs="+", default=["dev", "held"], choices=names)
    parser.add_argument("--language", nargs="+", default=["zh", "en"], choices=["zh", "en"])
    parser.add_argument(
        "--list", action="store_true", help="list what was missed and what was wrong (dev only)"
    )
    parser.add_argument("--limit", type=int, default=40, help="lines listed for each defect")
    arguments = parser.parse_args()
    how, read = reader()
    print(f"by {how}")
    for name in arguments.set:
        lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        items = [item for item in map(json.loads, lines) if item["language"] in arguments.language]
        report(name, items, read, arguments.limit if arguments.list and name == "dev" else 0)
        for language in arguments.language if len(arguments.language) > 1 else ():
            _summary(f"{name} {language}", [item for item in items if item["language"] == language], read)


if __name__ == "__main__":
    main()
