"""The model writer with a real small model, through the same `.gguf` path that a user would name."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from drafting.brief import Brief
from drafting.planning import make_plan
from drafting.settings import Settings
from drafting.statement import Finding, Sentence
from drafting.strategy import choose_strategy
from drafting.writers.model import ModelWriter, open_writer
from drafting.writers.prompting import worked_example_phrases, writing_request
from drafting.writers.protocol import Material, Rejected, Spent
from tests.models.fetch import fetch

pytestmark = [pytest.mark.model, pytest.mark.timeout(1200)]


@pytest.fixture(scope="module")
def writer() -> Iterator[ModelWriter]:
    # Other tests may share the two cores, so the limits are those of a very slow machine.
    settings = Settings(_env_file=None, model_timeout=600, model_deadline=900, model_context=6144)
    with open_writer(settings, str(fetch())) as opened:
        yield opened


HUMIDIFIER = Brief.model_validate(
    {
        "id": "humidifier",
        "organisation": "沐云电器",
        "subject": "M6加湿器底座渗水",
        "kind": "holding",
        "issued_at": "2026-03-09T15:00+08:00",
        "facts": [
            {
                "id": "f1",
                "text": "截至3月9日12时,收到14位用户反映M6加湿器底座渗水,其中3位的桌面插座受潮",
                "status": "confirmed",
            },
            {"id": "f2", "text": "质检部怀疑密封圈硬度不够,涉及5200台", "status": "unconfirmed"},
            {"id": "f3", "text": "去年冬季售后记录里已有41起渗水", "status": "confidential"},
            {"id": "f4", "text": "3月9日13时起已暂停销售M6", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "公布检测结论", "owner": "质检部", "due": "2026-03-12T18:00+08:00"},
            {"id": "c2", "text": "为M6用户办理退货退款", "owner": "客服中心", "due": "2026-03-31"},
        ],
    }
)
TAP_WATER = Brief.model_validate(
    {
        "id": "tap-water",
        "organisation": "Selby Water",
        "subject": "discoloured tap water in Marlow Street",
        "language": "en",
        "kind": "apology",
        "issued_at": "2026-05-02T09:00+01:00",
        "facts": [
            {"id": "f1", "text": "On 1 May, 38 households in Marlow Street had brown tap water from 06:10 to 14:45", "status": "confirmed"},
            {"id": "f2", "text": "Our crew opened valve 17 too fast and stirred up sediment", "status": "confirmed"},
            {"id": "f3", "text": "a second main of the same age may be affected", "status": "unconfirmed"},
            {"id": "f4", "text": "the crew had skipped its training in March", "status": "confidential"},
        ],
        "commitments": [
            {"id": "c1", "text": "refund one day's charge to all 38 households", "due": "2026-05-20"},
        ],
    }
)  # fmt: skip


def figures(text: str) -> set[str]:
    return set(re.findall(r"\d+", text))


@pytest.mark.parametrize(
    ("brief", "secrets"),
    [(HUMIDIFIER, ("密封圈", "5200", "41起", "去年")), (TAP_WATER, ("second main", "same age", "training"))],
    ids=["zh", "en"],
)
def test_it_writes_every_element_in_its_own_words_from_the_facts_alone(
    writer: ModelWriter, brief: Brief, secrets: tuple[str, ...]
) -> None:
    plan = make_plan(brief, choose_strategy(brief))
    spent = Spent()
    sentences = list(writer.write(brief, plan, Material(), spent))
    text = " ".join(sentence.text for sentence in sentences)
    request = writing_request(brief, plan, Material(), context=6144, latitude="plain")
    assert request is not None
    asked = [element.name for element in request.elements.values()]
    assert {"care", "facts", "remedy"} & set(asked)
    assert len(asked) >= 4
    assert list(dict.fromkeys(sentence.element for sentence in sentences)) == asked
    told = " ".join([*(f.text for f in brief.facts_with("confirmed")), *(c.text for c in brief.commitments)])
    dates = {"3", "31", "12", "18", "20", "5", "2026"}
    assert len(figures(text) - figures(told) - figures(brief.subject or "") - dates) == 0
    assert len(figures(text) & figures(told)) >= 5
    assert not [secret for secret in secrets if secret in text]
    # A phrase of the worked example may come through now and then: the pipeline looks for them and has it rewritten.
    language = "zh" if brief.is_chinese else "en"
    assert len([phrase for phrase in worked_example_phrases(language) if phrase in text]) <= 1
    assert spent.model_calls == 1
    assert spent.completion_tokens > 50


def test_it_rewrites_what_failed(writer: ModelWriter) -> None:
    plan = make_plan(HUMIDIFIER, choose_strategy(HUMIDIFIER))
    bad = Sentence(
        text="截至3月9日12时，收到15位用户反映M6加湿器底座渗水，绝对没有危险。",
        element="facts",
        origin="model",
    )
    finding = Finding(
        rule="r", family="facts", defect="unsupported_figure", severity="error", principle="honesty",
        message="m", start=11, end=13, match="15",
    )  # fmt: skip
    spent = Spent()
    written = writer.rewrite(HUMIDIFIER, plan, [Rejected("facts", (bad,), (finding,))], spent)
    text = " ".join(sentence.text for sentence in written["facts"])
    assert "14" in text
    assert "15" not in text
    assert spent.model_calls == 1
