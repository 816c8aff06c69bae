"""What comes out: sentences bound to facts, findings, the review, the whole draft."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import Field

from drafting.brief import Channel, Cluster, Kind, LanguageTag, Record

Severity = Literal["error", "warning", "suggestion"]
Family = Literal["facts", "structure", "tone", "consistency", "style"]
Origin = Literal["model", "block", "human"]
Principle = Literal[
    "honesty",
    "empathy",
    "transparency",
    "consistency",
    "responsibility",
    "repair",
    "speed",
    "style",
]
Posture = Literal["inform", "adjust", "deny", "diminish", "rebuild", "bolster", "none"]
"""What a sentence does for its reader: instruct or comfort (the base), or one of SCCT's four postures."""
Defect = Literal[
    "non_apology",
    "conditional_apology",
    "blame_shift",
    "minimisation",
    "passive_evasion",
    "no_empathy",
    "speculation_as_fact",
    "unsupported_figure",
    "altered_fact",
    "unconfirmed_as_confirmed",
    "confidential_leak",
    "overpromise",
    "missing_deadline",
    "missing_contact",
    "missing_responsibility",
    "absolute_words",
    "legal_threat_tone",
    "sarcasm_or_humour",
    "promotion_in_crisis",
    "inconsistency_with_earlier_statement",
    "personal_data",
    "jargon",
    "too_long_for_channel",
    "cheer_in_casualty",
    "unproven_accusation",
    "rumour_amplified",
    "other",
]


class Sentence(Record):
    """One sentence, the plan's element it serves, and the ids (facts, commitments, earlier) it rests on."""

    text: str
    element: str
    posture: Posture = "inform"
    binds: tuple[str, ...] = ()
    origin: Origin = "block"


class Statement(Record):
    """A whole statement; `text` is what is published, `characters` its code points."""

    id: str
    brief_id: str
    version: int = 1
    kind: Kind
    channel: Channel
    language: LanguageTag
    title: str = ""
    text: str
    sentences: tuple[Sentence, ...]
    writer: Literal["model", "blocks", "human"]
    model: str | None = None
    created_at: datetime
    characters: int


class Finding(Record):
    """One fault. `start` and `end` are code points into the text as given, half-open; line and column start at 1.

    A finding about something that is missing has an empty span at the text's end (or start, for a title).
    `message` and `suggestion` are in the language of the text; `evidence` quotes the fact (id and text) or source.
    `replacement`, where there is one, may stand in place of `match` as it is; a suggestion is advice to a writer.
    """

    rule: str
    family: Family
    defect: Defect
    severity: Severity
    principle: Principle
    message: str
    start: int
    end: int
    line: int = 1
    column: int = 1
    match: str = ""
    suggestion: str | None = None
    evidence: str | None = None
    replacement: str | None = None


class PrincipleMet(Record):
    """How many of a principle's own checks were met, of how many that applied."""

    met: int
    of: int


class Counts(Record):
    """Findings by severity."""

    error: int = 0
    warning: int = 0
    suggestion: int = 0


class Review(Record):
    """The verdict on a text: `fail` where an error-level finding stands. Elements map to sentence numbers from 1."""

    verdict: Literal["pass", "fail"]
    counts: Counts
    findings: tuple[Finding, ...]
    elements: dict[str, tuple[int, ...]] = Field(default_factory=dict)
    principles: dict[str, PrincipleMet] = Field(default_factory=dict)


class Strategy(Record):
    """The posture that the incident allows, and the reasons, in the brief's language.

    `declared`: the brief names the cluster; `shown`: a confirmed fact does.
    """

    cluster: Cluster
    declared: bool
    shown: bool = False
    reasons: tuple[str, ...]
    allowed: tuple[Posture, ...]
    intensified: bool = False
    if_public_disagrees: str = ""


class Precedent(Record):
    """A past case that the draft learned from; `lesson` is what was learned."""

    id: str
    title: str
    organisation: str
    year: int
    rating: str
    lesson: str
    confidence: str = "high"
    why: str = ""


class PrincipleCited(Record):
    """A principle that was put before the writer."""

    id: str
    title: str
    text: str


class Usage(Record):
    """What the draft cost. Tokens are the model's own count where it gives one; seconds are wall time."""

    model_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    seconds: float = 0.0
    model_seconds: float = 0.0
    rounds: int = 0
    sentences_by_origin: dict[str, int] = Field(default_factory=dict)


class Draft(Record):
    """One self-explaining record of a run: the statement, its review, and how it came to be."""

    statement: Statement
    review: Review
    strategy: Strategy
    precedents: tuple[Precedent, ...] = ()
    principles: tuple[PrincipleCited, ...] = ()
    usage: Usage = Usage()
    notices: tuple[str, ...] = ()
