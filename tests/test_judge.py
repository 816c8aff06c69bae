"""`candor review --judge`: what a model is asked, and what of its answer is believed. A scripted server stands in for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drafting.cli import main
from tests.scripted_server import Answer, ScriptedServer, refuses, says, scripted

BRIEF = """
id: quarry-2026-05
organisation: 青岩石业
language: zh-CN
kind: update
channel: weibo
issued_at: 2026-05-20T10:00+08:00
facts:
  - {id: f1, text: "5月19日16时，东采区边坡滑塌，无人受伤", status: confirmed}
  - {id: f2, text: "东采区已停止作业", status: confirmed}
  - {id: f3, text: "安全员四月曾建议削坡，未获批准", status: confidential}
  - {id: f4, text: "滑塌可能与上周连续降雨有关", status: unconfirmed}
"""
TEXT = "5月19日16时，东采区边坡滑塌，无人受伤。东采区的作业已经停了下来。安全员四月曾建议削坡，未获批准。"


def _review(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *answers: Answer
) -> tuple[int, list[dict[str, str]], str, ScriptedServer]:
    (tmp_path / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CANDOR_LANGUAGE", "zh")
    monkeypatch.setenv("CANDOR_MODEL_RETRIES", "0")
    with scripted(*answers) as server:
        monkeypatch.setenv("OPENAI_BASE_URL", server.base_url)
        monkeypatch.setenv("OPENAI_API_KEY", "k")
        monkeypatch.setenv("CANDOR_MODEL", "m")
        with pytest.raises(SystemExit) as ended:
            main(["review", "text.txt", "--brief", "brief.yaml", "--judge", "--format", "json"])
    out, err = capsys.readouterr()
    findings = [f for f in json.loads(out)["findings"] if f["rule"].startswith("facts.judge")]
    return int(ended.value.code or 0), findings, err, server


def _verdicts(*entries: dict[str, object]) -> Answer:
    return says(json.dumps(list(entries), ensure_ascii=False))


def test_a_verdict_that_quotes_what_is_there_becomes_a_warning(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = _verdicts(
        {"n": 1, "verdict": "supported"},
        {"n": 2, "verdict": "unsupported", "words": "已经停了下来"},
    )
    _, findings, err, _ = _review(tmp_path, monkeypatch, capsys, answer)

    (finding,) = findings
    assert (finding["rule"], finding["severity"]) == ("facts.judge_unsupported", "warning")
    assert finding["match"] == "已经停了下来"
    assert "人工核对" in finding["message"]
    assert "提出1处" in err


@pytest.mark.parametrize(
    "entry",
    [
        {"n": 2, "verdict": "unsupported", "words": "工厂已全面停产"},
        {"n": 2, "verdict": "contradicted", "fact": "f2", "quote": "西采区已停止作业", "words": "停了下来"},
        {"n": 2, "verdict": "contradicted", "fact": "f9", "quote": "东采区已停止作业", "words": "停了下来"},
    ],
)
def test_a_verdict_that_quotes_what_is_not_there_is_not_believed(
    entry: dict[str, object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _, findings, err, _ = _review(tmp_path, monkeypatch, capsys, _verdicts(entry))

    assert findings == []
    assert "未予采信" in err


def test_neither_a_secret_nor_a_suspicion_is_put_to_the_model(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _, _, _, server = _review(tmp_path, monkeypatch, capsys, _verdicts({"n": 1, "verdict": "supported"}))

    (request,) = server.received
    assert "东采区已停止作业" in request.text
    assert "削坡" not in request.text
    assert "降雨" not in request.text


def test_where_the_model_fails_the_rules_findings_stand_and_the_exit_code_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, findings, err, _ = _review(tmp_path, monkeypatch, capsys, refuses(401, "wrong key"))

    assert (code, findings) == (3, [])
    assert err.strip()
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("arguments", "model", "message"),
    [
        (["text.txt", "--judge"], "m", "--brief"),
        (["text.txt", "--brief", "brief.yaml", "--judge"], "none", "CANDOR_MODEL"),
    ],
)
def test_without_a_brief_or_a_model_it_says_what_to_do(
    arguments: list[str],
    model: str,
    message: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CANDOR_MODEL", model)
    with pytest.raises(SystemExit) as ended:
        main(["review", *arguments])

    assert ended.value.code == 2
    assert message in capsys.readouterr().err
