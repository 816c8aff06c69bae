"""What may be said of an exact amount: about, over, under, cut off at the last digit that is given."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from drafting.claims.claim import Claim

ABOUT, OVER, UNDER = Decimal("0.15"), Decimal("0.5"), Decimal("1.3")
"""How far 约 may round (half the unit of its last digit, at most 15 %), how far below the truth 超过 may stay (half), and
how far above it 近 or 不到 (three tenths): beyond these limits nobody would say so of it. Ours."""

_LOOSEST, _MUCH_OVER, _MUCH_UNDER = Decimal("2.5"), Decimal(17), Decimal("7.5")
"""Points by which a share may miss a fraction that is said of it, lie above one (over half), or below one (ours)."""


def agrees(mine: Decimal, theirs: Decimal, claim: Claim, known: Claim | None = None) -> bool:
    """Whether the amount `mine`, bounded as `claim` says, is true of the exact amount `theirs`."""
    bound = claim.bound
    if mine == theirs:
        return bound not in ("over", "under") or (known is not None and known.bound == bound)
    if not bound:
        return False
    if known is not None and known.bound not in ("", "about", bound):
        return False
    scale = _own_unit(mine) if claim.kind == "duration" else Decimal(1)
    if bound == "about":
        return abs(mine - theirs) / scale <= min(_rounding_unit(mine / scale) / 2, theirs / scale * ABOUT)
    return bounds_truly(mine / scale, theirs / scale, bound)


def bounds_truly(mine: Decimal, theirs: Decimal, bound: str) -> bool:
    """Whether an amount said to be over or under `mine` is `theirs` cut off at the last digit of `mine`.

    Nobody who knows 638 says “over 550”: it is cut off to 600, to 630, or to a single round figure (over 500).
    """
    unit = _rounding_unit(mine)
    steps = (unit, unit * 5) if mine % (unit * 5) == 0 else (unit,)
    if bound in ("over", "at_least"):
        cut = any((theirs / step).to_integral_value(ROUND_FLOOR) * step == mine for step in steps)
        return theirs * OVER <= mine < theirs and (cut or mine == unit)
    if bound in ("under", "at_most"):
        cut = any((theirs / step).to_integral_value(ROUND_CEILING) * step == mine for step in steps)
        return theirs < mine <= theirs * UNDER and (cut or mine == unit)
    return False


def _own_unit(seconds: Decimal) -> Decimal:
    """The unit in which a length of time was said: weeks, days, hours or minutes."""
    return next((Decimal(unit) for unit in (604800, 86400, 3600, 60) if seconds % unit == 0), Decimal(1))


def _rounding_unit(value: Decimal) -> Decimal:
    """The unit of the last digit that is not zero: 100 for 31,500."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(10) ** exponent if isinstance(exponent, int) else Decimal(1)


def last_digit(value: Decimal) -> Decimal:
    """The unit of the last digit that is written, zero or not: a tenth for 4.0."""
    exponent = value.as_tuple().exponent
    return Decimal(10) ** (exponent if isinstance(exponent, int) else 0)


def percentage(claim: Claim) -> Decimal:
    """Return a percentage or ratio as points of a hundred."""
    if claim.kind == "ratio":
        low, high = claim.value.split("/")
        return Decimal(low) / Decimal(high) * 100
    return Decimal(claim.value)


def is_share(claim: Claim, target: Decimal, share: Decimal) -> bool:
    """Return whether a share that is said to be `target`, bounded as `claim` says, may be said of the exact `share`."""
    if not 0 < share < 100:
        return False
    off = share - target
    if claim.bound in ("over", "at_least") and claim.kind == "ratio":
        return 0 <= off <= _MUCH_OVER
    if claim.bound in ("under", "at_most") and claim.kind == "ratio":
        return 0 <= -off <= min(_MUCH_UNDER, target / 5)
    if claim.bound not in ("", "about"):
        return bounds_truly(target, share, claim.bound)
    if claim.kind == "ratio":
        return abs(off) <= min(_LOOSEST, target / 10)
    if claim.bound == "about":
        return abs(off) <= (max(Decimal(1), min(Decimal(3), target / 10)) if target % 5 == 0 else 1)
    exponent = target.as_tuple().exponent
    return abs(off) <= Decimal("0.5") * Decimal(10) ** (exponent if isinstance(exponent, int) else 0)
