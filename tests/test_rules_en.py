"""The English crisis rules: their own examples, and texts in which nothing is wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.checks.passage import Passage
from drafting.checks.style import check
from drafting.checks.style.examples import failures
from drafting.checks.style.packaged import packaged_rules
from drafting.statement import Finding

RULES = packaged_rules("en").rules
CLEAN: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "clean_en.yaml").read_text(encoding="utf-8")
)
BLOCKS = (
    "We are sorry for what happened and for the harm it caused.",
    "Our thoughts are with those who were injured and their families.",
    "The cause is under investigation; there is no conclusion yet.",
    "We will publish the test results by 18:00 on 15 October 2026.",
    "Please stop using the product at once and keep it together with your receipt.",
    "If you have questions, call 0800 000 000.",
    "If you own a K3 kettle, stop using it.",
    "If you feel unwell, seek medical advice.",
    "No one was hurt.",
    "We apologise for the disruption.",
    "We take this seriously: on 12 October our chief engineer took charge of the inspection.",
    "Never use the kettle again.",
    "Always keep the receipt.",
    "Staff on zero-hour contracts will be paid for the days on which the plant is shut.",
    "A post says that three people died. This is not true: no one was hurt.",
)


def _found(text: str, kind: str | None = None) -> list[Finding]:
    return list(check(Passage(text=text, language="en", kind=kind)))  # type: ignore[arg-type]


def _shown(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.rule, finding.match) for finding in findings]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_finds_its_bad_examples_and_leaves_its_good_ones_alone(rule: Any) -> None:
    assert list(failures(rule, "en")) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_rule_says_why_and_from_where_and_has_two_examples_of_each_side(rule: Any) -> None:
    assert rule.rule.why
    assert rule.rule.source
    assert len(rule.rule.examples.bad) >= 2
    assert len(rule.rule.examples.good) >= 1
    assert rule.rule.suggestion or rule.rule.level == "suggestion"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_other_error_fires_on_a_good_example(rule: Any) -> None:
    errors = [
        (finding.rule, finding.match, text)
        for text in rule.rule.examples.good
        for finding in _found(text)
        if finding.severity == "error"
    ]
    assert errors == []


@pytest.mark.parametrize("item", CLEAN, ids=lambda item: f"{item['sector']}-{item['kind']}")
def test_no_error_and_at_most_one_warning_on_professional_text(item: dict[str, Any]) -> None:
    for kind in (item["kind"], None):
        findings = _found(item["text"], kind)
        assert _shown([f for f in findings if f.severity == "error"]) == []
        assert len([f for f in findings if f.severity == "warning"]) <= 1, _shown(findings)


def test_warnings_on_professional_text_are_rare() -> None:
    warnings = [f.rule for item in CLEAN for f in _found(item["text"]) if f.severity == "warning"]
    assert len(CLEAN) >= 40
    assert len(warnings) <= len(CLEAN) // 20, Counter(warnings)


@pytest.mark.parametrize("text", BLOCKS)
def test_the_products_own_sentences_are_clean(text: str) -> None:
    assert _shown([f for f in _found(text) if f.severity != "suggestion"]) == []


def test_positions_select_the_quoted_words() -> None:
    text = "Sorry 🎉 … we regret any inconvenience. “Mistakes were made,” said the café’s owner."
    found = _found(text)
    assert {f.rule for f in found} >= {"en.RegretAnyInconvenience", "en.MistakesWereMade"}
    assert all(text[f.start : f.end] == f.match for f in found)


@pytest.mark.parametrize(
    ("text", "defect"),
    [
        ("We're sorry if anybody took this the wrong way.", "conditional_apology"),
        ("Sorry that you feel let down.", "non_apology"),
        ("This was the doing of one careless driver.", "blame_shift"),
        ("A mere handful of users noticed.", "minimisation"),
        ("Errors of judgement were made.", "passive_evasion"),
        ("It will never happen again.", "overpromise"),
        ("Our toys are 100% safe.", "absolute_words"),
        ("We reserve all rights.", "legal_threat_tone"),
        ("Our award-winning kitchen is open again.", "promotion_in_crisis"),
        ("Two people died. We are thrilled to welcome you back!", "cheer_in_casualty"),
        ("Oops, our bad.", "sarcasm_or_humour"),
        ("The fire was most likely caused by a cigarette.", "speculation_as_fact"),
        ("The blogger is a liar.", "unproven_accusation"),
        ("Everybody says that the bridge is about to fall.", "rumour_amplified"),
        ("The driver lives at 14 Elm Road.", "personal_data"),
        ("We will leverage our learnings going forward.", "jargon"),
    ],
)
def test_each_kind_of_fault_is_named(text: str, defect: str) -> None:
    assert defect in {f.defect for f in _found(text) if f.severity != "suggestion"}
