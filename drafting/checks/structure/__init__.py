"""Checks what a whole statement must have for its kind, and that it does not mix postures that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator

from drafting.checks.passage import Passage
from drafting.checks.structure.elements import Tag, elements_of, missing, tags
from drafting.checks.structure.mixing import mixtures
from drafting.statement import Finding

__all__ = ["Tag", "check", "elements_of", "tags"]


def check(passage: Passage) -> Iterator[Finding]:
    """Yield what a whole statement lacks, and where its postures do not go together.

    A passage without a kind is no whole: it lacks nothing.
    """
    yield from missing(passage)
    yield from mixtures(passage)
