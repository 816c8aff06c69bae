"""Checks on the figures of a whole document: metric formulas and school grades."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import regex

from drafting.checks.style.alternatives import Parts
from drafting.checks.style.matchers import Hit, Memory
from drafting.checks.style.pattern_parts import Needed
from drafting.checks.style.rule import Metric, Readability
from drafting.errors import RuleFileError
from drafting.sentences import sentence_spans

ALERTS_OF = "check:"
"""Put before a rule's name: how many alerts it gave in the document, `check["Style.Rule"]` in a formula."""
_WORD = regex.compile(r"(?:[A-Z]\.){2,}|[\p{N}\p{L}']+")
_VOWELS = regex.compile(r"[aeiouy]+")
_OPERATIONS: dict[type, Callable[[Any, Any], Any]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}

_FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "log": math.log,
    "abs": abs,
    "round": round,
}


def figures(text: str, blocks: Mapping[str, int]) -> dict[str, float]:
    """Return the variables of Vale's formulas over a document's prose; `blocks` counts blocks by name."""
    words = _WORD.findall(text)
    counted = [(word, syllables(word)) for word in words]
    return {
        "words": len(words),
        "sentences": len(sentence_spans(regex.sub(r"\n(?!\n)", " ", text))),
        "characters": sum(character.isalnum() for word in words for character in word),
        "syllables": sum(count for _, count in counted),
        "complex_words": sum(_is_complex(word, count) for word, count in counted),
        "polysyllabic_words": sum(count > 2 for _, count in counted),
        "long_words": sum(len(word.encode()) > 6 for word in words),
        "paragraphs": blocks.get("paragraph", max(0, len(regex.split(r"\n\n", text)) - 1)),
        **{f"heading_h{level}": blocks.get(f"h{level}", 0) for level in range(1, 7)},
        **{name: blocks.get(name, 0) for name in ("list", "blockquote", "pre")},
        **{name: count for name, count in blocks.items() if name.startswith(ALERTS_OF)},
    }


def _is_complex(word: str, count: int) -> bool:
    return count - word.lower().endswith(("es", "ed", "ing")) > 2


def syllables(word: str) -> int:
    """Return an estimate of an English word's syllables: its vowel groups, less a silent final e."""
    lowered = word.lower().strip("'")
    count = len(_VOWELS.findall(lowered))
    if lowered.endswith("e") and not lowered.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)


class MetricMatcher:
    """Reports a document whose formula meets the condition."""

    probe = None

    def __init__(self, name: str, rule: Metric) -> None:
        self.name, self.rule = name, rule

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Nothing: every document is measured."""
        return ((),)

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield one hit with the formula's value."""
        known = figures(text, memory.counts)
        formula = self.rule.formula.replace("heading.h", "heading_h").replace("math.", "")
        try:
            value = _value(ast.parse(formula.strip(), mode="eval").body, known)
            met = not self.rule.condition or _value(
                ast.parse(f"({value!r}) {self.rule.condition}", mode="eval").body, known
            )
        except ZeroDivisionError:
            return
        except (SyntaxError, ValueError):
            raise RuleFileError("style.bad_formula", rule=self.name, formula=self.rule.formula) from None
        if met:
            yield Hit(0, 0, (float(value),))


def _value(node: ast.expr, known: Mapping[str, float]) -> Any:
    """Evaluate arithmetic, and nothing else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        return node.value
    if isinstance(node, ast.Name):
        return known.get(node.id, 0)
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == "check":
        rule = node.slice.value if isinstance(node.slice, ast.Constant) else ""
        return known.get(f"{ALERTS_OF}{rule!s}", 0)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        return -_value(node.operand, known)
    if isinstance(node, ast.BinOp) and type(node.op) in _OPERATIONS:
        return _OPERATIONS[type(node.op)](_value(node.left, known), _value(node.right, known))
    if isinstance(node, ast.Compare) and len(node.ops) == 1 and type(node.ops[0]) in _OPERATIONS:
        return _OPERATIONS[type(node.ops[0])](_value(node.left, known), _value(node.comparators[0], known))
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        function = _FUNCTIONS.get(node.func.id)
        if function is not None and len(node.args) == 1:
            return function(_value(node.args[0], known))
    raise ValueError


def _grades(known: Mapping[str, float]) -> dict[str, float]:
    words, sentences = known["words"], known["sentences"]
    per_sentence, per_word = words / sentences, known["syllables"] / words
    return {
        "Flesch-Kincaid": 0.39 * per_sentence + 11.8 * per_word - 15.59,
        "Gunning Fog": 0.4 * (per_sentence + 100 * known["complex_words"] / words),
        "SMOG": 1.043 * math.sqrt(30 * known["polysyllabic_words"] / sentences) + 3.1291,
        "Automated Readability": 4.71 * known["characters"] / words + 0.5 * per_sentence - 21.43,
        "Coleman-Liau": 5.88 * known["characters"] / words - 29.6 * sentences / words - 15.8,
    }


class ReadabilityMatcher:
    """Reports a document that needs more years of school than the rule allows."""

    probe = None

    def __init__(self, name: str, rule: Readability) -> None:
        self.name, self.rule = name, rule

    @property
    def needed(self) -> tuple[Needed, ...]:
        """Nothing: every document is measured."""
        return ((),)

    def hits(self, text: str, memory: Memory, parts: Parts = None) -> Iterator[Hit]:  # noqa: ARG002
        """Yield one hit with the mean grade."""
        known = figures(text, memory.counts)
        if not known["words"] or not known["sentences"]:
            return
        grades = [grade for name, grade in _grades(known).items() if name in self.rule.metrics]
        if grades and sum(grades) / len(grades) > self.rule.grade:
            yield Hit(0, 0, (sum(grades) / len(grades),))
