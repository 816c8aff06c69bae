"""Rarer reckonings: what was said before, all but the one spoken of, one in every week, so many times a price, the eve of a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from drafting.checks.facts.amounts import TELLING, amounts_of
from drafting.checks.facts.ledger import Entry
from drafting.checks.facts.likeness import could_replace, names_a_group, same_date, who_agree
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

TOLD = late(
    r"通报的|说的|说过|公布的|报的|(?<![a-z])we (?:had )?(?:first |previously |earlier )?(?:reported|said|told|gave|announced|published|put out|listed|counted)(?![a-z])"
)
_MOST_PARTS = 4
_REST_BEFORE = late(r"(?:其余|其他|其它|另外|另|剩下|余下)的?\s?$|(?<![a-z])(?:other|remaining)\s$")
_REST_BEHIND = late(r"\s(?:[a-z]+\s)?others?(?![a-z])")
_ONE = late(
    r"[这该本此][家个座台起份次件条店厂校站]|(?<![两几零二三四五六七八九十百0-9])一[家个座台起份次件条]"
    r"|(?<![a-z])(?:this|that|it|yours|one)(?![a-z])"
)
_EVERY: dict[Decimal, re.Pattern[str]] = {
    Decimal(86400): re.compile(r"每[天日]|(?<![a-z])(?:daily|every day|each day|nightly)(?![a-z])"),
    Decimal(604800): re.compile(r"每周|每个?星期|(?<![a-z])(?:weekly|every week|each week)(?![a-z])"),
    Decimal(3600): re.compile(r"每个?小时|(?<![a-z])(?:hourly|every hour|each hour)(?![a-z])"),
}
_MULTIPLE = late(
    r"(?P<n>[0-9]{1,2}|[两二三四五六七八九十])\s?倍|(?<![a-z])(?P<en>double|twice|triple|treble|[0-9]{1,2} times|three times|four times|five times|ten times)(?![a-z])"
)
_TIMES = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
          "double": 2, "twice": 2, "triple": 3, "treble": 3, "three times": 3, "four times": 4,
          "five times": 5, "ten times": 10}  # fmt: skip


def told_before(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """The neighbouring figures of an earlier statement that add up to what the text says was told: the 26 we reported."""
    if claim.bound or not TOLD.search(reading.setting.low, *claim.clause):
        return None
    amounts = amounts_of(reading, claim.kind)
    for source in reading.ledger.of("earlier"):
        row = [entry for entry in amounts if entry[0] is source and who_agree(claim, entry[1])]
        for size in range(2, _MOST_PARTS + 1):
            for at in range(len(row) - size + 1):
                parts = row[at : at + size]
                if sum((entry[2] for entry in parts), Decimal(0)) == Decimal(claim.value):
                    return tuple(entry[:2] for entry in parts)
    return None


def all_but_one(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """All of a number but the single one that the text speaks of: 其余28家 of 29, along with 60 others of 61."""
    low = reading.setting.low
    if claim.kind != "quantity" or claim.bound or claim.upper:
        return None
    if not (
        _REST_BEFORE.search(low[max(0, claim.start - 10) : claim.start]) or _REST_BEHIND.match(low, claim.end)
    ):
        return None
    before = reading.setting.sentence_at(max(0, claim.sentence[0] - 1))
    if not _ONE.search(low, before[0], claim.sentence[1]):
        return None
    near = reading.nearness((before[0], claim.sentence[1]))
    target = Decimal(claim.value) + 1
    for source, known, value in amounts_of(reading, "quantity"):
        head = lower(source.text)[max(0, known.start - 10) : known.start]
        if (
            value == target >= TELLING
            and source.id in near
            and not known.bound
            and not _REST_BEFORE.search(head)
            and (_REST_BEHIND.match(low, claim.end) or could_replace(claim, known, source))
        ):
            return ((source, known),)
    return None


def once_in_each(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Eight checks: a weekly check that was missed for eight weeks."""
    if claim.kind != "quantity" or names_a_group(claim):
        return None
    near = reading.nearness(claim.sentence)
    for source, known in reading.ledger.claims("duration", "confirmed"):
        for seconds, every in _EVERY.items():
            if (
                source.id in near
                and known.unit == "s"
                and not known.upper
                and Decimal(known.value) == Decimal(claim.value) * seconds
                and every.search(lower(source.text))
            ):
                return ((source, known),)
    return None


def product(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """A price times the multiple that the sentence says of it: 按三倍赔, 717 of 239."""
    if claim.kind != "money":
        return None
    for match in _MULTIPLE.finditer(reading.setting.low, *claim.sentence):
        word = match["n"] or match["en"]
        times = _TIMES.get(word) or int(word.split()[0])
        for source, known, value in amounts_of(reading, "money"):
            if known.unit == claim.unit and value * times == Decimal(claim.value):
                return ((source, known),)
    return None


_UNTIL = late(r"(?:到|至)\s?$|(?<![a-z])(?:until|till|to|through|up to)\s(?:the end of\s|and including\s)?$")
_AGAIN = late(r"复|恢复|重新|重开|再开|(?<![a-z])(?:re-?open|resum|restart|return|back|again)")
_STILL = late(r"仍|还在|尚在|(?<![a-z])(?:still|remain(?:s|ed|ing)?)(?![a-z])")


def is_eve(reading: Reading, claim: Claim) -> bool:
    """Whether something is said to last to the day before the brief has it resume: closed until Sunday, open again on the 16th."""
    if not _UNTIL.search(reading.setting.low[max(0, claim.start - 20) : claim.start]):
        return False
    near = reading.nearness(claim.sentence)
    for source, known in reading.ledger.claims("date", "confirmed", "commitment"):
        day = _day_before(known.value)
        low = lower(source.text)
        if (
            day
            and source.id in near
            and same_date(claim.value, day)
            and _AGAIN.search(low, max(0, known.start - 12), known.end + 8)
        ):
            return True
    return False


def _day_before(value: str) -> str:
    try:
        return (date.fromisoformat(value) - timedelta(days=1)).isoformat()
    except ValueError:
        return ""


def is_what_remains(reading: Reading, claim: Claim, found: list[Entry]) -> bool:
    """Whether the text and the figure's own source both say so many are still there, beside another figure of all."""
    if claim.kind != "quantity" or not _STILL.search(reading.setting.low, *claim.clause):
        return False
    return any(_STILL.search(lower(s.text), known.start, known.clause[1]) for s, known in found)
