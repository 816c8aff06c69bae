"""What was learned from the labelled sentences, compiled: the weight of every sign, in two steps.

The wording of a sentence gives a score. The score, and what the rules found, give a probability that the brief does not
carry the sentence, by logistic regression over sentences that no rule had been written from. Set by `teaching`.
"""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from drafting.checks.carried.falsehoods import FALSEHOODS, Falsehood
from drafting.checks.carried.signs import Signs
from drafting.messages import Language

Array = npt.NDArray[np.float32]


@dataclass(frozen=True)
class CarriedModel:
    """The compiled teaching of one language."""

    worded: dict[str, float]
    worded_bias: float
    joined: dict[str, float]
    joined_bias: float
    places: dict[str, int]
    by_kind: Array
    """A row a sign, a column a kind of falsehood."""
    kind_bias: Array

    def score(self, signs: Signs) -> float:
        """Return the score of a sentence's wording: above 0 it speaks against the brief's carrying it."""
        weight = self.worded
        return self.worded_bias + sum(weight.get(sign, 0.0) * amount for sign, amount in signs.items())

    def likelihood(self, signs: Signs) -> float:
        """Return how likely it is that the brief does not carry a sentence, by its scores and the rules' signs."""
        weight = self.joined
        odds = self.joined_bias + sum(weight.get(sign, 0.0) * amount for sign, amount in signs.items())
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))

    def kind(self, signs: Signs, possible: Collection[Falsehood] = FALSEHOODS) -> Falsehood:
        """Return in which of the possible ways a sentence with these signs most likely is not carried."""
        known = [
            (place, amount) for sign, amount in signs.items() if (place := self.places.get(sign)) is not None
        ]
        scores = self.kind_bias.copy()
        for place, amount in known:
            scores += self.by_kind[place] * np.float32(amount)
        likely = dict(zip(FALSEHOODS, scores.tolist(), strict=True))
        return max(possible, key=lambda kind: likely[kind])


@cache
def carried_model(language: Language) -> CarriedModel:
    """Return what was learned for texts in a language."""
    with (files("knowledge_base") / "carried" / f"{language}.npz").open("rb") as source:
        kept = np.load(source, allow_pickle=False)
        table = {name: kept[name] for name in kept.files}
    return CarriedModel(
        worded=_weights(table, "worded"),
        worded_bias=float(table["worded_bias"]),
        joined=_weights(table, "joined"),
        joined_bias=float(table["joined_bias"]),
        places={name: place for place, name in enumerate(_names(table["kind_names"]))},
        by_kind=table["by_kind"].astype(np.float32),
        kind_bias=table["kind_bias"].astype(np.float32),
    )


def _weights(table: dict[str, Any], name: str) -> dict[str, float]:
    return dict(zip(_names(table[f"{name}_names"]), table[name].astype(np.float32).tolist(), strict=True))


def _names(kept: npt.NDArray[np.uint8]) -> list[str]:
    return kept.tobytes().decode("utf-8").split("\n")
