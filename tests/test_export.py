"""Statements leave the house as people expect to receive them, and never half, unsafe or unmarked."""

from __future__ import annotations

import errno
import io
import json
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from drafting.documents import read_document
from drafting.errors import InputError, StoreError
from drafting.export import export, write
from drafting.statement import Counts, Draft, Finding, Review, Sentence, Statement, Strategy

TITLE = "关于K3电水壶底座发热变形的情况说明"
BODY = "10月12日，我们收到2位用户反映K3电水壶底座发热变形。请立即停止使用。"
TEXT = f"{TITLE}\n\n尊敬的顾客：\n\n{BODY}\n\n客服热线：400-000-0000\n\n云杉家电有限公司\n2026年10月12日"


def made(
    text: str = TEXT, title: str = TITLE, *, findings: tuple[Finding, ...] = (), channel: str = "press"
) -> Draft:
    sentences = (
        Sentence(text="尊敬的顾客：", element="salutation", posture="none"),
        Sentence(text="10月12日，我们收到2位用户反映K3电水壶底座发热变形。", element="fact"),
        Sentence(text="请立即停止使用。", element="advice"),
        Sentence(text="客服热线：400-000-0000", element="contact"),
        Sentence(text="云杉家电有限公司", element="signature", posture="none"),
        Sentence(text="2026年10月12日", element="signature", posture="none"),
    )
    statement = Statement.model_validate(
        {
            "id": "k1-press",
            "brief_id": "k1",
            "kind": "holding",
            "channel": channel,
            "language": "zh-CN",
            "title": title,
            "text": text,
            "sentences": sentences,
            "writer": "blocks",
            "created_at": datetime(2026, 10, 12, 1, 30, tzinfo=UTC),
            "characters": len(text),
        }
    )
    errors = sum(finding.severity == "error" for finding in findings)
    review = Review(verdict="fail" if errors else "pass", counts=Counts(error=errors), findings=findings)
    strategy = Strategy(cluster="accidental", declared=True, reasons=(), allowed=())
    return Draft(statement=statement, review=review, strategy=strategy)


def error_at(words: str) -> Finding:
    start = TEXT.index(words)
    return Finding(
        rule="facts.confidential",
        family="facts",
        defect="confidential_leak",
        severity="error",
        principle="honesty",
        message="不得对外的内容",
        start=start,
        end=start + len(words),
        match=words,
        suggestion="删去",
        evidence="f3 内部测试出现过",
    )


def document(data: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(data))


def test_text_is_what_is_published() -> None:
    assert export(made(), "text").decode() == TEXT + "\n"


def test_a_title_apart_is_put_first_once() -> None:
    apart = made(text=TEXT.removeprefix(TITLE + "\n\n"), channel="wechat")
    assert export(apart, "text").decode().count(TITLE) == 1
    assert export(apart, "text").decode().startswith(TITLE + "\n\n尊敬的顾客：")
    assert document(export(apart, "docx")).paragraphs[0].text == TITLE


def test_a_bracketed_title_is_the_title() -> None:
    weibo = made(text=TEXT.replace(TITLE, f"【{TITLE}】"))
    assert export(weibo, "text").decode().count(TITLE) == 1
    assert document(export(weibo, "docx")).paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER


def test_word_follows_the_customs_of_a_notice() -> None:
    paragraphs = document(export(made(), "docx")).paragraphs
    assert [p.text for p in paragraphs] == [line for line in TEXT.split("\n") if line]
    assert paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert [p.alignment for p in paragraphs[-2:]] == [WD_ALIGN_PARAGRAPH.RIGHT] * 2
    assert paragraphs[1].paragraph_format.first_line_indent is None
    assert paragraphs[2].paragraph_format.first_line_indent
    assert 'w:eastAsia="宋体"' in paragraphs[2]._p.xml


def test_word_tells_nothing_of_the_machine_or_the_person() -> None:
    about = document(export(made(), "docx")).core_properties
    assert (about.author, about.last_modified_by, about.comments, about.keywords) == ("", "", "", "")
    assert about.title == TITLE
    assert about.created is not None
    assert about.created.replace(tzinfo=None) == datetime(2026, 10, 12, 1, 30)  # noqa: DTZ001


def test_comments_stand_at_their_words_and_never_quote_the_evidence() -> None:
    draft = made(findings=(error_at("2位用户"),))
    data = document(export(draft, "docx", comments=True))
    comments = list(data.comments)
    assert len(comments) == 1
    assert "不得对外的内容" in comments[0].text
    assert "内部测试" not in comments[0].text
    body = next(p for p in data.paragraphs if "2位用户" in p.text)
    assert "2位用户" in [run.text for run in body.runs]
    assert not list(document(export(draft, "docx")).comments)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "docx"])
def test_a_failed_draft_is_marked(form: str) -> None:
    failed = export(made(findings=(error_at("2位用户"),)), form)
    passed = export(made(), form)
    read = (
        (lambda data: "\n".join(p.text for p in document(data).paragraphs))
        if form == "docx"
        else bytes.decode
    )
    assert "未通过审核" in read(failed)
    assert read(failed).index("未通过审核") < read(failed).index("尊敬的顾客")
    assert "未通过审核" not in read(passed)


def test_json_is_the_whole_draft() -> None:
    draft = made(findings=(error_at("2位用户"),))
    assert Draft.model_validate_json(export(draft, "json")) == draft
    assert json.loads(export(draft, "json"))["review"]["verdict"] == "fail"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)> "&amp;" </p></main>'


def test_words_never_act_in_a_web_page() -> None:
    page = export(made(text=f"{TITLE}\n\n{HOSTILE}", title=TITLE), "html").decode()
    tags = Tags()
    tags.feed(page)
    assert not {"script", "img", "link", "iframe"} & set(tags.tags)
    assert HOSTILE in "".join(tags.words)
    assert "http://" not in page
    assert "https://" not in page
    titled = export(made(title="</title><script>x</script>"), "html").decode()
    assert "<script" not in titled


def test_words_never_act_in_markdown() -> None:
    words = "# 不是标题\n1. 不是列表\n- 也不是\n**不粗** [x](javascript:y) <b> a_b `c` & 400-000-0000"
    page = export(made(text=f"{TITLE}\n\n{words}"), "markdown").decode()
    lines = page.split("\n")
    assert lines[0] == f"# {TITLE}"
    assert lines[2].startswith("\\# 不是标题")
    assert lines[3].startswith("1\\. 不是列表")
    assert lines[4].startswith("\\- 也不是")
    assert lines[5] == "\\*\\*不粗\\*\\* \\[x\\](javascript:y) \\<b\\> a\\_b \\`c\\` &amp; 400-000-0000"


@pytest.mark.parametrize("form", ["text", "markdown", "html", "docx", "json"])
def test_characters_that_no_document_holds_do_no_harm(form: str) -> None:
    assert export(made(text=f"{TITLE}\n\n铃\x07声\x0b与\x00空\ufffe"), form)


def test_the_label_is_off_unless_asked_for() -> None:
    for form in ("text", "markdown", "html"):
        assert "人工智能" not in export(made(), form).decode()
        assert "人工智能" in export(made(), form, ai_label=True).decode()
    assert '"AIGC"' in document(export(made(), "docx", ai_label=True)).core_properties.keywords
    assert "AIGC" in export(made(), "html", ai_label=True).decode()


def test_writing_leaves_nothing_beside_and_replaces_whole(tmp_path: Path) -> None:
    path = tmp_path / "声明.docx"
    path.write_bytes(b"old")
    write(path, made(), "docx")
    assert read_document(path).source.split("\n")[0] == TITLE
    assert [p.name for p in tmp_path.iterdir()] == ["声明.docx"]


def test_what_stood_there_stays_when_the_disk_is_full(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StoreError) as caught:
        write(path, made(), "text")
    assert caught.value.key == "export.disk_full"
    assert "磁盘" in caught.value.in_language("zh")
    assert path.read_bytes() == b"old"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


def test_places_that_cannot_be_written_are_named(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="does not exist"):
        write(tmp_path / "none" / "a.txt", made(), "text")
    with pytest.raises(StoreError, match="is a folder"):
        write(tmp_path, made(), "text")
    with pytest.raises(StoreError, match="too long"):
        write(tmp_path / ("长" * 200 + ".txt"), made(), "text")
    with pytest.raises(InputError, match="pdf"):
        write(tmp_path / "a.pdf", made(), "pdf")


def test_a_word_file_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"PK\x03\x04nothing")
    for name, said in (("a.docx", "Word"), ("none.docx", "Cannot read")):
        with pytest.raises(InputError, match=said):
            read_document(tmp_path / name)
