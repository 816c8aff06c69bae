"""Figures in free wording: what follows from the brief passes, what does not is found, in both languages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

FIGURES = {
    "facts.unsupported_figure", "facts.altered_figure", "facts.miscounted", "facts.unsupported_number",
    "facts.altered_number",
}  # fmt: skip
RESERVOIR = Brief.model_validate(
    {
        "id": "reservoir", "organisation": "青峡供水公司", "language": "zh-CN", "kind": "update",
        "issued_at": "2026-05-20T17:00+08:00",
        "facts": [
            {"id": "f1", "text": "5月19日3时12分，梅岭路46号泵房进水，3号、4号两台水泵停机，5时40分恢复运行", "status": "confirmed"},
            {"id": "f2", "text": "停水影响12个小区共4,860户，截至5月20日15时已恢复4,415户", "status": "confirmed", "as_of": "2026-05-20T15:00+08:00"},
            {"id": "f3", "text": "送检水样36份，其中33份合格，3份浑浊度超标", "status": "confirmed"},
            {"id": "f4", "text": "已派出抢修人员74人，其中公司员工58人、外援16人", "status": "confirmed"},
            {"id": "f5", "text": "已送水218吨，动用水车9辆", "status": "confirmed"},
            {"id": "f6", "text": "减免受影响用户水费合计38.4万元", "status": "confirmed"},
            {"id": "f7", "text": "值班电话、微信公众号和社区网格员三个渠道受理求助，共收到求助312件", "status": "confirmed"},
            {"id": "f8", "text": "5月12日的巡检报告编号QX-0512-3，第6页记录了排水沟堵塞", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "恢复全部用户供水", "owner": "抢修部", "due": "2026-05-21T22:00+08:00"},
            {"id": "c2", "text": "公布进水原因", "owner": "青峡供水公司", "due": "2026-05-26"},
        ],
        "contacts": [{"label": "供水热线", "value": "400-000-0846", "hours": "7:00-22:00"}],
    }
)  # fmt: skip
ARCHIVE = Brief.model_validate(
    {
        "id": "archive", "organisation": "Harrowdale Archive", "language": "en", "kind": "update",
        "issued_at": "2026-02-18T15:00+00:00",
        "facts": [
            {"id": "f1", "text": "At 21:35 on 14 February a pipe in store 5 at 27 Tanner Lane burst; the water was shut off at 22:20", "status": "confirmed"},
            {"id": "f2", "text": "1,140 boxes stood in the store; 396 of the 1,140 boxes got wet", "status": "confirmed"},
            {"id": "f3", "text": "By noon on 18 February 310 boxes had been frozen and 52 had been dried", "status": "confirmed", "as_of": "2026-02-18T12:00+00:00"},
            {"id": "f4", "text": "33 people are at work: 21 members of staff, 11 conservators from Kelling and a photographer", "status": "confirmed"},
            {"id": "f5", "text": "Drying costs £64,800, of which the insurer pays £48,600", "status": "confirmed"},
            {"id": "f6", "text": "The papers come from the parishes of Ashby, Thornton and Wick", "status": "confirmed"},
            {"id": "f7", "text": "Stores 1, 2 and 4 are dry; stores 3 and 5 are closed", "status": "confirmed"},
            {"id": "f8", "text": "The pipe was last inspected on 9 October 2025 (report HA-118)", "status": "confirmed"},
        ],
        "commitments": [{"id": "c1", "text": "reopen the reading room", "owner": "Harrowdale Archive", "due": "2026-03-02T10:00+00:00"}],
        "contacts": [{"label": "enquiry desk", "value": "01632 555 018", "hours": "9 a.m. to 5 p.m."}],
    }
)  # fmt: skip

TRUE = [
    (RESERVOIR, "还有445户没有来水，明晚22点前全部恢复。"),
    (RESERVOIR, "九成多的用户已经恢复供水。"),
    (RESERVOIR, "近九成二的水样合格。"),
    (RESERVOIR, "36份水样里33份合格，余下3份浑浊度超标。"),
    (RESERVOIR, "昨天凌晨三点多，梅岭路46号泵房进了水，两台水泵停了将近两个半小时。"),
    (RESERVOIR, "水泵停了2小时28分钟。"),
    (RESERVOIR, "平均每户减免79元。"),
    (RESERVOIR, "平均下来一户减免不到80块。"),
    (RESERVOIR, "抢修的七十多人里，58人是我们的员工，其余16人来自外援。"),
    (RESERVOIR, "求助走三个渠道：值班电话、微信公众号和社区网格员，共三百多件。"),
    (RESERVOIR, "接下来我们做两件事：恢复全部用户供水；公布进水原因。"),
    (RESERVOIR, "巡检报告QX-0512-3第6页写着排水沟堵塞。"),
    (RESERVOIR, "送水超过200吨，水车来了9辆。"),
    (RESERVOIR, "到今天15时，4860户里恢复了4415户。"),
    (RESERVOIR, "供水热线400-000-0846，早上7点到晚上10点。"),
    (ARCHIVE, "About one box in three got wet: 396 of 1,140."),
    (ARCHIVE, "That leaves 744 boxes that stayed dry."),
    (ARCHIVE, "Of the wet boxes, 310 are frozen and 52 dried; 34 are still waiting."),
    (ARCHIVE, "More than nine in ten of the wet boxes have been frozen or dried."),
    (ARCHIVE, "The water ran for three quarters of an hour on the night of 14 February."),
    (ARCHIVE, "It was shut off 45 minutes later."),
    (ARCHIVE, "The insurer pays three quarters of the £64,800; the remaining £16,200 is ours to pay."),
    (ARCHIVE, "The papers come from three parishes."),
    (ARCHIVE, "Two of our five stores, 3 and 5, are closed."),
    (ARCHIVE, "The other three stores are dry."),
    (ARCHIVE, "The pipe burst at 27 Tanner Lane shortly after half past nine in the evening."),
    (ARCHIVE, "It had been inspected in October, about four months before."),
    (ARCHIVE, "There are two things we can promise: care, and an honest account."),
    (ARCHIVE, "The report, number ending in 118, is public."),
    (ARCHIVE, "We reopen the reading room on Monday 2 March at 10."),
    (ARCHIVE, "The enquiry desk is open until 5 p.m. on 01632 555 018."),
]  # fmt: skip
FALSE = [
    (RESERVOIR, "还有454户没有来水。", "454户"),
    (RESERVOIR, "八成多的用户家里已经来水。", "八成"),
    (RESERVOIR, "水泵停了将近三个半小时。", "三个半小时"),
    (RESERVOIR, "平均每户减免97元。", "97元"),
    (RESERVOIR, "昨天凌晨五点多，泵房进水。", "五点"),
    (RESERVOIR, "泵房在梅岭路64号。", "64号"),
    (RESERVOIR, "泵房在松岭路46号。", "46号"),
    (RESERVOIR, "巡检报告QX-0512-3第9页写着排水沟堵塞。", "第9页"),
    (RESERVOIR, "送检水样36份，合格的有3份。", "3份"),
    (RESERVOIR, "抢修人员74人，其中外援58人。", "58人"),
    (RESERVOIR, "到今天17时，4860户里恢复了4415户。", "17时"),
    (RESERVOIR, "求助走四个渠道受理。", "四个"),
    (RESERVOIR, "停水影响15个小区共4,860户。", "15个"),
    (RESERVOIR, "停水影响12个小区共4,860人。", "4,860人"),
    (RESERVOIR, "供水热线400-000-0846，早上7点到晚上9点。", "9点"),
    (ARCHIVE, "About one box in five got wet.", "one box in five"),
    (ARCHIVE, "That leaves 774 boxes that stayed dry.", "774"),
    (ARCHIVE, "By noon today 52 boxes had been frozen.", "52"),
    (ARCHIVE, "The water ran for half an hour.", "half an hour"),
    (ARCHIVE, "The insurer pays two thirds of the cost.", "two thirds"),
    (ARCHIVE, "The papers come from four parishes.", "four"),
    (ARCHIVE, "Six of our five stores are closed.", "Six"),
    (ARCHIVE, "The pipe burst at 29 Tanner Lane.", "29 Tanner Lane"),
    (ARCHIVE, "The pipe burst at 27 Tanner Road.", "27 Tanner Road"),
    (ARCHIVE, "The pipe in store 2 burst on 14 February.", "2"),
    (ARCHIVE, "The pipe was last inspected on 14 February.", "14 February"),
    (ARCHIVE, "The report is HA-181.", "HA-181"),
    (ARCHIVE, "We reopen the reading room on 9 March.", "9 March"),
    (ARCHIVE, "33 people are at work: 12 members of staff and 11 conservators.", "12"),
    (ARCHIVE, "Drying costs £68,400.", "£68,400"),
]  # fmt: skip


def _doubted(text: str, brief: Brief) -> list[str]:
    passage = Passage(text, "zh" if brief.is_chinese else "en", brief=brief)
    return [f.match for f in check(passage) if f.rule in FIGURES and f.severity != "info"]


@pytest.mark.parametrize(("brief", "text"), TRUE)
def test_a_figure_that_follows_from_the_brief_is_not_doubted(brief: Brief, text: str) -> None:
    assert _doubted(text, brief) == []


@pytest.mark.parametrize(("brief", "text", "words"), FALSE)
def test_a_changed_figure_is_found_where_it_stands(brief: Brief, text: str, words: str) -> None:
    assert words in _doubted(text, brief)


PIECES = st.sampled_from(
    ["还有445户", "，", "。", "九成二", "three of the ", "five stores", "£64,800", "\r\n", "👷🏽", "e\u0301", "46号", "27 Tanner Lane",
     "昨天3点多", "by noon", "\u3000", "２３", "1/0", "0 of 0", "0%", "平均每户0元", "99999999999999999999天", "一半", "；", "其余"]
)  # fmt: skip


@given(st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=12), st.sampled_from([RESERVOIR, ARCHIVE]))
@settings(max_examples=80, deadline=None)
def test_any_text_is_read_and_every_finding_names_its_words(pieces: list[str], brief: Brief) -> None:
    text = "".join(pieces)
    for finding in check(Passage(text, "zh" if brief.is_chinese else "en", brief=brief)):
        assert finding.match == text[finding.start : finding.end]
