"""Measures the stock loop as a contender: `create_chat_completion` of llama-cpp-python, one picture after another."""

from __future__ import annotations

import base64
import time
from collections.abc import Sequence

import captioning_task as task
import llama_cpp
from captioning_model import TinyVlm
from captioning_server import Measured
from llama_cpp.llama_chat_format import MTMDChatHandler


def load(files: TinyVlm) -> llama_cpp.Llama:
    """The model behind llama-cpp-python's chat interface, with all layers on a GPU if there is one."""
    handler = MTMDChatHandler(str(files.mmproj), verbose=False)
    return llama_cpp.Llama(
        str(files.model), chat_handler=handler, n_ctx=task.CONTEXT, n_threads=task.THREADS,
        n_threads_batch=task.THREADS, n_gpu_layers=-1, verbose=False,
    )  # fmt: skip


def measured(stock: llama_cpp.Llama, photos: Sequence[bytes]) -> Measured:
    """What captions of these JPEGs took, per caption."""
    since, cpu = time.perf_counter(), time.process_time()
    texts = [_ask(stock, photo) for photo in photos]
    return Measured((time.perf_counter() - since) / len(photos), (time.process_time() - cpu) / len(photos), texts)


def alone(files: TinyVlm, photos: Sequence[bytes]) -> Measured:
    """The same with a model that is loaded and closed for it; the first picture is not counted."""
    stock = load(files)
    measured(stock, photos[:1])
    found = measured(stock, photos[1:])
    stock.close()
    return found


def _ask(stock: llama_cpp.Llama, photo: bytes) -> str:
    url = "data:image/jpeg;base64," + base64.b64encode(photo).decode()
    content = [{"type": "image_url", "image_url": {"url": url}}, {"type": "text", "text": task.ASKED}]
    answer = stock.create_chat_completion(
        [{"role": "system", "content": task.SYSTEM}, {"role": "user", "content": content}],
        response_format={"type": "json_object", "schema": task.SCHEMA},
        temperature=0, repeat_penalty=1.0, max_tokens=task.WRITTEN,
    )  # fmt: skip
    assert answer["usage"]["completion_tokens"] == task.WRITTEN
    return str(answer["choices"][0]["message"]["content"])
