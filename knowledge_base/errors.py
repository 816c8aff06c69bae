"""What can go wrong with the knowledge base, said in both languages, since `drafting` holds the other messages."""

from __future__ import annotations

from errno import errorcode
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple

Language = Literal["zh", "en"]


class Refusal(NamedTuple):
    """Why the system refused, in both languages."""

    zh: str
    en: str


def refusal(error: OSError) -> Refusal:
    """Return why the system refused to read or write; in its own words where `refusals.yaml` has none."""
    words = _refusals().get(errorcode.get(error.errno or 0, ""))
    if words is not None:
        return Refusal(**words)
    own = error.strerror or type(error).__name__
    return Refusal(own, own)


@cache
def _refusals() -> dict[str, dict[str, str]]:
    import yaml

    loaded: dict[str, dict[str, str]] = yaml.safe_load(
        (files(__package__) / "refusals.yaml").read_text(encoding="utf-8")
    )
    return loaded


class KnowledgeError(Exception):
    """Something expected went wrong and the message says what to do.

    Attributes:
        zh: the message in Chinese.
        en: the message in English.
    """

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en
        super().__init__(en)

    def in_language(self, language: Language) -> str:
        """Return the message for a person who reads `language`."""
        return self.zh if language == "zh" else self.en


class KnowledgeFileError(KnowledgeError):
    """The editor of a data file must correct it; the message names file, line and field."""

    def __init__(self, file: str, line: int | None, field: str | None, *, zh: str, en: str) -> None:
        self.file = file
        self.line = line
        self.field = field
        place_zh = f"{file}" + (f" 第{line}行" if line else "") + (f"，字段 {field}" if field else "")
        place_en = f"{file}" + (f", line {line}" if line else "") + (f", field {field}" if field else "")
        super().__init__(f"{place_zh}：{zh}", f"{place_en}: {en}")


class KnowledgeStoreError(KnowledgeError):
    """The index, the folder or the embedding service could not be opened, read or written."""
