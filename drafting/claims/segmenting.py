"""Chinese words: where the dictionary cuts a text, and what it takes each piece for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from drafting.claims import lexicon
from drafting.claims.fold import fold
from drafting.late_patterns import late

if TYPE_CHECKING:
    import rjieba

_BEFORE_FUNCTION = late(
    r"(?<=[部局厅院店科组司])(?=[把将已于在由也和与及从向对给])|(?<=处)(?=[把将已由也和与及从向])|(?<=(?<![理自缘事])由)(?![于此来])"
)
"""Where the segmentation would take a name's last character and a function word for one word (质检|部把)."""
_HAN = late(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the segmentation: where it begins (code points), and its class."""

    text: str
    start: int
    tag: str

    @property
    def end(self) -> int:
        """Where it ends, half-open."""
        return self.start + len(self.text)


@cache
def _segmenter() -> rjieba.Jieba:
    """Our own copy of the dictionary: it takes the longer endings as words, which the shared one must not learn."""
    import rjieba

    segmenter = rjieba.Jieba()
    for ending in (word for words in lexicon.names().endings.values() for word in words):
        if len(ending) > 2:
            segmenter.add_word(ending, None, "nt")
    return segmenter


@lru_cache(maxsize=4096)
def _tagged(run: str) -> tuple[tuple[str, str], ...]:
    return tuple(_segmenter().tag(run))


def segmented(text: str) -> list[Word]:
    """Return the Chinese words of `text` in order."""
    found = []
    for run in _HAN.finditer(fold(text)):
        at = run.start()
        for part in _BEFORE_FUNCTION.split(run.group()):
            for word, tag in _tagged(part):
                found.append(Word(word, at, tag))
                at += len(word)
    return found


@lru_cache(maxsize=4096)
def _known_words(run: str) -> tuple[str, ...]:
    return tuple(_segmenter().cut(run, False))


def single_characters(text: str) -> dict[int, str]:
    """Return the Chinese characters of a folded text that the dictionary takes for words by themselves, by place."""
    found = {}
    for run in _HAN.finditer(text):
        at = run.start()
        for word in _known_words(run.group()):
            if len(word) == 1:
                found[at] = word
            at += len(word)
    return found
