"""The knowledge base as the settings say, for the commands that use it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import typer

from drafting.cli.reader import reader_language
from drafting.errors import InputError, StoreError
from drafting.messages import Language, say
from drafting.settings import Settings
from knowledge_base.errors import KnowledgeError, KnowledgeStoreError
from knowledge_base.search import Search, open_search


def own_folder() -> Path:
    """Return where the organisation's own records are."""
    settings = Settings()
    return settings.knowledge or settings.home / "own"


def opened(about: Language | None = None, *, rebuild: bool = False) -> Search:
    """Open the knowledge base as the settings say, with a progress line while it is built.

    Args:
        about: the language of the question at hand, where there is one.
        rebuild: build its index anew.
    """
    settings = Settings()
    key = settings.api_key.get_secret_value() if settings.api_key else None
    return open_search(
        settings.home,
        chroma_url=settings.chroma_url,
        embeddings=settings.embeddings,
        overlay=settings.knowledge,
        on_progress=partial(progress, about=about),
        base_url=settings.base_url,
        api_key=key,
        rebuild=rebuild,
    )


@contextmanager
def told() -> Iterator[None]:
    """Turn what the knowledge base raises into what the front ends catch."""
    try:
        yield
    except KnowledgeStoreError as error:
        raise StoreError("kb.said", zh=error.zh, en=error.en) from error
    except KnowledgeError as error:
        raise InputError("kb.said", zh=error.zh, en=error.en) from error


def progress(done: int, total: int, *, about: Language | None = None) -> None:
    """Say how far building is: in place on a terminal, else once at the end."""
    if total and (sys.stderr.isatty() or done == total):
        said = say("kb.building", reader_language(about), done=done, total=total)
        typer.echo(("\r" if sys.stderr.isatty() else "") + said, err=True, nl=done == total)
