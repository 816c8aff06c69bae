"""Rewrites only what failed: first the model with the reasons, then building blocks, then without the sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from drafting.composing import Composition, blamed, errors_of
from drafting.errors import ModelError
from drafting.messages import Language, language_of, say
from drafting.overlap import is_told
from drafting.reviewing import summed_up
from drafting.statement import Finding, Review, Sentence, Statement
from drafting.writers.blocks import BlocksWriter
from drafting.writers.protocol import Rejected, Spent, Writer

_COVERED = ("facts", "action", "remedy", "prevention", "next_update", "denial", "correction")
"""Elements in which every planned fact or commitment has to be said."""

Extra = Callable[[Statement], Iterable[Finding]]


@dataclass
class Repair:
    """One statement's way from first draft to a text without errors, as far as that can be had."""

    composition: Composition
    blocks: BlocksWriter
    extra: Extra
    notices: list[str] = field(default_factory=list)
    rounds: int = 0
    _last: tuple[Composition, Statement, Review] | None = None

    def run(self, writer: Writer | None, most_rounds: int, spent: Spent) -> tuple[Statement, Review]:
        """Return the repaired statement and its review; at most `most_rounds` calls go to the writer."""
        statement, review = self._read()
        while writer is not None and self.rounds < most_rounds:
            rejected = self._rejected(statement, review)
            if not rejected:
                break
            self.rounds += 1
            try:
                rewritten = writer.rewrite(self.composition.brief, self.composition.plan, rejected, spent)
            except ModelError as error:
                self._notice("repair_failed", reason=error.in_language(self._language))
                break
            for element, sentences in rewritten.items():
                if sentences:
                    self.composition = self.composition.with_element(element, sentences)
            statement, review = self._read()
        if writer is not None:
            self._replace_failed(statement, review)
            self._drop_repeated()
            self._complete()
        self._meet_must_say()
        return self._drop_failed()

    @property
    def _language(self) -> Language:
        return language_of(self.composition.plan.language)

    def _read(self) -> tuple[Statement, Review]:
        if self._last is None or self._last[0] is not self.composition:
            statement = self.composition.statement()
            review = summed_up(self.composition.passage(statement), self.extra(statement))
            self._last = (self.composition, statement, review)
        return self._last[1], self._last[2]

    def _rejected(self, statement: Statement, review: Review) -> list[Rejected]:
        by_sentence = blamed(statement, errors_of(review), missing=True)
        failed: dict[str, list[Finding]] = {}
        for place, findings in by_sentence.items():
            if statement.sentences[place].origin == "model":
                failed.setdefault(statement.sentences[place].element, []).extend(findings)
        return [
            Rejected(element, self.composition.element(element), tuple(findings))
            for element, findings in failed.items()
        ]

    def _replace_failed(self, statement: Statement, review: Review) -> None:
        by_sentence = blamed(statement, errors_of(review), missing=True)
        failed = [
            statement.sentences[place]
            for place in by_sentence
            if statement.sentences[place].origin == "model"
        ]
        for name in dict.fromkeys(sentence.element for sentence in failed):
            kept = [s for s in self.composition.element(name) if s not in failed]
            self.composition = self.composition.with_element(name, self._filled(name, kept))
        if failed:
            self._notice("replaced", count=len(failed))

    def _filled(self, name: str, kept: list[Sentence]) -> list[Sentence]:
        """Return an element's kept sentences with the blocks for what they do not say, in the plan's order."""
        blocks = self.blocks.element(self.composition.brief, self.composition.plan, name)
        said = {bound for sentence in kept for bound in sentence.binds}
        others = "".join(
            s.text for s in self.composition.sentences if s.origin == "model" and s.element != name
        )
        said |= {b.binds[0] for b in blocks if b.binds and is_told(b.text, others)}
        missing = [b for b in blocks if not kept or (b.binds and not said.issuperset(b.binds[:1]))]
        planned = self.composition.plan.element(name)
        order = {fact: place for place, fact in enumerate(planned.facts if planned else ())}
        return sorted([*kept, *missing], key=lambda s: min((order.get(b, 0) for b in s.binds), default=0))

    def _drop_repeated(self) -> None:
        """Leave out what the model says a second time."""
        kept: list[Sentence] = []
        for sentence in self.composition.sentences:
            earlier = "".join(s.text for s in kept)
            if sentence.origin != "model" or not is_told(sentence.text, earlier, share=0.95):
                kept.append(sentence)
        if len(kept) < len(self.composition.sentences):
            self.composition = self.composition.with_sentences(kept)

    def _complete(self) -> None:
        added = 0
        for name in _COVERED:
            before = self.composition.element(name)
            if self.composition.plan.element(name) is None:
                continue
            after = self._filled(name, list(before))
            if len(after) > len(before):
                added += len(after) - len(before)
                self.composition = self.composition.with_element(name, after)
        for planned in self.composition.plan.elements:
            if not self.composition.element(planned.name):
                blocks = self.blocks.element(self.composition.brief, self.composition.plan, planned.name)
                added += len(blocks)
                self.composition = self.composition.with_element(planned.name, blocks)
        if added:
            self._notice("completed", count=added)

    def _meet_must_say(self) -> None:
        page = self.composition.page()
        extra = self.blocks.must_say(self.composition.brief, self.composition.plan, page.text)
        for name in dict.fromkeys(sentence.element for sentence in extra):
            said = (*self.composition.element(name), *(s for s in extra if s.element == name))
            self.composition = self.composition.with_element(name, said)

    def _drop_failed(self) -> tuple[Statement, Review]:
        while True:
            statement, review = self._read()
            by_sentence = blamed(statement, errors_of(review))
            body = {
                place: f
                for place, f in by_sentence.items()
                if statement.sentences[place] in self.composition.sentences
            }
            if not body:
                return statement, review
            place = min(body)
            sentence = statement.sentences[place]
            fallback = self._instead_of(sentence)
            self._notice("left_out", text=sentence.text, reason=body[place][0].message)
            kept = [s for s in self.composition.sentences if s is not sentence and s != sentence]
            self.composition = self.composition.with_sentences(kept)
            if fallback:
                self.composition = self.composition.with_element(sentence.element, fallback)

    def _instead_of(self, sentence: Sentence) -> tuple[Sentence, ...]:
        if sentence.origin == "block" or len(self.composition.element(sentence.element)) > 1:
            return ()
        return self.blocks.element(self.composition.brief, self.composition.plan, sentence.element)

    def _notice(self, key: str, **fields: object) -> None:
        self.notices.append(say(f"pipeline.{key}", self._language, **fields))
