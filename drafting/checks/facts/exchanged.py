"""Two Chinese figures that are said with each other's words: 取消的是187班，延误的是312班, where 312 were cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.likeness import same_figure
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.late_patterns import late

_APART = late(r"[,，、;；。:：!?\n]|(?<![0-9])[和及与]|其中|另有|其余")
_TOKEN = late(r"[a-z][a-z0-9-]+|[a-z0-9-]*[0-9][a-z][a-z0-9-]*")
_FUNCTION = frozenset(
    "的了在是和与及对将已被把就也都而并或其该此我们您你他她它本有这那个位名人家件台只条份张次第一二两三四五六七八九十百千万亿半之近约多不到以上下里中内占共为过刚超还每大概左右没未还"
    "小时分钟天日月年元间数总计点全部"
)
_PLAINLY = 2
"""Characters, none of them the figure's own, by which a clause is plainly of another figure (ours)."""
_BARELY = 2
"""With so few characters beside it, an item of a list (9260户) is told of by the words before the list (ours)."""
_KINDS = frozenset({"quantity", "money", "percent", "duration"})


def exchanged(reading: Reading, claim: Claim, found: list[Entry]) -> Entry | None:
    """Return the figure whose words stand beside another one of the same facts, or nothing.

    Args:
        reading: the passage.
        claim: a figure that the brief has.
        found: the brief's claims with this figure.
    """
    low = reading.setting.low
    if reading.passage.language != "zh" or claim.kind not in _KINDS or claim.unit in ("times", "ordinal"):
        return None
    said = _said(reading, claim)
    if not said or not found or low.endswith("第", 0, claim.start):
        return None
    own = frozenset().union(*(own_words(source, known) for source, known in found))
    homes = {source for source, _ in found}
    whole = _words(low, [(claim.sentence[0], claim.start), (claim.end, claim.sentence[1])])
    best: tuple[int, Entry] | None = None
    for source, other, partner in _rivals(reading, claim, homes):
        theirs = own_words(source, other)
        if not said & theirs or other.value == "1" or same_figure(claim, other):
            continue
        if partner is not None and _may_stand_for(claim, other):
            common = _swapped(said, _said(reading, partner), own, theirs)
        elif partner is None and not whole & own and _is_like(claim, other):
            common = len(said & theirs)
        else:
            continue
        if common >= _PLAINLY and (best is None or common > best[0]):
            best = common, (source, other)
    return best[1] if best is not None else None


def _rivals(
    reading: Reading, claim: Claim, homes: set[Source]
) -> Iterator[tuple[Source, Claim, Claim | None]]:
    """Yield the confirmed figures that a sentence says beside a claim, each with where, and the others of its own facts."""
    partners: dict[int, Claim] = {}
    said: list[Entry] = []
    for beside in reading.claims_in(claim.sentence):
        if beside.kind == claim.kind and beside is not claim:
            for entry in reading.of_one_value(beside, "confirmed"):
                if id(entry[1]) not in partners:
                    partners[id(entry[1])] = beside
                    said.append(entry)
    said += [
        (source, known)
        for source in homes
        if source.kind == "confirmed"
        for known in source.claims
        if known.kind == claim.kind and id(known) not in partners
    ]
    for source, known in reading.ledger.in_order(said):
        yield source, known, partners.get(id(known))


def _swapped(
    said: frozenset[str], beside: frozenset[str], own: frozenset[str], theirs: frozenset[str]
) -> int:
    """How many characters two figures of a sentence have of each other's facts, if they have none of their own."""
    if said & own - theirs or beside & theirs - own:
        return 0
    first, second = len(said & theirs - own), len(beside & own - theirs)
    return first + second if first and (second or not said & own) else 0


_AT_HOME = 3
"""Characters of its own part of a fact beside a figure by which it stands where it belongs (ours)."""


def is_at_home(reading: Reading, claim: Claim, found: list[Entry], other: Entry) -> bool:
    """Whether a Chinese figure stands among the words of its own part of the very fact that has the other one."""
    if reading.passage.language != "zh":
        return False
    said = _said(reading, claim)
    return any(
        source is other[0] and len(said & own_words(source, known)) >= _AT_HOME for source, known in found
    )


def _said(reading: Reading, claim: Claim) -> frozenset[str]:
    """The characters beside a figure of the text."""
    low = reading.setting.low
    return _words(low, _segment(low, claim, reading.claims_in(claim.clause)))


def _is_like(claim: Claim, other: Claim) -> bool:
    return claim.unit == other.unit != "any"


def _may_stand_for(claim: Claim, other: Claim) -> bool:
    mine, theirs = set(claim.unit.split("|")) - {""}, set(other.unit.split("|")) - {""}
    return not mine or not theirs or bool(mine & theirs) or "any" in mine | theirs


@lru_cache(maxsize=2048)
def own_words(source: Source, known: Claim) -> frozenset[str]:
    """Return the telling characters of the part of a fact that an amount stands in."""
    low = lower(source.text)
    own = _words(low, _segment(low, known, source.claims))
    return own if len(own) > _BARELY else own | _words(low, [(known.clause[0], known.start)])


def _segment(low: str, claim: Claim, claims: list[Claim] | tuple[Claim, ...]) -> list[tuple[int, int]]:
    """Where the words beside a figure begin and end: at a comma, at 和, at another figure of its kind; without itself."""
    start, end = claim.clause
    start = max([start, *(m.end() for m in _APART.finditer(low, start, claim.start))])
    stop = _APART.search(low, claim.end, end)
    end = stop.start() if stop else end
    for other in claims:
        if other.kind == claim.kind and other is not claim:
            if start <= other.end <= claim.start:
                start = other.end
            elif claim.end <= other.start < end:
                end = other.start
    return [(start, claim.start), (claim.end, end)]


def _words(low: str, spans: list[tuple[int, int]]) -> frozenset[str]:
    found: set[str] = set()
    for start, end in spans:
        part = low[start:end]
        found |= {c for c in part if "\u3400" <= c <= "\u9fff"}
        found |= set(_TOKEN.findall(part))
    return frozenset(found) - _FUNCTION
