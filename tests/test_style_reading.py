"""A long text is read in pieces, and a rule only where its words stand: neither changes what is found."""

from __future__ import annotations

from functools import cache

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from drafting.checks.style.catalogue import packaged, unanchored
from drafting.checks.style.conditions import Circumstances
from drafting.checks.style.literals import needed_words
from drafting.checks.style.packaged import packaged_rules
from drafting.checks.style.rule import RULE
from drafting.checks.style.ruleset import VIEW_OF, PreparedRule, RuleSet
from drafting.checks.style.word_index import LOOKED_UP, WordIndex
from drafting.checks.style.word_views import PLAIN, SPACED
from drafting.messages import Language

Place = tuple[str, int, int, str]


def places(rules: RuleSet, text: str, size: int = 1 << 20) -> list[Place]:
    found = rules.read(text, Circumstances(), size)
    return sorted((item.name, item.start, item.end, item.words) for item in found)


@cache
def unspared(language: Language) -> RuleSet:
    """The packaged rules with nothing known of what they need: every rule reads every line."""
    rules = packaged_rules(language).rules
    everywhere = {number: list(range(len(rule.needed))) for number, rule in enumerate(rules)}
    return RuleSet(rules, language, WordIndex(VIEW_OF[language], everywhere=everywhere))


@cache
def examples(language: Language) -> tuple[str, ...]:
    rules = [prepared.rule for prepared, _ in packaged((language,))]
    return tuple(text for rule in rules for text in (*rule.examples.bad, *rule.examples.good))


STRANGE = (
    "\n",
    "\r\n",
    " ",
    "“",
    "‘",
    "”",
    "……",
    "ſorry, İstanbul: We Apologise IF anyone",
    "產品１００％安全",
    "AB 12 34 56 C, 4000-1234",
    "anyone中文 was offended, we are sorry了",
)


def texts(language: Language) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(examples(language)) | st.sampled_from(STRANGE), max_size=6).map("".join)


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_a_text_cut_in_pieces_gives_the_same_findings(language: Language, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    whole = places(packaged_rules(language), text)
    for size in (1, 40):
        assert places(packaged_rules(language), text, size) == whole


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=6, deadline=None)
@given(data=st.data())
def test_reading_only_where_the_words_stand_finds_the_same(language: Language, data: st.DataObject) -> None:
    text = data.draw(texts(language))
    assert places(packaged_rules(language), text) == places(unspared(language), text)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_text_long_enough_for_the_automaton_gives_the_same_findings(language: Language) -> None:
    text = "\n".join(examples(language))
    by_line = [
        (name, start + offset, end + offset, words)
        for offset, line in offsets(text)
        for name, start, end, words in places(packaged_rules(language), line)
        if lined(language, name)
    ]
    assert len(text) > 2 * LOOKED_UP
    assert [item for item in places(packaged_rules(language), text) if lined(language, item[0])] == sorted(
        by_line
    )


def offsets(text: str) -> list[tuple[int, str]]:
    start, lines = 0, []
    for line in text.split("\n"):
        lines.append((start, line))
        start += len(line) + 1
    return lines


@cache
def lined(language: Language, name: str) -> bool:
    """Whether a rule reads each line for itself, whatever stands in the others."""
    rule = next(item for item in packaged_rules(language).rules if item.name == name)
    alone = rule.rule.extends in ("existence", "substitution") and rule.scope == "paragraph"
    return alone and not (rule.rule.when or rule.rule.unless_near or rule.rule.only_near or rule.rule.limit)


def test_rules_that_must_read_every_line_are_told() -> None:
    rules = rules_of(
        {"extends": "existence", "tokens": ["sorry", r"\w{30,}"]},
        {"extends": "existence", "tokens": ["apologise"]},
    )
    assert list(unanchored(rules)) == [("house.R0", [1])]


def rules_of(*rules: dict[str, object]) -> RuleSet:
    prepared = [
        PreparedRule(f"house.R{number}", RULE.validate_python({"message": "m", **rule}), "en")
        for number, rule in enumerate(rules)
    ]
    return RuleSet(prepared, "en")


def test_what_a_rule_has_seen_holds_across_pieces() -> None:
    rules = rules_of({"extends": "consistency", "either": {"advisor": "adviser"}})
    text = "Our advisor called.\nNothing here.\nThe adviser wrote.\n"
    for size in (1, 1000):
        assert places(rules, text, size) == [("house.R0", 38, 45, "adviser")]


def test_a_limit_holds_across_pieces() -> None:
    rules = rules_of({"extends": "existence", "tokens": ["very"], "limit": 2})
    text = "very good\nvery bad\nvery so\n"
    for size in (1, 1000):
        assert [place[1] for place in places(rules, text, size)] == [0, 10]


def test_a_rule_for_the_whole_text_finds_words_on_different_lines() -> None:
    rules = rules_of({"extends": "existence", "raw": [r"first[^.]*second"], "scope": ["text"]})
    for size in (1, 1000):
        assert [place[1:3] for place in places(rules, "a first\nb\nc second\n", size)] == [(2, 18)]


def test_too_many_in_a_sentence_are_counted_in_each_sentence() -> None:
    rules = rules_of({"extends": "occurrence", "token": ",", "max": 2, "scope": ["sentence"]})
    text = "One, two. One, two, three.\nOne, two, three, four. End."
    assert [place[1] for place in places(rules, text)] == [30]


PATTERNS = [
    (r"\bwe (?:are|were) (?:very )?sorry\b", "we were sorry"),
    (r"(?:a|b|)c+d?", "ccc"),
    (r"(?i)NOT (?=now)n", "not now"),
    (r"(?<=so )sorry(?!ly)", "so sorry"),
    (r"foo(?<=o)bar", "foobar"),
    (r"(?x) we \s are # a comment", "we are"),
    (r"(a)?(?(1)b|c)d", "cd"),
    (r"(?|(x)y|(z)w)1", "zw1"),
    (r"[[:alpha:]]{2}\d{2}-\d", "ab12-3"),
    (r"[\p{L}--[a-z]]x", "Äx"),
    (r"[^a-z]{3}A{2,}", "  !AAA"),
    (r"[A-Z]{2} ?\d{2,3}(?: ?\d)*", "AB 123 4"),
    (r"\d{1,2}/\d{1,2}/(?:20)?\d{2}", "1/12/2026"),
    (r"(?:ab|cd){2}e", "abcde"),
    (r"colou?r(?:s|ed)?", "color"),
    (r"x{0}y", "y"),
    (r"a{,2}b", "b"),
    (r"{literal", "{literal"),
    (r"(?P<q>['\"]).*?(?P=q)", "'it'"),
    (r"(?i:we|our) Firm(?-i:X)", "OUR FirmX"),
    (r"\u4e00定", "一定"),
    (r"don['’]t\b", "don’t"),
    (r"^Dear\b.*$", "Dear all"),
    (r"(?<=[a-z]{2})[,;](?=[A-Za-z]{2})", "so,we"),
    (r"one|two|[a-z]{9,}", "abcdefghijk"),
]


@pytest.mark.parametrize(("pattern", "text"), PATTERNS)
@pytest.mark.parametrize("view", [PLAIN, SPACED])
def test_what_a_pattern_needs_stands_where_it_matches(pattern: str, text: str, view: object) -> None:
    assert regex.search(pattern, text, regex.V1)
    chosen = PLAIN if view is PLAIN else SPACED
    index = WordIndex.of([[needed_words(pattern)]], chosen)
    for around in ("{}", "({}).", "x {} y", "\n{}\n"):
        assert index.in_block(around.format(text)) == {0: [0]}


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\bsorry\b", "sorrylike words, unsorry"),
        (r"\bwe are (?:deeply )?sorry\b", "we are going; sorry"),
        (r"[A-Z]{2}\d{2}-\d", "AB12 3 and Ab12-3"),
        (r"(?<=[a-z]{2})[,;](?=[A-Za-z]{2})", "so, we; all is well"),
        (r"。。+", "好。好。"),
    ],
)
def test_a_line_without_what_a_pattern_needs_is_not_read(pattern: str, text: str) -> None:
    assert WordIndex.of([[needed_words(pattern)]], SPACED).in_block(text) == {}


def test_what_is_near_the_end_of_a_piece_may_stand_in_the_next_one() -> None:
    text = "Safety has always been at the heart of what we do.\n\nWe are committed to paying every claim by 30 June.\nThank you."
    rules = packaged_rules("en")
    assert places(rules, text, 1) == places(rules, text)
