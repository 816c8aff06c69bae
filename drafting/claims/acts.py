"""Acts and states with consequence, causes, and words of scope."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from drafting.claims import lexicon
from drafting.claims.claim import Claim
from drafting.claims.quantities import make
from drafting.claims.setting import Setting, grouped
from drafting.messages import Language


@cache
def _acts(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], tuple[str, ...]]:
    """One expression for every act, one with a group for each, and the acts' ids in the groups' order."""
    every: list[str] = []
    parts: list[str] = []
    order: list[str] = []
    for entry in lexicon.acts():
        words = (
            lexicon.chinese(entry.zh) if language == "zh" else lexicon.english_inside(entry.en, plain=False)
        )
        if words:
            every.append(words)
            parts.append(f"(?P<a{len(order)}>{words})")
            order.append(entry.id)
    anywhere, groups = "|".join(every), "|".join(parts)
    if language == "en":
        # Every one begins with a letter or a digit: told first, for it rules out most places.
        anywhere, groups = (
            rf"(?<![a-z])(?=\w)(?:{anywhere})(?![a-z])",
            rf"(?<![a-z])(?:{groups})(?![a-z])",
        )
    return re.compile(anywhere), re.compile(groups), tuple(order)


def acts(setting: Setting) -> Iterator[Claim]:
    """Yield the acts and states of the lexicon."""
    anywhere, groups, order = _acts(setting.language)
    for match in grouped(setting.low, anywhere, groups):
        name = order[int(str(match.lastgroup)[1:])]
        yield make(setting, "act", match.span(), name, unit=lexicon.act(name).type)


@cache
def _scope(language: Language) -> re.Pattern[str]:
    book = lexicon.scopes()
    return re.compile("|".join(
        f"(?P<{name}>{lexicon.chinese(book[name].zh) if language == 'zh' else lexicon.english(book[name].en)})"
        for name in ("most", "some", "only", "all")
    ))  # fmt: skip


def scopes(setting: Setting) -> Iterator[Claim]:
    """Yield words of scope: all, most, some, only."""
    for match in _scope(setting.language).finditer(setting.low):
        yield make(setting, "scope", match.span(), str(match.lastgroup))


@cache
def _cause(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    book = lexicon.scopes()
    if language == "zh":
        return re.compile(lexicon.chinese(book["cause"].zh)), re.compile(
            lexicon.chinese(book["cause_harmless"].zh)
        )
    return re.compile(lexicon.english(book["cause"].en)), re.compile(
        lexicon.english(book["cause_harmless"].en)
    )


def causes(setting: Setting) -> Iterator[Claim]:
    """Yield asserted causes; the claim's value is its clause, folded. Trouble caused to people is no cause."""
    cause, harmless = _cause(setting.language)
    for match in cause.finditer(setting.low):
        clause = setting.clause_at(match.start())
        if harmless.search(setting.low, *clause):
            continue
        yield make(setting, "cause", match.span(), setting.low[slice(*clause)].strip())
