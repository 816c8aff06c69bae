"""The grid without a brief: the statements' own claims are its rows."""

from __future__ import annotations

from collections.abc import Sequence

from drafting.comparison.laid import Laid, Placed
from drafting.comparison.pairs import Pair
from drafting.comparison.records import Cell, Row


def claim_rows(laid: Sequence[Laid], pairs: Sequence[tuple[int, int, Pair]]) -> tuple[Row, ...]:
    """Return a row for each claim, in the order in which the statements make them."""
    owner: dict[int, tuple[int, Placed]] = {}
    parent: dict[int, int] = {}

    def root(key: int) -> int:
        while parent[key] != key:
            key = parent[key]
        return key

    def add(number: int, placed: Placed) -> None:
        owner.setdefault(id(placed), (number, placed))
        parent.setdefault(id(placed), id(placed))

    differing: set[int] = set()
    for i, j, pair in pairs:
        for lone, number in zip(pair.alone, (i, j), strict=True):
            for placed in lone:
                add(number, placed)
        for group in (pair.same, pair.different):
            for a, b in group:
                add(i, a)
                add(j, b)
                parent[root(id(b))] = root(id(a))
        differing |= {id(b) for _, b in pair.different}
    clusters: dict[int, list[tuple[int, Placed]]] = {}
    for key, entry in owner.items():
        clusters.setdefault(root(key), []).append(entry)
    ordered = sorted(
        (sorted(members, key=lambda m: (m[0], m[1].claim.start)) for members in clusters.values()),
        key=lambda members: (members[0][0], members[0][1].claim.start),
    )
    return tuple(_row(number, members, laid, differing) for number, members in enumerate(ordered, 1))


def _row(number: int, members: list[tuple[int, Placed]], laid: Sequence[Laid], differing: set[int]) -> Row:
    first, placed = members[0]
    cells = []
    for place, item in enumerate(laid):
        own = next((p for n, p in members if n == place), None)
        if own is None:
            cells.append(Cell(path=item.path, status="missing"))
            continue
        cells.append(
            Cell(
                path=item.path,
                status="different" if id(own) in differing else "present",
                words=own.claim.text,
                start=own.claim.start,
                end=own.claim.end,
            )
        )
    return Row(id=str(number), kind="claim", text=laid[first].clause_of(placed), cells=tuple(cells))
