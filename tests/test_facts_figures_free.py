"""A bakery's recall, a tram stop and a village school: figures as people really put them, true ones and false neighbours."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.consistency import check as consistency
from drafting.checks.facts import check
from drafting.checks.passage import Passage

SCHOOL = Brief.model_validate(
    {
        "id": "s",
        "organisation": "柏林小学",
        "language": "zh-CN",
        "kind": "update",
        "channel": "wechat",
        "issued_at": "2026-05-19T17:00+08:00",
        "facts": [
            {
                "id": "f1",
                "text": "5月18日，一年二班、一年三班和二年一班共31名学生发烧，其中19人退烧返家，12人仍在家观察",
                "status": "confirmed",
                "as_of": "2026-05-19T12:00+08:00",
            },
            {
                "id": "f2",
                "text": "安河县疾病预防控制中心采集样本22份，甲流阳性17份",
                "status": "confirmed",
            },
            {"id": "f3", "text": "一年二班和一年三班5月19日起停课，5月25日恢复上课", "status": "confirmed"},
            {
                "id": "f4",
                "text": "全县小学的直饮机共16台，柏林小学这一台已停用，其余照常使用",
                "status": "confirmed",
            },
            {"id": "f5", "text": "每名学生退餐费86元，另补258元", "status": "confirmed"},
            {
                "id": "f6",
                "text": "系统登记家长183406人，其中43205人已经收到通知，其余还没有收到",
                "status": "confirmed",
            },
            {"id": "f7", "text": "柏林村58户213人领取了药品", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "复课前再消毒一次", "owner": "总务处", "due": "2026-05-24T16:00+08:00"}
        ],
    }
)
BAKERY = Brief.model_validate(
    {
        "id": "b",
        "organisation": "Oatfold Bakery",
        "language": "en",
        "kind": "update",
        "channel": "press",
        "issued_at": "2026-06-11T15:00+01:00",
        "facts": [
            {
                "id": "f1",
                "text": "One of three ovens at the Linford bakery ran too cool from 2 to 8 June 2026; it was shut down at 11:25 pm on 8 June",
                "status": "confirmed",
            },
            {
                "id": "f2",
                "text": "The daily temperature check on the oven was missed six days running",
                "status": "confirmed",
            },
            {
                "id": "f3",
                "text": "4,300 loaves were baked in that oven, and the cool room holds 5,000",
                "status": "confirmed",
            },
            {
                "id": "f4",
                "text": "19 people reported being ill; four of them went to hospital, and one is still there",
                "status": "confirmed",
                "as_of": "2026-06-11T12:00+01:00",
            },
            {"id": "f5", "text": "47 fines of stall holders have been cancelled", "status": "confirmed"},
            {"id": "f6", "text": "The review makes 20 proposals; 16 are in place", "status": "confirmed"},
            {
                "id": "f7",
                "text": "Of 388 orders, 121 lost their delivery slot",
                "status": "confirmed",
            },
        ],
        "contacts": [
            {"label": "Helpline", "value": "0800 555 0166", "hours": "9 am to 9 pm, Monday to Saturday"}
        ],
        "earlier": [
            {
                "id": "s1",
                "published_at": "2026-06-10T12:00+01:00",
                "text": "11 people are ill at home and two are in hospital.",
            }
        ],
    }
)

TRUE = [
    (SCHOOL, "有两件事要请家长配合。第一，在家测体温。第二，发烧的孩子不要来校。"),
    (SCHOOL, "我们疏忽了两次。第一次，没有量体温；第二次，没有告诉家长。"),
    (SCHOOL, "大家的关心，一点一滴我们都看在眼里；您提的这一点，我们记下了。"),
    (SCHOOL, "我们陪孩子一块儿渡过难关。"),
    (SCHOOL, "家长问：孩子的药我用了一半，还能退吗？"),
    (SCHOOL, "全县16台直饮机，我们学校这一台停了，其余15台照常用。"),
    (SCHOOL, "餐费86元退给您，再按三倍补，补258。"),
    (SCHOOL, "登记的家长183406人，43205人收到通知，另外140201人还没有收到。"),
    (SCHOOL, "一年二班和一年三班停课到周日，25号恢复上课。"),
    (SCHOOL, "县疾控中心采了22份样本。"),
    (SCHOOL, "停课的是两个班。"),
    (SCHOOL, "柏林村58户、213口人领到了药品。"),
    (BAKERY, "One oven out of three at Linford ran too cool."),
    (BAKERY, "The oven at Linford was shut down at 35 minutes to midnight on 8 June."),
    (BAKERY, "The check is meant to be done daily. Six temperature checks on the oven were missed."),
    (BAKERY, "4,300 loaves came from that oven, 700 below the limit of the cool room."),
    (BAKERY, "If yours was one of the fines, it has been cancelled, along with 46 others."),
    (BAKERY, "Of the 20 proposals in the review, exactly four fifths are in place."),
    (BAKERY, "Of 388 orders, 267 lost nothing."),
    (BAKERY, "Nineteen people reported being ill, up from the 13 we reported yesterday."),
    (BAKERY, "Tomorrow's newspapers will write about the Linford oven."),
    (BAKERY, "Caller: And the twelve quid I spent on the bus?"),
    (BAKERY, "Call us on 0800 555 0166 from nine to nine, every day but Sundays."),
]
FALSE = [
    (SCHOOL, "我们疏忽了三次。第一次，没有量体温；第二次，没有告诉家长。", "三次"),
    (SCHOOL, "全县16台直饮机，我们学校这一台停了，其余13台照常用。", "13台"),
    (SCHOOL, "餐费86元退给您，再按三倍补，补268。", "268"),
    (SCHOOL, "登记的家长183406人，43205人收到通知，另外140301人还没有收到。", "140301人"),
    (SCHOOL, "一年二班和一年三班停课到周四，25号恢复上课。", "周四"),
    (SCHOOL, "柏林村58户、231口人领到了药品。", "231口人"),
    (BAKERY, "Two ovens out of three at Linford ran too cool.", "Two ovens out of three"),
    (BAKERY, "The oven at Linford was shut down at twenty to midnight on 8 June.", "twenty to midnight"),
    (BAKERY, "The check is meant to be done daily. Nine temperature checks on the oven were missed.", "Nine"),
    (BAKERY, "4,300 loaves came from that oven, 800 below the limit of the cool room.", "800"),
    (BAKERY, "If yours was one of the fines, it has been cancelled, along with 36 others.", "36"),
    (BAKERY, "Of the 20 proposals in the review, exactly three fifths are in place.", "three fifths"),
    (BAKERY, "Of 388 orders, 257 lost nothing.", "257"),
    (BAKERY, "Nineteen people reported being ill, up from the 16 we reported yesterday.", "16"),
    (BAKERY, "Four of them went to hospital; it is hard on the other three.", "three"),
    (BAKERY, "Call us on 0800 555 0166 from eight to eight, every day but Sundays.", "eight"),
]  # fmt: skip
_FIGURES = ("_figure", "_number", "miscounted", "_name")


def _doubted(text: str, brief: Brief) -> list[str]:
    passage = Passage(text, "zh" if brief.is_chinese else "en", brief=brief)
    return [f.match for f in check(passage) if f.rule.endswith(_FIGURES)]


@pytest.mark.parametrize(("brief", "text"), TRUE)
def test_what_is_said_freely_of_the_facts_is_not_doubted(brief: Brief, text: str) -> None:
    assert _doubted(text, brief) == []


@pytest.mark.parametrize(("brief", "text", "words"), FALSE)
def test_its_false_neighbour_is_found(brief: Brief, text: str, words: str) -> None:
    assert words in _doubted(text, brief)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rain gauge stood at exactly 40 millimetres.", ["40"]),
        ("The rain gauge stood at about 40 millimetres.", []),
        ("Exactly 12 barriers fell.", []),
    ],
)
def test_an_approximate_figure_is_not_called_exact(text: str, words: list[str]) -> None:
    facts = [
        {"id": "f1", "text": "The rain gauge stood at about 40 millimetres", "status": "confirmed"},
        {"id": "f2", "text": "12 barriers fell", "status": "confirmed"},
    ]
    brief = Brief.model_validate(
        {"id": "g", "organisation": "G", "language": "en", "kind": "update", "facts": facts}
    )
    found = check(Passage(text, "en", brief=brief))
    assert [f.match for f in found if f.rule == "facts.bound_dropped"] == words


def test_an_office_of_another_level_is_not_the_short_form() -> None:
    assert _doubted("省疾控中心采了22份样本。", SCHOOL) == ["省疾控中心"]


def test_those_who_remain_do_not_change_how_many_there_were() -> None:
    text = "One of the people who went to hospital is still there."
    passage = Passage(text, "en", brief=BAKERY)
    assert [f.match for f in consistency(passage)] == []


@pytest.mark.parametrize(("count", "severity"), [("Four", "suggestion"), ("Seven", "error")])
def test_an_answer_may_give_the_newer_figure_that_a_later_fact_carries(count: str, severity: str) -> None:
    passage = Passage(f"{count} are in hospital.", "en", channel="qa", brief=BAKERY)
    assert [f.severity for f in consistency(passage)] == [severity]
