"""The crisis rules that come with the product: every one valid, every example as it says, the reference up to date."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks.passage import Passage
from drafting.checks.style import check
from drafting.checks.style.catalogue import packaged, tried_packaged
from drafting.checks.style.packaged import packaged_rules
from drafting.checks.style.reference import as_markdown
from drafting.messages import Language

ROOT = Path(__file__).parents[1]


def test_every_rule_treats_its_examples_as_it_says() -> None:
    wrong = [
        (result.name, str(result.error or ""), [(f.side, f.text) for f in result.failures])
        for result in tried_packaged()
        if not result.passed
    ]
    assert wrong == []


def test_names_are_unique_whatever_their_case() -> None:
    names = Counter(prepared.name.lower() for prepared, _ in packaged())
    assert [name for name, count in names.items() if count > 1] == []


def test_the_reference_is_generated_from_the_rules() -> None:
    written = (ROOT / "docs" / "rules.md").read_text(encoding="utf-8")
    current = as_markdown([prepared for prepared, _ in packaged()])
    assert written == current, "run: candor rules list --format markdown > docs/rules.md"


def test_rules_read_from_the_cache_find_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("drafting.checks.style.packaged.user_cache_path", lambda *_, **__: tmp_path)
    text = "如果我们的言论冒犯了大家，我们深表歉意。我们保证绝对不会再发生！！"
    packaged_rules.cache_clear()
    fresh = list(check(Passage(text, "zh")))
    packaged_rules.cache_clear()
    [kept] = tmp_path.glob("style-zh-*.json")
    assert list(check(Passage(text, "zh"))) == fresh
    kept.write_text("{ broken", encoding="utf-8")
    packaged_rules.cache_clear()
    assert list(check(Passage(text, "zh"))) == fresh
    assert fresh
    packaged_rules.cache_clear()


@cache
def _bad_examples(language: Language) -> tuple[str, ...]:
    return tuple(text for prepared, _ in packaged((language,)) for text in prepared.rule.examples.bad)


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_findings_always_select_the_words_they_quote(language: Language, data: st.DataObject) -> None:
    pieces = st.sampled_from(
        [
            *_bad_examples(language),
            "\r\n",
            "\n\n",
            "\u2028",
            "İstanbul ﬁ ẞ",
            "產品１００％安全，臺灣乾隆後續。",
            "😀👨‍👩‍👧",
            "\x00“‘「",
            " ",
        ]
    )
    text = "".join(data.draw(st.lists(pieces | st.text(max_size=8), max_size=6)))
    for finding in check(Passage(text, language)):
        assert 0 <= finding.start <= finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.match
