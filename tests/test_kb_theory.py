"""Principles and theory: each has a source, what rests on it exists, and it agrees with what the drafting uses."""

from __future__ import annotations

from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from typer.testing import CliRunner

import drafting
from drafting.channels import channel_limits
from drafting.cli.kb import app
from drafting.statement import Defect
from knowledge_base.catalogue import load_principles, load_theory, theory_names

DRAFTING = Path(drafting.__file__).parent


def table(name: str) -> dict[str, Any]:
    return dict(yaml.safe_load((DRAFTING / "tables" / f"{name}.yaml").read_text(encoding="utf-8")))


def exists(check: str) -> bool:
    """Whether a check of that name can be found in a review: a defect, or family.rule with a message."""
    family, dot, rule = check.partition(".")
    if not dot:
        return check in get_args(Defect)
    messages = yaml.safe_load((DRAFTING / "messages" / "zh" / f"{family}.yaml").read_text(encoding="utf-8"))
    return rule in messages


@pytest.mark.parametrize("principle", load_principles(), ids=lambda principle: principle.name)
def test_the_rules_of_a_principle_are_checks_that_there_are(principle: Any):
    assert [check for check in principle.rules if not exists(check)] == []
    counted = {d for check in table("principles")["principles"][principle.name] for d in check["defects"]}
    assert counted <= set(principle.rules)
    assert principle.sources


@pytest.mark.parametrize("name", theory_names())
def test_theory_names_its_sources_and_the_checks_that_rest_on_it(name: str):
    data = load_theory(name)
    assert data["name"]["zh"] and data["name"]["en"]
    assert data["checks"]
    assert [check for check in data["checks"] if not exists(check)] == []
    assert "source" in str(data)


@pytest.mark.parametrize("cell", ["plain", "intensified"])
@pytest.mark.parametrize("cluster", ["victim", "accidental", "preventable"])
def test_the_postures_of_a_cell_are_those_that_drafting_allows(cluster: str, cell: str):
    theory = load_theory("scct")["clusters"][cluster][cell]
    named = {"inform" if posture == "instruct" else posture for posture in theory["postures"]}
    named |= {"deny"} if "deny_only_for" in theory else set()
    assert named | set(theory.get("ours", ())) == set(table("strategy")["allowed"][cluster][cell])


@pytest.mark.parametrize("channel", ["weibo", "wechat", "xiaohongshu", "x"])
def test_a_channel_takes_what_the_length_check_lets_through(channel: Any):
    shown, used = load_theory("channels")["channels"][channel], channel_limits(channel)
    assert int(shown["limit"]["value"]) == used.limit
    assert shown["limit"]["unit"] == used.unit
    assert int(shown.get("title_limit", {}).get("value", 0)) == (used.title_limit or 0)
    assert int(shown.get("fold", {}).get("value", 0)) == (used.fold or 0)


def test_a_video_takes_what_can_be_spoken_and_a_service_script_is_counted_by_the_turn():
    channels = load_theory("channels")["channels"]
    seconds, speech = channels["douyin"]["limit"], channels["douyin"]["speech"]
    assert int(seconds["value"]) * int(speech["value"]) == channel_limits("douyin").limit
    assert int(channels["service_script"]["limit"]["value"]) == channel_limits("service_script").turn_limit
    for channel in ("press", "memo", "qa"):
        assert "limit" not in channels[channel]
        assert channel_limits(channel).limit is None  # type: ignore[arg-type]


def test_theory_can_be_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("CANDOR_HOME", str(tmp_path))
    monkeypatch.setenv("CANDOR_LANGUAGE", "zh")
    listed = CliRunner().invoke(app, ["theory"]).stdout
    assert "scct" in listed and "honesty" in listed
    shown = CliRunner().invoke(app, ["theory", "statutory"]).stdout
    assert "第五十七条" in shown and "PIPL" not in shown
    principle = CliRunner().invoke(app, ["theory", "honesty"]).stdout
    assert "国务院办公厅" in principle
    monkeypatch.setenv("CANDOR_LANGUAGE", "en")
    assert "PIPL, article 57" in CliRunner().invoke(app, ["theory", "statutory"]).stdout
    assert CliRunner().invoke(app, ["theory", "nothing"]).exit_code != 0
