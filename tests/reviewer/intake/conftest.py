"""Fixtures: folders of photos that become sets, and the page that they are dropped on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from by_hand import PATIENCE_MS, OpenPage
from pytestqt.qtbot import QtBot

from reviewer.intake import row_work
from reviewer.intake.intake_page import IntakePage
from runner.imaging import samples
from runner.intake.intake import intake
from runner.review import settings
from runner.service.queue import Queue


@pytest.fixture(scope="session")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folders") / "My photos"
    samples.lay_out(folder)
    return folder


@pytest.fixture(scope="session")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One runs folder for all tests, so that nothing is recognised twice."""
    return tmp_path_factory.mktemp("looked") / "runs"


@pytest.fixture
def unrecognised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Survey folders without recognising anything, which would take seconds, for tests of something else."""
    monkeypatch.setattr(row_work, "USUAL_SAMPLE", 0)


@pytest.fixture
def open_page(show: Callable[[object], None], runs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    monkeypatch.setattr(Queue, "start_worker", lambda _queue: None)  # nothing is prepared in these tests

    def make(*folders: Path) -> IntakePage:
        page = IntakePage(intake(), folders, runs, settings.load())
        page.resize(1280, 800)
        page.show()
        qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
        show(page)
        for job in Queue(runs).jobs():
            Queue(runs).remove(job)
        return page

    return make
