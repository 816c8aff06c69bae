"""A statement laid out for comparing: its claims, each with what its sentence speaks of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from drafting.brief import Brief
from drafting.checks.facts.grams import grams
from drafting.checks.facts.ledger import Source
from drafting.checks.passage import Passage
from drafting.claims.claim import Claim
from drafting.claims.counted import classes_in
from drafting.claims.reading import read_setting
from drafting.claims.setting import Setting
from drafting.messages import Language

_BARE = re.compile(r"[\W_]|更新|发布|日期|date|issued|updated", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Placed:
    """A claim in its statement; `source` is its sentence, as the fact lock reads an entry of a brief."""

    claim: Claim
    source: Source
    at: float

    @property
    def span(self) -> tuple[int, int]:
        """The place of its words."""
        return self.claim.start, self.claim.end


@dataclass(frozen=True, eq=False)
class Laid:
    """One statement with its name. `at` of a claim is its place as a share of the text, from 0 to 1."""

    path: str
    passage: Passage
    setting: Setting
    claims: tuple[Claim, ...]

    @classmethod
    def of(cls, path: str, text: str, language: Language, brief: Brief | None) -> Laid:
        """Read a statement."""
        setting = Setting(text, language)
        claims = tuple(read_setting(setting, brief.issued_at if brief is not None else None))
        return cls(path, Passage(text=text, language=language, brief=brief), setting, claims)

    @cached_property
    def placed(self) -> tuple[Placed, ...]:
        """Its claims in order, each in its place."""
        whole = max(1, len(self.passage.text))
        return tuple(Placed(c, self.source_of(c.sentence), c.start / whole) for c in self.claims)

    def source_of(self, sentence: tuple[int, int]) -> Source:
        """A sentence as the fact lock reads an entry of a brief."""
        found = self._sources.get(sentence)
        if found is None:
            words = self.passage.text[slice(*sentence)]
            own = tuple(c for c in self.claims if c.sentence == sentence)
            found = self._sources[sentence] = Source(
                "", "confirmed", words, self.language, own, grams(words, self.language), classes_in(words)
            )
        return found

    @cached_property
    def _sources(self) -> dict[tuple[int, int], Source]:
        return {}

    @property
    def clauses(self) -> list[tuple[int, int]]:
        """The spans of its clauses."""
        return self.setting.clauses

    @property
    def language(self) -> Language:
        """The statement's language."""
        return self.passage.language

    @cached_property
    def telling(self) -> tuple[Placed, ...]:
        """The claims worth comparing: no ordinal, no unresolved day, no date that stands alone as a dateline."""
        return tuple(placed for placed in self.placed if self._tells(placed))

    def _tells(self, placed: Placed) -> bool:
        claim = placed.claim
        if claim.unit == "ordinal" or (claim.kind == "date" and claim.value.startswith("D")):
            return False
        if claim.kind in ("date", "time"):
            line = placed.source.text
            dated = [c for c in placed.source.claims if c.kind in ("date", "time")]
            for other in dated:
                line = line.replace(other.text, "")
            return len(_BARE.sub("", line)) > 1
        return True

    def sentence_of(self, placed: Placed) -> str:
        """The sentence around a claim."""
        return self.passage.text[slice(*placed.claim.sentence)].strip()

    def clause_of(self, placed: Placed) -> str:
        """The clause around a claim."""
        return self.passage.text[slice(*placed.claim.clause)].strip()

    def beside(self, clause: tuple[int, int]) -> str:
        """The clause after one, where it stands in the same sentence; else the one before."""
        start, end = self.setting.sentence_at(clause[0])
        inside = [other for other in self.clauses if start <= other[0] < end]
        after = [other for other in inside if other[0] >= clause[1]][:1]
        before = [other for other in inside if other[1] <= clause[0]][-1:]
        return " ".join(self.passage.text[slice(*other)] for other in after or before)
