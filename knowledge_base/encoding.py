"""From the bytes of a file that somebody saved to its text: Unicode, or what Excel and Notepad write by default."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from knowledge_base.errors import KnowledgeFileError, refusal
from knowledge_base.reading import LARGEST_FILE

_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_COMMON = 0.9
"""Share of the characters beyond ASCII that GB 2312, the common set of 1980, must hold: bytes of another encoding,
read as GB18030, give mostly rare characters (ours)."""
_FEW = 0.15
"""Share of a text that may lie beyond ASCII for it to be Western European: Big5 or Shift-JIS is nearly all beyond."""
_WESTERN = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ‘’“”‚„–—…•€£¥§©®°·«»¡¿ªº½¼¾\u00a0™]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""What no text holds."""


def text_in(path: Path) -> str:
    """Return a file's text, without a byte order mark: UTF-8, UTF-16 with its mark, GB18030 or Windows-1252.

    Raises:
        KnowledgeFileError: the file cannot be read, is too large, or is no text in one of these for sure.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise KnowledgeFileError(path.name, None, None, zh="文件太大。", en="the file is too large.")
        data = path.read_bytes()
    except OSError as error:
        reason = refusal(error)
        raise KnowledgeFileError(
            path.name, None, None, zh=f"读不了（{reason.zh}）。", en=f"it cannot be read ({reason.en})."
        ) from error
    text = _decoded(data)
    if text is None or _CONTROL.search(text):
        raise KnowledgeFileError(
            path.name,
            None,
            None,
            zh="认不出文字编码，请另存为 UTF-8。",
            en="its encoding is not known; save it as UTF-8.",
        )
    return text


def _decoded(data: bytes) -> str | None:
    try:
        return data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig")
    except UnicodeDecodeError:
        return as_gb18030(data) or _as_western(data)


def as_gb18030(data: bytes) -> str | None:
    """Return bytes as GB18030 text, or nothing where they are hardly that."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f"]
    return text if sum(map(_is_common, beyond)) >= _COMMON * len(beyond) else None


def _is_common(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return character in "—·€"
    return True


def _as_western(data: bytes) -> str | None:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    beyond = [character for character in text if character > "\x7f"]
    known = all(map(_WESTERN.match, beyond))
    return text if known and len(beyond) <= _FEW * len(text) else None
