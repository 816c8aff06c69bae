"""A review as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from drafting.review_output.reviewed import Reviewed

if TYPE_CHECKING:
    from drafting.comparison.records import Comparison


def as_json_with_grid(reviewed: Sequence[Reviewed], grid: Comparison | None) -> str:
    """Return one document: `reviews`, each with its `path`, and `grid`, the facts and how each text carries them."""
    document = {
        "reviews": [{"path": item.path, **item.review.model_dump(mode="json")} for item in reviewed],
        "grid": [row.model_dump(mode="json") for row in grid.rows] if grid is not None else [],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def as_json(reviewed: Sequence[Reviewed], *, several: bool) -> str:
    """Return the review of one text as it is, or of several as a list in which each also has its `path`."""
    records = [item.review.model_dump(mode="json") for item in reviewed]
    if not several:
        return json.dumps(records[0], ensure_ascii=False, indent=2) + "\n"
    named = [{"path": item.path, **record} for item, record in zip(reviewed, records, strict=True)]
    return json.dumps(named, ensure_ascii=False, indent=2) + "\n"
