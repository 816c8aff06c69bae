"""A small HTTP server on loopback that answers like a model server, well or badly, and keeps what it was sent."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Received:
    """One request as it came over the wire."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> dict[str, object]:
        loaded: dict[str, object] = json.loads(self.body or b"{}")
        return loaded

    @property
    def text(self) -> str:
        """Everything said to the model, with JSON escapes undone."""
        return json.dumps(self.json, ensure_ascii=False)


@dataclass
class ScriptedServer:
    """Gives its answers one after the other; the last one again and again."""

    base_url: str
    answers: list[Answer]
    received: list[Received] = field(default_factory=list)
    stopping: Event = field(default_factory=Event)


@contextmanager
def scripted(*answers: Answer) -> Iterator[ScriptedServer]:
    """Run a server that gives `answers` in turn."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            served.received.append(Received(self.path, dict(self.headers), body))
            answer = served.answers.pop(0) if len(served.answers) > 1 else served.answers[0]
            try:
                answer(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_GET = do_POST  # noqa: N815 - the library's name

        def log_message(self, *args: object) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    served = ScriptedServer(f"http://127.0.0.1:{server.server_address[1]}/v1", list(answers))
    server.served = served  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.stopping.set()
        server.shutdown()
        server.server_close()


def event(
    content: str | None = None, finish: str | None = None, usage: dict[str, int] | None = None
) -> bytes:
    """Return one server-sent event of a streamed completion."""
    delta = {} if content is None else {"role": "assistant", "content": content}
    choices = [] if usage else [{"index": 0, "delta": delta, "finish_reason": finish}]
    body = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": choices}
    if usage:
        body["usage"] = usage
    return b"data: " + json.dumps(body, ensure_ascii=False).encode() + b"\n\n"


def _start(handler: BaseHTTPRequestHandler, kind: str = "text/event-stream") -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", kind)
    handler.send_header("Connection", "close")
    handler.end_headers()
    handler.close_connection = True


def says(
    reply: str | dict[str, str],
    *,
    finish: str | None = "stop",
    usage: tuple[int, int] | None = (321, 45),
    piece: int = 7,
) -> Answer:
    """Stream `reply` in pieces of a few characters."""
    text = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _start(handler)
        for start in range(0, len(text), piece):
            handler.wfile.write(event(text[start : start + piece]))
        if finish:
            handler.wfile.write(event(finish=finish))
        if usage:
            total = {"prompt_tokens": usage[0], "completion_tokens": usage[1], "total_tokens": sum(usage)}
            handler.wfile.write(event(usage=total))
        if finish:
            handler.wfile.write(b"data: [DONE]\n\n")

    return answer


def refuses(
    status: int, message: str = "no", *, code: str = "", headers: Sequence[tuple[str, str]] = ()
) -> Answer:
    """Answer with an error status and the usual error body."""
    body = json.dumps({"error": {"message": message, "type": "error", "code": code or None}}).encode()

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in (
            *headers,
            ("Content-Type", "application/json"),
            ("Content-Length", str(len(body))),
        ):
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def sends(body: bytes, kind: str = "text/event-stream") -> Answer:
    """Answer 200 with exactly these bytes and close."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _start(handler, kind)
        handler.wfile.write(body)

    return answer


def never_ends(part: bytes, *, pause: float = 0.05) -> Answer:
    """Send `part` again and again until the client goes away."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        _start(handler)
        while not handler.server.served.stopping.is_set():  # type: ignore[attr-defined]
            handler.wfile.write(part)
            handler.wfile.flush()
            time.sleep(pause)

    return answer


def stays_silent() -> Answer:
    """Accept the request and say nothing."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.server.served.stopping.wait(20)  # type: ignore[attr-defined]

    return answer


def breaks_off(text: str) -> Answer:
    """Promise more than is sent, then reset the connection in the middle."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "1000000")
        handler.end_headers()
        handler.wfile.write(event(text))
        handler.wfile.flush()
        handler.connection.close()
        handler.close_connection = True

    return answer
