"""Settings made in one window are kept when other windows save theirs."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from runner.review import settings
from runner.review.settings import Settings


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.save(Settings())


def test_a_filter_that_another_window_saved_stays_when_this_one_closes() -> None:
    one, other = settings.load(), settings.load()
    one.filters = {"mine": "outcome:blocked"}
    one.words, one.reasons = ["zugo"], ["blurred"]
    one.shortcuts["approve"] = "F"
    settings.save(one)
    other.size, other.theme = [900, 700], "dark"
    settings.save(other)
    found = settings.load()
    assert (found.filters, found.words, found.reasons) == ({"mine": "outcome:blocked"}, ["zugo"], ["blurred"])
    assert (found.shortcuts, found.size, found.theme) == ({"approve": "F"}, [900, 700], "dark")
    assert other.filters == {"mine": "outcome:blocked"}, "and the other window has it from now on"


def test_both_windows_add_and_take_away() -> None:
    before = Settings(filters={"a": "1", "b": "2"}, words=["x"], hints=["start"], picks={"s": {"keep": 1}})
    settings.save(before)
    one, other = settings.load(), settings.load()
    one.filters = {"b": "2", "c": "3"}
    one.words, one.hints = ["alpha", "x"], []
    settings.save(one)
    other.filters["d"] = "4"
    other.words, other.hints = ["omega", "x"], ["start", "picks"]
    other.picks["t"] = {"keep": 2}
    settings.save(other)
    found = settings.load()
    assert found.filters == {"b": "2", "c": "3", "d": "4"}
    assert (found.words, found.hints) == (["alpha", "omega", "x"], ["picks"])
    assert found.picks == {"s": {"keep": 1}, "t": {"keep": 2}}


def test_what_a_newer_version_set_stays() -> None:
    newer = json.loads(settings.place().read_text()) | {"weather": "fair", "theme": {"of": "tomorrow"}}
    settings.place().write_text(json.dumps(newer))
    own = settings.load()
    own.text_size = 150
    settings.save(own)
    there = json.loads(settings.place().read_text())
    assert (there["weather"], there["theme"], there["text_size"]) == ("fair", {"of": "tomorrow"}, 150)


@pytest.mark.parametrize("text", ['{"filters": {"mine": "stars:5"}, ', "[]", "\x00" * 40])
def test_a_file_that_cannot_be_understood_is_put_aside(text: str) -> None:
    settings.place().write_text(text)
    own = settings.load()
    own.theme = "dark"
    settings.save(own)
    assert settings.place().with_name("reviewer.damaged.json").read_text() == text
    assert settings.load().theme == "dark"


def test_a_second_file_that_cannot_be_understood_leaves_the_first() -> None:
    kept = ["reviewer.damaged.json", "reviewer.damaged-2.json", "reviewer.damaged-3.json"]
    for number in range(len(kept)):
        settings.place().write_text(f"no settings {number}")
        settings.save(settings.load())
    texts = [settings.place().with_name(name).read_text() for name in kept]
    assert texts == ["no settings 0", "no settings 1", "no settings 2"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_not_replaced() -> None:
    text = settings.place().read_text()
    settings.place().chmod(0)
    own = settings.load()
    with pytest.raises(OSError, match="denied"):
        settings.save(own)
    settings.place().chmod(0o600)
    assert settings.place().read_text() == text
