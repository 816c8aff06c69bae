"""Small numbers in words that count what the text or a fact lists: three things, both laboratories, 两家医院."""

from __future__ import annotations

import re
from functools import lru_cache

from drafting.checks.facts.ledger import Entry, Source
from drafting.checks.facts.reading import Reading
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.quantities import CLASS_ROOM
from drafting.late_patterns import late

_MOST = 12
_LIST_END = late(r"[。!?\n]|\.(?:\s|$)")
_APART = late(r"[,、;]|(?<![a-z])and(?![a-z])|和|及|与")
_LISTED = late(
    r"[^,.。;!?、:\n和及与]{1,24}(?:、[^,.。;!?、:\n和及与]{1,24})*(?:和|及|与|以及)[^,.。;!?、:\n和及与]{1,24}|[^,.。;!?、:\n]{1,24}(?:、[^,.。;!?、:\n]{1,24})+"
)
_LISTED_EN = late(r"[\w' -]+(?:,\s[\w' -]+)*,?\s(?:and|or)\s[\w' -]+")
_BACK = late(r"(?:[这那]|上述|以上|各|(?<![a-z])(?:the|both|all|these|those)\s)$")
_ALL = late(r"[\u3400-\u9fff]{0,4}?(?:都|均|也|各)|\s(?:both|all|each)(?![a-z])")
_PEOPLE = late(r"(?:adults?|others?|grown-?ups?|men|women|colleagues|staff|members)(?![a-z])")
_HEAD_ZH = 2
_THEY = late("人(?:都|均|也|已|双双|一起)")
"""Behind a small number, people who were named before: 两个人都停职了."""


def counted_in_words(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """Return what carries a small count: an empty tuple for a list, the counted thing's own figure, or nothing."""
    value = int(claim.value) if claim.value.isdigit() else 0
    if not 2 <= value <= _MOST or claim.upper:
        return None
    if _follows_a_list(reading, claim, value) or _is_enumerated(reading, claim, value):
        return ()
    if claim.text[:1].isdigit():
        return _numbered(reading, claim, value)
    if (
        _is_vague(reading, claim)
        or _is_listed(reading, claim, value)
        or _counts_singles(reading, claim, value)
        or _counts_class_rooms(reading, claim, value)
    ):
        return ()
    found = _numbered(reading, claim, value)
    return _shared_out(reading, claim) if found is None else found


def _follows_a_list(reading: Reading, claim: Claim, value: int) -> bool:
    """三个小区：甲、乙和丙 counts what it names itself."""
    low = reading.setting.low
    colon = re.match(r"[^。.;!?\n]{0,24}?[:—]", low[claim.end : claim.sentence[1]])
    if colon is None:
        return False
    listed = _LIST_END.split(low[claim.end + colon.end() :], maxsplit=1)[0]
    lists = [listed.split(";")] if ";" in listed else [_APART.split(listed)]
    pieces = [part for part in lists[0] if re.search(r"[^\W0-9]", part)]
    if ";" not in listed:
        pieces = [part for part in pieces if not re.search("[0-9]", part)]
    if len(pieces) >= 2 and value in (len(pieces), len(pieces) - 1):
        return True
    sums = [
        part for part in re.split("[,;]", listed) if re.search("[0-9]", part) and not _TOGETHER.search(part)
    ]
    return len(sums) >= 2 and value == len(sums)


_TOGETHER = late("合计|总计|总共|加起来|一共|共计")
_EN_PLACES = "first second third fourth fifth sixth".split()
_PLACES_ZH = "一二三四五六"


def _is_enumerated(reading: Reading, claim: Claim, value: int) -> bool:
    """Whether the text goes on to tell as many by their places: 有三件：第一…第二…第三; two mistakes. First … Second …."""
    if claim.counts or value > len(_EN_PLACES):
        return False
    rest = reading.setting.low[claim.end :]
    if reading.passage.language == "zh":
        told = {m.group(1) for m in _PLACE_ZH.finditer(rest)}
        return told == set(_PLACES_ZH[:value])
    found = {m.group(1) for m in _PLACE_EN.finditer(rest)}
    return found == set(_EN_PLACES[:value])


_PLACE_ZH = late(
    rf"(?:^|[,。;!?:、\n])\s*(?:第?(?=[{_PLACES_ZH}][^月日年]))([{_PLACES_ZH}])(?:[次件个点条项是、,]|[,:])"
)
_PLACE_EN = late(rf"[.;:!?\n]\s*(?:and\s)?(?:the\s)?({'|'.join(_EN_PLACES)})(?:ly)?(?![a-z])")


def _is_vague(reading: Reading, claim: Claim) -> bool:
    """Whether it counts things of no particular kind (三件事, two things), of which the brief gives no number itself."""
    words, head = lexicon.counted().vague, _head(claim)
    if head and any(
        k.noun.startswith(head) or k.noun.endswith(head) for _, k in reading.ledger.claims("quantity")
    ):
        return False
    if claim.noun.isascii():
        return any(word in words.en for word in claim.noun.split()[:2])
    tail = claim.text[-1:] + claim.noun
    return any(claim.noun.startswith(word) or tail.startswith(word) for word in words.zh)


def _counts_singles(reading: Reading, claim: Claim, value: int) -> bool:
    """Two adults: the aide and the driver whom a source near the sentence names besides its figures."""
    if not _PEOPLE.match(claim.noun) and claim.unit != "person":
        return False
    near = reading.nearness(claim.sentence)
    return any(s.id in near and singles_of(s) == value for s in reading.ledger.of("confirmed"))


def _counts_class_rooms(reading: Reading, claim: Claim, value: int) -> bool:
    """两个班: as many school classes as a source of the brief, or one clause of it, names."""
    if not claim.noun.startswith("班"):
        return False
    texts = [lower(s.text) for s in reading.ledger.public]
    named = [set(CLASS_ROOM.findall(part)) for text in texts for part in (text, *re.split("[,;。;]", text))]
    return value in {len(names) for names in named}


SINGLE = late(
    r"(?:,|and)\s(?:an?|the|one)\s[a-z]+(?=\s*(?:,|;|\.|and\s|were|was|$))|[,、和及]\s?一[名位个][\u3400-\u9fff]"
)


@lru_cache(maxsize=512)
def singles_of(source: Source) -> int:
    """How many single people a list in an English source names besides its figures: 31 students, an aide and the driver."""
    return len(SINGLE.findall(source.text)) if source.language == "en" else 0


def _is_listed(reading: Reading, claim: Claim, value: int) -> bool:
    """Whether the text just before, pointed back to, or a source near it lists or names as many."""
    setting, head = reading.setting, _head(claim)
    before = setting.sentence_at(max(0, claim.sentence[0] - 1))
    said = setting.low[before[0] : claim.start]
    if not claim.counts and _points_back(setting.low, claim) and value in _lists(said):
        return True
    if not head:
        return False
    near = reading.nearness((before[0], claim.sentence[1]))
    they = claim.noun if claim.noun[:1] == "人" else "人" + claim.noun if claim.unit == "person" else ""
    if _THEY.match(they) and any(
        value in _lists(lower(s.text)) for s in reading.ledger.public if s.id in near
    ):
        return True
    if any(
        k.noun.startswith(head) or k.noun.endswith(f"{head}s") for _, k in reading.ledger.claims("quantity")
    ):
        return False
    of_a_kind = _of_a_kind(claim)
    for source in reading.ledger.public:
        if of_a_kind and value in name_lists(source.text):
            return True
        low = lower(source.text)
        if source.id in near and (
            _named(low, head) == value or (head in low and value in _lists_before(low, head))
        ):
            return True
    return False


def _of_a_kind(claim: Claim) -> bool:
    """Whether it counts things that are listed by their names alone: three states of Ohio, Indiana and Kentucky."""
    kinds = lexicon.counted().kinds
    if claim.noun.isascii():
        return any(word in kinds.en for word in claim.noun.split()[:2])
    return claim.noun.startswith(tuple(kinds.zh))


@lru_cache(maxsize=512)
def name_lists(text: str) -> frozenset[int]:
    """How many names each list of names has."""
    found = [len(_NAME.findall(m.group())) for m in _NAMES_EN.finditer(text)]
    found += [
        m.group().count("、") + len(re.findall("[和及与]", m.group())) + 1 for m in _LISTED.finditer(text)
    ]
    return frozenset(found) - {1}


_NAME = late(r"[A-Z][\w'-]*(?:\s[A-Z][\w'-]*)*")
_NAMES_EN = late(rf"{_NAME.pattern}(?:,\s{_NAME.pattern})*,?\sand\s{_NAME.pattern}")


def _points_back(low: str, claim: Claim) -> bool:
    return bool(_BACK.search(low, max(0, claim.start - 8), claim.start) or _ALL.match(low, claim.end))


def _lists_before(text: str, head: str) -> frozenset[int]:
    """The lists in the clauses of a text that name the counted thing."""
    clauses = (
        [clause for clause in re.split("[,;。;]", text) if head in clause] if not head.isascii() else [text]
    )
    return frozenset().union(*map(_lists, clauses)) if clauses else frozenset()


def _head(claim: Claim) -> str:
    if not claim.noun.isascii():
        return claim.noun[:_HEAD_ZH] if len(claim.noun) >= _HEAD_ZH else ""
    words = claim.noun.split()
    return next((word for word in reversed(words) if word.endswith("s")), words[0] if words else "").rstrip(
        "s"
    )


@lru_cache(maxsize=1024)
def _lists(text: str) -> frozenset[int]:
    """How many things each list in a text has."""
    found = set()
    for match in (*_LISTED.finditer(text), *_LISTED_EN.finditer(text)):
        found.add(len([part for part in _APART.split(match.group()) if part.strip()]))
    return frozenset(found - {0, 1})


def _named(text: str, head: str) -> int:
    """How many different names end in the counted word: 南渡医院 and 秀英医院 are two 医院."""
    if head.isascii():
        return len(
            set(re.findall(rf"([a-z'-]+)\s{re.escape(head)}(?:s|es)?(?![a-z])", text)) - {"the", "other"}
        )
    return len(set(re.findall(rf"([\u3400-\u9fff]{{2}}){re.escape(head)}", text)))


def _numbered(reading: Reading, claim: Claim, value: int) -> tuple[Entry, ...] | None:
    """Things told apart by numbers (units 2 and 5): so many in one clause of a source, or in all."""
    words = {word.rstrip("s") for word in claim.noun.split()}
    nouns = words & set(lexicon.counted().labels)
    labelled = [
        (s, k) for s, k in reading.ledger.claims("identifier") if k.unit and (not nouns or k.unit in nouns)
    ]
    if not nouns:
        if claim.unit or claim.noun:
            return None
        sentence = reading.setting.low[slice(*claim.sentence)]
        names = {k.value.rpartition(" ")[2] for _, k in labelled if k.unit in sentence}
        return () if str(value) in names else None
    clauses: dict[tuple[str, int], set[str]] = {}
    for source, known in labelled:
        clauses.setdefault((source.id, known.clause[0]), set()).add(known.value)
    counts = {len(values) for values in clauses.values()}
    if "other" not in words and clauses:
        counts.add(len(set().union(*clauses.values())))
    return () if value in counts else None


def _shared_out(reading: Reading, claim: Claim) -> tuple[Entry, ...] | None:
    """三位车主 of 三辆车的车主: as many as the things they belong to, where the source names both."""
    head = _head(claim)
    if len(head) < _HEAD_ZH or (claim.unit != "person" and not claim.noun.isascii()):
        return None
    found = tuple(
        (source, known)
        for source, known in reading.ledger.claims("quantity", "confirmed", "commitment")
        if known.value == claim.value
        and not claim.counts & known.counts
        and re.search(
            rf"(?<![0-9一二两三四五六七八九十]){re.escape(head)}",
            lower(source.text)[known.end :],
        )
    )
    return found or None
