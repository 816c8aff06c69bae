"""The command line as other programs run it: exit codes, one JSON document, messages that say what to do."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
BRIEF = """
id: cli-1
organisation: 青禾食品
kind: holding
issued_at: 2026-10-12T09:30+08:00
facts:
  - {id: f1, text: 10月11日收到3名顾客反映酸奶有异味, status: confirmed}
commitments:
  - {id: c1, text: 公布检测结果, due: 2026-10-13T18:00+08:00}
contacts:
  - {label: 客服热线, value: 400-000-0001}
"""


def candor(
    *arguments: str | Path, stdin: str | bytes = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    given = stdin.encode() if isinstance(stdin, str) else stdin
    return subprocess.run(
        [sys.executable, "-m", "drafting.cli", *map(str, arguments)],
        input=given,
        capture_output=True,
        timeout=120,
        check=False,
        env={**os.environ, **environment},
    )


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    path = tmp_path / "brief.yaml"
    path.write_text(BRIEF, encoding="utf-8")
    return path


def test_draft_prints_one_json_document_and_notices_go_elsewhere(brief: Path) -> None:
    done = candor("draft", brief, "--format", "json")
    assert done.returncode == 0, done.stderr.decode()
    made = json.loads(done.stdout)
    assert made["statement"]["brief_id"] == "cli-1" and made["review"]["verdict"] == "pass"
    assert made["statement"]["characters"] == len(made["statement"]["text"])
    assert len(made["precedents"]) == 3 and all(case["lesson"] for case in made["precedents"])
    assert "内置语句" in done.stderr.decode()


def test_several_channels_give_a_list_and_several_files(brief: Path, tmp_path: Path) -> None:
    done = candor("draft", brief, "--channel", "weibo", "--channel", "x", "--format", "json")
    assert [made["statement"]["channel"] for made in json.loads(done.stdout)] == ["weibo", "x"]
    out = tmp_path / "out"
    assert (
        candor("draft", brief, "--channel", "weibo,wechat", "--format", "docx", "--out", out).returncode == 0
    )
    assert len(list(out.glob("*.docx"))) == 2


def test_a_brief_comes_from_standard_input() -> None:
    done = candor("draft", "-", stdin=BRIEF)
    assert done.returncode == 0 and "客服热线 400-000-0001" in done.stdout.decode()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["draft", "missing.yaml"], "missing.yaml"),
        (["draft"], "BRIEF"),
        (["draft", str(EXAMPLES / "linglan-endorser.yaml"), "--channel", "fax"], "fax"),
        (["draft", str(EXAMPLES / "linglan-endorser.yaml"), "--format", "docx"], "--out"),
        (["review", "missing.txt"], "missing.txt"),
        (["review", "-", "--brief", "missing.yaml"], "missing.yaml"),
        (["review", "-", "--styles", "no-such-folder"], "no-such-folder"),
        (["brief", "check", "missing.yaml"], "missing.yaml"),
    ],
)
def test_bad_input_is_told_in_a_line_and_ends_with_2(arguments: list[str], told: str) -> None:
    done = candor(*arguments, stdin="好。")
    assert done.returncode == 2
    assert told in done.stderr.decode() and "Traceback" not in done.stderr.decode()
    assert done.stdout == b""


def test_messages_speak_the_readers_language() -> None:
    chinese = candor("draft", "missing.yaml").stderr.decode()
    english = candor("draft", "missing.yaml", CANDOR_LANGUAGE="en").stderr.decode()
    assert (
        "找不到" in chinese
        and "missing.yaml" in english
        and not any("\u4e00" <= c <= "\u9fff" for c in english)
    )


def test_review_exits_by_the_gravest_finding_that_matters() -> None:
    harsh = "如果给您带来不便，敬请谅解。"
    assert candor("review", "-", stdin=harsh).returncode == 1
    assert candor("review", "-", "--fail-on", "never", stdin=harsh).returncode == 0
    assert candor("review", "-", stdin="我们将于10月13日18时前公布检测结果。").returncode == 0
    found = json.loads(candor("review", "-", "--format", "json", stdin=harsh).stdout)
    first = found["findings"][0]
    assert found["verdict"] == "fail" and harsh[first["start"] : first["end"]] == first["match"]


def test_review_holds_a_text_against_the_facts_of_a_brief(brief: Path) -> None:
    wrong = "10月11日，我们收到5名顾客反映酸奶有异味。请致电400-000-0001，结果将于10月13日18时前公布。我们理解大家的担心。"
    done = candor("review", "-", "--brief", brief, "--format", "json", stdin=wrong)
    defects = {f["match"]: f["defect"] for f in json.loads(done.stdout)["findings"]}
    assert done.returncode == 1
    assert any(
        "5" in match and defect in ("altered_fact", "unsupported_figure") for match, defect in defects.items()
    )


def test_binary_input_is_refused_without_a_traceback() -> None:
    done = candor("review", "-", stdin=b"\xff\xfe\x00\x80")
    assert done.returncode == 2 and "UTF-8" in done.stderr.decode()


def test_a_model_that_is_insisted_on_and_out_of_reach_ends_with_3(brief: Path) -> None:
    away = {
        "OPENAI_BASE_URL": "http://127.0.0.1:9/v1",
        "OPENAI_API_KEY": "sk-secret-123",
        "CANDOR_MODEL": "m",
        "CANDOR_MODEL_RETRIES": "0",
    }
    strict = candor("draft", brief, "--strict-model", **away)
    assert strict.returncode == 3 and strict.stdout == b""
    fallback = candor("draft", brief, "--format", "json", **away)
    made = json.loads(fallback.stdout)
    assert fallback.returncode == 0 and made["statement"]["writer"] == "blocks"
    assert any("内置语句" in notice for notice in made["notices"])
    for done in (strict, fallback):
        assert b"sk-secret-123" not in done.stdout + done.stderr


def test_a_new_brief_is_a_template_in_the_language_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "new.yaml"
    assert candor("brief", "new", "--language", "en", "--kind", "apology", "--out", path).returncode == 0
    assert "kind: apology" in path.read_text(encoding="utf-8")


def test_a_checked_brief_says_what_the_statement_would_need() -> None:
    done = candor("brief", "check", EXAMPLES / "linglan-endorser.yaml")
    assert done.returncode == 0 and "commitments" in done.stderr.decode()


def test_a_batch_goes_on_where_it_stopped(tmp_path: Path) -> None:
    lines = tmp_path / "briefs.jsonl"
    one = {
        "organisation": "青禾食品",
        "facts": [{"id": "f1", "text": "10月11日收到3名顾客反映", "status": "confirmed"}],
    }
    lines.write_text(
        "".join(json.dumps(one | {"id": f"b{n}"}, ensure_ascii=False) + "\n" for n in range(3)),
        encoding="utf-8",
    )
    out = tmp_path / "out"
    assert candor("batch", lines, "--out", out).returncode in (0, 1)
    written = (out / "statements.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(written) == 3 and len(list(out.glob("**/*.docx"))) == 3
    again = candor("batch", lines, "--out", out)
    assert "3" in again.stderr.decode()
    assert (out / "statements.jsonl").read_text(encoding="utf-8").splitlines() == written


def test_doctor_says_what_is_in_use() -> None:
    done = candor("doctor", "--format", "json")
    assert {"name", "good", "state"} <= set(json.loads(done.stdout)[0])
