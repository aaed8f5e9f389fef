"""A process that is killed while it writes run.json may leave a run without run.json."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from runner.run import job
from runner.stage import Folders
from runner.store import journal_mode
from runner.store.catalog import open_catalog


@pytest.fixture
def dead() -> int:
    """The number of a process that is gone."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def _leave(path: Path, age_s: float) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("{")
    then = path.stat().st_mtime - age_s
    os.utime(path, (then, then))
    return path


def _tidy(runs: Path) -> None:
    with open_catalog(runs / "catalog.db") as catalog:
        job._tidy(Folders(runs, runs / "demo/now"), catalog)


@pytest.mark.parametrize("where", ["demo/20260101-000000-aaaa/run.json", "sweeps/demo/20260101-000000-aaaa/sweep.json",
                                   "sweeps/demo/20260101-000000-aaaa/20260101-000001-bbbb/run.json", "weights.json",
                                   "demo/20260101-000000-aaaa/manifest.json"])  # fmt: skip
def test_it_goes_with_the_next_run(tmp_path: Path, dead: int, where: str) -> None:
    left = _leave(tmp_path / f"{where}.{dead}.tmp", 3600)
    _tidy(tmp_path)
    assert not left.exists()


@pytest.mark.parametrize(("drive", "stays"), [("nfs4", True), ("ext4", False)])
def test_what_is_being_written_stays(
    tmp_path: Path, dead: int, drive: str, stays: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_mode, "file_system", lambda folder: drive)
    run = tmp_path / "demo/20260101-000000-aaaa"
    mine = _leave(run / f"run.json.{os.getpid()}.tmp", 3600)
    elsewhere = _leave(run / f"run.json.{dead}.tmp", 1)  # on a shared drive perhaps of another machine
    odd = _leave(run / "run.json.x.tmp", 3600)
    _tidy(tmp_path)
    assert mine.exists()
    assert elsewhere.exists() == stays
    assert odd.exists()
