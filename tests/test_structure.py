"""What a whole statement must have, by kind, and which postures do not go together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from drafting.brief import Brief, Channel, Kind
from drafting.checks.passage import Passage
from drafting.checks.structure import check, elements_of, tags
from drafting.checks.structure.postures import tagged
from drafting.messages import Language
from drafting.statement import Finding

DATA = Path(__file__).parent / "data"


def _language(text: str) -> Language:
    return "zh" if any("一" <= c <= "龥" for c in text) else "en"


def _serves(element: str, sentence: str, before: str = "") -> bool:
    tag = next(tag for tag in tags() if tag.name == element)
    return tag.stands_in(sentence, _language(sentence), before)


def _found(
    text: str, kind: Kind | None, *, channel: Channel | None = None, brief: Brief | None = None
) -> list[Finding]:
    return list(check(Passage(text, _language(text), kind=kind, channel=channel, brief=brief)))


def _rules(text: str, kind: Kind | None, **more: Any) -> set[str]:
    return {finding.rule.removeprefix("structure.") for finding in _found(text, kind, **more)}


SERVED = {
    "next_update": [
        "下次通报：今天20时",
        "今天18时前我给您回电话。",
        "我们每两小时更新一次进展。",
        "检测结论将于11月4日公布。",
        "9时30分再告诉大家。",
        "最迟周五给出答复。",
        "24小时内反馈处理结果。",
        "新闻发布会定于明天上午10点召开，届时公布名单。",
        "We will speak again at 11 a.m.",
        "Our next briefing is on Friday at noon.",
        "By 6 p.m. we will publish the readings.",
        "Monitoring data by 6 p.m.",
        "I'll call you back within two hours.",
        "Update 4 follows at 10:00.",
        "We report every morning until the road is open.",
        "You will hear from us tomorrow.",
        "晚上八点前，我们把情况跟大家讲清楚。",
        "19:30再报一次。",
        "预计今天18时恢复供水。",
        "The mayor speaks at 6 p.m.",
        "Look here again at noon.",
        "Trains should be running again by 5 p.m.",
    ],
    "care": [
        "您着急，我们理解。",
        "看到孩子们受苦，我们十分揪心。",
        "耽误大家上班，很抱歉。",
        "换谁家里进了水都着急，我们明白。",
        "我们向受伤的三位工友和他们的家人致歉。",
        "愿伤者早日康复。",
        "We know how long the night was for those who waited.",
        "Three families have lost a home, and we are heartbroken.",
        "Going without water is hard, and we are sorry.",
        "Our thoughts are with the crew.",
        "We apologise to every passenger on the 7:15.",
        "孩子们本该高高兴兴过节。",
        "停水的日子最难熬。",
        "大家的焦虑，我们看在眼里。",
        "半夜断电，谁都会害怕。",
        "请家属节哀。",
        "让大家久等了。",
        "再多的话也无法弥补。",
        "We think of the two families every hour.",
        "Nothing we say makes up for it.",
        "Forty passengers had to sleep on the floor.",
        "No one should have to spend a night on a floor.",
        "It was an anxious night for two families.",
        "You have every right to be angry.",
        "We can only imagine what this meant.",
        "We wish her a full recovery.",
        "They deserved better from us.",
    ],
    "contact": [
        "有事请找值班经理，分机2206。",
        "如需帮助，请到一楼服务台登记。",
        "请私信本账号，24小时有人回复。",
        "拨打12345也能反映。",
        "邮箱：help@example.com",
        "Questions: duty manager, extension 300.",
        "Families can call +47 22 00 00 00 at any hour.",
        "Write to office@example.org.",
        "Please speak to your ward sister.",
        "Text us on 60777.",
    ],
    "responsibility": [
        "责任在我们。",
        "我们没有按规定检查这根管道。",
        "是我院没有排够人手。",
        "管理上的漏洞是我们的责任。",
        "我们误把旧数据发了出去。",
        "这件事怪不得别人，我们没有任何借口。",
        "We did not check the lamp.",
        "The fault is ours.",
        "I signed it off, and I answer for it.",
        "Nobody was watching the gauge.",
        "We should have told you in March.",
        "We took you off the list without asking you.",
    ],
}

UNSERVED = {
    "next_update": [
        "后续情况我们会继续通报，客服热线400-000-0081，9:00-22:00。",
        "有了结果会尽快告诉大家。",
        "截至10月12日9时，6名伤者中4人出院。",
        "此前10月11日的通报称5人受伤。",
        "退款由客服部负责。",
        "We will be in touch as things develop.",
        "More news will follow as soon as possible.",
        "As of 8 a.m. nine people are in hospital.",
        "Call 555-0158, 8 a.m. to 6 p.m.",
        "We'll share more once there's more to share.",
        "At 9:15 a.m. a fire broke out.",
        "All of the stock is still on site at 9 a.m.",
        "10月11日的声明提到了两个省。",
        "供水已于今天8时恢复。",
        "Police reported a break-in.",
    ],
    "care": [
        "造成不便，敬请谅解。",
        "我们道歉。",
        "特此致歉。",
        "现场已封闭，3人送医。",
        "感谢大家的关心和支持。",
        "We apologise.",
        "Nine passengers were taken to hospital.",
        "We know of 14 crashes.",
        "Everyone concerned has been informed.",
        "18名学生肚子疼，9名留院观察。",
        "The council deals with all such reports.",
        "Eleven people are in a stable condition.",
    ],
    "contact": [
        "检验报告编号为2026-0417。",
        "我们已联系受影响的用户。",
        "客服人员正在逐一回访。",
        "10月9日，3110位会员的手机号被误发。",
        "The recall number is 26V-0417.",
        "We will contact each of you.",
        "By phone or in person, staff told 300 people to leave.",
        "The reference is 2231.",
    ],
    "responsibility": [
        "我们没有收到人员受伤的反馈。",
        "我们从未使用过期原料。",
        "我们没有一道菜是隔夜的。",
        "我们没有使用任何添加剂。",
        "由总编辑方慧负责培训。",
        "费用由我们承担。",
        "We did not receive any report of injuries.",
        "We did not use any banned substance.",
        "Chief editor Nia Poe leads the training.",
        "Their bills are paid by us.",
    ],
}


@pytest.mark.parametrize(("element", "sentence"), [(e, s) for e, many in SERVED.items() for s in many])
def test_a_sentence_serves_its_element(element: str, sentence: str) -> None:
    assert _serves(element, sentence)


@pytest.mark.parametrize(("element", "sentence"), [(e, s) for e, many in UNSERVED.items() for s in many])
def test_a_sentence_that_only_looks_like_it_does_not(element: str, sentence: str) -> None:
    assert not _serves(element, sentence)


def test_a_bare_sorry_speaks_to_people_only_after_a_sentence_about_them() -> None:
    assert _serves("care", "We are sorry.", before="Since 5 a.m. our customers have had no water.")
    assert not _serves("care", "We are sorry.", before="The server stopped at 5 a.m.")


HOLDING_ZH = (
    "关于水管爆裂的说明\n10月7日6时，东门水管爆裂，2100户停水。家里没水做饭，大家着急，我们很抱歉。"
    "请先到社区领取桶装水。抢修人员已到场。今天18时再通报一次。电话0531-0000-0061。"
)
HOLDING_EN = (
    "At 6 a.m. a main burst at East Gate and 2,100 homes lost water. We know how hard a morning without water is, "
    "and we are sorry. Please collect bottles at the library. Crews are digging. Our next update is at 6 p.m. "
    "Call 555-0161."
)


@pytest.mark.parametrize("text", [HOLDING_ZH, HOLDING_EN])
def test_a_whole_holding_statement_lacks_nothing(text: str) -> None:
    assert _rules(text, "holding") == set()


@pytest.mark.parametrize(
    ("text", "cut", "rule"),
    [
        (HOLDING_ZH, "今天18时再通报一次。", "next_update"),
        (HOLDING_ZH, "电话0531-0000-0061。", "contact"),
        (HOLDING_ZH, "家里没水做饭，大家着急，我们很抱歉。", "care"),
        (HOLDING_EN, "Our next update is at 6 p.m. ", "next_update"),
        (HOLDING_EN, "Call 555-0161.", "contact"),
        (HOLDING_EN, "We know how hard a morning without water is, and we are sorry. ", "care"),
    ],
)
def test_what_is_cut_is_missed_but_not_from_a_passage(text: str, cut: str, rule: str) -> None:
    shorter = text.replace(cut, "")

    assert shorter != text
    assert _rules(shorter, "holding") == {rule}
    assert _rules(shorter, None) == set()


def test_absence_is_milder_in_short_and_spoken_forms() -> None:
    text = "您好，让您久等了，很抱歉。您的包裹明天18时前送到。"

    assert {f.rule: f.severity for f in _found(text, "holding", channel="qa")} == {
        "structure.contact": "warning",
        "structure.next_update": "warning",
    }
    assert "contact" not in _rules(text, "holding", channel="service_script")


@pytest.mark.parametrize("channel", ["qa", "memo"])
def test_an_inside_form_speaks_of_feelings_only_where_people_were_hurt(channel: Channel) -> None:
    plain = "今天6时起收银系统停用。请用手工开票。下一次通报：今天12时。有事请拨打分机6021。"
    hurt = "今天6时，一名同事在装卸时受伤，已送医。下一次通报：今天12时。有事请拨打分机6021。"

    assert _rules(plain, "holding", channel=channel) == set()
    assert _rules(hurt, "holding", channel=channel) == {"care"}


def test_an_update_must_speak_to_people_where_people_were_hurt() -> None:
    hurt = "截至8时，6名伤者中4人出院。下一次通报：今天20时。电话0531-0000-0061。"
    late = "截至8时，621笔退款已到账。下一次通报：今天20时。电话0531-0000-0061。"

    assert [f.severity for f in _found(hurt, "update")] == ["error"]
    assert [f.severity for f in _found(late, "update")] == ["warning"]


MIXED = [
    (
        "apology",
        "关于异物的致歉\n我们向这位顾客道歉。我们从未使用过期原料，食品安全没有问题。我们愿意退款。电话400-000-0001。",
        "denying_apology",
    ),
    (
        "apology",
        "致歉声明\n向各位顾客道歉。有人恶意抹黑，网上的视频断章取义。退款请拨打400-000-0001。",
        "denying_apology",
    ),
    (
        "apology",
        "We apologise to our customers. We have done nothing wrong, and the posts are taken out of context. "
        "Refunds: 555-0123.",
        "denying_apology",
    ),
    (
        "apology",
        "We apologise to the two families. We did not check the gate. Those who post about it are running a smear "
        "campaign. Refunds: 555-0123.",
        "mixed_postures",
    ),
    (
        "holding",
        HOLDING_ZH + "此事与我公司完全无关，损失由我们赔偿。",
        "mixed_postures",
    ),
]


@pytest.mark.parametrize(("kind", "text", "rule"), MIXED)
def test_denial_beside_apology_or_remedy(kind: Kind, text: str, rule: str) -> None:
    found = {f.rule.removeprefix("structure."): f for f in _found(text, kind)}

    assert rule in found
    assert text[found[rule].start : found[rule].end] == found[rule].match != ""


def test_an_apology_that_denies_is_an_error() -> None:
    found = next(f for f in _found(MIXED[0][1], "apology") if f.rule == "structure.denying_apology")

    assert (found.defect, found.severity) == ("non_apology", "error")


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        # A rumour put right beside a real apology is no contradiction.
        (
            "apology",
            "向这3位顾客和家人道歉。我们没有按时更换油滤，责任在我们。网传有人住院，不属实，3人均未就医。"
            "餐费全部退还，10月9日前到账。电话400-000-0001。",
        ),
        (
            "apology",
            "We apologise to the three guests. We did not change the filter. A post says that one of them died; "
            "this is false. Meals are refunded by 9 October. Call 555-0123.",
        ),
        (
            "clarification",
            "10月13日抽检的三个批次全部合格，报告编号为QS-1013-07。网传“掺胶”不属实。给大家添了担心，我们很抱歉。"
            "不放心的顾客可以退货。电话400-000-0066。",
        ),
        ("holding", HOLDING_EN.replace("Crews", "No one was hurt. Crews")),
        ("holding", HOLDING_ZH.replace("抢修", "没有人员受伤。抢修")),
    ],
)
def test_a_true_denial_is_no_contradiction(kind: Kind, text: str) -> None:
    assert _rules(text, kind) == set()


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("我公司成立以来始终坚持安全第一。" + HOLDING_ZH.split("\n")[1], "praise_leads"),
        (HOLDING_ZH.replace("今天18时", "公司多年来始终致力于民生，荣获多项行业领先称号，深受市民信赖。今天18时"), "praise_weighs"),
        ("For over forty years we have served this town with an outstanding safety record. " + HOLDING_EN, "praise_leads"),
    ],
)  # fmt: skip
def test_self_praise_neither_leads_nor_weighs(text: str, rule: str) -> None:
    found = next(f for f in _found(text, "holding") if f.rule == f"structure.{rule}")

    assert (found.defect, found.severity) == ("promotion_in_crisis", "warning")


@pytest.mark.parametrize(
    "text",
    [
        HOLDING_ZH.replace("抢修人员", "我们辜负了十年来始终坚持的标准。抢修人员"),
        HOLDING_ZH.replace("电话", "感谢社区志愿者送水。电话"),
        HOLDING_EN.replace("Crews", "We fell short of the highest standards. Crews"),
    ],
)
def test_owning_up_is_no_self_praise(text: str) -> None:
    assert not {rule for rule in _rules(text, "holding") if rule.startswith("praise")}


def _brief(cluster: str, language: str) -> Brief:
    return Brief.model_validate(
        {
            "id": "b",
            "organisation": "东门水务",
            "language": language,
            "kind": "apology",
            "incident": {"cluster": cluster},
            "facts": [{"id": "f1", "text": "水管爆裂", "status": "confirmed"}],
            "contacts": [{"label": "电话", "value": "555-0123"}],
        }
    )


SCAPEGOAT = [
    ("zh-CN", "向2100户居民道歉。这是个别员工操作不当造成的。水费全部退还。今后我们每周检查。电话555-0123。"),
    ("zh-CN", "向2100户居民道歉。问题出在施工方身上。水费全部退还。电话555-0123。"),
    ("en", "We apologise to 2,100 homes. A rogue employee caused this. Bills are refunded. Call 555-0123."),
    ("en", "We apologise to 2,100 homes. The leak was caused by a contractor. Bills are refunded. Call 555-0123."),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text"), SCAPEGOAT)
def test_a_scapegoat_in_a_preventable_crisis(language: str, text: str) -> None:
    found = {f.rule: f for f in _found(text, "apology", brief=_brief("preventable", language))}

    assert found["structure.scapegoat"].defect == "blame_shift"
    assert found["structure.scapegoat"].severity == "error"
    assert "scapegoat" not in _rules(text, "apology", brief=_brief("victim", language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-CN", "向2100户居民道歉。阀门由施工方装反，我们没有验收，责任在我们。电话555-0123。"),
        ("zh-CN", "向2100户居民道歉。问题出在施工方身上，选它、管它的是我们，我们没有管好。电话555-0123。"),
        ("zh-CN", "向2100户居民道歉。当班员工已停职，责任在公司。电话555-0123。"),
        ("en", "We apologise to 2,100 homes. The leak was caused by a contractor. We did not check its work. 555-0123."),
    ],
)  # fmt: skip
def test_naming_others_beside_our_own_part_is_no_scapegoat(language: str, text: str) -> None:
    assert "scapegoat" not in _rules(text, "apology", brief=_brief("preventable", language))


@pytest.mark.parametrize(
    "text",
    [
        "向56位住户道歉。暖气停了两天。这是澄湖物业的责任。电话555-0123。",
        "We apologise to the 40 guests. The rooms were cold for two nights. The responsibility is Larkhall's. 555-0123.",
        "We apologise to the 40 guests. We sold more rooms than we had. It was wrong and it was ours. 555-0123.",
    ],
)
def test_a_fault_owned_by_name_or_as_ours_is_responsibility(text: str) -> None:
    assert "structure.responsibility" not in {f.rule for f in _found(text, "apology")}


@pytest.mark.parametrize(
    "text",
    [
        "向56位住户道歉。暖气停了两天。这是供应商的责任。电话555-0123。",
        "We apologise to the 40 guests. The rooms were cold. The responsibility is the supplier's. 555-0123.",
    ],
)
def test_a_fault_left_to_others_is_no_responsibility(text: str) -> None:
    assert "structure.responsibility" in {f.rule for f in _found(text, "apology")}


def test_a_posture_outside_the_cell() -> None:
    text = "向2100户居民道歉。我们没有按时检修。这次故障属于不可抗力，影响有限。电话555-0123。"

    found = [f for f in _found(text, "apology", brief=_brief("preventable", "zh-CN")) if "cell" in f.rule]

    assert {f.severity for f in found} == {"warning"}
    assert [f.match for f in found] == ["不可抗力", "影响有限"]
    assert "outside_the_cell" not in _rules(text, "apology", brief=_brief("accidental", "zh-CN"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_professional_statements_show_no_mixture(language: Language) -> None:
    texts = yaml.safe_load((DATA / f"clean_{language}.yaml").read_text(encoding="utf-8"))
    absent = {tag.name for tag in tags()}

    wrong = [
        (finding.rule, finding.match)
        for item in texts
        for finding in check(Passage(item["text"], language, kind=item["kind"]))
        if finding.severity != "suggestion" and finding.rule.removeprefix("structure.") not in absent
    ]

    assert wrong == []


def test_elements_are_numbered_from_one() -> None:
    elements = elements_of(Passage(HOLDING_EN, "en"))

    assert elements["care"] == (2,)
    assert elements["next_update"] == (5,)
    assert elements["contact"] == (6,)


WORDS = st.sampled_from(
    ["我们道歉。", "从未", "责任在我们", "网传", "不属实", "。", "\n", "😀", " ", "We ", "apologise", "never", ". ", "“", "”", "荣获", "\u3000"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30).map("".join), st.sampled_from(["apology", "holding", "clarification"]))
def test_findings_and_tags_select_their_words(text: str, kind: Kind) -> None:
    passage = Passage(text, _language(text), kind=kind)

    for finding in check(passage):
        assert text[finding.start : finding.end] == finding.match
    for sentence in tagged(passage):
        assert text[slice(*sentence.span)] == sentence.text
        assert all(
            sentence.span.start <= s.span.start <= s.span.end <= sentence.span.end for s in sentence.shown
        )


def test_a_brief_without_a_promise_to_tell_only_warns() -> None:
    text = "进展：截至8时，换板尚未完成，给大家添了麻烦，很抱歉。电话555-0123。"
    told = {"id": "c1", "text": "公布检测结论", "owner": "工程部", "due": "2026-11-07T12:00+08:00"}
    paid = {"id": "c1", "text": "免收电梯运行费", "owner": "财务部", "due": "2026-11-30"}

    severity = {
        promise["text"]: [
            f.severity
            for f in _found(
                text,
                "update",
                brief=Brief.model_validate(
                    {**_brief("accidental", "zh-CN").model_dump(), "commitments": [promise]}
                ),
            )
            if f.rule == "structure.next_update"
        ]
        for promise in (told, paid)
    }

    assert severity == {"公布检测结论": ["error"], "免收电梯运行费": ["warning"]}


def test_a_statement_in_traditional_characters_lacks_nothing_that_its_simplified_form_has() -> None:
    text = (
        "讓大家擔心了，我們深表歉意。昨天下午企鵝館機房冒煙，遊客已全部疏散，無人受傷。具體原因正在核實。"
        "我們將於8月18日18時前公佈檢查結果。有問題請撥打客服專線03-000-1188。"
    )
    assert "next_update" not in _rules(text, "update")
    assert "contact" not in _rules(text, "update")
    cut = text.replace("我們將於8月18日18時前公佈檢查結果。", "")
    assert "next_update" in _rules(cut, "update")
    assert tagged(Passage(text, "zh"))[0].text == "讓大家擔心了，我們深表歉意。"
