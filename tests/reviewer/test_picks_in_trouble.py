"""Picks with a full disk, an unplugged drive or a deleted run: a message each, and nothing is lost."""

from __future__ import annotations

import shutil
from pathlib import Path

from in_a_process import beside_a_full_disk, without_privileges
from in_trouble import GONE, PATIENCE_MS, At, bar, retry
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.picks.picks_page import PicksPage
from reviewer.program.shell import Shell
from reviewer.widgets.destinations import Picks
from tests.reviewer.bursts import said as flags
from tests.reviewer.bursts import session_of


def picks_page(shell: Shell) -> PicksPage:
    page = shell.page()
    assert isinstance(page, PicksPage)
    QTest.mouseClick(page.amount.pick, Qt.MouseButton.LeftButton)
    return page


def test_a_pick_on_an_unplugged_drive_is_made_when_it_is_back(burst_runs: Path, at: At, qtbot: QtBot) -> None:
    shell = at(Picks(session_of(burst_runs).review_set.run), burst_runs)
    page = picks_page(shell)
    settle(page, qtbot)  # type: ignore[arg-type]
    away = burst_runs.with_name("away")
    burst_runs.rename(away)
    press(page, "K")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert GONE in page.offer.label.text()
    assert page.board.counts()["decided"] == 0, "what is not kept is not shown as decided"
    qtbot.waitUntil(lambda: GONE in bar(shell), timeout=PATIENCE_MS)
    assert not burst_runs.exists()
    away.rename(burst_runs)
    qtbot.waitUntil(lambda: "is back" in bar(shell), timeout=PATIENCE_MS)
    retry(page, qtbot)
    assert page.board.counts()["decided"] == 1
    assert sorted(flags(burst_runs).values()).count("pick") == 1


def test_picks_of_a_run_that_is_deleted_are_made_to_the_end(burst_runs: Path, at: At, qtbot: QtBot) -> None:
    run = session_of(burst_runs).review_set.run
    shell = at(Picks(run), burst_runs)
    page = picks_page(shell)
    settle(page, qtbot)  # type: ignore[arg-type]
    kept = burst_runs.with_name("kept")
    shutil.move(run, kept)
    press(page, "K")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert page.board.counts()["decided"] == 1
    page.go(Picks(run))
    qtbot.waitUntil(lambda: "The folder of this run is gone" in bar(shell), timeout=PATIENCE_MS)
    shutil.move(kept, run)
    assert sorted(flags(burst_runs).values()).count("pick") == 1


_PICKING = """
    page.amount.pick.click()
    until(page.is_quiet)
    def keep():
        page.actions_by_name["keep_photo"].trigger()
        until(page.is_quiet)
        print(page.board.counts()["decided"], " ".join(page.offer.label.text().split()), flush=True)
"""


def test_picking_beside_a_full_disk(burst_runs: Path, tmp_path: Path, full_disk: Path) -> None:
    does = (
        _PICKING
        + """
    full("catalog.db"); keep()
    full(""); page.offer.yes.click(); until(page.is_quiet)
    print(page.board.counts()["decided"])
    """
    )
    run = session_of(burst_runs).review_set.run
    first, second = beside_a_full_disk(full_disk, tmp_path, "Picks(where)", does, run, burst_runs).splitlines()
    assert first.startswith("0 ")
    assert "the disk is full" in first
    assert second == "1"


def test_picking_in_a_read_only_catalogue(burst_runs: Path, tmp_path: Path) -> None:
    does = (
        """
    for file in runs.glob("catalog.db*"):
        file.chmod(0o444)
    """
        + _PICKING
        + """
    keep()
    """
    )
    said = without_privileges(
        tmp_path, "Picks(where)", does, session_of(burst_runs).review_set.run, burst_runs
    )  # fmt: skip
    assert said.startswith("0 ")
    assert "it is read-only" in said
