"""Numbers as English speaks of them, and when one of them may be doubted: only against a fact that counts the same thing.

“Two things”, “both streets”, “one of the three” mostly count what the writer has in mind. A small number in a word is
therefore doubted only where the fact that the clause speaks of counts the same thing with another number.
"""

from __future__ import annotations

import re
from decimal import Decimal

from drafting.checks.facts.counting import name_lists
from drafting.checks.facts.grams import stem
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.likeness import counts_the_same, who_agree
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.rounding import agrees
from drafting.checks.facts.spoken_amounts import is_in_words
from drafting.claims.claim import Claim
from drafting.claims.fold import lower

_SMALL = 12
_SPOKEN_OF = 0.25
"""A clause a quarter of whose pieces stand in a fact speaks of it (ours)."""
_PEOPLE = 0.4
"""The same where the only thing that both count is people (ours)."""
_PARTLY = re.compile(
    r"(?<![a-z])(?:other|others|another|more|further|first|last|next|remaining|those|these|each|every|any|only|all but|except)\s(?:the\s)?$"
)
_OF_THEM = re.compile(
    r"\s(?:of\s(?:them|those|these|whom|which|us|you|the|his|her|their|my|your)|others?|more|further)(?![a-z])"
)
_HEAD = 3
_NO_HEAD = frozenset(
    "people persons person things new other more full whole good long short large small".split()
)


def is_small(claim: Claim) -> bool:
    """Whether a quantity is a number up to twelve in words, of no measure."""
    return (
        claim.kind == "quantity"
        and claim.unit != "ordinal"
        and is_in_words(claim)
        and claim.value.isdigit()
        and int(claim.value) <= _SMALL
    )


def is_bare(claim: Claim) -> bool:
    """Whether a quantity names nothing that it counts: the 19, all sixteen, of ten."""
    return claim.kind == "quantity" and not claim.noun and not claim.unit and not claim.upper


_REST = re.compile(r"(?<![a-z])(?:other|remaining)\s$")
_BROKEN_DOWN = re.compile(r"[^.;!?\n]{0,24}[,:—]\s")
_WHOLLY_OF, _HEADS = 0.5, 2
"""From half of its clause and two words of what it counts on, a fact says what is counted, even without a number (ours)."""


def is_placed(reading: Reading, claim: Claim) -> bool:
    """Whether a small number is set among others that it must agree with, or counts what a fact tells in the same words.

    The other three; five people, three of them …; four parishes, where the fact names three.
    """
    low = reading.setting.low
    if _REST.search(low[max(0, claim.start - 12) : claim.start]) and is_bare(claim):
        return True
    if claim.unit == "person" and (behind := _BROKEN_DOWN.match(low, claim.end, claim.sentence[1])):
        following = reading.claims_in((behind.end(), behind.end() + 4))
        if any(
            c.kind == "quantity" and c.value.isdigit() and int(c.value) < int(claim.value) for c in following
        ):
            return True
    heads = heads_of(claim)
    near = reading.nearness_of(reading.around(claim))
    return any(
        near.get(source.id, 0.0) >= _WHOLLY_OF
        and (len(heads & source.grams) >= _HEADS or (heads & source.grams and name_lists(source.text)))
        and not any(c.kind == "quantity" and heads & heads_of(c) for c in source.claims)
        for source in reading.ledger.of("confirmed")
    )


def contradicted(reading: Reading, claim: Claim) -> tuple[Source, Claim] | None:
    """The figure of a fact that the clause speaks of and that counts the same thing, where it is another one."""
    low = reading.setting.low
    heads = heads_of(claim)
    if not (heads or claim.counts or claim.unit) or _PARTLY.search(
        low[max(0, claim.start - 16) : claim.start]
    ):
        return None
    if _OF_THEM.match(low, claim.end):
        return None
    near = reading.nearness_of(reading.around(claim))
    partly = low.startswith(" of ", claim.end)
    best: tuple[float, Source, Claim] | None = None
    for source, known in reading.ledger.claims("quantity", "confirmed", "commitment"):
        alike = heads & heads_of(known) if heads else claim.counts & known.counts
        people = claim.unit == known.unit == "person" and near.get(source.id, 0.0) >= _PEOPLE
        if not (alike or people):
            continue
        if partly and not lower(source.text)[known.end :].startswith(" of "):
            continue
        if not counts_the_same(claim, known, source):
            continue
        if agrees(Decimal(claim.value), Decimal(known.value), claim, known):
            return None
        if _PARTLY.search(lower(source.text)[max(0, known.start - 16) : known.start]):
            continue
        score = near.get(source.id, 0.0)
        if score >= _SPOKEN_OF and (best is None or score > best[0]):
            best = (score, source, known)
    if best is None and heads and (only := _only_count(reading, claim)) is not None:
        best = (_SPOKEN_OF, *only)
    if best is None or any(
        other.kind == "quantity" and other.value == claim.value and who_agree(claim, other)
        for other in best[1].claims
    ):
        return None
    return best[1], best[2]


_LEAST_NOUN = 4
_ONLY_NEAR = 0.05
"""How near a fact must be whose noun nothing else in the brief counts (ours)."""


def _only_count(reading: Reading, claim: Claim) -> tuple[Source, Claim] | None:
    """The one figure that the brief has of the very noun behind a small number, where the clause speaks of its fact at all."""
    head = claim.noun.split()[0]
    if len(head) < _LEAST_NOUN or head in _NO_HEAD or not head.endswith("s"):
        return None
    known = [
        (source, k)
        for source, k in reading.ledger.claims("quantity", "confirmed", "commitment", "earlier")
        if stem(head) in heads_of(k)
    ]
    if len({k.value for _, k in known}) != 1 or any(not k.value.isdigit() for _, k in known):
        return None
    near = reading.nearness_of(reading.around(claim))
    for source, k in known:
        if (
            source.kind == "confirmed"
            and k.noun.split()[:1] == [head]
            and near.get(source.id, 0.0) >= _ONLY_NEAR
            and int(k.value) <= _SMALL
            and counts_the_same(claim, k, source)
            and not _PARTLY.search(lower(source.text)[max(0, k.start - 16) : k.start])
        ):
            return source, k
    return None


def heads_of(claim: Claim) -> frozenset[str]:
    """The stems of the words right behind a number that name what it counts."""
    words = [word for word in claim.noun.split()[:_HEAD] if word not in _NO_HEAD]
    return frozenset(stem(word) for word in words)
