"""The clauses of a brief laid out for comparison: what each says, and what it says is not so."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from math import log

from drafting.checks.facts.grams import placed_grams
from drafting.checks.facts.ledger import Kind, Ledger, Source, kept_with_ledger
from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.setting import Setting
from drafting.late_patterns import late
from drafting.messages import Language

_REACH_ZH = 9
"""How many characters a Chinese negator reaches in its clause (ours)."""
_BEHIND = {"zh": 2, "en": 1}
"""How many pieces are what a negator turns round: the word behind it; two pairs of characters in Chinese (ours)."""
_ATTRIBUTE_ZH = late(r"(?!把|将|对|向|给|为|让)[^的,。]{1,9}的(?!$|[,。;])")
_ATTRIBUTE_EN = late(
    r"(?:who|that|which)\s(?:(?:was|were|is|are|has|have|had|do|does|did|can|could|will|would)\s)?$"
)
_OWN_NAME = 0.2
"""How much the organisation's own name tells, of what another word as rare would."""
_JOINED = late(r"(?<![a-z])(?:and|but|when|while|because|since|after|before|until|if|so)(?![a-z])")
_FIGURES = frozenset({"quantity", "money", "percent", "ratio"})
_COMPARED: tuple[Kind, ...] = ("confirmed", "commitment", "denied")
Span = tuple[int, int]


@dataclass(frozen=True, eq=False)
class Clause:
    """One clause, ready to be laid beside another.

    Attributes:
        span: its place in its text, in code points.
        text: its words, folded.
        pieces: its telling pieces.
        negated: the first ones behind a negator.
        plain: those that no negator reaches.
        numbers: the values of its figures.
        denies: whether a negator stands in it at all.
        is_unsure: whether it has a negator that turns no piece round for certain.
        sides: which words of the lexicon's opposites it says; the opposite of `side` is `side ^ 1`.
    """

    span: Span
    text: str
    pieces: frozenset[str]
    negated: frozenset[str]
    plain: frozenset[str]
    numbers: frozenset[str]
    sides: frozenset[int]
    denies: bool = False
    is_unsure: bool = False


@cache
def _opposites(language: Language) -> tuple[re.Pattern[str], dict[str, frozenset[int]]]:
    words = lexicon.contrast().opposites
    sides: dict[str, set[int]] = defaultdict(set)
    for place, (one, other) in enumerate(words.zh if language == "zh" else words.en):
        sides[one].add(2 * place)
        sides[other].add(2 * place + 1)
    ordered = "|".join(re.escape(word) for word in sorted(sides, key=len, reverse=True))
    edges = ("", "") if language == "zh" else ("(?<![a-z])", "(?![a-z])")
    pattern = re.compile(rf"(?={edges[0]}({ordered}){edges[1]})")
    return pattern, {word: frozenset(found) for word, found in sides.items()}


def _sides(low: str, language: Language) -> frozenset[int]:
    pattern, sides = _opposites(language)
    return frozenset().union(*(sides[word] for word in pattern.findall(low)))


@cache
def _negators(language: Language) -> re.Pattern[str]:
    words = lexicon.contrast()
    if language == "zh":
        return re.compile(
            f"(?:{lexicon.chinese(words.no_negators.zh)})|(?P<mark>{lexicon.chinese(words.negators.zh)})"
        )
    stop, mark = lexicon.english_inside(words.no_negators.en), lexicon.english_inside(words.negators.en)
    return re.compile(rf"(?<![a-z])(?:(?:{stop})|(?P<mark>{mark}))(?![a-z])|(?P<suffix>n't)(?![a-z])")


def _reaches(low: str, span: Span, language: Language, marks: list[re.Match[str]]) -> list[Span]:
    """Return how far each of a clause's negators reaches.

    A negation inside an attribute (没有送医的旅客, those who were not hurt) turns nothing round.
    """
    found = []
    for match in marks:
        start, end = match.end(), span[1]
        if language == "zh":
            if not _ATTRIBUTE_ZH.match(low, start, end):
                found.append((start, min(end, start + _REACH_ZH)))
            continue
        if _ATTRIBUTE_EN.search(low[max(0, match.start() - 14) : match.start()]):
            continue
        stop = _JOINED.search(low, start, end)
        found.append((start, stop.start() if stop else end))
    return found


def clause_of(setting: Setting, span: Span, claims: list[Claim]) -> Clause:
    """Return a clause of a text with its pieces and figures; `claims` are those that begin inside it."""
    marks = [m for m in _negators(setting.language).finditer(setting.low, *span) if m.lastgroup]
    reaches = _reaches(setting.low, span, setting.language, marks)
    placed = [
        (span[0] + at, piece) for at, piece in placed_grams(setting.low[slice(*span)], setting.language)
    ]
    negated: set[str] = set()
    for a, b in reaches:
        negated.update([piece for at, piece in placed if a <= at < b][: _BEHIND[setting.language]])
    numbers = frozenset(c.value for c in claims if c.kind in _FIGURES)
    return Clause(
        span,
        setting.low[slice(*span)],
        pieces=frozenset(piece for _, piece in placed) | {"#" + number for number in numbers},
        negated=frozenset(negated),
        plain=frozenset(p for at, p in placed if not any(a <= at < b for a, b in reaches)),
        numbers=numbers,
        sides=_sides(setting.low[slice(*span)], setting.language),
        denies=bool(reaches),
        is_unsure=(bool(marks) and not negated) or _is_listed_under_a_negation(setting, span),
    )


_LABEL = re.compile(r"[^\n:。!?]{1,20}:\s*$")


def _is_listed_under_a_negation(setting: Setting, span: Span) -> bool:
    """Whether a Chinese clause is an item behind a label that denies: 没有外泄的：身份证号、住址."""
    start = max(0, span[0] - 24)
    if setting.language != "zh" or not setting.low[start : span[0]].rstrip().endswith(":"):
        return False
    label = _LABEL.search(setting.low, start, span[0])
    return label is not None and bool(_negators("zh").search(setting.low, *label.span()))


class ClauseIndex:
    """Every clause of a brief's facts, promises and denied rumours, found by its pieces."""

    def __init__(self, ledger: Ledger, language: Language) -> None:
        self.entries: list[tuple[Source, Clause]] = []
        self._postings: dict[str, list[int]] = defaultdict(list)
        for source in ledger.of(*_COMPARED):
            if source.language != language:
                continue
            setting = Setting(source.text, source.language)
            promise = next((c.text for c in ledger.brief.commitments if c.id == source.id), None)
            for span in setting.clauses:
                if (
                    source.kind == "commitment"
                    and promise is not None
                    and source.text[slice(*span)].strip("· ") not in promise
                ):
                    continue
                if any(setting.marked(mood, *span) for mood in ("conditional", "question", "hedged")):
                    continue
                inside = [c for c in source.claims if span[0] <= c.start < span[1]]
                clause = clause_of(setting, span, inside)
                for piece in clause.pieces:
                    self._postings[piece].append(len(self.entries))
                self.entries.append((source, clause))
        self._weights: dict[str, float] = {
            piece: log(1 + len(self.entries) / (0.5 + len(places)))
            for piece, places in self._postings.items()
        }
        for name in ledger.brief.names:
            for _, piece in placed_grams(lower(name), language):
                if piece in self._weights:
                    self._weights[piece] *= _OWN_NAME
        self._unknown = log(1 + len(self.entries) / 0.5)
        self._lengths = [self.weight(clause.pieces) for _, clause in self.entries]
        told = [clause for source, clause in self.entries if source.kind != "denied"]
        self._negated = [clause for clause in told if clause.negated]
        self._plain = [clause for clause in told if not clause.negated]
        self._sided = [clause for clause in told if clause.sides]

    def weight(self, pieces: frozenset[str]) -> float:
        """How much some pieces tell together."""
        return sum(self._weights.get(piece, self._unknown) for piece in pieces)

    def may_turn(self, clause: Clause) -> bool:
        """Whether a clause of the brief that shares a piece with `clause` differs in its negation, or names sides too."""
        opposed = self._plain if clause.negated else self._negated
        return any(not clause.pieces.isdisjoint(other.pieces) for other in opposed) or (
            bool(clause.sides) and any(not clause.pieces.isdisjoint(other.pieces) for other in self._sided)
        )

    def near(self, clause: Clause) -> list[tuple[Source, Clause, float, float]]:
        """Return the brief's clauses that share a piece with `clause`: the share of it, and of theirs, that is common."""
        common: dict[int, float] = defaultdict(float)
        for piece in clause.pieces:
            for place in self._postings.get(piece, ()):
                common[place] += self._weights[piece]
        whole = self.weight(clause.pieces) or 1.0
        return [
            (*self.entries[place], weight / whole, weight / (self._lengths[place] or 1.0))
            for place, weight in common.items()
        ]


@kept_with_ledger()
def clauses_of(ledger: Ledger, language: Language) -> ClauseIndex:
    """Return the clauses of a brief in one language, laid out once."""
    return ClauseIndex(ledger, language)
