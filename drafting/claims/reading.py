"""The one entry: a text becomes its claims."""

from __future__ import annotations

from datetime import datetime

from drafting.claims.claim import Claim
from drafting.messages import Language


def read_claims(text: str, language: Language, issued_at: datetime | None = None) -> list[Claim]:
    """Return the claims of `text` in order of their place.

    Args:
        text: any text; offsets count its code points.
        language: the language whose grammar is tried first; figures of the other are read too.
        issued_at: when the text speaks, for years that are left out and for words such as 昨晚 or yesterday.
    """
    del text, language, issued_at
    return []
