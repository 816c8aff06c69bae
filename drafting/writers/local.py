"""A `.gguf` file as a model: xllamacpp's server in a process of its own, on a loopback port that nobody else uses.

It is the optional extra `local`. A process of its own, because what crashes in native code must not take the desk with it.
"""

from __future__ import annotations

import atexit
import importlib.util
import os
import re
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue

from drafting.errors import ModelError, SettingsError

_READY = re.compile(rb"\Acandor-listening (http://127\.0\.0\.1:\d+)\s*\Z")
_START_SECONDS = 180.0
"""Loading 1 GB from a cold disk took 7 s here; a large model on a slow one takes minutes."""


class LocalServer:
    """A running server of one model; it ends with `close`, or with this process."""

    def __init__(self, process: subprocess.Popen[bytes], model: str, base_url: str) -> None:
        self._process, self.model, self.base_url = process, model, base_url
        atexit.register(self.close)

    @classmethod
    def start(cls, path: str, *, context: int) -> LocalServer:
        """Start a server for the model file at `path`, with room for `context` tokens, and wait until it answers.

        Raises:
            SettingsError: there is no such file, or the extra `local` is not installed.
            ModelError: the file is no model, or the server does not come up.
        """
        file = Path(path).expanduser()
        if not file.is_file():
            raise SettingsError("model.no_file", path=path)
        if importlib.util.find_spec("xllamacpp") is None:
            raise SettingsError("model.no_extra")
        with file.open("rb") as data:
            if data.read(4) != b"GGUF":
                raise ModelError("model.not_gguf", path=path)
        command = [sys.executable, "-m", __name__, str(file.resolve()), str(context)]
        process = subprocess.Popen(  # noqa: S603 - our own module and a file that was just checked
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        address = _wait(process)
        if address is None:
            _end(process)
            raise ModelError("model.not_started", path=path)
        return cls(process, file.stem, f"{address}/v1")

    def close(self) -> None:
        """Stop the server; doing it twice does no harm."""
        atexit.unregister(self.close)
        _end(self._process)


def _wait(process: subprocess.Popen[bytes]) -> str | None:
    lines: Queue[bytes] = Queue()

    def read() -> None:
        for line in process.stdout or ():
            lines.put(line)
        lines.put(b"")

    threading.Thread(target=read, daemon=True).start()
    try:
        while line := lines.get(timeout=_START_SECONDS):
            if ready := _READY.match(line):
                return ready[1].decode()
    except Empty:
        pass
    return None


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.stdin:
        process.stdin.close()
    process.terminate()
    try:
        process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def serve(path: str, context: int) -> None:
    """Serve the model at `path` until standard input closes, which it does when the parent ends, however it ends."""
    import xllamacpp

    params = xllamacpp.CommonParams()
    params.model.path = path
    params.model_alias = [Path(path).stem]
    params.hostnames = ["127.0.0.1"]
    params.port = 0
    params.n_ctx = context
    params.n_parallel = 1
    params.cpuparams.n_threads = os.cpu_count() or 1
    params.verbosity = 0
    params.warmup = False
    server = xllamacpp.Server(params)
    sys.stdout.write(f"candor-listening {server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.buffer.read()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
