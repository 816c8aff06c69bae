"""`candor review --judge`: opens the model, and says how much of its answer was believed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from drafting.brief import Brief
from drafting.checks.passage import Passage
from drafting.cli.judging import Judged
from drafting.cli.reader import tell
from drafting.errors import InputError
from drafting.statement import Finding
from drafting.workspace import Workspace

Read = Callable[[Judged], tuple[Finding, ...]]


@contextmanager
def asking(brief: Brief | None, model: str | None) -> Iterator[Read]:
    """Give what has a model read a text again, and close the model afterwards.

    Raises:
        InputError: there is no brief to judge by, or no model to ask.
        ModelError: the model cannot be opened, or fails.
    """
    if brief is None:
        raise InputError("cli.judge_needs_brief")
    from drafting.judge import second_reading

    with Workspace() as workspace:
        writer = workspace.writer(model)
        if writer is None:
            raise InputError("cli.judge_needs_model")

        def read(item: Judged) -> tuple[Finding, ...]:
            text = item.text
            passage = Passage(text.words, text.language, brief=brief, kind=text.kind, channel=text.channel)
            reading = second_reading(passage, writer.ask, item.found.findings)
            tell(
                "cli.judged",
                name=text.document.name,
                model=writer.name,
                count=reading.judged,
                found=len(reading.findings),
            )
            if reading.disbelieved:
                tell("cli.judge_disbelieved", count=reading.disbelieved)
            return reading.findings

        yield read
