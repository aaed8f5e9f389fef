"""A review whose catalogue is locked, gone or on a full disk, or whose run is deleted: reported, nothing is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest
from keyboard import press, settle, type_text
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.review.window import Window
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Review, Start
from runner.review import drafts, review_set, settings, text_checks
from runner.review.session import Session
from runner.store.rows import FILE
from tests.reviewed_demo import as_it_stands, held

PATIENCE_MS = 20_000
CAT = "name:Chelsea"


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tenth of a second instead of three, as long as nobody lets go of the catalogue."""
    monkeypatch.setattr("runner.review.recording.PATIENCE_S", 0.1)
    assert text_checks.PATIENCE_S > 1


@pytest.fixture
def shell(run: Path, runs: Path, show: Callable[[object], None]) -> Shell:
    made = Shell(Place(runs, "Ada"), settings.load())
    made.open(Review(run, CAT))
    made.resize(1280, 800)
    show(made)
    return made


def reviewing(shell: Shell) -> Window:
    page = shell.page()
    assert isinstance(page, Window)
    return page


def again(shell: Shell, run: Path, qtbot: QtBot) -> Window:
    """To the start page and back."""
    for where, kind in ((Start(), StartPage), (Review(run, CAT), Window)):
        page = shell.page()
        shell.open(where)

        def arrived(page: object = page, kind: type = kind) -> bool:
            return isinstance(shell.page(), kind) and shell.page() is not page and shell.is_quiet()

        qtbot.waitUntil(arrived, timeout=PATIENCE_MS)
    return reviewing(shell)


def cat(window: Window) -> int:
    (place,) = window.session.find(CAT)
    return place


def caption(window: Window) -> str:
    return str(window.session.snapshot.row(cat(window))["caption"])


def offered(window: Window) -> str:
    assert window.offer.isVisible()
    return window.offer.label.text()


def test_a_decision_that_a_held_catalogue_refuses_is_made_with_one_click_later(
    shell: Shell, runs: Path, qtbot: QtBot
) -> None:
    window = reviewing(shell)
    with held(runs):
        window.centre.take_focus()
        press(window, "A")
        settle(window, qtbot)
        assert "in use by another program" in offered(window)
        QTest.mouseClick(window.offer.yes, Qt.MouseButton.LeftButton)
        settle(window, qtbot)
        assert "in use by another program" in offered(window), "it is offered as long as it is refused"
        assert window.session.snapshot.effective_decision(cat(window)) is None
    QTest.mouseClick(window.offer.yes, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert not window.offer.isVisible()
    assert window.session.snapshot.effective_decision(cat(window)) == "approved"


def test_what_is_typed_while_the_catalogue_is_held_becomes_an_edit_by_itself(
    shell: Shell, runs: Path, qtbot: QtBot
) -> None:
    window = reviewing(shell)
    with held(runs):
        press(window, "1")
        type_text(window, " Typed.")
        press(window, "Ctrl+S")
        settle(window, qtbot)
        assert "in use by another program" in window.progress.said()
        assert str(window.editor.fields["caption"].value()).endswith("Typed.")
        window.filters.apply("")
        window.centre.step(1)
        settle(window, qtbot)
    qtbot.waitUntil(lambda: caption(window).endswith("Typed."), timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: not window.journal._file.exists(), timeout=PATIENCE_MS)


def test_what_was_typed_and_never_kept_is_there_when_the_page_is_opened_again(
    shell: Shell, run: Path, runs: Path, qtbot: QtBot
) -> None:
    window = reviewing(shell)
    with held(runs):
        press(window, "1")
        type_text(window, " Typed.")
        shell.open(Start())
        qtbot.waitUntil(lambda: isinstance(shell.page(), StartPage) and shell.is_quiet(), timeout=PATIENCE_MS)
    window = again(shell, run, qtbot)
    qtbot.waitUntil(lambda: caption(window).endswith("Typed."), timeout=PATIENCE_MS)
    assert not list(runs.glob("*.drafts"))


def test_a_drive_that_is_unplugged_gets_no_new_catalogue_and_what_is_typed_waits_for_it(
    shell: Shell, run: Path, runs: Path, qtbot: QtBot
) -> None:
    window = reviewing(shell)
    away = runs.with_name("away")
    runs.rename(away)
    window.centre.take_focus()
    press(window, "A")
    settle(window, qtbot)
    assert "a drive is not connected" in offered(window)
    press(window, "1")
    type_text(window, " Typed.")
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert "a drive is not connected" in window.progress.said()
    assert not runs.exists(), "what is written there would be hidden by the drive"
    shell.open(Review(run))
    qtbot.waitUntil(lambda: "The folder of this run is gone" in window.progress.said(), timeout=PATIENCE_MS)
    found, _ = drafts.rescue(runs, "demo", "Ada")
    assert found == {}, "this process still holds it"
    away.rename(runs)
    QTest.mouseClick(window.offer.yes, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: caption(window).endswith("Typed."), timeout=PATIENCE_MS)
    settle(window, qtbot)
    with_both = Session(review_set.read(run, runs), "Bert")
    assert with_both.snapshot.row(cat(window))["caption"] == caption(window)
    assert with_both.snapshot.decision(with_both.snapshot.items[cat(window)]) is not None


def test_a_window_closed_beside_an_unplugged_drive_leaves_what_was_typed_for_the_next(
    shell: Shell, run: Path, runs: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    window = reviewing(shell)
    away = runs.with_name("away")
    runs.rename(away)
    press(window, "1")
    type_text(window, " Typed.")
    shell.close()
    away.rename(runs)
    next_one = Shell(Place(runs, "Ada"), settings.load())
    next_one.open(Review(run, CAT))
    show(next_one)
    qtbot.waitUntil(lambda: caption(reviewing(next_one)).endswith("Typed."), timeout=PATIENCE_MS)


def test_a_run_that_is_deleted_while_it_is_reviewed_can_be_reviewed_to_its_end(
    shell: Shell, run: Path, qtbot: QtBot
) -> None:
    window = reviewing(shell)
    window.filters.apply("")
    shutil.rmtree(run)
    for view in ("grid", "photo", "map", "calendar", "overview", "photo"):
        window.centre.look(view)
        settle(window, qtbot)
    window.centre.go_to(cat(window))
    for tab in ("evidence", "history", "texts"):
        window.panel.look(tab)
        settle(window, qtbot)
    assert window.session.snapshot.row(cat(window))["grounds"] is not None
    window.centre.take_focus()
    press(window, "A")
    settle(window, qtbot)
    assert window.session.snapshot.effective_decision(cat(window)) == "approved"
    window.go(Review(run))
    qtbot.waitUntil(lambda: "The folder of this run is gone" in window.progress.said(), timeout=PATIENCE_MS)


def test_originals_and_pictures_that_are_gone_leave_the_texts_to_work_on(
    shell: Shell, run: Path, runs: Path, qtbot: QtBot
) -> None:
    (runs / "renditions").unlink()
    window = again(shell, run, qtbot)
    window.centre.look("photo")
    settle(window, qtbot)
    press(window, "1")
    type_text(window, " Typed.")
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert caption(window).endswith("Typed.")


@pytest.mark.parametrize("size", [0.5, 0.0])
def test_damaged_rows_are_said_and_the_page_before_stays(
    run: Path, runs: Path, size: float, show: Callable[[object], None], qtbot: QtBot
) -> None:
    content = (run / FILE).read_bytes()
    (run / FILE).write_bytes(content[: int(len(content) * size)])
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.open(Start())
    show(shell)
    page = shell.page()
    assert isinstance(page, StartPage)
    qtbot.waitUntil(lambda: page.sets.card(0).state() == "Cannot be read now", timeout=PATIENCE_MS)
    page.go(Review(run))
    bar = page.statusBar()
    assert bar is not None
    qtbot.waitUntil(lambda: "is not as it was written" in bar.currentMessage(), timeout=PATIENCE_MS)
    assert shell.page() is page
    as_it_stands(run)  # even where the file of the run says nothing of it
    page.go(Review(run))
    qtbot.waitUntil(lambda: "cannot be read" in bar.currentMessage(), timeout=PATIENCE_MS)


_DECIDING = """
    import os, sys
    from pathlib import Path
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication
    from runner.review import settings, review_set
    from runner.review.session import Session
    from reviewer.review.window import Window
    from reviewer.widgets.work import WorkBoard

    app = QApplication([])
    session = Session(review_set.read(Path(sys.argv[1]), Path(sys.argv[2])), "Ada")
    window = Window(session, settings.Settings(), WorkBoard(app))
    window.show()
    (place,) = window.session.find("name:Chelsea")
    window.centre.look("grid")
    window.centre.go_to(place)
    {fault}
    window.centre.take_focus()
    window.approve()
    while not window.operations.is_idle():
        QTest.qWait(20)
    print(window.offer.label.text(), window.offer.isVisible(), flush=True)
    window.close()
    os._exit(0)
"""


def test_a_full_disk_is_said_and_the_decision_can_be_made_again(
    run: Path, runs: Path, tmp_path: Path, full_disk: Path
) -> None:
    script = tmp_path / "decide.py"
    script.write_text(textwrap.dedent(_DECIDING).format(fault='os.environ["FULL_DISK"] = "/catalog.db"'))
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "LD_PRELOAD": str(full_disk)}
    done = subprocess.run(
        [sys.executable, str(script), str(run), str(runs)], env=environment, capture_output=True, text=True, check=True
    )
    assert "the disk is full" in done.stdout
    assert done.stdout.rstrip().endswith("True"), "it is offered to try again"
    assert Session(review_set.read(run, runs), "Ada").find("decision:approved") == []
