"""Reading a model's reply: streamed JSON into the values of its keys, and each value into clean sentences."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from drafting.messages import Language
from drafting.sentences import sentence_spans
from drafting.statement import Sentence
from drafting.writers.binding import bound_ids
from drafting.writers.prompting import Request, element_labels, tells_only_once
from drafting.writers.script import han_share, is_han

_PAIR = re.compile(
    r'"(?P<key>(?:[^"\\]|\\.)*)"\s*:\s*(?P<value>"(?:[^"\\]|\\.)*"|\[\s*(?:"(?:[^"\\]|\\.)*"\s*,?\s*)*\])',
    re.S,
)
_THOUGHT = re.compile(r"\A\s*<think>.*?(?:</think>|\Z)", re.S)
_MARKUP = re.compile(r"\*\*|__|`+|^#{1,6}\s+|^>\s+", re.M)
_NUMBERED = re.compile(r"\A\s*(?:[-*•·]\s+|[（(]?\d{1,2}[)）、]\s*|\d{1,2}\.\s+|[①-⑳]\s*)")
_CITED = re.compile(r"\s*[\[【(（](?:[a-z]{1,2}\d{1,2}[,，、 ]*)+[\])】）]")
_QUOTES = {"“": "”", '"': '"', "「": "」", "『": "』", "'": "'"}
_ZH_MARKS = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_ENDS = "。！？!?.…”」』\"'）)"
_ENOUGH_LETTERS = 8
_ZH_LEAST, _EN_MOST = 0.35, 0.1
"""Share of Han letters below which a sentence is not Chinese, and above which it is not English. Ours."""


class ReplyReader:
    """Takes a reply in pieces and gives back each key's value as soon as it is complete.

    Prose or a fence around the JSON, a thought before it, and a missing end are borne with: whatever pairs of key
    and string (or list of strings) are complete count.
    """

    def __init__(self) -> None:
        self._text = ""
        self._at = 0

    def feed(self, piece: str) -> Iterator[tuple[str, str]]:
        """Take in the next piece; yield the pairs that it completes."""
        self._text += piece
        if '"' not in piece and "]" not in piece:
            return
        start = self._start()
        while start is not None and (found := _PAIR.search(self._text, max(start, self._at))):
            self._at = found.end()
            pair = _read(found["key"], found["value"])
            if pair is not None:
                yield pair

    @property
    def text(self) -> str:
        """Everything that was taken in."""
        return self._text

    def _start(self) -> int | None:
        thought = _THOUGHT.match(self._text)
        brace = self._text.find("{", thought.end() if thought else 0)
        return None if brace < 0 else brace


def _read(key: str, value: str) -> tuple[str, str] | None:
    try:
        loaded = json.loads(value, strict=False)
        name = json.loads(f'"{key}"', strict=False)
    except json.JSONDecodeError:
        return None
    return name, "\n".join(loaded) if isinstance(loaded, list) else loaded


class SentenceReader:
    """Takes a reply in pieces and gives back its sentences, each with its element and the facts it tells.

    Attributes:
        written: how many sentences came out.
        foreign: how many were left out because they are in another language.
    """

    def __init__(self, request: Request, language: Language) -> None:
        self._request, self._language = request, language
        self._reader = ReplyReader()
        self._done: set[str] = set()
        self._said: set[str] = set()
        self.written = self.foreign = 0

    @property
    def text(self) -> str:
        """Everything that was taken in."""
        return self._reader.text

    def feed(self, piece: str) -> Iterator[Sentence]:
        """Take in the next piece; yield the sentences of the elements that it completes."""
        for key, value in self._reader.feed(piece):
            if key in self._request.elements and key not in self._done:
                self._done.add(key)
                yield from self._sentences(key, value)

    def _sentences(self, key: str, value: str) -> Iterator[Sentence]:
        element, pairs = self._request.elements[key], self._request.bases[key].pairs
        echoes = self._request.words_not_to_echo(key, self._language)
        for text in sentences_of(value, self._language, element_labels(self._language)):
            if is_echo(text, echoes) or (tells_only_once(element.name) and _bare(text) in self._said):
                continue
            self._said.add(_bare(text))
            if not is_in_language(text, self._language):
                self.foreign += 1
                continue
            self.written += 1
            binds = bound_ids(text, pairs)
            yield Sentence(
                text=text, element=element.name, posture=element.posture, binds=binds, origin="model"
            )


def sentences_of(value: str, language: Language, labels: Sequence[str]) -> list[str]:
    """Return the sentences of one element's value, without markup, numbering, labels (`承诺:`) or outer quotes."""
    text = _MARKUP.sub("", value.replace("\\n", "\n"))
    sentences = []
    for line in text.splitlines():
        bare = _without_wrapping(line, labels)
        sentences += [bare[span.start : span.end] for span in sentence_spans(bare)]
    cleaned = (_finished(_CITED.sub("", sentence).strip(), language) for sentence in sentences)
    return list(dict.fromkeys(sentence for sentence in cleaned if any(c.isalnum() for c in sentence)))


def is_echo(sentence: str, sources: Iterable[str]) -> bool:
    """Return whether `sentence` only repeats one of `sources`, such as the task or the subject, or a part of it."""
    bare = _bare(sentence)
    return any(bare in _bare(source) for source in sources if source)


def _bare(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


def _without_wrapping(line: str, labels: Sequence[str]) -> str:
    label = re.compile(
        r"\A\s*(?:"
        + "|".join(re.escape(name) for name in sorted(labels, key=len, reverse=True))
        + r")\s*[:：]\s*",
        re.I,
    )
    before = None
    text = line.strip()
    while text != before:
        before = text
        text = label.sub("", _NUMBERED.sub("", text)).strip()
        if len(text) > 1 and _QUOTES.get(text[0]) == text[-1] and text[0] not in text[1:-1]:
            text = text[1:-1].strip()
    return text


def _finished(sentence: str, language: Language) -> str:
    if not sentence:
        return ""
    if language == "zh":
        sentence = _chinese_marks(sentence)
    if sentence[-1] in "，,；;、：:":
        sentence = sentence[:-1]
    if sentence and (sentence[-1] not in _ENDS or sentence[-1] in "）)"):
        sentence += "。" if language == "zh" else "."
    return sentence[0].upper() + sentence[1:] if language == "en" and sentence else sentence


def _chinese_marks(sentence: str) -> str:
    marks = list(sentence)
    for place, mark in enumerate(sentence):
        before = sentence[place - 1] if place else ""
        after = sentence[place + 1 : place + 2]
        wide = _ZH_MARKS.get(mark)
        if wide and (_is_wide(before) or _is_wide(after)):
            marks[place] = wide
        elif mark == "." and not after and _is_wide(before):
            marks[place] = "。"
    return "".join(marks)


def _is_wide(character: str) -> bool:
    return bool(character) and (is_han(character) or character in "”’」』）》％")


def is_in_language(sentence: str, language: Language) -> bool:
    """Return whether `sentence` is written in `language`, by its share of Han letters; a few letters always are."""
    if sum(map(str.isalpha, sentence)) < _ENOUGH_LETTERS:
        return True
    share = han_share(sentence)
    return share >= _ZH_LEAST if language == "zh" else share <= _EN_MOST
