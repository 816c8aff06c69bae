"""Chinese clauses that only seem to turn a fact round: of the other part of it, of a device, of those who have a thing."""

from __future__ import annotations

from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Claim
from drafting.late_patterns import late

_DEVICE = late(r"(?:器|量|点(?!火)|装置|系统|模块|按钮|口|部位|原因)")
"""报警器, 泄漏量: a thing that is named after what it does."""
_WHO = late(r"者(?![,。;!?\s]|$)")
_NO_MORE = late(r"再")
_LEFT = late(r"仍|尚|其余|另有|另外|还有")
_NOT_ALL = late(r"(?:(?<!无)不是|并非|并没有|不等于)[^,。;]{0,8}?(?:所有|全部|全体|全都|每|都)")
_NOT_BECAUSE = late(r"不(?:会|能)?因|^\s*凡|歉|对不起|是从[^,。;]{1,12}开始的")
_WHOSE_HAND = late(r"是[\u3400-\u9fff]{1,6}(?:看|查|点|数|办|批|签|写|登记)过?的$|是(?:买|租|借|外购)来的$")
Span = tuple[int, int]


def names_a_device(reading: Reading, claim: Claim) -> bool:
    """Whether a word of an act is only part of the name of a device or an amount: 报警器, 泄漏量."""
    return reading.passage.language == "zh" and bool(_DEVICE.match(reading.setting.low, claim.end))


def is_of_the_rest(reading: Reading, claim: Claim, source: Source) -> bool:
    """Whether a denied act is denied of the part to which the fact says it did not happen: 5部仍停用, 还没有恢复."""
    if reading.passage.language != "zh" or not claim.negated:
        return False
    low = reading.setting.low
    if _NO_MORE.search(low, claim.clause[0], claim.start) or _WHO.match(low, claim.end - 1):
        return True
    acted = next((known for known in source.claims if known.value == claim.value), None)
    if acted is None or not _LEFT.search(source.text):
        return False
    said = {c.value for c in reading.claims_in(claim.clause) if c.kind == "quantity"}
    own = {c.value for c in source.claims if c.kind == "quantity" and c.clause == acted.clause}
    rest = {c.value for c in source.claims if c.kind == "quantity" and c.clause != acted.clause}
    if said:
        return bool(said & rest) and not said & own
    left = _LEFT.search(source.text, acted.end)
    pieces = reading.grams_of(claim.clause)
    return left is not None and bool(pieces & _pieces_of_the_rest(source, left.start(), acted))


def tells_of_the_rest(reading: Reading, span: Span, source: Source) -> bool:
    """Whether a Chinese clause denies an act of the part to which the fact says it did not happen."""
    return any(
        claim.kind == "act" and is_of_the_rest(reading, claim, source) for claim in reading.claims_in(span)
    )


def _pieces_of_the_rest(source: Source, start: int, acted: Claim) -> frozenset[str]:
    """The pieces of what a fact tells of the rest, without those of its own act."""
    clause = source.text.rfind("，", 0, start) + 1 or source.text.rfind(",", 0, start) + 1
    end = source.text.find("；", start)
    told = grams(source.text[clause : end if end >= 0 else len(source.text)], source.language)
    return told - grams(source.text[slice(*acted.clause)], source.language)


def denies_of_all(low: str) -> bool:
    """Whether a clause denies that something is so of all: 并不是所有, 并非全部."""
    return bool(_NOT_ALL.search(low))


def gives_no_cause(low: str) -> bool:
    """Whether a clause with a word for a cause says sorry, makes a condition, or names whose hand did it."""
    return bool(_NOT_BECAUSE.search(low) or _WHOSE_HAND.search(low.rstrip()))
