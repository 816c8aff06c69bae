"""The fact lock on briefs of its own: what it must catch, and true sentences that it must leave alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage
from drafting.statement import Finding

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.yaml"))

BAKERY = Brief.model_validate(
    {
        "id": "bakery", "organisation": "麦香坊", "language": "zh-CN", "kind": "holding",
        "issued_at": "2026-05-09T18:00+08:00",
        "facts": [
            {"id": "f1", "text": "截至5月9日16时，共收到6起投诉，4名顾客腹泻，其中2名住院观察", "status": "confirmed"},
            {"id": "f2", "text": "5月8日生产的奶油泡芙共1,250盒，批号MX0508，已全部下架", "status": "confirmed"},
            {"id": "f3", "text": "区市场监管局已抽样10份送检", "status": "confirmed"},
            {"id": "f4", "text": "冷藏车在运输途中断电约40分钟", "status": "unconfirmed"},
            {"id": "f5", "text": "去年9月后厨冷柜温度超标被内部通报", "status": "confidential"},
            {"id": "r1", "text": "网传有孩子吃泡芙后死亡", "status": "denied"},
        ],
        "commitments": [{"id": "c1", "text": "公布抽样检测结果", "owner": "品控部", "due": "2026-05-12T18:00+08:00"}],
        "contacts": [{"label": "顾客热线", "value": "400-000-0500", "hours": "24小时"}],
    }
)  # fmt: skip
FERRY = Brief.model_validate(
    {
        "id": "ferry", "organisation": "Selkie Ferries", "language": "en", "kind": "update",
        "issued_at": "2026-03-14T20:00+00:00",
        "facts": [
            {"id": "f1", "text": "The ferry Marigold ran aground off Corran Point at 14:20 on 14 March with 212 passengers and 18 crew", "status": "confirmed"},
            {"id": "f2", "text": "Nine passengers were injured; two deckhands are stable in Oban hospital", "status": "confirmed"},
            {"id": "f3", "text": "All passengers were evacuated by 17:45", "status": "confirmed"},
            {"id": "f4", "text": "The steering gear may have failed", "status": "unconfirmed"},
            {"id": "f5", "text": "The surveyor Pettigrew flagged hydraulic corrosion in January", "status": "confidential"},
        ],
        "commitments": [{"id": "c1", "text": "give the next update", "owner": "Selkie Ferries", "due": "2026-03-15T09:00+00:00"}],
        "contacts": [{"label": "family line", "value": "0800 555 0177"}],
    }
)  # fmt: skip


def _findings(text: str, brief: Brief, **more: Any) -> list[Finding]:
    return list(check(Passage(text, "zh" if brief.is_chinese else "en", brief=brief, **more)))


@pytest.mark.parametrize(
    "text",
    [
        "截至今天16时，我们共收到6起投诉。",
        "截至5月9日下午4点，共有六起投诉，4名顾客出现腹泻，2名正在住院观察。",
        "5月8日生产的1250盒奶油泡芙已经全部下架，批号为MX0508。",
        "约1300盒泡芙已下架。",
        "区市场监管局抽取了10份样品送检。",
        "关于冷藏车运输途中是否断电，我们正在核实。",
        "网传有孩子死亡，与事实不符。",
        "请立即停止食用，保留包装，并拨打400-000-0500。",
        "我们深感抱歉，向每一位顾客致歉。",
        "5月12日18时前，品控部将公布抽样检测结果。",
        "顾客热线400-000-0500，24小时接听。",
        "1. 请停止食用。\n2. 请联系我们。",
        "麦香坊\n2026年5月9日",
    ],
)
def test_true_chinese_sentences_are_left_alone(text: str) -> None:
    assert [(f.rule, f.match) for f in _findings(text, BAKERY)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Marigold ran aground off Corran Point at 2:20 this afternoon with 230 people on board.",
        "There were 212 passengers and 18 crew on board.",
        "9 passengers were hurt.",
        "All 212 passengers were evacuated by 17:45.",
        "More than 200 passengers were evacuated.",
        "We are looking into whether the steering gear failed.",
        "We will give the next update by 9 a.m. on 15 March.",
        "Please call the family line on 0800 555 0177.",
        "Two deckhands are stable in Oban hospital.",
        "No one should have to go through this, and we are sorry.",
        "Selkie Ferries\n14 March 2026, 20:00 (UTC)",
    ],
)
def test_true_english_sentences_are_left_alone(text: str) -> None:
    assert [(f.rule, f.match) for f in _findings(text, FERRY)] == []


@pytest.mark.parametrize(
    ("text", "match", "defect", "suggestion"),
    [
        ("截至16时，共收到9起投诉。", "9起", "altered_fact", "6起"),
        ("共有6名伤者。", "6名", "altered_fact", None),
        ("5月7日生产的奶油泡芙已下架。", "5月7日", "altered_fact", "5月8日"),
        ("批号MX0509的泡芙已下架。", "MX0509", "altered_fact", "MX0508"),
        ("请拨打400-000-0501。", "400-000-0501", "altered_fact", "400-000-0500"),
        ("超过1300盒泡芙已下架。", "1300盒", "altered_fact", "1,250盒"),
        ("我们将向顾客赔偿3000元。", "3000元", "unsupported_figure", None),
        ("断电约40分钟的情况正在核实。", "40分钟", "unconfirmed_as_confirmed", None),
    ],
)
def test_wrong_figures(text: str, match: str, defect: str, suggestion: str | None) -> None:
    found = [f for f in _findings(text, BAKERY) if f.match == match]
    assert [(f.defect, f.severity) for f in found] == [(defect, "error")]
    if suggestion is not None:
        assert found[0].suggestion == suggestion


@pytest.mark.parametrize(
    ("text", "defect"),
    [
        ("冷藏车在运输途中断电。", "unconfirmed_as_confirmed"),
        ("有孩子吃泡芙后死亡。", "rumour_amplified"),
        ("后厨冷柜温度超标一事已整改。", "confidential_leak"),
        ("此前从未出现类似情况。", "confidential_leak"),
        ("本次腹泻系因奶油变质导致。", "speculation_as_fact"),
        ("我们已全额退款。", "overpromise"),
        ("全部门店已停业整顿。", "altered_fact"),
        ("市市场监管局已抽样10份送检。", "altered_fact"),
        ("5月8日生产的奶油泡芙共1250箱，已全部下架。", "altered_fact"),
        ("奶油泡芙没有下架。", "altered_fact"),
        ("品控部将公布抽样检测结果。", "missing_deadline"),
    ],
)
def test_wrong_sentences_in_chinese(text: str, defect: str) -> None:
    assert defect in {f.defect for f in _findings(text, BAKERY) if f.severity == "error"}


@pytest.mark.parametrize(
    ("text", "defect"),
    [
        ("Seven passengers were injured.", "altered_fact"),
        ("No passengers were injured.", "altered_fact"),
        ("The ferry ran aground at 15:20 on 14 March.", "altered_fact"),
        ("The passengers and residents are stable.", "altered_fact"),
        ("The steering gear failed.", "unconfirmed_as_confirmed"),
        ("The grounding was caused by heavy fog.", "speculation_as_fact"),
        ("Every passenger will receive a refund.", "overpromise"),
        ("The surveyor Pettigrew had flagged corrosion.", "confidential_leak"),
        ("Nothing like this has ever happened before; this is the first such incident.", "confidential_leak"),
        ("We will give the next update.", "missing_deadline"),
        ("Captain Lorna Finch has apologised.", "unsupported_figure"),
        ("The ferry Marigold ran aground off Corrie Point.", "altered_fact"),
    ],
)
def test_wrong_sentences_in_english(text: str, defect: str) -> None:
    assert defect in {f.defect for f in _findings(text, FERRY) if f.severity == "error"}


def test_what_is_kept_back_is_named_by_its_id_alone() -> None:
    for finding in _findings("去年9月后厨冷柜温度超标，被内部通报。", BAKERY):
        if finding.defect == "confidential_leak":
            assert finding.evidence == "f5"
            assert "冷柜" not in finding.message.replace(finding.match, "")


def test_demanded_and_forbidden_words() -> None:
    brief = BAKERY.model_copy(update={"must_say": (("停止食用", "停用"),), "must_not_say": ("放心食用",)})
    rules = {f.rule for f in _findings("请放心食用。", brief, kind="holding")}
    assert rules == {"facts.must_not_say", "facts.must_say"}
    assert [f.rule for f in _findings("请停止食用。", brief, kind="holding")] == []
    assert [f.rule for f in _findings("我们很抱歉。", brief)] == []


def test_a_slow_expression_of_the_brief_cannot_stop_the_review() -> None:
    brief = BAKERY.model_copy(update={"must_not_say": ("(a|aa)+$",)})
    assert [f.severity for f in _findings("a" * 60 + "!", brief)] in ([], ["warning"])


def test_names_of_precedents_may_not_appear() -> None:
    found = _findings("我们不会像海棠食品那样处理。", BAKERY, foreign_names=("海棠食品",))
    assert [f.match for f in found if f.rule == "facts.foreign_name"] == ["海棠食品"]


def test_nothing_is_said_without_a_brief() -> None:
    assert list(check(Passage("共有99人受伤。", "zh"))) == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_confirmed_fact_in_its_own_words_is_never_doubted(path: Path) -> None:
    brief = Brief.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    stop = "。" if brief.is_chinese else "."
    for fact in brief.facts_with("confirmed"):
        for text in {fact.text, fact.text.replace(",", "，"), fact.text.replace("公司", "我们")}:
            found = _findings(text + stop, brief)
            assert [(f.rule, f.match) for f in found] == [], text


WORDS = st.sampled_from(
    ["6起投诉", "已召回", "系因", "5月9日", "400-000-0500", "(", "“", "👍", "\r\n", "。", "，", "死亡", "没有", "全部", "e\u0301",
     "nine", "because of", "W5", "9" * 30, "①", "0.0.0", "百分之", "2026年", "%", "-", "1/0"]
)  # fmt: skip


@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=14), st.sampled_from([BAKERY, FERRY]))
@settings(max_examples=120, deadline=None)
def test_any_text_is_read_and_every_finding_quotes_it(pieces: list[str], brief: Brief) -> None:
    text = "".join(pieces)
    for finding in check(Passage(text, "zh" if brief.is_chinese else "en", brief=brief, kind="holding")):
        assert text[finding.start : finding.end] == finding.match
        assert finding.message
