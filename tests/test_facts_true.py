"""True statements, freely worded as a press officer would: the fact lock must not doubt a word of them."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

LIBRARY = Brief.model_validate(
    {
        "id": "library", "organisation": "临溪市图书馆", "language": "zh-CN", "kind": "apology",
        "issued_at": "2026-07-06T17:00+08:00",
        "facts": [
            {"id": "f1", "text": "7月5日15时20分，儿童阅览区一盏吊灯坠落，2名读者受轻伤", "status": "confirmed"},
            {"id": "f2", "text": "2名伤者均为成年人，经市中医院处理后已于当晚回家", "status": "confirmed"},
            {"id": "f3", "text": "儿童阅览区自7月5日16时起关闭，其余楼层照常开放", "status": "confirmed"},
            {"id": "f4", "text": "该批吊灯共64盏，由恒朗照明于2024年3月安装", "status": "confirmed"},
            {"id": "f5", "text": "截至7月6日12时，已拆下检查41盏，其中5盏吊杆螺栓松动", "status": "confirmed"},
            {"id": "f6", "text": "医疗费用由图书馆承担，已垫付1,860元", "status": "confirmed"},
            {"id": "f7", "text": "螺栓松动可能与空调振动有关", "status": "unconfirmed"},
            {"id": "f8", "text": "上月巡检表漏填两周", "status": "confidential"},
            {"id": "r1", "text": "网传一名儿童头部骨折", "status": "denied", "evidence": ["f2"]},
        ],
        "commitments": [
            {"id": "c1", "text": "完成全部64盏吊灯的检查", "owner": "后勤保障部", "due": "2026-07-08T18:00+08:00"},
            {"id": "c2", "text": "公布检查结果和重新开放时间", "owner": "临溪市图书馆", "due": "2026-07-10T12:00+08:00"},
        ],
        "contacts": [{"label": "读者服务电话", "value": "0579-5550-1288", "hours": "9:00-20:00"}],
    }
)  # fmt: skip
DAIRY = Brief.model_validate(
    {
        "id": "dairy", "organisation": "牧禾乳业", "language": "zh-CN", "kind": "update",
        "issued_at": "2026-03-18T20:30+08:00",
        "facts": [
            {"id": "f1", "text": "3月16日至18日，共接到37起关于轻酪酸奶胀包的反馈，涉及杭州、宁波、绍兴3个城市", "status": "confirmed"},
            {"id": "f2", "text": "涉及批号为MH260309，共生产8,400箱，已售出6,150箱", "status": "confirmed"},
            {"id": "f3", "text": "3月17日起主动召回该批次，截至3月18日18时召回4,020箱", "status": "confirmed"},
            {"id": "f4", "text": "省食品检验研究院检出酵母菌超标，未检出致病菌", "status": "confirmed"},
            {"id": "f5", "text": "胀包因3号灌装机清洗时水温不足造成", "status": "confirmed"},
            {"id": "f6", "text": "3号灌装机已于3月17日停用，1号、2号灌装机检查合格后继续生产", "status": "confirmed"},
            {"id": "f7", "text": "消费者凭包装照片可按购买价10倍获得赔偿，不需要小票", "status": "confirmed"},
            {"id": "f8", "text": "2位消费者称饮用后腹泻，就诊情况正在核实", "status": "unconfirmed"},
            {"id": "f9", "text": "2月设备科曾申请更换加热器，未获批准", "status": "confidential"},
        ],
        "commitments": [{"id": "c1", "text": "公布召回进展", "owner": "品质中心", "due": "2026-03-20T18:00+08:00"}],
        "contacts": [{"label": "客服热线", "value": "400-000-0722", "hours": "8:00-22:00"}],
        "earlier": [{"id": "s1", "published_at": "2026-03-17T11:00+08:00", "channel": "weibo", "text": "截至3月17日10时，我们共接到21起胀包反馈，已决定召回批号MH260309的轻酪酸奶。"}],
    }
)  # fmt: skip
PAYROLL = Brief.model_validate(
    {
        "id": "payroll", "organisation": "Fernhill Payroll", "aliases": ["Fernhill"], "language": "en", "kind": "apology",
        "issued_at": "2026-02-27T16:00+00:00",
        "facts": [
            {"id": "f1", "text": "On 26 February at 06:10 a batch job sent 3,480 payslips to the wrong employers", "status": "confirmed"},
            {"id": "f2", "text": "The payslips belong to employees of 12 companies; they show names, salaries and National Insurance numbers, not bank details", "status": "confirmed"},
            {"id": "f3", "text": "Access to the files was removed at 09:45 the same day; 214 of them had been opened", "status": "confirmed"},
            {"id": "f4", "text": "We reported the breach to the Information Commissioner's Office on 26 February", "status": "confirmed"},
            {"id": "f5", "text": "The error came from a routing table that was changed on 25 February without a second check", "status": "confirmed"},
            {"id": "f6", "text": "Everyone affected is offered 24 months of free credit monitoring by Clearsight", "status": "confirmed"},
            {"id": "f7", "text": "One recipient may have forwarded a file", "status": "unconfirmed"},
            {"id": "f8", "text": "An auditor warned about the routing table in October", "status": "confidential"},
            {"id": "r1", "text": "Hackers broke into Fernhill's servers", "status": "denied", "evidence": ["f5"]},
        ],
        "commitments": [
            {"id": "c1", "text": "write to every person affected", "owner": "Fernhill", "due": "2026-03-03T17:00+00:00"},
            {"id": "c2", "text": "publish an independent review", "owner": "Fernhill", "due": "2026-04-30"},
        ],
        "contacts": [{"label": "helpline", "value": "0800 555 0143", "hours": "8am to 8pm"}],
    }
)  # fmt: skip

TRUE = [
    (LIBRARY, "7月5日下午3点20分，我馆儿童阅览区的一盏吊灯掉了下来，两位读者受了轻伤。"),
    (LIBRARY, "两位伤者都是成年人，当晚已经从市中医院回家。治疗花的1860元由我们垫付，后续费用也由我们承担。"),
    (LIBRARY, "网上说有儿童头部骨折，这不是真的：受伤的两位读者都是成年人。"),
    (LIBRARY, "这一批吊灯一共64盏，2024年3月由恒朗照明安装。到今天中午12点，我们拆下检查了41盏，发现5盏的吊杆螺栓松动，还有23盏待查。"),
    (LIBRARY, "儿童阅览区从昨天16时起关闭，其他楼层正常开放。"),
    (LIBRARY, "螺栓为什么会松，是不是和空调振动有关，我们还在查，查清之前不下结论。"),
    (LIBRARY, "7月8日18时前，后勤保障部会把64盏吊灯全部检查完；7月10日12时前，我们公布检查结果和重新开放的时间。"),
    (LIBRARY, "灯掉在孩子们看书的地方，家长后怕、生气，都是应该的。是我们没有把头顶的安全看好，对不起。"),
    (LIBRARY, "读者服务电话：0579-5550-1288，每天9点到20点有人接听。"),
    (LIBRARY, "临溪市图书馆关于儿童阅览区吊灯坠落的致歉\n各位读者：\n昨天，2位读者在我馆被坠落的吊灯砸伤，我们向他们和家人道歉。\n临溪市图书馆\n2026年7月6日"),
    (DAIRY, "3月16日到今天，我们接到37起轻酪酸奶胀包的反馈，来自杭州、宁波和绍兴。昨天上午我们通报的数字是21起，现更正为37起。"),
    (DAIRY, "这批酸奶的批号是MH260309，一共8400箱，卖出去6150箱，现已召回4020箱，还有2130箱没有收回。"),
    (DAIRY, "省食品检验研究院的结果出来了：酵母菌超标，没有检出致病菌。"),
    (DAIRY, "原因已经查明：3号灌装机清洗时水温不够。这台机器3月17日就停了，1号和2号机检查合格，继续生产。"),
    (DAIRY, "您不需要小票，拍一张包装照片，就可以拿到购买价十倍的赔偿。"),
    (DAIRY, "有消费者告诉我们喝完后腹泻，我们正在核实就诊情况。"),
    (DAIRY, "已召回约4000箱，占已售出的65%左右。"),
    (DAIRY, "如果您手里有批号MH260309的轻酪酸奶，请不要饮用，拨打400-000-0722，8点到22点都有人接。"),
    (DAIRY, "下一次召回进展，品质中心会在3月20日18时之前公布。"),
    (DAIRY, "机器没洗干净，是我们的问题。让大家喝到胀包的酸奶，我们非常抱歉。"),
    (PAYROLL, "On Thursday morning, at ten past six, one of our batch jobs sent 3,480 payslips to employers they did not belong to."),
    (PAYROLL, "The payslips show names, salaries and National Insurance numbers. They do not show bank details."),
    (PAYROLL, "We took the files offline at 9.45 the same morning. By then 214 had been opened."),
    (PAYROLL, "No hacker was involved. The mistake was ours: a routing table was changed on 25 February and nobody checked it a second time."),
    (PAYROLL, "We told the Information Commissioner's Office the same day."),
    (PAYROLL, "If your payslip was among them, you can have two years of credit monitoring from Clearsight, free of charge."),
    (PAYROLL, "We will write to each of you by 5 p.m. on Tuesday 3 March, and we will publish an independent review by the end of April."),
    (PAYROLL, "One recipient may have passed a file on. We are checking this and will tell you what we find."),
    (PAYROLL, "Your pay is private, and we let other people see it. We are sorry. About 3,500 payslips went astray, and fewer than 220 were opened."),
    (PAYROLL, "Statement from Fernhill Payroll\n\nOpening hours of our helpline are unchanged."),
    (PAYROLL, "Call our helpline on 0800 555 0143 between 8 a.m. and 8 p.m.\n\nFernhill Payroll\n27 February 2026"),
]  # fmt: skip


@pytest.mark.parametrize(("brief", "text"), TRUE, ids=range(len(TRUE)))
def test_a_true_statement_is_not_doubted(brief: Brief, text: str) -> None:
    found = check(Passage(text, "zh" if brief.is_chinese else "en", brief=brief))
    assert [(f.rule, f.match) for f in found if f.severity != "suggestion"] == []


@pytest.mark.parametrize(
    ("brief", "text", "match"),
    [
        (LIBRARY, "该批吊灯由明辉照明于2024年3月安装。", "明辉照明"),
        (LIBRARY, "2名伤者均为成年人，经市第三医院处理后已于当晚回家。", "市第三医院"),
        (DAIRY, "市食品检验研究院检出酵母菌超标，未检出致病菌。", "市食品检验研究院"),
        (DAIRY, "3月16日起召回该批次，截至3月18日18时召回4020箱。", "3月16日"),
        (DAIRY, "共接到37个门店关于轻酪酸奶胀包的反馈。", "37个"),
        (PAYROLL, "On 26 February a batch job sent 3,480 boxes to the wrong employers.", "3,480"),
        (PAYROLL, "On 26 February at ten past seven in the morning a batch job sent payslips to the wrong employers.", "ten past seven"),
    ],
)  # fmt: skip
def test_one_changed_word_is_found(brief: Brief, text: str, match: str) -> None:
    found = check(Passage(text, "zh" if brief.is_chinese else "en", brief=brief))
    assert any(f.match in match or match in f.match for f in found)
