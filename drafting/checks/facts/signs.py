"""The words of a clause with their signs: which are said to be so, and which are said not to be."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise

from drafting.claims import lexicon
from drafting.claims.fold import lower
from drafting.claims.setting import Setting
from drafting.claims.telling import core, families, is_void, root
from drafting.late_patterns import late
from drafting.messages import Language

Span = tuple[int, int]
_HEAD = 2
"""How many words behind a negator are what it turns round; what follows them it may (ours)."""
_WORD_EN = late(r"[^\W\d_](?:[\w'-]*[^\W\d_])?|[0-9][0-9,.:]*[0-9]|[0-9]")
_NUMBER = late(r"[0-9]")
_UN = late(
    r"un(?!der|it|cover|expect|precedent|doubt)[a-z]{2,}(?:ed|able|ible|safe|true|harmed|hurt|paid|sold|known|broken|clean|fit|well)$"
)
_LIGHT = frozenset(
    "发出进开打受有得做作上下到取给可会要不应成加接处公通提报检查确重行来去是能看说把被让使用转回起过向对由"
)
"""Beginnings that verbs of quite different meaning share."""
_HAN = late(r"[\u3400-\u9fff]+|[a-z][a-z-]+")
_STOP_EN = frozenset(
    "the a an of to in on at by for from with and or but as is are was were be been being has have had having it its this that these"
    " those we our us they their them he his him she her i my me you your who which what whom whose will would can could shall do does did"
    " there here if when after before so than then also about into over under up out off one s t am any all each every both either yet ever even already still".split()
)
_STOP_ZH = frozenset(
    "的 了 在 是 和 与 及 对 将 已 被 把 就 也 都 而 并 或 其 该 此 我 我们 你 您 他 她 它 他们 这 那 这些 那些 有 没有 没 未 无 不 均 全 等 为 由 从 到 于 向 给 让 使 个 名 位 人 件 台 起"
    " 会 要 能 可 可以 已经 还 又 再 才 地 得 着 过 吗 呢 吧 啊 之 以 所 者 上 下 中 里 内 后 前 时 年 月 日 点 分".split()
)


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A word of a clause.

    Attributes:
        text: the word, folded.
        keys: what it is known by: its root or core, and the families of words that say the same.
        sign: 1 where it is said to be so, -1 where a negator turns it round, 0 where one only may.
        faint: whether it tells nothing by itself.
        proper: whether it is written as a name.
        is_side: whether it stands for one of two opposites, beside the word itself.
        is_behind: whether it stands behind a negator.
    """

    text: str
    keys: frozenset[str]
    sign: int
    faint: bool = False
    proper: bool = False
    is_side: bool = False
    is_behind: bool = False


@dataclass(frozen=True, eq=False)
class Signed:
    """A clause, folded, with its words and their signs."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys of all its words."""
        return frozenset().union(*(word.keys for word in self.words), frozenset())

    @cached_property
    def says_both(self) -> bool:
        """Whether it says the one of some and the contrary of others: 31 stay open and 12 closed."""
        signs = {(key, word.sign) for word in self.words for key in word.keys if word.is_side}
        return any((key, -sign) in signs for key, sign in signs if sign)

    @cached_property
    def plain(self) -> tuple[Word, ...]:
        """Its words without those that stand for one of two opposites."""
        return tuple(word for word in self.words if not word.is_side)


@cache
def _negators(language: Language) -> re.Pattern[str]:
    book = lexicon.contrast()
    if language == "zh":
        stop, mark = (
            lexicon.chinese(book.no_turners.zh + book.no_negators.zh),
            lexicon.chinese(book.turners.zh + book.negators.zh),
        )
        return re.compile(f"(?:{stop})|(?P<mark>{mark})")
    stop = lexicon.english_inside(book.no_turners.en + book.no_negators.en)
    mark = lexicon.english_inside(book.turners.en + book.negators.en)
    return re.compile(rf"(?<![a-z])(?:(?:{stop})|(?P<mark>{mark}))(?![a-z])|(?P<suffix>n't)(?![a-z])")


_BEHIND_ZH = late(
    r"(?:[一半]?[个例位名人次点件样]?(?:也|都|均|则|就)?(?:没有|不存在|为零|没|无|都不是|不在内))(?:了|的|过)?\s*$"
)
_ATTRIBUTE_ZH = late(r"(?<=不是)[^,。]{1,10}的$|(?!把|将|对|向|给|为|让)[^的,。]{1,9}的(?!$|[,。;])")
_JOINED_ZH = late(r"(?<=[\u3400-\u9fff])(?<![不还都也就可要总只老])是(?!否|不是|零)|但|却|而(?!且)")
_VERB_EN = late(
    r"(?<![a-z])(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|may|went|came|took|gave|got|made|found|left|lost|kept|held|met|sent|told|knew|ran|\w{2,}ed)(?![a-z])|n't"
)
_JOINED_EN = late(
    r"(?<![a-z])(?:and|but|when|while|because|since|after|before|until|if|so|who|which)(?![a-z])"
)


@lru_cache(maxsize=4096)
def tokens(low: str, language: Language) -> tuple[tuple[int, str, bool], ...]:
    """The words of a folded text with their places, and whether a Chinese one is a verb."""
    if language == "en":
        return tuple((m.start(), m.group(), False) for m in _WORD_EN.finditer(low))
    # The segmenter is loaded only where Chinese is compared word by word: it costs a quarter of a second.
    import rjieba

    found, at = [], 0
    for word, tag in rjieba.tag(low):
        place = low.find(word, at)
        at = place + len(word)
        if _HAN.fullmatch(word):
            found.append((place, word, tag[0] == "v"))
    return tuple(found)


@lru_cache(maxsize=8192)
def keys_of(word: str, language: Language, *, is_verb: bool = False) -> frozenset[str]:
    """Return what a word is known by."""
    found = {f"~{number}" for number in families(word, language)} | _alike(language).get(
        root(word) if language == "en" else word, frozenset()
    )
    if language == "en":
        return frozenset(found | {root(word)})
    found |= {word, core(word)}
    if len(word) > 2:
        found |= {word[i : i + 2] for i in range(len(word) - 1)}
    if is_verb and len(word) <= 2 and word[0] not in _LIGHT:
        found.add(word[0] + "…")
    return frozenset(found)


@cache
def _alike(language: Language) -> dict[str, frozenset[str]]:
    """Words that say the same where one clause is laid beside another."""
    groups = lexicon.contrast().alike
    found: dict[str, set[str]] = defaultdict(set)
    for number, group in enumerate(groups.zh if language == "zh" else groups.en):
        for word in group.split():
            found[root(word) if language == "en" else word].add(f"={number}")
    return {word: frozenset(keys) for word, keys in found.items()}


@cache
def _sides(language: Language) -> tuple[re.Pattern[str], dict[str, dict[str, int]]]:
    """Words that have an opposite: what pair they belong to, and on which side of it they are."""
    book = lexicon.contrast()
    pairs = (
        book.opposites.zh + book.contraries.zh if language == "zh" else book.opposites.en + book.contraries.en
    )
    sides: dict[str, dict[str, int]] = defaultdict(dict)
    for number, (one, other) in enumerate(pairs):
        sides[one][f"^{number}"] = 1
        sides[other][f"^{number}"] = -1
    words = sorted(sides, key=len, reverse=True)
    edges = ("", "") if language == "zh" else ("(?<![a-z])", "(?![a-z])")
    return re.compile(f"{edges[0]}(?:{'|'.join(map(re.escape, words))}){edges[1]}"), sides


def signed(setting: Setting, span: Span) -> Signed:
    """Return a clause of a text with its words and their signs; each wording is read once."""
    return _read(setting.text[slice(*span)], setting.language)


@lru_cache(maxsize=4096)
def _read(text: str, language: Language) -> Signed:
    low = lower(text)
    words: list[Word] = []
    for part in _segments(low, language):
        words += _words(text, low, part, language)
    return Signed(low, tuple(words))


def _words(clause: str, low: str, part: Span, language: Language) -> list[Word]:
    start, end = part
    marks = _marks(low, start, end, language)
    behind = bool(_BEHIND_ZH.search(low, start, end)) if language == "zh" else False
    is_attribute = language == "zh" and any(_ATTRIBUTE_ZH.match(low, b, end) for _, b in marks)
    is_open = is_attribute or len(marks) > 1 or bool(_softeners(language).search(low, start, end))
    words: list[Word] = []
    headed = 0
    for at, token, is_verb in tokens(low[start:end], language):
        place = start + at
        cut = next((b for a, b in marks if a <= place < b), place)
        text, place = token[max(0, cut - place) :], max(place, cut)
        if not text or _is_idle(text, language):
            continue
        reaching = any(b <= place for _, b in marks)
        headed += reaching
        sign = _sign(is_open=is_open, reaching=reaching, headed=headed, behind=behind, marked=bool(marks))
        words.append(
            Word(
                text,
                keys_of(text, language, is_verb=is_verb),
                sign,
                faint=is_void(text, language),
                is_behind=reaching or behind,
                proper=language == "en" and clause[place].isupper(),
            )
        )
        if language == "en" and _UN.match(text):
            words.append(Word(text, frozenset({root(text[2:])}), -sign, is_side=True))
    return words + _sided(low, part, marks, language, is_behind=behind)


def _sided(low: str, part: Span, marks: list[Span], language: Language, *, is_behind: bool) -> list[Word]:
    """The words of a part that have an opposite, once more by their side of it."""
    pattern, sides = _sides(language)
    words = []
    for found in pattern.finditer(low, *part):
        soft = _softeners(language).search(low, *part)
        if any(found.start() <= a and b <= found.end() for a, b in marks):
            sign = 1
        elif len(marks) > 1 or (soft and not found.start() <= soft.start() < found.end()):
            sign = 0
        elif is_behind or any(b <= found.start() for _, b in marks):
            sign = -1
        else:
            sign = 0 if marks else 1
        words += [
            Word(found.group(), frozenset({key}), sign * side, is_side=True)
            for key, side in sides[found.group()].items()
        ]
    return words


def _sign(*, is_open: bool, reaching: bool, headed: int, behind: bool, marked: bool) -> int:
    if is_open:
        return 0
    if reaching:
        return -1 if headed <= _HEAD else 0
    if behind:
        return -1
    return 0 if marked else 1


@cache
def _softeners(language: Language) -> re.Pattern[str]:
    return lexicon.phrasebook(lexicon.contrast().softeners).of(language)


def _segments(low: str, language: Language) -> list[Span]:
    """The parts of a clause that a negator does not reach across; a part without a verb goes with the next."""
    joined = _JOINED_ZH if language == "zh" else _JOINED_EN
    stops = [0, *(match.start() for match in joined.finditer(low)), len(low)]
    found: list[Span] = []
    start = 0
    for _, end in pairwise(stops):
        if end > start and (language == "zh" or end == len(low) or _VERB_EN.search(low, start, end)):
            found.append((start, end))
            start = end
    return found


def _marks(low: str, start: int, end: int, language: Language) -> list[Span]:
    """The negators of a part; neither and nor are one."""
    found = [m for m in _negators(language).finditer(low, start, end) if m.lastgroup]
    return [m.span() for place, m in enumerate(found) if not place or m.group() != "nor"]


def _is_idle(text: str, language: Language) -> bool:
    return text in (_STOP_ZH if language == "zh" else _STOP_EN) or bool(_NUMBER.match(text))
