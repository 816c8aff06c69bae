"""A review as one JSON document."""

from __future__ import annotations

import json
from collections.abc import Sequence

from drafting.review_output.reviewed import Reviewed


def as_json(reviewed: Sequence[Reviewed]) -> str:
    """Return the review of one text as it is, or of several as a list in which each also has its `path`."""
    records = [item.review.model_dump(mode="json") for item in reviewed]
    if len(records) == 1:
        return json.dumps(records[0], ensure_ascii=False, indent=2) + "\n"
    named = [{"path": item.path, **record} for item, record in zip(reviewed, records, strict=True)]
    return json.dumps(named, ensure_ascii=False, indent=2) + "\n"
