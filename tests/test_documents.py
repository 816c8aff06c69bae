"""Files as the checks read them: the words, and where each word stands in the file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given
from hypothesis import strategies as st

from drafting.checks.passage import Passage
from drafting.documents import Document, Switches, document_of, read_document
from drafting.errors import InputError
from drafting.statement import Finding

SENTENCE = "截至10月12日8时，我们收到2位用户反映底座发热。"


def read(text: str, suffix: str) -> Document:
    return document_of(text.encode(), "a" + suffix, suffix)


def finding(document: Document, words: str, rule: str = "zh.X") -> Finding:
    """A finding at `words`, placed in the document."""
    start = document.prose.text.index(words)
    made = Passage(document.prose.text, "zh").finding(
        rule, (start, start + len(words)), "m", family="tone", defect="other", severity="error", principle="style"
    )  # fmt: skip
    return document.placed(made)


def written(document: Document, words: str) -> str:
    found = finding(document, words)
    return document.source[found.start : found.end]


def test_html_is_read_as_a_browser_shows_it() -> None:
    page = read(
        "<html><head><title>标签页</title><style>p{color:red}</style></head><body>\n"
        "<h1>关于故障的说明</h1><p>我们对此<b>深表</b>歉意，\n    并已停用。</p><script>绝对安全</script>"
        "<p hidden>不显示</p><ul><li>退款&amp;退货<li>第二项</ul><p>电话：<br>400</p></body></html>",
        ".html",
    )
    assert page.prose.text.split("\n") == [
        "关于故障的说明", "我们对此深表歉意，并已停用。", "退款&退货", "第二项", "电话：", "400",
    ]  # fmt: skip
    assert written(page, "深表歉意") == "深表</b>歉意"
    assert written(page, "款&") == "款&amp;"
    found = finding(page, "并已停用")
    assert (found.line, found.column) == (3, 5)


def test_english_words_in_html_stay_apart_over_a_line_break() -> None:
    assert read("<p>We are\n   sorry for <i>this</i>.</p>", ".htm").prose.text == "We are sorry for this."


def test_markdown_is_read_without_markers_addresses_code_and_front_matter() -> None:
    page = read(
        "---\ntitle: 内部编号\n---\n# 说明\r\n\r\n我们对此**深表**歉意，见[公告](https://a.example/绝对安全)。\r\n\r\n"
        "```\n绝对安全\n```\n\n> 引文&amp;出处\n",
        ".md",
    )
    assert page.prose.text.split("\n\n") == ["说明", "我们对此深表歉意，见公告。", "引文&出处"]
    assert written(page, "深表歉意") == "深表**歉意"
    assert written(page, "文&") == "文&amp;"
    assert finding(page, "深表").line == 6


@given(
    st.text(alphabet="甲乙丙a b<>&;*_[]()#|`\n\r-!\\\"'/=x", max_size=60), st.sampled_from([".md", ".html"])
)
def test_every_character_has_its_place_in_order(source: str, suffix: str) -> None:
    document = read(source, suffix)
    before = 0
    for at in range(len(document.prose.text)):
        start, end = document.prose.place(at, at + 1)
        assert 0 <= before <= start <= end <= len(document.source)
        before = start


def word(build: io.BytesIO) -> Document:
    return document_of(build.getvalue(), "稿.docx", ".docx")


def saved(document: docx.document.Document) -> io.BytesIO:
    stream = io.BytesIO()
    document.save(stream)
    return stream


def test_word_documents_are_read_whole_and_every_line_is_placed() -> None:
    file = docx.Document()
    file.add_paragraph("第一段。")
    file.add_paragraph("")
    file.add_paragraph("第二段\n换行。")
    table = file.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "合并格"
    table.cell(1, 1).text = "右下"
    file.sections[0].header.paragraphs[0].text = "页眉词"
    file.sections[0].footer.paragraphs[0].text = "页脚词"
    read_back = word(saved(file))
    placed = dict(zip(read_back.source.split("\n"), (p.named("zh") for p in read_back.places), strict=True))
    assert placed == {
        "第一段。": "第1段", "": "第1段", "第二段": "第2段", "换行。": "第2段", "合并格": "表1第1行第1格",
        "右下": "表1第2行第2格", "页眉词": "页眉", "页脚词": "页脚",
    }  # fmt: skip
    assert read_back.places[-1].named("en") in ("header", "footer")


def test_tracked_changes_count_as_accepted_and_text_boxes_are_read_once() -> None:
    file = docx.Document()
    paragraph = file.add_paragraph("我们")
    space = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:del {space}><w:r><w:delText>绝不</w:delText></w:r></w:del>"))
    paragraph._p.append(parse_xml(f"<w:ins {space}><w:r><w:t>已经</w:t></w:r></w:ins>"))
    paragraph._p.append(parse_xml(f"<w:r {space}><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"))
    box = f"<w:txbxContent {space}><w:p><w:r><w:t>框里的字</w:t></w:r></w:p></w:txbxContent>"
    paragraph._p.append(
        parse_xml(
            f'<w:r {space} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
            f'<mc:AlternateContent><mc:Choice Requires="wps">{box}</mc:Choice>'
            f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>"
        )
    )
    paragraph.add_run("停用。")
    read_back = word(saved(file))
    assert read_back.source == "我们已经停用。\n框里的字"
    assert [place.named("zh") for place in read_back.places] == ["第1段", "文本框"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_chinese_offices_are_read_and_written_back(encoding: str) -> None:
    data = (SENTENCE + "\r\n——全文完。").encode(encoding)
    document = document_of(data, "a.txt")
    assert document.source == SENTENCE + "\r\n——全文完。"
    assert document.encoding == encoding
    assert document.encoded(document.source) == data


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00", "不是文本文件"),
        (b"abc\x00def", "不是文本文件"),
        ("資料外洩事件說明，我們深表歉意。".encode("big5"), "编码无法识别"),
        ("Nous sommes désolés, très désolés.".encode("latin-1"), "编码无法识别"),
        ("あなたの個人情報について".encode("shift-jis"), "编码无法识别"),
        (SENTENCE.encode("utf-16"), "UTF-16"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ".docx"),
        (b"PK\x03\x04....", ".docx"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        document_of(data, "稿.txt")
    said = caught.value.in_language("zh")
    assert said.startswith("稿.txt")
    assert told in said


@pytest.mark.parametrize(
    ("suffix", "source"),
    [
        (".txt", "甲。\n<!-- candor off: 法务已核 -->\n乙。\n<!-- candor on -->\n丙。"),
        (".md", "甲。\n\n<!-- candor off -->\n\n乙。\n\n<!-- candor on -->\n\n丙。"),
        (".html", "<p>甲。</p><!-- candor off --><p>乙。</p><!-- candor on --><p>丙。</p>"),
    ],
)
def test_comments_switch_off_and_on_in_every_form_of_text(suffix: str, source: str) -> None:
    document = read(source, suffix)
    switches = Switches(document.comments)
    assert [switches.silence(finding(document, words)) for words in "甲乙丙"] == [False, True, False]
    assert "candor" not in document.prose.text


def test_a_comment_names_a_rule_or_a_style() -> None:
    document = read("<!-- candor zh.X = off -->\n甲。\n<!-- candor facts = off -->\n乙。\n<!-- candor zh.X = on -->\n丙。", ".txt")  # fmt: skip
    switches = Switches(document.comments)
    silent = {
        (words, rule): switches.silence(finding(document, words, rule))
        for words in "甲乙丙"
        for rule in ("zh.X", "zh.Y", "facts.z")
    }
    assert [key for key, off in silent.items() if off] == [
        ("甲", "zh.X"), ("乙", "zh.X"), ("乙", "facts.z"), ("丙", "facts.z"),
    ]  # fmt: skip


def test_a_comment_in_markdown_code_switches_nothing() -> None:
    document = read("```\n<!-- candor off -->\n```\n\n甲。", ".md")
    assert not Switches(document.comments).silence(finding(document, "甲"))


def test_other_comments_in_a_plain_text_stay_words() -> None:
    assert read("甲<!-- 注 -->乙", ".txt").prose.text == "甲<!-- 注 -->乙"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.txt"):
        read_document(tmp_path / "none.txt")
