"""Rarer reckonings: what was said before, all but the one spoken of, one in every week, so many times a price."""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.checks.facts.amounts import Entry, amounts_of
from drafting.checks.facts.likeness import could_replace, names_a_group, who_agree
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower

_TOLD = re.compile(
    r"通报的|说的|说过|公布的|报的|(?<![a-z])we (?:had )?(?:first |previously |earlier )?(?:reported|said|told|gave|announced|published|put out|listed|counted)(?![a-z])"
)
_MOST_PARTS = 4
_REST_BEFORE = re.compile(r"(?:其余|其他|其它|另外|另|剩下|余下)的?\s?$|(?<![a-z])(?:other|remaining)\s$")
_REST_BEHIND = re.compile(r"\s(?:[a-z]+\s)?others?(?![a-z])")
_ONE = re.compile(
    r"[这该本此][家个座台起份次件条店厂校站]|(?<![两几零二三四五六七八九十百0-9])一[家个座台起份次件条]"
    r"|(?<![a-z])(?:this|that|it|yours|one|the)(?![a-z])"
)
_EVERY: dict[Decimal, re.Pattern[str]] = {
    Decimal(86400): re.compile(r"每[天日]|(?<![a-z])(?:daily|every day|each day|nightly)(?![a-z])"),
    Decimal(604800): re.compile(r"每周|每个?星期|(?<![a-z])(?:weekly|every week|each week)(?![a-z])"),
    Decimal(3600): re.compile(r"每个?小时|(?<![a-z])(?:hourly|every hour|each hour)(?![a-z])"),
}
_MULTIPLE = re.compile(
    r"(?P<n>[0-9]{1,2}|[两二三四五六七八九十])\s?倍|(?<![a-z])(?P<en>double|twice|triple|treble|[0-9]{1,2} times|three times|four times|five times|ten times)(?![a-z])"
)
_TIMES = {"两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
          "double": 2, "twice": 2, "triple": 3, "treble": 3, "three times": 3, "four times": 4,
          "five times": 5, "ten times": 10}  # fmt: skip


def told_before(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """The neighbouring figures of an earlier statement that add up to what the text says was told: the 26 we reported."""
    if claim.bound or not _TOLD.search(reading.setting.low, *claim.clause):
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
            value == target > 2
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
    said = [m for m in _MULTIPLE.finditer(reading.setting.low, *claim.sentence)]
    for match in said:
        word = match["n"] or match["en"]
        times = _TIMES.get(word) or int(word.split()[0])
        for source, known, value in amounts_of(reading, "money"):
            if known.unit == claim.unit and value * times == Decimal(claim.value):
                return ((source, known),)
    return None
