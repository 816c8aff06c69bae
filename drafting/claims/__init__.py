"""Reading a text, Chinese or English, into claims with their exact place."""

from drafting.claims.claim import Bound, Claim, ClaimKind, Mood
from drafting.claims.reading import read_claims

__all__ = ["Bound", "Claim", "ClaimKind", "Mood", "read_claims"]
