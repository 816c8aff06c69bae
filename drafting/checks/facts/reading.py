"""A passage laid beside its brief's ledger: what every module of this family works on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cached_property, wraps
from typing import Any, TypeVar, cast

from drafting.brief import Brief
from drafting.checks.facts.beside import Alike, Beside, PlacedText, Surroundings, surroundings_of
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Entry, Kind, Ledger, Source, ledger_of
from drafting.checks.facts.likeness import same_figure
from drafting.checks.passage import Passage
from drafting.claims.claim import Claim
from drafting.claims.fold import lower
from drafting.claims.reading import read_setting
from drafting.claims.setting import Setting
from drafting.late_patterns import late
from drafting.messages import say
from drafting.moments import say_day, say_moment
from drafting.statement import Defect, Finding, Principle, Severity

Span = tuple[int, int]
_Answer = TypeVar("_Answer")
_ISO = late(r"\d{4}-\d\d-\d\d(?: \d\d:\d\d)?")
_SHORT_CLAUSE = 4
"""A clause with fewer pieces than this says too little to be placed; its neighbour is read with it."""


@dataclass(frozen=True)
class Reading:
    """A passage, its claims, and the ledger that they are held against."""

    passage: Passage
    brief: Brief

    @cached_property
    def ledger(self) -> Ledger:
        """The brief's sources with their claims."""
        return ledger_of(self.brief)

    @cached_property
    def setting(self) -> Setting:
        """The text laid out for reading."""
        return Setting(self.passage.text, self.passage.language)

    @cached_property
    def claims(self) -> list[Claim]:
        """The text's claims in order."""
        return read_setting(self.setting, self.brief.issued_at)

    def claims_in(self, span: tuple[int, int]) -> list[Claim]:
        """The claims that begin inside a span."""
        starts = self._starts
        return self.claims[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    @cached_property
    def _starts(self) -> list[int]:
        return [claim.start for claim in self.claims]

    @cached_property
    def issue(self) -> tuple[str, ...]:
        """The day and the hour of issue as claims have them; none where the brief has no date of issue."""
        issued = self.brief.issued_at
        return () if issued is None else (issued.date().isoformat(), f"{issued:%H:%M}")

    @cached_property
    def comparable(self) -> bool:
        """Whether the brief's facts are in the text's language, so that wordings can be compared."""
        return self.ledger.speaks(self.passage.language)

    def grams_of(self, span: tuple[int, int]) -> frozenset[str]:
        """The pieces of a stretch of the text."""
        return grams(self.passage.text[span[0] : span[1]], self.passage.language)

    def around(self, claim: Claim) -> frozenset[str]:
        """The pieces that tell what a claim is about: its clause's, or its sentence's where the clause is short."""
        own = self.grams_of(claim.clause)
        if len(own) >= _SHORT_CLAUSE:
            return own
        if not own:
            return self.grams_of(claim.sentence)
        end = claim.clause[1]
        following = self.setting.clause_after(end)
        if following is not None and following[0] < claim.sentence[1]:
            return own | self.grams_of(following)
        return self.grams_of(claim.sentence)

    def of_one_value(self, claim: Claim, *kinds: Kind) -> list[Entry]:
        """The brief's figures of the same value as one of the text, whatever they count; reckoned once."""
        asked = (id(claim), kinds)
        if asked not in self._of_one_value:
            found = [(s, k) for s, k in self.ledger.claims_like(claim, *kinds) if same_figure(claim, k)]
            self._of_one_value[asked] = (claim, found)
        return self._of_one_value[asked][1]

    @cached_property
    def _of_one_value(self) -> dict[tuple[int, tuple[Kind, ...]], tuple[Claim, list[Entry]]]:
        """By the claim's identity, beside the claim itself: no other one takes its identity while this one is kept."""
        return {}

    def alike(self, claim: Claim) -> list[Alike]:
        """The brief's figures of a claim's kind that stand in surroundings like its own."""
        return self._surroundings(claim.kind).alike(self._beside(claim))

    def alikeness(self, claim: Claim, known: list[tuple[Source, Claim]]) -> float:
        """How alike a claim's surroundings are to those of the most alike of some known figures of its kind."""
        surroundings = self._surroundings(claim.kind)
        return max((surroundings.of(self._beside(claim), entry) for _, entry in known), default=0.0)

    def _surroundings(self, kind: str) -> Surroundings:
        found = self._laid_out.get(kind)
        if found is None:
            found = self._laid_out[kind] = surroundings_of(self.ledger, kind)
        return found

    @cached_property
    def _laid_out(self) -> dict[str, Surroundings]:
        return {}

    def _beside(self, claim: Claim) -> Beside:
        """What stands beside a claim, reckoned once."""
        found = self._besides.get(id(claim))
        if found is None:
            found = self._surroundings(claim.kind).weigh(self._placed.beside(claim))
            self._besides[id(claim)] = found
        return found

    @cached_property
    def _besides(self) -> dict[int, Beside]:
        return {}

    @cached_property
    def _placed(self) -> PlacedText:
        return PlacedText(self.setting, self.claims)

    def nearness(self, span: tuple[int, int]) -> dict[str, float]:
        """How near each named source is to a stretch of the text."""
        return self.nearness_of(self.grams_of(span))

    def nearness_of(self, pieces: frozenset[str]) -> dict[str, float]:
        """How near each named source is to some pieces; reckoned once for each set of them."""
        found = self._near.get(pieces)
        if found is None:
            found = self._near[pieces] = self.ledger.nearness(pieces)
        return found

    @cached_property
    def _near(self) -> dict[frozenset[str], dict[str, float]]:
        return {}

    @cached_property
    def answers(self) -> dict[tuple[object, Span], Any]:
        """What was answered about stretches of the text, by question."""
        return {}

    def say(self, name: str, **fields: object) -> str:
        """A message of this family in the text's language."""
        return say(f"facts.{name}", self.passage.language, **fields)

    def finding(
        self,
        rule: str,
        span: tuple[int, int],
        defect: Defect,
        *,
        source: Source | None = None,
        severity: Severity = "error",
        principle: Principle = "honesty",
        suggestion: str | None = None,
        message: str | None = None,
        **fields: object,
    ) -> Finding:
        """A finding of this family; its message is the rule's own where none is named."""
        if "right" in fields:
            fields["right"] = self._as_said(str(fields["right"]))
        shown = {"words": self.passage.text[span[0] : span[1]], "id": source.id if source else "", **fields}
        if source is not None and source.kind != "confidential":
            shown.setdefault("fact", source.text)
        return self.passage.finding(
            f"facts.{rule}",
            span,
            self.say(message or rule, **shown),
            family="facts",
            defect=defect,
            severity=severity,
            principle=principle,
            suggestion=self.as_written(suggestion) if suggestion else suggestion,
            evidence=source.evidence if source else None,
        )

    def as_written(self, words: str) -> str:
        """Words of the brief in its own characters and capitals, which the readers have folded."""
        for source in self.ledger.of("confirmed", "commitment", "contact", "frame", "denied"):
            if words in source.text:
                return words
        for source in self.ledger.of("confirmed", "commitment", "contact", "frame", "denied"):
            at = lower(source.text).find(lower(words))
            if at >= 0:
                return source.text[at : at + len(words)]
        return words

    def _as_said(self, words: str) -> str:
        """Words of the brief as a message quotes them; a day is told as people say it."""
        if not _ISO.fullmatch(words):
            return self.as_written(words)
        try:
            moment: datetime | date = (
                datetime.fromisoformat(words) if " " in words else date.fromisoformat(words)
            )
        except ValueError:
            return self.as_written(words)
        near = (self.brief.issued_at or datetime.combine(moment, time())).replace(tzinfo=None)
        if self.passage.language == "zh":
            return say_moment(moment, chinese=True, near=near)
        day = say_day(moment, near=near, jurisdiction=self.brief.incident.jurisdiction)
        return f"{words[-5:]} on {day}" if " " in words else day

    def other_name(self, span: tuple[int, int], right: str, source: Source | None = None) -> Finding:
        """A finding on a name that stands where `right` belongs."""
        return self.finding(
            "altered_name", span, "altered_fact", source=source, right=right, suggestion=right
        )


def reading_of(passage: Passage, brief: Brief) -> Reading:
    """Return a passage laid beside its brief, read once for every check that asks."""
    if "reading" not in passage.worked_out:
        passage.worked_out["reading"] = Reading(passage, brief)
    return cast("Reading", passage.worked_out["reading"])


def asked_once(question: Callable[[Reading, Span], _Answer]) -> Callable[[Reading, Span], _Answer]:
    """Keep the answers to a question about a stretch of a text: many modules ask the same of the same clauses."""

    @wraps(question)
    def answered(reading: Reading, span: Span) -> _Answer:
        answers, asked = reading.answers, (question, span)
        if asked not in answers:
            answers[asked] = question(reading, span)
        return cast("_Answer", answers[asked])

    return answered
