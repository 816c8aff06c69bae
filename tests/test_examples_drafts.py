"""Every example, drafted by building blocks: safe, complete and silent about what is kept back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from drafting.brief import Brief
from drafting.pipeline import Order, draft
from drafting.settings import Settings
from drafting.workspace import Workspace

EXAMPLES = Path(__file__).parents[1] / "examples"

SECRETS = {
    "languang-electric-blanket": ["8月", "耐久", "个例", "3%", "熔断体", "从未", "首次"],
    "qinghe-school-meal": ["味丰", "投诉", "鸡腿", "热透"],
    "fengweiju-oil-rumour": ["油污", "整改", "离职", "前店员", "3月因"],
    "taoyuan-shop-refund": ["技术总监", "否决", "40万"],
    "jiangbin-metro-escalator": ["保养", "12天", "驱动链"],
    "haitong-chemical-leak": ["安全阀", "过期", "1.5吨", "密封"],
    "nanping-water-rumour": ["设计年限", "改造款", "超6年", "拉肚子"],
    "renhe-hospital-records": ["林晓雯", "阿南", "主播", "5万", "转卖"],
    "dudu-bear-recall": ["锦线", "东莞", "吞下"],
    "xingchen-game-rollback": ["测试组", "8月", "排期", "内鬼"],
    "cuiling-cableway": ["检修记录", "忽略", "防雷", "复测", "内部电话"],
    "linglan-endorser": ["1800", "经纪公司", "60%", "立案"],
    "jinxiu-property-lift": ["合同", "到期", "是不是真"],
    "dongling-university-thesis": ["举报信", "两名学生", "国家项目"],
    "northline-air-diversion": ["door seal", "2 October", "deferred", "warning"],
    "harbour-bank-duplicate-payments": ["14-hour", "shift", "approver", "missed rent"],
    "velora-brake-recall": ["Karst", "61 million", "overruled", "January 2025", "rear hose"],
    "oakfield-foods-allergen-closing": ["Holt", "eleven", "shift leader", "afterwards"],
    "swiftline-warehouse-injury": ["Marcus", "Bell", "September", "past its", "horn"],
    "ledgerly-data-breach": ["bitcoin", "ransom", "researcher", "on 3 November"],
    "milla-baby-rumour": ["sieve", "May", "rival", "agency"],
    "westbrook-university-speaker": ["dean", "online", "November 16", "another society"],
    "riverton-water-boil-notice": ["2024", "replacement", "fallen ill"],
    "lumen-park-ride": ["three times", "September", "really open"],
}


def _brief(stem: str) -> Brief:
    return Brief.model_validate(yaml.safe_load((EXAMPLES / f"{stem}.yaml").read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    settings = Settings(model="none", home=tmp_path_factory.mktemp("candor"))
    with Workspace(settings) as opened:
        yield opened


def test_every_example_has_its_secrets_listed() -> None:
    assert set(SECRETS) == {path.stem for path in EXAMPLES.glob("*.yaml")}


@pytest.mark.parametrize("stem", sorted(SECRETS))
def test_draft_by_blocks_is_safe(stem: str, workspace: Workspace) -> None:
    brief = _brief(stem)

    drafted = draft(brief, workspace, Order(model="none"))

    text = drafted.statement.text
    assert drafted.review.verdict == "pass", [f.message for f in drafted.review.findings]
    assert [secret for secret in SECRETS[stem] if secret in text] == []
    assert all(any(words in text for words in alternatives) for alternatives in brief.must_say)
    assert not [pattern for pattern in brief.must_not_say if re.search(pattern, text)]
