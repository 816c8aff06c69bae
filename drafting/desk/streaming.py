"""Lets a page follow a draft while it is written: the pipeline runs in a thread, its steps come as they happen."""

from __future__ import annotations

from collections.abc import Iterator
from queue import SimpleQueue
from threading import Thread

from drafting.brief import Brief
from drafting.errors import CandorError
from drafting.pipeline import Order, Step, draft
from drafting.statement import Draft
from drafting.workspace import Workspace


class _Stopped(Exception):  # noqa: N818 - no error: the reader went away
    """The page no longer wants the draft."""


def steps_of(brief: Brief, workspace: Workspace, order: Order) -> Iterator[Step | Draft]:
    """Yield each step of a draft, and the draft itself last.

    When the caller stops early, the thread ends at its next step.

    Raises:
        CandorError: what the pipeline raised.
    """
    queue: SimpleQueue[Step | Draft | BaseException] = SimpleQueue()
    stopped = False

    def watch(step: Step) -> None:
        if stopped:
            raise _Stopped
        queue.put(step)

    def run() -> None:
        try:
            queue.put(draft(brief, workspace, order, watch))
        except _Stopped:
            return
        except BaseException as error:  # noqa: BLE001 - handed to the page's own thread, which raises it
            queue.put(error)

    Thread(target=run, name=f"draft {brief.id}", daemon=True).start()
    try:
        while True:
            item = queue.get()
            if isinstance(item, BaseException):
                raise item
            yield item
            if isinstance(item, Draft):
                return
    finally:
        stopped = True


def told(error: CandorError, accept_language: str | None) -> str:
    """Return an expected error in the browser's language."""
    from drafting.desk.wording import asked_language

    return error.in_language(asked_language(accept_language))
