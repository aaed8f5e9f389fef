from __future__ import annotations

import socket
import time
from contextlib import closing
from dataclasses import replace

import pytest
from scripted import TEXTS, Reply, Script, serve

from runner.captioner import Message, Part
from runner.errors import EnvError, InferenceError, RunnerError, TimeoutExceeded
from runner.models.llama.grammar import TextLimits
from runner.models.options import ServerOptions
from runner.models.servers.dialects import Answer, Asked
from runner.models.servers.openai_http import Server

FIELDS = ("caption", "alt_text", "keywords")
ASKED = Asked((Message("user", (Part("Facts: cat"),)),), None, TextLimits(), 100, 0.0, 0, FIELDS, 4096)
GOOD = Answer(TEXTS, 7, 9)
OPTIONS = ServerOptions("http://127.0.0.1:9", "llava", backoff_s=0.01)


def answered(script: Script, options: ServerOptions = OPTIONS) -> Answer:
    with closing(Server(replace(options, url=script.address))) as server:
        return server.complete(ASKED)


@pytest.mark.parametrize(
    "first",
    [
        Reply(status=500, body={"error": {"message": "out of slots"}}),
        Reply(status=503, body="Loading model"),
        Reply(status=429, body={"error": "slow down"}),
        Reply(cut=0),
        Reply(cut=40),
        Reply(body='{"choices": [{"mess'),
        Reply(body="<html>proxy</html>"),
        Reply(body={"choices": []}),
        Reply(body={"choices": [{"message": {"content": None}}]}),
        Reply(body=[1]),
    ],
)
def test_what_passes_is_tried_again(first: Reply) -> None:
    with serve(first, first, Reply()) as script:
        assert answered(script) == GOOD
        assert len(script.asked) == 3


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (Reply(status=500, body={"error": {"message": "out of slots"}}), "answers 500: out of slots"),
        (Reply(status=429, body={"error": "slow down"}), "answers 429: slow down"),
        (Reply(cut=0), "dropped the connection"),
        (Reply(body="<html>proxy</html>"), "sent something unexpected: '<html>"),
        (Reply(body={"choices": []}), "sent something unexpected"),
    ],
)
def test_what_does_not_pass_fails_one_photo(reply: Reply, sentence: str) -> None:
    with serve(reply) as script:
        with pytest.raises(InferenceError, match=sentence):
            answered(script, replace(OPTIONS, retries=2))
        assert len(script.asked) == 3


@pytest.mark.parametrize(
    ("dialect", "body"),
    [
        ("vllm", {"choices": [{"message": {"content": None, "reasoning_content": "The user wants"}}]}),
        ("openai", {"choices": [{"message": {"content": "", "reasoning": "The user wants"}}]}),
        ("ollama", {"message": {"content": "", "thinking": "The user wants"}, "done_reason": "length"}),
    ],
)
def test_a_model_that_only_thought_is_not_asked_again(dialect: str, body: object) -> None:
    with serve(Reply(body=body)) as script:
        with pytest.raises(InferenceError, match=r"turn its thinking off on the server, or raise caption\.max_tokens"):
            answered(script, replace(OPTIONS, dialect=dialect))  # type: ignore[arg-type]
        assert len(script.asked) == 1


def test_a_server_says_how_long_to_wait() -> None:
    with serve(Reply(status=429, body="", headers={"Retry-After": "0.3"}), Reply()) as script:
        start = time.monotonic()
        assert answered(script) == GOOD
        assert time.monotonic() - start >= 0.3


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (400, {"error": {"type": "exceed_context_size_error", "message": "the request exceeds the available context"}}),
        (400, {"error": {"message": "This model's maximum context length is 2048 tokens. However, you requested 9"}}),
        (422, {"detail": "The prompt is too long"}),
        (500, {"error": {"message": "Prompt exceeds n_ctx: 2143 > 1024"}}),
        (
            400,
            {"error": {"message": "The decoder prompt (length 11466) is longer than the maximum model length of 8192"}},
        ),
        (400, {"error": "The number of tokens to keep from the initial prompt is greater than the context length"}),
        (400, {"error": "the input length exceeds the context length"}),
    ],
)
def test_a_prompt_that_is_too_long_fails_one_photo_at_once(status: int, body: object) -> None:
    with serve(Reply(status=status, body=body)) as script:
        with pytest.raises(InferenceError, match="too long for llava"):
            answered(script)
        assert len(script.asked) == 1


@pytest.mark.parametrize(
    ("dialect", "reply", "problem", "mend"),
    [
        (
            "openai",
            Reply(status=404, body={"error": {"message": "The model `llava` does not exist."}}),
            "has no",
            "phi",
        ),
        ("ollama", Reply(status=404, body={"error": "model 'llava' not found"}), "has no model", "ollama pull llava"),
        ("openai", Reply(status=404, body={"error": "No models loaded. Please load one"}), "has no model", "phi, qwen"),
        (
            "llama_server",
            Reply(status=500, body={"error": {"message": "image input is not supported - hint: provide the mmproj"}}),
            "cannot see pictures",
            "--mmproj",
        ),
        (
            "ollama",
            Reply(status=500, body={"error": "this model is missing data required for image input"}),
            "cannot see pictures",
            "caption.server.sees=false",
        ),
        ("vllm", Reply(status=400, body={"message": "x is not a multimodal model"}), "cannot see pictures", "sees"),
        ("openai", Reply(status=404, body={"detail": "Not Found"}), "does not serve", "caption.server.dialect"),
        ("openai", Reply(status=301, body="", headers={"Location": "/x"}), "does not serve", "caption.server.url"),
        ("openai", Reply(status=401, body={"error": {"message": "bad key"}}), "refuses the key", "api_key_env=NAME"),
    ],
)
def test_what_no_photo_gets_past_ends_the_run(dialect: str, reply: Reply, problem: str, mend: str) -> None:
    with serve(reply) as script, pytest.raises(EnvError) as caught:
        script.models = ["phi", "qwen"]
        answered(script, replace(OPTIONS, dialect=dialect))
    assert problem in caught.value.problem
    assert mend in caught.value.mend
    assert len(script.asked) == 1


def test_a_slow_answer_is_not_asked_for_twice() -> None:
    with serve(Reply(wait_s=1.0)) as script:
        with pytest.raises(TimeoutExceeded, match=r"within 0\.2 s"):
            answered(script, replace(OPTIONS, timeout_s=0.2))
        until = time.monotonic() + 10
        while not script.asked and time.monotonic() < until:
            time.sleep(0.01)  # a busy machine's server notes it late
        assert len(script.asked) == 1


@pytest.mark.parametrize(
    ("dialect", "start"), [("llama_server", "llama-server -m"), ("vllm", "vllm serve"), ("ollama", "ollama serve")]
)
def test_nobody_there_says_what_to_start(dialect: str, start: str) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        free = taken.getsockname()[1]
    options = replace(OPTIONS, url=f"http://127.0.0.1:{free}", dialect=dialect, retries=1)  # type: ignore[arg-type]
    with closing(Server(options)) as server, pytest.raises(EnvError, match="cannot be reached") as caught:
        server.complete(ASKED)
    assert start in caught.value.mend


def test_the_key_comes_from_the_environment_and_stands_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    options = replace(OPTIONS, api_key_env="SOME_KEY")
    monkeypatch.delenv("SOME_KEY", raising=False)
    with pytest.raises(EnvError, match="SOME_KEY"):
        Server(options)
    monkeypatch.setenv("SOME_KEY", "sk-secret")
    with serve(Reply(), Reply(status=401, body={"error": "no"})) as script:
        answered(script, options)
        assert script.headers[0]["Authorization"] == "Bearer sk-secret"
        with pytest.raises(RunnerError, match="SOME_KEY") as caught:
            answered(script, options)
    assert "sk-secret" not in f"{options} {caught.value} {script.asked}"


@pytest.mark.parametrize(("below", "path"), [("", ""), ("/", ""), ("/proxy", "/proxy"), ("/proxy/", "/proxy")])
def test_an_address_may_have_a_path_before_the_protocols(below: str, path: str) -> None:
    with serve(Reply()) as script:
        with closing(Server(replace(OPTIONS, url=script.address + below))) as server:
            assert server.complete(ASKED) == GOOD
        assert script.paths == [f"{path}/v1/chat/completions"]
