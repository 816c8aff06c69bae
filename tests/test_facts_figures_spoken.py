"""A market's cold store and a theatre's lights: what a spokesperson says freely of their figures, true and false."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

MARKET = Brief.model_validate(
    {
        "id": "m",
        "organisation": "鹭江水产市场",
        "language": "zh-CN",
        "kind": "apology",
        "issued_at": "2026-08-11T10:30+08:00",
        "facts": [
            {
                "id": "f1",
                "text": "8月9日21时40分，市场二层冷库制冷机组故障，库温由零下18度升至零上4度，8月10日6时25分修复",
                "status": "confirmed",
            },
            {
                "id": "f2",
                "text": "冷库存放商户货物共326吨，涉及商户87户，其中冻虾142吨、冻鱼118吨、其他66吨",
                "status": "confirmed",
            },
            {
                "id": "f3",
                "text": "截至8月11日8时，已封存货物301吨，已有25吨被商户自行提走，正在逐户追回，追回19吨",
                "status": "confirmed",
                "as_of": "2026-08-11T08:00+08:00",
            },
            {
                "id": "f4",
                "text": "市场监管所抽样24批次，21批次合格，3批次菌落总数超标",
                "status": "confirmed",
            },
            {
                "id": "f5",
                "text": "市场按进货价赔付商户，预计赔付金额1,260万元，首批480万元8月10日已到账，惠及商户35户",
                "status": "confirmed",
            },
            {
                "id": "f6",
                "text": "故障报警器7月3日已损坏，值班员两小时巡查一次，当晚23时和次日1时两次巡查均未记录库温",
                "status": "confirmed",
            },
            {"id": "f7", "text": "市场共有冷库6座，其余5座运行正常", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "完成全部赔付", "owner": "财务部", "due": "2026-08-20"},
            {"id": "c2", "text": "销毁超标货物", "owner": "品控部", "due": "2026-08-13T18:00+08:00"},
        ],
        "contacts": [{"label": "商户服务台", "value": "0592-000-0377", "hours": "5:00-20:00"}],
    }
)
THEATRE = Brief.model_validate(
    {
        "id": "e",
        "organisation": "Copperfield Theatre Trust",
        "language": "en",
        "kind": "apology",
        "issued_at": "2026-06-23T12:00-04:00",
        "facts": [
            {
                "id": "f1",
                "text": "On June 20 at 7:48 p.m. a lighting rig slipped above the stage during the second act; 612 people were in the house",
                "status": "confirmed",
            },
            {
                "id": "f2",
                "text": "Three musicians and one usher were hurt; two of the musicians were treated at Lowell Hospital and went home on June 21",
                "status": "confirmed",
            },
            {
                "id": "f3",
                "text": "The building was cleared in 6 minutes and closed at 8:10 p.m.",
                "status": "confirmed",
            },
            {
                "id": "f4",
                "text": "We have refunded 540 of the 612 tickets, $41,850 in all",
                "status": "confirmed",
                "as_of": "2026-06-23T09:00-04:00",
            },
            {
                "id": "f5",
                "text": "The rig is one of eight; inspectors from Keystone Rigging checked all eight on June 22 and found worn bolts in three",
                "status": "confirmed",
            },
            {
                "id": "f6",
                "text": "Four performances on June 21, 22, 23 and 24 are cancelled; about 2,300 tickets had been sold for them",
                "status": "confirmed",
            },
            {
                "id": "f7",
                "text": "The last full inspection was on January 16, 2025; our own rules call for one every 12 months",
                "status": "confirmed",
            },
        ],
        "commitments": [
            {
                "id": "c1",
                "text": "replace the bolts in all eight rigs",
                "owner": "technical director",
                "due": "2026-06-27",
            },
            {
                "id": "c2",
                "text": "finish all refunds",
                "owner": "box office",
                "due": "2026-06-30T17:00-04:00",
            },
        ],
        "contacts": [{"label": "box office", "value": "1-888-555-0192", "hours": "10 a.m. to 6 p.m."}],
    }
)

TRUE = [
    (MARKET, "前天晚上九点四十，二层冷库的制冷机组坏了，昨天早上六点二十五才修好，前后八个多小时。"),
    (MARKET, "库里一共326吨货，是87户商户的：冻虾142吨，冻鱼118吨，剩下66吨是别的。"),
    (MARKET, "四成多是冻虾。"),
    (MARKET, "到今天早上8点，301吨已经封存，25吨被提走，追回来19吨，还有6吨在追。"),
    (MARKET, "九成以上的货已经封存。"),
    (MARKET, "提走的货追回了四分之三。"),
    (MARKET, "抽了24批，21批合格，合格率87.5%。"),
    (MARKET, "每八批里有一批菌落总数超标。"),
    (MARKET, "首批480万元昨天到账，35户商户拿到了钱，还有52户在等。"),
    (MARKET, "赔付一共1260万元，还差780万元，8月20日前付清。"),
    (MARKET, "首批赔了将近四成。"),
    (MARKET, "平均一户14万多元。"),
    (MARKET, "报警器7月3日就坏了，到出事那天已经坏了一个多月。"),
    (MARKET, "当晚两次巡查都没有记库温，一次在夜里11点，一次在凌晨1点。"),
    (MARKET, "6座冷库里只有这一座出了问题，另外五座都正常。"),
    (MARKET, "接下来两件事：一是赔钱，二是销毁超标的货。"),
    (MARKET, "有事请打0592-000-0377，早上5点到晚上8点。"),
    (MARKET, "三批超标的货，后天下午6点前销毁。"),
    (THEATRE, "At twelve minutes to eight on Saturday evening a lighting rig slipped above the stage."),
    (THEATRE, "There were just over 600 people in the house. The building was empty six minutes later."),
    (THEATRE, "We closed it 22 minutes after the rig slipped."),
    (
        THEATRE,
        "Four people were hurt, three musicians and an usher. Two of them were treated in hospital and went home the next day.",
    ),
    (
        THEATRE,
        "So far 540 tickets have been refunded, nearly nine in ten. The other 72 will be by 5 p.m. on June 30.",
    ),
    (THEATRE, "That comes to $41,850, or $77.50 a ticket."),
    (THEATRE, "Three of our eight rigs had worn bolts; the other five were sound."),
    (THEATRE, "More than a third of the rigs had worn bolts."),
    (
        THEATRE,
        "Four performances, from Sunday to tonight's and tomorrow's, are off. Some 2,300 tickets are affected.",
    ),
    (
        THEATRE,
        "By our own rules the rigs should have been inspected every year. The last time was in January of last year, seventeen months before.",
    ),
    (THEATRE, "In all, just under 3,000 tickets are to be refunded."),
    (THEATRE, "Two things will happen now: every bolt is replaced, and every ticket is paid back."),
    (THEATRE, "By Saturday, June 27, the bolts in all eight rigs will have been replaced."),
    (THEATRE, "Call the box office on 1-888-555-0192, 10 to 6."),
    (THEATRE, "We said nothing for three days, and that was wrong."),
    (THEATRE, "The second act had begun when it happened, at 7:48."),
    (THEATRE, "Keystone Rigging looked at all eight on Monday."),
]
FALSE = [
    (MARKET, "机组停了将近七个小时。", "七个小时"),
    (MARKET, "还有62户在等首批赔款，35户已经拿到钱。", "62户"),
    (MARKET, "抽了24批，合格率78.5%。", "78.5%"),
    (MARKET, "提走的货追回了三分之二。", "三分之二"),
    (MARKET, "首批赔了将近三成。", "三成"),
    (MARKET, "平均一户41万多元。", "41万多元"),
    (MARKET, "赔付还差870万元。", "870万元"),
    (MARKET, "6座冷库里，另外三座都正常。", "三座"),
    (MARKET, "超标的货，8月14日18时前销毁。", "8月14日"),
    (THEATRE, "Five people were hurt, three musicians and an usher.", "Five"),
    (THEATRE, "That comes to $41,850, or $57.50 a ticket.", "$57.50 "),
    (THEATRE, "The other 92 tickets will be refunded.", "92"),
    (THEATRE, "More than half of the rigs had worn bolts.", "half"),
    (THEATRE, "Performances on June 21, 22, 23 and 25 are cancelled.", "25"),
    (THEATRE, "The last full inspection was in January of this year.", "January"),
    (THEATRE, "A lighting rig slipped at twelve minutes to nine.", "twelve minutes to nine"),
    (THEATRE, "The building was cleared in 16 minutes.", "16 minutes"),
    (THEATRE, "In all, just under 2,000 tickets are to be refunded.", "2,000"),
]


def _doubted(text: str, brief: Brief) -> list[str]:
    passage = Passage(text, "zh" if brief.is_chinese else "en", brief=brief)
    return [f.match for f in check(passage) if f.rule.endswith(("_figure", "_number", "miscounted"))]


@pytest.mark.parametrize(("brief", "text"), TRUE)
def test_free_wording_of_the_facts_is_not_doubted(brief: Brief, text: str) -> None:
    assert _doubted(text, brief) == []


@pytest.mark.parametrize(("brief", "text", "words"), FALSE)
def test_a_figure_reckoned_wrongly_is_found(brief: Brief, text: str, words: str) -> None:
    assert words in _doubted(text, brief)
