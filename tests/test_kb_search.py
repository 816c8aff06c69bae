"""The shipped knowledge base, its real index and its search."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from drafting.cli.kb import app
from knowledge_base.catalogue import load_cases, load_principles, load_theory, theory_names
from knowledge_base.errors import KnowledgeFileError
from knowledge_base.search import Search, open_search


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kb-home")


@pytest.fixture(scope="session")
def search(home: Path) -> Search:
    return open_search(home)


def test_every_shipped_case_can_be_read_in_both_languages_and_has_a_source():
    cases = load_cases()
    assert len(cases) >= 60
    for case in cases:
        assert case.happened.zh, case.id
        assert case.happened.en, case.id
        assert case.lesson("zh") != case.lesson("en"), case.id
        assert case.sources, case.id
        assert case.id.isascii()


def test_all_four_incident_types_and_all_ratings_are_there():
    cases = load_cases()
    assert {c.type for c in cases} == {"image_damage", "sensitive_topic", "emergency", "rumour_attack"}
    assert {c.rating for c in cases} == {"good", "mixed", "bad"}


def test_names_hold_what_points_to_a_company_and_no_common_word():
    by_id = {case.id: case for case in load_cases()}
    assert {"大众汽车", "Volkswagen", "VW"} <= set(by_id["2015-volkswagen-dieselgate"].names)
    names = {name for case in by_id.values() for name in case.names}
    assert not names & {"大众", "统一", "公司", "MINI", "小满", "枫叶", "西南", "10万", "Make Friends"}


def test_principles_are_complete():
    assert {p.name for p in load_principles()} == {
        "honesty",
        "empathy",
        "transparency",
        "responsibility",
        "speed",
        "consistency",
        "repair",
    }


def test_theory_heeds_the_corrections():
    assert len(theory_names()) >= 9
    clocks = {clock["id"]: clock for clock in load_theory("clocks")["clocks"]}
    assert "80号" in clocks["government_five_hours"]["source"]
    assert clocks["government_five_hours"]["not_for"] == "companies"
    assert load_theory("channels")["channels"]["x"]["limit"]["value"] == "280"


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("后厨老鼠", "2017-haidilao-kitchen-hygiene"),
        ("海底撈後廚", "2017-haidilao-kitchen-hygiene"),
        ("rats found in a hotpot kitchen", "2017-haidilao-kitchen-hygiene"),
        ("银行挤兑", "2014-sheyang-bank-run"),
        ("Note 7", "2016-samsung-note7-fires"),
        ("乘客被拖下飞机", "2017-united-airlines-3411"),
    ],
)
def test_the_right_case_comes_first(search: Search, query: str, expected: str):
    assert search.cases(query)[0].case.id == expected


def test_every_hit_says_why(search: Search):
    for hit in search.cases("门店后厨卫生被曝光"):
        assert hit.why.zh
        assert hit.why.en
    assert "后厨" in str(search.cases("后厨老鼠")[0].why.zh)


def test_filters_narrow(search: Search):
    hits = search.cases("召回", rating="good", years=(2000, 2010), limit=10)
    assert hits
    assert all(h.case.rating == "good" and 2000 <= h.case.year <= 2010 for h in hits)
    assert all("CN" in h.case.country for h in search.cases("道歉", country="cn", limit=10))
    assert {h.case.id for h in search.cases("delayed flights", industry="airline")} <= {
        c.id for c in load_cases() if "airline" in str(c.industry.en)
    }


def test_one_company_does_not_fill_the_answer(search: Search):
    hits = search.cases("肯德基", limit=5)
    names = [h.case.organisation.text("en") for h in hits]
    assert len(set(names)) == len(names)


def test_a_brief_gets_a_warning_among_its_precedents(search: Search):
    hits = search.for_brief(
        "收到2位用户反映K3电水壶底座发热变形",
        type="image_damage",
        cluster="accidental",
        own_names=["云杉家电"],
    )
    assert len(hits) == 3
    assert any(h.warning and h.case.rating in {"bad", "mixed"} for h in hits)
    assert len({h.case.organisation.text("en") for h in hits}) == 3


def test_a_second_opening_embeds_nothing(search: Search, home: Path):
    told: list[tuple[int, int]] = []
    again = open_search(home, on_progress=lambda done, total: told.append((done, total)))
    assert not told
    assert again.cases("后厨老鼠")[0].case.id == search.cases("后厨老鼠")[0].case.id


def test_an_overlay_adds_and_replaces(home: Path, tmp_path: Path, search: Search):
    shipped = next(c for c in load_cases() if c.id == "2017-haidilao-kitchen-hygiene")
    data = shipped.data()
    data["lesson"] = {"zh": "本单位的看法。", "en": "Our own view."}
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "own.jsonl").write_text(json.dumps(data), encoding="utf-8")
    cases = load_cases(tmp_path)
    assert len(cases) == len(load_cases())
    own = next(c for c in cases if c.id == shipped.id)
    assert own.house
    assert own.lesson("zh") == "本单位的看法。"


@pytest.mark.parametrize(
    ("change", "line", "field"),
    [
        (("rating: good", "rating: great"), 9, "rating"),
        (("type: emergency", "kind: emergency"), None, "type"),
        (("date: '2026'", "date: 2026-02-41"), 6, "date"),
        (("lesson: 教训", "lesson: ''"), 12, "lesson.zh"),
    ],
)
def test_a_wrong_case_file_is_named_with_line_and_field(
    tmp_path: Path, change: tuple[str, str], line: int | None, field: str
):
    text = (
        "id: own-case\nname: 案例\norganisation: 甲公司\nindustry: 餐饮\ncountry: CN\ndate: '2026'\n"
        "type: emergency\ncluster: victim\nrating: good\nhappened: 经过\noutcome: 结果\nlesson: 教训\n"
    )
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "own-case.yaml").write_text(text.replace(*change), encoding="utf-8")
    with pytest.raises(KnowledgeFileError) as raised:
        load_cases(tmp_path)
    assert raised.value.file == "own-case.yaml"
    assert raised.value.field in {field, "kind"}
    if line is not None:
        assert raised.value.line == line


def test_the_command_line_searches_lists_and_shows(
    home: Path, search: Search, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CANDOR_HOME", str(home))
    monkeypatch.setenv("CANDOR_LANGUAGE", "zh")
    run = CliRunner()
    found = run.invoke(app, ["search", "后厨老鼠", "--limit", "2"])
    assert found.exit_code == 0, found.output
    assert "2017-haidilao-kitchen-hygiene" in found.stdout
    assert "教训：" in found.stdout
    as_json = json.loads(run.invoke(app, ["search", "后厨老鼠", "--format", "json"]).stdout)
    assert as_json[0]["case"]["id"] == "2017-haidilao-kitchen-hygiene"
    listed = run.invoke(app, ["list", "--rating", "good"]).stdout.splitlines()
    assert len(listed) == sum(c.rating == "good" for c in load_cases())
    assert "来源" in run.invoke(app, ["show", "2017-haidilao-kitchen-hygiene"]).stdout
    assert "60" in run.invoke(app, ["stats"]).stdout


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("帶貨主播嗆網友薪水沒漲", "带货主播呛网友薪水没涨"),
        ("火鍋店廚房很髒被記者拍到", "火锅店厨房很脏被记者拍到"),
        ("銀行被傳倒閉，儲戶排隊提款", "银行被传倒闭，储户排队提款"),
    ],
)
def test_a_question_in_traditional_characters_is_answered_as_in_simplified_ones(
    search: Search, traditional: str, simplified: str
):
    found = [hit.case.id for hit in search.cases(traditional)]
    assert found
    assert found == [hit.case.id for hit in search.cases(simplified)]


def test_after_a_case_that_is_named_no_trail_of_weak_ones_follows(search: Search):
    found = [hit.case.id for hit in search.cases("listeria deli meat recall", limit=10)]
    assert found[0] == "2008-maple-leaf-listeria"
    assert len(found) <= 3


@pytest.mark.parametrize(
    "query",
    [
        "红烧肉怎么做才不腻",
        "今天北京天气怎么样",
        "how to train a neural network",
        "recipe for sourdough bread",
        "。。。",
        "的",
        "",
    ],
)
def test_nothing_relevant_is_an_answer(search: Search, query: str):
    assert search.cases(query) == []


def test_a_filter_that_nothing_passes_gives_nothing(search: Search):
    assert search.cases("后厨老鼠", country="BR") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("Equifaks data breech", "2017-equifax-data-breach"),
        ("starbuks philadelfia", "2018-starbucks-philadelphia-arrests"),
        ("海底劳后厨", "2017-haidilao-kitchen-hygiene"),
    ],
)
def test_a_misspelt_name_is_found(search: Search, query: str, expected: str):
    assert search.cases(query, limit=1)[0].case.id == expected


def test_a_brief_of_one_of_these_companies_does_not_learn_from_itself(search: Search):
    hits = search.for_brief(
        "门店后厨发现老鼠", type="image_damage", cluster="preventable", own_names=["海底捞"]
    )
    assert hits
    assert "海底捞" not in {hit.case.organisation.text("zh") for hit in hits}


def test_a_word_that_reads_like_a_search_operator_is_only_a_word(search: Search):
    for query in ('NEAR("后厨" OR *', "后厨' ; DROP TABLE cases; --", "a AND NOT b", "^x:y"):
        search.cases(query)
    assert search.cases("后厨老鼠")
