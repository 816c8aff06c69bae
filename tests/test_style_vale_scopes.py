"""What a Vale rule's scope reads, and what comments and patterns keep from it: expectations written by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.vale_project import EXISTENCE, alerts

INLINE = """\
Read [the soon *soon* notes](https://example.com) **soon**, *soon* and `soon`; soon.

> Quoted **soon**.
"""


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("link", ["1:11", "1:17"]),
        ("strong", ["1:53", "3:12"]),
        ("emphasis", ["1:17", "1:62"]),
        ("code", ["1:73"]),
        ("text", ["1:11", "1:17", "1:53", "1:62", "1:80", "3:12"]),
        ("~heading", ["1:11", "1:17", "1:53", "1:62", "1:80", "3:12"]),
    ],
)
def test_inline_elements_are_blocks_of_their_own(tmp_path: Path, scope: str, expected: list[str]) -> None:
    rule = EXISTENCE + f"scope: {scope}\ntokens: [soon]\n"
    assert alerts(tmp_path, {"R": rule}, INLINE) == [f"{place}:R" for place in expected]


def test_inline_elements_of_html(tmp_path: Path) -> None:
    rules = {
        kind: EXISTENCE + f"scope: {kind}\ntokens: [soon]\n" for kind in ("link", "strong", "code", "meta")
    }
    text = "<p><a href='x'>a soon</a> <b>soon</b> <code>soon</code> <data value='1'>soon</data> soon</p>\n"
    assert alerts(tmp_path, rules, text, name="a.html") == [
        "1:18:link",
        "1:30:strong",
        "1:45:code",
        "1:73:meta",
    ]


BLOCKS = """\
# One soon. Two soon.

A soon. B soon.

- Item. Item soon.

| Head. Head soon. |
| --- |
| Cell. Cell soon. |

![Alt. Alt soon.](x.png)
"""


def test_sentences_are_those_of_every_kind_of_prose(tmp_path: Path) -> None:
    rule = EXISTENCE + "scope: sentence\nraw: ['^\\w+ soon']\n"
    found = ["1:3:R", "1:13:R", "3:1:R", "3:9:R", "5:9:R", "7:9:R", "9:9:R"]
    assert alerts(tmp_path, {"R": rule}, BLOCKS) == found
    chained = EXISTENCE + "scope: sentence & ~heading\nraw: ['^\\w+ soon']\n"
    assert alerts(tmp_path, {"R": chained}, BLOCKS) == found[2:]


def test_paragraphs_are_those_of_the_body_alone(tmp_path: Path) -> None:
    rule = EXISTENCE + "scope: paragraph\ntokens: [soon]\n"
    assert alerts(tmp_path, {"R": rule}, BLOCKS) == ["3:3:R", "3:11:R"]


def test_a_rule_for_headings_reads_them_whole_beside_one_for_sentences(tmp_path: Path) -> None:
    rules = {
        "Head": EXISTENCE + "scope: heading\nraw: ['[.]$']\n",
        "Sentence": EXISTENCE + "scope: sentence\ntokens: [soon]\n",
    }
    assert alerts(tmp_path, rules, "## a. Heading soon\n") == ["1:15:Sentence"]


def test_a_comment_within_a_paragraph_holds_from_where_it_stands(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [soon]\n"
    text = "Soon soon <!-- vale off -->soon<!-- vale on --> soon\n<!-- vale T.R = NO -->\nsoon\n"
    assert alerts(tmp_path, {"R": rule}, text) == ["1:6:R", "1:49:R"]


def test_a_comma_behind_a_backslash_belongs_to_the_pattern(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [soon]\nnonword: true\n"
    ini = "[*]\nBasedOnStyles = T\nTokenIgnores = x{2\\,}soon, ysoon\nBlockIgnores = BEGIN.{2\\,}?END\n"
    assert alerts(tmp_path, {"R": rule}, "xxsoon ysoon xsoon\n", ini=ini) == ["1:15:R"]
    assert alerts(tmp_path, {"R": rule}, "BEGIN soon END, then soon\n", ini=ini) == ["1:22:R"]


def test_ignored_scopes_and_classes_hide_what_they_name(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [soon]\n"
    core = "IgnoredScopes = strong\nIgnoredClasses = aside"
    text = "**soon** `soon` <span class='x aside'>soon</span> soon\n"
    assert alerts(tmp_path, {"R": rule}, text, core=core) == ["1:11:R", "1:51:R"]
    page = "<div class='aside'><p>soon</p></div><p>soon <span class='aside'>soon</span></p>\n"
    assert alerts(tmp_path, {"R": rule}, page, name="a.html", core=core) == ["1:40:R"]


def test_html_blocks_end_where_the_next_begins_and_breaks_part_words(tmp_path: Path) -> None:
    rules = {
        "Fused": EXISTENCE + "nonword: true\ntokens: ['[a-z][.][A-Z]']\n",
        "Head": EXISTENCE + "scope: heading\nraw: ['^very']\n",
    }
    page = "loose text<h2>very near</h2><p>One.<br/>Two.<br>Three.Four</p>\n"
    assert alerts(tmp_path, rules, page, name="a.html") == ["1:15:Head", "1:53:Fused"]


def test_a_right_quotation_mark_written_as_an_entity_is_an_apostrophe(tmp_path: Path) -> None:
    rule = EXISTENCE + 'tokens: ["it\'s", real]\n'
    for name in ("a.md", "a.html"):
        assert alerts(tmp_path, {"R": rule}, "<p>So it&rsquo;s real</p>\n", name=name) == ["1:7:R", "1:18:R"]


def test_html_around_markdown_holds_for_what_stands_in_it(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [soon]\n"
    text = "soon\n\n<div class='aside'>\n\nIn soon.\n\n- item soon\n\n</div>\n\nsoon\n\n<figure>\n\nsoon\n\n</figure>\n"
    assert alerts(tmp_path, {"R": rule}, text, core="IgnoredClasses = aside") == ["1:1:R", "11:1:R"]
    assert alerts(tmp_path, {"R": rule}, text) == ["1:1:R", "5:4:R", "7:8:R", "11:1:R"]


def test_a_class_is_a_scope_and_never_mistaken_for_one(tmp_path: Path) -> None:
    rules = {
        "Note": EXISTENCE + "scope: class.note\ntokens: [soon]\n",
        "Head": EXISTENCE + "scope: heading\ntokens: [soon]\n",
        "Rest": EXISTENCE + "scope: paragraph & ~class.note\ntokens: [soon]\n",
    }
    page = "<div class='big note'><p>soon</p></div><p class='heading'>soon</p>\n"
    assert alerts(tmp_path, rules, page, name="a.html") == ["1:26:Note", "1:59:Rest"]
    text = "<div class='note'>\n\nsoon\n\n</div>\n\nsoon\n"
    assert alerts(tmp_path, rules, text) == ["3:1:Note", "7:1:Rest"]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("“We are sorry. We will pay.” He left.", ["“We are sorry.", "We will pay.”", "He left."]),
        ("Cost (see p. 3. Really) ten. Yes?", ["Cost (see p. 3.", "Really) ten.", "Yes?"]),
        ("Dr. J. R. Smith came at 5 p.m. on Monday.", ["Dr. J. R. Smith came at 5 p.m. on Monday."]),
        (
            "He left at 6 p.m. Then we went, etc. and so on.",
            ["He left at 6 p.m.", "Then we went, etc. and so on."],
        ),
        ("1. Do this. What?! Use v1.2 now.", ["1. Do this.", "What?!", "Use v1.2 now."]),
        ("Wait… no. Then ... Now.", ["Wait… no.", "Then ...", "Now."]),
        ("我们很抱歉。“会赔偿。”他说。", ["我们很抱歉。", "“会赔偿。”", "他说。"]),
    ],
)
def test_where_sentences_end(tmp_path: Path, text: str, sentences: list[str]) -> None:
    rule = EXISTENCE + "scope: sentence\nraw: ['^.*$']\n"
    found = alerts(tmp_path, {"R": rule}, text + "\n", name="a.txt")
    places = [int(place.split(":")[1]) - 1 for place in found]
    assert [text[a:b].rstrip() for a, b in zip(places, [*places[1:], None], strict=True)] == sentences
