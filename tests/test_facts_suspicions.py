"""What is not confirmed is never told as fact, in whatever words; and a promise is told with its time."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

TOY = Brief.model_validate(
    {
        "id": "toy",
        "organisation": "小桔玩具",
        "issued_at": "2026-06-01T18:00+08:00",
        "kind": "holding",
        "facts": [
            {"id": "f1", "text": "6月1日，3名儿童玩遥控车时被烫伤，均已送医，伤情稳定", "status": "confirmed"},
            {"id": "f2", "text": "遥控车型号XJ-7，已在全部门店下架", "status": "confirmed"},
            {"id": "f3", "text": "电池仓短路导致烫伤", "status": "unconfirmed", "source": "维修师傅"},
            {"id": "f4", "text": "有家长反映去年冬天也发生过冒烟", "status": "unconfirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "公布遥控车检测结果", "owner": "品控中心", "due": "2026-06-05T18:00+08:00"},
            {"id": "c2", "text": "承担3名儿童的医疗费用", "owner": "客户部", "due": "即日起"},
            {"id": "c3", "text": "下一次情况通报", "owner": "小桔玩具", "due": "2026-06-02T10:00+08:00"},
        ],
    }
)  # fmt: skip
TRAM = Brief.model_validate(
    {
        "id": "tram",
        "organisation": "Wexcombe Trams",
        "language": "en",
        "issued_at": "2026-09-08T11:00+01:00",
        "kind": "holding",
        "facts": [
            {"id": "f1", "text": "At 8:05 a.m. on 8 September a tram left the rails at Mill Cross; 6 passengers were hurt", "status": "confirmed"},
            {"id": "f2", "text": "The Orange line is closed between Mill Cross and Harbourside", "status": "confirmed"},
            {"id": "f3", "text": "vandals had wedged a stone in the points", "status": "unconfirmed"},
            {"id": "f4", "text": "the driver may have been using a phone", "status": "unconfirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "reopen the Orange line", "owner": "track engineering", "due": "2026-09-10T06:00+01:00"},
            {"id": "c2", "text": "refund season tickets for the days of closure", "owner": "ticketing office", "due": "2026-09-25"},
            {"id": "c3", "text": "next update", "owner": "Wexcombe Trams", "due": "2026-09-08T15:00+01:00"},
        ],
    }
)  # fmt: skip


def found(brief: Brief, text: str, rule: str) -> list[str]:
    passage = Passage(text, "zh" if brief.is_chinese else "en", brief=brief)
    return [f.match for f in check(passage) if f.rule == rule and f.severity in {"error", "warning"}]


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (TOY, "3名儿童被烫伤。烫伤是不是电池仓短路引起的，我们还在查。"),
        (TOY, "有家长说去年冬天也冒过烟。这个情况我们正在核实，有结果再告诉大家。"),
        (TOY, "问：是电池仓短路吗？\n答：检测结果6月5日18时前公布，结论出来之前我们不猜。"),
        (TOY, "遥控车XJ-7已在全部门店下架，3名儿童伤情稳定。"),
        (TRAM, "A tram left the rails at Mill Cross. Whether somebody had put a stone in the points is being looked into."),
        (TRAM, "We have seen reports that the driver was on the phone. That has not been established, and we will not guess."),
        (TRAM, "Q: Was it vandals?\nA: We cannot say yet. The points are being examined."),
        (TRAM, "The line is closed from Mill Cross to Harbourside. Six passengers were hurt."),
    ],
)  # fmt: skip
def test_what_is_kept_open_is_not_doubted(brief: Brief, text: str) -> None:
    assert not found(brief, text, "facts.unconfirmed")


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (TOY, "3名儿童被烫伤，起因是电池仓短路。"),
        (TOY, "电池仓短路了，所以车身发烫。"),
        (TOY, "去年冬天也发生过冒烟。"),
        (TOY, "问：是电池仓短路吗？\n答：是的，已经找到了。"),
        (TRAM, "Vandals wedged a stone in the points."),
        (TRAM, "There was a stone wedged in the points when the tram came through."),
        (TRAM, "The driver was using a phone."),
        (TRAM, "Q: Was the driver using a phone?\nA: Yes, he was."),
        (TRAM, "If anyone asks about vandals, say that it was them."),
    ],
)
def test_a_suspicion_told_as_fact_is_found(brief: Brief, text: str) -> None:
    assert found(brief, text, "facts.unconfirmed")


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (TOY, "遥控车的检测结果6月5日18时前公布，由品控中心负责。明早10点再通报一次。"),
        (TOY, "孩子们的医疗费用由我们承担。下次通报：6月2日10时。"),
        (TOY, "遥控车已下架，我们很抱歉。"),
        (TRAM, "Track engineering will reopen the Orange line by 6 a.m. on Thursday, 10 September."),
        (TRAM, "Our next update is at 3 p.m. Season tickets will be refunded by 25 September."),
        (TRAM, "By 25 September: season ticket refunds for the days of closure."),
        (TRAM, "The Orange line is closed. We are sorry."),
    ],
)
def test_a_promise_with_its_time_is_left_alone(brief: Brief, text: str) -> None:
    assert not found(brief, text, "facts.deadline")


@pytest.mark.parametrize(
    ("brief", "text"),
    [
        (TOY, "品控中心会尽快公布遥控车的检测结果。"),
        (TOY, "遥控车检测结果由品控中心公布。"),
        (TOY, "后续情况我们会继续通报。"),
        (TRAM, "Track engineering will reopen the Orange line as soon as it can."),
        (TRAM, "Season tickets will be refunded for the days of closure."),
        (TRAM, "We will keep you updated."),
        (TRAM, "There will be another update."),
    ],
)
def test_a_promise_without_its_time_is_found(brief: Brief, text: str) -> None:
    assert found(brief, text, "facts.deadline")
