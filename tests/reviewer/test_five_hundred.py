"""Five hundred photos with planted problems, decided by keyboard alone: keys per decision are counted, not timed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import keyboard
import pytest
from keyboard import settle
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.review.window import Window
from runner.review import review_set
from runner.review.session import Session

GROWN = 980
"""Photos of the run, of which 500 and some passed or failed; the others want texts of a person."""

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


class Keys:
    """A person at the keyboard, and how many keys it took."""

    def __init__(self, window: Window, qtbot: QtBot) -> None:
        self._window, self._qtbot = window, qtbot
        self.count = 0

    def press(self, *keys: str) -> None:
        """Press keys, and wait until the window has carried them out."""
        for key in keys:
            self.count += 1
            active = QApplication.activeWindow()
            if active is None or not active.isVisible():  # without a window manager a closed list of words keeps it
                self._window.activateWindow()
                QTest.qWaitForWindowActive(self._window)
            keyboard.press(self._window, key)
            settle(self._window, self._qtbot)

    def type(self, text: str) -> None:
        """Type letters."""
        self.count += len(text)
        keyboard.type_text(self._window, text)
        settle(self._window, self._qtbot)


def is_blurred(window: Window) -> bool:
    """Whether a person sees on the screen that a photo is no good: one of the demo set is out of focus."""
    place = window.centre.current()
    return place is not None and window.session.snapshot.photos.name(place) == "DSCF4471.JPG"


@pytest.mark.slow
def test_five_hundred_photos_take_few_keys(
    open_window: Callable[[Session], Window], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from synthetic_run import grow

    run = grow(tmp_path, GROWN)
    window = open_window(Session(review_set.read(run, run.parents[1]), "Ada"))
    states, keys = window.session.snapshot.states(), Keys(window, qtbot)
    assert states["passed"] + states["failed"] >= 500

    # What failed is looked at as pictures and rejected at once.
    keys.press("Ctrl+F")
    keys.type("state:failed")
    keys.press("Return", "Ctrl+A", "R")
    keys.type("damaged")
    keys.press("Return")
    assert window.session.snapshot.states()["rejected"] == states["failed"]

    # What passed is looked at one by one; the window goes on by itself.
    keys.press("Ctrl+F")
    keyboard.clear_line(window)
    keys.count += 2
    keys.type("state:passed")
    keys.press("Return", "E")
    blurred = 0
    for _ in range(states["passed"]):
        if is_blurred(window):
            keys.press("R", "Alt+1" if blurred else "Alt+2")  # out of focus; the reason given last comes first
            blurred += 1
        else:
            keys.press("A")

    done = window.session.snapshot.states()
    assert done["approved"] == states["passed"] - blurred
    assert done["rejected"] == states["failed"] + blurred
    assert blurred > 40, "there were problems to find"
    decisions = done["approved"] + done["rejected"]
    assert decisions >= 500
    assert keys.count / decisions <= 1.3, f"{keys.count} keys for {decisions} decisions"
