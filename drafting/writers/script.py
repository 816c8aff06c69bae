"""Which script a text is written in."""

from __future__ import annotations


def is_han(character: str) -> bool:
    """Return whether `character` is a Han character of the basic block or its first extension."""
    return "\u4e00" <= character <= "\u9fff" or "\u3400" <= character <= "\u4dbf"


def han_share(text: str) -> float:
    """Return the share of Han characters among the letters of `text`; nothing but figures and marks gives 1.0."""
    letters = [character for character in text if character.isalpha()]
    return sum(map(is_han, letters)) / len(letters) if letters else 1.0
