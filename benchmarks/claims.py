"""Is a single claim held to its evidence? Claims on any topic, with sentences of evidence and a label.

Each line of `data/claims/fresh.jsonl` becomes a brief whose confirmed facts are its sentences of evidence, and its claim a
text that is reviewed against them. A refuted claim should be flagged (an error or a warning), a supported one should
not. What the evidence leaves open is counted beside them: a lock on facts may let a harmless addition pass.

Run: ``python -m benchmarks.claims [--list odd] [--families facts consistency]``. Only odd lines may be listed, so that the
even ones stay unseen and their figures honest.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

from drafting.brief import Brief
from drafting.checks.passage import Passage
from drafting.checks.registry import run_checks
from drafting.statement import Finding

DATA = Path(__file__).parent / "data" / "claims" / "fresh.jsonl"


def brief_of(line: dict[str, Any]) -> Brief:
    """Return a brief that holds the evidence of one claim, a confirmed fact for each sentence."""
    chinese = line["language"] == "zh"
    facts = [
        {"id": f"f{place}", "text": text, "status": "confirmed"}
        for place, text in enumerate(line["evidence"], start=1)
    ]
    return Brief.model_validate(
        {
            "id": line["id"],
            "organisation": "远星公司" if chinese else "Meridian",
            "language": "zh-CN" if chinese else "en",
            "facts": facts,
        }
    )


def findings_on(line: dict[str, Any], families: list[str]) -> list[Finding]:
    """Return the errors and warnings on one claim."""
    passage = Passage(line["claim"], line["language"], brief=brief_of(line))
    return [finding for finding in run_checks(passage, families) if finding.severity in {"error", "warning"}]


def report(families: list[str], *, listed: bool) -> None:
    """Print how many claims of each class are flagged, on odd and even lines, and the odd ones that are judged wrongly."""
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    wrong: list[str] = []
    for number, raw in enumerate(DATA.read_text(encoding="utf-8").splitlines(), start=1):
        line = json.loads(raw)
        found = findings_on(line, families)
        at = 0 if number % 2 else 2
        row = tally[line["label"], line["change"]]
        row[at] += bool(found)
        row[at + 1] += 1
        if number % 2 and bool(found) != (line["label"] != "supported"):
            shown = "; ".join(f"{finding.rule} {finding.match!r}" for finding in found)
            wrong.append(f"{line['label']} {line['change']}: {line['claim']} | {line['evidence']} | {shown}")
    print(f"{'label':12}{'change':12}{'flagged, odd':>16}{'flagged, even':>16}")
    for (label, change), (odd, of_odd, even, of_even) in sorted(tally.items()):
        print(f"{label:12}{change:12}{f'{odd} of {of_odd}':>16}{f'{even} of {of_even}':>16}")
    if listed:
        print("\n".join(["", *wrong]))


def main() -> None:
    """Read the arguments and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--families", nargs="+", default=["facts", "consistency"])
    parser.add_argument("--list", choices=["odd"], help="list the odd lines that are judged wrongly")
    arguments = parser.parse_args()
    report(arguments.families, listed=arguments.list == "odd")


if __name__ == "__main__":
    main()
