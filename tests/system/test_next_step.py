"""The last line of a run tells a person what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest

from runner.cli import run


def test_from_review_to_publish(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    def last_line() -> str:
        capsys.readouterr()
        assert run(["set=demo", "caption=composer"]) == 0
        return capsys.readouterr().out.splitlines()[-1]

    assert last_line() == "8 of 14 photos need you, 6 can be approved as they are: reviewer set=demo"
    assert run(["decide", "demo", "approve", "outcome:passed"]) == 0
    assert last_line() == "8 of 14 photos need you: reviewer set=demo"
    assert run(["decide", "demo", "reject", "outcome:blocked", "reason=not now"]) == 0
    assert last_line() == "6 photos are approved. Publish them: runner set=demo graph=publish publish.dry_run=true"
    elsewhere = f"paths.runs={tmp_path / 'some runs'}"
    assert run(["set=demo", "caption=composer", elsewhere]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith(f"reviewer set=demo '{elsewhere}'")
