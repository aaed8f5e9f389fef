"""The window of a run whose catalogue is not there: it shows the run, and begins a new one only when it is told to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from keyboard import press, settle
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window
from runner.review import review_set
from runner.review.session import Session


def test_it_opens_asks_and_begins(
    run: Path, runs: Path, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    (runs / "catalog.db").unlink()
    window = open_window(Session(review_set.read(run, runs), "Ada"))
    assert window.offer.isVisible()
    assert "catalog.db is not here" in window.offer.label.text()
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
