"""What is weighed beside the rules of the fact lock: what it finds, what it lets go, and what it never lowers."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.brief import Brief
from drafting.checks.carried.falsehoods import FALSEHOODS
from drafting.checks.carried.lessons import KIND_OF, lesson_in
from drafting.checks.carried.model import carried_model
from drafting.checks.carried.pieces import runs, stem, units
from drafting.checks.carried.sheet import sheet_of
from drafting.checks.carried.signs import wording
from drafting.checks.carried.weighing import WEIGHED
from drafting.checks.passage import Passage
from drafting.checks.registry import rules_alone, run_checks
from drafting.cli import main
from drafting.errors import RuleFileError
from drafting.messages import say
from drafting.statement import Finding

LESSONS = Path("knowledge_base/carried")
LAUNDRY = Brief.model_validate(
    {
        "id": "laundry", "organisation": "净衣坊", "language": "zh-CN", "kind": "update",
        "issued_at": "2026-06-18T10:00+08:00",
        "facts": [
            {"id": "f1", "text": "6月16日傍晚，柳湾店一台烘干机起火，店员用灭火器扑灭，没有人受伤", "status": "confirmed"},
            {"id": "f2", "text": "店内寄存的218件衣物中，63件有烟熏味，7件烧坏", "status": "confirmed"},
            {"id": "f3", "text": "柳湾店停业，其余5家门店照常营业", "status": "confirmed"},
            {"id": "f4", "text": "起火原因由消防部门调查，尚无结论", "status": "confirmed"},
            {"id": "f5", "text": "烘干机的排风管可能积了棉絮", "status": "unconfirmed"},
            {"id": "f6", "text": "店长五月申请过清洗排风管，总部以费用为由没有批准", "status": "confidential"},
            {"id": "f7", "text": "网传有店员被严重烧伤", "status": "denied"},
        ],
        "commitments": [
            {"id": "c1", "text": "逐一联系衣物受损的顾客，商定赔偿", "owner": "客服部", "due": "2026-06-20"}
        ],
        "contacts": [{"label": "顾客热线", "value": "400-000-0188", "hours": "9时至21时"}],
    }
)  # fmt: skip
TOWER = Brief.model_validate(
    {
        "id": "tower", "organisation": "Marlow Lifts", "language": "en", "kind": "update",
        "issued_at": "2026-09-04T12:00+01:00",
        "facts": [
            {"id": "f1", "text": "On 3 September a lift at Quay Tower stopped between floors with six people inside", "status": "confirmed"},
            {"id": "f2", "text": "Fire officers freed all six after 50 minutes; one person was treated for shock and went home", "status": "confirmed"},
            {"id": "f3", "text": "Two of the tower's four lifts are out of service", "status": "confirmed"},
            {"id": "f4", "text": "The cause is being investigated by the safety inspector", "status": "confirmed"},
            {"id": "f5", "text": "A worn door sensor may have played a part", "status": "unconfirmed"},
            {"id": "f6", "text": "Our engineer skipped the July service to save a call-out", "status": "confidential"},
        ],
        "commitments": [
            {"id": "c1", "text": "inspect all four lifts", "owner": "our chief engineer", "due": "2026-09-08"}
        ],
        "contacts": [{"label": "residents' line", "value": "0800 555 0160"}],
    }
)  # fmt: skip


def _read(text: str, brief: Brief) -> list[Finding]:
    passage = Passage(text, "zh" if brief.is_chinese else "en", brief=brief, kind="update")
    found = run_checks(passage, ("facts", "consistency"))
    return [finding for finding in found if finding.severity != "suggestion"]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("柳湾店的事让大家受惊了。我们给每位到店的顾客准备了一年的免费洗衣卡。", LAUNDRY),
        ("柳湾店的事让大家受惊了。消防部门表扬了我们店员的处置。", LAUNDRY),
        ("柳湾店的事让大家受惊了。早在春天，店里就有人提过管道该洗了，上面舍不得花钱。", LAUNDRY),
        ("We are sorry about Quay Tower. Every resident will get a month's service charge back.", TOWER),
        ("We are sorry about Quay Tower. The inspector has praised how fast we reacted.", TOWER),
        ("We are sorry about Quay Tower. Somebody let a summer check slide because it cost money.", TOWER),
    ],
)
def test_a_sentence_that_the_brief_does_not_carry_is_doubted(text: str, brief: Brief) -> None:
    second = text.index("。") + 1 if brief.is_chinese else text.index(".") + 1
    assert [finding for finding in _read(text, brief) if finding.end > second]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("前天傍晚，柳湾店的一台烘干机着了火，店员自己扑灭了，人都没事。", LAUNDRY),
        ("寄存在店里的衣服，有7件烧坏，63件沾了烟味。", LAUNDRY),
        ("为什么起火，要等消防部门的结论。", LAUNDRY),
        (
            "Six people were stuck in a lift at Quay Tower yesterday, and fire officers got all of them out.",
            TOWER,
        ),
        ("Why it stopped is for the safety inspector to find out.", TOWER),
        ("Two lifts are still running.", TOWER),
    ],
)
def test_a_sentence_that_the_brief_carries_in_other_words_is_left_alone(text: str, brief: Brief) -> None:
    assert _read(text, brief) == []


def test_what_it_adds_is_a_warning_that_names_the_nearest_entry_and_no_secret() -> None:
    text = "柳湾店的事让大家受惊了。消防部门表扬了我们店员的处置。早就有人向上面要过钱洗管道。"
    passage = Passage(text, "zh", brief=LAUNDRY, kind="update")
    added = [f for f in run_checks(passage, ("facts",)) if f.rule.startswith("carried.")]
    assert [finding.defect for finding in added] == ["altered_fact", "confidential_leak"]
    for finding in added:
        assert finding.severity == "warning"
        assert finding.family == "facts"
        assert finding.message == say(finding.rule, "zh")
        assert "总部" not in f"{finding.message}{finding.evidence}{finding.suggestion}"
    assert "f4: 起火原因由消防部门调查" in (added[0].evidence or "")
    assert added[1].evidence == "f6", "a secret is named by its id alone"


def test_a_secret_is_given_away_only_where_there_is_one() -> None:
    open_brief = LAUNDRY.model_copy(
        update={"facts": tuple(fact for fact in LAUNDRY.facts if fact.status != "confidential")}
    )
    text = "柳湾店的事让大家受惊了。早就有人向上面要过钱洗管道。"
    found = run_checks(Passage(text, "zh", brief=open_brief, kind="update"), ("facts",))
    assert "confidential_leak" not in {finding.defect for finding in found}


def test_it_lowers_only_rules_of_free_wording() -> None:
    for folder in ("zh", "en"):
        for path in sorted((LESSONS / folder).glob("*-statements.yaml"))[:6]:
            lesson = lesson_in(path)
            for sentence in lesson.sentences[:40]:
                passage = Passage(sentence.text, "zh" if folder == "zh" else "en", brief=lesson.brief)
                before = rules_alone(passage, ("facts",))
                after = {(f.rule, f.start, f.end): f.severity for f in run_checks(passage, ("facts",))}
                for finding in before:
                    kept = after[finding.rule, finding.start, finding.end]
                    assert kept == finding.severity or (finding.rule in WEIGHED and kept == "suggestion")


def test_a_changed_figure_stays_an_error_however_likely_the_rest_of_the_sentence_is() -> None:
    found = _read("寄存在店里的衣服，有9件烧坏，63件沾了烟味。", LAUNDRY)
    about = [finding for finding in found if finding.match.startswith("9")]
    assert [(finding.severity, finding.suggestion) for finding in about] == [("error", "7件")]


def test_without_a_brief_nothing_is_weighed() -> None:
    passage = Passage("我们给每位顾客准备了一年的免费洗衣卡。", "zh")
    assert [f for f in run_checks(passage) if f.rule.startswith("carried.")] == []


def test_a_text_in_the_other_language_is_left_to_the_rules() -> None:
    passage = Passage("Every customer gets a free year of washing.", "en", brief=LAUNDRY)
    assert [f for f in run_checks(passage, ("facts",)) if f.rule.startswith("carried.")] == []


def test_traditional_and_simplified_characters_weigh_the_same() -> None:
    sheet, model = sheet_of(LAUNDRY), carried_model("zh")
    one, other = "我们给每位顾客准备了免费洗衣卡。", "我們給每位顧客準備了免費洗衣卡。"
    assert model.score(wording(sheet, one)) == pytest.approx(model.score(wording(sheet, other)))


@settings(max_examples=60)
@given(st.text(max_size=120))
def test_any_text_is_weighed_and_findings_quote_it(text: str) -> None:
    for brief in (LAUNDRY, TOWER):
        passage = Passage(text, "zh" if brief.is_chinese else "en", brief=brief)
        for finding in run_checks(passage, ("facts",)):
            assert text[finding.start : finding.end] == finding.match


def test_what_is_seen_of_a_sentence() -> None:
    assert units("3人 受伤", "zh") == ["0", "人", "受", "伤"]
    assert units("It didn't cost £1,200.", "en") == ["it", "did", "not", "cost", "£", "0"]
    assert runs(["a", "b", "c"], "en", 2) == {"a", "b", "c", "a b", "b c"}
    assert {stem(word) for word in ("closes", "closed", "closing", "close")} == {"clos"}


def test_every_lesson_that_ships_is_well_formed() -> None:
    for language in ("zh", "en"):
        lessons = [lesson_in(path) for path in sorted((LESSONS / language).glob("*.yaml"))]
        unseen = [lesson for lesson in lessons if not lesson.seen]
        sentences = [sentence for lesson in unseen for sentence in lesson.sentences]
        assert len(unseen) >= 50
        assert all(lesson.brief.is_chinese == (language == "zh") for lesson in lessons)
        for falsehood in FALSEHOODS:
            taught = [s for s in sentences if s.falsehood and KIND_OF[s.falsehood] == falsehood]
            assert len(taught) >= 60, (language, falsehood)


def test_a_bad_lesson_is_named_by_file_and_field(tmp_path: Path) -> None:
    brief = "{id: x, organisation: 净衣坊, language: zh-CN, facts: [{id: f1, text: 停业, status: confirmed}]}"
    bad = tmp_path / "bad.yaml"
    bad.write_text(f"brief: {brief}\npairs:\n  polarity:\n    - [只有一句]\n", encoding="utf-8")
    with pytest.raises(RuleFileError) as raised:
        lesson_in(bad)
    assert "bad.yaml" in raised.value.in_language("en")
    assert "pairs.polarity" in raised.value.in_language("en")
    bad.write_text(f"brief: {brief}\n'false':\n  mistakes: [停业三天]\n", encoding="utf-8")
    with pytest.raises(RuleFileError) as unknown:
        lesson_in(bad)
    assert "mistakes" in unknown.value.in_language("en")
    assert "polarity" in unknown.value.in_language("en")


def test_it_can_be_shown_and_switched_off(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as shown:
        main(["rules", "show", "carried.remedy"])
    assert shown.value.code == 0
    assert "carried.remedy" in capsys.readouterr().out
    with pytest.raises(SystemExit) as unknown:
        main(["rules", "show", "carried.nothing"])
    assert unknown.value.code == 2
    capsys.readouterr()
    (tmp_path / "a.txt").write_text(
        "柳湾店的事让大家受惊了。我们给每位到店的顾客准备了一年的免费洗衣卡。", encoding="utf-8"
    )
    (tmp_path / "brief.yaml").write_text(LAUNDRY.model_dump_json(exclude_defaults=True), encoding="utf-8")
    (tmp_path / "candor.toml").write_text(
        '[rules]\n"carried.*" = { level = "off", reason = "逐句人工核对" }\n', encoding="utf-8"
    )
    with pytest.raises(SystemExit):
        main(["review", str(tmp_path / "a.txt"), "--brief", str(tmp_path / "brief.yaml"), "--format", "json"])
    assert "carried." not in capsys.readouterr().out
