"""The building blocks as data: frames by element, chosen by conditions, varied by brief. See `prompts/blocks/`."""

from __future__ import annotations

import zlib
from collections.abc import Sequence, Set
from functools import cache
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, RootModel

from drafting.brief import Channel, Kind
from drafting.data_files import read_data
from drafting.messages import Language

Voice = Literal["formal", "plain", "short", "memo", "script", "qa"]

VOICES: dict[Channel, Voice] = {
    "weibo": "formal",
    "wechat": "formal",
    "press": "formal",
    "xiaohongshu": "plain",
    "douyin": "plain",
    "x": "short",
    "memo": "memo",
    "service_script": "script",
    "qa": "qa",
}


class When(BaseModel):
    """The conditions of a frame; an empty list means that it does not matter."""

    model_config = ConfigDict(extra="forbid")
    kinds: list[Kind] = []
    voices: list[Voice] = []
    flags: list[str] = []
    without: list[str] = []

    def holds(self, kind: Kind, voice: Voice, flags: Set[str]) -> bool:
        """Return whether a frame under these conditions fits."""
        return (
            (not self.kinds or kind in self.kinds)
            and (not self.voices or voice in self.voices)
            and flags >= set(self.flags)
            and flags.isdisjoint(self.without)
        )


class Frame(BaseModel):
    """Wordings of one element under the same conditions."""

    model_config = ConfigDict(extra="forbid")
    when: When = When()
    say: Annotated[list[str], Field(min_length=1)]


class FrameBook(RootModel[dict[str, list[Frame]]]):
    """All frames of a language, by element."""

    def choose(
        self,
        element: str,
        kind: Kind,
        voice: Voice,
        flags: Set[str],
        seed: str,
        wanted: Sequence[Sequence[str]] = (),
    ) -> str:
        """Return one wording for an element; the same seed always gets the same one. Empty where none fits.

        Of several wordings, one that holds a phrase of `wanted` (each entry: alternatives) is taken first.
        """
        for frame in self.root.get(element, []):
            if frame.when.holds(kind, voice, flags):
                apt = [s for s in frame.say if any(phrase in s for entry in wanted for phrase in entry)]
                options = apt or frame.say
                return options[zlib.crc32(f"{seed}/{element}".encode()) % len(options)]
        return ""


@cache
def frame_book(language: Language) -> FrameBook:
    """Return the frames of a language.

    Raises:
        RuleFileError: the data file does not fit.
    """
    return read_data("prompts", f"blocks/{language}/sentences.yaml", FrameBook)
