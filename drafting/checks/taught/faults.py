"""The faults that passages teach."""

from __future__ import annotations

from drafting.statement import Defect

FAULTS: tuple[Defect, ...] = (
    "non_apology",
    "conditional_apology",
    "blame_shift",
    "minimisation",
    "passive_evasion",
    "speculation_as_fact",
    "overpromise",
    "absolute_words",
    "legal_threat_tone",
    "sarcasm_or_humour",
    "promotion_in_crisis",
    "personal_data",
    "jargon",
    "cheer_in_casualty",
    "unproven_accusation",
    "rumour_amplified",
)
"""Faults that a sentence shows by its wording, in the order of every table here."""
