"""A container that runs under a numeric user id: the machine has no name for the reviewer."""

from __future__ import annotations

import pwd
from pathlib import Path
from typing import NoReturn

import pytest

from reviewer import app
from runner import entry
from runner.review.session import Session


@pytest.fixture(autouse=True)
def nameless(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(number: int) -> NoReturn:
        raise KeyError(f"getpwuid(): uid not found: {number}")

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", unknown)


@pytest.mark.parametrize("words", [["decide", "demo", "reject", "outcome:passed", "reason=x"], ["people", "list"]])
def test_a_command_asks_whose_words_these_are(
    runs: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["runner", *words, f"paths.runs={runs}"])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 3
    assert "reviewer=NAME" in capsys.readouterr().err


def test_who_is_named_decides(session: Session, runs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["decide", "demo", "reject", "outcome:passed", "reason=x", "reviewer=Cleo", f"paths.runs={runs}"]
    monkeypatch.setattr("sys.argv", ["runner", *words])
    with pytest.raises(SystemExit) as ended:
        entry.main()
    assert ended.value.code == 0
    (place, *_) = session.refresh()
    decided = session.snapshot.decision(session.snapshot.items[place])
    assert decided is not None
    assert decided.reviewer == "Cleo"


def test_the_window_says_so(runs: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert app.run(["set=demo", f"paths.runs={runs}", "--screenshot", "x.png"]) == 3
    assert "reviewer=NAME" in capsys.readouterr().err
