"""Where a model answers: from the settings, or found on this machine among the servers that people run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
from pydantic import SecretStr

from drafting.errors import SettingsError
from drafting.settings import Settings
from drafting.writers.prompting import Latitude

_SMALL_BILLIONS = 4.0
"""Models up to this many billion parameters get facts and tasks only: measured, they copy what else they are given."""
_SIZE = re.compile(r"(?<![\d.a-z])(\d+(?:\.\d+)?)b(?![a-z])", re.I)
_NO_KEY = "none-needed"
_PROVIDER = "https://api.openai.com/v1"


@dataclass(frozen=True)
class Endpoint:
    """A model at an address; `context` is what it can read and write, in tokens."""

    model: str
    base_url: str
    key: SecretStr
    context: int
    latitude: Latitude

    @property
    def address(self) -> str:
        """The address as shown to people: never with a user, a password or a query."""
        parts = urlsplit(self.base_url)
        port = f":{parts.port}" if parts.port else ""
        return f"{parts.scheme}://{parts.hostname or ''}{port}{parts.path}"


@dataclass(frozen=True)
class LocalService:
    """A model server found on loopback, and the settings that use it."""

    product: str
    base_url: str
    models: tuple[str, ...]

    @property
    def settings(self) -> dict[str, str]:
        """Environment settings that make this server the writer."""
        settings = {"OPENAI_BASE_URL": self.base_url}
        if self.models:
            settings["CANDOR_MODEL"] = self.models[0]
        return settings


PRODUCTS = (("Ollama", 11434), ("LM Studio", 1234), ("vLLM", 8000), ("llama.cpp", 8080))
"""Model servers that people run, with the port that each takes unless told otherwise."""


def endpoint_of(settings: Settings, model: str, base_url: str | None = None) -> Endpoint:
    """Return where `model` answers: at `base_url`, else where the settings say, else at the provider whose key is set.

    Raises:
        SettingsError: nothing says where the model answers, or the address is none.
    """
    address = base_url or settings.base_url
    key = settings.api_key.get_secret_value().strip() if settings.api_key else ""
    if address is None and not key:
        raise SettingsError("model.no_address", model=model)
    address = (address or _PROVIDER).strip().rstrip("/")
    if not _is_address(address):
        raise SettingsError("model.bad_address", address=address.rpartition("@")[2])
    if base_url is not None or not key:
        key = _NO_KEY
    return Endpoint(model, address, SecretStr(key), settings.model_context, latitude_of(model))


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname)


def latitude_of(model: str) -> Latitude:
    """Return how much a model of this name is given to read, by the size in its name (`1.5b`, `7B`)."""
    sizes = [float(size) for size in _SIZE.findall(Path(model).name)]
    return "plain" if sizes and max(sizes) <= _SMALL_BILLIONS else "full"


def find_local_services(
    timeout: float = 0.5, ports: tuple[tuple[str, int], ...] = PRODUCTS
) -> tuple[LocalService, ...]:
    """Return the model servers that answer on loopback, asked all at once, each for at most `timeout` seconds."""
    with ThreadPoolExecutor(max_workers=len(ports)) as pool:
        found = pool.map(lambda service: _ask(service[0], service[1], timeout), ports)
        return tuple(service for service in found if service is not None)


def _ask(product: str, port: int, timeout: float) -> LocalService | None:
    base_url = f"http://127.0.0.1:{port}/v1"
    try:
        # A proxy named in the environment has no business with loopback.
        with httpx2.Client(timeout=timeout, trust_env=False) as client:
            answer = client.get(f"{base_url}/models")
            answer.raise_for_status()
            models = tuple(_names(answer.json()))
    except (httpx2.HTTPError, ValueError):
        return None
    return LocalService(product, base_url, models)


def _names(listing: object) -> Iterator[str]:
    if not isinstance(listing, dict) or not isinstance(listing.get("data"), list):
        raise ValueError("not a list of models")
    for entry in listing["data"]:
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            yield entry["id"]
