"""Teaches how likely a brief carries a sentence: compiles the lessons into `knowledge_base/carried/<language>.npz`.

Run: ``make taught`` (needs the extra `teach`: scikit-learn). Deterministic: the same lessons give the same weights.

1. A linear score of the wording, by logistic regression over its signs.
2. Scores of briefs that were left out in turn, joined with what the rules find there, by a second logistic regression.
   Only briefs that no rule was written from take part in it, so that the rules are believed no more than they deserve.
3. A regression over the false sentences tells in what way a sentence is not carried.

With ``--measure`` nothing is written: every fifth of the unseen briefs is weighed by what the others teach.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from drafting.brief import Brief
from drafting.checks.carried.falsehoods import FALSEHOODS
from drafting.checks.carried.lessons import KIND_OF, Lesson, Section, lesson_in
from drafting.checks.carried.sheet import sheet_of
from drafting.checks.carried.signs import Signs, clauses_of, wording
from drafting.checks.carried.weighing import (
    DOUBTED,
    SAID,
    WEIGHED,
    is_bare,
    joining,
    scored,
    told_apart,
)
from drafting.checks.passage import Passage
from drafting.checks.registry import rules_alone
from drafting.messages import Language
from drafting.sentences import Span

RARE = 3
"""In how many sentences a sign must stand to be weighed (measured)."""
PARTS = 5
SEEN_WEIGHT = 0.4
"""How much a sentence counts that rules were written from, or that its fellows of one statement repeat (measured)."""
_C_WORDED, _C_JOINED = 0.1, 0.3
"""How little the two regressions are held back (measured)."""
_FAMILIES = ("facts", "consistency")
_SMALL = 1e-3
Fitted = tuple[list[str], Any, float]


@dataclass
class Row:
    """One labelled sentence with its signs; `group` is the place of its brief."""

    group: int
    seen: bool
    falsehood: Section | None
    worded: Signs
    parts: list[Signs]
    """The signs of its clauses, where it has several."""
    joined: Signs
    hard: bool
    """Whether a rule that is never lowered doubts it."""
    soft: bool
    """Whether a rule that may be lowered doubts it."""
    bare: bool = False
    """Whether its brief holds confirmed facts alone."""

    def joined_with(self, scores: Signs) -> Signs:
        """Return the signs of the second step, given those of the first."""
        signs = self.joined | scores
        return told_apart(signs) if self.bare else signs


def rows_of(place: int, lesson: Lesson) -> list[Row]:
    """Return the rows of one brief; the joining signs only where no rule was written from it."""
    rows = []
    brief = lesson.brief
    sheet = sheet_of(brief)
    for sentence in lesson.sentences:
        worded = wording(sheet, sentence.text)
        parts = [wording(sheet, clause) for clause in clauses_of(sheet, sentence.text)]
        row = Row(
            place,
            lesson.seen,
            sentence.falsehood,
            worded,
            parts,
            {},
            hard=False,
            soft=False,
            bare=is_bare(brief),
        )
        if not lesson.seen:
            passage, span = _standing_in_a_text(lesson, sentence.text)
            found = [f for f in rules_alone(passage, _FAMILIES) if f.end > span.start]
            row.joined = joining(passage, brief, span, worded, found)
            grave = [f for f in found if f.severity != "suggestion"]
            row.hard = any(f.rule not in WEIGHED for f in grave)
            row.soft = any(f.rule in WEIGHED for f in grave)
        rows.append(row)
    return rows


def _standing_in_a_text(lesson: Lesson, sentence: str) -> tuple[Passage, Span]:
    brief: Brief = lesson.brief
    language: Language = "zh" if brief.is_chinese else "en"
    lead = lesson.lead if lesson.lead != sentence else ""
    stop = "" if not lead or lead[-1] in '。！？”.!?"' else "。" if language == "zh" else "."
    text = f"{lead}{stop}\n{sentence}" if lead else sentence
    span = Span(len(text) - len(sentence), len(text))
    return Passage(text, language, brief=brief, kind=None if brief.kind == "auto" else brief.kind), span


def fitted(signs: Sequence[Signs], labels: Any, strength: float, weights: Any = None) -> Fitted:
    """Return the names, the weights and the constant of a regression over signs."""
    counts = Counter(name for row in signs for name in row)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    model = LogisticRegression(C=strength, max_iter=400, solver="liblinear", random_state=0)
    model.fit(_matrix(signs, names), labels, sample_weight=weights)
    return names, model.coef_[0].astype(np.float32), float(model.intercept_[0])


def _matrix(signs: Sequence[Signs], names: Sequence[str]) -> Any:
    places = {name: place for place, name in enumerate(names)}
    amounts, columns, starts = [], [], [0]
    for row in signs:
        for name, amount in row.items():
            if name in places:
                columns.append(places[name])
                amounts.append(amount)
        starts.append(len(columns))
    return csr_matrix(
        (np.array(amounts, np.float32), np.array(columns, np.int32), np.array(starts, np.int32)),
        shape=(len(signs), len(names)),
    )


def _scores(signs: Sequence[Signs], model: Fitted) -> Any:
    names, weights, constant = model
    if not signs:
        return np.zeros(0)
    return _matrix(signs, names) @ weights + constant


def worded_model(rows: Sequence[Row]) -> Fitted:
    """Return the first step, taught by some rows."""
    weights = np.array([SEEN_WEIGHT if row.seen else 1.0 for row in rows])
    return fitted(
        [row.worded for row in rows], [int(row.falsehood is not None) for row in rows], _C_WORDED, weights
    )


def scores_of(rows: Sequence[Row], model: Fitted) -> list[Signs]:
    """Return the signs that the first step gives each row."""
    whole = _scores([row.worded for row in rows], model)
    parts = iter(_scores([part for row in rows for part in row.parts], model))
    return [
        scored(float(score), [float(next(parts)) for _ in row.parts])
        for row, score in zip(rows, whole, strict=True)
    ]


def left_out_scores(rows: Sequence[Row], report: Callable[[str], object] = lambda _: None) -> list[Signs]:
    """Return what a first step that had not read its brief gives each row; nothing for rows that were seen."""
    scores: list[Signs] = [{} for _ in rows]
    groups = sorted({row.group for row in rows if not row.seen})
    for part in range(PARTS):
        left_out = set(groups[part::PARTS])
        model = worded_model([row for row in rows if row.group not in left_out])
        places = [place for place, row in enumerate(rows) if row.group in left_out]
        for place, signs in zip(places, scores_of([rows[place] for place in places], model), strict=True):
            scores[place] = signs
        report(f"  part {part + 1} of {PARTS}\n")
    return scores


def joined_model(rows: Sequence[Row], scores: Sequence[Signs]) -> Fitted:
    """Return the second step."""
    pairs = [(row, signs) for row, signs in zip(rows, scores, strict=True) if not row.seen]
    signs = [row.joined_with(given) for row, given in pairs]
    return fitted(signs, [int(row.falsehood is not None) for row, _ in pairs], _C_JOINED)


def kinds_model(rows: Sequence[Row]) -> tuple[list[str], Any, Any]:
    """Return the names, the weights (a row a sign, a column a kind) and the constants by which the kind is told."""
    false = [row for row in rows if row.falsehood is not None]
    counts = Counter(name for row in false for name in row.worded)
    names = sorted(name for name, count in counts.items() if count >= RARE + 2)
    matrix = _matrix([row.worded for row in false], names)
    models = []
    for kind in FALSEHOODS:
        labels = [int(row.falsehood is not None and KIND_OF[row.falsehood] == kind) for row in false]
        model = LogisticRegression(C=_C_WORDED, max_iter=300, solver="liblinear", random_state=0)
        models.append(model.fit(matrix, labels))
    table = np.array([model.coef_[0] for model in models], dtype=np.float32).T
    return names, table, np.array([model.intercept_[0] for model in models], dtype=np.float32)


def compiled(rows: Sequence[Row]) -> dict[str, Any]:
    """Return everything that the reader needs, as tables."""
    scores = left_out_scores(rows, sys.stderr.write)
    tables: dict[str, Any] = {}
    for name, (names, weights, constant) in (
        ("worded", worded_model(rows)),
        ("joined", joined_model(rows, scores)),
    ):
        kept = np.abs(weights) >= _SMALL
        tables[f"{name}_names"] = _blob(np.array(names)[kept].tolist())
        tables[name] = weights[kept].astype(np.float16)
        tables[f"{name}_bias"] = np.float32(constant)
    names, table, constants = kinds_model(rows)
    tables |= {"kind_names": _blob(names), "by_kind": table.astype(np.float16), "kind_bias": constants}
    return tables


def _blob(names: Iterable[str]) -> Any:
    return np.frombuffer("\n".join(names).encode("utf-8"), dtype=np.uint8)


def measure(rows: Sequence[Row]) -> None:
    """Print how many false sentences of left-out briefs are found, and how many true ones are doubted."""
    groups = sorted({row.group for row in rows if not row.seen})
    likely = np.zeros(len(rows))
    for part in range(PARTS):
        left_out = set(groups[part::PARTS])
        taught = [row for row in rows if row.group not in left_out]
        worded, joined = worded_model(taught), joined_model(taught, left_out_scores(taught))
        places = [place for place, row in enumerate(rows) if row.group in left_out]
        given = scores_of([rows[place] for place in places], worded)
        signs = [rows[place].joined_with(theirs) for place, theirs in zip(places, given, strict=True)]
        likely[places] = 1 / (1 + np.exp(-_scores(signs, joined)))
    for said, doubted in (
        (2.0, 0.0),
        (SAID, DOUBTED),
        *((s, d) for s in (0.4, 0.5, 0.6, 0.7) for d in (0.15, 0.25, 0.35)),
    ):
        _print_measured(rows, likely, said, doubted)


def _print_measured(rows: Sequence[Row], likely: Any, said: float, doubted: float) -> None:
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row, share in zip(rows, likely, strict=True):
        if row.seen:
            continue
        caught = row.hard or (row.soft and share >= doubted) or share >= said
        for name in (row.falsehood or "true", *(["false"] if row.falsehood else [])):
            found[name][0] += caught
            found[name][1] += 1
    head = "rules alone" if said > 1 else f"said {said} doubted {doubted}"
    cells = " ".join(f"{name} {hit / whole:.3f}" for name, (hit, whole) in sorted(found.items()))
    sys.stdout.write(f"{head}: {cells}\n")
    sys.stdout.flush()


def main() -> None:
    """Read the lessons, teach, and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder", type=Path, help="holds zh/*.yaml and en/*.yaml; the tables are written here"
    )
    parser.add_argument("--language", choices=["zh", "en"], nargs="+", default=["zh", "en"])
    parser.add_argument("--measure", action="store_true")
    arguments = parser.parse_args()
    for language in arguments.language:
        lessons = [lesson_in(path) for path in sorted((arguments.folder / language).glob("*.yaml"))]
        rows = [row for place, lesson in enumerate(lessons) for row in rows_of(place, lesson)]
        seen = sum(lesson.seen for lesson in lessons)
        sys.stderr.write(f"{language}: {len(lessons)} briefs, {seen} of them seen; {len(rows)} sentences\n")
        if arguments.measure:
            measure(rows)
        else:
            np.savez_compressed(arguments.folder / f"{language}.npz", **compiled(rows))


if __name__ == "__main__":
    main()
