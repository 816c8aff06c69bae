"""A walk through the knowledge base by its commands: export, filters, own texts, settings that lead nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from drafting.errors import InputError
from tests.kb_material import CASES, file


def test_export_to_a_folder_reads_back_byte_for_byte(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    run("add", file(tmp_path, "a.csv", CASES), file(tmp_path, "b.md", "# 说明\n\n  已恢复。\t完\n\n- 一\n"))
    assert run("export", tmp_path / "one").exit_code == 0
    assert run("export", tmp_path / "one.jsonl").exit_code == 0
    monkeypatch.setenv("CANDOR_HOME", str(tmp_path / "other"))
    assert run("add", tmp_path / "one").exit_code == 0
    run("export", tmp_path / "two")
    run("export", tmp_path / "two.jsonl")
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.yaml"))
    assert len(files) == 2
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    assert "已有文件" in run("export", tmp_path / "two").exception.in_language("zh")
    assert "jsonl" in run("export", tmp_path / "two.csv").exception.in_language("zh")


def test_a_filter_holds_for_own_texts_too(run, tmp_path: Path):
    run("add", file(tmp_path, "a.csv", "类别,标题,正文\n口径,退款,收到申请后7个工作日内退款。\n"))
    assert "[口径]" in run("search", "退款多久").stdout
    assert "[口径]" not in run("search", "退款多久", "--rating", "bad").stdout
    assert "[口径]" not in run("search", "退款多久", "--language", "en").stdout
    assert "[口径]" in run("list", "--language", "zh").stdout
    assert "口径 1 条" in run("stats").stdout


@pytest.mark.parametrize(
    ("option", "value", "found"),
    [
        ("--country", "中国", "2017-haidilao-kitchen-hygiene"),
        ("--country", "south korea", "2016-samsung-note7-fires"),
        ("--years", "2017至2017", "2017-haidilao-kitchen-hygiene"),
        ("--years", "2017–2018", "2017-haidilao-kitchen-hygiene"),
    ],
)
def test_countries_and_years_are_understood_as_people_write_them(run, option: str, value: str, found: str):
    assert found in run("list", option, value).stdout


@pytest.mark.parametrize(
    ("option", "value", "said"), [("--country", "亚特兰", "亚特兰"), ("--years", "2020-2015", "2020-2015")]
)
def test_what_can_match_nothing_is_refused(run, option: str, value: str, said: str):
    assert said in run("list", option, value).exception.in_language("zh")


def test_a_list_of_nothing_says_so(run):
    assert "没有符合" in run("list", "--years", "1900").stdout


@pytest.mark.parametrize("url", ["127.0.0.1:8000", "ftp://host", "http://", "http://host:port"])
def test_an_address_that_is_no_server_is_refused_at_once(run, monkeypatch: pytest.MonkeyPatch, url: str):
    monkeypatch.setenv("CANDOR_CHROMA_URL", url)
    error = run("stats").exception
    assert isinstance(error, InputError)
    assert url in error.in_language("zh")


def test_a_server_that_is_away_is_named(run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CANDOR_CHROMA_URL", "http://127.0.0.1:9")
    said = run("stats").exception.in_language("zh")
    assert "http://127.0.0.1:9" in said
    assert "磁盘" not in said


def test_settings_left_empty_are_not_set(run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CANDOR_CHROMA_URL", "")
    monkeypatch.setenv("CANDOR_KNOWLEDGE", "")
    assert run("add", file(tmp_path, "b.md", "# 说明\n\n已恢复。")).exit_code == 0
    assert (tmp_path / "home" / "own" / "entries").is_dir()


LINES = """\
语言,标题,口径
英文,Flight cancelled by us,You may choose a full refund or a new flight at no cost.
英文,Damaged luggage,Report it at the desk within seven days. We repair the bag or pay what it was worth.
英文,Turbulence injuries,Passengers who were hurt were met by medical staff on landing. We pay their treatment.
中文,黑客攻击订票系统,订票系统已隔离受影响的服务器，支付卡信息未存放在该系统。
中文,航班延误安置,延误超过4小时的，我们提供食宿；因我方原因造成的，另按公布的标准补偿。
"""


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("行李箱摔坏了", "Damaged luggage"),
        ("飞机颠簸有人受伤", "Turbulence injuries"),
        ("航班取消了能退钱吗", "Flight cancelled by us"),
        ("booking system hacked", "黑客攻击订票系统"),
        ("明天北京天气", None),
        ("chicken soup recipe", None),
    ],
)
def test_own_lines_are_found_from_the_other_language(
    run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, query: str, title: str | None
):
    monkeypatch.setenv("CANDOR_EMBEDDINGS", "local")
    run("add", file(tmp_path, "lines.csv", LINES))
    found = [line for line in run("search", query).stdout.splitlines() if line.startswith("*")]
    assert title in found[0] if title else not found


def entry(home: Path, name: str, text: str) -> None:
    file(home, f"home/own/entries/{name}", text)


def test_one_id_in_two_own_files_is_named_not_picked_from(run, tmp_path: Path):
    for name, title in (("a.yaml", "甲"), ("b.yaml", "乙")):
        entry(tmp_path, name, f"id: line-1\nkind: line\ntitle: {title}\ntext: {title}\n")
    said = run("list").exception.in_language("zh")
    assert "b.yaml" in said and "a.yaml" in said and "line-1" in said


def test_a_text_that_a_kill_left_in_two_files_is_the_newer_one(run, tmp_path: Path):
    entry(tmp_path, "line-1.yaml", "id: line-1\nkind: line\ntitle: 新的\ntext: 新的\n")
    entry(tmp_path, "ours.jsonl", '{"id": "line-1", "kind": "line", "title": "旧的", "text": "旧的"}\n')
    shown = run("list").stdout
    assert "新的" in shown and "旧的" not in shown


def test_files_put_into_the_own_folder_by_hand_are_not_passed_over_in_silence(run, tmp_path: Path):
    entry(tmp_path, "口径库.md", "# 口径\n\n七日内退款。\n")
    said = run("stats").stdout
    assert "口径库.md" in said and "candor kb add" in said


def test_an_own_folder_that_is_a_file_is_refused(run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CANDOR_KNOWLEDGE", str(file(tmp_path, "own.yaml", "id: a\n")))
    assert "own.yaml 不是文件夹" in run("stats").exception.in_language("zh")


def test_why_the_system_refuses_is_told_in_the_readers_language(candor):
    code, _, told = candor("kb", "add", "nirgends.yaml")
    assert code == 2
    assert "没有这个文件或文件夹" in told and "No such file" not in told
