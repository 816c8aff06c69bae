"""What the organisation keeps of its own: taken in, listed, searched, exported and read back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document

from drafting.errors import InputError
from knowledge_base.intake import understood
from tests.kb_material import file

CASE = """\
id: 2024-own-kettle
name: 云杉电水壶底座变形
organisation: 云杉家电
industry: 家电
country: CN
date: 2024-06
type: image_damage
cluster: accidental
rating: mixed
happened: 用户反映电水壶底座受热变形，公司两天后才回应。
outcome: 召回1200台。
lesson: 安全隐患先告诉用户停用，再查原因。
"""


def test_a_case_is_taken_in_found_and_shown(run, tmp_path: Path):
    added = run("add", file(tmp_path, "kettle.yaml", CASE))
    assert added.exit_code == 0, added.output
    assert "+ 2024-own-kettle" in added.stdout
    assert "0/0" not in added.output, "nothing is said of texts where there are none"
    assert "2024-own-kettle" in run("search", "水壶底座变形", "--limit", "1").stdout
    assert "2024-own-kettle" in run("list", "--industry", "家电").stdout
    assert "召回1200台" in run("show", "2024-own-kettle").stdout


def test_export_reads_back_byte_for_byte(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    line = "id: approved-1\nkind: line\ntitle: 退换口径\ntext: |\n  您好：\n\n    凭订单即可退换。\t不收手续费\n  ——客服部\n"
    run("add", file(tmp_path, "a.yaml", CASE), file(tmp_path, "b.yaml", line))
    assert run("export", tmp_path / "one.jsonl").exit_code == 0
    monkeypatch.setenv("CANDOR_HOME", str(tmp_path / "other"))
    assert run("add", tmp_path / "one.jsonl").exit_code == 0
    run("export", tmp_path / "two.jsonl")
    one, two = (tmp_path / "one.jsonl").read_bytes(), (tmp_path / "two.jsonl").read_bytes()
    assert one.count(b"\n") == 2
    assert one == two


def test_replacing_is_asked_about_first(run, tmp_path: Path):
    path = file(tmp_path, "kettle.yaml", CASE)
    run("add", path)
    path.write_text(CASE.replace("召回1200台", "召回1500台"), encoding="utf-8")
    refused = run("add", path)
    assert isinstance(refused.exception, InputError)
    assert "2024-own-kettle" in refused.exception.in_language("zh")
    assert "1200" in run("show", "2024-own-kettle").stdout
    assert run("add", path, "--yes").exit_code == 0
    assert "1500" in run("show", "2024-own-kettle").stdout


def test_the_same_again_changes_nothing(run, tmp_path: Path):
    path = file(tmp_path, "kettle.yaml", CASE)
    run("add", path)
    assert "= 2024-own-kettle" in run("add", path).stdout


def test_a_dry_run_writes_nothing(run, tmp_path: Path):
    shown = run("add", "--dry-run", file(tmp_path, "kettle.yaml", CASE))
    assert "+ 2024-own-kettle" in shown.stdout
    assert not (tmp_path / "home" / "own").exists()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_with_chinese_headings(tmp_path: Path, encoding: str):
    table = (
        "编号,名称,机构,行业,国家,日期,事件类型,责任类型,评价,经过,结果,教训\n"
        "own-1,水壶变形,云杉家电,家电,CN,2024-06-01,企业形象受损,意外型,一般,底座变形,召回,先停用\n"
    )
    (case,) = understood(file(tmp_path, "cases.csv", table, encoding)).records
    assert case.id == "own-1"
    assert case.data()["type"] == "image_damage"
    assert case.data()["rating"] == "mixed"


def test_a_table_of_approved_lines(run, tmp_path: Path):
    table = "类别,标题,正文\n口径,退换货,凭订单号七日内可退换，运费由我方承担。\n口径,媒体来访,请统一联系品牌部。\n"
    added = run("add", file(tmp_path, "lines.csv", table))
    assert added.exit_code == 0, added.output
    found = run("search", "退换货运费谁承担")
    assert "退换货" in found.stdout
    assert "媒体来访" not in found.stdout


def test_a_word_file_becomes_a_statement(run, tmp_path: Path):
    document = Document()
    document.add_heading("关于K3电水壶的致歉声明")
    document.add_paragraph("尊敬的用户：我们为底座变形带来的风险道歉。")
    document.save(str(tmp_path / "声明.docx"))
    (entry,) = understood(tmp_path / "声明.docx").records
    assert entry.data()["title"] == "关于K3电水壶的致歉声明"
    assert entry.data()["kind"] == "statement"
    assert run("add", tmp_path / "声明.docx").exit_code == 0
    assert entry.id in run("list").stdout
    assert "底座变形带来的风险" in run("show", entry.id).stdout


def test_a_pdf_is_read(tmp_path: Path):
    (entry,) = understood(pdf(tmp_path, "Statement on the K3 kettle"), "statement").records
    assert "K3 kettle" in entry.data()["text"]
    assert entry.data()["language"] == "en"


def pdf(tmp_path: Path, text: str) -> Path:
    stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET".encode()
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    path = tmp_path / "statement.pdf"
    path.write_bytes(out)
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", b"not a word file", "读不了"),
        ("a.pdf", b"not a pdf", "读不了"),
        ("a.xyz", b"?", "不认识"),
        ("a.md", b"\n \n", "没有读到文字"),
        ("a.jsonl", b'{"id": \n', "第1行"),
        ("a.yaml", b"a: &x [1]\nb: *x\n", "锚点"),
        ("a.yaml", b"id: a\nname: b\nname: c\n", "写了两次"),
        ("a.yaml", "id: a\nhappened: 【待填】\n".encode(), "待填"),
        ("a.csv", "编号,名称\nown-1,水壶\n".encode(), "第2行"),
        ("a.csv", b"\xff\xfe\x00\xd8", "UTF-8"),
    ],
)
def test_a_bad_file_is_one_clear_message(run, tmp_path: Path, name: str, content: bytes, said: str):
    path = tmp_path / name
    path.write_bytes(content)
    result = run("add", path)
    assert isinstance(result.exception, InputError), result.exception
    assert said in result.exception.in_language("zh")
    assert name in result.exception.in_language("en")


BRIEF = """\
id: kettle-2026
organisation: 云杉家电
subject: K3电水壶底座变形
incident: {type: image_damage, cluster: accidental, happened_at: 2026-10-12T08:00+08:00}
facts:
  - {id: f1, text: 2位用户反映K3电水壶底座变形, status: confirmed}
  - {id: f2, text: 怀疑温控器批次不良, status: unconfirmed}
  - {id: f3, text: 8月内部测试出现过同类现象, status: confidential}
earlier:
  - {id: s1, published_at: 2026-10-12T10:00+08:00, channel: weibo, text: 我们正在核实。}
"""


def test_a_closed_incident_becomes_a_draft_without_its_secrets(run, tmp_path: Path):
    brief = file(tmp_path, "brief.yaml", BRIEF)
    outcome = file(tmp_path, "outcome.txt", "召回1200台，未再发生投诉。媒体追问8月内部测试一事。\n")
    out = tmp_path / "draft.yaml"
    learned = run("learn", brief, "--outcome", outcome, "--out", out)
    assert learned.exit_code == 0
    assert "f3" in learned.stderr, "a sentence of the outcome was left out, and that is said"
    text = out.read_text(encoding="utf-8")
    assert "2位用户反映" in text
    assert "召回1200台" in text
    assert "内部测试" not in text
    assert "温控器" not in text
    assert isinstance(run("add", out).exception, InputError), (
        "a draft is not a case until a person finished it"
    )
    finished = text.replace("industry: 【待填】", "industry: 家电").replace(
        "rating: 【待填】", "rating: good"
    )
    out.write_text(finished.replace("【待填】", "先停用，再查原因。"), encoding="utf-8")
    added = run("add", out)
    assert added.exit_code == 0, added.exception
    assert "2026-kettle-2026" in run("list").stdout


SECRETS = {
    "zh": (
        BRIEF.replace("8月内部测试出现过同类现象", "当事工程师叫林晓雯，拟补偿每位用户5万元"),
        "10月20日召回1200台。\n工程师林晓雯被调岗。每户补偿了5万元。媒体没有追问。\n",
        ("林晓雯", "5万元"),
        ("召回1200台", "媒体没有追问"),
    ),
    "en": (
        BRIEF.replace("云杉家电", "Spruce Appliances")
        .replace("K3电水壶底座变形", "Base of the K3 kettle")
        .replace("2位用户反映K3电水壶底座变形", "Two customers told us that the base of the K3 kettle warps")
        .replace("怀疑温控器批次不良", "A batch of thermostats may be faulty")
        .replace("8月内部测试出现过同类现象", "A test engineer warned us on 3 August and nobody answered")
        .replace("我们正在核实。", "We are looking into it."),
        "The regulator closed the case in May. An engineer who had warned us on 3 August spoke to a newspaper. Nobody "
        "was hurt.\n",
        ("3 August", "engineer"),
        ("The regulator closed the case in May.", "Nobody was hurt."),
    ),
}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_names_and_figures_of_a_secret_are_left_out_of_what_followed(run, tmp_path: Path, language: str):
    brief, outcome, hidden, kept = SECRETS[language]
    learned = run(
        "learn",
        file(tmp_path, "brief.yaml", brief),
        "--outcome",
        file(tmp_path, "outcome.txt", outcome),
    )
    assert learned.exit_code == 0, learned.exception
    plain = " ".join(learned.stdout.split())
    assert not [words for words in hidden if words in plain]
    assert not [words for words in kept if words not in plain]
    assert "f3" in learned.stderr


def test_what_followed_may_be_a_word_file_or_in_gb18030(run, tmp_path: Path):
    document = Document()
    document.add_paragraph("召回1200台，未再发生投诉。")
    document.save(str(tmp_path / "outcome.docx"))
    brief = file(tmp_path, "brief.yaml", BRIEF)
    for path in (
        tmp_path / "outcome.docx",
        file(tmp_path, "outcome.txt", "召回1200台，未再发生投诉。\n", "gb18030"),
    ):
        assert "召回1200台" in run("learn", brief, "--outcome", path).stdout


def test_a_folder_is_taken_for_what_its_files_say_they_are(run, tmp_path: Path):
    folder = tmp_path / "house"
    folder.mkdir()
    file(folder, "对外文案规范.md", "# 我们怎么说\n\n不用感叹号。")
    file(folder, "talking points.txt", "We collect the kettle within three days.")
    file(folder, "notice.md", "# 关于系统中断的说明\n\n系统已于12时恢复。")
    file(folder, "logo.png", "?")
    said = run("add", folder).stdout
    assert "[规范]" in said and "[口径]" in said and "[以往声明]" in said
    assert "logo.png" in said


def test_a_record_in_a_list_of_ones_own_is_replaced_there(run, tmp_path: Path):
    own = tmp_path / "home" / "own"
    for kind in ("cases", "entries"):
        (own / kind).mkdir(parents=True)
    line = {"id": "line-1", "kind": "line", "title": "退换货", "text": "七日内可退换。", "language": "zh"}
    other = line | {"id": "line-2", "title": "运费"}
    path = own / "entries" / "ours.jsonl"
    path.write_text(
        "".join(json.dumps(data, ensure_ascii=False) + "\n" for data in (line, other)), encoding="utf-8"
    )
    changed = file(
        tmp_path, "line.jsonl", json.dumps(line | {"text": "十五日内可退换。"}, ensure_ascii=False)
    )
    assert run("add", changed, "--yes").exit_code == 0
    assert "十五日" in run("show", "line-1").stdout
    assert run("list").stdout.count("line-1") == 1
    assert "line-2" in run("list").stdout


def test_a_shipped_case_is_not_replaced_unasked(run, tmp_path: Path):
    path = file(tmp_path, "haidilao.yaml", CASE.replace("2024-own-kettle", "2017-haidilao-kitchen-hygiene"))
    refused = run("add", path)
    assert isinstance(refused.exception, InputError)
    assert "2017-haidilao-kitchen-hygiene" in refused.exception.in_language("zh")
    assert run("add", path, "--yes").exit_code == 0
    assert "召回1200台" in run("show", "2017-haidilao-kitchen-hygiene").stdout


def test_everything_is_exported_and_read_back(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run("add", file(tmp_path, "kettle.yaml", CASE))
    assert run("export", tmp_path / "all.jsonl", "--all").exit_code == 0
    monkeypatch.setenv("CANDOR_HOME", str(tmp_path / "other"))
    added = run("add", tmp_path / "all.jsonl")
    assert added.exit_code == 0, added.output
    assert "新增 1，有改动 0" in added.stdout
    assert run("export", tmp_path / "again.jsonl", "--all").exit_code == 0
    assert (tmp_path / "all.jsonl").read_bytes() == (tmp_path / "again.jsonl").read_bytes()


def test_the_passage_that_answers_is_shown(run, tmp_path: Path):
    guide = "# 门店应答手册\n\n" + "".join(
        f"第{n}条：门店照明与陈列按图样执行，每周检查一次。\n" for n in range(40)
    )
    run(
        "add",
        file(tmp_path, "手册.md", guide + "顾客反映食物中有异物的，先道歉、留样，不得要求顾客删帖。\n"),
    )
    found = run("search", "顾客吃到异物怎么说").stdout
    assert "不得要求顾客删帖" in found
    assert "第1条" not in found
