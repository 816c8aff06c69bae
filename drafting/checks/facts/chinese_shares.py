"""Chinese shares that are reckoned freely: which two amounts a share is of is told by the words that the sentence has of them.

A share may be of two amounts of one fact, of two facts (检测进度刚过三分之一: 5栋 of 14栋), of a part and its whole that only adds up
(其余14站), of two percentages (公示的六成), and may be said as so many of ten or a hundred (每一百台里五六台).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise, permutations
from math import log

from drafting.checks.facts.amounts import TELLING, Amount, amounts_of, related, said_in
from drafting.checks.facts.ledger import Entry, Ledger, Source, kept_with_ledger
from drafting.checks.facts.likeness import MEASURED
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import is_share, percentage
from drafting.checks.facts.tenths import is_of_the_rest, speaks_of_the_rest, spoken_amounts
from drafting.claims.claim import Bound, Claim
from drafting.claims.counted import classes_in
from drafting.claims.fold import lower
from drafting.late_patterns import late

_FUNCTION = frozenset(
    "的了在是和与及对将已被把就也都而并或其该此我们您你他她本有这那个位名人家件台只条份张次第一二两三四五六七八九十百千万亿成半分之近约多不到以上下里中内占约共为过刚超还每大概左右"
)
_LEAST_COMMON = 2
"""Characters that a sentence must have in common with the words around two amounts to tell a share of them (ours)."""
_OF_IT = late(r"的(?:不到|近|将近|约)?$|相当于|等于")
"""Words by which one percentage is told as a share of another: 只有公示的六成."""
_ONE_FACT = Decimal("1.3")
"""Two amounts of one fact are meant rather than two of two facts (ours)."""
_PLAINLY, _AS_MUCH = 2, Decimal("0.7")
"""Characters in common by which a sentence plainly speaks of an amount, and how much as many words another share must
have to be meant instead (ours)."""
_LEAST = 5
"""A whole smaller than this is hardly told in shares (ours)."""
_REST = late(r"(?:其余|另外|剩余|剩下|余下|其他)[的约]?$")
_STILL_REST = late(r"尚未|还没|未")
_ROUND = Decimal("2.5")
"""Points by which a share said in tens (六成) may miss the exact one without a word for it (ours)."""
_FAR: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    ("under", re.compile(r"(?:不到|不足|将近|接近|近|只有)[^,。;0-9]{0,9}的?$")),
    ("over", re.compile(r"(?:超过|高过|多过|逾)[^,。;0-9]{0,9}的?$")),
    ("about", re.compile(r"(?:大约|约|大概|差不多)[^,。;0-9]{0,9}的?$")),
)
"""Words that bound a share from further off: 约占该批次的六成."""


@dataclass(frozen=True)
class _Of:
    """An amount that a share may be of, and the characters that its fact has around it."""

    entries: tuple[Entry, ...]
    value: Decimal
    words: frozenset[str]
    amount: Amount


@dataclass(frozen=True)
class _Said:
    """What a sentence has words of: its characters, and the classes of people and things that it names."""

    words: frozenset[str]
    classes: frozenset[str]

    @classmethod
    def of(cls, low: str) -> _Said:
        return cls(words_said(low), classes_in(low))

    def weight(self, reading: Reading, part: _Of, whole: _Of) -> Decimal:
        """How much it has in common with the words around two amounts, rare characters for more."""
        common = self.words & (part.words | whole.words)
        weight = sum((telling(reading.ledger, c) for c in common), Decimal(0))
        return weight * _ONE_FACT if part.amount[0] is whole.amount[0] else weight

    def common(self, amount: _Of) -> int:
        """How much it has in common with the words around an amount; 孩子 for 儿童 is as much as two characters."""
        known = amount.amount[1]
        same = _LEAST_COMMON if self.classes & known.counts and not self.words & amount.words else 0
        return len(self.words & amount.words) + same


def told_in_chinese(reading: Reading, claim: Claim, target: Decimal) -> tuple[Entry, ...] | None:
    """The amounts of which a share is said, as far as the sentence has words of them; nothing where none bears it out."""
    if reading.passage.language != "zh":
        return None
    pairs = list(_meant(reading, claim, target))
    borne_out = max((m for m in pairs if m.fits), key=lambda m: m.weight, default=None)
    best = max((m.weight for m in pairs if m.alike), default=Decimal(0))
    return borne_out.entries if borne_out is not None and borne_out.weight >= best * _AS_MUCH else None


def told_otherwise(reading: Reading, claim: Claim) -> bool:
    """Whether the words of a Chinese sentence are plainly of two amounts that make another share: 患儿里, 三分之二在小鹿班.

    Only where the sentence says no amount itself and speaks of no rest, so that nothing else can be meant.
    """
    if reading.passage.language != "zh" or claim.upper or _amounts_said(reading, claim):
        return False
    if is_of_the_rest(reading, claim) or speaks_of_the_rest(reading, claim.sentence):
        return False
    pairs = list(_meant(reading, claim, percentage(claim)))
    best = max((m for m in pairs if m.alike), key=lambda m: m.weight, default=None)
    if best is None or best.fits or not best.plain:
        return False
    return all(m.weight < best.weight * _AS_MUCH for m in pairs if m.fits)


def _amounts_said(reading: Reading, claim: Claim) -> set[Decimal]:
    said = said_in(reading, claim, claim.sentence)
    return said | spoken_amounts(reading, claim, said)


@dataclass(frozen=True)
class _Meant:
    """Two amounts that a share may be of, with how much the sentence has in common with them."""

    entries: tuple[Entry, ...]
    weight: Decimal
    plain: bool
    fits: bool
    alike: bool


def _meant(reading: Reading, claim: Claim, target: Decimal) -> Iterator[_Meant]:
    low = reading.setting.low
    said = _Said.of(low[slice(*claim.sentence)])
    loose = _bounded(reading, claim)
    left = is_of_the_rest(reading, claim)
    spoken = _amounts_said(reading, claim)
    known = {entry[2] for entry in amounts_of(reading, "quantity", "money")}
    telling_ones = {value for value in spoken & known if value >= TELLING}
    for part, whole in _pairs(reading):
        if part.value >= whole.value or not _are_meant(said, spoken, part, whole):
            continue
        if telling_ones and not {part.value, whole.value} & telling_ones:
            continue
        if whole.value not in spoken and any(value > part.value for value in telling_ones - {whole.value}):
            continue
        if part.amount[1].kind == "percent" and not _OF_IT.search(low, claim.clause[0], claim.start):
            continue
        share = part.value / whole.value * 100
        fits = _fits(loose, target, share) or (left and _fits(loose, target, 100 - share))
        plain = said.common(part) >= _PLAINLY and (
            part.amount[0] is whole.amount[0] or said.common(whole) >= _PLAINLY
        )
        alike = _counted_alike(part.amount[1], whole.amount[1])
        yield _Meant(part.entries + whole.entries, said.weight(reading, part, whole), plain, fits, alike)


def _fits(claim: Claim, target: Decimal, share: Decimal) -> bool:
    in_tens = claim.kind == "percent" and claim.text.endswith("成") and claim.bound in ("", "about")
    return is_share(claim, target, share) or (in_tens and 0 < share < 100 and abs(share - target) <= _ROUND)


def _bounded(reading: Reading, claim: Claim) -> Claim:
    """The claim with the bound that stands further off in its clause."""
    if claim.bound:
        return claim
    before = reading.setting.low[max(claim.clause[0], claim.start - 16) : claim.start]
    for bound, words in _FAR:
        if words.search(before):
            return replace(claim, bound=bound)
    return claim


def _are_meant(said: _Said, spoken: set[Decimal], part: _Of, whole: _Of) -> bool:
    of_part, of_whole = said.common(part), said.common(whole)
    whole_said, part_said = whole.value in spoken, part.value in spoken
    if part.amount[0] is whole.amount[0]:
        return whole_said or part_said or of_part + of_whole >= _LEAST_COMMON
    if whole_said and (of_part or part.amount[1].unit == whole.amount[1].unit):
        return True
    if not of_part and not part_said:
        return False
    if related(part.amount, whole.amount) or measured_alike(part.amount[1], whole.amount[1]):
        return of_part + of_whole >= _LEAST_COMMON
    return of_whole >= 1 and of_part + of_whole > _LEAST_COMMON


def _counted_alike(one: Claim, other: Claim) -> bool:
    """Whether two amounts have a unit in common, so that the one is easily a part of the other."""
    units = set(one.unit.split("|")) & set(other.unit.split("|")) - {""}
    return bool(units) or measured_alike(one, other)


def measured_alike(one: Claim, other: Claim) -> bool:
    """Whether the measure word, known (5栋) or not (3120单), or the percent sign of two amounts is the same."""
    units = set(one.unit.split("|")) & set(other.unit.split("|"))
    return one.kind == other.kind and bool(units) and _measure(one) == _measure(other) != ""


def _measure(known: Claim) -> str:
    return known.noun[:1] if known.text[-1:].isdigit() else known.text[-1:]


def _pairs(reading: Reading) -> Iterator[tuple[_Of, _Of]]:
    for kind in ("quantity", "money", "percent"):
        amounts = [a for a in amounts_of(reading, kind) if a[0].kind != "earlier" and not a[1].upper]
        single = [_Of((a[:2],), a[2], words_around(a[0], a[1]), a) for a in amounts]
        sums = [_together(a, b) for a, b in pairwise(single) if _is_of_one_whole(a.amount, b.amount)]
        parts = {part.amount[1] for both in sums for part in single if both.entries[1][1] is part.amount[1]}
        wholes = [
            of for of in single if of.amount[1] not in parts and (of.value >= _LEAST or kind == "percent")
        ]
        for part, whole in permutations(single, 2):
            if whole in wholes and may_be_of(part.amount[1], whole.amount[1]):
                yield part, whole
        for whole in sums:
            yield from ((part, whole) for part in single if part.amount[0] is whole.amount[0])


def may_be_of(part: Claim, whole: Claim) -> bool:
    """Whether an amount may be a part of another: money of money, people of people, never days of tonnes."""
    if part.kind != "quantity" or measured_alike(part, whole):
        return True
    if not part.unit and not whole.unit:
        return _measure(part) in ("", _measure(whole)) or not _measure(whole)
    mine, theirs = set(part.unit.split("|")) - {""}, set(whole.unit.split("|")) - {""}
    if (mine | theirs) & MEASURED or "ordinal" in mine | theirs:
        return False
    return not mine or not theirs or bool(mine & theirs) or "any" in mine | theirs


def wholes_in_two(reading: Reading) -> Iterator[tuple[Amount, Amount]]:
    """The two amounts that make up a whole which the brief does not say: 7站停运, 其余14站."""
    amounts = [a for a in amounts_of(reading, "quantity") if a[0].kind != "earlier" and not a[1].upper]
    yield from ((one, other) for one, other in pairwise(amounts) if _is_of_one_whole(one, other))


def _is_of_one_whole(one: Amount, other: Amount) -> bool:
    """Whether two neighbouring amounts of a fact make up a whole: 7站停运, 其余14站; 2895辆已回退, 965辆尚未回退."""
    if one[0] is not other[0]:
        return False
    low = lower(one[0].text)
    behind = low[other[1].end : other[1].end + 6]
    return bool(_REST.search(low[max(0, other[1].start - 5) : other[1].start]) or _STILL_REST.match(behind))


def _together(one: _Of, other: _Of) -> _Of:
    return _Of(one.entries + other.entries, one.value + other.value, one.words | other.words, one.amount)


@kept_with_ledger()
def telling(ledger: Ledger, character: str) -> Decimal:
    """How telling a character is: the fewer of the confirmed facts hold it, the more."""
    facts = ledger.of("confirmed", "commitment")
    holding = sum(character in lower(source.text) for source in facts)
    return Decimal(round(log(1 + len(facts) / (0.5 + holding)), 3))


@lru_cache(maxsize=2048)
def words_around(source: Source, known: Claim) -> frozenset[str]:
    """The characters between an amount's neighbours of any kind of amount, so that 共640人 is of the whole fact before it."""
    places = [k for k in source.claims if k.kind in ("quantity", "money", "percent")]
    start = max((k.end for k in places if k.end <= known.start), default=0)
    end = min((k.start for k in places if k.start >= known.end), default=len(source.text))
    return words_said(lower(source.text)[start:end])


def words_said(low: str) -> frozenset[str]:
    """The Chinese characters of a folded text that tell what it speaks of."""
    return frozenset(c for c in low if "\u3400" <= c <= "\u9fff") - _FUNCTION
