"""Counting tokens with no network: the one home of tiktoken."""

from __future__ import annotations

import hashlib
import math
import os
import threading
from functools import cache
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from drafting.writers.script import is_han

if TYPE_CHECKING:
    from tiktoken import Encoding

_FILE = "fb374d419588a4632f3f557e76b4b70aebbca790"
_SHA256 = "446a9538cb6c348e3516120d7c08b09f57c36495e2acfffe59a5bf8b0cfb1a2d"
_CACHE_SETTING = "TIKTOKEN_CACHE_DIR"
_PER_HAN, _PER_OTHER = 1.0, 0.4
"""Tokens per character where the encoding is missing; above what o200k needs (measured: 0.7 and 0.23)."""

_lock = threading.Lock()


def count_tokens(text: str) -> int:
    """Return how many o200k tokens `text` has, or a number that is rather too high where the encoding is missing.

    For servers of other models this is an estimate; the count that a reply reports goes before it.
    """
    encoding = _encoding()
    if encoding is None:
        return estimate_tokens(text)
    return len(encoding.encode_ordinary(text))


def estimate_tokens(text: str) -> int:
    """Return a number of tokens that is rather too high than too low, from the number of characters alone."""
    han = sum(map(is_han, text))
    return math.ceil(han * _PER_HAN + (len(text) - han) * _PER_OTHER)


def counts_are_exact() -> bool:
    """Return whether the encoding is there; where it is not, counts are estimates and the user is told."""
    return _encoding() is not None


@cache
def _encoding() -> Encoding | None:
    source = files(__package__) / "encodings" / _FILE
    with _lock, as_file(source) as path:
        # tiktoken deletes a damaged file and goes online for another: so the hash is checked before it looks.
        if not path.is_file() or hashlib.sha256(path.read_bytes()).hexdigest() != _SHA256:
            return None
        import tiktoken

        before = os.environ.get(_CACHE_SETTING)
        os.environ[_CACHE_SETTING] = str(path.parent)
        try:
            return tiktoken.get_encoding("o200k_base")
        finally:
            if before is None:
                del os.environ[_CACHE_SETTING]
            else:
                os.environ[_CACHE_SETTING] = before
