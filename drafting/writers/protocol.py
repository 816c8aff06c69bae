"""What every writer is given and gives back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from drafting.brief import Brief
from drafting.plan import Plan
from drafting.statement import Finding, Precedent, PrincipleCited, Sentence


@dataclass(frozen=True)
class Material:
    """What the writer may learn from besides the plan: lessons of past cases and principles. Untrusted data."""

    precedents: tuple[Precedent, ...] = ()
    principles: tuple[PrincipleCited, ...] = ()


@dataclass(frozen=True)
class Rejected:
    """One element's sentences that failed their checks, with the findings that say why."""

    element: str
    sentences: tuple[Sentence, ...]
    findings: tuple[Finding, ...]


@dataclass
class Spent:
    """What a writer has used so far; the pipeline reads it into `Usage`."""

    model_calls: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    model_seconds: float = 0.0
    notices: list[str] = field(default_factory=list)


class Writer(Protocol):
    """Finds the words of a plan's elements.

    Both methods raise `drafting.errors.ModelError` where the provider fails; nothing half-written is kept then.
    """

    @property
    def name(self) -> str | None:
        """The model's name, or nothing for building blocks."""

    def write(self, brief: Brief, plan: Plan, material: Material, spent: Spent) -> Iterator[Sentence]:
        """Yield the sentences of every element in the plan's order, each as soon as it is complete."""

    def rewrite(
        self, brief: Brief, plan: Plan, rejected: Sequence[Rejected], spent: Spent
    ) -> dict[str, tuple[Sentence, ...]]:
        """Return new sentences for the rejected elements, by element name; one call for all of them."""
