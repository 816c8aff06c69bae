"""Files as people really have them: encodings, Excel's tables, Word's and PDF's oddities, broken ones among good ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document
from docx.oxml.parser import parse_xml
from openpyxl import Workbook

from drafting.errors import InputError
from knowledge_base.documents import unwrapped
from knowledge_base.errors import KnowledgeFileError
from knowledge_base.intake import understood
from tests.kb_material import CASES, file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.md", "# 关于漏水的说明\n\n我们已更换阀门，水质检测合格。\n"),
        ("a.txt", "关于漏水的说明\n我们已更换阀门，水质检测合格。\n"),
        (
            "a.jsonl",
            '{"kind": "line", "title": "关于漏水的说明", "text": "我们已更换阀门，水质检测合格。"}\n',
        ),
        ("a.yaml", "kind: line\ntitle: 关于漏水的说明\ntext: 我们已更换阀门，水质检测合格。\n"),
        ("a.csv", "标题,口径\n关于漏水的说明,我们已更换阀门，水质检测合格。\n"),
    ],
)
def test_chinese_files_are_read_as_editors_save_them(tmp_path: Path, name: str, text: str, encoding: str):
    (entry,) = understood(file(tmp_path, name, text, encoding)).records
    assert entry.data()["title"] == "关于漏水的说明"
    assert "水质检测合格" in entry.data()["text"]
    assert entry.data()["language"] == "zh"


def test_a_western_file_is_read_as_windows_saves_it(tmp_path: Path):
    text = "Statement on the café fire\n\nNobody was hurt in the “Café Noir” – so far.\n"
    (entry,) = understood(file(tmp_path, "a.txt", text, "cp1252")).records
    assert entry.data()["title"] == "Statement on the café fire"
    assert "“Café Noir” – so far" in entry.data()["text"]


@pytest.mark.parametrize("encoding", ["big5", "shift-jis", "utf-32", "cp1251"])
def test_another_encoding_is_refused_and_never_guessed(tmp_path: Path, encoding: str):
    text = (
        "Заявление о пожаре"
        if encoding == "cp1251"
        else "水質検査合格"
        if encoding == "shift-jis"
        else "關於漏水的說明，水質檢測合格"
    )
    with pytest.raises(KnowledgeFileError, match="save it as UTF-8"):
        understood(file(tmp_path, "a.md", text, encoding))


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "gb18030"), (";", "utf-8-sig"), ("\t", "utf-16")])
def test_a_table_is_read_however_excel_saves_it(tmp_path: Path, delimiter: str, encoding: str):
    (case,) = understood(file(tmp_path, "a.csv", CASES.replace(",", delimiter), encoding)).records
    data = case.data()
    assert data["id"] == "2021-canteen"
    assert data["country"] == ["CN"]
    assert data["date"] == "2021-06-08"
    assert data["sources"] == [{"title": "内部通报", "grade": "C"}]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("2021/6/8", "2021-06-08"), ("2021.06.08", "2021-06-08"), ("2021年6月", "2021-06"), ("2021年", "2021")],
)
def test_dates_are_understood_as_people_write_them(tmp_path: Path, written: str, meant: str):
    (case,) = understood(file(tmp_path, "a.csv", CASES.replace("2021年6月8日", written))).records
    assert case.data()["date"] == meant


def test_a_day_that_could_be_another_is_not_guessed_and_the_tables_own_heading_is_named(tmp_path: Path):
    path = file(tmp_path, "a.csv", CASES.replace("2021年6月8日", "8/6/2021"))
    with pytest.raises(KnowledgeFileError, match="line 2, field 发生日期"):
        understood(path)


def test_a_table_of_questions_and_answers_is_approved_lines(run, tmp_path: Path):
    table = (
        "客服问答汇总,,,\n序号,类别,问题,答复\n1,售后,什么时候退款？,收到申请后7个工作日内退款。\n"
        "2,售后,会不会赔偿？,对受影响的顾客先行赔付。\n"
    )
    added = run("add", file(tmp_path, "2026.csv", table))
    assert added.exit_code == 0, added.exception
    assert added.stdout.count("[口径]") == 2
    assert "什么时候退款？" in added.stdout
    assert "序号, 类别" in added.stdout, "what was not read is said"


def test_english_headings_may_begin_with_a_capital(tmp_path: Path):
    table = "Kind,Title,Text\nApproved line,Refund,We refund within 7 working days.\n"
    (entry,) = understood(file(tmp_path, "a.csv", table)).records
    assert (entry.data()["kind"], entry.data()["id"]) == ("line", "refund")


def test_a_row_with_a_cell_too_many_is_refused_not_cut(tmp_path: Path):
    path = file(tmp_path, "a.csv", "Title,Text\nRefund,We refund, as promised, within 7 days.\n")
    with pytest.raises(KnowledgeFileError, match="line 2: it has more cells"):
        understood(path)


def test_an_excel_file_is_read_sheet_by_sheet(tmp_path: Path):
    book = Workbook()
    book.active.append(["问题", "口径"])
    book.active.append(["什么时候退款？", "收到申请后7个工作日内退款。"])
    book.create_sheet("空表")
    more = book.create_sheet("声明")
    more.append(["类别", "标题", "正文", "日期"])
    more.append(["声明", "停水致歉", "我们向受影响的住户致歉。", None])
    book.save(tmp_path / "a.xlsx")
    records = understood(tmp_path / "a.xlsx").records
    assert [(r.data()["kind"], r.data()["title"]) for r in records] == [
        ("line", "什么时候退款？"),
        ("statement", "停水致歉"),
    ]


@pytest.mark.parametrize("text", ["# \n***\n", "---\n---\n", "\n\n"])
def test_a_document_of_mere_markup_is_one_clear_message(run, tmp_path: Path, text: str):
    result = run("add", file(tmp_path, "a.md", text))
    assert isinstance(result.exception, InputError), result.exception
    assert "没有读到文字" in result.exception.in_language("zh")


def test_what_stands_in_front_of_markdown_is_heeded(tmp_path: Path):
    text = "---\ntitle: 停水致歉\ndate: 2024-07-02\ntags: [供水]\n---\n\n因主管道破裂，东区停水。\n"
    (entry,) = understood(file(tmp_path, "a.md", text)).records
    assert entry.data()["title"] == "停水致歉"
    assert entry.data()["date"] == "2024-07-02"
    assert entry.data()["text"] == "因主管道破裂，东区停水。"


def test_words_of_word_files_are_read_wherever_they_stand(tmp_path: Path):
    document = Document()
    document.add_heading("关于召回的声明")
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = document.element.body
    body.insert(
        1,
        parse_xml(
            f"<w:sdt {space}><w:sdtContent><w:p><w:r><w:t>控件里的话。</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        ),
    )
    body.insert(
        2,
        parse_xml(
            f'<w:p {space}><w:r><w:t>共</w:t></w:r><w:del w:id="1" w:author="a"><w:r><w:delText>9</w:delText></w:r></w:del>'
            f'<w:ins w:id="2" w:author="a"><w:r><w:t>12000</w:t></w:r></w:ins><w:r><w:t>台。</w:t></w:r></w:p>'
        ),
    )
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "受影响型号"
    table.cell(1, 0).text, table.cell(1, 1).text = "K3", "电水壶"
    document.save(str(tmp_path / "a.docx"))
    (entry,) = understood(tmp_path / "a.docx").records
    text = entry.data()["text"]
    assert "控件里的话。" in text
    assert "共12000台。" in text
    assert text.count("受影响型号") == 1
    assert "K3\t电水壶" in text


def test_lines_that_the_width_of_a_page_broke_are_put_together():
    page = (
        "关于管道破裂的情况通报\n7月2日6时20分，东区主管道破裂，2300户停\n水。抢修于当日14时完成，供水已恢复。\n"
        "一、已更换管道，费用由我公司承担，不向住户\n收取。\n二、水质检测合格，结果见小区公告栏和我公司网站\n"
    )
    assert "2300户停水。抢修" in unwrapped(page)
    assert "通报\n7月" in unwrapped(page)
    assert "收取。\n二、" in unwrapped(page)
    assert "repairs were completed at 14:00" in unwrapped(
        "The main broke at 06:20 and repairs were com-\npleted at 14:00."
    )


def test_a_changed_document_of_a_chinese_name_replaces_the_one_before(run, tmp_path: Path):
    path = file(tmp_path, "口径库.md", "# 统一答复\n\n收到申请后7个工作日内退款。\n")
    run("add", path)
    path.write_text("# 统一答复\n\n收到申请后15个工作日内退款。\n", encoding="utf-8")
    assert isinstance(run("add", path).exception, InputError), "it asks first"
    assert "替换 1 条" in run("add", path, "--yes").stdout
    assert run("list").stdout.count("统一答复") == 1


def test_texts_of_one_title_in_one_file_are_all_kept(tmp_path: Path):
    table = "标题,口径\n退款,7日内退款。\n退款,跨境订单15日内退款。\n"
    first, second = understood(file(tmp_path, "a.csv", table)).records
    assert first.id != second.id


def test_an_unknown_field_is_named_before_the_one_it_was_meant_for(tmp_path: Path):
    path = file(tmp_path, "a.yaml", "kind: line\ntitel: 退款\ntext: 7日内退款。\n")
    with pytest.raises(KnowledgeFileError, match="line 2, field titel: there is no such field"):
        understood(path)


def test_an_id_that_no_file_can_have_is_refused(tmp_path: Path):
    with pytest.raises(KnowledgeFileError, match="too long"):
        understood(file(tmp_path, "a.yaml", f"id: {'a' * 300}\nkind: line\ntitle: t\ntext: t\n"))


def test_a_case_without_a_source_says_so(run, tmp_path: Path):
    table = CASES.replace(",来源", "").replace(",内部通报", "")
    assert "未注明来源" in run("add", file(tmp_path, "a.csv", table)).stdout
    assert "未注明来源" in run("show", "2021-canteen").stdout


def test_every_fault_of_a_folder_is_told_at_once_and_the_rest_can_be_taken_in(run, tmp_path: Path):
    for name, text in (("a/ok.md", "# 说明\n\n已恢复。"), ("a/empty.md", ""), ("a/bad.jsonl", "{")):
        file(tmp_path, name, text)
    refused = run("add", tmp_path / "a")
    assert isinstance(refused.exception, InputError)
    said = refused.exception.in_language("zh")
    assert "empty.md" in said and "bad.jsonl" in said and "没有写入" in said
    assert not (tmp_path / "home" / "own").exists()
    taken = run("add", tmp_path / "a", "--yes")
    assert "新增 1 条" in taken.stdout
    assert isinstance(taken.exception, InputError), "what was left out is no success"
    assert "empty.md" in taken.exception.in_language("zh")


def test_two_files_of_one_id_are_both_named(run, tmp_path: Path):
    for name in ("2023/statement.md", "2024/statement.md"):
        file(tmp_path, f"a/{name}", f"# {name}\n\nWe are sorry.")
    file(tmp_path, "a/empty.md", "")
    said = run("add", tmp_path / "a", "--yes").exception.in_language("en")
    assert "2023/statement.md" in said and "2024/statement.md" in said
    assert "empty.md" in said, "other faults are told with it"
