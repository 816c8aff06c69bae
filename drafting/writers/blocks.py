"""The writer without a model: building blocks filled with facts. Deterministic and fast."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from drafting.brief import Brief
from drafting.messages import language_of, say
from drafting.plan import Plan
from drafting.statement import Sentence
from drafting.writers.block_sentences import BlockSentences
from drafting.writers.must_say import unmet_must_say
from drafting.writers.protocol import Material, Rejected, Spent


class BlocksWriter:
    """Fills building blocks. Implements the writer protocol without a provider, so it never fails."""

    name: str | None = None

    def write(self, brief: Brief, plan: Plan, material: Material, spent: Spent) -> Iterator[Sentence]:
        """Yield the sentences of every element in order; `material` is not needed, for blocks learn nothing."""
        del material
        writing = BlockSentences(brief, plan)
        by_element = {element.name: writing.element(element) for element in plan.elements}
        spoken = writing.framed("speaking_rule", "inform") if plan.channel == "memo" else ()
        text = "".join(s.text for part in (*by_element.values(), spoken) for s in part)
        ordered = writing.must_say(unmet_must_say(brief, text))
        for sentence in ordered:
            if sentence.element in by_element:
                by_element[sentence.element] += (sentence,)
        extra = tuple(s for s in ordered if s.element not in by_element)
        placed = False
        for element in plan.elements:
            if extra and not placed and element.name in ("next_update", "contact", "closing_care"):
                yield from extra
                placed = True
            yield from by_element[element.name]
            if element.name == "contact" and plan.channel == "memo":
                yield from spoken
        if extra and not placed:
            yield from extra
        if writing.foreign:
            spent.notices.append(
                say("plan.language_differs", language_of(brief.language), ids="、".join(writing.foreign))
            )

    def rewrite(
        self, brief: Brief, plan: Plan, rejected: Sequence[Rejected], spent: Spent
    ) -> dict[str, tuple[Sentence, ...]]:
        """Return the blocks of the rejected elements."""
        del spent
        return {item.element: self.element(brief, plan, item.element) for item in rejected}

    def element(self, brief: Brief, plan: Plan, name: str) -> tuple[Sentence, ...]:
        """Return the block sentences of one element; empty where the plan has no such element."""
        planned = plan.element(name)
        return BlockSentences(brief, plan).element(planned) if planned else ()

    def must_say(self, brief: Brief, plan: Plan, text: str) -> tuple[Sentence, ...]:
        """Return sentences for the must_say entries that `text` does not meet."""
        return BlockSentences(brief, plan).must_say(unmet_must_say(brief, text))
