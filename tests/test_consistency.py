"""What was said before: changes that are not announced, and corrections that a draft makes by itself."""

from __future__ import annotations

from typing import Any

import pytest

from drafting.brief import Brief
from drafting.checks.consistency import check, corrections
from drafting.checks.passage import Passage
from drafting.planning import make_plan
from drafting.strategy import choose_strategy
from drafting.writers.blocks import BlocksWriter
from drafting.writers.protocol import Material, Spent


def brief(said: str, facts: list[str], language: str = "zh-CN") -> Brief:
    fields: dict[str, Any] = {
        "id": "b",
        "organisation": "江滨地铁",
        "language": language,
        "issued_at": "2026-10-29T09:00+08:00",
        "facts": [{"id": f"f{n}", "text": text, "status": "confirmed"} for n, text in enumerate(facts, 1)],
        "earlier": [{"id": "s1", "published_at": "2026-10-28T19:05+08:00", "text": said}],
    }
    return Brief.model_validate(fields)


def found(text: str, said: str, facts: list[str], language: str = "zh-CN") -> list[tuple[str, str]]:
    passage = Passage(
        text=text, language="en" if language == "en" else "zh", brief=brief(said, facts, language)
    )
    return [(finding.match, finding.severity) for finding in check(passage)]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("扶梯发生故障，现场无人受伤。", "事故造成3人受伤。"),
        ("共收到12起投诉。", "我们共收到9起投诉。"),
        ("涉及约80笔订单，均为重复扣款订单。", "重复扣款涉及540笔订单。"),
    ],
)
def test_an_unannounced_change_is_an_error_that_quotes_both(said: str, text: str) -> None:
    assert [severity for _, severity in found(text, said, [text])] == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "更正：我们此前称“现场无人受伤”，与核实的情况不符。事故造成3人受伤。",
        "我们此前的通报有误，现更正：事故造成3人受伤。",
        "现场没有乘客被困。",
        "3人受伤的说法我们正在核实。",
    ],
)
def test_an_open_correction_a_repetition_and_a_question_are_left_alone(text: str) -> None:
    assert found(text, "扶梯发生故障，现场无人受伤。", ["3人受伤"]) == []


def test_a_figure_that_moved_on_with_time_is_only_a_warning() -> None:
    assert found("截至10月29日8时，共收到20起投诉。", "共收到12起投诉。", ["共收到20起投诉"]) == [
        ("20起", "warning")
    ]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("漏洞已经修复，不会回档，请大家放心。", "9月25日5时，我们对一区、三区回档到9月24日20时。"),
        ("我们不会再涨价。", "自11月1日起，我们已涨价两次。"),
        ("目前没有人员出现不适。", "4名学生食物中毒，正在住院治疗。"),
        ("故障仅影响一区、三区。", "故障影响到一区、三区和五区。"),
        ("电梯明早恢复使用。", "我们将在10月31日12时前换好板，恢复使用。"),
        ("我们会在10月30日前全部退回。", "余下的款项将于11月2日前全部退回。"),
    ],
)
def test_a_promise_a_deadline_or_an_absolute_claim_that_changed_is_found(said: str, text: str) -> None:
    assert [severity for _, severity in found(text, said, [])] == ["error"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("We will not close any stores.", "We closed 12 stores on Monday."),
        ("No illness has been linked to the product.", "Four people had allergic reactions."),
        ("The notice is in force for Eastside and Mill Park only.", "The notice covers Eastside, Mill Park and Harlow Heights."),
        ("All payments will be returned by 30 October.", "The remaining payments will be returned by 2 November."),
        ("Fewer than 5,000 customers were affected.", "18,240 customers were affected, and we did not see it in time."),
    ],
)  # fmt: skip
def test_english_promises_deadlines_and_absolutes(said: str, text: str) -> None:
    assert [severity for _, severity in found(text, said, [], "en")] == ["error"]


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("漏洞已经修复，不会回档。", "我们没有回档，也不会回档。"),
        ("漏洞已经修复，不会回档。", "每个受回档影响的账号都有补偿。"),
        ("漏洞已经修复，不会回档。", "“不会回档”是我们9月24日说的，这句话没有做到。"),
        ("我们不会再涨价。", "如果已涨价，请联系我们。"),
        ("目前没有人员出现不适。", "4名学生已送医观察，均无不适。"),
        ("目前没有人员出现不适。", "住院的2名员工与此事无关。"),
        ("故障仅影响一区、三区。", "一区、三区的玩家请重新登录。"),
        ("10月29日18时前通报进展。", "10月30日18时前，我们将再次通报进展。"),
        ("10月29日18时前公布检测结论。", "11月5日前公布复核名单。"),
        ("检测结论将于11月1日前公布。", "检测结论将于11月1日前公布。"),
    ],
)
def test_promises_kept_further_ones_and_words_in_passing_are_left_alone(said: str, text: str) -> None:
    assert found(text, said, []) == []


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("We will not close any stores.", "We will not close any stores."),
        ("We will not close any stores.", "Two stores may have closed early; we are checking."),
        ("No illness has been linked to the product.", "Two people fell ill; their illness is unrelated to the product."),
        ("The notice is in force for Eastside and Mill Park only.", "Water is handed out in Eastside, Mill Park and Harlow Heights."),
        ("We will publish an update by 30 October.", "Our next update will follow by 2 November."),
    ],
)  # fmt: skip
def test_english_that_changes_nothing(said: str, text: str) -> None:
    assert found(text, said, [], "en") == []


def test_another_cause_is_only_a_warning_and_the_same_one_is_nothing() -> None:
    said = "起火原因是电池充电时短路。"
    assert [s for _, s in found("起火原因是员工违规用火。", said, [])] == ["warning"]
    assert found("经调查，起火原因为电池短路。", said, []) == []


def test_what_a_fact_has_overtaken_may_not_be_said_again() -> None:
    assert [s for _, s in found("现场无人受伤，请放心。", "现场无人受伤。", ["3人受伤"])] == ["error"]
    assert found("我们说过“现场无人受伤”，现更正。", "现场无人受伤。", ["3人受伤"]) == []
    assert (
        found("As we said, no one was injured.", "No one was injured.", ["3 people were injured"], "en") != []
    )


def test_english_is_read_too() -> None:
    said = "Fewer than 5,000 customers were affected. No one was injured."
    assert found("18,240 customers were affected.", said, [], "en") == [("18,240", "error")]
    assert found("4,200 customers were affected.", said, [], "en") == []


def test_a_draft_is_told_what_to_correct_in_the_earlier_words() -> None:
    given = brief(
        "今天18时22分，扶梯发生故障，现场无人受伤，扶梯已停用。", ["3人受伤，5人送医观察", "扶梯已停用"]
    )
    assert [(c.fact, c.earlier, c.old) for c in corrections(given)] == [("f1", "s1", "现场无人受伤")]


def test_a_draft_corrects_promises_and_absolutes_that_no_longer_hold() -> None:
    kept = brief("不会回档，请放心。", ["每个受回档影响的账号已补偿", "10月29日5时对一区回档"])
    assert [(c.fact, c.old) for c in corrections(kept)] == [("f2", "不会回档")]
    late = brief("我们会在10月28日前全部退回。", ["已退款321笔，其余219笔仍在退回"])
    assert corrections(late) == ()
    promised = [{"id": "c1", "text": "其余219笔全部退回原支付账户", "due": "2026-11-01T18:00+08:00"}]
    late = Brief.model_validate({**late.model_dump(mode="json"), "commitments": promised})
    assert [(c.fact, c.old) for c in corrections(late)] == [("f1", "我们会在10月28日前全部退回")]


@pytest.mark.parametrize(
    ("said", "facts"),
    [
        ("起火原因是电池短路。", ["起火原因是违规用火"]),
        ("检测结论将于10月30日前公布。", ["检测结论将于11月5日前公布"]),
        ("没有人员出现不适。", ["2名学生送医观察，检查无异常"]),
        ("不会影响正常供水。", ["为避免影响正常供水，已启用备用水源"]),
    ],
)
def test_what_is_not_sure_is_never_corrected_by_itself(said: str, facts: list[str]) -> None:
    assert corrections(brief(said, facts)) == ()


def test_nothing_is_corrected_where_nothing_changed() -> None:
    assert corrections(brief("12名乘客受伤，扶梯已停用。", ["12名乘客受伤", "扶梯46台停运检查"])) == ()


def test_a_correction_names_the_time_of_the_statement_that_it_corrects() -> None:
    given = brief("现场无人受伤。", ["事故造成3人受伤"]).model_dump(mode="json")
    given["kind"], given["incident"] = "update", {"type": "emergency", "casualties": True}
    given["earlier"].append(
        {"id": "s2", "published_at": "2026-10-28T21:30+08:00", "text": "扶梯已停用，请从A口进出。"}
    )
    made = Brief.model_validate(given)
    plan = make_plan(made, choose_strategy(made), channel=None, corrections=corrections(made))
    sentences = [s.text for s in BlocksWriter().write(made, plan, Material(), Spent())]
    assert "19时5分" in next(text for text in sentences if "现场无人受伤" in text)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("截至3月1日，有4人受伤，水质检测未见异常。", "更正：我们3月1日说“有2人受伤，水质检测未见异常”，不准确，实际有9人受伤。"),
        ("我们不会停航。", "我们从未说过不会停航。3月2日起停航。"),
        ("共有4人受伤。", "与此前通报一致，共有9人受伤。"),
    ],
)  # fmt: skip
def test_what_was_said_is_told_in_its_own_words(said: str, text: str) -> None:
    found = check(Passage(text, "zh", brief=brief(said, ["共有9人受伤"])))
    assert "consistency.misreported" in {finding.rule for finding in found}


@pytest.mark.parametrize(
    ("said", "text"),
    [
        ("截至3月1日，有4人受伤，水质检测未见异常。", "更正：我们3月1日说“有4人受伤，水质检测未见异常”，现在看不准确，实际有9人受伤。"),
        ("有4人受伤。", "3月1日的通报说4人受伤，说少了。实际有9人受伤。"),
        ("我们会在3月5日公布结果。", "我们承诺过的检测结果今天公布。"),
    ],
)  # fmt: skip
def test_what_was_said_may_be_taken_up_and_corrected(said: str, text: str) -> None:
    assert not list(check(Passage(text, "zh", brief=brief(said, ["共有9人受伤"]))))


def test_an_all_clear_that_no_longer_holds_is_a_warning() -> None:
    made = brief("泳池水质检测未见异常。", ["泳池水样检出大肠杆菌"])
    found = list(check(Passage("泳池水样中检出大肠杆菌，泳池已关闭。", "zh", brief=made)))
    assert [finding.severity for finding in found] == ["warning"]
    assert not list(check(Passage("泳池的水我们每天都换。", "zh", brief=made)))


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("有9名乘客擦伤，均已离开。", "昨天我们告诉大家，有6名乘客擦伤。", "zh-CN"),
        ("我们会在11月8日公布检测结果。", "前天我们答应11月2日公布检测结果。", "zh-CN"),
        ("扶梯上有9名乘客擦伤。", "和我们昨晚讲的一样，有14名乘客擦伤。", "zh-CN"),
        ("Nine passengers were bruised.", "Twelve passengers were bruised, and that stands.", "en"),
    ],
)
def test_what_is_told_of_an_earlier_statement_otherwise_than_it_said_is_found(
    said: str, text: str, language: str
) -> None:
    assert found(text, said, ["共有14名乘客擦伤"], language)


@pytest.mark.parametrize(
    ("said", "text", "language"),
    [
        ("有9名乘客擦伤，均已离开。", "昨天我们告诉大家，有9名乘客擦伤。", "zh-CN"),
        ("我们会在11月8日公布检测结果。", "前天我们答应11月8日公布检测结果。", "zh-CN"),
        ("我们会在11月8日公布检测结果。", "我们答应过的检测结果，今天公布。", "zh-CN"),
        ("Nine passengers were bruised.", "We missed the date we gave.", "en"),
    ],
)
def test_what_is_told_of_an_earlier_statement_as_it_said_is_left_alone(
    said: str, text: str, language: str
) -> None:
    assert not found(text, said, [], language)
