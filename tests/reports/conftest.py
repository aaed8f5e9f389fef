from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from sample_run import Evidence, fill

from runner.reports.run_page.html import Run
from runner.stage import Folders


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    run = tmp_path / "runs" / "demo" / "2026-11-21_10-00-00-ab12"
    run.mkdir(parents=True)
    return Folders(tmp_path / "runs", run)


@pytest.fixture
def empty(folders: Folders) -> Evidence:
    return Evidence(folders.run.name)


@pytest.fixture
def about(folders: Folders) -> Run:
    started = datetime(2026, 11, 21, 10, 0, 0)
    return Run("demo", folders.run.name, started, 72.4, "runner set=demo", "smollm2", "set:\n  name: demo\n")


@pytest.fixture
def sample(empty: Evidence) -> Evidence:
    fill(empty)
    return empty
