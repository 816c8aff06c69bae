"""What a brief calls for: kind, strategy, plan and notices."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.brief import Brief
from drafting.planning import choose_kind, make_plan
from drafting.strategy import choose_strategy


def brief(**fields: Any) -> Brief:
    base: dict[str, Any] = {
        "id": "b",
        "organisation": "青禾食品",
        "issued_at": "2026-10-12T09:30+08:00",
        "facts": [{"id": "f1", "text": "10月11日收到3名顾客反映酸奶有异味", "status": "confirmed"}],
    }
    return Brief.model_validate(base | fields)


def plan_of(b: Brief) -> Any:
    return make_plan(b, choose_strategy(b))


@pytest.mark.parametrize(
    ("text", "cluster"),
    [
        ("检查发现门店未按规定更换食用油", "preventable"),
        ("公司服务器遭黑客攻击，部分系统停用", "victim"),
        ("3号生产线设备故障，已停产检修", "accidental"),
        ("The shift manager did not follow the cleaning procedure", "preventable"),
        ("The plant was flooded on 3 May", "victim"),
    ],
)
def test_cluster_follows_from_confirmed_facts(text: str, cluster: str) -> None:
    strategy = choose_strategy(brief(facts=[{"id": "f1", "text": text, "status": "confirmed"}]))
    assert (strategy.cluster, strategy.declared) == (cluster, False)
    assert strategy.reasons


def test_a_secret_neither_decides_the_cluster_nor_shows_in_its_reasons() -> None:
    strategy = choose_strategy(
        brief(
            facts=[
                {"id": "f1", "text": "3号生产线设备故障", "status": "confirmed"},
                {"id": "f2", "text": "班长隐瞒了9月的同类故障", "status": "confidential"},
            ]
        )
    )
    assert strategy.cluster == "accidental"
    assert not any("隐瞒" in reason for reason in strategy.reasons)


def test_a_declared_cluster_holds_and_history_moves_the_response_up() -> None:
    strategy = choose_strategy(brief(incident={"cluster": "accidental", "history": True}))
    assert strategy.declared and strategy.intensified
    assert "diminish" not in strategy.allowed and "rebuild" in strategy.allowed


def test_kind_auto_is_decided_by_what_the_brief_holds() -> None:
    denied = {"id": "r1", "text": "网传酸奶致人住院", "status": "denied", "evidence": ["f1"]}
    earlier = {"id": "s1", "text": "我们正在核实。", "published_at": "2026-10-11T20:00+08:00"}
    assert choose_kind(brief()) == "holding"
    assert choose_kind(brief(facts=[*brief().model_dump()["facts"], denied])) == "clarification"
    assert choose_kind(brief(earlier=[earlier])) == "update"


def test_a_holding_plan_names_the_open_cause_without_the_suspicion() -> None:
    plan = plan_of(
        brief(
            kind="holding",
            facts=[
                {"id": "f1", "text": "10月11日收到3名顾客反映酸奶有异味", "status": "confirmed"},
                {"id": "f2", "text": "怀疑是冷链断了4小时", "status": "unconfirmed"},
                {"id": "f3", "text": "9月已有1起同样投诉", "status": "confidential"},
            ],
        )
    )
    unknown = plan.element("unknown")
    assert unknown.topics == ("具体原因",)
    assert "冷链" not in plan.model_dump_json() and "9月" not in plan.model_dump_json()
    assert not any("f3" in element.facts for element in plan.elements)


def test_done_and_remedy_stand_apart_from_what_is_known() -> None:
    plan = plan_of(
        brief(
            kind="apology",
            facts=[
                {"id": "f1", "text": "10月11日收到3名顾客反映酸奶有异味", "status": "confirmed"},
                {"id": "f2", "text": "已将该批次全部下架", "status": "confirmed"},
                {"id": "f3", "text": "已为3名顾客全额退款", "status": "confirmed"},
            ],
            commitments=[
                {"id": "c1", "text": "公布检测结果", "due": "2026-10-15T18:00+08:00"},
                {"id": "c2", "text": "承担检查费用", "owner": "客服部"},
                {"id": "c3", "text": "更换冷链承运商", "due": "2026-11-01"},
            ],
        )
    )
    assert plan.element("facts").facts == ("f1",)
    assert plan.element("action").facts == ("f2",)
    assert plan.element("remedy").facts == ("f3", "c2")
    assert plan.element("prevention").facts == ("c3",)
    assert plan.element("next_update").facts == ("c1",)


@pytest.mark.parametrize(
    ("fields", "field_named"),
    [
        ({"kind": "holding"}, "commitments"),
        ({"kind": "update"}, "earlier"),
        ({"kind": "apology"}, "commitments"),
        ({"kind": "clarification"}, "denied"),
        ({"facts": []}, "confirmed"),
        ({}, "contacts"),
        ({"issued_at": None}, "issued_at"),
        ({"commitments": [{"id": "c9", "text": "公布结果"}]}, "due"),
    ],
)
def test_what_a_kind_lacks_is_asked_for_by_its_field(fields: dict[str, Any], field_named: str) -> None:
    assert any(field_named in notice for notice in plan_of(brief(**fields)).notices)


def test_a_claim_is_denied_only_with_evidence() -> None:
    rumour = {"id": "r1", "text": "网传老板已跑路", "status": "denied"}
    plan = plan_of(
        brief(
            kind="clarification",
            facts=[{"id": "f1", "text": "今日门店照常营业", "status": "confirmed"}, rumour],
        )
    )
    assert plan.element("denial") is None
    assert any("evidence" in notice for notice in plan.notices)


def test_evidence_is_found_among_confirmed_facts_where_nobody_linked_it() -> None:
    plan = plan_of(
        brief(
            kind="clarification",
            facts=[
                {"id": "f1", "text": "市监局抽检报告显示该批酸奶菌落总数合格", "status": "confirmed"},
                {"id": "f2", "text": "公司成立于2003年", "status": "confirmed"},
                {"id": "r1", "text": "网传该批酸奶菌落总数超标", "status": "denied"},
            ],
        )
    )
    assert plan.element("denial").facts == ("r1", "f1")


@pytest.mark.parametrize(
    ("text", "injuries", "deaths"),
    [
        ("2名员工受伤送医", True, False),
        ("事故造成1人死亡，3人受伤", True, True),
        ("现场无人员伤亡", False, False),
        ("现场医生为11名游客做了检查，无人需要送医", False, False),
        ("Nobody was hurt", False, False),
        ("One driver died and two passengers were injured", True, True),
    ],
)
def test_casualties_are_read_with_their_negation(text: str, injuries: bool, deaths: bool) -> None:
    plan = plan_of(brief(facts=[{"id": "f1", "text": text, "status": "confirmed"}]))
    assert (plan.injuries, plan.deaths) == (injuries, deaths)


@pytest.mark.parametrize(
    ("text", "injuries", "deaths"),
    [
        ("一名学生坠落，送医后经抢救无效死亡", False, True),
        ("电梯下坠，造成1死3伤", True, True),
        ("一名未成年人受伤，无生命危险", True, False),
        ("骑手突发疾病，不幸离世", False, True),
        ("A balcony collapsed, killing one guest", False, True),
        ("两户家属领到的骨灰互相换错，两位老人的遗体3月1日入馆", False, False),
        ("告别仪式上看台垮塌，一名吊唁者当场身亡", False, True),
        ("The ashes of two people who died in January went to the wrong families", False, False),
        ("No one has died", False, False),
    ],
)
def test_the_dead_and_the_hurt_are_seen_however_it_is_told(text: str, injuries: bool, deaths: bool) -> None:
    plan = plan_of(brief(facts=[{"id": "f1", "text": text, "status": "confirmed"}]))
    assert (plan.injuries, plan.deaths) == (injuries, deaths)


def test_where_people_were_hurt_a_rumour_does_not_decide_the_kind() -> None:
    rumour = {"id": "r1", "text": "网传有5人死亡", "status": "denied", "evidence": ["f1"]}
    told = {"id": "f1", "text": "事故造成1人死亡", "status": "confirmed"}
    assert choose_kind(brief(facts=[told, rumour])) == "holding"


def test_nothing_is_denied_that_a_secret_could_bear_out() -> None:
    facts = [
        {"id": "f1", "text": "走廊监控显示当天没有肢体冲突", "status": "confirmed"},
        {"id": "f2", "text": "8月有一名护工因打骂老人被辞退", "status": "confidential"},
        {"id": "r1", "text": "院里存在虐待老人的情况", "status": "denied"},
    ]
    plan = plan_of(brief(kind="clarification", facts=facts))
    assert plan.element("denial") is None
    assert any("r1" in notice and "f2" in notice for notice in plan.notices)


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (["跃芯P20充电宝在列车上冒烟起火"], "停止使用该产品"),
        (["客房内发现针孔摄像头"], "不要传播"),
        (["酸奶有异味"], "先不要食用"),
    ],
)
def test_advice_follows_from_what_happened(facts: list[str], words: str) -> None:
    told = [{"id": f"f{n}", "text": text, "status": "confirmed"} for n, text in enumerate(facts)]
    advice = plan_of(brief(kind="holding", organisation="云杉", facts=told)).element("advice")
    assert any(words in hint for hint in advice.hints)


@pytest.mark.parametrize(
    ("language", "organisation", "facts", "unfit"),
    [
        ("zh-CN", "塘楼区图书馆", ["二楼空调水管爆裂，地方文献室进水", "1,260册地方文献浸湿"], "断开电源"),
        ("zh-CN", "松间殡仪馆", ["3月2日，两户家属领到的骨灰互相换错", "家属可拨打手机138-0000-0000联系馆长"], "停止使用"),
        ("zh-CN", "岚江冷链", ["3号库制冷机组停机7小时", "库内客户货物已转到5号库", "库房的充电叉车没有受损"], "断开电源"),
        ("zh-CN", "衡川医疗", ["召回P30型胰岛素泵，批次R2601，电池供电时可能停止给药"], "断开电源"),
        ("en", "Abbot Lane Funerals", ["Two families were given each other's ashes", "They can phone the director at any hour"], "unplug"),
        ("en", "Corva", ["We are recalling the insulin pump C4; its battery may stop the dose without an alarm"], "unplug"),
        ("en", "Hobb's Canal Trust", ["The canal bank gave way at Hobb's Bridge; a boat was left aground"], "move your money"),
        ("en", "Tarn Shoes", ["We recall the running shoe S3: the carbon plate can crack", "Our plant in Keld made it"], "site"),
    ],
)  # fmt: skip
def test_no_advice_stands_that_does_not_fit(
    language: str, organisation: str, facts: list[str], unfit: str
) -> None:
    told = [{"id": f"f{n}", "text": text, "status": "confirmed"} for n, text in enumerate(facts)]
    plan = plan_of(brief(language=language, kind="holding", organisation=organisation, facts=told))
    advice = plan.element("advice")
    assert advice is None or not any(unfit in hint for hint in advice.hints)


def test_whoever_wears_a_device_is_not_told_to_switch_it_off() -> None:
    told = [
        {"id": "f1", "text": "召回P30型胰岛素泵，批次R2601，电池供电时可能停止给药", "status": "confirmed"}
    ]
    advice = plan_of(brief(kind="holding", organisation="衡川医疗", facts=told)).element("advice")
    assert any("不要自行停用" in hint for hint in advice.hints)


def test_no_errand_stands_beside_a_death() -> None:
    facts = [{"id": "f1", "text": "一名乘客在地铁站台坠亡，列车停运2小时", "status": "confirmed"}]
    plan = plan_of(brief(kind="holding", facts=facts))
    assert plan.element("advice") is None


def test_common_words_are_no_evidence() -> None:
    facts = [
        {"id": "f1", "text": "Online banking has been down since 6:10 a.m. today", "status": "confirmed"},
        {"id": "r1", "text": "Members' balances have been wiped", "status": "denied"},
    ]
    assert plan_of(brief(language="en", kind="clarification", facts=facts)).element("denial") is None
