"""The crisis rules that come with the product, read once and kept parsed in the user's cache folder."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path
from pydantic_core import from_json

from drafting.checks.style.rule import KINDS
from drafting.checks.style.rule_files import check_patterns, read_rule, validated
from drafting.checks.style.ruleset import VIEW_OF, PreparedRule, RuleSet
from drafting.checks.style.word_index import WordIndex
from drafting.errors import RuleFileError
from drafting.messages import Language

_FORMAT = 14
"""Changes whenever what is kept, or how it is computed, changes."""


@cache
def packaged_rules(language: Language) -> RuleSet:
    """Return the crisis rules for texts in `language`.

    Raises:
        RuleFileError: a packaged rule is not valid.
    """
    sources = rule_sources(language)
    digest = blake2b(f"{_FORMAT}".encode(), digest_size=16)
    for name, text in sources:
        digest.update(f"{name}\0{text}\0".encode())
    kept = user_cache_path("candor", appauthor=False) / f"style-{language}-{digest.hexdigest()}.json"
    read = _read(kept)
    if read is None:
        prepared = [parsed_rule(name, text, language) for name, text in sources]
        index = WordIndex.of((item.needed for item in prepared), VIEW_OF[language], _sample(prepared))
        _write(kept, _entries(prepared, sources, index))
        return RuleSet(prepared, language, index)
    return RuleSet(
        [_prepared(entry, language) for entry in read["rules"]], language, WordIndex.restored(read["index"])
    )


def _sample(rules: Sequence[PreparedRule]) -> str:
    """Return text of the kind that the rules read: what they must leave alone, a line each."""
    return "\n".join(" ".join(text.split()) for prepared in rules for text in prepared.rule.examples.good)


def rule_sources(language: Language) -> list[tuple[str, str]]:
    """Return the packaged rule files of a language: name and text, by name."""
    folder = files("knowledge_base") / "style" / language
    if not folder.is_dir():
        return []
    found = [item for item in folder.iterdir() if item.name.endswith(".yml")]
    return [(item.name, item.read_text(encoding="utf-8")) for item in sorted(found, key=lambda f: f.name)]


def parsed_rule(file: str, text: str, language: Language) -> PreparedRule:
    """Return the rule in a packaged file.

    Raises:
        RuleFileError: it is not valid, or lacks examples.
    """
    shown = f"knowledge_base/style/{language}/{file}"
    rule = validated(read_rule(text, shown), text, shown)
    check_patterns(rule, text, shown)
    if not (rule.examples.bad and rule.examples.good):
        raise RuleFileError("style.no_examples", file=shown)
    return PreparedRule(f"{language}.{file.partition('.')[0]}", rule, language)


def _entries(
    rules: Sequence[PreparedRule], sources: Sequence[tuple[str, str]], index: WordIndex
) -> dict[str, Any]:
    """Return what is kept: the rules as read, and what their parts need."""
    entries = [
        {"name": prepared.name, "rule": read_rule(text, prepared.name)}
        for prepared, (_, text) in zip(rules, sources, strict=True)
    ]
    return {"index": index.kept(), "rules": entries}


def _prepared(entry: dict[str, Any], language: Language) -> PreparedRule:
    """Return a rule that was kept: only the records of the few checks that are in use need be built."""
    rule = entry["rule"]
    return PreparedRule(entry["name"], KINDS[rule["extends"]].model_validate(rule), language)


def _read(path: Path) -> dict[str, Any] | None:
    """Return what was kept, or nothing where there is nothing usable: then the rules are parsed again."""
    try:
        loaded: dict[str, Any] = from_json(path.read_bytes())
    except (OSError, ValueError):
        return None
    return loaded


def _write(path: Path, entries: dict[str, Any]) -> None:
    """Keep the parsed rules, all or nothing; a folder that cannot be written only costs time at the next start."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, suffix=".part", delete=False
        ) as part:
            json.dump(entries, part, ensure_ascii=False)
        for outdated in path.parent.glob(path.name.rpartition("-")[0] + "-*.json"):
            outdated.unlink(missing_ok=True)
        os.replace(part.name, path)
    except OSError:
        return
