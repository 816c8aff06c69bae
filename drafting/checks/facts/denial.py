"""A word that a clause turns round, beside the brief's own clause that says it the other way."""

from __future__ import annotations

from dataclasses import dataclass

from drafting.checks.facts.ledger import Source
from drafting.checks.facts.reading import Reading
from drafting.checks.facts.signed_ledger import Entry, SignedLedger, signed_ledger
from drafting.checks.facts.signs import Signed, Span, Word, signed
from drafting.claims.fold import lower
from drafting.late_patterns import late

_MINE, _THEIRS = 0.45, 0.3
"""Shares of the weight of both clauses that must be common (ours, by the true statements of the benchmarks)."""
_FIRMLY = 0.6
"""The same for a Chinese word of one character, which is often half of another."""
_LEAST = 2
_FEW, _MOSTLY = 4, 0.6
"""The same for a clause of fewer words."""
_MOSTLY_THEIRS, _PARTLY = 0.68, 0.38
"""Where so much of the fact's clause stands in the text, less of the text's need be the fact's."""
_CLEARLY = 0.75
"""The same for a word that tells nothing by itself (open, found, 公布)."""
_HARDLY = 0.1
"""How much of a fact must be common where a clause that denies something stands in it nearly whole."""
_LIGHT_HEADS = frozenset(
    "开展 进行 去 见 见过 发生 出现 作 做 受到 得到 appear appeared make made take taken get got have had".split()
)
"""Verbs that only carry the noun behind them."""
_CONTEXT = 0.5
"""What a word weighs that stands not in the clause beside it, but in its source or sentence (ours)."""
_BORNE_OUT = 0.7
_ALL, _MOST = 1.0, 0.6
"""How many of the words behind a negator must stand on the other side: of the text's own, and of the fact's (ours)."""
_FIGURE = late(r"[0-9]+(?:[.,][0-9]+)*")
_NO_CLAUSE = late(r"(?:的|那些|这些|的人|的话|的时候)\s*$")
"""The end of a Chinese phrase that only names what is spoken of."""
_IN_PART = late(
    r"其余|其他|别的|另外|另有|另[0-9一二两三四五六七八九十]|剩|正在|除|以外|之外|只|仅|才|直到|首|(?<![a-z])(?:remain\w*|but|others?|rest|else|only|except|apart|beyond|and not|until|till|before|more|further|another|first)(?![a-z])"
)
"""What one says of some, or until then, does not contradict what another says of the rest."""


@dataclass(frozen=True)
class Turned:
    """A clause of the brief beside one of the text: how much of both is common, and the word of the other sign."""

    entry: Entry
    words: tuple[Word, ...]
    mine: float
    theirs: float
    own: float
    """The share of the brief's clause that stands in the text's own clause, without what stands around it."""

    @property
    def source(self) -> Source:
        """The source of the clause."""
        return self.entry.source

    @property
    def clause(self) -> Signed:
        """The clause of the brief."""
        return self.entry.clause

    @property
    def word(self) -> Word | None:
        """The word of the other sign that tells most."""
        return self.words[0] if self.words else None

    @property
    def score(self) -> float:
        """How alike both are: the harmonic mean of the shares."""
        return 2 * self.mine * self.theirs / ((self.mine + self.theirs) or 1.0)


def contradicted(reading: Reading, span: Span) -> Turned | None:
    """The clause of the brief that says the contrary of a clause of the text, where none bears it out."""
    return contradicts(reading, signed(reading.setting, span), keys_around(reading, span))


def contradicts(reading: Reading, clause: Signed, around: frozenset[str]) -> Turned | None:
    """The same for a clause that is laid out already; `around` are the keys of the words beside it."""
    index = signed_ledger(reading.ledger, reading.passage.language)
    places = index.turning(clause.words)
    turned = [_beside(index, clause, around, place) for place in sorted(places)]
    against = max((t for t in turned if _is_against(t, clause)), key=lambda t: t.score, default=None)
    if against is None:
        return None
    least = against.mine * _BORNE_OUT
    for place in index.holding(against.words) - {index.entries.index(against.entry)}:
        if not _bears_out(index.entries[place], against.words):
            continue
        other = _beside(index, clause, around, place)
        if other.mine >= least and other.theirs >= against.theirs * _BORNE_OUT:
            return None
    return against


def keys_around(reading: Reading, span: Span) -> frozenset[str]:
    """The keys of the words of the sentence around a clause."""
    setting = reading.setting
    clauses = setting.clauses_in(setting.sentence_at(span[0]))
    return frozenset().union(*(signed(setting, clause).keys for clause in clauses), frozenset())


_ASKED = late(
    r"^\s*(?:顾客|家长|旅客|乘客|客户|记者|对方|有人|网友)?[^,。]{0,3}问|[了过]没有?$|(?<![a-z])asked? (?:you )?(?:about|whether|if|why|how|what)(?![a-z])"
)
"""Words that tell what somebody may ask."""
_AFAR = late(
    r"(?<![a-z])(?:no|none|neither|nor|nobody|not one|not a single|before|until|till|without)(?![a-z])|^[^,]{0,8}不[^,]{1,8}$"
)


def tells_what_is_asked(reading: Reading, span: Span) -> bool:
    """Whether a clause tells what somebody may ask."""
    return bool(_ASKED.search(reading.setting.low, *span))


def is_turned_from_afar(reading: Reading, span: Span) -> bool:
    """Whether a negator or a limit of time before a clause may hold for it as well."""
    start = reading.setting.sentence_at(span[0])[0]
    return bool(_AFAR.search(reading.setting.low[start : span[0]].rstrip(", ")))


def is_bounded(reading: Reading, span: Span, source: Source) -> bool:
    """Whether a clause denies something only of a place, time or thing that a source does not speak of."""
    language = reading.passage.language
    entries = (e for e in signed_ledger(reading.ledger, language).entries if e.source is source)
    around = next((entry.around for entry in entries), frozenset())
    behind = [w for w in signed(reading.setting, span).plain if w.is_behind and not w.faint]
    return any(not w.keys & around for w in behind[1:])


def agrees(reading: Reading, span: Span, source: Source) -> bool:
    """Whether a clause denies of something what a source denies of it as well, in whatever words."""
    entries = (
        e for e in signed_ledger(reading.ledger, reading.passage.language).entries if e.source is source
    )
    denied = next((entry.denied for entry in entries), frozenset())
    return any(w.sign <= 0 and not w.faint and w.keys & denied for w in signed(reading.setting, span).plain)


def _beside(index: SignedLedger, clause: Signed, around: frozenset[str], place: int) -> Turned:
    entry, near = index.entries[place], clause.keys | around
    theirs = sum(
        index.weight(w) * (1.0 if w.keys & clause.keys else _CONTEXT)
        for w in entry.clause.words
        if w.keys & near
    )
    words = [w for w in clause.words if not w.proper and _is_turned(w, entry.clause)]
    words.sort(key=lambda w: -index.weight(w))
    length = index.lengths[place] or 1.0
    own = index.total(w for w in entry.clause.words if w.keys & clause.keys)
    return Turned(entry, tuple(words), share_of(index, clause, place), theirs / length, own / length)


def share_of(index: SignedLedger, clause: Signed, place: int) -> float:
    """How much of a clause stands in one of the brief's, or in the source around it."""
    entry = index.entries[place]
    common = sum(
        index.weight(w) * (1.0 if w.keys & entry.clause.keys else _CONTEXT)
        for w in clause.words
        if w.keys & entry.around
    )
    return common / (index.total(clause.words) or 1.0)


def _is_turned(word: Word, clause: Signed) -> bool:
    """Whether a clause of the brief has the word, and always with the other sign."""
    same = [other for other in clause.words if _is_same(word, other)]
    return bool(same) and all(word.sign * other.sign < 0 for other in same)


def _is_same(word: Word, other: Word) -> bool:
    """Whether two words have a key in common that tells: no loose family, and more than half of a Chinese word."""
    common = word.keys & other.keys
    return any(len(key) > 1 and key[0] != "~" for key in common) or (bool(common) and word.text == other.text)


def _is_against(beside: Turned, clause: Signed) -> bool:
    """Whether what is turned round makes both contradict each other."""
    word, other = beside.word, beside.entry
    if word is None or not _may_contradict(word, other) or not _is_alike(beside, clause, word):
        return False
    if any(w.keys & word.keys and w.sign != word.sign for w in clause.words):
        return False
    if other.clause.says_both or _NO_CLAUSE.search(clause.text):
        return False
    if any(w.sign <= 0 and w.keys & other.denied for w in clause.words):
        return False
    is_near = beside.theirs >= _CLEARLY
    if word.is_side:
        is_whole = max(beside.mine, beside.theirs) >= _CLEARLY or not _IN_PART.search(
            lower(other.source.text)
        )
    elif word.sign < 0:
        has_subject = _has_subject(clause, other) or beside.theirs >= _FIRMLY
        is_whole = has_subject and _is_denied_whole(clause, other.around, _ALL)
    else:
        is_whole = is_near or _is_denied_whole(other.clause, clause.keys, _MOST)
    return is_whole and bool(_IN_PART.search(clause.text)) == bool(_IN_PART.search(other.clause.text))


def _is_alike(beside: Turned, clause: Signed, word: Word) -> bool:
    """Whether enough of both is common, and their figures are not others."""
    mine, theirs = (_FIRMLY, _FIRMLY) if len(word.text) == 1 else (_MINE, _THEIRS)
    if len(clause.plain) < _FEW:
        mine = _MOSTLY
    if word.faint and not word.is_side:
        mine = _CLEARLY
    if word.sign < 0 and beside.mine >= _CLEARLY:
        theirs = _HARDLY
    if beside.own >= _MOSTLY_THEIRS:
        mine = min(mine, _PARTLY)
    figures, own = _figures(clause.text), _figures(beside.clause.text)
    known = _figures(lower(beside.source.text))
    is_same = not figures or (bool(figures & known) and (not own or bool(figures & own)))
    return is_same and beside.mine >= mine and beside.theirs >= theirs


def _figures(low: str) -> set[str]:
    return set(_FIGURE.findall(low))


def _has_subject(clause: Signed, other: Entry) -> bool:
    """Whether a clause that denies something says of what: by a word or a figure that the source has as well."""
    if _figures(clause.text) & _figures(other.clause.text):
        return True
    return len(clause.plain) >= _LEAST and any(w.keys & other.around for w in clause.plain if w.sign == 0)


def _may_contradict(word: Word, other: Entry) -> bool:
    """Whether what a source says holds now: a fact, or what a promise says need not be done."""
    if other.source.kind == "commitment":
        return word.sign > 0 and not word.is_side
    return other.source.kind == "confirmed"


def _is_denied_whole(denying: Signed, keys: frozenset[str], least: float) -> bool:
    """Whether what a clause denies stands among some keys: its first word behind the negator, and `least` of them all."""
    behind = [word for word in denying.plain if word.is_behind]
    behind = [word for word in behind if word.text not in _LIGHT_HEADS] or behind
    told = [word for word in behind if not word.faint and not word.proper] or behind
    held = [word for word in told if word.keys & keys]
    return bool(behind) and bool(behind[0].keys & keys) and len(held) >= least * len(told)


def _bears_out(entry: Entry, words: tuple[Word, ...]) -> bool:
    """Whether a clause of the brief has every word with the same sign, or with none that is sure."""
    return entry.source.kind != "denied" and all(
        any(other.keys & word.keys and other.sign * word.sign >= 0 for other in entry.clause.words)
        for word in words
    )
