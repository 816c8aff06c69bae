"""A cold store's power cut: how Chinese speaks of its shares, lengths, counts and deadlines, and the same made wrong."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

STORE = Brief.model_validate(
    {
        "id": "store",
        "organisation": "岚浦冻品仓",
        "kind": "update",
        "issued_at": "2026-07-10T17:00+08:00",
        "facts": [
            {"id": "f1", "text": "7月6日23时10分，岚浦冻品仓高压柜跳闸，5号库停电", "status": "confirmed"},
            {"id": "f2", "text": "7月7日2时20分，备用发电机送电", "status": "confirmed"},
            {"id": "f3", "text": "7月7日1时至6时，B座制冷机组停机5小时", "status": "confirmed"},
            {"id": "f4", "text": "停电波及9座冷库，其余18座照常运行", "status": "confirmed"},
            {"id": "f5", "text": "5号库存放冻虾4,600箱，其中1,150箱化冻", "status": "confirmed"},
            {"id": "f6", "text": "园区共有货主320家，已逐家通知208家", "status": "confirmed"},
            {"id": "f7", "text": "实测库温零下9度，合同约定零下18度", "status": "confirmed"},
            {"id": "f8", "text": "抽检合格率90%，上年为96%", "status": "confirmed"},
            {"id": "f9", "text": "3名搬运工冻伤手指，1名电工摔伤脚踝", "status": "confirmed"},
            {"id": "f10", "text": "退回仓租74单，减免电费131单", "status": "confirmed"},
            {"id": "f11", "text": "1号门、2号门和3号门都已恢复通行", "status": "confirmed"},
            {"id": "f12", "text": "14名押车司机改签了车票，每张退手续费6元", "status": "confirmed"},
            {"id": "f13", "text": "公司自7月8日起停收新货三天", "status": "confirmed"},
            {"id": "f14", "text": "值班电话7月7日接到来电2,700个，由30名坐席接听", "status": "confirmed"},
            {"id": "f15", "text": "备用柴油的含硫量超标0.3倍", "status": "confirmed"},
            {"id": "f16", "text": "两部电梯失电，4名搬运工被消防员救出", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "公布高压柜跳闸的调查结论", "owner": "设备部", "due": "2026-07-31"},
            {"id": "c2", "text": "赔付化冻冻虾的货主", "owner": "客户部", "due": "2026-08-20"},
            {"id": "c3", "text": "每六小时通报一次库温", "owner": "值班室", "due": "从2026-07-10T20:00起"},
            {"id": "c4", "text": "更换高压柜", "owner": "工程部", "due": "2027-03-15"},
            {"id": "c5", "text": "逐家通知其余货主", "owner": "招商部", "due": "2026-07-12T00:00+08:00"},
        ],
        "contacts": [{"label": "值班电话", "value": "0793-000-1100", "hours": "7:30-21:30"}],
    }
)  # fmt: skip


def found(text: str) -> list[str]:
    return [
        finding.match
        for finding in check(Passage(text, "zh", brief=STORE))
        if finding.severity in {"error", "warning"}
        and any(word in finding.rule for word in ("figure", "miscounted", "deadline", "bound"))
    ]


@pytest.mark.parametrize(
    "text",
    [
        # shares of two amounts that the words tell, of a whole that adds up, with the bound further off
        "冷库里三分之一停了电。",
        "化冻的冻虾约占库存的四分之一。",
        "货主已经通知了六成多。",
        "冻虾化冻的，还不到三成。",
        "每十家货主里，有六七家已经接到通知。",
        # lengths between two facts, rounded, and how often
        "从跳闸到备用发电机送电，过了三个小时出头。",
        "跳闸三个多小时以后，备用发电机才送上电。",
        "值班室六个小时报一次库温。",
        "接下来三个星期，设备部会查清高压柜为什么跳闸。",
        # hours as they are said
        "六号晚上十一点过十分，高压柜跳了闸。",
        "七号凌晨两点二十分，备用发电机送电。",
        "从今晚八点起，值班室通报库温。",
        # sums, rests, one of each, numbered things, the same people in other words
        "受伤的搬运工和电工加起来四位。",
        "还没通知到的货主有一百一十二家。",
        "退回仓租和减免电费合起来，超过两百单。",
        "司机的车票一共改签了十四张。",
        "三道门都通了。",
        "被困的四名搬运工都已脱险。",
        "廿七座冷库里，九座停了电。",
        # days: a deadline far ahead, its last moment, the last of three days, in a row
        "高压柜3月15日前换好。",
        "其余的货主，明天之内都会接到通知。",
        "停收新货到10日为止。",
        "8、9两日没有收新货。",
        # a question claims no day; a number with 号 may be a door
        "问：我五月存的货也算吗？答：以合同为准。",
        "1号门、3号门先通，2号也通了。",
        # averages and multiples
        "平均一名坐席接了九十个来电。",
        "柴油的含硫量超标0.3倍。",
    ],
)
def test_what_follows_is_left_alone(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("冷库里一半停了电。", "一半"),
        ("化冻的冻虾约占库存的六成。", "六成"),
        ("每一百家货主里，有三十家已经接到通知。", "三十家"),
        ("从跳闸到备用发电机送电，不到一个小时。", "一个小时"),
        ("B座制冷机组停机十五个小时。", "十五个小时"),
        ("六号晚上九点过十分，高压柜跳了闸。", "九点过十分"),
        ("七号凌晨两点五十分，备用发电机送电。", "两点五十分"),
        ("7月6日早上八点，高压柜跳了闸。", "八点"),
        ("还没通知到的货主有一百八十家。", "一百八十家"),
        ("退回仓租和减免电费合起来，超过三百单。", "三百单"),
        ("退回仓租的是131单，减免电费的是74单。", "131单"),
        ("化冻的有4600箱，存放的只有1150箱。", "4600箱"),
        ("平均一名坐席接了四百个来电。", "四百个"),
        ("柴油的含硫量超标3倍。", "3倍"),
    ],
)
def test_what_does_not_follow_is_found(text: str, words: str) -> None:
    assert words in found(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("三天之内，设备部会公布高压柜跳闸的调查结论。", "三天"),
        ("设备部本周五前公布高压柜跳闸的调查结论。", "周五"),
        ("今晚就由客户部赔付化冻冻虾的货主。", "今晚"),
    ],
)
def test_a_deadline_moved_is_found_with_the_right_one(text: str, words: str) -> None:
    findings = [f for f in check(Passage(text, "zh", brief=STORE)) if f.match == words]
    assert findings
    assert findings[0].suggestion


@pytest.mark.parametrize(
    "text",
    [
        "高压柜跳闸的调查结论，过些日子由设备部公布。",
        "化冻冻虾的货主，今后会得到赔付。",
        "化冻冻虾的货主，客户部找时间赔付。",
    ],
)
def test_a_deadline_made_vague_is_found(text: str) -> None:
    assert any(f.rule == "facts.deadline" for f in check(Passage(text, "zh", brief=STORE)))


@pytest.mark.parametrize(
    "text",
    [
        "设备部7月底前公布高压柜跳闸的调查结论。",
        "三个星期之内，设备部会公布高压柜跳闸的调查结论。",
        "客户部8月20日前赔付化冻冻虾的货主。",
    ],
)
def test_a_deadline_in_other_words_is_left_alone(text: str) -> None:
    assert found(text) == []
