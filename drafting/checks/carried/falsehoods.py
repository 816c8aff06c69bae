"""In what ways a brief may not carry a sentence."""

from __future__ import annotations

from typing import Literal

from drafting.statement import Defect

Falsehood = Literal["altered", "hedge", "deadline", "cause", "remedy", "act", "leak", "earlier"]

DEFECT_OF: dict[Falsehood, Defect] = {
    "altered": "altered_fact",
    "hedge": "unconfirmed_as_confirmed",
    "deadline": "missing_deadline",
    "cause": "speculation_as_fact",
    "remedy": "overpromise",
    "act": "altered_fact",
    "leak": "confidential_leak",
    "earlier": "inconsistency_with_earlier_statement",
}
"""Said otherwise than the brief; a suspicion as settled; a promise without its time, or with another; an invented cause,
offer or act; something kept back; an earlier statement repeated or dropped without a word. Each with its defect."""

FALSEHOODS: tuple[Falsehood, ...] = tuple(DEFECT_OF)
