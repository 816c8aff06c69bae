"""Which blocks of a document a rule reads: Vale's selectors over dotted block names."""

from __future__ import annotations

from functools import lru_cache

CLASS = "class="
"""Put before a class in a block's name, so that no class is taken for a scope; a selector writes `class.name`."""
INLINE = ("link", "strong", "emphasis", "code")
"""Inline elements, which are blocks of their own besides the text that holds them."""
_ONLY_BY_NAME = frozenset({"sentence", "paragraph", "meta", *INLINE})
"""Blocks that repeat text of another block, or hold none: only a selector that names them takes them."""
_WHOLE = frozenset({"raw", "summary"})


@lru_cache(maxsize=4096)
def selects(scopes: tuple[str, ...], block: str) -> bool:
    """Whether one of a rule's selectors takes a block such as `text.heading.h1.md`."""
    return any(_takes(scope, block.split(".")) for scope in scopes)


def _takes(selector: str, parts: list[str]) -> bool:
    terms = [term.strip() for term in selector.split("&")]
    named = {part for term in terms if not term.startswith("~") for part in _parts(term)}
    if parts[0] in _ONLY_BY_NAME and parts[0] not in named:
        return False
    if parts[0] in _WHOLE and not named:
        return False
    refused = (set(_parts(term[1:])) for term in terms if term.startswith("~"))
    return named <= set(parts) and not any(term <= set(parts) for term in refused)


def _parts(term: str) -> list[str]:
    before, of_class, given = f".{term}".partition(".class.")
    parts = [part for part in before.split(".") if part]
    return [*parts, f"{CLASS}{given}"] if of_class else parts
