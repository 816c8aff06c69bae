"""The X-ray: what each sentence does, promises, order, and which lines fail alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

from drafting.checks.passage import Passage
from drafting.checks.structure.postures import postures_table
from drafting.cli.review import command
from drafting.messages import Language
from drafting.statement import Review
from drafting.xray import XRay, as_text, xray
from knowledge_base.catalogue import load_cases, load_theory

DATA = Path(__file__).parent / "data"

APOLOGY = (
    "致歉信\n向10月8日在城西店用餐的3位顾客道歉。店里没有按时更换油滤，责任在我们。"
    "3位顾客的医药费由我们承担，10月15日前付清，由店长李敏负责。今后每周一检查油滤并张贴结果。再次说声对不起。"
)


def _seen(text: str, language: Language = "zh") -> XRay:
    return xray(Passage(text, language))


def _postures(text: str, language: Language = "zh") -> list[str]:
    return [sentence.posture for sentence in _seen(text, language).sentences]


@pytest.mark.parametrize(
    ("sentence", "posture", "kind"),
    [
        ("网上的视频断章取义，别有用心。", "deny", "fact"),
        ("网传“掺胶”不属实。", "deny", "fact"),
        ("这是外包人员个人行为。", "deny", "fault"),
        ("此次故障属于不可抗力。", "diminish", "fact"),
        ("我司始终坚持匠心品质。", "bolster", "fact"),
        ("责任在我们。", "rebuild", "fault"),
        ("3位顾客的医药费由我们承担。", "rebuild", "repair"),
        ("涉事门店已停业检查。", "adjust", "repair"),
        ("您着急，我们理解。", "adjust", "sympathy"),
        ("10月8日19时，城西店停电。", "inform", "fact"),
        ("Those posts are taken out of context.", "deny", "fact"),
        ("The claim is false.", "deny", "fact"),
        ("The fire was caused by a contractor.", "deny", "fault"),
        ("The weather was beyond our control.", "diminish", "fact"),
        ("We have a proud history of caring.", "bolster", "fact"),
        ("The fault is ours.", "rebuild", "fault"),
        ("Every passenger is refunded.", "rebuild", "repair"),
        ("We have closed the road.", "adjust", "repair"),
        ("Our thoughts are with the two families.", "adjust", "sympathy"),
        ("At 7 p.m. the power failed in Mill Street.", "inform", "fact"),
    ],
)
def test_posture_and_class_of_a_sentence(sentence: str, posture: str, kind: str) -> None:
    language: Language = "zh" if sentence.endswith("。") else "en"

    (tagged,) = _seen(sentence, language).sentences

    assert (tagged.posture, tagged.kind) == (posture, kind)


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("没有人员受伤。", "zh"),
        ("客户经理会联系您。", "zh"),
        ("我们将退回今年获得的奖牌，我们辜负了“放心店”的称号。", "zh"),
        ("原因尚无结论，我们不作推测。", "zh"),
        ("当班员工已停职，责任在公司。", "zh"),
        ("No one was hurt.", "en"),
        ("We did not check the lamp.", "en"),
        ("A contractor is repairing the pipe.", "en"),
        ("The council's minor injuries unit is open.", "en"),
    ],
)
def test_plain_words_neither_deny_nor_diminish_nor_boast(sentence: str, language: Language) -> None:
    assert not {"deny", "diminish", "bolster"} & set(_postures(sentence, language))


def test_components_stand_in_their_order() -> None:
    seen = _seen(APOLOGY)

    assert seen.components == (("regret", 2), ("responsibility", 3), ("repair", 4), ("repentance", 5))
    assert seen.lacking == ("explanation", "forgiveness")


def test_components_of_an_english_apology() -> None:
    text = (
        "We are sorry to the nine guests who breathed in smoke. The alarm was silent because its battery was flat. "
        "We did not test it; that is our fault. Medical bills are paid by us. We ask for your forgiveness."
    )

    assert [name for name, _ in _seen(text, "en").components] == [
        "regret", "explanation", "responsibility", "repair", "forgiveness",
    ]  # fmt: skip


def test_a_promise_is_whole_with_the_next_sentence() -> None:
    promises = {p.sentence: p for p in _seen("我们将退还3200笔扣款。10月15日前由财务部负责办结。我们将全面整改。").promises}  # fmt: skip

    assert promises[1].is_whole
    assert not (promises[3].who or promises[3].what or promises[3].when)


def test_an_english_promise_without_a_date() -> None:
    (promise,) = _seen("Finance director Kofi Mensah will return every payment.", "en").promises

    assert (promise.who, promise.what, promise.when) == (True, True, False)


def test_victims_come_before_the_explanation() -> None:
    early = _seen(APOLOGY)
    late = _seen("经查，系统配置错误导致数据外泄。我们正在修复。向3110位会员道歉。")

    assert (early.victims_at, early.explained_at) == (2, None)
    assert (late.victims_at, late.explained_at) == (3, 1)


def test_shares_come_to_one_and_headings_count_for_nothing() -> None:
    seen = _seen("我们荣获三项大奖\n我司始终坚持匠心品质。责任在我们。")

    assert sum(seen.shares.values()) == pytest.approx(1)
    assert seen.self_praise == pytest.approx(11 / 17)


@pytest.mark.parametrize(
    ("sentence", "case"),
    [
        ("我们没有一款产品添加防腐剂。", "2025-xibei-premade-dishes"),
        ("对不合理的要求，我们绝不妥协。", "2021-tesla-shanghai-auto-show"),
        ("事故与车辆质量无关。", "2022-nio-test-car-fall"),
        ("我司积极配合警方在十小时内破案。", "2018-didi-hitch-murder"),
        ("双方各执一词，以警方结论为准。", "2021-alibaba-employee-assault"),
        ("用打火机烧衣服的做法不科学。", "2022-chicecream-melt-proof"),
        ("员工捐款以50元为限。", "2008-vanke-earthquake-donation"),
        ("I would like my life back.", "2010-bp-deepwater-horizon"),
        ("The customer was disruptive.", "2017-united-airlines-3411"),
        ("Not a single one of our toys is unsafe.", "2025-xibei-premade-dishes"),
    ],
)
def test_a_line_that_fails_alone_with_who_was_burned(sentence: str, case: str) -> None:
    language: Language = "zh" if sentence.endswith("。") else "en"

    (failing,) = _seen(sentence, language).headlines

    assert failing.burned is not None and failing.burned.id == case
    assert failing.text == sentence


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("网传门店使用回收油。", "zh"),
        ("别有用心的人在带节奏。", "zh"),
        ("本次影响有限。", "zh"),
        ("A post says that we use recycled oil.", "en"),
        ("Only a handful of people were affected.", "en"),
    ],
)
def test_a_line_that_fails_alone_with_its_reason(sentence: str, language: Language) -> None:
    (failing,) = _seen(sentence, language).headlines

    assert failing.why


@pytest.mark.parametrize(
    "sentence", ["市消费者协会参与了抽检。", "一名员工将图片发至同学群。", "社会各界捐来物资。"]
)
def test_what_only_looks_like_a_promise(sentence: str) -> None:
    assert _seen(sentence).promises == ()


@pytest.mark.parametrize(
    "text", ["当班57人全部撤离，无一人失联。", APOLOGY, "网传“掺胶”不属实。", "我们也很难过。"]
)
def test_lines_that_stand_alone(text: str) -> None:
    assert _seen(text).headlines == ()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_professional_lines_hardly_ever_fail_alone(language: Language) -> None:
    texts = yaml.safe_load((DATA / f"clean_{language}.yaml").read_text(encoding="utf-8"))
    seen = [xray(Passage(item["text"], language, kind=item["kind"])) for item in texts]

    failing = sum(len(one.headlines) for one in seen)

    assert failing <= 0.03 * sum(len(one.sentences) for one in seen)


def test_every_strategy_and_case_that_the_tables_name_exists() -> None:
    classes = load_theory("benoit")["classes"]
    strategies = {name for group in classes.values() for name in group["strategies"]}
    named = yaml.safe_load((Path("drafting/tables") / "headlines.yaml").read_text(encoding="utf-8"))
    attacked = {case.id for case in load_cases() if case.attacked}

    assert {cue.strategy for cue in postures_table().cues if cue.strategy} <= strategies
    assert {reason["case"] for reason in named["reasons"] if "case" in reason} <= attacked


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_names_every_sentence_and_steers_no_terminal(language: Language) -> None:
    page = as_text(_seen(APOLOGY + "\x1b[31m红"), "信.txt", language)

    assert "\x1b" not in page
    assert "责任在我们" in page
    assert page.endswith("\n")


def test_review_explains_for_people_and_stays_one_document_for_programs(tmp_path: Path) -> None:
    path = tmp_path / "信.txt"
    path.write_text(APOLOGY, encoding="utf-8")

    app = typer.Typer()
    app.command()(command)
    shown = CliRunner().invoke(app, [str(path), "--explain"], env={"CANDOR_LANGUAGE": "zh"})
    machine = CliRunner().invoke(app, [str(path), "--explain", "--format", "json"])

    assert "X光透视" in shown.stdout
    assert "道歉六要素" in shown.stdout
    assert Review.model_validate(json.loads(machine.stdout))
