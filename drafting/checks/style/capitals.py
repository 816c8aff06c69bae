"""How a heading is capitalised."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from drafting.checks.style.alternatives import Parts
from drafting.checks.style.matchers import Hit, Memory
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import compiled, search, translated
from drafting.checks.style.rule import Capitalization

_AP = frozenset("a an and as at but by en for if in nor of on or per the to vs vs. v v. via".split())
_CHICAGO = _AP | frozenset(
    "about above across after against along among around before behind below beneath beside between beyond "
    "despite down during except from inside into like near off onto out outside over past since through "
    "throughout till toward under underneath until up upon with within without".split()
)
_WORD = r"[\p{N}\p{L}*]+[^\s]*"


class CapitalizationMatcher:
    """Reports a whole block whose words are not capitalised as the rule asks."""

    probe = None

    def __init__(self, name: str, rule: Capitalization, exceptions: tuple[str, ...] = ()) -> None:
        self.name, self.rule = name, rule
        kept = sorted((*rule.exceptions, *exceptions), key=len, reverse=True)
        self._kept = translated(rf"(?:{'|'.join(kept)})", multiline=False) if kept else ""
        whole = rf"(?<![\p{{L}}\p{{N}}])(?P<_kept>{self._kept})(?![\p{{L}}\p{{N}}])|" if kept else ""
        self._words = whole + _WORD

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Nothing: every block is judged."""
        return ((),)

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield the block where it is capitalised otherwise."""
        judged = text
        if self.rule.prefix:
            judged = regex.sub(
                "^(?:" + translated(self.rule.prefix, multiline=False) + ")", "", text, flags=regex.V1
            )
        expected = self._expected(judged)
        if expected is not None:
            yield Hit(0, len(text), (text, expected), (expected,) if self._action_fills else ())

    @property
    def _action_fills(self) -> bool:
        return self.rule.action.name == "replace" and self.rule.match in ("$title", "$sentence")

    def _expected(self, text: str) -> str | None:
        """Return the form that was expected, or nothing where the text has it."""
        match = self.rule.match
        if match == "$lower":
            return None if text == text.lower() else text.lower()
        if match == "$upper":
            return None if text == text.upper() else text.upper()
        if match not in ("$title", "$sentence"):
            found = search(compiled(translated(match, multiline=False)), text, self.name)
            return None if found else match
        return self._by_words(text, title=match == "$title")

    def _by_words(self, text: str, *, title: bool) -> str | None:
        found = list(compiled(self._words).finditer(text))
        if not found:
            return None
        right, out, last = 0, [], 0
        for place, match in enumerate(found):
            word = match.group()
            excepted = bool(self._kept) and match["_kept"] is not None
            before = text[: match.start()]
            wanted = (
                word
                if excepted
                else _titled(word, before, self.rule.style, last=place == len(found) - 1)
                if title
                else self._sentenced(word, before)
            )
            good = word == wanted or (title and (word.isupper() or word.lower() == "to"))
            if place == 0 and not title and not good and word != word.capitalize():
                return self._joined(text, found, title=title)
            right += good
            out += [text[last : match.start()], wanted]
            last = match.end()
        if right / len(found) >= self.rule.threshold:
            return None
        return "".join(out) + text[last:]

    def _joined(self, text: str, found: list[regex.Match[str]], *, title: bool) -> str:
        out, last = [], 0
        for place, match in enumerate(found):
            before = text[: match.start()]
            excepted = bool(self._kept) and match["_kept"] is not None
            word = match.group()
            if not excepted:
                final = place == len(found) - 1
                word = (
                    _titled(word, before, self.rule.style, last=final)
                    if title
                    else self._sentenced(word, before)
                )
            out += [text[last : match.start()], word]
            last = match.end()
        return "".join(out) + text[last:]

    def _sentenced(self, word: str, before: str) -> str:
        stripped = before.rstrip()
        opens = not regex.search(r"[\p{L}\p{N}*]", before) or regex.fullmatch(r"\s*\d+\.", stripped)
        if opens or (self.rule.indicators and stripped.endswith(self.rule.indicators)):
            return word[:1].upper() + word[1:].lower()
        return word.lower()


def _titled(word: str, before: str, style: str, *, last: bool) -> str:
    small = _CHICAGO if style.lower() == "chicago" else _AP
    first = not regex.search(r"[\p{L}\p{N}]", before) or before.rstrip().endswith((":", "-", "–", "—"))
    if word.lower() in small and not first and not last:
        return word.lower()
    return word[:1].upper() + word[1:]
