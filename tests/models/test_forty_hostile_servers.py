"""Dozens of malicious servers: a photo fails within its limits of time and memory, and nothing else happens."""

from __future__ import annotations

import threading
import tracemalloc
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from hostile_servers import ENDING, FAILING, WRONG_LISTS, Talk, answering, talking
from test_openai_http import ASKED, OPTIONS

from runner.errors import EnvError, InferenceError, TimeoutExceeded
from runner.models.servers import bounded
from runner.models.servers.openai_http import Server

MOST_MEMORY = 40 * bounded.LARGEST
"""Bytes at any moment: JSON of lists takes about thirty times its text."""


def _asked(address: str, **options: Any) -> None:
    with closing(Server(replace(OPTIONS, url=address, **{"retries": 0, "timeout_s": 2.0, **options}))) as server:
        server.complete(ASKED)


@pytest.mark.parametrize("name", FAILING)
def test_one_photo_fails_within_time_and_memory(name: str) -> None:
    tracemalloc.start()
    try:
        with talking(FAILING[name]) as address, pytest.raises((InferenceError, TimeoutExceeded)) as caught:
            _asked(address)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < MOST_MEMORY
    assert len(str(caught.value)) < 1500
    str(caught.value).encode()
    _no_timer_is_left()


def _no_timer_is_left() -> None:
    for timer in [each for each in threading.enumerate() if isinstance(each, threading.Timer)]:
        timer.join(1)  # one that was cancelled needs a moment to end
        assert not timer.is_alive()


@pytest.mark.parametrize("name", ENDING)
def test_what_would_fail_every_photo_is_a_sentence_with_a_way_out(name: str) -> None:
    asked: list[str] = []

    def counted(connection: Any) -> None:
        asked.append(name)
        ENDING[name](connection)

    with talking(counted) as address, pytest.raises(EnvError) as caught:
        _asked(address, retries=3)
    assert caught.value.mend
    assert len(asked) <= 2  # once, and once for the list of models; no way is followed


@pytest.mark.parametrize("talk", WRONG_LISTS)
def test_a_list_of_models_that_is_none_is_left_out(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runner.models.servers.openai_http.CONNECT_S", 1.0)
    first = answering({"error": "model 'x' not found"}, "400 Bad Request")
    with talking(first, talk) as address, pytest.raises(EnvError, match="has no model") as caught:
        _asked(address)
    assert len(str(caught.value)) < 10_000
    str(caught.value).encode()


@pytest.mark.parametrize("name", ["wait for ever", "wait until a day"])
def test_no_server_says_how_long_we_wait(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr("runner.models.servers.openai_http.time.sleep", waits.append)
    with talking(FAILING[name]) as address, pytest.raises(InferenceError):
        _asked(address, retries=2)
    assert len(waits) == 2
    assert max(waits) <= 60


def test_there_are_at_least_forty() -> None:
    assert len(FAILING) >= 40
