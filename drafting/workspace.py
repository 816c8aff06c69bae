"""The one place that opens things: settings become model, knowledge base and rules, each only when first needed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from threading import Lock
from typing import TYPE_CHECKING

from drafting.settings import Settings

if TYPE_CHECKING:
    from drafting.writers.model import ModelWriter
    from knowledge_base.search import Search

Progress = Callable[[int, int], None]


class Workspace:
    """Everything a draft needs, opened lazily and shared by threads. Close it, or use it as a context."""

    def __init__(self, settings: Settings | None = None, *, on_progress: Progress | None = None) -> None:
        self.settings = settings or Settings()
        self._on_progress = on_progress
        self._writers: dict[str, ModelWriter] = {}
        self._search: Search | None = None
        self._lock = Lock()
        self._open = ExitStack()

    def writer(self, model: str | None = None) -> ModelWriter | None:
        """Return the model writer for a model's name, or nothing where building blocks are to write.

        Raises:
            SettingsError: the setting cannot be used.
            ModelError: a local model could not be started.
        """
        name = self.settings.model_name if model is None else model
        if name in (None, "", "none"):
            return None
        with self._lock:
            if name not in self._writers:
                from drafting.writers.model import open_writer

                self._writers[name] = self._open.enter_context(open_writer(self.settings, name))
            return self._writers[name]

    def search(self) -> Search:
        """Return the knowledge base, building its index on first use.

        Raises:
            KnowledgeError: a data file is wrong, or the store cannot be used.
        """
        with self._lock:
            if self._search is None:
                from knowledge_base.search import open_search

                key = self.settings.api_key
                self._search = open_search(
                    self.settings.home,
                    chroma_url=self.settings.chroma_url,
                    embeddings=self.settings.embeddings,
                    overlay=self.settings.knowledge,
                    on_progress=self._on_progress,
                    base_url=self.settings.base_url,
                    api_key=key.get_secret_value() if key else None,
                )
                self._open.callback(self._search.close)
            return self._search

    def close(self) -> None:
        """Close whatever was opened."""
        self._open.close()

    def __enter__(self) -> Workspace:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
