"""From a brief to a checked statement: precedents, strategy, plan, writer, checks, repair, in this order."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Literal

from drafting.brief import Brief, Channel, Kind, LanguageTag
from drafting.checks.consistency import corrections
from drafting.composing import Composition, in_script
from drafting.errors import ModelError
from drafting.fitting import fitted
from drafting.messages import language_of, say
from drafting.plan import Plan
from drafting.planning import make_plan
from drafting.precedents import Learned, learn
from drafting.repair import Repair
from drafting.reviewing import review, summed_up
from drafting.statement import Draft, Finding, Review, Sentence, Statement, Usage
from drafting.strategy import choose_strategy
from drafting.workspace import Workspace
from drafting.writers.blocks import BlocksWriter
from drafting.writers.protocol import Spent, Writer

__all__ = ["Order", "Step", "draft", "review"]

Stage = Literal["precedents", "plan", "write", "restart", "check", "done"]


@dataclass(frozen=True)
class Step:
    """What the pipeline is doing; while it writes, each finished sentence. `restart`: drop what was shown."""

    stage: Stage
    sentence: Sentence | None = None


Watcher = Callable[[Step], None]


@dataclass(frozen=True)
class Order:
    """What a draft is asked for besides the brief; what is not given is the brief's own.

    `model`: a model's name, `none` for building blocks, or nothing for the configured one. With `strict` a model that
    fails is an error instead of a reason to write with building blocks.
    """

    kind: Kind | None = None
    channel: Channel | None = None
    language: LanguageTag | None = None
    model: str | None = None
    strict: bool = False


def draft(
    brief: Brief, workspace: Workspace, order: Order | None = None, watch: Watcher | None = None
) -> Draft:
    """Return the statement that a brief allows, with its review and how it came to be.

    Raises:
        ModelError: the model failed and `order.strict` insists on it.
        SettingsError: the model's setting cannot be used.
    """
    order, watch = order or Order(), watch or _ignore
    began = time.perf_counter()
    if order.kind or order.language:
        changed = {"kind": order.kind or brief.kind, "language": order.language or brief.language}
        brief = brief.model_copy(update=changed)
    strategy = choose_strategy(brief)
    watch(Step("plan"))
    plan = make_plan(brief, strategy, channel=order.channel, corrections=corrections(brief))
    writer = workspace.writer(order.model)
    watch(Step("precedents"))
    learned = learn(brief, plan, workspace)
    spent = Spent()
    notices = [*plan.notices, *learned.notices]
    sentences, used = _written(brief, plan, learned, writer, spent, notices, order, watch)
    watch(Step("check"))
    composition = Composition(
        brief,
        plan,
        sentences,
        issued=datetime.now(UTC),
        model=used.name if used else None,
        foreign_names=learned.foreign_names,
    )
    repair = Repair(composition, BlocksWriter(), _slips_of(brief, plan, used))
    statement, checked, shortened = _repaired(repair, used, workspace.settings.rounds, spent)
    notices += shortened
    notices += [*spent.notices, *repair.notices]
    if checked.verdict == "fail":
        notices.append(say("pipeline.not_safe", language_of(brief.language)))
    watch(Step("done"))
    return Draft(
        statement=statement,
        review=checked,
        strategy=strategy,
        precedents=learned.material.precedents,
        principles=learned.material.principles,
        usage=_usage(statement, spent, repair.rounds, time.perf_counter() - began),
        notices=tuple(dict.fromkeys(notices)),
    )


def _repaired(
    repair: Repair, writer: Writer | None, rounds: int, spent: Spent
) -> tuple[Statement, Review, list[str]]:
    """Return the statement after repair, fitted to its channel and in its script, its review, and what was cut."""
    statement, checked = repair.run(writer, rounds, spent)
    shorter, notices = fitted(repair.composition), []
    if shorter is not repair.composition:
        statement = shorter.statement()
        checked = summed_up(shorter.passage(statement), repair.extra(statement))
        notices.append(_shortened(repair.composition, shorter))
    if statement.language in ("zh-TW", "zh-HK"):
        statement = in_script(statement)
        checked = summed_up(shorter.passage(statement))
    return statement, checked, notices


def _ignore(step: Step) -> None:
    del step


def _written(
    brief: Brief,
    plan: Plan,
    learned: Learned,
    writer: Writer | None,
    spent: Spent,
    notices: list[str],
    order: Order,
    watch: Watcher,
) -> tuple[tuple[Sentence, ...], Writer | None]:
    language = language_of(brief.language)
    blocks = BlocksWriter()
    if writer is not None:
        try:
            return _collected(_merged(brief, plan, learned, writer, spent), watch), writer
        except ModelError as error:
            if order.strict:
                raise
            notices.append(say("pipeline.model_failed", language, reason=error.in_language(language)))
            watch(Step("restart"))
    elif order.model is None:
        notices.append(say("pipeline.no_model", language))
    return _collected(blocks.write(brief, plan, learned.material, spent), watch), None


def _collected(sentences: Iterator[Sentence], watch: Watcher) -> tuple[Sentence, ...]:
    collected = []
    for sentence in sentences:
        watch(Step("write", sentence))
        collected.append(sentence)
    return tuple(collected)


def _merged(brief: Brief, plan: Plan, learned: Learned, writer: Writer, spent: Spent) -> Iterator[Sentence]:
    """Yield the writer's sentences in the plan's order, with building blocks for the elements it leaves to them."""
    blocks = BlocksWriter()
    waiting = [element.name for element in plan.elements]
    for sentence in writer.write(brief, plan, learned.material, spent):
        while sentence.element in waiting and waiting[0] != sentence.element:
            yield from blocks.element(brief, plan, waiting.pop(0))
        yield sentence
        if len(waiting) > 1 and sentence.element == waiting[0]:
            waiting_for_more = sentence.element
            waiting = [name for name in waiting if name != waiting_for_more]
    for name in waiting:
        yield from blocks.element(brief, plan, name)


def _slips_of(brief: Brief, plan: Plan, writer: Writer | None) -> Callable[[Statement], Iterable[Finding]]:
    if writer is None:
        return _no_slips
    from drafting.model_slips import find_slips

    return partial(find_slips, brief, plan)


def _no_slips(statement: Statement) -> tuple[Finding, ...]:
    del statement
    return ()


def _shortened(before: Composition, after: Composition) -> str:
    language = language_of(before.brief.language)
    left = {s.element for s in before.sentences} - {s.element for s in after.sentences}
    names = say("pipeline.elements_joiner", language).join(sorted(left)) or "…"
    return say("pipeline.shortened", language, channel=before.plan.channel, elements=names)


def _usage(statement: Statement, spent: Spent, rounds: int, seconds: float) -> Usage:
    body = [s for s in statement.sentences if s.posture != "none"]
    return Usage(
        model_calls=spent.model_calls,
        prompt_tokens=spent.prompt_tokens,
        completion_tokens=spent.completion_tokens,
        seconds=round(seconds, 4),
        model_seconds=round(spent.model_seconds, 4),
        rounds=rounds,
        sentences_by_origin=dict(Counter(sentence.origin for sentence in body)),
    )
