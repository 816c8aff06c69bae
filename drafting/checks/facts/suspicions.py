"""What is not confirmed: told as fact in any wording, where no confirmed fact says the same and nothing keeps it open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafting.checks.facts.aligning import Alignment, alignment_of, pieces_of
from drafting.checks.facts.arithmetic import derivation
from drafting.checks.facts.grams import grams
from drafting.checks.facts.hedging import is_asked, is_hedged
from drafting.checks.facts.ledger import Ledger, Source, kept_with_ledger
from drafting.checks.facts.matching import matches
from drafting.checks.facts.reading import Reading, asked_once
from drafting.checks.facts.untold import tells_no_suspicion
from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.statement import Finding

_ABOUT, _LEAST_THEIRS, _LEAD = 0.2, 0.2, 1.5
"""A clause a third of whose weight stands in a suspicion, that holds a fifth of it, and that no confirmed fact explains
as well, tells the suspicion (ours)."""
_MENTIONED, _LEAST = 0.45, 2
"""A sentence that holds this share of what only the suspicion says tells it whatever else it says (ours)."""
_WHOLE, _WHOLE_MINE, _BARELY = 0.7, 0.55, 1.1
"""The same where all the suspicion's words are known from the facts: most of both must be common (ours)."""
_HEADING = late(r"\s*(?:关于|有关|where we (?:are|stand)|what we know|about|on the|update on)(?![a-z])")
"""How a heading begins that names the matter and tells nothing of it."""
Span = tuple[int, int]


def check(reading: Reading) -> Iterator[Finding]:
    """Yield clauses that tell a suspicion as fact; where the next sentence takes it back, a suggestion."""
    if not reading.comparable:
        return
    for source in reading.ledger.of("unconfirmed"):
        own = _own(reading.ledger, source, reading.passage.language)
        for place, sentence in enumerate(reading.setting.sentences):
            if not place and _HEADING.match(reading.setting.low, *sentence):
                continue
            clause = _telling(reading, source, own, sentence)
            if clause is not None and tells_no_suspicion(reading, source, clause):
                continue
            if clause is not None and (asked := _answer_to(reading, own, clause)) is not None:
                if tells_no_suspicion(reading, source, asked):
                    continue
                clause = asked
            elif (
                clause is None or is_kept_open(reading, clause) or _has_the_figure_of_a_fact(reading, clause)
            ):
                continue
            suggestion = reading.say(
                "hedge", words=reading.passage.text[slice(*clause)].strip().rstrip("的。.")
            )
            yield reading.finding(
                "unconfirmed",
                clause,
                "unconfirmed_as_confirmed",
                source=source,
                suggestion=suggestion,
                severity="suggestion" if _is_opened_after(reading, sentence) else "error",
            )


_TELLING_KINDS = frozenset(("percent", "money", "ratio"))


def _has_the_figure_of_a_fact(reading: Reading, clause: Span) -> bool:
    """Whether a Chinese clause gives a share, a sum or a large count of a fact: it tells the fact and no suspicion."""
    if reading.passage.language != "zh":
        return False
    return any(
        claim.kind in _TELLING_KINDS
        or (claim.kind == "quantity" and len(claim.value) > 1 and claim.unit != "ordinal")
        for claim in reading.claims_in(clause)
        if matches(reading, claim, "confirmed") or derivation(reading, claim)
    )


@cache
def _frame(language: Language) -> re.Pattern[str]:
    """Words that report or doubt: they are no part of what is suspected."""
    moods = lexicon.moods()
    return re.compile(
        "|".join(
            lexicon.phrasebook(moods[name]).of(language).pattern
            for name in ("hedge", "kept_open", "reporting")
        )
    )


@kept_with_ledger()
def _own(ledger: Ledger, source: Source, language: Language) -> frozenset[str]:
    """The pieces of what is suspected that stand in nothing sayable."""
    bare = _frame(source.language).sub(" ", lower(source.text))
    return grams(bare, source.language) - ledger.public_grams - _plain(language)


@cache
def _plain(language: Language) -> frozenset[str]:
    """Pieces of words so common that they tell nothing by themselves."""
    return grams("，".join(lexicon.words_of(lexicon.moods()["plain"], language)), language)


def _all(ledger: Ledger, language: Language) -> Alignment:
    return alignment_of(ledger, language, "confirmed", "commitment", "contact", "unconfirmed")


@kept_with_ledger()
def _shares(
    ledger: Ledger, language: Language, wanted: frozenset[str]
) -> tuple[dict[str, tuple[float, float]], float]:
    """How much of a clause stands in each suspicion and of it in the clause; how much in what may be said."""
    shares: dict[str, tuple[float, float]] = {}
    borne = 0.0
    for match in _all(ledger, language).near(wanted):
        source = match.entry.source
        if source.kind == "unconfirmed":
            mine, theirs = shares.get(source.id, (0.0, 0.0))
            shares[source.id] = max(mine, match.mine), max(theirs, match.theirs)
        else:
            borne = max(borne, match.mine)
    return shares, borne


@asked_once
def _clauses_with_grams(reading: Reading, sentence: Span) -> list[tuple[Span, frozenset[str]]]:
    clauses = reading.setting.clauses_in(sentence) or [sentence]
    return [(clause, reading.grams_of(clause)) for clause in clauses]


@asked_once
def _weighed(reading: Reading, clause: Span) -> tuple[frozenset[str], dict[str, tuple[float, float]], float]:
    """The pieces of a clause, and how much of it each suspicion and what may be said have."""
    wanted = pieces_of(
        reading.passage.text[slice(*clause)], reading.claims_in(clause), reading.passage.language
    )
    return wanted, *_shares(reading.ledger, reading.passage.language, wanted)


def _telling(reading: Reading, source: Source, own: frozenset[str], sentence: Span) -> Span | None:
    """The clause of a sentence that tells the suspicion."""
    pieces = reading.grams_of(sentence)
    shared = own & pieces
    if len(shared) >= _LEAST and len(shared) >= len(own) * _MENTIONED:
        clauses = reading.setting.clauses_in(sentence) or [sentence]
        return max(clauses, key=lambda clause: len(reading.grams_of(clause) & own))
    for clause, grams_of_it in _clauses_with_grams(reading, sentence):
        if grams_of_it.isdisjoint(source.grams):
            continue
        wanted, shares, borne = _weighed(reading, clause)
        mine, theirs = shares.get(source.id, (0.0, 0.0))
        if wanted & own and mine >= _ABOUT and theirs >= _LEAST_THEIRS and mine > borne * _LEAD:
            return clause
        if theirs >= _WHOLE and mine >= _WHOLE_MINE and mine > borne * _BARELY:
            return clause
    return None


def is_kept_open(reading: Reading, clause: Span) -> bool:
    """Whether the clause leaves open what it says, or the one before or behind it does so for it."""
    setting, language = reading.setting, reading.passage.language
    sentence = setting.sentence_at(clause[0])
    if is_hedged(reading, clause) or is_asked(reading, sentence) or setting.is_raised(clause):
        return True
    if setting.marked("conditional", sentence[0], clause[1]):
        return True
    clauses = setting.clauses_in(sentence)
    at = clauses.index(clause) if clause in clauses else 0
    frame = _frame(language)
    if frame.search(setting.low, *clause):
        return True
    if at and _reporting(language).search(setting.low, *clauses[at - 1]):
        return True
    behind = clauses[at + 1 : at + 3]
    return any(frame.search(setting.low, *c) and _POINTS_BACK.match(setting.low, *c) for c in behind)


@cache
def _reporting(language: Language) -> re.Pattern[str]:
    return lexicon.phrasebook(lexicon.moods()["reporting"]).of(language)


_SPEAKER = r"(?:[a-z]{1,12}\s?:|答\s?:|a\.)?\s*"
_FLAT = late(
    _SPEAKER
    + r"(?:yes|yeah|no(?![a-z])|correct|right|true|indeed|it (?:is|was|did|has)|they (?:are|were|did|have)|是的|是[,。]|是,|对[,。]|没错|确实|属实|有[,。的]|会[,。]|不会|没有|不是|拿了|有过)"
)
_ECHO = late(_SPEAKER + r"(?P<echo>[\u3400-\u9fff]{2})")
"""A Chinese answer that says yes by the question's own verb (受影响吗？——受影响)."""
_TOLD_TO_SAY = late(
    r"(?:请|可以|就|统一|一律|直接)(?:一律|统一|都|照实|直接)?(?:回答|答复|答|这样答|告诉(?:他们|对方|他)|说)[:,]?|(?<![a-z])(?<!to\s)(?:say|answer|tell them|reply)(?:\s(?:that|yes|no))?(?![a-z])"
)


def _answer_to(reading: Reading, own: frozenset[str], clause: Span) -> Span | None:
    """A flat answer to a question about the suspicion: in the next line, or as what staff are told to say."""
    setting = reading.setting
    if not reading.grams_of(clause) & own:
        return None
    sentence = setting.sentence_at(clause[0])
    frame = _frame(reading.passage.language)
    told = _TOLD_TO_SAY.search(setting.low, clause[0], sentence[1])
    if told is not None:
        said = (told.end(), sentence[1])
        is_open = frame.search(setting.low, *said) or not setting.low[slice(*said)].strip(" .。\n”\"'」")
        return None if is_open else said
    following = setting.sentence_after(sentence[1])
    if following is None or not is_asked(reading, sentence):
        return None
    line_end = setting.low.find("\n", following[0])
    answer = (following[0], line_end if line_end >= 0 else len(setting.low))
    if frame.search(setting.low, *answer) or setting.marked("hedged", *answer):
        return None
    if _FLAT.match(setting.low, *following):
        return following
    echo = _ECHO.match(setting.low, *following)
    return following if echo and echo["echo"] in setting.low[slice(*sentence)] else None


_POINTS_BACK = late(
    r"\s*(?:[a-z]{1,8}:\s*|答[::])?(?:对此|此|这|该|上述|相关|具体|目前|我们|还在|仍在|正在|尚|有待|是否|情况|结果|结论|this|that|these|those|it|both|we|the|neither|whether|none)"
)


def _is_opened_after(reading: Reading, sentence: Span) -> bool:
    """Whether one of the next two sentences points back and leaves it open."""
    setting, at = reading.setting, sentence[1]
    for _ in range(2):
        following = setting.sentence_after(at)
        if following is None:
            return False
        at = following[1]
        if _POINTS_BACK.match(setting.low, *following) and _frame(reading.passage.language).search(
            setting.low, *following
        ):
            return True
    return False
