"""Files checked by a `.vale.ini`: expectations written by hand from Vale's documented behaviour."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.checks.style.vale import review_files
from drafting.errors import RuleFileError
from tests.vale_project import EXISTENCE, alerts


def messages(tmp_path: Path, rules: dict[str, str], text: str, name: str = "test.md") -> list[str]:
    alerts(tmp_path, rules, text, name=name)
    [item] = review_files([tmp_path / name], tmp_path / ".vale.ini")
    return [finding.message for finding in item.review.findings]


@pytest.mark.parametrize(
    ("keys", "text", "expected"),
    [
        ("tokens: [very]", "very every Very\n", ["1:1"]),
        ("tokens: [very]\nignorecase: true", "very every Very\n", ["1:1", "1:12"]),
        ("tokens: ['etc\\.']", "foo etc. bar\n", []),
        ("tokens: ['etc\\.']\nnonword: true", "foo etc. bar\n", ["1:5"]),
        ("raw: ['a', 'b+']", "ab abb a\n", ["1:1", "1:4"]),
        ("raw: ['^x']\ntokens: ['']", "x\nx\n", ["1:1"]),
        ("tokens: ['^x']", "x\nx\n", ["1:1", "2:1"]),
        ("tokens: [foo]\nexceptions: [foo bar]", "foo bar foo\n", ["1:9"]),
        ("tokens: [foo]\nlimit: 1", "foo foo\n", ["1:1"]),
        ("tokens: foo", "a\u0301 😀\tfoo\n", ["1:6"]),
        ("tokens: ['(?<=the )foo(?! bar)']", "the foo bar, the foo\n", ["1:18"]),
        ("tokens: ['[a-z-[aeiou]]x']\nnonword: true", "ax bx\n", ["1:4"]),
        ("tokens: ['(\\w)\\1oo']\nnonword: true", "xxoo xyoo\n", ["1:1"]),
        ("tokens: ['[[(]foo']\nnonword: true", "a [foo (foo\n", ["1:3", "1:8"]),
        ("tokens: ['foo$']\nnonword: true\nscope: raw", "foo\nfoo", ["1:1", "2:1"]),
    ],
)
@pytest.mark.parametrize("name", ["test.md", "test.txt"])
def test_existence(tmp_path: Path, keys: str, text: str, expected: list[str], name: str) -> None:
    assert alerts(tmp_path, {"R": EXISTENCE + keys + "\n"}, text, name=name) == [f"{p}:R" for p in expected]


@pytest.mark.parametrize(
    ("keys", "text", "expected"),
    [
        ("swap: {utilize: use}", "utilize it\n", ["Use 'use' not 'utilize'"]),
        (
            "ignorecase: true\nswap: {foo: Foo}",
            "foo FOO Foo\n",
            ["Use 'Foo' not 'foo'", "Use 'Foo' not 'FOO'"],
        ),
        ("swap: {a b: x, a b c: y}", "a b c\n", ["Use 'y' not 'a b c'"]),
        ("swap: {'(\\w+)-wise': $1}", "price-wise\n", ["Use 'price' not 'price-wise'"]),
        (
            "action: {name: replace}\nswap: {lots: many|several|a few}",
            "lots of\n",
            ["Use 'many', 'several', or 'a few' not 'lots'"],
        ),
        ("capitalize: true\nignorecase: true\nswap: {foo: bar}", "Foo\n", ["Use 'Bar' not 'Foo'"]),
        ("swap: {oauth: OAuth2?}\nignorecase: true", "OAuth2 OAuth\n", []),
    ],
)
def test_substitution(tmp_path: Path, keys: str, text: str, expected: list[str]) -> None:
    rule = f"extends: substitution\nmessage: Use '%s' not '%s'\n{keys}\n"
    assert messages(tmp_path, {"R": rule}, text) == expected


def test_occurrence(tmp_path: Path) -> None:
    rule = "extends: occurrence\nmessage: '%d'\nscope: sentence\nmax: 3\ntoken: \\w+\n"
    assert alerts(
        tmp_path, {"R": rule}, "One two three four. One two.\n\n# A heading. Has also sentences too\n"
    ) == [
        "1:1:R",
        "3:14:R",
    ]
    few = "extends: occurrence\nmessage: m\nscope: raw\nmin: 1\ntoken: http\n"
    assert alerts(tmp_path, {"R": few}, "text\n\nmore\n") == ["1:1:R"]


def test_repetition(tmp_path: Path) -> None:
    rule = "extends: repetition\nmessage: \"'%s'\"\nignorecase: true\nalpha: true\ntokens: ['[^\\s.!?]+']\n"
    text = "The the cat. Cat sat\nsat on on-on 5 5 end.\n"
    assert alerts(tmp_path, {"R": rule}, text) == ["1:1:R", "1:18:R"]


def test_consistency_alerts_once_both_have_been_seen(tmp_path: Path) -> None:
    rule = "extends: consistency\nmessage: \"'%s'\"\neither: {advisor: adviser}\n"
    assert alerts(tmp_path, {"R": rule}, "advisor\n\nadviser, adviser\n\nadvisor\n") == ["3:10:R", "5:1:R"]


def test_conditional_wants_a_definition_first(tmp_path: Path) -> None:
    rule = (
        "extends: conditional\nmessage: \"'%s'\"\nfirst: '\\b([A-Z]{3,5})\\b'\n"
        "second: '(?:\\b[A-Z][a-z]+ )+\\(([A-Z]{3,5})\\)'\nexceptions: [API]\n"
    )
    text = "NSA first, API.\n\nNational Agency (NSA).\n\nNSA again, DAFB.\n"
    assert alerts(tmp_path, {"R": rule}, text) == ["1:1:R", "5:12:R"]


@pytest.mark.parametrize(
    ("keys", "heading", "fine"),
    [
        ("match: $sentence", "One two three", True),
        ("match: $sentence", "One Two Three four", False),
        ("match: $sentence", "one two three", False),
        ("match: $sentence", "Getting started with NASA tools", True),
        ("match: $sentence\nexceptions: [Visual Studio]", "Use Visual Studio", True),
        ("match: $sentence\nindicators: [':']", "Note: The rest of this", True),
        ("match: $title", "The Art of War", True),
        ("match: $title", "the art of war", False),
        ("match: $title\nstyle: Chicago", "Walking from Here to There", True),
        ("match: $lower", "all lower", True),
        ("match: $lower", "Not lower", False),
        ("match: $upper", "ALL UPPER", True),
        ("match: '\\d'", "Part 3", True),
        ("match: '\\d'", "Part", False),
        ("match: $sentence", "关于事故的说明", True),
    ],
)
def test_capitalization(tmp_path: Path, keys: str, heading: str, fine: bool) -> None:
    rule = f"extends: capitalization\nmessage: \"'%s' not '%s'\"\nscope: heading\n{keys}\n"
    text = f"a Wild paragraph IS Left Alone\n\n## {heading}\n"
    assert alerts(tmp_path, {"R": rule}, text) == ([] if fine else ["3:4:R"])


def test_metric_and_readability_measure_the_prose(tmp_path: Path) -> None:
    metric = "extends: metric\nmessage: '%s words a sentence'\nformula: words / sentences\ncondition: '> 3'\n"
    text = "# A heading of very many words indeed\n\nOne two three four. One two three four.\n"
    assert messages(tmp_path, {"R": metric}, text) == ["4.00 words a sentence"]
    assert alerts(tmp_path, {"R": metric}, text, name="test.txt") == []
    counted = "extends: metric\nmessage: m\nformula: heading.h1 + list\ncondition: '= = 3'\n".replace(
        "= =", "=="
    )
    assert alerts(tmp_path, {"R": counted}, "# One\n\n- a\n- b\n\npara\n") == ["1:1:R"]
    grade = "extends: readability\nmessage: '%s'\ngrade: 8\nmetrics: [Flesch-Kincaid]\n"
    assert alerts(tmp_path, {"R": grade}, "The cat sat. The dog ran.\n") == []
    hard = "Organisational responsibilities necessitate comprehensive communication infrastructure.\n"
    assert alerts(tmp_path, {"R": grade}, hard) == ["1:1:R"]


def test_spelling_skips_what_is_no_plain_word(tmp_path: Path) -> None:
    rule = "extends: spelling\nmessage: \"'%s'?\"\nignore: [words.txt]\n"
    text = "Thier cat, NASA CamelCase foo-bar 中文 `wrld` kubectl (recieve)!\n"
    found = alerts(tmp_path, {"R": rule}, text, files={"config/ignore/words.txt": "kubectl\n"})
    assert found == ["1:1:R", "1:54:R"]


@pytest.mark.parametrize(
    ("breaks", "expected"), [("", ["1:5:R", "1:13:R"]), ("BREAK 1\nBREAK -\n", ["1:13:R"])]
)
def test_a_dictionary_parts_words_at_hyphens_only_where_it_says_so(
    tmp_path: Path, breaks: str, expected: list[str]
) -> None:
    rule = "extends: spelling\nmessage: m\ncustom: true\ndictionaries: [own]\n"
    files = {
        "config/dictionaries/own.dic": "2\nfoo\nbar\n",
        "config/dictionaries/own.aff": f"SET UTF-8\n{breaks}WORDCHARS -\n",
    }
    assert alerts(tmp_path, {"R": rule}, "foo foo-bar foo-qux\n", files=files) == expected


def test_marks_and_hidden_code_are_no_words(tmp_path: Path) -> None:
    rule = "extends: spelling\nmessage: m\ncustom: true\n"
    assert alerts(tmp_path, {"R": rule}, "A `cde` -- ★ 12 *** cat wrld\n") == ["1:25:R"]


def test_words_newer_than_the_bundled_dictionary(tmp_path: Path) -> None:
    rule = "extends: spelling\nmessage: m\n"
    assert alerts(tmp_path, {"R": rule}, "Call our hotlines about the cyberattack, plz.\n") == ["1:42:R"]


def test_a_level_for_a_style_holds_for_rules_without_one_of_their_own(tmp_path: Path) -> None:
    rules = dict.fromkeys(("A", "B"), EXISTENCE + "level: error\ntokens: [x]\n")
    ini = "[*.md]\nBasedOnStyles = T\nT = suggestion\nT.B = error\n"
    assert alerts(tmp_path, rules, "x\n", core="MinAlertLevel = error", ini=ini) == ["1:1:B"]
    assert alerts(tmp_path, rules, "x\n", ini="[*]\nBasedOnStyles = T\nT = NO\nT.B = YES\n") == ["1:1:B"]


def test_front_matter_over_several_lines_keeps_its_places(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [soon]\n"
    text = '---\ntitle: "The soon"\nabout: |\n  First line\n  and soon\n---\n\nsoon\n'
    assert alerts(tmp_path, {"R": rule}, text) == ["2:13:R", "5:7:R", "8:1:R"]
    core = "IgnoredScopes = code, frontmatter.about.md"
    assert alerts(tmp_path, {"R": rule}, text, core=core) == ["2:13:R", "8:1:R"]


SCOPES = """# Head very

Para very.

- item very

> quote very

| very | x |
|------|---|
| very | y |

![alt very](a.png) `very` [very](http://very.com/very "very") <http://very.com>

    code very

```
very
```

<script>very</script>
"""


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("text", ["1:8", "3:6", "5:8", "7:9", "9:3", "11:3", "13:7", "13:28"]),
        ("heading", ["1:8"]),
        ("heading.h1", ["1:8"]),
        ("heading.h2", []),
        ("list", ["5:8"]),
        ("blockquote", ["7:9"]),
        ("table", ["9:3", "11:3"]),
        ("table.header", ["9:3"]),
        ("table.cell", ["11:3"]),
        ("alt", ["13:7"]),
        ("[heading, list]", ["1:8", "5:8"]),
        ("~heading", ["3:6", "5:8", "7:9", "9:3", "11:3", "13:7", "13:28"]),
        ("text & ~list & ~table", ["1:8", "3:6", "7:9", "13:7", "13:28"]),
        ("summary", ["3:6", "5:8", "7:9", "13:28"]),
        ("paragraph", ["3:6", "13:28"]),
    ],
)
def test_scopes(tmp_path: Path, scope: str, expected: list[str]) -> None:
    rule = EXISTENCE + f"scope: {scope if scope.startswith('[') else repr(scope)}\ntokens: [very]\n"
    assert alerts(tmp_path, {"R": rule}, SCOPES) == [f"{place}:R" for place in expected]


def test_raw_sees_everything(tmp_path: Path) -> None:
    rule = EXISTENCE + "scope: raw\ntokens: [very]\n"
    assert len(alerts(tmp_path, {"R": rule}, SCOPES)) == SCOPES.count("very")


def test_a_scope_that_is_no_selector_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match=r"R\.yml:3"):
        alerts(tmp_path, {"R": EXISTENCE + "scope: heading list\ntokens: [x]\n"}, "x\n")


def test_emphasis_entities_and_escapes_keep_their_places(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [我们非常抱歉, 'R&D', 'a\\*b']\nnonword: true\n"
    assert alerts(tmp_path, {"R": rule}, "我们**非常**抱歉。R&amp;D a\\*b\n") == ["1:1:R", "1:12:R", "1:20:R"]


def test_nested_and_rare_markdown_keeps_places_and_scopes(tmp_path: Path) -> None:
    rules = {
        "Any": EXISTENCE + "tokens: [very]\n",
        "List": EXISTENCE + "scope: list\ntokens: [very]\n",
        "Quote": EXISTENCE + "scope: blockquote\ntokens: [very]\n",
    }
    text = (
        "- one\n  - nested very\n    very\n\n> very\n>\n> very\n\n"
        "| a |\n|---|\n| x \\| very |\n\n<div>\nvery <b>very</b>\n</div>\n\nnote[^1]\n\n[^1]: very\n\n"
        "very  \nvery\\\nvery https://very.com [very\nvery](x 'very')\n"
    )
    found = alerts(tmp_path, rules, text)
    places = {rule: [f.rpartition(":")[0] for f in found if f.endswith(rule)] for rule in rules}
    assert places["List"] == ["2:12", "3:5", "19:7"]
    assert places["Quote"] == ["5:3"]
    assert places["Any"] == [
        "2:12", "3:5", "5:3", "7:3", "11:8", "14:1", "14:9", "19:7", "21:1", "22:1", "23:1", "23:24", "24:1",
    ]  # fmt: skip


def test_front_matter_has_its_own_scope(tmp_path: Path) -> None:
    text = "---\ntitle: A very good one\nn: 3\n---\n\nvery\n"
    rules = {
        "Title": EXISTENCE + "scope: frontmatter.title\ntokens: [very]\n",
        "Text": EXISTENCE + "scope: heading\ntokens: [very]\n",
    }
    assert alerts(tmp_path, rules, text) == ["2:10:Title"]


COMMENTS = """very

<!-- vale off -->

very

<!-- vale on -->

very

<!-- vale T.R = NO -->

very good

<!-- vale T.R = YES -->

very

<!-- vale T.R["very"] = NO -->

very really

<!-- vale T.R["very"] = YES -->
<!-- vale T = NO -->

very
"""


def test_comments_switch_rules(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [very, really]\n"
    assert alerts(tmp_path, {"R": rule}, COMMENTS) == ["1:1:R", "9:1:R", "17:1:R", "21:6:R"]


def test_sections_switches_and_levels(tmp_path: Path) -> None:
    rules = {"A": EXISTENCE + "tokens: [x]\n", "B": EXISTENCE + "tokens: [x]\nlevel: suggestion\n"}
    assert alerts(tmp_path, rules, "x\n", core="MinAlertLevel = warning") == ["1:1:A"]
    assert alerts(tmp_path, rules, "x\n", ini="[*.md]\nBasedOnStyles = T\nT.A = NO\n") == ["1:1:B"]
    assert alerts(tmp_path, rules, "x\n", ini="[*.txt]\nBasedOnStyles = T\n") == []
    assert alerts(tmp_path, rules, "x\n", ini="[*.{txt,md}]\nT.B = error\n") == ["1:1:B"]
    assert alerts(tmp_path, rules, "x\n", ini="[*]\nBasedOnStyles = T\n[*.md]\nBasedOnStyles =\n") == []
    assert alerts(tmp_path, rules, "x\n", name="a.mdx", ini="[formats]\nmdx = md\n[*.mdx]\nT.A = YES\n") == [
        "1:1:A"
    ]


def test_ignored_tokens_and_blocks(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [very]\n"
    ini = "[*.md]\nBasedOnStyles = T\nTokenIgnores = (\\$[^\\n$]+\\$), (x{1,2}very)\nBlockIgnores = (?s) *({< .*? >})\n"
    text = "a $very$ xvery very\n\n{< very\nvery >}\n\nvery\n"
    assert alerts(tmp_path, {"R": rule}, text, ini=ini) == ["1:16:R", "6:1:R"]


def test_vocabularies(tmp_path: Path) -> None:
    files = {
        "config/vocabularies/V/accept.txt": "GitHub\n# a comment\n[Pp]y.*\\b\n",
        "config/vocabularies/V/reject.txt": "foo\n",
    }
    rule = EXISTENCE + "tokens: [GitHub, good]\n"
    found = alerts(
        tmp_path,
        {"R": rule},
        "GitHub, a github good foo\n",
        core="Vocab = V",
        files=files,
        ini="[*]\nBasedOnStyles = Vale, T\nVale.Spelling = NO\n",
    )
    assert found == ["1:11:Vale.Terms", "1:18:R", "1:23:Vale.Avoid"]


def test_carriage_returns_do_not_count(tmp_path: Path) -> None:
    assert alerts(tmp_path, {"R": EXISTENCE + "tokens: [very]\n"}, "a\r\n\r\nb very\r\n") == ["3:3:R"]


def test_a_rule_that_cannot_run_is_named_and_the_others_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = {"S": "extends: script\nmessage: m\nscript: x\n", "R": EXISTENCE + "tokens: [x]\n"}
    assert alerts(tmp_path, rules, "x\n") == ["1:1:R"]
    assert "T.S" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("core", "ini", "line"),
    [
        ("MinAlertLevel = loud", "[*]\nBasedOnStyles = T\n", 2),
        ("", "[*]\nMinAlertLevel = error\n", 4),
        ("", "[*]\nT.R = maybe\n", 4),
        ("BasedOnStyles = T", "", 2),
    ],
)
def test_a_wrong_configuration_names_its_line(tmp_path: Path, core: str, ini: str, line: int) -> None:
    with pytest.raises(RuleFileError, match=rf"\.vale\.ini:{line}:"):
        alerts(tmp_path, {"R": EXISTENCE}, "x\n", core=core, ini=ini)


def test_a_missing_style_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(RuleFileError, match="Nowhere"):
        alerts(tmp_path, {}, "x\n", ini="[*]\nBasedOnStyles = Nowhere\n")


def test_whole_words_in_chinese_come_from_segmentation(tmp_path: Path) -> None:
    rule = EXISTENCE + "tokens: [根据, 一]\n"
    assert alerts(tmp_path, {"R": rule}, "根据调查，一定处理。\n") == ["1:1:R"]
