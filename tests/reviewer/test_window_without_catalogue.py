"""Pages of a run whose catalogue is missing: they show the run, and create a new catalogue only if told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from in_trouble import At
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.blind.blind_window import BlindWindow
from reviewer.picks.picks_page import PicksPage
from reviewer.review.window import Window
from reviewer.widgets.destinations import Picks
from runner.review import review_set, settings
from runner.review.blind import Blind
from runner.review.session import Session
from tests.reviewer.bursts import said, session_of


def test_it_opens_asks_and_begins(
    run: Path, runs: Path, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    (runs / "catalog.db").unlink()
    window = open_window(Session(review_set.read(run, runs), "Ada"))
    assert window.offer.isVisible()
    assert "catalog.db is missing" in window.offer.label.text()
    (place,) = window.session.find("name:_MG_5120")
    window.centre.look("photo")
    window.centre.go_to(place)
    press(window, "A")
    settle(window, qtbot)
    assert window.session.snapshot.effective_decision(place) is None
    assert "1 change could not be saved" in window.offer.label.text()
    assert not (runs / "catalog.db").exists()
    window.offer.no.click()
    assert window.offer.yes.text() == "Start a new one", "it is offered again"
    window.offer.yes.click()
    settle(window, qtbot)
    press(window, "A")
    settle(window, qtbot)
    assert not window.offer.isVisible()
    assert Session(window.session.review_set, "Bert").snapshot.effective_decision(place) == "approved"


def test_two_texts_are_compared_once_a_catalogue_is_begun(
    sweep: Path, runs: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    (runs / "catalog.db").unlink(missing_ok=True)
    page = BlindWindow(Blind(sweep, runs, "Ada"), settings.load())
    show(page)
    assert "catalog.db is missing" in page.offer.label.text()
    press(page, "Left")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert page.blind.chosen == 0
    assert not (runs / "catalog.db").exists()
    page.offer.yes.click()
    settle(page, qtbot)  # type: ignore[arg-type]
    press(page, "Left")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert Blind(sweep, runs, "Ada").chosen == 1


def test_photos_are_picked_once_a_catalogue_is_begun(burst_runs: Path, at: At, qtbot: QtBot) -> None:
    run = session_of(burst_runs).review_set.run
    (burst_runs / "catalog.db").unlink()
    page = at(Picks(run), burst_runs).page()
    assert isinstance(page, PicksPage)
    QTest.mouseClick(page.amount.pick, Qt.MouseButton.LeftButton)
    settle(page, qtbot)  # type: ignore[arg-type]
    assert page.offer.yes.text() == "Start a new one"
    page.offer.yes.click()
    settle(page, qtbot)  # type: ignore[arg-type]
    press(page, "K")  # type: ignore[arg-type]
    settle(page, qtbot)  # type: ignore[arg-type]
    assert page.board.counts()["decided"] == 1
    assert sorted(said(burst_runs).values()).count("pick") == 1
