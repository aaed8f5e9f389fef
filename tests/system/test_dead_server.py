"""A caption server that does not respond is noticed before other work is wasted."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.cli import run


def test_it_is_asked_before_any_photo_is_decoded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    dead = ["caption=ollama", "caption.server.model=m", "caption.server.url=http://127.0.0.1:9", "graph=prepare"]
    assert run(["set=demo", *dead]) == 3
    said = capsys.readouterr().err
    assert "http://127.0.0.1:9 cannot be reached" in said
    assert "ollama serve" in said
    assert not (tmp_path / "runs" / "renditions").exists()
    assert run(["set=demo", *dead, "caption.server=null", "caption.backend=composer", "caption.prompt=null"]) == 0
