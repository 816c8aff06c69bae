"""A clause laid beside the fact's own clause: what was turned round on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from drafting.checks.facts import denial
from drafting.checks.facts.chinese_turns import tells_of_the_rest
from drafting.checks.facts.clauses import Clause, clause_of, clauses_of
from drafting.checks.facts.hedging import is_hedged, is_quoted
from drafting.checks.facts.ledger import Source
from drafting.checks.facts.placing import speaks_of_the_past_statement
from drafting.checks.facts.reading import Reading
from drafting.claims.claim import Mood
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.statement import Finding

_ALIKE, _MOST, _LEAST = 0.42, 0.72, 2
"""Two clauses speak of the same where they share half of both by weight, or nearly three quarters of the text's own,
and at least two pieces (ours, by the true statements of the benchmarks)."""
_HALF = 0.5
"""One piece is enough where it is half of what the text's clause says, and turned round."""
_BORNE_OUT = 0.7
"""Another clause of the brief that says the same the same way bears it out where it is nearly as much alike."""
_OPEN: tuple[Mood, ...] = ("hedged", "question", "conditional", "directive")


_IN_PART = late(r"仍|尚|其余|停止|禁止|暂停|(?<![a-z])(?:remains?|still|but|others?)(?![a-z])")
"""A clause of the brief that says one thing of some and another of the rest contradicts neither; to stop is said with
and without a negation (停止招生, 不再招生)."""


_HAN = late(r"[\u3400-\u9fff]")
_EXCLUDED = late(r"除外|以外|之外|(?<![a-z])(?:outside|exempt|excluded|unaffected)(?![a-z])")
"""Words by which a sentence without a negator takes something out."""


@dataclass(frozen=True)
class Beside:
    """A clause of the brief beside one of the text: how alike, and which common pieces are turned round."""

    source: Source
    clause: Clause
    score: float
    turned: frozenset[str]


def check(reading: Reading) -> Iterator[Finding]:
    """Yield clauses that say the contrary of what a confirmed fact or a commitment says."""
    if not reading.comparable:
        return
    for span in reading.setting.clauses:
        if denial.tells_what_is_asked(reading, span) or denial.is_turned_from_afar(reading, span):
            continue
        if not _is_stated(reading, span):
            continue
        against = _by_pieces(reading, span) or denial.contradicted(reading, span)
        if (
            against is not None
            and not _is_over(
                reading.setting.low[slice(*span)], against.clause.text, lower(against.source.text)
            )
            and not tells_of_the_rest(reading, span, against.source)
        ):
            yield reading.finding(
                "altered_words",
                span,
                "altered_fact",
                source=against.source,
                suggestion=against.clause.text.strip(" ·\n"),
            )


_CEASED = late(
    r"(?<![a-z])(?:left|gone|suspended|stopped|halted|cancelled|canceled|postponed|closed|shut|ended|ceased|withdrawn|banned|prohibited|free|waived|off|lost|called off|missing)(?![a-z])"
)
_NO_MORE = late(
    r"(?<![a-z])(?:(?:there (?:is|are|will be)|has|have|run|runs|running) no|(?:has|have) \w+ no(?= [^,;]*since)|none|nobody|no one|no longer)(?![a-z])|^\s*no [a-z]+(?: [a-z]+)?(?= (?:has|have|is|are|was|were|will|on|at)(?![a-z]))|any ?more(?![a-z])|any longer(?![a-z])"
)
_ANY_MORE = late(r"(?<![a-z])(?:any ?more|any longer|no longer|at present)(?![a-z])")
_STEM = 4


def _is_over(low: str, own: str, whole: str) -> bool:
    """Whether a clause says that nothing is so any more, and the brief that it has ended: nobody is in hospital, all have left."""
    found = _CEASED.search(whole if _ANY_MORE.search(low) else own)
    return found is not None and found.group()[:_STEM] not in low and bool(_NO_MORE.search(low))


def _by_pieces(reading: Reading, span: tuple[int, int]) -> Beside | None:
    """The clause of the brief that a clause of the text has nearly word for word, but for what is turned round."""
    clause = clause_of(reading.setting, span, reading.claims_in(span))
    if len(clause.pieces) < _LEAST:
        return None
    index = clauses_of(reading.ledger, reading.passage.language)
    if not index.may_turn(clause):
        return None
    promised = bool(reading.setting.marked("future", *span))
    near = [
        entry
        for entry in index.near(clause)
        if (promised or entry[0].kind != "commitment")
        and (entry[2] >= _HALF or _mean(entry[2], entry[3]) >= _ALIKE * _BORNE_OUT)
    ]
    against = _contradicted([_beside(clause, *entry) for entry in near])
    if against is not None and clause.negated and denial.is_bounded(reading, span, against.source):
        return None
    return against


def _is_stated(reading: Reading, span: tuple[int, int]) -> bool:
    setting = reading.setting
    if any(setting.marked(mood, *span) for mood in _OPEN) or is_hedged(reading, span):
        return False
    sentence = setting.sentence_at(span[0])
    if setting.marked("directive", sentence[0], span[0]) or speaks_of_the_past_statement(reading, sentence):
        return False
    if _EXCLUDED.search(setting.low, *sentence):
        return False
    return not is_quoted(reading, span)


def _beside(clause: Clause, source: Source, other: Clause, mine: float, theirs: float) -> Beside:
    common = clause.pieces & other.pieces
    if source.kind == "denied":
        turned = frozenset() if clause.negated else common
    elif (
        clause.is_unsure
        or other.is_unsure
        or (clause.denies and other.denies and not _HAN.search(clause.text))
    ):
        turned = frozenset()
    elif bool(clause.negated) != bool(other.negated):
        turned = ((clause.negated - clause.plain) & other.plain) | (
            (other.negated - other.plain) & clause.plain
        )
    elif _say_opposites(clause, other):
        turned = common
    else:
        turned = frozenset()
    score = _mean(mine, theirs)
    if mine >= _MOST:
        score = max(score, mine * _ALIKE / _MOST)
    if _IN_PART.search(other.text) or _says_both(other):
        turned = frozenset()
    few = len(common) < (1 if turned and mine >= _HALF else _LEAST)
    if few or (clause.numbers and other.numbers and not clause.numbers & other.numbers):
        score = 0.0
    return Beside(source, other, score, turned)


def _mean(mine: float, theirs: float) -> float:
    return 2 * mine * theirs / (mine + theirs)


def _says_both(clause: Clause) -> bool:
    """Whether a fact says the one of some and the contrary of others: 31 stay open and 12 closed."""
    return any(side ^ 1 in clause.sides for side in clause.sides)


def _say_opposites(mine: Clause, theirs: Clause) -> bool:
    return any(
        side ^ 1 in theirs.sides and side ^ 1 not in mine.sides and side not in theirs.sides
        for side in mine.sides
    )


def _contradicted(found: list[Beside]) -> Beside | None:
    """The clause that is turned round, unless another one is borne out as well."""
    turned = [beside for beside in found if beside.turned and beside.source.kind != "denied"]
    against = max(turned, key=lambda beside: beside.score, default=None)
    if against is None or against.score < _ALIKE:
        return None
    borne = max((beside.score for beside in found if not beside.turned), default=0.0)
    return against if borne < against.score * _BORNE_OUT else None
