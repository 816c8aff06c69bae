from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from drafting.brief import Brief

EXAMPLES = Path(__file__).parents[1] / "examples"
PATHS = sorted(EXAMPLES.glob("*.yaml"))


def _load(path: Path) -> Brief:
    return Brief.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_example_is_a_valid_brief(path: Path) -> None:
    brief = _load(path)

    assert brief.facts_with("confirmed")
    assert brief.issued_at is not None


def test_examples_cover_what_a_brief_can_be() -> None:
    briefs = [_load(path) for path in PATHS]

    assert len({brief.id for brief in briefs}) == len(briefs) == 24
    assert Counter(brief.is_chinese for brief in briefs) == {True: 14, False: 10}
    assert {brief.kind for brief in briefs} == {
        "holding", "apology", "clarification", "update", "closing", "auto",
    }  # fmt: skip
    assert {brief.channel for brief in briefs} == {
        "weibo", "wechat", "xiaohongshu", "douyin", "x", "press", "memo", "service_script", "qa",
    }  # fmt: skip
    assert {brief.incident.type for brief in briefs} >= {
        "image_damage", "sensitive_topic", "emergency", "rumour_attack",
    }  # fmt: skip
    assert {brief.incident.cluster for brief in briefs} == {"victim", "accidental", "preventable", "auto"}


def test_readme_lists_every_example() -> None:
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")

    for path in PATHS:
        assert f"({path.name})" in readme
