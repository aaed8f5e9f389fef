"""Ctrl-C ends a command as an interruption, whatever a library makes of it."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator, Sequence

import pytest

from runner import cli, interruption


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    interruption.listen()
    for each, handler in before.items():
        signal.signal(each, handler)


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
def test_an_error_that_an_interruption_became_is_an_interruption(
    asked: signal.Signals, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_arguments: Sequence[str]) -> int:
        try:
            os.kill(os.getpid(), asked)
            time.sleep(5)
        except KeyboardInterrupt as error:
            raise RuntimeError("a library's own words") from error
        return 0

    monkeypatch.setattr(cli, "_do", interrupted)
    assert cli.run(["set=demo"]) == 130
    assert "the same command continues" in capsys.readouterr().err


def test_an_error_without_one_stays_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_arguments: Sequence[str]) -> int:
        raise RuntimeError("a defect")

    monkeypatch.setattr(cli, "_do", broken)
    with pytest.raises(RuntimeError, match="a defect"):
        cli.run(["set=demo"])


def test_a_signal_that_has_to_wait_counts_at_the_end() -> None:
    interruption.listen()
    done = []
    with pytest.raises(KeyboardInterrupt), interruption.put_off():
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(0.05)
        done.append("a child was started")
    assert done
    with interruption.put_off():
        pass
