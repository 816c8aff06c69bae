"""From bytes to a plain tree of texts, lists and fields in which every value knows its line.

Only what a brief needs of YAML and JSON is accepted. Every scalar stays the text that was written, so that
`no`, `0571` and `12:30` mean what they say; nothing is expanded, constructed or executed.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from drafting.brief_damage import DamagedBrief, Path
from drafting.late_patterns import late

LARGEST_BRIEF = 1_000_000
"""Bytes. Ours: some two hundred times a long brief."""
DEEPEST = 12
"""Levels of nesting. Ours: a brief needs four."""

_CONTROL = late(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_LONE_SURROGATE = late(r"[\ud800-\udfff]")
_HAN_OR_PUNCTUATION = late(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_OTHER_FORMATS = (
    (b"PK\x03\x04", "office_file"),
    (b"\xd0\xcf\x11\xe0", "office_file"),
    (b"{\\rtf", "office_file"),
    (b"%PDF", "pdf_file"),
)


@dataclass(frozen=True)
class Tree:
    """A brief as written: `data` of dicts, lists, texts and nothing; `lines` from 1, by path."""

    data: Any
    lines: dict[Path, int]


def read_bytes(path: FilePath, limit: int = LARGEST_BRIEF) -> bytes:
    """Return the bytes of a file of at most `limit` bytes.

    Raises:
        DamagedBrief: it is missing, a folder, unreadable or too large.
    """
    name = str(path)
    try:
        if path.is_dir():
            raise DamagedBrief("is_a_folder", file=name)
        with path.open("rb") as stream:
            data = stream.read(limit + 1)
    except FileNotFoundError:
        raise DamagedBrief("no_such_file", file=name) from None
    except (OSError, ValueError) as error:
        reason = error if isinstance(error, OSError) else type(error).__name__
        raise DamagedBrief("unreadable", file=name, reason=reason) from None
    if len(data) > limit:
        raise DamagedBrief("too_large", file=name, limit=limit // 1000)
    return data


def decode(data: bytes, name: str, first_line: int = 1) -> str:
    """Return UTF-8 `data` as text, without its byte order mark.

    Raises:
        DamagedBrief: another encoding, another kind of file, or characters that no text has.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _looks_like_utf_16(data):
        raise DamagedBrief("utf_16", file=name)
    for magic, key in _OTHER_FORMATS:
        if data.startswith(magic):
            raise DamagedBrief(key, file=name)
    try:
        text = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        line = first_line + error.object.count(b"\n", 0, error.start)
        raise DamagedBrief(_encoding_of(data), file=name, line=line) from None
    check_characters(text, name, first_line)
    return text


def check_characters(text: str, name: str, first_line: int = 1) -> None:
    """Refuse control characters and halves of surrogate pairs.

    Raises:
        DamagedBrief: naming the line of the first one.
    """
    if found := _CONTROL.search(text):
        line = first_line + text.count("\n", 0, found.start())
        if text.count("\x00") > 3 or len(_CONTROL.findall(text)) > 20:
            raise DamagedBrief("binary_file", file=name, line=line)
        code = f"U+{ord(found.group()):04X}"
        raise DamagedBrief("control_character", file=name, line=line, code=code)
    if found := _LONE_SURROGATE.search(text):
        line = first_line + text.count("\n", 0, found.start())
        raise DamagedBrief("broken_character", file=name, line=line)


def whole(text: str) -> str | None:
    """Return `text` with surrogate pairs joined, or nothing where half of a pair stands alone."""
    if not _LONE_SURROGATE.search(text):
        return text
    try:
        return text.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        return None


def _looks_like_utf_16(data: bytes) -> bool:
    head = data[:400]
    return len(head) >= 4 and (head[1::2].count(0) * 3 > len(head) or head[0::2].count(0) * 3 > len(head))


def _encoding_of(data: bytes) -> str:
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return "binary_file" if data.count(0) else "not_utf_8"
    if _CONTROL.search(text):
        return "binary_file"
    # In a real GB18030 text, nearly everything beyond ASCII is Han or its punctuation.
    beyond = [character for character in text if ord(character) > 0x7F]
    return "gb18030" if len(_HAN_OR_PUNCTUATION.findall(text)) * 10 >= len(beyond) * 9 else "not_utf_8"
