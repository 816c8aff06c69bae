"""A model as writer: any OpenAI-compatible endpoint, asked once for all elements, read sentence by sentence.

The one home of langchain_core, langchain_openai and openai. They take more than a second to import, so this module is
imported only where a model is really used (`drafting.workspace`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from typing import Any

import httpx2
import openai
from langchain_core.messages import BaseMessageChunk
from langchain_core.rate_limiters import InMemoryRateLimiter
from langchain_openai import ChatOpenAI
from langsmith.run_helpers import tracing_context

from drafting.brief import Brief
from drafting.errors import ModelError, SettingsError
from drafting.messages import Language, language_of, say
from drafting.plan import Plan
from drafting.settings import Settings
from drafting.statement import Sentence
from drafting.writers.deadline import DeadlineClient, until
from drafting.writers.endpoints import Endpoint, endpoint_of
from drafting.writers.local import LocalServer
from drafting.writers.prompting import (
    Request,
    rewriting_request,
    without_schema,
    writing_request,
)
from drafting.writers.protocol import Material, Rejected, Spent
from drafting.writers.reply import SentenceReader
from drafting.writers.tokens import count_tokens, counts_are_exact

_TEMPERATURE, _SEED = 0.2, 7
"""Low and fixed, so that the same brief gives the same words on servers that honour a seed."""
_ANSWER_ROOM = 1500
"""Tokens for an answer to a question in plain words."""


class ModelWriter:
    """Writes a plan's elements with a model. Open it with `open_writer`, close it when done."""

    def __init__(self, endpoint: Endpoint, settings: Settings, server: LocalServer | None = None) -> None:
        self._endpoint, self._settings, self._server = endpoint, settings, server
        self._chat, self._client = _connect(endpoint, settings)
        self._takes_schema = True

    @property
    def name(self) -> str | None:
        """The model's name."""
        return self._endpoint.model

    def close(self) -> None:
        """Close the connection, and the local server where this writer started one."""
        self._client.close()
        if self._server is not None:
            self._server.close()

    def __enter__(self) -> ModelWriter:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def write(self, brief: Brief, plan: Plan, material: Material, spent: Spent) -> Iterator[Sentence]:
        """Yield the sentences of every element that the model writes, in the plan's order, as they are completed.

        Raises:
            ModelError: the provider failed, or the reply was cut off, empty, unusable or in another language;
                what was yielded before must then be dropped.
        """
        request = writing_request(
            brief, plan, material, context=self._endpoint.context, latitude=self._endpoint.latitude
        )
        if request is not None:
            yield from self._sentences(request, language_of(plan.language), spent)

    def rewrite(
        self, brief: Brief, plan: Plan, rejected: Sequence[Rejected], spent: Spent
    ) -> dict[str, tuple[Sentence, ...]]:
        """Return new sentences for the rejected elements that the model writes, in one call.

        Raises:
            ModelError: as `write`.
        """
        request = rewriting_request(brief, plan, rejected)
        written: dict[str, tuple[Sentence, ...]] = {}
        if request is not None:
            for sentence in self._sentences(request, language_of(plan.language), spent):
                written[sentence.element] = (*written.get(sentence.element, ()), sentence)
        return written

    def ask(self, question: str) -> str:
        """Return the model's whole answer to a question in plain words.

        Raises:
            ModelError: as `write`.
        """
        room = min(_ANSWER_ROOM, self._endpoint.context // 3)
        request = Request((("user", question),), {}, {}, {}, room)
        self._check_size(request, "en", Spent())
        answer = "".join(self._reply(request, "en", Spent()))
        if not answer.strip():
            raise self._error("model.empty")
        return answer

    def _sentences(self, request: Request, language: Language, spent: Spent) -> Iterator[Sentence]:
        spent.notices.extend(request.notices)
        self._check_size(request, language, spent)
        reader = SentenceReader(request, language)
        for piece in self._reply(request, language, spent):
            yield from reader.feed(piece)
        if not reader.written:
            raise self._error(_why_nothing(reader))

    def _check_size(self, request: Request, language: Language, spent: Spent) -> None:
        if not counts_are_exact():
            spent.notices.append(say("model.estimated_tokens", language))
        needed = sum(count_tokens(text) for _, text in request.messages) + request.max_tokens
        if needed > self._endpoint.context:
            raise self._error("model.too_long", needed=needed, context=self._endpoint.context)

    def _reply(self, request: Request, language: Language, spent: Spent) -> Iterator[str]:
        """Yield the reply's text as it comes; ask again in plain words where the server takes no schema."""
        asked = request if self._takes_schema else without_schema(request, language)
        try:
            yield from self._stream(asked, spent)
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            if not asked.schema:
                raise self._error("model.refused_request", reason=self._reason(error)) from None
            self._takes_schema = False
            spent.notices.append(say("model.no_schema", language))
            yield from self._reply(request, language, spent)

    def _stream(self, request: Request, spent: Spent) -> Iterator[str]:

        finish, usage, said = "", (0, 0), []
        end = time.monotonic() + self._settings.model_deadline
        spent.model_calls += 1
        try:
            for chunk in self._timed(self._chunks(request, end), spent):
                text = chunk.text
                finish = chunk.response_metadata.get("finish_reason") or finish
                usage = _larger(usage, getattr(chunk, "usage_metadata", None))
                said.append(text)
                if text:
                    yield text
        except (openai.BadRequestError, openai.UnprocessableEntityError):
            raise
        except openai.OpenAIError as error:
            raise self._translated(error, end, begun=bool(said)) from None
        except httpx2.HTTPError as error:
            raise self._dropped(error, end) from None
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            # What a server sends that is no stream of completions surfaces as one of these in the client libraries.
            raise self._error("model.unusable") from None
        finally:
            spent.prompt_tokens += usage[0] or sum(count_tokens(text) for _, text in request.messages)
            spent.completion_tokens += usage[1] or count_tokens("".join(said))
        if finish != "stop":
            raise self._error(_why_unfinished(finish, "".join(said)))

    def _chunks(self, request: Request, end: float) -> Iterator[BaseMessageChunk]:

        options: dict[str, Any] = {"max_tokens": request.max_tokens}
        chat = self._chat
        if request.schema:
            form = {"name": "statement", "strict": True, "schema": request.schema}
            options["extra_body"] = {"response_format": {"type": "json_schema", "json_schema": form}}
        elif not self._takes_schema:
            chat = chat.model_copy(update={"temperature": None, "seed": None, "stream_usage": False})
        messages = [(role, text) for role, text in request.messages]
        # A tracing service named in the environment would get a copy of an unpublished statement.
        yield from until(end, chat.stream(messages, **options), lambda: tracing_context(enabled=False))

    @staticmethod
    def _timed(steps: Iterator[BaseMessageChunk], spent: Spent) -> Iterator[BaseMessageChunk]:
        while True:
            begin = time.monotonic()
            try:
                step = next(steps, None)
            finally:
                spent.model_seconds += time.monotonic() - begin
            if step is None:
                return
            yield step

    def _dropped(self, error: Exception, end: float) -> ModelError:

        if time.monotonic() >= end:
            return self._error("model.deadline", seconds=f"{self._settings.model_deadline:g}")
        if isinstance(error, httpx2.TimeoutException):
            return self._error("model.timeout", seconds=f"{self._settings.model_timeout:g}")
        return self._error("model.broken_off")

    def _translated(self, error: Exception, end: float, *, begun: bool) -> ModelError:

        if isinstance(error, openai.APITimeoutError) or time.monotonic() >= end:
            late = time.monotonic() >= end
            limit = self._settings.model_deadline if late else self._settings.model_timeout
            return self._error("model.deadline" if late else "model.timeout", seconds=f"{limit:g}")
        if isinstance(error, openai.RateLimitError):
            return self._rate_limited(error)
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            return self._error("model.refused_key")
        if isinstance(error, openai.NotFoundError):
            return self._error("model.not_found")
        if isinstance(error, openai.APIConnectionError):
            return self._error("model.broken_off" if begun else "model.unreachable")
        if isinstance(error, openai.APIStatusError):
            return self._error("model.server_error", status=error.status_code)
        return self._error("model.failed", reason=self._reason(error))

    def _rate_limited(self, error: Any) -> ModelError:
        if getattr(error, "code", None) == "insufficient_quota":
            return self._error("model.quota")
        wait = error.response.headers.get("retry-after", "")
        return (
            self._error("model.rate_limited_for", wait=wait)
            if wait.isdigit()
            else self._error("model.rate_limited")
        )

    def _reason(self, error: Exception) -> str:
        reason = " ".join(str(getattr(error, "message", error)).split())[:200]
        key = self._endpoint.key.get_secret_value()
        return reason.replace(key, "***") if key else reason

    def _error(self, key: str, **fields: object) -> ModelError:
        return ModelError(key, model=self._endpoint.model, address=self._endpoint.address, **fields)


def open_writer(settings: Settings, model: str | None = None) -> ModelWriter:
    """Return a writer for `model`, or for the settings' model; a `.gguf` path starts a server of its own.

    Raises:
        SettingsError: no model is named, or nothing says where it answers.
        ModelError: the local server does not start.
    """
    name = model or settings.model_name
    if not name or name == "none":
        raise SettingsError("model.none_named")
    if name.lower().endswith(".gguf"):
        server = LocalServer.start(name, context=settings.model_context)
        try:
            return ModelWriter(endpoint_of(settings, server.model, server.base_url), settings, server)
        except BaseException:
            server.close()
            raise
    return ModelWriter(endpoint_of(settings, name), settings)


def _connect(endpoint: Endpoint, settings: Settings) -> tuple[ChatOpenAI, Any]:

    rate = settings.requests_per_second
    client = DeadlineClient(follow_redirects=True, timeout=settings.model_timeout)
    chat = ChatOpenAI(
        model=endpoint.model,
        base_url=endpoint.base_url,
        api_key=endpoint.key,
        timeout=settings.model_timeout,
        max_retries=settings.model_retries,
        temperature=_TEMPERATURE,
        seed=_SEED,
        stream_usage=True,
        use_responses_api=False,
        cache=False,
        rate_limiter=InMemoryRateLimiter(requests_per_second=rate, max_bucket_size=1) if rate else None,
        http_client=client,
    )
    return chat, client


def _larger(usage: tuple[int, int], reported: Any) -> tuple[int, int]:
    # Some servers report a running total with every piece, so totals are compared, not added.
    if not reported:
        return usage
    return max(usage[0], reported["input_tokens"]), max(usage[1], reported["output_tokens"])


def _why_nothing(reader: SentenceReader) -> str:
    if not reader.text.strip():
        return "model.empty"
    return "model.wrong_language" if reader.foreign else "model.unusable"


def _why_unfinished(finish: str, said: str) -> str:
    if finish == "content_filter":
        return "model.filtered"
    return "model.cut_off" if said.strip() or finish else "model.empty"
