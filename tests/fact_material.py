"""What the tests of the fact lock build their briefs with."""

from __future__ import annotations

from typing import Any

from drafting.brief import Brief


def english_brief(
    name: str, issued: str, facts: list[str], promises: list[tuple[str, str, str]], **more: Any
) -> Brief:
    """Return an English update with confirmed facts f1, f2, ... and promises c1, c2, ... (owner, text, due)."""
    return Brief.model_validate(
        {
            "id": name,
            "language": "en",
            "kind": "update",
            "issued_at": issued,
            "facts": [
                {"id": f"f{n}", "text": text, "status": "confirmed"} for n, text in enumerate(facts, 1)
            ],
            "commitments": [
                {"id": f"c{n}", "owner": owner, "text": text, "due": due}
                for n, (owner, text, due) in enumerate(promises, 1)
            ],
            **more,
        }
    )
