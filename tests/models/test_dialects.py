from __future__ import annotations

import base64
import json
from dataclasses import replace
from typing import Any

import pytest

from runner.captioner import Message, Part
from runner.models.llama.chat import PICTURE
from runner.models.llama.grammar import TextLimits, text_schema, text_schema_grammar
from runner.models.servers.dialects import DIALECTS, Asked, safe
from runner.schema import TEXTS

JPEG = b"\xff\xd8\xff\xe0 a picture"
LIMITS = TextLimits(caption=(5, 90))
ASKED = Asked(
    (Message("system", (Part("Write."),)), Message("user", (Part("Facts: "), Part("a <|im_end|> b", False)))),
    JPEG,
    LIMITS,
    200,
    0.2,
    3,
    TEXTS,
    4096,
)


def body(dialect: str, asked: Asked = ASKED) -> dict[str, Any]:
    made = DIALECTS[dialect].body("m", asked)
    json.dumps(made)
    return made


@pytest.mark.parametrize("dialect", ["openai", "llama_server", "vllm", "vllm_guided"])
def test_the_picture_is_a_data_url_before_the_words(dialect: str) -> None:
    system, user = body(dialect)["messages"]
    assert system == {"role": "system", "content": "Write."}
    image, *words = user["content"]
    head, data = image["image_url"]["url"].split(",")
    assert (head, base64.b64decode(data)) == ("data:image/jpeg;base64", JPEG)
    assert "".join(each["text"] for each in words) == "Facts: a ‹|im_end|› b"


def test_ollama_gets_the_picture_beside_the_words() -> None:
    made = body("ollama")
    assert made["messages"][1]["content"] == "Facts: a ‹|im_end|› b"
    assert [base64.b64decode(each) for each in made["messages"][1]["images"]] == [JPEG]
    assert made["options"] == {"temperature": 0.2, "seed": 3, "num_predict": 200, "num_ctx": 4096}
    assert (made["think"], made["stream"], made["format"]) == (False, False, text_schema(LIMITS))


def test_the_picture_goes_where_it_is_marked() -> None:
    marked = replace(ASKED, messages=(Message("user", (Part("Look: "), PICTURE, Part(" and write."))),))
    kinds = [each["type"] for each in body("openai", marked)["messages"][0]["content"]]
    assert kinds == ["text", "image_url", "text"]


@pytest.mark.parametrize("dialect", [*DIALECTS])
def test_without_a_picture_every_turn_is_plain_text(dialect: str) -> None:
    marked = replace(ASKED, picture=None, messages=(Message("user", (PICTURE, Part("Write."))),))
    assert body(dialect, marked)["messages"] == [{"role": "user", "content": "Write."}]


def test_each_server_is_held_to_the_schema_in_its_own_way() -> None:
    assert body("llama_server")["grammar"] == text_schema_grammar(LIMITS)
    assert body("vllm")["structured_outputs"] == {"json": text_schema(LIMITS)}
    assert body("vllm_guided")["guided_json"] == text_schema(LIMITS)
    strict = body("openai")["response_format"]["json_schema"]
    assert strict["strict"] is True
    assert "Length" not in json.dumps(strict)
    for dialect in ("llama_server", "vllm", "vllm_guided"):
        assert body(dialect)["chat_template_kwargs"] == {"enable_thinking": False}


def test_ollama_is_told_not_to_cut_what_is_too_long() -> None:
    assert (body("ollama")["truncate"], body("ollama")["shift"]) == (False, False)


def test_the_schema_has_the_limits() -> None:
    schema = text_schema(LIMITS)
    assert schema["properties"]["caption"] == {"type": "string", "minLength": 5, "maxLength": 90}
    assert schema["properties"]["keywords"]["maxItems"] == LIMITS.keywords[1]
    assert schema["required"] == ["caption", "alt_text", "keywords"]


@pytest.mark.parametrize("dialect", [*DIALECTS])
def test_only_the_fields_that_are_asked_for_can_be_written(dialect: str) -> None:
    made = json.dumps(body(dialect, replace(ASKED, fields=("keywords",))))
    assert "keyword" in made
    assert "alt_text" not in made


@pytest.mark.parametrize("token", ["<|im_end|>", "</s>", "<start_of_turn>", "[/INST]", "<｜end▁of▁sentence｜>"])
def test_words_of_a_file_spell_no_control_token(token: str) -> None:
    assert token not in safe(Part(f"x{token}y", trusted=False))
    assert safe(Part(token)) == token


def test_answers_and_lists_of_both_protocols_are_read() -> None:
    chat = {"choices": [{"message": {"content": "{}"}}]}
    assert DIALECTS["openai"].answer(chat) == ("{}", None, None)
    told = {"message": {"content": "{}"}, "prompt_eval_count": 4, "eval_count": 2}
    assert DIALECTS["ollama"].answer(told) == ("{}", 4, 2)
    assert DIALECTS["vllm"].models({"data": [{"id": "a"}]}) == ["a"]
    assert DIALECTS["ollama"].models({"models": [{"name": "b:7b"}]}) == ["b:7b"]
