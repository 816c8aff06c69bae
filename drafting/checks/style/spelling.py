"""Words that no Hunspell dictionary knows."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import regex

from drafting.checks.style.alternatives import Parts
from drafting.checks.style.matchers import Hit, Memory
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.patterns import Pattern, compiled, translated
from drafting.checks.style.rule import Spelling
from drafting.checks.style.rule_files import read_text
from drafting.errors import RuleFileError

_FILTERS = (r"[A-Z][a-z]+[A-Z]+\w+", r"[A-Z]+$", r"[^a-zA-Z_']")
_NEWER = frozenset(
    "chatbot chatbots crowdsourcing cyberattack cyberattacks ebook ebooks hotline hotlines infographic infographics "
    "lifecycle livestream livestreamed livestreaming livestreams onboarding rollout rollouts uptime webhook webhooks".split()
)
"""Everyday words that the bundled dictionary is too old to know."""
_STRIPPED_BEFORE, _STRIPPED_BEHIND = "$(\"['", ",)\"]!;.?:'"
_SMART = str.maketrans("‘’“”", "''\"\"")


@cache
def _dictionary(path: str) -> Any:
    from spylls.hunspell import Dictionary

    found = Dictionary.from_files(path)
    rules = Path(f"{path}.aff").read_text(encoding="utf-8", errors="replace")
    if not regex.search(r"^BREAK\s", rules, flags=regex.MULTILINE):
        # Hunspell would part words at hyphens unasked; Vale does so only where the dictionary says it.
        found.aff.BREAK = []
    return found


@cache
def _bundled() -> str:
    import spylls.hunspell

    return str(Path(spylls.hunspell.__file__).parent / "data" / "en" / "en_US")


class SpellingMatcher:
    """Reports words that neither the dictionaries nor the accepted words know."""

    probe = None

    def __init__(
        self, name: str, rule: Spelling, accepted: tuple[str, ...] = (), styles_path: Path | None = None
    ) -> None:
        self.name, self.rule, self._styles_path = name, rule, styles_path
        self._accepted = accepted if rule.vocab else ()
        self._known: dict[str, bool] = {}

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Nothing: every word is looked up."""
        return ((),)

    @cached_property
    def _filters(self) -> list[Pattern]:
        sources = (*self.rule.filters, *(() if self.rule.custom else _FILTERS))
        return [compiled(translated(source, multiline=False)) for source in sources]

    @cached_property
    def _vocabulary(self) -> Pattern | None:
        if not self._accepted:
            return None
        return compiled(translated(f"(?mi)\\b(?:{'|'.join(self._accepted)})\\b", multiline=True))

    @cached_property
    def _dictionaries(self) -> list[Any]:
        named = [str(self._file(self.rule.aff).with_suffix(""))] if self.rule.aff else []
        named += [self._named(name) for name in self.rule.dictionaries]
        folder = self._styles_path / "config" / "dictionaries" if self._styles_path else None
        if not named and self.name == "Vale.Spelling" and folder is not None and folder.is_dir():
            named += [str(path.with_suffix("")) for path in sorted(folder.glob("*.dic"))]
        if not named or self.rule.append:
            named.append(_bundled())
        return [_dictionary(path) for path in named]

    def _named(self, name: str) -> str:
        roots = [self._file(self.rule.dicpath)] if self.rule.dicpath else []
        if self._styles_path:
            roots.append(self._styles_path / "config" / "dictionaries")
        roots += [Path(root) for root in os.environ.get("DICPATH", "").split(os.pathsep) if root]
        for root in roots:
            if (root / f"{name}.dic").is_file():
                return str(root / name)
        if name in ("en_US", "en_US-web"):
            return _bundled()
        raise RuleFileError("style.no_dictionary", rule=self.name, name=name)

    def _file(self, name: str) -> Path:
        candidates = [Path(name)]
        if self._styles_path:
            candidates += [self._styles_path / name, self._styles_path / "config" / "ignore" / name]
        return next((path for path in candidates if path.exists()), candidates[-1])

    @cached_property
    def _newer(self) -> frozenset[str]:
        """What the bundled dictionary should know besides, where it is used."""
        return (
            _NEWER
            if any(dictionary is _dictionary(_bundled()) for dictionary in self._dictionaries)
            else frozenset()
        )

    @cached_property
    def _ignored(self) -> set[str]:
        files = [self._file(name) for name in self.rule.ignore]
        if self.name == "Vale.Spelling" and self._styles_path:
            files += sorted((self._styles_path / "config" / "ignore").rglob("*.txt"))
        return {
            line.strip().lower()
            for path in files
            if path.is_file()
            for line in read_text(path).splitlines()
            if line.strip()
        }

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield each unknown word."""
        accepted = [m.span() for m in self._vocabulary.finditer(text)] if self._vocabulary else []
        for match in regex.finditer(r"\S+", text):
            plain = match.group().translate(_SMART)
            left = len(plain) - len(plain.lstrip(_STRIPPED_BEFORE))
            word = plain.lstrip(_STRIPPED_BEFORE).rstrip(_STRIPPED_BEHIND)
            start = match.start() + left
            end = start + len(word)
            if not any(map(str.isalpha, word)) or any(a < end and start < b for a, b in accepted):
                continue
            if not self._is_known(word):
                yield Hit(start, end, (word,))

    def _is_known(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            known = (
                any(pattern.search(word) for pattern in self._filters)
                or word.lower() in self._ignored
                or word.lower() in self._newer
                or any(dictionary.lookup(word) for dictionary in self._dictionaries)
            )
            self._known[word] = known
        return known
