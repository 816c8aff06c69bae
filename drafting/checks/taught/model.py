"""What was learned from the labelled passages, compiled: weights of runs and of words, and how they join the rules.

For each sentence and fault there are two steps. The runs (and in English the meaning of the words) give a score, a
linear one. The score, and what the rules found in the sentence, give a probability, by logistic regression over passages
that no rule had been written from. Both are set by `drafting.checks.taught.teaching`; nothing here is set by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.pieces import runs, words
from drafting.messages import Language

Array = npt.NDArray[np.float32]

SIGNS = ("score", "lead", "error", "warning", "warnings", "suggestion", "elsewhere")
"""What the second step weighs: the score, by how much it beats the other faults', whether rules found this fault in
the sentence (as an error, a warning, more than one warning, a suggestion), and whether they found another."""


@dataclass(frozen=True)
class WordMeanings:
    """Vectors of English words, and how much each word weighs in a sentence."""

    places: dict[str, int]
    weight: Array
    vectors: Array

    def of(self, sentence: str) -> Array:
        """Return the unit vector of a sentence's words (zero where it has none that is known)."""
        place, times = np.unique(
            [at for word in words(sentence) if (at := self.places.get(word)) is not None], return_counts=True
        )
        if not place.size:
            return np.zeros(self.vectors.shape[1], dtype=np.float32)
        amount = (1 + np.log(times)) * self.weight[place]
        return _unit(np.asarray(amount @ self.vectors[place], dtype=np.float32))


@dataclass(frozen=True)
class TaughtModel:
    """The compiled teaching of one language."""

    language: Language
    places: dict[str, int]
    weight: Array
    by_run: Array
    by_meaning: Array
    bias: Array
    meanings: WordMeanings | None
    joined: Array
    """A row a fault: the weights of SIGNS, then the constant."""

    def scores(self, sentences: Sequence[str]) -> Array:
        """Return a row a sentence with the score of each fault: above 0 the wording speaks for it."""
        return np.array([self._scored(sentence) for sentence in sentences], dtype=np.float32).reshape(
            len(sentences), len(FAULTS)
        )

    def _scored(self, sentence: str) -> Array:
        place, times = np.unique(
            [at for run in runs(sentence, self.language) if (at := self.places.get(run)) is not None],
            return_counts=True,
        )
        scored = self.bias
        if place.size:
            amount = _unit(np.asarray((1 + np.log(times)) * self.weight[place], dtype=np.float32))
            scored = scored + amount @ self.by_run[place]
        if self.meanings is not None:
            scored = scored + self.meanings.of(sentence) @ self.by_meaning
        return np.asarray(scored, dtype=np.float32)

    def probabilities(self, signs: Array) -> Array:
        """Return how likely each fault is, of signs shaped (sentences, faults, SIGNS)."""
        log_odds = np.einsum("sfk,fk->sf", signs, self.joined[:, :-1]) + self.joined[:, -1]
        return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=np.float32)


@cache
def taught_model(language: Language) -> TaughtModel:
    """Return what was learned for texts in a language."""
    with (files("knowledge_base") / "style" / "taught" / f"{language}.npz").open("rb") as source:
        kept = np.load(source, allow_pickle=False)
        table = {name: kept[name] for name in kept.files}
    return TaughtModel(
        language=language,
        places=_places(table["runs"]),
        weight=table["weight"].astype(np.float32),
        by_run=_widened(table, "by_run"),
        by_meaning=table["by_meaning"].astype(np.float32),
        bias=table["bias"].astype(np.float32),
        meanings=_meanings(table),
        joined=table["joined"].astype(np.float32),
    )


def _meanings(table: dict[str, Any]) -> WordMeanings | None:
    if "words" not in table:
        return None
    return WordMeanings(
        _places(table["words"]), table["word_weight"].astype(np.float32), _widened(table, "vectors")
    )


def _places(kept: npt.NDArray[np.uint8]) -> dict[str, int]:
    return {run: place for place, run in enumerate(kept.tobytes().decode("utf-8").split("\n"))}


def _widened(table: dict[str, Any], name: str) -> Array:
    """Return a table that is kept in eighths of a byte's range, a scale a column."""
    return np.asarray(table[name].astype(np.float32) * table[f"{name}_scale"], dtype=np.float32)


def _unit(vector: Array) -> Array:
    length = float(np.sqrt(vector @ vector))
    return vector / np.float32(length) if length else vector
