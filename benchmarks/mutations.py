"""How many false claims does the fact lock find, and how many true ones does it doubt?

Takes the true statements of `data/mutations/` with their briefs, changes one claim at a time (`mutants.py`), and asks
the checks. A mutant is caught where a new error or warning overlaps its sentence; where something was left out
(a deadline, a correction), where the statement has any new one. The sets of `MEASURED_ONLY` (other briefs) are for
measuring only: of them no miss is listed, so that nobody writes a rule for it.

Run: ``python -m benchmarks.mutations [--out FILE] [--class "name swapped"] [--families facts consistency]``
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from contextlib import redirect_stdout
from pathlib import Path

from benchmarks.mutants import DROPPED, Mutant, TrueStatement, mutants_of, true_statements
from drafting.checks.passage import Passage
from drafting.checks.registry import run_checks
from drafting.sentences import sentence_spans
from drafting.statement import Finding

MEASURED_ONLY = {"sixth"}
"""Sets of which only figures are printed: nothing was written or taught from them."""
Standing = Counter[tuple[str, int]]
"""How many findings of a rule begin at a place."""


def findings_on(text: str, statement: TrueStatement, families: list[str]) -> list[Finding]:
    """Return the errors and warnings on `text`."""
    passage = Passage(
        text,
        "zh" if statement.brief.is_chinese else "en",
        brief=statement.brief,
        kind=statement.kind,
        channel=statement.channel,
    )
    return [finding for finding in run_checks(passage, families) if finding.severity in {"error", "warning"}]


def is_caught(mutant: Mutant, findings: list[Finding], before: list[Finding]) -> bool:
    """Return whether a finding that the true statement did not have points at the mutant's sentence.

    A finding of the same rule at the same place is the one that the true statement had, whatever words it covers.
    """
    longer = len(mutant.text) - len(mutant.of.text)
    left: Standing = Counter(
        (finding.rule, finding.start + (longer if finding.start > mutant.start else 0)) for finding in before
    )
    sentences = [
        span
        for span in sentence_spans(mutant.text)
        if span.start < mutant.end + 1 and span.end >= mutant.start
    ]
    for finding in findings:
        key = (finding.rule, finding.start)
        if left[key]:
            left[key] -= 1
            continue
        if mutant.what in DROPPED:
            return True
        if any(finding.start < span.end and finding.end > span.start for span in sentences):
            return True
    return False


def report(name: str, families: list[str], only: str | None, limit: int) -> None:
    """Print recall by class, the misses and the false alarms."""
    tally: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    misses: dict[str, list[str]] = defaultdict(list)
    alarms: list[str] = []
    statements = doubted = 0
    for group in true_statements(name):
        baseline: dict[str, list[Finding]] = {}
        for statement in group:
            findings = findings_on(statement.text, statement, families)
            baseline[statement.name] = findings
            statements += 1
            doubted += bool(findings)
            alarms += [f"{statement.name} {f.severity} {f.rule}: {f.match!r} — {f.message}" for f in findings]
        for mutant in mutants_of(group):
            if only and mutant.what != only:
                continue
            found = findings_on(mutant.text, mutant.of, families)
            caught = is_caught(mutant, found, baseline[mutant.of.name])
            at = 0 if mutant.of.brief.is_chinese else 2
            tally[mutant.what][at] += caught
            tally[mutant.what][at + 1] += 1
            if not caught:
                misses[mutant.what].append(f"{mutant.of.name}: {_around(mutant)}")
    print(f"checks of {families}; {statements} true statements ({name})")
    _print_tally(tally)
    if name in MEASURED_ONLY:
        limit = 0
        misses.clear()
    print(f"\ntrue statements doubted: {doubted} of {statements} ({len(alarms)} findings)")
    for line in alarms[:limit]:
        print("  " + line)
    for what, lines in sorted(misses.items()):
        print(f"\nmissed, {what}:")
        for line in lines[:limit]:
            print("  " + line)


def _print_tally(tally: dict[str, list[int]]) -> None:
    rows = sorted(tally.items())
    rows.append(
        ("all", [sum(column) for column in zip(*tally.values(), strict=True)] if tally else [0, 0, 0, 0])
    )
    for what, (zh, of_zh, en, of_en) in rows:
        both, of = zh + en, of_zh + of_en
        print(
            f"  {what:26} {both:4} of {of:4}  {both / (of or 1):6.1%}"
            f"   zh {zh / (of_zh or 1):6.1%}   en {en / (of_en or 1):6.1%}"
        )


def _around(mutant: Mutant) -> str:
    before = mutant.text[max(0, mutant.start - 14) : mutant.start]
    after = mutant.text[mutant.end : mutant.end + 10]
    return f"{before}[{mutant.text[mutant.start : mutant.end]}]{after}".replace("\n", "⏎")


def main() -> None:
    """Read the arguments and print the report, to a file as well where one is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path)
    parser.add_argument(
        "--set",
        nargs="+",
        default=["dev", *MEASURED_ONLY],
        choices=["dev", "fourth", "fifth", *MEASURED_ONLY],
    )
    parser.add_argument("--class", dest="only")
    parser.add_argument("--families", nargs="+", default=["facts", "consistency"])
    parser.add_argument("--limit", type=int, default=60, help="lines listed for each class")
    arguments = parser.parse_args()
    if arguments.out is None:
        for name in arguments.set:
            report(name, arguments.families, arguments.only, arguments.limit)
        return
    with arguments.out.open("w", encoding="utf-8") as file, redirect_stdout(file):
        for name in arguments.set:
            report(name, arguments.families, arguments.only, arguments.limit)
    sys.stdout.write(arguments.out.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
