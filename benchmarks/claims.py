"""Is a single claim held to its evidence? Claims on any topic, with sentences of evidence and a label.

Each line of `data/claims/<set>.jsonl` becomes a brief whose confirmed facts are its sentences of evidence, and its claim a
text that is reviewed against them. A refuted claim should be flagged (an error or a warning), a supported one should
not. What the evidence leaves open is counted beside them: a lock on facts may let a harmless addition pass.

Run: ``python -m benchmarks.claims [--set fresh second] [--list] [--families facts consistency]``. Of `second` only figures
are printed, so that they stay honest.
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

DATA = Path(__file__).parent / "data" / "claims"
MEASURED_ONLY = {"second"}


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


def report(name: str, families: list[str], *, listed: bool) -> None:
    """Print how many claims of each class are flagged, by language, and on demand those that are judged wrongly."""
    tally: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    wrong: list[str] = []
    for raw in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        line = json.loads(raw)
        found = findings_on(line, families)
        at = 0 if line["language"] == "zh" else 2
        for change in {line["change"], "all"}:
            tally[line["label"], change][at] += bool(found)
            tally[line["label"], change][at + 1] += 1
        if bool(found) != (line["label"] != "supported"):
            shown = "; ".join(f"{finding.rule} {finding.match!r}" for finding in found)
            wrong.append(f"{line['label']} {line['change']}: {line['claim']} | {line['evidence']} | {shown}")
    print(f"{name}\n{'label':12}{'change':12}{'flagged, zh':>16}{'flagged, en':>16}")
    for (label, change), (zh, of_zh, en, of_en) in sorted(tally.items()):
        print(f"{label:12}{change:12}{f'{zh} of {of_zh}':>16}{f'{en} of {of_en}':>16}")
    if listed and name not in MEASURED_ONLY:
        print("\n".join(["", *wrong]))


def main() -> None:
    """Read the arguments and print the report."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--set", nargs="+", choices=["fresh", *MEASURED_ONLY], default=["fresh", *MEASURED_ONLY]
    )
    parser.add_argument("--families", nargs="+", default=["facts", "consistency"])
    parser.add_argument("--list", action="store_true", help="list the claims that are judged wrongly")
    arguments = parser.parse_args()
    for name in arguments.set:
        report(name, arguments.families, listed=arguments.list)


if __name__ == "__main__":
    main()
