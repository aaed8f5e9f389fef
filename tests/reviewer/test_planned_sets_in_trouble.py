"""New sets with a full disk or an unplugged drive: plans are kept, and the problem is reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from in_a_process import beside_a_full_disk
from in_trouble import PATIENCE_MS, At, bar
from pytestqt.qtbot import QtBot

from reviewer.intake.intake_page import IntakePage
from reviewer.widgets.destinations import NewSets
from runner.imaging import samples
from runner.intake import drafts
from runner.service.queue import Queue

_UNRECOGNISED = "NewSets((where,))); import reviewer.intake.row_work as work; work.USUAL_SAMPLE = 0; (0"
"""Nothing is recognised in the photos: it takes seconds, and is of other tests."""


def test_what_is_planned_and_on_no_disk_is_asked_about(tmp_path: Path, full_disk: Path) -> None:
    photos = tmp_path / "Holidays"
    samples.lay_out(photos)
    does = """
    until(page.is_quiet)
    print("planned", said(), flush=True)
    shell.open(Start())
    until(lambda: shell._leaving.dialog is not None)
    print("leave", shell._leaving.dialog.said.text(), flush=True)
    full("")
    shell._leaving.dialog.again.click()
    until(lambda: shell.page() is not page)
    """
    opens = f"{_UNRECOGNISED}); os.environ['FULL_DISK'] = 'intake.json'; (0"
    planned, left = beside_a_full_disk(full_disk, tmp_path, opens, does, photos, tmp_path / "runs").splitlines()
    assert "What you planned cannot be saved: " in planned
    assert "The disk is full" in planned
    assert "The disk is full" in left
    assert [row.folder for row in drafts.load()] == [str(photos)]


def test_sets_that_cannot_be_queued_stay_planned(tmp_path: Path, full_disk: Path) -> None:
    photos, runs = tmp_path / "Holidays", tmp_path / "runs"
    samples.lay_out(photos)
    runs.mkdir()
    does = """
    until(page.is_quiet)
    full(runs)
    page.start(page.rows.rows())
    until(lambda: page.is_quiet() and said())
    print(page.rows.count(), said(), flush=True)
    """
    said = beside_a_full_disk(full_disk, tmp_path, _UNRECOGNISED, does, photos, runs)
    assert said.startswith("1 ")
    assert "The disk is full" in said
    assert Queue(runs).jobs() == []


def test_sets_are_not_started_where_a_drive_used_to_be(
    tmp_path: Path, at: At, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reviewer.intake.row_work.USUAL_SAMPLE", 0)
    photos, runs = tmp_path / "Holidays", tmp_path / "runs"
    samples.lay_out(photos)
    runs.mkdir()
    shell = at(NewSets((photos,)), runs)
    page = shell.page()
    assert isinstance(page, IntakePage)
    qtbot.waitUntil(lambda: page.is_quiet() and page.rows.rows()[0].can_start(), timeout=PATIENCE_MS)
    runs.rmdir()
    page.start(page.rows.rows())
    qtbot.waitUntil(lambda: "The folder of the runs is gone" in bar(shell), timeout=PATIENCE_MS)
    assert page.rows.count() == 1
    assert not runs.exists()
