"""In-text comments that switch rules off and on: `<!-- vale off -->`, `<!-- vale Style.Rule = NO -->`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

import regex

from drafting.checks.style.vale.document import Comment

_RULE = regex.compile(
    r'vale (?P<name>[\w.-]+)(?P<words>\[(?:"(?:[^"\\]|\\.)*",?\s*)+\])? = (?P<state>YES|NO|on|off)'
)
_STYLES = regex.compile(r"vale styles? = (?P<names>[^=]+)")


@dataclass
class Switches:
    """What the comments read so far have switched."""

    off: bool = False
    rules_off: set[str] = field(default_factory=set)
    words_off: dict[str, set[str]] = field(default_factory=dict)
    only_styles: tuple[str, ...] = ()

    def read(self, comment: str) -> None:
        """Apply a comment; one that is no switch changes nothing."""
        said = comment.strip()
        if said in ("vale off", "vale on"):
            self.off = said == "vale off"
            return
        rule = _RULE.fullmatch(said)
        if rule:
            self._switch(rule["name"], rule["words"], off=rule["state"] in ("NO", "off"))
            return
        styles = _STYLES.fullmatch(said)
        if styles:
            self.only_styles = tuple(name.strip() for name in styles["names"].split(","))

    def _switch(self, name: str, words: str | None, *, off: bool) -> None:
        if words is None:
            (self.rules_off.add if off else self.rules_off.discard)(name)
            return
        listed = {word.replace('\\"', '"') for word in regex.findall(r'"((?:[^"\\]|\\.)*)"', words)}
        held = self.words_off.setdefault(name, set())
        if off:
            held |= listed
        else:
            held -= listed

    def mute(self, rule: str, *, whole_file: bool) -> bool:
        """Whether a rule is off here; rules on the whole file heed only the general switch."""
        if self.off:
            return True
        if whole_file:
            return False
        style = rule.partition(".")[0]
        if rule in self.rules_off or style in self.rules_off:
            return True
        return bool(self.only_styles) and style not in self.only_styles

    def mute_words(self, rule: str, words: str) -> bool:
        """Whether these matched words are switched off for a rule."""
        return words in self.words_off.get(rule, ())


class Timeline:
    """What is switched at each place of a file: a comment holds from where it stands, also within a paragraph."""

    def __init__(self, comments: Iterable[Comment]) -> None:
        self._starts: list[int] = []
        self._states = [Switches()]
        for comment in sorted(comments, key=lambda comment: comment.start):
            state = deepcopy(self._states[-1])
            state.read(comment.text)
            self._starts.append(comment.start)
            self._states.append(state)

    def at(self, place: int) -> Switches:
        """Return what is switched at a place of the file (a code point)."""
        return self._states[bisect_right(self._starts, place)]

    @property
    def last(self) -> Switches:
        """What is switched at the end of the file."""
        return self._states[-1]

    def changes_within(self, start: int, end: int) -> bool:
        """Whether a comment stands between two places."""
        return bisect_right(self._starts, start) != bisect_right(self._starts, end)
