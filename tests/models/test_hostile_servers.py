"""A server is not trusted: whatever it answers, one photo fails within its limits of time and memory."""

from __future__ import annotations

import gzip
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import replace
from typing import Any

import pytest
from scripted import TEXTS, Reply, serve
from test_openai_http import ASKED, GOOD, OPTIONS, answered

from runner.errors import InferenceError, TimeoutExceeded
from runner.models.servers import bounded
from runner.models.servers.openai_http import Server

Talk = Callable[[socket.socket], None]


@contextmanager
def _raw(talk: Talk) -> Iterator[str]:
    """A server that reads some of a request and then says what it likes; its address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with connection, suppress(OSError):
                        connection.recv(2**20)
                        talk(connection)

        thread = threading.Thread(target=accept, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _drip(head: bytes) -> Talk:
    """A byte now and then, for ever: no single read takes long, and without a deadline the test would not end."""

    def talk(connection: socket.socket) -> None:
        connection.sendall(head)
        while True:
            connection.sendall(b"x")
            time.sleep(0.05)

    return talk


def _stream(connection: socket.socket) -> None:
    connection.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        connection.sendall(b"x" * 2**20)


def _bomb(connection: socket.socket) -> None:
    packed = gzip.compress(b"0" * (2 * bounded.LARGEST))
    connection.sendall(
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
    )


def _asked(address: str, **options: Any) -> None:
    with closing(Server(replace(OPTIONS, url=address, retries=0, **options))) as server:
        server.complete(ASKED)


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\nX-Long: ", b"HTTP/1.1 2"])
def test_an_answer_that_comes_in_drops_is_cut_at_its_deadline(head: bytes) -> None:
    with _raw(_drip(head)) as address, pytest.raises(TimeoutExceeded, match=r"no answer within 0\.5 s"):
        _asked(address, timeout_s=0.5)


@pytest.mark.parametrize("talk", [_stream, _bomb])
def test_an_answer_without_end_is_cut(talk: Talk) -> None:
    with _raw(talk) as address, pytest.raises(InferenceError, match=r"larger than 4 MiB|is packed"):
        _asked(address)


@pytest.mark.parametrize("count", [10**30, -1, 2**63, True, 1.5, "7", [7], None])
def test_a_count_that_cannot_be_is_unknown(count: object) -> None:
    body = {
        "choices": [{"message": {"content": TEXTS}}],
        "usage": {"prompt_tokens": count, "completion_tokens": 9},
    }
    with serve(Reply(body=body)) as script:
        assert answered(script) == GOOD._replace(prompt_tokens=None)


def test_half_characters_become_ones_that_a_file_can_hold() -> None:
    body = json.dumps({"choices": [{"message": {"content": "A \ud800 heron"}}]})
    with serve(Reply(body=body)) as script:
        assert answered(script).text == "A ? heron"
    with serve(Reply(status=400, body=json.dumps({"error": "no \udfff"}))) as script:
        with pytest.raises(InferenceError) as caught:
            answered(script, replace(OPTIONS, retries=0))
        str(caught.value).encode()


def test_an_answer_that_is_nested_without_end_is_none() -> None:
    with serve(Reply(body="[" * 200_000)) as script, pytest.raises(InferenceError, match="something unexpected"):
        answered(script, replace(OPTIONS, retries=0))
