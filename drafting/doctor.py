"""Which model, embeddings, store and fonts are in use, and whether each answers."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.resources import files

import httpx2

from drafting.errors import CandorError
from drafting.messages import Language, say
from drafting.settings import Settings
from drafting.workspace import Workspace
from drafting.writers.endpoints import endpoint_of, find_local_services
from knowledge_base.errors import KnowledgeError

_PATIENCE = 5.0
"""Seconds that a configured endpoint has to list its models."""


@dataclass(frozen=True)
class Examined:
    """One thing that was looked at: its name and state in the reader's language, and whether it can be used."""

    name: str
    good: bool
    state: str


def examine(workspace: Workspace, language: Language) -> Iterator[Examined]:
    """Yield each part's state; nothing raises, whatever is broken is told."""
    parts: dict[str, Callable[[Workspace, Language], tuple[bool, str]]] = {
        "model": _model,
        "store": _store,
        "rules": _rules,
        "fonts": _fonts,
        "local": _local,
    }
    for name, look in parts.items():
        try:
            good, state = look(workspace, language)
        except (CandorError, KnowledgeError) as error:
            good, state = False, error.in_language(language)
        yield Examined(say(f"cli.doctor_{name}", language), good, state)


def _model(workspace: Workspace, language: Language) -> tuple[bool, str]:
    settings: Settings = workspace.settings
    name = settings.model_name
    if name is None:
        return True, say("cli.doctor_no_model", language)
    began = time.monotonic()
    if name.endswith(".gguf"):
        workspace.writer()
    else:
        endpoint = endpoint_of(settings, name)
        failure = _failure(endpoint.base_url, endpoint.key.get_secret_value())
        if failure:
            return False, say("cli.doctor_no_answer", language, address=endpoint.address, reason=failure)
    return True, say(
        "cli.doctor_model_answers", language, model=name, seconds=round(time.monotonic() - began, 1)
    )


def _failure(base_url: str, key: str) -> str:
    try:
        with httpx2.Client(timeout=_PATIENCE) as client:
            answer = client.get(f"{base_url}/models", headers={"Authorization": f"Bearer {key}"})
    except httpx2.HTTPError as error:
        return type(error).__name__
    return "" if answer.is_success else f"HTTP {answer.status_code}"


def _store(workspace: Workspace, language: Language) -> tuple[bool, str]:
    stats = workspace.search().stats()
    embedder = stats.get("embedder", workspace.settings.embeddings)
    return True, say("cli.doctor_cases", language, cases=stats["cases"], embedder=embedder)


def _rules(workspace: Workspace, language: Language) -> tuple[bool, str]:
    del workspace
    counts = {
        tag: sum(
            1 for entry in (files("knowledge_base") / "style" / tag).iterdir() if entry.name.endswith(".yml")
        )
        for tag in ("zh", "en")
    }
    return all(counts.values()), say("cli.doctor_rules_count", language, **counts)


def _fonts(workspace: Workspace, language: Language) -> tuple[bool, str]:
    del workspace
    lister = shutil.which("fc-list")
    if lister is None:
        return True, say("cli.doctor_fonts_unknown", language)
    asked = [lister, ":lang=zh", "family"]
    listed = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603
    names = sorted({line.split(",")[0].strip() for line in listed.splitlines() if line.strip()})
    if not names:
        return False, say("cli.doctor_no_font", language)
    return True, ", ".join(names[:3])


def _local(workspace: Workspace, language: Language) -> tuple[bool, str]:
    del workspace
    found = find_local_services()
    if not found:
        return True, say("cli.doctor_no_local", language)
    lines = (
        say(
            "cli.doctor_local_found",
            language,
            product=service.product,
            base_url=service.base_url,
            models=", ".join(service.models) or "—",
            settings=" ".join(f"{key}={value}" for key, value in service.settings.items()),
        )
        for service in found
    )
    return True, "\n  ".join(lines)
