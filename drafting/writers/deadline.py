"""An HTTP client that gives up when a call has taken too long in all, however busily the server keeps sending."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from contextvars import ContextVar
from typing import Any, TypeVar

import httpx2

T = TypeVar("T")
_until: ContextVar[float | None] = ContextVar("_until", default=None)


class DeadlineClient(httpx2.Client):
    """Stops a request, or the reading of its answer, at the moment that `until` set for the steps under way.

    The check sits below the reading of events, so that a stream of nothing but keep-alive lines ends too.
    """

    def send(self, request: httpx2.Request, **options: Any) -> httpx2.Response:
        """Send `request` with timeouts no longer than what is left; see httpx2.Client.send."""
        end = _until.get()
        if end is not None:
            left = _left(end, request)
            timeout = request.extensions.get("timeout", {})
            request.extensions["timeout"] = {
                kind: left if limit is None else min(limit, left) for kind, limit in timeout.items()
            }
        response = super().send(request, **options)
        if end is not None and isinstance(response.stream, httpx2.SyncByteStream) and not response.is_closed:
            response.stream = _Watched(response.stream, end, request)
        return response


class _Watched(httpx2.SyncByteStream):
    def __init__(self, stream: httpx2.SyncByteStream, end: float, request: httpx2.Request) -> None:
        self._stream, self._end, self._request = stream, end, request

    def __iter__(self) -> Iterator[bytes]:
        for part in self._stream:
            _left(self._end, self._request)
            yield part

    def close(self) -> None:
        self._stream.close()


def _left(end: float, request: httpx2.Request) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise httpx2.ReadTimeout("the call's deadline has passed", request=request)
    return left


def until(end: float, steps: Iterator[T], around: Callable[[], AbstractContextManager[None]]) -> Iterator[T]:
    """Yield from `steps`, each taken inside `around` and under the deadline `end` (seconds, monotonic clock)."""
    while True:
        token = _until.set(end)
        try:
            with around():
                step = next(steps)
        except StopIteration:
            return
        finally:
            _until.reset(token)
        yield step
