"""What only a model gets wrong: a care that forgets the hurt, an open point that concludes, words of the example."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.brief import Brief
from drafting.composing import Composition
from drafting.model_slips import find_slips
from drafting.overlap import is_told
from drafting.planning import make_plan
from drafting.statement import Sentence
from drafting.strategy import choose_strategy
from drafting.writers.prompting import worked_example_phrases

HURT = {"id": "f1", "text": "2名保安受伤送医", "status": "confirmed"}


def slips(element: str, text: str, **changed: Any) -> list[str]:
    fields = {
        "id": "b",
        "organisation": "海通新材料",
        "kind": "holding",
        "issued_at": "2026-10-09T07:40+08:00",
        "facts": [HURT],
    }
    brief = Brief.model_validate(fields | changed)
    plan = make_plan(brief, choose_strategy(brief))
    sentence = Sentence(text=text, element=element, origin="model")
    statement = Composition(brief, plan, (sentence,), issued=brief.issued_at).statement()  # type: ignore[arg-type]
    return [finding.rule for finding in find_slips(brief, plan, statement)]


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("care", "居民最担心的是空气是否安全。"),
        ("unknown", "具体原因还在核实，目前没有发现其他问题。"),
        ("unknown", "我们会继续努力。"),
    ],
)
def test_a_slip_is_found(element: str, text: str) -> None:
    assert slips(element, text) == [f"draft.{element}"]


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("care", "我们牵挂两位受伤的保安，向他们和家属表示慰问。"),
        ("unknown", "具体原因仍在核实，目前尚无结论。"),
        ("facts", "目前没有发现其他问题。"),
    ],
)
def test_words_that_fit_are_left_alone(element: str, text: str) -> None:
    assert slips(element, text) == []


def test_nobody_hurt_needs_no_condolence() -> None:
    calm = [{"id": "f1", "text": "10月9日系统中断2小时", "status": "confirmed"}]
    assert slips("care", "我们明白大家担心自己的订单。", facts=calm) == []


def test_words_of_the_writing_example_are_found() -> None:
    phrase = worked_example_phrases("zh")[0]
    assert "draft.example_phrase" in slips("facts", f"{phrase}。")


def test_a_fact_that_another_sentence_tells_is_not_told_again() -> None:
    told = "我们已注意到10月21日13时30分起，三年级、四年级陆续有学生出现腹痛、呕吐。"
    assert is_told("10月21日13时30分起，三年级、四年级陆续有学生出现腹痛、呕吐。", told)
    assert not is_told("10月21日14时30分起，三年级、四年级陆续有学生出现腹痛、呕吐。", told)


def test_a_rumour_is_not_repeated_outside_its_denial() -> None:
    facts = [
        {"id": "f1", "text": "区市场监管局现场检查，未发现使用回收油", "status": "confirmed"},
        {"id": "r1", "text": "网传江宁路店用回收油炸制食品", "status": "denied", "evidence": ["f1"]},
    ]
    again = "江宁路店用回收油炸制食品的说法不属实，我们理解大家的担心。"
    assert slips("care", again, facts=facts, kind="clarification") == ["draft.rumour_repeated"]
    assert slips("denial", again, facts=facts, kind="clarification") == []
