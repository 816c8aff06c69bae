"""Where a rule of ours runs, and what around a match drops it: kinds, clusters, `when`, `unless`, quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Self

from drafting.brief import Channel, Cluster, Kind
from drafting.checks.passage import Passage
from drafting.checks.style.patterns import Pattern, compiled, search, translated
from drafting.checks.style.rule import Head
from drafting.sentences import Span


@dataclass(frozen=True)
class Circumstances:
    """What is known of a text from outside it; nothing where it is not known."""

    kind: Kind | None = None
    channel: Channel | None = None
    cluster: Cluster | None = None
    casualties: bool | None = None
    confirmed: tuple[str, ...] = ()

    @classmethod
    def of(cls, passage: Passage) -> Self:
        """Return what a passage and its brief tell."""
        brief = passage.brief
        if brief is None:
            return cls(kind=passage.kind, channel=passage.channel)
        cluster = brief.incident.cluster
        return cls(
            kind=passage.kind,
            channel=passage.channel,
            cluster=None if cluster == "auto" else cluster,
            casualties=brief.incident.casualties,
            confirmed=tuple(fact.text for fact in brief.facts if fact.status == "confirmed"),
        )

    def fulfilling(self, rule: Head) -> Circumstances:
        """Return circumstances under which the rule's conditions hold: what its examples are tested in."""
        return replace(
            self,
            kind=rule.kinds[0] if rule.kinds else self.kind,
            channel=rule.channels[0] if rule.channels else self.channel,
            cluster=rule.clusters[0] if rule.clusters else self.cluster,
            casualties=True if rule.casualties else self.casualties,
        )


def applies(rule: Head, name: str, circumstances: Circumstances, text: Callable[[], str]) -> bool:
    """Whether a rule runs on a text; what is unknown from outside is decided by the rule's `when`."""
    known: list[bool | None] = []
    if rule.kinds:
        known.append(None if circumstances.kind is None else circumstances.kind in rule.kinds)
    if rule.channels:
        known.append(None if circumstances.channel is None else circumstances.channel in rule.channels)
    if rule.clusters:
        known.append(None if circumstances.cluster is None else circumstances.cluster in rule.clusters)
    if rule.casualties:
        known.append(circumstances.casualties)
    if False in known:
        return False
    if known and all(known):
        return True
    if rule.when:
        return any_matches(rule.when, text(), name)
    return not known


def any_matches(patterns: Sequence[str], text: str, name: str) -> bool:
    """Whether one of an author's plain patterns occurs in `text`, in whatever case."""
    return search(_joined(tuple(patterns)), text, name) is not None


@lru_cache(maxsize=4096)
def _joined(patterns: tuple[str, ...]) -> Pattern:
    source = "|".join(f"(?:{pattern})" for pattern in patterns)
    return compiled("(?mi-f)" + translated(source, multiline=True))


@dataclass(frozen=True)
class Surroundings:
    """The sentences of one stretch of text, to look around a match in."""

    text: str
    sentences: Sequence[Span]

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_span(self, position: int, following: int = 0) -> Span:
        """Return the span of the sentence at `position`, and of so many after it."""
        if not self.sentences:
            return Span(0, len(self.text))
        index = max(0, bisect_right(self._starts, position) - 1)
        last = min(index + following, len(self.sentences) - 1)
        return Span(self.sentences[index].start, self.sentences[last].end)

    def sentences_in(self, span: Span) -> list[Span]:
        """Return the sentences that begin inside `span`."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        return list(self.sentences[first:last])

    def drop(self, rule: Head, name: str, position: int) -> bool:
        """Whether what stands around `position` drops the alert."""
        for patterns, following, wanted in (
            (rule.unless, 0, False),
            (rule.unless_near, 1, False),
            (rule.only, 0, True),
            (rule.only_near, 1, True),
        ):
            if patterns:
                start, end = self.sentence_span(position, following)
                if any_matches(patterns, self.text[start:end], name) is not wanted:
                    return True
        return False
