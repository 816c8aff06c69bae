"""What a clause turns round in other words than the fact's, and rumours told or affirmed: found, and else left alone."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

PIER = Brief.model_validate(
    {
        "id": "pier", "organisation": "青汀码头", "language": "zh-CN", "kind": "clarification",
        "issued_at": "2026-06-03T18:00+08:00",
        "facts": [
            {"id": "f1", "text": "栈桥护栏断裂时桥上有27人，没有人落水", "status": "confirmed"},
            {"id": "f2", "text": "值班员发现护栏松动后没有拦截游客", "status": "confirmed"},
            {"id": "f3", "text": "海事部门的检验报告尚未公布", "status": "confirmed"},
            {"id": "f4", "text": "游船和缆车没有受影响，照常运行", "status": "confirmed"},
            {"id": "f5", "text": "水下探摸发现桩基没有裂缝", "status": "confirmed"},
            {"id": "f6", "text": "护栏可能被缆绳刮过", "status": "unconfirmed"},
            {"id": "r1", "text": "有孩子掉进海里失踪", "status": "denied", "evidence": ["f1"]},
        ],
    }
)  # fmt: skip
DEPOT = Brief.model_validate(
    {
        "id": "depot", "organisation": "Larkhill Depot", "language": "en", "kind": "clarification",
        "issued_at": "2026-06-03T18:00+00:00",
        "facts": [
            {"id": "f1", "text": "A water main in the paint hall burst on 2 June and nobody inspected the pump room afterwards", "status": "confirmed"},
            {"id": "f2", "text": "Surveyor Ines Calloway examined the roof on 3 June and found no cracks", "status": "confirmed"},
            {"id": "f3", "text": "The parcels contained no customer records", "status": "confirmed"},
            {"id": "f4", "text": "The insurer has not yet replied to our letter of 1 June", "status": "confirmed"},
            {"id": "f5", "text": "Six drivers slipped on the wet floor; all six went home the same day", "status": "confirmed"},
            {"id": "f6", "text": "A forklift may have struck the pipe", "status": "unconfirmed"},
            {"id": "r1", "text": "The depot was flooded on purpose", "status": "denied", "evidence": ["f1"]},
        ],
    }
)  # fmt: skip
_RULES = {"facts.altered_words", "facts.rumour_stated", "facts.unconfirmed"}


def _found(text: str, brief: Brief) -> set[str]:
    language = "zh" if brief.is_chinese else "en"
    return {finding.rule for finding in check(Passage(text, language, brief=brief))} & _RULES


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("值班员发现护栏松动后及时拦住了游客。", PIER),
        ("海事部门已经公布了检验报告。", PIER),
        ("游船停了，缆车也受了影响。", PIER),
        ("潜水员探摸过，桩基发现了裂缝。", PIER),
        ("护栏断裂时桥上有27人，有人落水。", PIER),
        ("值班员发现护栏松动后拦截了游客。", PIER),
        ("After the burst in the paint hall we did inspect the pump room.", DEPOT),
        ("She found cracks when she examined the roof on 3 June.", DEPOT),
        ("There were customer records in the parcels.", DEPOT),
        ("The insurer has replied to our letter.", DEPOT),
    ],
)
def test_a_fact_turned_round_in_other_words_is_found(text: str, brief: Brief) -> None:
    assert "facts.altered_words" in _found(text, brief)


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("有孩子掉进海里，到现在失踪。", PIER),
        ("网上说有孩子掉进海里失踪，属实。", PIER),
        ("有人说护栏被缆绳刮过。确有此事。", PIER),
        ("We are sorry for the disruption. And yes, the depot was flooded on purpose.", DEPOT),
        ("Reports that the depot was flooded on purpose are true.", DEPOT),
        ("Some say that a forklift struck the pipe. That is true.", DEPOT),
    ],
)
def test_a_rumour_that_is_told_or_affirmed_is_found(text: str, brief: Brief) -> None:
    assert _found(text, brief) & {"facts.rumour_stated", "facts.unconfirmed"}


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("值班员看到护栏松了，却没拦住游客。", PIER),
        ("检验报告还没有公布，海事部门出来后我们告诉大家。", PIER),
        ("游船、缆车都没停。", PIER),
        ("还没有公布的那些，我们会补上。", PIER),
        ("护栏断裂时没有人落水，27人都回到了岸上。", PIER),
        ("桩基探摸过，没有一处裂缝。", PIER),
        ("网传“有孩子掉进海里失踪”，不属实。", PIER),
        ("护栏是不是被缆绳刮过，还在查。", PIER),
        ("家长问孩子落水没有，请照实回答。", PIER),
        ("No one looked at the pump room after the main burst.", DEPOT),
        ("Not a single crack was found in the roof.", DEPOT),
        ("None of the six drivers slipped in the canteen.", DEPOT),
        ("Before her visit, the surveyor had examined no roof of ours.", DEPOT),
        ("Our letter of 1 June is still unanswered by the insurer.", DEPOT),
        ("It is not true that the depot was flooded on purpose.", DEPOT),
        ("Whether a forklift struck the pipe is being checked.", DEPOT),
    ],
)
def test_the_same_in_other_words_is_left_alone(text: str, brief: Brief) -> None:
    assert not _found(text, brief)


ORCHARD = Brief.model_validate(
    {
        "id": "orchard", "organisation": "丘阳果业", "language": "zh-CN", "kind": "update",
        "issued_at": "2026-08-03T18:00+08:00",
        "facts": [
            {"id": "f1", "text": "8月1日，3号冷库制冷机停转，库内苹果温度升到9℃", "status": "confirmed"},
            {"id": "f2", "text": "订过3号库苹果的214位客户已经收到短信", "status": "confirmed"},
            {"id": "f3", "text": "7辆送货车全部完成检修", "status": "confirmed"},
        ],
        "commitments": [{"id": "c1", "text": "给3号库客户退还货款", "owner": "客服部", "due": "2026-08-10"}],
    }
)  # fmt: skip
HARBOUR = Brief.model_validate(
    {
        "id": "harbour", "organisation": "Selwyn Harbour", "language": "en", "kind": "update",
        "issued_at": "2026-08-03T18:00+00:00",
        "facts": [
            {"id": "f1", "text": "Crane 2 dropped a container on the north quay on 1 August", "status": "confirmed"},
            {"id": "f2", "text": "Engineers from Halden examined the brake of crane 2 and found it worn", "status": "confirmed"},
            {"id": "f3", "text": "All nine crane drivers have been retrained", "status": "confirmed"},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("8月1日，全部冷库的制冷机停转。", ORCHARD),
        ("订过苹果的所有客户已经收到短信。", ORCHARD),
        ("客服部8月10日前给全公司客户退还货款。", ORCHARD),
        ("大部分送货车完成了检修。", ORCHARD),
        ("Engineers from Halden examined the brake of every crane and found it worn.", HARBOUR),
        ("Most crane drivers have been retrained.", HARBOUR),
    ],
)
def test_a_word_for_all_or_for_some_that_nothing_bears_out_is_found(text: str, brief: Brief) -> None:
    language = "zh" if brief.is_chinese else "en"
    assert "facts.altered_scope" in {f.rule for f in check(Passage(text, language, brief=brief))}


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("订过3号库苹果的客户有214位，全部收到了短信。", ORCHARD),
        ("7辆送货车，每一辆都检修过了。", ORCHARD),
        ("从制冷机停转到全部恢复，我们每天通报一次。", ORCHARD),
        ("All nine crane drivers have been retrained.", HARBOUR),
        ("To all who work on the north quay: crane 2 stands still.", HARBOUR),
        ("A worn brake on crane 2 is all the engineers found.", HARBOUR),
    ],
)
def test_a_word_for_all_that_the_brief_bears_out_is_left_alone(text: str, brief: Brief) -> None:
    language = "zh" if brief.is_chinese else "en"
    assert "facts.altered_scope" not in {f.rule for f in check(Passage(text, language, brief=brief))}


NURSERY = Brief.model_validate(
    {
        "id": "nursery", "organisation": "Fernhill Nursery", "language": "en", "kind": "apology",
        "issued_at": "2026-04-14T18:00+00:00",
        "facts": [{"id": "f1", "text": "A greenhouse heater failed on 13 April and 900 seedlings froze", "status": "confirmed"}],
        "commitments": [
            {"id": "c1", "text": "Replace the frozen seedlings of every customer", "owner": "order desk", "due": "2026-04-30"},
            {"id": "c2", "text": "Publish the report on the heater", "owner": "Ada Quill", "due": "2026-04-30"},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "is_missing"),
    [
        ("The order desk will replace the frozen seedlings of every customer.", True),
        ("Ada Quill publishes the report on the heater by 30 April. Frozen seedlings: the order desk will replace them for every customer.", True),
        ("The order desk will replace the frozen seedlings of every customer by the thirtieth. Ada Quill publishes the report on the heater by then.", False),
        ("By the end of the month the order desk will replace every customer's frozen seedlings, and Ada Quill publishes the report on the heater.", False),
        ("What about my seedlings?\nAll of them on the heater side.", False),
    ],
)  # fmt: skip
def test_a_promise_without_its_time_is_found_though_another_has_the_same_day(
    text: str, *, is_missing: bool
) -> None:
    rules = {finding.rule for finding in check(Passage(text, "en", brief=NURSERY))}
    assert ("facts.deadline" in rules) == is_missing


@pytest.mark.parametrize(
    ("text", "brief", "rule"),
    [
        ("问：护栏是不是被缆绳刮过？\n答：刮过。", PIER, "facts.unconfirmed"),
        ("问：听说有孩子掉进海里失踪？\n答：是的，正在找。", PIER, "facts.rumour_stated"),
        ("问：游船受影响吗？\n答：受影响。", PIER, "facts.altered_words"),
        ("Did a forklift strike the pipe?\nYes, it did.", DEPOT, "facts.unconfirmed"),
        ("Was the depot flooded on purpose?\nYes.", DEPOT, "facts.rumour_stated"),
    ],
)
def test_an_answer_that_says_yes_to_what_is_open_or_denied_is_found(
    text: str, brief: Brief, rule: str
) -> None:
    assert rule in _found(text, brief)


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("问：护栏是不是被缆绳刮过？\n答：还没有查清，我们不猜。", PIER),
        ("问：听说有孩子掉进海里失踪？\n答：没有，当时没有人落水。", PIER),
        ("问：游船受影响吗？\n答：不受影响。", PIER),
        ("Did a forklift strike the pipe?\nWe do not know yet.", DEPOT),
        ("Was the depot flooded on purpose?\nNo. A water main in the paint hall burst.", DEPOT),
        ("Did anyone inspect the pump room afterwards?\nNo, nobody did.", DEPOT),
    ],
)
def test_an_answer_that_the_brief_bears_out_is_left_alone(text: str, brief: Brief) -> None:
    assert not _found(text, brief)


@pytest.mark.parametrize(
    "text",
    [
        "You may be asked about injuries. There were none in the map room.",
        "Customer records did not leak from the parcels.",
    ],
)
def test_an_act_that_is_denied_in_other_words_or_only_asked_about_is_left_alone(text: str) -> None:
    brief = DEPOT.model_copy(
        update={
            "facts": (
                *DEPOT.facts,
                DEPOT.facts[0].model_copy(
                    update={"id": "f7", "text": "What leaked was two invoices, and no customer records"}
                ),
                DEPOT.facts[0].model_copy(update={"id": "f8", "text": "Nobody was injured in the map room"}),
            )
        }
    )
    rules = {finding.rule for finding in check(Passage(text, "en", brief=brief))}
    assert "facts.polarity" not in rules
