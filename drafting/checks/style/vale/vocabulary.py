"""A project's own words: accepted ones free a match everywhere, rejected ones are alerts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import regex

from drafting.checks.style.patterns import compiled, translated
from drafting.checks.style.rule import Existence, Substitution
from drafting.checks.style.rule_files import NamedRule, read_text
from drafting.checks.style.vale.ini import Config
from drafting.errors import RuleFileError


@dataclass(frozen=True)
class Vocabulary:
    """Accepted and rejected words, each a regular expression."""

    accepted: tuple[str, ...] = ()
    rejected: tuple[str, ...] = ()


def read_vocabulary(config: Config) -> Vocabulary:
    """Return the words of all vocabularies that a configuration names.

    Raises:
        RuleFileError: a vocabulary's folder is missing, or a word is no regular expression.
    """
    accepted: list[str] = []
    rejected: list[str] = []
    for name in config.vocabularies:
        roots = [
            config.styles_path / sub / name
            for sub in ("config/vocabularies", "Vocab")
            if config.styles_path is not None
        ]
        folder = next((root for root in roots if root.is_dir()), None)
        if folder is None:
            raise RuleFileError("style.vale_no_vocabulary", file=config.path, name=name)
        accepted += _words(folder / "accept.txt")
        rejected += _words(folder / "reject.txt")
    return Vocabulary(tuple(accepted), tuple(rejected))


def _words(path: Path) -> list[str]:
    if not path.is_file():
        return []
    words = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        word = line.strip()
        if not word or line.startswith("# "):
            continue
        try:
            compiled(translated(word, multiline=True))
        except regex.error as error:
            raise RuleFileError(
                "style.bad_pattern", file=path, line=number, field=word, reason=error
            ) from None
        words.append(word)
    return words


def vocabulary_rules(vocabulary: Vocabulary) -> list[NamedRule]:
    """Return Vale.Terms and Vale.Avoid, where there are words for them."""
    rules = []
    if vocabulary.accepted:
        swap = {
            _lowered(word): word.removeprefix("(?i)")
            for word in vocabulary.accepted
            if not word.startswith("(?i)")
        }
        rules.append(
            NamedRule(
                "Vale.Terms",
                Substitution(
                    extends="substitution",
                    message="Use '%s' instead of '%s'.",
                    level="error",
                    ignorecase=True,
                    vocab=False,
                    swap=swap,
                ),
                "accept.txt",
            )
        )
    if vocabulary.rejected:
        rules.append(
            NamedRule(
                "Vale.Avoid",
                Existence(
                    extends="existence",
                    message="Avoid using '%s'.",
                    level="error",
                    vocab=False,
                    tokens=vocabulary.rejected,
                ),
                "reject.txt",
            )
        )
    return rules


def _lowered(word: str) -> str:
    """Return a term in lower case, its escaped letters as they are."""
    return "".join(
        letter if word[max(0, place - 1)] == "\\" and place else letter.lower()
        for place, letter in enumerate(word)
    )
