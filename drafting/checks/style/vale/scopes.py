"""Which blocks of a document a rule reads: Vale's selectors over dotted block names."""

from __future__ import annotations

from functools import lru_cache

REFUSED = ("code", "link", "strong", "emphasis")
"""Scopes that Vale no longer has: their rules use `raw`."""


@lru_cache(maxsize=4096)
def selects(scopes: tuple[str, ...], block: str) -> bool:
    """Whether one of a rule's selectors takes a block such as `text.heading.h1.md`."""
    return any(all(_takes(part.strip(), block) for part in scope.split("&")) for scope in scopes)


def _takes(part: str, block: str) -> bool:
    parts = block.split(".")
    if part.startswith("~"):
        return parts[0] not in ("raw", "summary") and not set(part[1:].split(".")) <= set(parts)
    return set(part.split(".")) <= set(parts)
