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
    placed: tuple[Placed, ...]

    @classmethod
    def of(cls, path: str, text: str, language: Language, brief: Brief | None) -> Laid:
        """Read a statement."""
        passage = Passage(text=text, language=language, brief=brief)
        setting = Setting(text, language)
        claims = read_setting(setting, brief.issued_at if brief is not None else None)
        sources: dict[tuple[int, int], Source] = {}
        for claim in claims:
            if claim.sentence not in sources:
                words = text[slice(*claim.sentence)]
                own = tuple(c for c in claims if c.sentence == claim.sentence)
                sources[claim.sentence] = Source(
                    "", "confirmed", words, language, own, grams(words, language), classes_in(words)
                )
        whole = max(1, len(text))
        return cls(path, passage, tuple(Placed(c, sources[c.sentence], c.start / whole) for c in claims))

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
