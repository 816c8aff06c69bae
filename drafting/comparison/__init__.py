"""Several statements of one brief, or two versions of one statement, laid beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from drafting.brief import Brief
from drafting.comparison.claim_grid import claim_rows
from drafting.comparison.fact_grid import fact_rows
from drafting.comparison.laid import Laid
from drafting.comparison.pairs import compare_pair, findings_of
from drafting.comparison.records import Cell, Comparison, Row, Status
from drafting.comparison.table import as_table
from drafting.messages import Language
from drafting.statement import Finding

__all__ = ["Cell", "Comparison", "Row", "Status", "as_table", "compare"]


def compare(
    statements: Sequence[tuple[str, str, Language]], brief: Brief | None = None
) -> tuple[Comparison, tuple[tuple[Finding, ...], ...]]:
    """Return the grid of statements and, for each of them, what it says otherwise than another one.

    With a brief the grid's rows are its confirmed facts, commitments and contacts; without one they are the claims
    that the statements share or do not share. Two statements in two languages are taken for versions of one
    statement: what only one of them carries is found as well. Confidential facts never appear.

    Args:
        statements: for each one the name it goes by, its text and its language.
        brief: what all of them rest on.
    """
    laid = [Laid.of(path, text, language, brief) for path, text, language in statements]
    pairs = [(i, j, compare_pair(laid[i], laid[j])) for i, j in combinations(range(len(laid)), 2)]
    found: list[list[Finding]] = [[] for _ in laid]
    for i, j, pair in pairs:
        for number, finding in findings_of(laid[i], laid[j], pair):
            found[(i, j)[number]].append(finding)
    rows = fact_rows(laid, brief) if brief is not None else claim_rows(laid, pairs)
    grid = Comparison(paths=tuple(item.path for item in laid), rows=rows)
    return grid, tuple(tuple(sorted(each, key=lambda f: (f.start, f.end))) for each in found)
