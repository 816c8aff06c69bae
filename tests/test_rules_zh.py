"""The Chinese crisis rules: each does what its examples say, and none of them troubles honest prose."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from drafting.checks.style.conditions import Circumstances
from drafting.checks.style.examples import failures
from drafting.checks.style.packaged import parsed_rule, rule_sources
from drafting.checks.style.ruleset import Found, PreparedRule, RuleSet

PREPARED = [parsed_rule(file, text, "zh") for file, text in rule_sources("zh")]
ALL = RuleSet(PREPARED, "zh")
ERRORS = RuleSet([prepared for prepared in PREPARED if prepared.rule.level == "error"], "zh")
CLEAN: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "data" / "clean_zh.yaml").read_text(encoding="utf-8")
)
COUNTED = {"error", "warning"}


def found(rules: RuleSet, text: str, **known: Any) -> list[Found]:
    return list(rules.read(text, Circumstances(**known)))


def shown(findings: list[Found]) -> list[str]:
    return [f"{finding.name}: {finding.words}" for finding in findings]


@pytest.mark.parametrize("prepared", PREPARED, ids=lambda prepared: prepared.name)
def test_each_rule_catches_its_bad_examples_and_spares_its_good_ones(prepared: PreparedRule) -> None:
    assert [f"{wrong.side}: {wrong.text}" for wrong in failures(prepared, "zh")] == []


@pytest.mark.parametrize("prepared", PREPARED, ids=lambda prepared: prepared.name)
def test_each_rule_says_why_and_whence_and_what_instead(prepared: PreparedRule) -> None:
    rule = prepared.rule
    assert rule.title
    assert rule.why
    assert rule.source
    assert rule.suggestion or rule.extends == "substitution"


@pytest.mark.parametrize("prepared", PREPARED, ids=lambda prepared: prepared.name)
def test_no_error_rule_fires_on_what_another_rule_calls_good(prepared: PreparedRule) -> None:
    fired = [hit for text in prepared.rule.examples.good for hit in shown(found(ERRORS, text))]
    assert fired == []


@pytest.mark.parametrize("item", CLEAN, ids=lambda item: item["id"])
@pytest.mark.parametrize("told", [True, False], ids=["kind known", "kind unknown"])
def test_no_error_on_clean_professional_text(item: dict[str, Any], told: bool) -> None:
    known = {"kind": item["kind"], "channel": item.get("channel")} if told else {}
    assert shown(found(ERRORS, item["text"], **known)) == []


def test_warnings_on_clean_professional_text_are_rare() -> None:
    troubled = [
        item["id"]
        for item in CLEAN
        if any(hit.rule.level in COUNTED for hit in found(ALL, item["text"], kind=item["kind"]))
    ]
    assert len(CLEAN) >= 40
    assert len(troubled) <= len(CLEAN) // 20, troubled


@pytest.mark.parametrize(
    "text",
    [
        "如有疑问请致电400-000-0000。",
        "如您已购买该批次产品，请停止使用。",
        "如出现不适请及时就医。",
        "截至目前，没有人员伤亡。",
        "网传“门店已倒闭”不属实，36家门店正常营业。",
        "我们高度重视，已于10月12日成立由总经理牵头的专项组。",
        "由此给您带来的不便，我们深表歉意。",
        "最近一次检测在10月9日，最迟10月15日公布结论。",
        "唯一联系方式为400-000-0000，我们会第一时间答复，当日办结。",
        "温度误差的绝对值不超过2摄氏度，零售门店不受影响。",
        "我们不能保证三天内修好，有变化每天17时更新。",
        "公安机关认定，张某捏造事实，已对其行政处罚。",
        "新入职的护士配错药时没有带教老师在场，是我们没有安排复核。",
        "截至12日10时，经县应急管理局核实，事故造成3人受伤。",
        "事故由市住房和城乡建设局牵头调查，如发现水质异常请拨打12345。",
    ],
)
def test_tricky_but_honest_sentences_pass(text: str) -> None:
    assert shown([hit for hit in found(ALL, text) if hit.rule.level in COUNTED]) == []


@pytest.mark.parametrize(
    ("text", "defect"),
    [
        ("倘若此番言论伤到了哪位听众的心，台里愿意致歉。", "conditional_apology"),
        ("不便之处，还望各位旅客多多包涵。", "non_apology"),
        ("把货发错的是外包仓库新招的分拣工，人已经开除了。", "blame_shift"),
        ("水里有点锈味罢了，烧开了照样喝。", "minimisation"),
        ("名单在整理过程中被误删，相关环节存在疏漏。", "passive_evasion"),
        ("锅炉爆炸多半是司炉工睡着了。", "speculation_as_fact"),
        ("从今往后，本线路再也不会晚点一分钟。", "overpromise"),
        ("我们的面粉百分之百安全。", "absolute_words"),
        ("再有传播者，一律取证起诉，一个都不放过。", "legal_threat_tone"),
        ("恭喜这位网友，可以去当编剧了。", "sarcasm_or_humour"),
        ("公司荣获“消费者最信赖品牌”称号，一直以来深受喜爱。", "promotion_in_crisis"),
        ("投诉人身份证号为110101199003071234。", "personal_data"),
        ("我们将拉通各端，形成处置闭环。", "jargon"),
        ("大巴侧翻致3人死亡，祝其余团友旅途愉快！", "cheer_in_casualty"),
        ("发帖的是收了对家好处的前员工。", "unproven_accusation"),
        ("听说二号桥今晚要塌，大家都在传，请转告亲友。", "rumour_amplified"),
        ("出库时箱子完好无损，毛病出在快递途中。", "blame_shift"),
        ("要不是租客把窗子开着，墙纸怎么会发霉。", "blame_shift"),
        ("只要有哪位学员觉得委屈，培训部都可以赔个不是。", "conditional_apology"),
        ("鉴定意见还没出，不过基本可以认定就是工人忘了断电。", "speculation_as_fact"),
        ("一旦查实是谁把会议录音传出去的，一律开除并追究法律责任。", "legal_threat_tone"),
        ("该住户的妻子在菜场卖鱼，儿子去年因打架被拘留过。", "personal_data"),
        ("两名学生溺水身亡。水上乐园水质清澈，欢迎周末前来游玩！", "cheer_in_casualty"),
    ],
)
def test_faults_in_words_that_no_example_holds(text: str, defect: str) -> None:
    defects = {hit.rule.defect for hit in found(ALL, text) if hit.rule.level in COUNTED}
    assert defect in defects


def test_a_threat_belongs_in_some_clarifications_and_never_in_an_apology() -> None:
    text = "我司已就该信息报案并取得受案回执，对造谣者保留追究法律责任的权利。"
    assert shown(found(ERRORS, text, kind="clarification")) == []
    assert "zh.LegalThreatInApology" in {hit.name for hit in found(ERRORS, text, kind="apology")}


@pytest.mark.parametrize(
    "text",
    [
        "店长曾要求顾客签保密协议后才退款，这个要求作废，退款今天到账。",
        "客服说顾客无理取闹，这话不对，我们向顾客道歉。",
        "说双方都有责任，是我们当时没有看完监控，更正为：责任在保安。",
        "大家都说我们回应得太慢，说得对，第一条消息晚了十一个小时。",
        "听到传闻的老人来排队取钱，我们把存款保险的规定贴在了大厅。",
        "有人认为我们只是运气不好，不是的，上个月检查时就发现了裂缝。",
    ],
)
def test_a_fault_taken_back_or_a_rumour_answered_is_left_alone(text: str) -> None:
    assert shown([hit for hit in found(ALL, text) if hit.rule.level in COUNTED]) == []


def test_cheer_is_a_fault_only_where_people_were_hurt() -> None:
    text = "整场演出精彩纷呈，圆满落幕。"
    assert shown(found(ALL, text, casualties=False)) == []
    assert "cheer_in_casualty" in {hit.rule.defect for hit in found(ALL, text, casualties=True)}


def test_found_words_are_where_they_are_said_to_be() -> None:
    text = "对此事我们不再作任何回应。\n产品百分之百安全，请大家放心使用。"
    for hit in found(ALL, text):
        assert text[hit.start : hit.end] == hit.words
