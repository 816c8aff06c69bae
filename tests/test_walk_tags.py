"""What a text is told to hold or to lack: words that only look like a contact, a next update, a promise, an owning up."""

from __future__ import annotations

import pytest

from drafting.checks.passage import Passage
from drafting.checks.structure.elements import elements_of
from drafting.messages import Language
from drafting.xray import xray


def elements(text: str, language: Language = "zh") -> set[str]:
    return set(elements_of(Passage(text, language)))


@pytest.mark.parametrize(
    "text",
    [
        "涉事批次为20260301-B，共计4800瓶。",
        "召回批次：20260301、20260302。",
        "产品型号K3-20260301的产品不在此列。",
    ],
)
def test_the_number_of_a_batch_is_no_contact(text: str) -> None:
    assert "contact" not in elements(text)


@pytest.mark.parametrize(
    "text",
    [
        "我们已于3月7日零时起停止该批次销售，并通知212家门店下架。",
        "关于6月18日支付故障的进展通报（第三次）",
        "海事部门8月25日的调查报告认定，公司未配备更新后的海图。",
        "3月7日9时，我们通知了全部家长。",
    ],
)
def test_what_was_told_is_no_next_update(text: str) -> None:
    assert "next_update" not in elements(text)


@pytest.mark.parametrize(
    "text",
    [
        "检测结果将于3月10日18时前在本公众号公布。",
        "下一次通报：6月19日12时30分。",
        "我们已通知门店下架，3月8日12时前公布进展。",
        "8月25日前公布调查报告。",
    ],
)
def test_what_will_be_told_is_a_next_update(text: str) -> None:
    assert "next_update" in elements(text)


@pytest.mark.parametrize(
    "text",
    [
        "We take this matter very seriously.",
        "We take safety seriously and always have.",
    ],
)
def test_taking_seriously_takes_no_responsibility(text: str) -> None:
    assert "responsibility" not in elements(text, "en")


def test_taking_the_blame_takes_responsibility() -> None:
    assert "responsibility" in elements("We take full responsibility for this.", "en")
    assert "responsibility" in elements("This is on us, and we take the blame for it.", "en")


def test_what_rescuers_did_is_no_promise() -> None:
    seen = xray(Passage("21时51分，消防救援人员将他们全部救出。工作人员将伤者送往医院。", "zh"))
    assert seen.promises == ()
    promised = xray(Passage("质量部将于10月15日18时前公布检测结论。", "zh"))
    assert len(promised.promises) == 1


def test_having_spoken_to_the_family_of_the_injured_speaks_to_the_people_affected() -> None:
    text = "One colleague was treated for smoke inhalation and has gone home; we have spoken to her family."
    assert "care" in elements(text, "en")
    assert "care" not in elements("One colleague was treated for smoke inhalation.", "en")


def test_an_address_with_recall_in_it_compensates_nobody() -> None:
    tags = xray(Passage("Send a photo to recall@sprout.example.", "en")).sentences[0].shown
    assert "compensation" not in {shown.cue.name for shown in tags}


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("信息是从我们手里流出去的，我们对不起信任我们的1,926位住客。", "care"),
        ("这句话冒犯了许多女性，错在我们。", "care"),
        ("向47名宾客道歉。", "care"),
        ("短片已于昨天23时10分从所有平台删除。", "remedy"),
        ("从今天起，每条广告须经两位编辑签字。", "remedy"),
    ],
)
def test_a_chinese_sentence_serves_its_element(text: str, element: str) -> None:
    assert element in elements(text)


@pytest.mark.parametrize(
    ("text", "element"),
    [
        ("如果冒犯了部分女性，请见谅。", "care"),
        ("表格来自我店前台电脑，涉及8月1日至31日入住的1,926位住客。", "contact"),
        ("9月14日10时20分，我们接到警方通知，表格在群聊中流传。", "next_update"),
    ],
)
def test_a_chinese_sentence_does_not_serve_an_element_by_its_look(text: str, element: str) -> None:
    assert element not in elements(text)


def test_an_english_heading_with_the_hour_of_issue_is_no_next_update() -> None:
    assert "next_update" not in elements("Holding statement: Northgate Clinic, 3 May, 15:10", "en")
    assert "next_update" not in elements("Press statement, 3 May", "en")
    assert "next_update" in elements("Next statement at 15:10 on 3 May", "en")
    assert "next_update" in elements("Our full report is due on 3 May.", "en")


def test_owning_up_may_name_the_part_of_the_house() -> None:
    text = "A fault light had been reported on Monday, and our depot signed it off without a repair."
    assert "responsibility" in elements(text, "en")
    assert "responsibility" not in elements("The supplier shipped it without a test.", "en")
