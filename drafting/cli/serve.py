"""`candor serve`: the browser desk on this machine."""

from __future__ import annotations

import socket
from typing import Annotated

import typer

from drafting.cli.reader import tell
from drafting.errors import StoreError

_LOOPBACK = ("127.0.0.1", "localhost", "::1")


def command(
    *,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535)] = 7860,
) -> None:
    """Start the browser desk."""
    if _is_taken(host, port):
        raise StoreError("cli.port_taken", port=port)
    from importlib import import_module

    if host not in _LOOPBACK:
        tell("cli.not_loopback", host=host)
    import_module("ui").serve(host, port, lambda url: tell("cli.listening", url=url))


def _is_taken(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False
