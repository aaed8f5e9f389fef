"""The window with many photos never freezes: no turn of its event loop takes longer than a person notices."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from keyboard import press, settle
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.program.gc_tuning import GcTuning
from reviewer.review.text_field import TextField
from reviewer.review.window import Window
from runner.review import review_set
from runner.review.session import Session

PHOTOS = 20_000
BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def tuned(qapp: QApplication) -> Iterator[None]:
    """The collector as the program has it: by its own choice it searches all of pytest's objects in any turn."""
    interval = sys.getswitchinterval()
    tuning = GcTuning(qapp)
    yield
    tuning.deleteLater()
    sys.setswitchinterval(interval)
    gc.unfreeze()
    gc.enable()


@pytest.mark.slow
@pytest.mark.usefixtures("tuned")
def test_the_window_works_in_short_turns(
    open_window: Callable[[Session], Window],
    qapp: QApplication,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Measured is the work of the window's own thread: what a busy machine takes from it meanwhile is not its doing."""
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    from synthetic_run import grow
    from watchdog import BOUND_MS, Watchdog

    run = grow(tmp_path, PHOTOS)
    window = open_window(Session(review_set.read(run, run.parents[1]), "Ada"))
    watchdog = Watchdog(qapp)
    for text in ("outcome:blocked", "keyword:espresso OR caption:rocket", "NOT (is:series OR iso:>400)", ""):
        with watchdog.watching(f"filter {text}"):
            window.filters.apply(text)
            settle(window, qtbot)
    with watchdog.watching("typing a filter, facets beside it"):
        window.filters.line.setFocus()
        QTest.keyClicks(window.filters.line, "keyword:espresso", delay=20)
        settle(window, qtbot)
    window.filters.apply("")
    for grouping in ("day", "series", ""):
        with watchdog.watching(f"grouped by {grouping or 'nothing'}"):
            window.filters.grouping.setCurrentIndex(window.filters.grouping.findData(grouping))
            window.filters.arranged.emit()
            settle(window, qtbot)
    with watchdog.watching("selecting all, giving them stars"):
        window.centre.grid.selectAll()
        press(window, "Ctrl+3")
        settle(window, qtbot)
    for view in ("map", "calendar", "overview"):
        with watchdog.watching(view):
            window.centre.look(view)
            settle(window, qtbot)
    for view in ("grid", "photo"):
        window.centre.look(view)
        with watchdog.watching(f"stepping, {view}"):
            for _ in range(40):
                window.centre.step(1)
                QTest.qWait(5)
            settle(window, qtbot)
    caption = window.editor.fields["caption"]
    assert isinstance(caption, TextField)
    with watchdog.watching("typing"):
        caption.focus()
        QTest.keyClicks(caption.editor, " A person types into the caption.", delay=8)
        window.editor.keep()
        settle(window, qtbot)
    for count in (1, 1000):
        places = window.session.find("outcome:passed decision:undecided")[:count]
        with watchdog.watching(f"approving {count}"):
            window.change(lambda places=places: window.session.approve(places))  # type: ignore[misc]
            settle(window, qtbot)
    late = {what: round(work) for what, (_, work) in watchdog.worst.items() if work > BOUND_MS}
    assert late == {}
