from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from benchmarks.mutants import mutants_of, true_statements
from drafting.statement import Defect

DEFECTS = Path(__file__).parents[1] / "benchmarks" / "data" / "defects"


def _items(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEFECTS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", ["dev", "held"])
def test_labels_are_of_the_vocabulary_and_balanced(name: str) -> None:
    items = _items(name)
    clean = [item for item in items if not item["defects"]]

    assert {defect for item in items for defect in item["defects"] + item.get("may", [])} <= set(
        get_args(Defect)
    )
    assert 0.45 <= len(clean) / len(items) <= 0.55
    assert sum(item["tricky"] for item in clean) >= len(clean) / 3
    assert all(item in clean for item in items if item["tricky"])
    assert {item["language"] for item in items} == {"zh", "en"}


def test_no_text_is_in_both_sets() -> None:
    dev, held = ({item["text"] for item in _items(name)} for name in ("dev", "held"))

    assert len(dev) + len(held) >= 300
    assert not dev & held


def test_each_brief_has_true_statements_and_mutants_that_differ_from_them() -> None:
    groups = true_statements("dev")

    assert sum(len(group) for group in groups) >= 60
    for group in groups:
        for mutant in mutants_of(group):
            assert mutant.text != mutant.of.text, (mutant.of.name, mutant.what)
            assert 0 <= mutant.start <= mutant.end <= len(mutant.text)
