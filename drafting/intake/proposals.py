"""What a model proposes about a note, taken only where the note itself says it, word for word."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from drafting.intake.lexicon import Lexicon
from drafting.intake.sorting import Sorted

Ask = Callable[[str], str]
_NOISE = re.compile(r"[\W_]+")
_COVERED = 0.8
"""The share of a sentence's letters that its pieces must hold before they take its place. Ours."""
_SHORTEST = 4


@dataclass(frozen=True)
class Proposed:
    """The pieces and the subject that a model proposed, and how many were dropped as not in the note."""

    pieces: tuple[str, ...] = ()
    subject: str | None = None
    dropped: int = 0


def propose(items: list[Sorted], words: Lexicon, ask: Ask) -> Proposed | None:
    """Ask for a finer split; return nothing where the answer cannot be read. Confidential lines are not shown."""
    shown = [
        item.said.text for item in items if item.kind in ("fact", "promise") and item.status != "confidential"
    ]
    if not shown:
        return Proposed()
    request = words.request + "".join(f"{number}. {text}\n" for number, text in enumerate(shown, 1))
    answer = _object_in(ask(request))
    if answer is None:
        return None
    given = answer.get("facts")
    pieces = [piece for piece in given if isinstance(piece, str)] if isinstance(given, list) else []
    known = [_folded(text) for text in shown]
    kept = [p for p in pieces if len(_folded(p)) >= _SHORTEST and any(_folded(p) in text for text in known)]
    subject = answer.get("subject")
    if (
        not isinstance(subject, str)
        or not any(_folded(subject) in text for text in known)
        or not _folded(subject)
    ):
        subject = None
    return Proposed(tuple(kept), subject, len(pieces) - len(kept))


def split(items: list[Sorted], proposed: Proposed, words: Lexicon) -> list[Sorted]:
    """Return the items with sentences split as proposed; a piece never gets more than its sentence had.

    A piece of a confirmed sentence stays confirmed only where it carries the mark of verification itself.
    """
    result: list[Sorted] = []
    for item in items:
        whole = _folded(item.text)
        pieces = [p for p in dict.fromkeys(proposed.pieces) if _folded(p) in whole and _folded(p) != whole]
        covered = len("".join(_folded(p) for p in pieces)) >= _COVERED * len(whole)
        if (
            item.kind != "fact"
            or item.status not in ("confirmed", "unconfirmed")
            or len(pieces) < 2
            or not covered
        ):
            result.append(item)
            continue
        for piece in pieces:
            text = _verbatim(piece, item.text)
            if item.status == "confirmed" and not words.has("verified", text):
                result.append(replace(item, text=text, status="unconfirmed", why=("split_from_verified",)))
            else:
                result.append(replace(item, text=text))
    return result


def _verbatim(piece: str, text: str) -> str:
    """Return the note's own words for a piece that matches them but for blanks and punctuation."""
    letters = [re.escape(letter) for letter in _folded(piece)]
    found = re.search(r"[\W_]*".join(letters), text, re.IGNORECASE)
    return found.group() if found else piece


def _folded(text: str) -> str:
    return _NOISE.sub("", text).casefold()


def _object_in(answer: str) -> dict[str, object] | None:
    start = answer.find("{")
    while start >= 0:
        try:
            found, _ = json.JSONDecoder().raw_decode(answer, start)
        except (ValueError, RecursionError):
            start = answer.find("{", start + 1)
            continue
        return found if isinstance(found, dict) else None
    return None
