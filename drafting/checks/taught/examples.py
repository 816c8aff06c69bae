"""The labelled passages that teach: which there are, and the one most like a sentence.

`knowledge_base/style/taught/<language>/*.jsonl`, an object a line: `text`; `defects`, the faults it shows (none: clean);
`where`, the words that carry the first of them, and `where2` the second; `may`, faults that a careful reader could also
see there; `tricky`, clean but looks like a fault.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.page import page
from drafting.checks.taught.pieces import runs
from drafting.errors import InputError, RuleFileError
from drafting.messages import Language
from drafting.statement import Defect


class Example(BaseModel):
    """One labelled passage."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    text: str
    defects: tuple[Defect, ...] = ()
    where: str | None = None
    where2: str | None = None
    may: tuple[Defect, ...] = ()
    tricky: bool = False

    @model_validator(mode="after")
    def _stands_in_text(self) -> Example:
        for words in (self.where, self.where2):
            if words is not None and words not in self.text:
                raise ValueError(f"{words!r} does not stand in the text")
        return self

    def words_of(self, fault: Defect) -> str | None:
        """Return the words that carry a fault, where the passage says which."""
        marked = dict(zip(self.defects, (self.where, self.where2), strict=False))
        return marked.get(fault)


def examples_in(text: str, name: str) -> list[Example]:
    """Return the passages of one file.

    Raises:
        RuleFileError: a line is no labelled passage; file, line and field are named.
    """
    read = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            read.append(Example.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "text"
            raise RuleFileError(
                "data.field", file=name, line=number, field=field, reason=first["msg"]
            ) from error
    return read


@cache
def taught_examples(language: Language) -> tuple[Example, ...]:
    """Return every passage that taught the reader of a language.

    Raises:
        RuleFileError: a line is no labelled passage.
    """
    folder = files("knowledge_base") / "style" / "taught" / language
    return tuple(
        example
        for source in sorted(folder.iterdir(), key=lambda item: item.name)
        if source.name.endswith(".jsonl")
        for example in examples_in(source.read_text(encoding="utf-8"), source.name)
    )


def most_like(sentence: str, fault: Defect, language: Language) -> str | None:
    """Return the words of the taught passage with this fault that share most with a sentence (cosine of their runs)."""
    own = frozenset(runs(sentence, language))
    best, likeness = None, 0.0
    for words, pieces in _worded(fault, language):
        shared = len(own & pieces) / ((len(own) * len(pieces)) ** 0.5 or 1)
        if shared > likeness:
            best, likeness = words, shared
    return best


@cache
def _worded(fault: Defect, language: Language) -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple(_pieces_of(fault, language))


def _pieces_of(fault: Defect, language: Language) -> Iterator[tuple[str, frozenset[str]]]:
    for example in taught_examples(language):
        words = example.words_of(fault)
        if words:
            yield words, frozenset(runs(words, language))


def shown_fault(name: str, language: Language) -> str:
    """Return the page on one fault: what is said of it, and examples that taught it.

    Raises:
        InputError: nothing is taught of that name.
    """
    worded = {fault: _worded(fault, language) for fault in FAULTS if fault == name}
    if not worded:
        raise InputError("taught.unknown", name=f"taught.{name}", known=", ".join(FAULTS))
    (fault, examples), *_ = worded.items()
    return page("taught", fault, language, [words for words, _ in examples])
