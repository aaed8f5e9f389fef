from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from model_servers import LM_STUDIO, OLD_LM_STUDIO, VLLM, Routes, llama_server, ollama, serving

from runner.models.servers.probing import KINDS, Probed, ServedModel, probe


@pytest.fixture
def nobody() -> Iterator[str]:
    """An address at which no server listens while the test lasts."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield f"http://127.0.0.1:{taken.getsockname()[1]}"


def asked(kind: str, routes: Routes) -> Probed:
    with serving(routes) as address:
        return probe({kind: address})[0]


@pytest.mark.parametrize(
    ("kind", "routes", "models"),
    [
        (
            "ollama",
            ollama({"qwen2.5vl:7b": ["completion", "vision"], "llama3:8b": ["completion"]}),
            [ServedModel("qwen2.5vl:7b", True), ServedModel("llama3:8b", False)],
        ),
        ("llama_server", llama_server(True), [ServedModel("qwen3-vl.gguf", True)]),
        ("llama_server", llama_server(False), [ServedModel("qwen3-vl.gguf", False)]),
        ("llama_server", llama_server(None), [ServedModel("qwen3-vl.gguf", None)]),
        ("lm_studio", LM_STUDIO, [ServedModel("qwen/qwen3-vl-4b", True), ServedModel("mistral-7b", False)]),
        (
            "lm_studio",
            OLD_LM_STUDIO,
            [ServedModel("qwen2-vl-7b-instruct", True), ServedModel("meta-llama-3.1-8b", False)],
        ),
        ("vllm", VLLM, [ServedModel("Qwen/Qwen3-VL-4B-Instruct", None)]),
        ("ollama", ollama({}), []),
    ],
)
def test_each_kind_of_server_says_which_models_see(kind: str, routes: Routes, models: list[ServedModel]) -> None:
    found = asked(kind, routes)
    assert (found.state, [*found.models]) == ("answers", models)


def test_a_model_that_ollama_runs_elsewhere_gets_no_pictures() -> None:
    sees = ["completion", "vision"]
    found = asked("ollama", ollama({"gemma4:31b-cloud": sees, "far": sees, "near": sees}, remote="far"))
    assert [model.name for model in found.models if not model.local] == ["gemma4:31b-cloud", "far"]
    assert [model.name for model in found.vision()] == ["near"]


def test_an_old_ollama_that_does_not_say_what_a_model_sees() -> None:
    routes = {"GET /api/tags": {"models": [{"name": "llava"}]}, "POST /api/show": {"details": {}}}
    assert asked("ollama", routes).models == (ServedModel("llava", None),)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "said",
    [
        b"<html>my shop</html>", b"[" * 100_000, b"7", b'{"models": 3, "data": {}}',
        b'{"models": [{"name": "a\\nb", "key": "\\u0007", "type": "llm"}], "data": [{"id": "", "type": "llm"}]}',
    ],
)  # fmt: skip
def test_another_program_at_the_port_is_no_server_of_models(kind: str, said: bytes) -> None:
    paths = ("/api/tags", "/props", "/v1/models", "/api/v1/models", "/api/v0/models")
    found = asked(kind, {f"GET {path}": said for path in paths})
    assert (found.state, found.models) == ("other", ())


def test_vllm_is_not_what_answers_like_openai_at_its_port() -> None:
    assert asked("vllm", {"GET /v1/models": {"data": [{"id": "m", "owned_by": "library"}]}}).state == "other"


def test_nobody_is_there(nobody: str) -> None:
    assert {each.state for each in probe(dict.fromkeys(KINDS, nobody))} == {"absent"}


def test_a_server_that_takes_its_time_is_not_waited_for() -> None:
    with serving(ollama({"llava": ["vision"]}), wait_s=5) as slow, serving(llama_server(True)) as quick:
        found = probe({"ollama": slow, "llama_server": quick}, seconds=0.3)
    assert [each.state for each in found] == ["slow", "answers"]
