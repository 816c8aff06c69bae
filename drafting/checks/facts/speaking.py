"""Figures and days that belong to who speaks, and claim nothing of what the brief tells."""

from __future__ import annotations

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.likeness import could_replace
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_NEAR = 0.25
"""A question a quarter of whose pieces stand in a source asks of that source's own figure. Ours."""
_TODAY = late(r"today|tonight|tomorrow|this (?:morning|afternoon|evening)|今[天日晚早晨夜]|明[天日晚早晨]")
_ATTRIBUTE = late(r"'s\s([a-z]+)|的([\u3400-\u9fff]{2})")


_TELLS = late(
    r"(?:上午|中午|下午|晚上?|傍晚|凌晨|早上?|[0-9]{1,2}[时点](?:[0-9]{1,2}分?)?)?(?:通报|发布|公布|表示|回应|说明|消息|声明|对外)"
)


def is_day_of_speaking(reading: Reading, claim: Claim) -> bool:
    """Whether a day only tells when others speak or read, of whom the brief tells nothing: tomorrow's callers."""
    issued = reading.brief.issued_at
    if (
        issued is not None
        and claim.value == issued.date().isoformat()
        and _TELLS.match(reading.setting.low, claim.end)
    ):
        return True
    if not _TODAY.fullmatch(claim.text.lower()):
        return False
    noun = _ATTRIBUTE.match(reading.setting.low, claim.end)
    if noun is None:
        return False
    word = next(group for group in noun.groups() if group)
    return word.rstrip("s") not in reading.ledger.public_text


def is_day_of_the_asker(reading: Reading, claim: Claim) -> bool:
    """Whether somebody asks what they may do on a day named from where they stand (我明天还敢坐吗)."""
    is_month = len(claim.value) == len("2026-05")
    if (
        reading.passage.language == "zh"
        and is_month
        and _MINE.search(reading.setting.low, claim.sentence[0], claim.end)
    ):
        return _is_asked(reading, claim)
    return bool(_TODAY.fullmatch(claim.text.lower())) and _is_asked(reading, claim)


def _is_asked(reading: Reading, claim: Claim) -> bool:
    return reading.passage.text[slice(*claim.sentence)].rstrip(" \n”’\"'").endswith(("?", "？"))


_MINE = late(r"(?<![a-z])(?:my|i|i've|i'd|me)(?![a-z])|我(?!们|司|公司|院|校|市|国)")
_OWN_KINDS = frozenset({"money", "quantity", "ratio"})


def is_the_askers_own(reading: Reading, claim: Claim) -> bool:
    """Whether somebody asks about an amount of their own that the brief cannot hold: the fifteen quid my bank took?"""
    return (
        claim.kind in _OWN_KINDS
        and not claim.counts
        and _is_asked(reading, claim)
        and bool(_MINE.search(reading.setting.low, *claim.sentence))
        and not any(
            known.unit == claim.unit
            and could_replace(claim, known, source)
            and _is_near(reading, claim, source)
            for source, known in reading.ledger.claims(claim.kind, "confirmed", "commitment")
        )
    )


def _is_near(reading: Reading, claim: Claim, source: Source) -> bool:
    return reading.nearness(claim.sentence).get(source.id, 0.0) >= _NEAR
