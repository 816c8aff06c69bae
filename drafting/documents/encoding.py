"""From bytes to text: UTF-8 with or without a byte order mark, or GB18030 where that is surely what it is."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from drafting.errors import InputError
from knowledge_base.encoding import as_gb18030

MARK = codecs.BOM_UTF8
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no text holds: a file with one of these is not text (escape sequences are left to the output to defuse)."""
_KNOWN: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "is_pdf"),
    (b"\xd0\xcf\x11\xe0", "is_old_word"),
    (b"PK\x03\x04", "is_archive"),
    (b"{\\rtf", "is_rtf"),
    (codecs.BOM_UTF16_LE, "is_utf16"),
    (codecs.BOM_UTF16_BE, "is_utf16"),
)


def decoded(data: bytes, path: Path | str) -> tuple[str, str]:
    """Return a file's text, line ends kept, and the name of its encoding (utf-8, utf-8-sig or gb18030).

    Raises:
        InputError: the bytes are no text, or text in an encoding that cannot be told for sure.
    """
    for beginning, key in _KNOWN:
        if data.startswith(beginning):
            raise InputError(f"documents.{key}", path=path)
    encoding = "utf-8-sig" if data.startswith(MARK) else "utf-8"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        chinese = as_gb18030(data)
        if chinese is None:
            raise InputError("documents.not_text", path=path) from None
        text, encoding = chinese, "gb18030"
    if _CONTROL.search(text):
        raise InputError("documents.not_text", path=path)
    return text, encoding
