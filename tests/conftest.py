"""Shared by all tests: no setting of the person who runs them may leak in, and none of their data is touched."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def _settings_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    kept = dict(os.environ)
    for name in list(os.environ):
        if name.startswith(("CANDOR_", "OPENAI_")) and name != "CANDOR_TEST_CACHE":
            del os.environ[name]
    os.environ["CANDOR_HOME"] = str(tmp_path_factory.mktemp("candor-home"))
    os.environ["CANDOR_LANGUAGE"] = "zh"
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    yield
    os.environ.clear()
    os.environ.update(kept)
