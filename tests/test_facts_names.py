"""Names, offices and quotations: those of the brief, in the brief's own place."""

from __future__ import annotations

import pytest

from drafting.brief import Brief
from drafting.checks.facts import check
from drafting.checks.passage import Passage

WATERWORKS = Brief.model_validate(
    {
        "id": "waterworks",
        "organisation": "澄江水务",
        "legal_name": "澄江水务集团有限公司",
        "issued_at": "2026-05-12T16:00+08:00",
        "kind": "update",
        "facts": [
            {"id": "f1", "text": "5月11日22时40分，桂园路与南湖街交叉口一根供水主管爆裂", "status": "confirmed"},
            {"id": "f2", "text": "抢修由管网运维部负责，现场指挥是副总经理沈砚秋", "status": "confirmed"},
            {"id": "f3", "text": "市疾控中心5月12日6时在桂园小学采样，水质合格", "status": "confirmed", "source": "市疾控中心报告CJ-0512"},
            {"id": "f4", "text": "西区泵站停运，东区泵站运行正常", "status": "confirmed"},
            {"id": "f5", "text": "2名抢修工人被送往省第二人民医院，均为轻伤", "status": "confirmed"},
            {"id": "f6", "text": "管材由德国供应商Brandt & Söhne提供", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "恢复桂园路供水", "owner": "管网运维部", "due": "2026-05-13T08:00+08:00"},
            {"id": "c2", "text": "减免受影响用户5月水费", "owner": "客户服务部", "due": "2026-05-31"},
        ],
        "contacts": [{"label": "供水热线", "value": "0571-0000-9611"}],
    }
)  # fmt: skip
MUSEUM = Brief.model_validate(
    {
        "id": "museum",
        "organisation": "Harrow Vale Museum",
        "language": "en",
        "issued_at": "2026-07-02T17:00+01:00",
        "kind": "update",
        "facts": [
            {"id": "f1", "text": "On 1 July a ceiling panel fell in Gallery 4 and hit two visitors", "status": "confirmed"},
            {"id": "f2", "text": "Both visitors were treated at Saint Cuthbert's Hospital and have gone home", "status": "confirmed"},
            {"id": "f3", "text": "The borough council's building control team inspected the roof on 2 July", "status": "confirmed"},
            {"id": "f4", "text": "Director Ilse Marchbanks said: \"We closed the gallery within four minutes and will not reopen it on hope.\"", "status": "confirmed"},
            {"id": "f5", "text": "Gallery 4 is closed; galleries 1, 2 and 3 are open", "status": "confirmed"},
        ],
        "commitments": [
            {"id": "c1", "text": "check every ceiling panel in the building", "owner": "estates team", "due": "2026-07-20"},
            {"id": "c2", "text": "refund tickets for 1 July", "owner": "visitor services", "due": "2026-07-09"},
        ],
        "contacts": [{"label": "visitor line", "value": "020 7946 0101"}],
    }
)  # fmt: skip


def found(brief: Brief, text: str) -> list[str]:
    language = "zh" if brief.is_chinese else "en"
    return [
        f.match
        for f in check(Passage(text, language, brief=brief))
        if f.severity in {"error", "warning"} and f.rule.partition(".")[2] in {"altered_name", "unknown_name", "altered_quotation"}
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "昨晚10点40分，桂园路和南湖街路口的供水主管爆了，管网运维部连夜抢修，沈砚秋副总经理在现场指挥。",
        "疾控中心今早6点到桂园小学采了水样，结果合格。",
        "西区泵站停了，东区泵站照常运行。两名受轻伤的抢修工人在省第二人民医院。",
        "5月水费的减免由客户服务部办理，月底前完成；有疑问请拨供水热线。",
        "爆裂管段的管材是德国Brandt & Söhne供的货。",
        "我们先去医院看望了两位受伤的工人。",
        "运维部门明早8点前恢复桂园路供水。",
    ],
)
def test_true_names_are_left_alone(text: str) -> None:
    assert not found(WATERWORKS, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("昨晚10点40分，桂园路与北湖街交叉口一根供水主管爆裂。", "北湖街"),
        ("抢修由设备采购部负责，现场指挥是副总经理沈砚秋。", "设备采购部"),
        ("现场指挥是副总经理沈砚冬。", "沈砚冬"),
        ("省疾控中心5月12日6时在桂园小学采样，水质合格。", "省疾控中心"),
        ("市疾控中心5月12日6时在梅园小学采样，水质合格。", "梅园小学"),
        ("2名抢修工人被送往省第一人民医院，均为轻伤。", "第一人民医院"),
        ("爆裂管段的管材由德国供应商Brauer & Söhne提供。", "Brauer"),
        ("受影响用户5月水费的减免由管网运维部办理，5月31日前完成。", "管网运维部"),
        ("恢复桂园路供水由财务部负责，5月13日8时前完成。", "财务部"),
    ],
)
def test_a_swapped_chinese_name_is_found(text: str, wrong: str) -> None:
    assert any(wrong in match or match in wrong for match in found(WATERWORKS, text)), found(WATERWORKS, text)


@pytest.mark.parametrize(
    "text",
    [
        "A ceiling panel fell in Gallery 4 yesterday and hit two visitors. Both were treated at Saint Cuthbert's and are home.",
        "Galleries 1 to 3 are open. The building control team from the council was on the roof this morning.",
        "Our estates team will check every ceiling panel by 20 July.",
        "\"We closed the gallery within four minutes,\" said Ilse Marchbanks, the director, \"and will not reopen it on hope.\"",
        "Visitor services will refund tickets for 1 July by 9 July. The staff are sorry.",
    ],
)  # fmt: skip
def test_true_english_names_are_left_alone(text: str) -> None:
    assert not found(MUSEUM, text)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("A ceiling panel fell in Gallery 2 yesterday and hit two visitors.", "2"),
        ("Both visitors were treated at Saint Oswald's Hospital and have gone home.", "Saint Oswald's Hospital"),
        ("The fire marshal inspected the roof on 2 July.", "fire marshal"),
        ("The finance office will check every ceiling panel in the building by 20 July.", "finance office"),
        ("\"We closed the gallery within forty minutes and will not reopen it on hope,\" said Director Ilse Marchbanks.", "We closed the gallery"),
        ("Elsa Marchbanks, the director, has been to see both visitors.", "Elsa Marchbanks"),
    ],
)  # fmt: skip
def test_a_swapped_english_name_or_quotation_is_found(text: str, wrong: str) -> None:
    assert any(wrong in match or match in wrong for match in found(MUSEUM, text)), found(MUSEUM, text)
