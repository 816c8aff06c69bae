"""The labelled sentences that teach: briefs with what they carry and what they do not.

`knowledge_base/carried/<language>/*.yaml`, a file a brief: `brief`, as everywhere; `pairs`, by what was made false, a true
sentence and its false twin; `true` and `false`, further sentences, the false ones by what is false in them; `seen`, where
rules were written or mended with these sentences in view.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from drafting.brief import Brief
from drafting.checks.carried.falsehoods import Falsehood
from drafting.checks.taught.page import page
from drafting.data_files import record_in
from drafting.errors import InputError
from drafting.messages import Language

Section = Literal[
    "polarity", "scope", "rounding", "figures", "names", "belongs", "denied", "hedge", "deadline", "cause", "remedy",
    "act", "unfounded", "leak", "earlier",
]  # fmt: skip
"""What is made false."""

KIND_OF: dict[Section, Falsehood] = {
    "polarity": "altered", "scope": "altered", "rounding": "altered", "figures": "altered", "names": "altered",
    "belongs": "altered", "denied": "altered", "hedge": "hedge", "deadline": "deadline", "cause": "cause",
    "remedy": "remedy", "act": "act", "unfounded": "act", "leak": "leak", "earlier": "earlier",
}  # fmt: skip
"""In what way the brief does not carry what each section makes false."""
_Sentence = Annotated[str, Field(min_length=1)]


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid")

    brief: Brief
    seen: bool = False
    pairs: dict[Section, list[tuple[_Sentence, _Sentence]]] = {}
    true: list[_Sentence] = []
    false: dict[Section, list[_Sentence]] = {}


@dataclass(frozen=True)
class Sentence:
    """One labelled sentence: `falsehood` is the section that makes it false, nothing where the brief carries it."""

    text: str
    falsehood: Section | None


@dataclass(frozen=True)
class Lesson:
    """A brief with its labelled sentences."""

    brief: Brief
    seen: bool
    lead: str
    """A true sentence that stands before a labelled one, for a statement seldom opens with it."""
    sentences: tuple[Sentence, ...]


def lesson_in(path: Path) -> Lesson:
    """Return the lesson of one file.

    Raises:
        RuleFileError: the file does not parse, or a field does not fit; file, line and field are named.
    """
    read = record_in(path.read_text(encoding="utf-8"), path.name, _File)
    return Lesson(read.brief, read.seen, next(iter(read.true), ""), tuple(_sentences(read)))


def _sentences(read: _File) -> Iterator[Sentence]:
    for section, twins in read.pairs.items():
        for carried, not_carried in twins:
            yield Sentence(carried, None)
            yield Sentence(not_carried, section)
    yield from (Sentence(text, None) for text in read.true)
    for section, texts in read.false.items():
        yield from (Sentence(text, section) for text in texts)


def shown_falsehood(name: str, language: Language) -> str:
    """Return the page on one kind of falsehood: what is said of it, and pairs of sentences that taught it.

    Raises:
        InputError: nothing is taught of that name.
    """
    sections = {section for section, kind in KIND_OF.items() if kind == name}
    if not sections:
        known = ", ".join(dict.fromkeys(KIND_OF.values()))
        raise InputError("taught.unknown", name=f"carried.{name}", known=known)
    folder = Path(str(files("knowledge_base"))) / "carried" / language
    lessons = [lesson_in(path) for path in sorted(folder.glob("*.yaml"))]
    false = [(lesson, s.text) for lesson in lessons for s in lesson.sentences if s.falsehood in sections]
    return page("carried", name, language, [f"{lesson.brief.organisation}: {text}" for lesson, text in false])
