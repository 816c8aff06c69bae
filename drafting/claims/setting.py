"""A text laid out for reading: its folded form, clauses, quotations, and the words that turn what is said."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, cached_property

from drafting.claims import lexicon
from drafting.claims.claim import Mood
from drafting.claims.fold import fold, lowered
from drafting.claims.numerals import FIRST_DIGIT, FIRST_WORD
from drafting.late_patterns import late
from drafting.messages import Language
from drafting.sentences import sentence_spans

_CLAUSE = late(
    r"[。;!?\n\r…—]+|(?<![0-9]),|,(?![0-9]{3}(?![0-9]))|(?<![0-9]):|:(?![0-9])"
    r"|(?<![ap]\.m)\.(?!(?<=\bno\.)\s?[0-9])(?=[\s\"')\]”’]|$)|(?<=\s)(?:but|while|although|though|whereas|however)(?=\s)"
)
_QUOTED = late(r"“[^”\n]{1,400}”|「[^」\n]{1,400}」|『[^』\n]{1,400}』|(?<!\w)\"[^\"\n]{1,400}\"")
_OWN_SUBJECT = late(r"\s*(?:我们|我司|我方|公司|本公司|我公司|现已|目前|we\b|our\b|the company)")
_NOT_YET_ZH = late(r"[^,。;!?\n的]{0,6}?(?:尚未|未(?!来|成年)|没有|还没|没能|为零|不存在)")
_NOT_YET_EN = late(
    r"\s*(?:(?:has|have|had|was|were|is|are|did|do|does|been|yet)\s+){1,3}(?:not\b|never\b)|\s*(?:has|have|was|were|is|are|did)n't|\s+(?:nobody|no one|no-one|none)(?![a-z])"
)
_PUT = late(r"\s*问\s?[0-9一二三四五六七八九十]{0,2}\s?:")
_MODIFIER = late(r"(?:没|未|不)(?!有)[^,。;]{1,8}的[0-9一二三四五六七八九十两][^,。;]*$")
"""没卖出去的5700册 says of which ones something is told; it denies nothing of them."""
_RAISED = late(
    r"\s*(?:若|如果?|要是|遇到|碰到)?(?:对方|客户|顾客|家长|业主|读者|旅客|乘客|病人|患者|家属|学员|用户|网友|记者|有人|住户|会员|考生)(?:若|如|再|要是|来电|来)?(?:问起?|问到|追问|提到|提起|说起|质疑|嫌)"
)
"""What somebody is said to ask about or to bring up: 客户问起退票，请说……"""
_NEVER = "(?!)"
_FIGURE = late(rf"{FIRST_DIGIT}|[半差正]|(?<![a-z])(?:{FIRST_WORD}|noon|mid(?:night|day))")
"""What any number, length or time of day begins with."""
_REASON = re.compile(r"(?<![a-z])because(?![a-z])")
"""A negator does not reach past it: it cannot be refunded because the card has expired."""
_NEGATION_REACH_ZH = 14
_NEGATION_REACH_EN = 60


@cache
def _marks(mood: str, language: Language) -> re.Pattern[str]:
    """One expression for a mood: words that only look like it are consumed first."""
    book = lexicon.moods()
    words = lexicon.words_of(book[mood], language)
    stops = lexicon.words_of(book[f"not_{mood}"], language) if f"not_{mood}" in book else []
    if language == "zh":
        stop, mark = lexicon.chinese(stops) or _NEVER, lexicon.chinese(words) or _NEVER
        return re.compile(f"(?:{stop})|(?P<mark>{mark})")
    stop = lexicon.english_inside(stops) or _NEVER
    mark = lexicon.english_inside([word for word in words if word != "n't"]) or _NEVER
    expression = rf"(?<![a-z])(?:(?:{stop})|(?P<mark>{mark}))(?![a-z])"
    return re.compile(expression + (r"|(?P<suffix>n't(?![a-z]))" if "n't" in words else ""))


_MOODS: tuple[tuple[Mood, str], ...] = (
    ("negated", "negation"),
    ("hedged", "hedge"),
    ("future", "future"),
    ("conditional", "conditional"),
    ("question", "question"),
    ("directive", "directive"),
    ("denied", "denial"),
)
_OF_CLAUSE: tuple[Mood, ...] = ("hedged", "question")
"""Moods that hold in the whole clause where their word stands."""


class Setting:
    """A text with everything that the readers of single claims ask about it. Offsets are those of `text`."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = text
        self.language: Language = language
        self.folded = fold(text)
        self.low = lowered(self.folded)
        self.taken = bytearray(len(text))
        self.sentences = [(span.start, span.end) for span in sentence_spans(text)]
        self._sentence_starts = [start for start, _ in self.sentences]
        self.clauses = self._clauses()
        self._clause_starts = [start for start, _ in self.clauses]
        self.quotations = [m.span() for m in _QUOTED.finditer(text)]
        self.marks: dict[Mood, list[tuple[int, int]]] = {
            mood: [m.span() for m in _marks(name, language).finditer(self.low) if m.lastgroup]
            for mood, name in _MOODS
        }
        self._moods: dict[tuple[tuple[int, int], tuple[int, int]], frozenset[Mood]] = {}

    def _clauses(self) -> list[tuple[int, int]]:
        """The clauses without the blanks before them: one that began before its sentence would count to the last."""
        spans, start = [], 0
        for stop in (*(match.span() for match in _CLAUSE.finditer(self.low)), (len(self.low), len(self.low))):
            words = self.low[start : stop[0]].lstrip()
            if words:
                spans.append((stop[0] - len(words), stop[0]))
            start = stop[1]
        return spans

    @cached_property
    def _figures(self) -> list[int]:
        return [match.start() for match in _FIGURE.finditer(self.low)]

    def figures(self, expression: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield what `expression` finds, looked for only where a figure can begin: it is slow, and most places are none."""
        place = 0
        for start in self._figures:
            if start >= place and (match := expression.match(self.low, start)):
                yield match
                place = match.end()

    def clause_at(self, start: int) -> tuple[int, int]:
        """The clause that holds the place `start`."""
        return _around(self.clauses, self._clause_starts, start)

    def sentence_at(self, start: int) -> tuple[int, int]:
        """The sentence that holds the place `start`."""
        return _around(self.sentences, self._sentence_starts, start)

    def clauses_in(self, span: tuple[int, int]) -> list[tuple[int, int]]:
        """The clauses that begin inside a span."""
        starts = self._clause_starts
        return self.clauses[bisect_left(starts, span[0]) : bisect_left(starts, span[1])]

    def clause_after(self, place: int) -> tuple[int, int] | None:
        """The first clause that begins at `place` or later."""
        at = bisect_left(self._clause_starts, place)
        return self.clauses[at] if at < len(self.clauses) else None

    def sentence_after(self, place: int) -> tuple[int, int] | None:
        """The first sentence that begins at `place` or later."""
        at = bisect_left(self._sentence_starts, place)
        return self.sentences[at] if at < len(self.sentences) else None

    def is_free(self, start: int, end: int) -> bool:
        """Whether no stronger reader has taken any of these words."""
        return not any(self.taken[start:end])

    def take(self, start: int, end: int) -> None:
        """Keep these words from weaker readers."""
        self.taken[start:end] = b"\x01" * (end - start)

    def marked(self, mood: Mood, start: int, end: int) -> list[tuple[int, int]]:
        """The places of a mood's words inside a span."""
        marks = self.marks[mood]
        if not marks:
            return []
        first = bisect_left(marks, (start, 0))
        return marks[first : bisect_left(marks, (end, 0), first)]

    def moods_at(self, start: int, end: int) -> frozenset[Mood]:
        """How the words at a place are said."""
        clause, sentence = self.clause_at(start), self.sentence_at(start)
        of_clause = self._moods_of(clause, sentence)
        moods: set[Mood] = set()
        if self._is_negated(start, end, clause):
            moods.add("negated")
        if self.low[max(start, sentence[1] - 3) : sentence[1]].rstrip("\"'”’」』) ").endswith("?"):
            moods.add("question")
        if self.marked("future", clause[0], end):
            moods.add("future")
        if self.quotations and any(a < start and end < b for a, b in self.quotations):
            moods.add("quoted")
        return of_clause | moods if moods else of_clause

    def _moods_of(self, clause: tuple[int, int], sentence: tuple[int, int]) -> frozenset[Mood]:
        """How all words of a clause are said; told once for each clause."""
        found = self._moods.get((clause, sentence))
        if found is None:
            moods: set[Mood] = {mood for mood in _OF_CLAUSE if self.marked(mood, *clause)}
            if _PUT.match(self.low, *sentence) or self.is_raised(clause):
                moods.add("question")
            if self.marked("denied", *sentence):
                moods.add("denied")
            if self.marked("directive", *clause) or (
                self.marked("directive", sentence[0], clause[0])
                and not _OWN_SUBJECT.match(self.low, clause[0], clause[1])
            ):
                moods.add("directive")
            if self.marked("conditional", sentence[0], clause[1]):
                moods.add("conditional")
            found = self._moods[clause, sentence] = frozenset(moods)
        return found

    def is_put(self, start: int) -> bool:
        """Whether the sentence at a place is put as a question of a list (问：有人说……)."""
        return bool(_PUT.match(self.low, *self.sentence_at(start)))

    def is_raised(self, clause: tuple[int, int]) -> bool:
        """Whether a clause only says what somebody asks about or brings up, and the answer follows."""
        return bool(_RAISED.match(self.low, *clause)) and self.low[clause[1] : clause[1] + 1] in (",", ":")

    def _is_negated(self, start: int, end: int, clause: tuple[int, int]) -> bool:
        reach = _NEGATION_REACH_ZH if self.language == "zh" else _NEGATION_REACH_EN
        if marks := self.marked("negated", max(clause[0], start - reach), start):
            if self.language == "en":
                return not _REASON.search(self.low, marks[-1][1], start)
            if not _MODIFIER.search(self.low, marks[-1][0], start):
                return True
        after = _NOT_YET_ZH if self.language == "zh" else _NOT_YET_EN
        return bool(after.match(self.low, end, clause[1]))


def windows(low: str, anchor: re.Pattern[str], before: int, after: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches around what `anchor` finds, overlapping ones as one, so that a slow expression need read no more.

    A stretch begins and ends outside any word or numeral.
    """
    begin = end = -1
    for match in anchor.finditer(low):
        start = max(0, match.start() - before)
        while start > 0 and low[start - 1 : start + 1].isalnum():
            start -= 1
        if start > end:
            if end >= 0:
                yield begin, end
            begin = start
        end = min(len(low), match.end() + after)
        while end < len(low) and low[end - 1 : end + 1].isalnum():
            end += 1
    if end >= 0:
        yield begin, end


def beginning(
    low: str, first: re.Pattern[str], expression: re.Pattern[str], start: int, end: int
) -> Iterator[re.Match[str]]:
    """Yield what `expression` finds from `start` to `end`, looked for only where `first` finds what any match begins with."""
    place = start
    for begin in first.finditer(low, start, end):
        if begin.start() >= place and (match := expression.match(low, begin.start(), end)):
            yield match
            place = match.end()


def grouped(low: str, anywhere: re.Pattern[str], groups: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Yield what `groups` finds, looked for by `anywhere`: the same alternatives without the groups that name them.

    `re` skips alternatives by their first character only where no group stands around them, and is ten times as quick.
    """
    place = 0
    while (found := anywhere.search(low, place)) and (match := groups.match(low, found.start())):
        yield match
        place = match.end()


def _around(spans: list[tuple[int, int]], starts: list[int], place: int) -> tuple[int, int]:
    at = bisect_right(starts, place) - 1
    if at < 0:
        return spans[0] if spans else (0, 0)
    return spans[at]
