"""How loosely English speaks of amounts: which lengths a spoken one is true of, and which small numbers state a figure."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from drafting.claims.claim import Claim

_MINUTE, _HOUR, _DAY = Decimal(60), Decimal(3600), Decimal(86400)
_GRAINS = (_DAY, _HOUR, _HOUR / 2, _HOUR / 4, 10 * _MINUTE, 5 * _MINUTE, _MINUTE)
_LOOSEST = Decimal("0.2")
"""By how much of itself a length may be off for its bound (ours): nobody calls 25 minutes about twenty."""


def grain(claim: Claim) -> Decimal:
    """The seconds to which a length is said: half a day for a day and a half, ten minutes for fifty minutes."""
    seconds, low = Decimal(claim.value), claim.text.lower()
    if "day" in low and seconds % _DAY == _DAY / 2:
        return _DAY / 2
    if "day" not in low and "night" not in low and "week" not in low and seconds >= _HOUR:
        return next(g for g in _GRAINS[1:] if seconds % g == 0 or g == _MINUTE)
    return next(g for g in _GRAINS if seconds % g == 0 or g == _MINUTE)


def spoken_length(
    claim: Claim, near: Iterable[Decimal], everywhere: Iterable[Decimal], *, between: bool
) -> bool:
    """Whether a length, as it is said, is true of the time between two moments of the brief.

    Args:
        claim: a length in seconds.
        near: the seconds between moments that the text speaks of.
        everywhere: the seconds between any two moments of the brief. They bear out a length that is
            told to the minute, or is said to lie between two moments; for others, chance would bear out too many.
        between: whether words beside it measure from one moment to another (later, after, since).
    """
    if any(_fits(claim, gap) for gap in near):
        return True
    if between or Decimal(claim.value) % _HOUR != 0:
        return any(_fits(claim, gap) for gap in everywhere)
    return False


def is_in_words(claim: Claim) -> bool:
    """Whether a figure is written in words alone."""
    return not any(character.isdigit() for character in claim.text)


def _fits(claim: Claim, gap: Decimal) -> bool:
    said, step = Decimal(claim.value), grain(claim)
    slack = max(step, min(said * _LOOSEST, _DAY))
    match claim.bound:
        case "over" | "at_least":
            return said <= gap <= said + slack
        case "under" | "at_most":
            return said - slack <= gap <= said
        case "about":
            return abs(said - gap) <= slack / 2
        case _:
            if step >= _DAY:
                return abs(said - gap) <= _DAY / 2 or (gap % _DAY == 0 and said - gap == _DAY)
            coarse = step >= _HOUR / 2 or (step == _HOUR / 4 and said > _HOUR / 2)
            loose = min(step / 2, said * _LOOSEST) if coarse and is_in_words(claim) else Decimal(0)
            return abs(said - gap) <= loose
