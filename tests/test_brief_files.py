"""What a person is told when a brief cannot be read: which file, which line, which field, what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from drafting.brief import KindOrAuto
from drafting.brief_damage import DamagedBrief
from drafting.brief_files import load_brief, load_briefs, read_brief
from drafting.brief_template import template
from drafting.errors import BriefError
from drafting.messages import Language

GOOD = """\
id: kettle-1
organisation: 云杉家电
facts:
  - id: f1
    text: 截至10月12日8时，收到2位用户反映
    status: confirmed
  - id: f2
    text: 疑似温控器问题
    status: unconfirmed
"""


def damaged(text: str | bytes, tmp_path: Path, name: str = "brief.yaml") -> DamagedBrief:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(BriefError) as caught:
        load_brief(path)
    error = caught.value
    assert isinstance(error, DamagedBrief)
    assert error.exit_code == 2
    for language in ("zh", "en"):
        message = error.in_language(language)  # type: ignore[arg-type]
        assert name in message
        assert "\n" not in message
        assert "Traceback" not in message
        assert "pydantic" not in message
        if error.line:
            assert str(error.line) in message
        if error.field:
            assert error.field in message
    return error


BAD_YAML = [
    pytest.param(GOOD + "stauts: x\n", "unknown_field", 10, "stauts", id="unknown field"),
    pytest.param(
        GOOD + "organization: x\n", "unknown_field_near", 10, "organization", id="American spelling"
    ),
    pytest.param(GOOD + "单位: x\n", "unknown_field_near", 10, "单位", id="Chinese field name"),
    pytest.param(
        GOOD.replace("    status: confirmed", "    stauts: confirmed"),
        "missing_field",
        4,
        "facts[1].status",
        id="misspelt field in a fact",
    ),
    pytest.param(
        GOOD.replace("unconfirmed", "unconfimed"),
        "unknown_value_near",
        9,
        "facts[2].status",
        id="misspelt status",
    ),
    pytest.param(GOOD.replace("unconfirmed", "传闻"), "unknown_value", 9, "facts[2].status", id="status"),
    pytest.param(GOOD + "kind: sorry\n", "unknown_value", 10, "kind", id="kind"),
    pytest.param(GOOD + "channel: wiebo\n", "unknown_value_near", 10, "channel", id="channel"),
    pytest.param(
        GOOD + "    evidence: [f1, f9]\n", "dangling_id", 10, "facts[2].evidence[2]", id="dangling id"
    ),
    pytest.param(GOOD.replace("id: f2", "id: f1"), "duplicate_id", 7, "facts[2].id", id="two facts, one id"),
    pytest.param(
        GOOD + "commitments:\n  - {id: f2, text: 公布结论}\n",
        "duplicate_id",
        11,
        "commitments[1].id",
        id="fact and commitment with one id",
    ),
    pytest.param(
        GOOD + "issued_at: 2026-10-12T09:30\n", "moment_without_zone", 10, "issued_at", id="no zone"
    ),
    pytest.param(GOOD + "issued_at: 2026-10-12\n", "moment_without_zone", 10, "issued_at", id="no time"),
    pytest.param(
        GOOD + "    as_of: 2026-02-30\n", "impossible_moment", 10, "facts[2].as_of", id="30 February"
    ),
    pytest.param(
        GOOD + "issued_at: 2026-10-12T25:00+08:00\n", "impossible_moment", 10, "issued_at", id="25 o'clock"
    ),
    pytest.param(GOOD + "issued_at: 昨天下午\n", "moment", 10, "issued_at", id="a date in words"),
    pytest.param(
        GOOD + "commitments:\n  - id: c1\n    text: 公布\n    due: 2026-13-01\n",
        "impossible_moment",
        13,
        "commitments[1].due",
        id="month 13 in a deadline",
    ),
    pytest.param(
        GOOD + 'must_not_say: ["放心", "(绝对"]\n', "bad_expression", 10, "must_not_say[2]", id="expression"
    ),
    pytest.param(
        GOOD + 'must_not_say: ["a{99999999999999999999}"]\n',
        "bad_expression",
        10,
        "must_not_say[1]",
        id="expression with an overflowing count",
    ),
    pytest.param("id: a\nfacts: []\n", "missing_field", 1, "organisation", id="no organisation"),
    pytest.param("id: a\norganisation:\n", "missing_field", 2, "organisation", id="organisation left blank"),
    pytest.param(
        GOOD + '  - id: f3\n    text: ""\n    status: confirmed\n',
        "blank_field",
        11,
        "facts[3].text",
        id="blank text",
    ),
    pytest.param(
        GOOD + "incident:\n  casualties: 两人\n",
        "not_true_or_false",
        11,
        "incident.casualties",
        id="not a truth",
    ),
    pytest.param(GOOD + "incident: 漏水\n", "not_a_record", 10, "incident", id="a text for a record"),
    pytest.param(GOOD + "subject: [a, b]\n", "not_a_text", 10, "subject", id="a list for a text"),
    pytest.param(GOOD + "contacts: {label: 热线}\n", "not_a_list", 10, "contacts", id="a record for a list"),
    pytest.param(GOOD + "\tkind: holding\n", "tab", 10, None, id="tab"),
    pytest.param(GOOD + "organisation: 另一家\n", "duplicate_key", 10, "organisation", id="field twice"),
    pytest.param(
        GOOD.replace("    status: confirmed", "    status: confirmed\n    status: denied"),
        "duplicate_key",
        7,
        "facts[1].status",
        id="field twice in a fact",
    ),
    pytest.param(GOOD + "subject: &a x\n", "alias", 10, "subject", id="anchor"),
    pytest.param(GOOD + "subject: *a\n", "alias", 10, "subject", id="alias"),
    pytest.param(
        "a: &a [x,x,x]\nb: &b [*a,*a,*a]\nc: &c [*b,*b,*b]\nd: [*c,*c,*c]\n", "alias", 1, "a", id="alias bomb"
    ),
    pytest.param(
        GOOD + "subject: !!python/object/apply:os.system [ls]\n", "tag", 10, "subject", id="Python tag"
    ),
    pytest.param(GOOD + "subject: !重要 x\n", "tag", 10, None, id="exclamation mark"),
    pytest.param(GOOD + "---\nid: b\n", "several_documents", 10, None, id="two documents"),
    pytest.param(
        GOOD + "audience: " + "[" * 200 + "]" * 200 + "\n", "too_deep", 10, "audience", id="deep nesting"
    ),
    pytest.param(GOOD + "audience: " + "[" * 100_000 + "\n", "too_deep", 10, "audience", id="deeper nesting"),
    pytest.param("", "empty", None, None, id="empty"),
    pytest.param("  \n\n\t\n", "empty", None, None, id="blank lines"),
    pytest.param("# nothing yet\n", "empty", None, None, id="only a comment"),
    pytest.param("- id: a\n- id: b\n", "top_is_a_list", 1, None, id="a list"),
    pytest.param("只是一段话\n", "top_is_a_text", 1, None, id="a text"),
    pytest.param("id：a\norganisation：云杉\n", "full_width_colon", 1, None, id="full-width colons"),
    pytest.param("id: a\norganisation：云杉\n", "full_width_colon", 2, None, id="one full-width colon"),
    pytest.param("id: a\norganisation:云杉\nkind: auto\n", "colon_without_blank", 2, None, id="no blank"),
    pytest.param(GOOD + 'subject: "没有结束\nkind: auto\n', "open_quotation", 10, None, id="open quotation"),
    pytest.param(GOOD + "audience: [消费者, 媒体\nkind: auto\n", "open_bracket", 10, None, id="open bracket"),
    pytest.param(GOOD + "subject: 通报: 漏水\n", "colon_in_text", 10, None, id="colon in a text"),
    pytest.param(GOOD + "   kind: auto\n", "indentation", 10, None, id="indentation"),
    pytest.param(GOOD + "subject: 网传 #云杉水壶# 爆炸\n", "text_after_hash", 10, "subject", id="topic lost"),
    pytest.param(GOOD + "subject: #云杉水壶#\n", "text_after_hash", 10, "subject", id="only a topic"),
    pytest.param(GOOD + 'subject: "他说"好"了"\n', "inner_quotes", 10, None, id="quotes in quotes"),
    pytest.param(
        GOOD + "  - {id: f3，text: 甲，status: confirmed}\n", "full_width_mark", 10, None, id="wide commas"
    ),
    pytest.param(GOOD + "  - ｛id: f3, text: 甲｝\n", "full_width_mark", 10, None, id="wide braces"),
    pytest.param(GOOD + "incident:\n\u3000\u3000type: auto\n", "odd_blank", 11, None, id="wide blanks"),
    pytest.param(GOOD + "incident:\n  - type: auto\n", "record_expected", 10, "incident", id="a list"),
    pytest.param("id: {{id}}\norganisation: x\n", "not_a_field_name", 1, "id", id="placeholder"),
    pytest.param("id: a\x00b\n", "control_character", 1, None, id="NUL"),
    pytest.param("id: a\norganisation: x\x07\n", "control_character", 2, None, id="bell"),
    pytest.param('id: "\\ud83d"\n', "broken_character", 1, None, id="half an emoji"),
]


@pytest.mark.parametrize(("text", "key", "line", "field"), BAD_YAML)
def test_damaged_yaml_is_named(
    text: str, key: str, line: int | None, field: str | None, tmp_path: Path
) -> None:
    error = damaged(text, tmp_path)
    assert (error.key, error.line) == (f"brief.{key}", line)
    if key != "odd_blank":
        assert error.field == field


BAD_BYTES = [
    pytest.param(GOOD.encode("gb18030"), "gb18030", 2, id="GB18030"),
    pytest.param(GOOD.encode("utf-16"), "utf_16", None, id="UTF-16"),
    pytest.param(GOOD.encode("utf-16-le"), "utf_16", None, id="UTF-16 without a mark"),
    pytest.param("id: café\n".encode("latin-1"), "not_utf_8", 1, id="Latin-1"),
    pytest.param(bytes(range(256)) * 8, "binary_file", None, id="binary"),
    pytest.param(b"PK\x03\x04rest of a document", "office_file", None, id="docx"),
    pytest.param(b"%PDF-1.7\n%\xe2\xe3", "pdf_file", None, id="PDF"),
    pytest.param(b"id: a\n" * 900_000, "too_large", None, id="5 MB"),
]


@pytest.mark.parametrize(("data", "key", "line"), BAD_BYTES)
def test_damaged_bytes_are_named(data: bytes, key: str, line: int | None, tmp_path: Path) -> None:
    error = damaged(data, tmp_path)
    assert error.key == f"brief.{key}"
    if line is not None:
        assert error.line == line


BAD_JSON = [
    pytest.param('{"id": "a",\n "organisation": "x",}', "json_syntax", 2, None, id="trailing comma"),
    pytest.param('{"id": "a"\n "organisation": "x"}', "json_syntax", 2, None, id="missing comma"),
    pytest.param('{"id": "a",\n "organisation": "x', "open_quotation", 2, "organisation", id="open"),
    pytest.param('{“id”: "a"}', "json_full_width", 1, None, id="curly quotes"),
    pytest.param('{"id": "a",\n\n "id": "b"}', "duplicate_key", 3, "id", id="field twice"),
    pytest.param('{"id": "a", "organisation": "x",\n"kind": "nope"}', "unknown_value", 2, "kind", id="kind"),
    pytest.param("[" * 100_000, "too_deep", 1, None, id="deep"),
    pytest.param('{"id": "\\ud800"}', "broken_character", 1, "id", id="half an emoji"),
    pytest.param('{"id": "a", "organisation": NaN}', "json_syntax", 1, None, id="NaN"),
    pytest.param('{"id": "a", "organisation": null}', "missing_field", 1, "organisation", id="null"),
    pytest.param("", "empty", None, None, id="empty"),
]


@pytest.mark.parametrize(("text", "key", "line", "field"), BAD_JSON)
def test_damaged_json_is_named(
    text: str, key: str, line: int | None, field: str | None, tmp_path: Path
) -> None:
    error = damaged(text, tmp_path, "brief.json")
    assert (error.key, error.line) == (f"brief.{key}", line)
    if field:
        assert error.field == field


def test_files_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="no such file"):
        load_brief(tmp_path / "none.yaml")
    with pytest.raises(BriefError, match="folder"):
        load_brief(tmp_path)
    with pytest.raises(BriefError):
        load_brief("bad\x00name.yaml")


def test_the_allowed_values_and_the_meant_word_are_said(tmp_path: Path) -> None:
    error = damaged(GOOD.replace("unconfirmed", "unconfimed"), tmp_path)
    assert "unconfirmed" in error.in_language("zh")
    assert "confidential" in error.in_language("zh")
    assert 'Did you mean "organisation"' in damaged(GOOD + "organization: x\n", tmp_path).in_language("en")


def test_further_problems_are_counted(tmp_path: Path) -> None:
    error = damaged(GOOD + "kind: a\nchannel: b\nfoo: c\n", tmp_path)
    assert error.line == 10
    assert [other.line for other in error.others] == [11, 12]
    assert "2" in error.in_language("zh")


def test_texts_keep_what_was_written() -> None:
    brief = read_brief(
        """\
id: 0571
organisation: no
subject: 12:30
contacts:
  - {label: 热线, value: 0571-88880000, hours: 8:00-22:00}
  - {label: 邮箱, value: null}
incident: {casualties: true, happened_at: 2026-10-12}
facts:
  - {id: 1, text: 截至8时,收到2位,均已联系, status: confirmed, as_of: 2026-10-12T08:00+08:00}
  - {id: 2e5, text: 1_000, status: unconfirmed, source: off}
""".replace("value: null", "value: a@b.cn"),
        "pasted",
    )
    assert brief.id == "0571"
    assert brief.organisation == "no"
    assert brief.subject == "12:30"
    assert brief.contacts[0].value == "0571-88880000"
    assert brief.contacts[0].hours == "8:00-22:00"
    assert brief.incident.casualties is True
    assert str(brief.incident.happened_at) == "2026-10-12"
    assert brief.facts[0].text == "截至8时,收到2位,均已联系"
    assert (brief.facts[1].id, brief.facts[1].text, brief.facts[1].source) == ("2e5", "1_000", "off")


def test_a_code_block_from_a_chat_is_a_brief_and_keeps_its_lines() -> None:
    assert read_brief(f"```yaml\n{GOOD}```\n", "pasted").id == "kettle-1"
    with pytest.raises(BriefError, match="line 11"):
        read_brief(f"```yaml\n{GOOD}kindd: auto\n```\n", "pasted")


def test_a_text_in_braces_may_hold_many_commas() -> None:
    commas = ",".join("甲乙" * 3 for _ in range(20_000))
    brief = read_brief(
        f"id: a\norganisation: b\nfacts: [{{id: f1, text: {commas}, status: confirmed, source: 丙, 丁}}]\n",
        "x",
    )
    assert brief.facts[0].text == commas
    assert brief.facts[0].source == "丙, 丁"


def test_marks_at_the_start_and_line_endings_are_accepted(tmp_path: Path) -> None:
    path = tmp_path / "brief.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert load_brief(path).organisation == "云杉家电"
    assert read_brief("\ufeff" + GOOD, "pasted").id == "kettle-1"


def test_json_and_yaml_are_told_apart_by_themselves() -> None:
    written = {"id": "a", "organisation": "x", "incident": {"casualties": True}, "aliases": ["y"]}
    assert read_brief(json.dumps(written, indent="\t"), "pasted").incident.casualties
    assert read_brief("{id: a, organisation: x}", "pasted").organisation == "x"


def test_long_texts_in_blocks_and_emoji() -> None:
    brief = read_brief(
        GOOD
        + 'earlier:\n  - id: s1\n    text: |\n      第一行: 说明\n      第二行 # 不是注释\nsubject: "🙏"\n',
        "pasted",
    )
    assert brief.earlier[0].text == "第一行: 说明\n第二行 # 不是注释"
    assert brief.subject == "🙏"


def test_a_batch_goes_on_after_a_bad_line(tmp_path: Path) -> None:
    path = tmp_path / "briefs.jsonl"
    lines = [
        '{"id": "a", "organisation": "甲"}',
        '{"id": "b", "organisation": "乙", "kind": "x"}',
        "",
        "not json",
        '{"id": "a", "organisation": "丙"}',
        '{"id": "d", "organisation": "丁"}',
    ]
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8")
    loaded = list(load_briefs(path))
    assert [(one.line, one.brief and one.brief.id, one.error and one.error.key) for one in loaded] == [
        (1, "a", None),
        (2, None, "brief.unknown_value"),
        (4, None, "brief.json_syntax"),
        (5, None, "brief.repeated_brief"),
        (6, "d", None),
    ]
    assert "line 2, kind" in str(loaded[1].error)


def test_a_bad_byte_or_an_endless_line_spoils_only_its_line(tmp_path: Path) -> None:
    path = tmp_path / "briefs.jsonl"
    good = '{"id": "z", "organisation": "甲"}'.encode()
    gbk = '{"id": "y", "organisation": "甲乙"}'.encode("gb18030")
    path.write_bytes(gbk + b"\n" + b"x" * 3_000_000 + b"\n" + good + b"\n")
    loaded = list(load_briefs(path))
    assert [(one.line, one.error and one.error.key) for one in loaded] == [
        (1, "brief.gb18030"),
        (2, "brief.too_large"),
        (3, None),
    ]


def test_a_folder_of_briefs(tmp_path: Path) -> None:
    (tmp_path / "b.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "a.json").write_text('{"id": "a", "organisation": "x"}', encoding="utf-8")
    (tmp_path / "c.yml").write_text("id: c\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    loaded = list(load_briefs(tmp_path))
    assert [(Path(one.source).name, one.error is None) for one in loaded] == [
        ("a.json", True),
        ("b.yaml", True),
        ("c.yml", False),
    ]


def test_a_list_in_json_is_a_batch(tmp_path: Path) -> None:
    path = tmp_path / "all.json"
    path.write_text('[{"id": "a", "organisation": "x"},\n{"id": "b"}]', encoding="utf-8")
    first, second = load_briefs(path)
    assert first.brief is not None
    assert (second.line, getattr(second.error, "field", None)) == (2, "organisation")


CSV = """\
编号,单位,类型说明_,confirmed,待核实,保密,facts.9.text,facts.9.status,热线,必须说,severity,_备注
k1,云杉家电,,"收到2位用户反映
已停售",疑似温控器问题,内部测试出现过,网传爆炸,denied,客服热线 | 400-000-0000 | 8:00-22:00,停止使用|停用,high,不要理会
k2,云杉家电,,一,,,,,,,nope,
"""


def test_rows_of_a_table_become_briefs(tmp_path: Path) -> None:
    path = tmp_path / "briefs.csv"
    path.write_text(CSV.replace("类型说明_", "#类型"), encoding="utf-8-sig")
    first, second = load_briefs(path)
    brief = first.brief
    assert brief is not None
    assert first.line == 2
    assert [(fact.id, fact.status, fact.text) for fact in brief.facts] == [
        ("f1", "confirmed", "收到2位用户反映"),
        ("f2", "confirmed", "已停售"),
        ("f3", "unconfirmed", "疑似温控器问题"),
        ("f4", "confidential", "内部测试出现过"),
        ("f5", "denied", "网传爆炸"),
    ]
    assert (brief.contacts[0].label, brief.contacts[0].value, brief.contacts[0].hours) == (
        "客服热线",
        "400-000-0000",
        "8:00-22:00",
    )
    assert brief.must_say == (("停止使用", "停用"),)
    assert brief.incident.severity == "high"
    assert (second.line, getattr(second.error, "field", None)) == (4, "incident.severity")


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(
        [
            "id",
            "organisation",
            "confirmed",
            "facts.5.text",
            "facts.5.status",
            "contacts.1.label",
            "contacts.1.value",
        ]
    )
    sheet.append(["k1", "云杉家电", "收到2位用户反映\n已停售", "疑似", "unconfirmed", "热线", 4001234567])
    sheet.append([])
    sheet.append(["k2", "云杉家电", "一", "二", "maybe", None, None])
    path = tmp_path / "briefs.xlsx"
    book.save(path)
    first, second = load_briefs(path)
    assert first.brief is not None
    assert [fact.text for fact in first.brief.facts] == ["收到2位用户反映", "已停售", "疑似"]
    assert first.brief.contacts[0].value == "4001234567"
    assert (second.line, getattr(second.error, "field", None)) == (4, "facts[2].status")


BAD_TABLES = [
    pytest.param("x.csv", "id,organisation,天气\na,b,c\n".encode(), "unknown_column", id="unknown column"),
    pytest.param("x.csv", b"id,organisation,company\na,b,c\n", "repeated_column", id="column twice"),
    pytest.param("x.csv", b"id,organisation\n", "no_rows", id="no rows"),
    pytest.param("x.csv", b'id,organisation\na,"open\n', "csv_syntax", id="open quote"),
    pytest.param("x.csv", "id,organisation\na,云杉\n".encode("gbk"), "gb18030", id="GBK"),
    pytest.param("x.csv", b"", "empty", id="empty table"),
    pytest.param("x.xls", b"\xd0\xcf\x11\xe0", "old_excel", id="old Excel"),
    pytest.param("x.xlsx", b"PK\x03\x04nothing", "damaged_workbook", id="broken workbook"),
    pytest.param("x.xlsx", b"not a zip", "damaged_workbook", id="no workbook"),
    pytest.param("x.jsonl", b"\n\n", "empty", id="empty lines"),
    pytest.param("x.json", b"[]", "empty", id="empty list"),
]


@pytest.mark.parametrize(("name", "data", "key"), BAD_TABLES)
def test_a_batch_that_cannot_be_read_at_all(name: str, data: bytes, key: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(BriefError) as caught:
        list(load_briefs(tmp_path / name))
    assert caught.value.key == f"brief.{key}"
    assert caught.value.in_language("zh")
    assert caught.value.in_language("en")


def test_a_row_with_too_many_cells_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("id,organisation\na,b,c\nd,e\n", encoding="utf-8")
    first, second = load_briefs(tmp_path / "x.csv")
    assert first.error is not None
    assert first.error.key == "brief.more_cells_than_columns"
    assert second.brief is not None


def test_an_empty_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(BriefError, match="no brief"):
        list(load_briefs(tmp_path))


FILLED = {
    "zh": (
        ("id:\n", "id: a-1\n"),
        ("organisation:\n", "organisation: 云杉家电\n"),
        ("text:   ", "text: 说明 "),
    ),
    "en": (
        ("id:\n", "id: a-1\n"),
        ("organisation:\n", "organisation: Northfield\n"),
        ("text:   ", "text: It "),
    ),
}


@pytest.mark.parametrize("kind", ["holding", "apology", "clarification", "update", "closing", "auto"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_template_is_a_brief_once_its_blanks_are_filled(language: Language, kind: KindOrAuto) -> None:
    text = template(language, kind)
    with pytest.raises(BriefError) as caught:
        read_brief(text, "new.yaml")
    assert caught.value.key == "brief.missing_field"
    for blank, filled in FILLED[language]:
        text = text.replace(blank, filled)
    brief = read_brief(text, "new.yaml")
    assert (brief.kind, brief.is_chinese) == (kind, language == "zh")
    assert bool(brief.earlier) == (kind in ("update", "closing"))
    uncommented = text.replace("#  - {", "  - {").replace("commitments: []", "commitments:")
    uncommented = uncommented.replace("contacts: []", "contacts:").replace("earlier: []", "earlier:")
    full = read_brief(uncommented, "new.yaml")
    assert [fact.status for fact in full.facts] == ["confirmed", "unconfirmed", "denied"]
    assert full.commitments[0].due_at is not None
    assert full.contacts
    assert full.earlier
