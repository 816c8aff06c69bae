"""Where a model is found, how tokens are counted without a network, and how prompts are loaded."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import prompts
from drafting.brief import Brief
from drafting.errors import ModelError
from drafting.settings import Settings
from drafting.writers import tokens
from drafting.writers.binding import bound_ids
from drafting.writers.endpoints import endpoint_of, find_local_services, latitude_of
from drafting.writers.local import LocalServer
from drafting.writers.withholding import promise_words
from tests.scripted_server import refuses, scripted, sends, stays_silent

MODELS = json.dumps({"object": "list", "data": [{"id": "qwen2.5:7b"}, {"id": "llama3.2:3b"}]}).encode()


def port_of(base_url: str) -> int:
    return int(base_url.split(":")[2].split("/", maxsplit=1)[0])


def test_a_server_on_loopback_is_found_with_the_settings_that_use_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        dead = taken.getsockname()[1]
    with scripted(sends(MODELS, "application/json")) as alive, scripted(refuses(404)) as other:
        ports = (("Ollama", port_of(alive.base_url)), ("LM Studio", dead), ("vLLM", port_of(other.base_url)))
        found = find_local_services(ports=ports)
    assert [service.product for service in found] == ["Ollama"]
    assert found[0].settings == {"OPENAI_BASE_URL": alive.base_url, "CANDOR_MODEL": "qwen2.5:7b"}
    assert found[0].models == ("qwen2.5:7b", "llama3.2:3b")


@pytest.mark.parametrize("body", [b"<html>", b"[]", b'{"data": 3}', b"\xff\xfe"])
def test_what_is_no_model_server_is_not_taken_for_one(body: bytes) -> None:
    with scripted(sends(body, "application/json")) as server:
        assert find_local_services(ports=(("vLLM", port_of(server.base_url)),)) == ()


def test_a_silent_port_does_not_hold_up_the_search() -> None:
    with scripted(stays_silent()) as server:
        assert find_local_services(timeout=0.2, ports=(("vLLM", port_of(server.base_url)),)) == ()


def test_a_proxy_of_the_environment_is_not_asked_for_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with scripted(sends(MODELS, "application/json")) as server:
        assert find_local_services(ports=(("Ollama", port_of(server.base_url)),))


def test_the_key_of_a_provider_is_not_sent_to_a_server_of_our_own() -> None:
    settings = Settings(_env_file=None, OPENAI_API_KEY="sk-secret")
    assert endpoint_of(settings, "m").base_url == "https://api.openai.com/v1"
    local = endpoint_of(settings, "m", "http://127.0.0.1:9/v1")
    assert "secret" not in local.key.get_secret_value()


@pytest.mark.parametrize(
    ("name", "latitude"),
    [
        ("qwen2.5-coder:1.5b", "plain"),
        ("qwen2.5-coder-1.5b-instruct-q4_k_m", "plain"),
        ("llama3.2:3b-instruct-q4_0", "plain"),
        ("qwen2.5-7b-instruct", "full"),
        ("Qwen/Qwen3-30B-A3B", "full"),
        ("gpt-4o-mini", "full"),
        ("deepseek-chat", "full"),
    ],
)
def test_small_models_are_known_by_the_size_in_their_name(name: str, latitude: str) -> None:
    assert latitude_of(name) == latitude


def test_tokens_are_counted_without_a_network_wherever_tiktoken_keeps_its_files(tmp_path: Path) -> None:
    code = (
        "import socket\n"
        "def refuse(*a, **k): raise OSError('no network')\n"
        "socket.socket.connect = refuse\n"
        "from drafting.writers.tokens import count_tokens, counts_are_exact\n"
        "print(count_tokens('关于K3电水壶底座发热变形的情况说明'), counts_are_exact())\n"
        "import os; print(os.environ.get('TIKTOKEN_CACHE_DIR'))"
    )
    environment = {**os.environ, "TIKTOKEN_CACHE_DIR": str(tmp_path)}
    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, cwd=root, check=True
    )
    count, exact, folder = done.stdout.split()
    assert exact == "True"
    assert 8 <= int(count) <= 17
    assert folder == str(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "关于K3电水壶底座发热变形的情况说明。" * 5,
        "We are aware of reports about the kettle. " * 5,
        "",
        "🔥" * 9,
    ],
)
def test_the_estimate_is_never_below_the_count_by_much(text: str) -> None:
    assert tokens.estimate_tokens(text) >= tokens.count_tokens(text) * 0.8 or text.startswith("🔥")
    assert tokens.estimate_tokens(text) <= tokens.count_tokens(text) * 3 + 10


BASIS = (
    ("f1", "截至11月5日12时，客服收到7位用户反映DT-20电热毯控制器发烫、外壳变软，其中2位提供了照片"),
    ("f2", "目前没有收到人员受伤的反馈"),
    ("f4", "涉及批次为DT20-2609A，共1860条，2026年9月生产"),
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("截至11月5日12时，客服收到7位用户反映DT-20电热毯控制器发烫、外壳变软。", ("f1",)),
        ("目前没有收到人员受伤的反馈，涉及批次为DT20-2609A，共1860条，2026年9月生产。", ("f2", "f4")),
        ("到现在为止，还没有收到有人受伤的反馈。", ("f2",)),
        ("涉及批次DT20-2609A，1860条。", ("f4",)),
        ("春天来了。", ()),
    ],
)
def test_a_sentence_is_bound_to_the_facts_it_tells(sentence: str, expected: tuple[str, ...]) -> None:
    assert bound_ids(sentence, BASIS) == expected


ENGLISH = (
    (
        "f1",
        "On 3 March, 7 customers in Leeds reported metal fragments in 500 g Farmhouse yoghurt, batch L2291",
    ),
    ("f2", "18,400 pots of batch L2291 were recalled on 4 March"),
)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Seven customers in Leeds reported metal fragments in our Farmhouse yoghurt.", ("f1",)),
        ("We recalled 18,400 pots on 4 March.", ("f2",)),
        ("Our thoughts are elsewhere.", ()),
    ],
)
def test_an_english_sentence_is_bound_to_the_facts_it_tells(sentence: str, expected: tuple[str, ...]) -> None:
    assert bound_ids(sentence, ENGLISH) == expected


def test_a_damaged_model_file_does_not_start(tmp_path: Path) -> None:
    path = tmp_path / "broken-1b.gguf"
    path.write_bytes(b"GGUF" + b"\0" * 4000)
    with pytest.raises(ModelError) as caught:
        LocalServer.start(str(path), context=1024)
    assert caught.value.key == "model.not_started"


def test_a_prompt_says_which_input_is_missing() -> None:
    with pytest.raises(KeyError):
        prompts.prompt("request", "zh").fill(kind="x")
    assert prompts.prompt("system", "en").version >= 1


def test_a_dollar_in_a_fact_is_only_a_dollar() -> None:
    filled = prompts.prompt("rewrite", "en").fill(
        kind="k", organisation="o", subject="$kind cost $5", elements="$elements ${x}", keys="k"
    )
    assert "$kind cost $5" in filled
    assert "$elements ${x}" in filled


def test_a_missing_prompt_is_said_in_both_languages() -> None:
    with pytest.raises(prompts.PromptError) as caught:
        prompts.prompt("nothing", "zh")
    assert "nothing.md" in caught.value.zh
    assert "no such file" in caught.value.en


@pytest.mark.parametrize(
    ("language", "text", "owner", "due", "expected"),
    [
        ("zh-CN", "公布检测结论", "质检部", "2026-03-12T18:00+08:00", "质检部将于3月12日18时前公布检测结论"),
        (
            "zh-CN",
            "就诊费用由学校先行垫付",
            "总务处",
            "即日起",
            "即日起，就诊费用由学校先行垫付，由总务处负责",
        ),
        ("zh-CN", "公布检测结论", None, None, "我们将公布检测结论"),
        ("en", "publish the results", None, "2026-03-12", "We will publish the results by 12 March"),
        (
            "en",
            "letters to all owners",
            "the recall office",
            "2026-03-12",
            "The recall office will provide letters to all owners by 12 March",
        ),
        (
            "en",
            "peanut products move to a separate building",
            "the operations director",
            "2026-03-12",
            "Our commitment, by 12 March: peanut products move to a separate building (responsible: the operations director)",
        ),
        ("en", "replacing all blades", None, "2026-03-12", "We will be replacing all blades by 12 March"),
        (
            "en",
            "customers get a refund",
            None,
            "2026-03-12",
            "Our commitment, by 12 March: customers get a refund",
        ),
    ],
)
def test_a_promise_is_put_to_the_model_as_a_sentence_that_can_stand(
    language: str, text: str, owner: str | None, due: str | None, expected: str
) -> None:
    promise = {"id": "c1", "text": text, "owner": owner, "due": due}
    brief = Brief.model_validate(
        {
            "id": "b",
            "organisation": "o",
            "language": language,
            "issued_at": "2026-03-09T15:00+08:00",
            "commitments": [promise],
        }
    )
    assert promise_words(brief.commitments[0], brief, "zh" if brief.is_chinese else "en") == expected
