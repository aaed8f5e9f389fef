"""The start page with real sets and clicks: what it shows, what it asks, where it leads."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PyQt6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PyQt6.QtGui import QContextMenuEvent, QDragEnterEvent, QDropEvent
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot
from reviewed_demo import as_it_stands

from reviewer import arguments
from reviewer.start.machine_note import DoctorDialog, lines
from reviewer.start.start_page import StartPage
from reviewer.widgets.destinations import Destination, NewSets, Review, Runs
from runner.intake import drafts
from runner.intake import planned as planning
from runner.intake.planned import PlannedSet
from runner.intake.start import beginning
from runner.review import settings
from runner.review.session import Session
from runner.service.queue import Queue
from runner.store import runfile


class Opened:
    """A start page and where it wants to go."""

    def __init__(self, page: StartPage) -> None:
        self.page = page
        self.wanted: list[Destination] = []
        page.wanted.connect(self.wanted.append)


@pytest.fixture
def open_page(show: Callable[[object], None], monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], Opened]:
    monkeypatch.setattr(Queue, "start_worker", lambda _queue: None)  # nothing is prepared in these tests

    def make(runs: Path) -> Opened:
        page = StartPage(beginning(runs), runs, settings.load())
        page.resize(1280, 800)
        opened = Opened(page)
        show(page)
        return opened

    return make


def press(page: StartPage, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifier)


def box_of(page: StartPage, qtbot: QtBot) -> QMessageBox:
    qtbot.waitUntil(lambda: any(each.isVisible() for each in page.findChildren(QMessageBox)), timeout=20_000)
    return next(each for each in page.findChildren(QMessageBox) if each.isVisible())


def test_a_set_shows_its_picture_and_what_waits_and_enter_opens_it(
    session: Session, run: Path, runs: Path, open_page: Callable[[Path], Opened]
) -> None:
    session.reject(session.find("name:tripod"), "blurred")
    opened = open_page(runs)
    card = opened.page.sets.card(0)
    blocked = len(session.find("decision:undecided outcome:blocked"))
    undecided = len(session.find("decision:undecided -outcome:failed"))
    assert card.of.name == "demo"
    assert card.state() == f"{blocked} need you, {undecided - blocked} can be approved"
    assert card.about().startswith("17 photos · ")
    assert card.waiting is not None
    assert card.waiting.picture is not None
    assert opened.page.sets.pictures.get(str(card.waiting.picture)) is not None
    press(opened.page, Qt.Key.Key_Return)
    assert opened.wanted == [Review(run)]


def test_what_needs_nobody_any_more_says_so(session: Session, runs: Path, open_page: Callable[[Path], Opened]) -> None:
    session.approve(session.find("outcome:passed"))
    session.reject(session.find("decision:undecided outcome:blocked"), "wrong")
    approved = len(session.find("decision:approved"))
    rest = session.find("decision:undecided -outcome:failed")
    session.reject(rest, "wrong")
    assert open_page(runs).page.sets.card(0).state() == f"All decided, {approved} photos approved"


def test_without_a_set_it_says_how_to_begin(tmp_path: Path, open_page: Callable[[Path], Opened]) -> None:
    opened = open_page(tmp_path / "none")
    assert opened.page.welcome.isVisible()
    assert not opened.page.sets.isVisible()
    assert opened.page.focusWidget() is opened.page.welcome.begin
    press(opened.page, Qt.Key.Key_Space)
    assert opened.wanted == [NewSets()]


def test_a_set_file_that_was_never_run_is_there_and_is_run_after_a_question(
    tmp_path: Path, open_page: Callable[[Path], Opened], qtbot: QtBot
) -> None:
    planning.write(PlannedSet(str(tmp_path), "herons"))
    opened = open_page(tmp_path / "runs")
    card = opened.page.sets.card(0)
    assert (card.of.name, card.state(), card.about()) == ("herons", "Not run yet", str(tmp_path))
    press(opened.page, Qt.Key.Key_Return)
    box = box_of(opened.page, qtbot)
    assert "herons" in box.text()
    assert not Queue(tmp_path / "runs").jobs(), "nothing happens before it is wanted"
    QTest.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened.wanted), timeout=20_000)
    assert opened.wanted == [Runs()]
    (job,) = Queue(tmp_path / "runs").jobs()
    assert job.words[0] == "set=herons"


def test_a_set_is_run_again_as_it_was_run(runs: Path, open_page: Callable[[Path], Opened], qtbot: QtBot) -> None:
    opened = open_page(runs)
    opened.page.actions_by_name["run_again"].trigger()
    QTest.keyClick(box_of(opened.page, qtbot), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(opened.wanted), timeout=20_000)
    (job,) = Queue(runs).jobs()
    assert job.words[:2] == ("set=demo", "caption=composer")


def test_cancelling_the_question_starts_nothing(runs: Path, open_page: Callable[[Path], Opened], qtbot: QtBot) -> None:
    opened = open_page(runs)
    opened.page.try_sample()
    box = box_of(opened.page, qtbot)
    assert str(Path("photos/demo").absolute()) in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not box.isVisible(), timeout=20_000)
    assert (Queue(runs).jobs(), opened.wanted) == ([], [])


def test_the_menu_of_a_card_is_there_for_the_keyboard(
    run: Path, runs: Path, open_page: Callable[[Path], Opened]
) -> None:
    opened = open_page(runs)
    sets = opened.page.sets
    where = QPoint(5, 5)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, where, sets.mapToGlobal(where))
    QApplication.sendEvent(sets.viewport(), event)
    (menu,) = (
        each
        for each in opened.page.findChildren(QMenu)
        if each.isVisible() and each.actions()[0].objectName() == "open_set"
    )
    assert [action.text() for action in menu.actions()] == [
        "Open",
        "Run again …",
        "Picks",
        "Show folder",
        "Runs of this set",
    ]
    menu.actions()[-1].trigger()
    assert opened.wanted == [Runs(run)]
    menu.close()


def test_a_run_under_way_is_said_and_leads_to_the_runs(
    run: Path, runs: Path, open_page: Callable[[Path], Opened]
) -> None:
    going = run.parent / "20991231-120000-aaaa"
    going.mkdir()
    file = runfile.read(run)
    assert file is not None
    now = datetime.now(UTC).isoformat()
    runfile.write(going, replace(file, run_id=going.name, state="running", pid=os.getpid(), started_at=now, files={}))
    opened = open_page(runs)
    assert opened.page.head.runs.text().startswith("▶  demo has been running since ")
    card = opened.page.sets.card(0)
    assert (card.state(), card.of.run) == ("Running now", run)
    QTest.mouseClick(opened.page.head.runs, Qt.MouseButton.LeftButton)
    assert opened.wanted == [Runs(going)]


def test_a_run_that_was_killed_says_how_to_go_on(run: Path, runs: Path, open_page: Callable[[Path], Opened]) -> None:
    file = runfile.read(run)
    assert file is not None
    (run.parent / "latest").unlink()
    runfile.write(run, replace(file, state="interrupted"))
    as_it_stands(run)
    assert open_page(runs).page.sets.card(0).state() == "Interrupted: run it again to continue"


def test_damaged_rows_keep_no_page_from_opening(run: Path, runs: Path, open_page: Callable[[Path], Opened]) -> None:
    (run / "rows.parquet").write_bytes(b"no parquet")
    page = open_page(runs).page
    card, bar = page.sets.card(0), page.statusBar()
    assert card.state() == "Cannot be read now"
    assert "is not as it was written" in card.about()
    assert card.about() in card.sentence()
    assert bar is not None
    assert bar.currentMessage() == f"demo: {card.about()}", "all of it, for which a card has no room"


def test_what_was_planned_and_what_waits_is_said(tmp_path: Path, open_page: Callable[[Path], Opened]) -> None:
    drafts.save([PlannedSet("/x", "x"), PlannedSet("/y", "y")])
    Queue(tmp_path / "runs").add(["set=x"], title="x")
    opened = open_page(tmp_path / "runs")
    assert "2 sets planned but not started" in opened.page.head.planned.text()
    assert "1 run waiting." in opened.page.head.runs.text()
    QTest.mouseClick(opened.page.head.planned, Qt.MouseButton.LeftButton)
    assert opened.wanted == [NewSets()]


def test_folders_that_are_dropped_become_sets(tmp_path: Path, open_page: Callable[[Path], Opened]) -> None:
    opened = open_page(tmp_path / "none")
    (tmp_path / "a").mkdir()
    (tmp_path / "photo.jpg").touch()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a", "photo.jpg")])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), copy, data, left, none)
    QApplication.sendEvent(opened.page, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(opened.page, QDropEvent(QPointF(50, 50), copy, data, left, none))
    assert opened.wanted == [NewSets((tmp_path / "a", tmp_path))]
    text = QMimeData()
    text.setText("words")
    refused = QDragEnterEvent(QPoint(50, 50), copy, text, left, none)
    refused.ignore()
    QApplication.sendEvent(opened.page, refused)
    assert not refused.isAccepted()


def test_two_lines_about_this_computer_and_all_of_it_on_demand(
    tmp_path: Path, open_page: Callable[[Path], Opened], qtbot: QtBot
) -> None:
    page = open_page(tmp_path / "none").page
    assert len(page.machine.lines.text().splitlines()) == 2
    QTest.mouseClick(page.machine.more, Qt.MouseButton.LeftButton)
    (dialog,) = page.findChildren(DoctorDialog)
    qtbot.waitUntil(dialog.is_idle, timeout=60_000)
    assert "llama.cpp" in dialog.text.toPlainText()
    dialog.close()


@pytest.mark.parametrize(
    ("sees", "advised", "said"),
    [
        (True, None, "unless you choose another"),
        (False, "qwen3vl_2b", "choose qwen3vl_2b"),
        (False, None, "start Ollama or"),
    ],
)
def test_what_would_be_better_is_said(sees: bool, advised: str | None, said: str) -> None:
    answer = {"auto": {"sees": sees}, "advised": advised, "summary": ["A model writes.", "…"]}
    first, second = lines(json.dumps(answer)).splitlines()
    assert first == "A model writes."
    assert said in second
    for nonsense in ("", "[]", "{}", '{"auto": 1, "advised": 1, "summary": []}'):
        assert lines(nonsense) == ""


def test_a_folder_of_photos_on_the_command_line_opens_the_intake(tmp_path: Path, runs: Path, run: Path) -> None:
    assert arguments.read([str(tmp_path), f"paths.runs={runs}"]).destination == NewSets((tmp_path.resolve(),))
    assert arguments.read([str(run), f"paths.runs={runs}"]).destination == Review(run)


def test_every_widget_has_a_name(runs: Path, open_page: Callable[[Path], Opened]) -> None:
    page = open_page(runs).page
    assert page.sets.accessibleName()
    shown = [button for button in page.findChildren(QPushButton) if button.isVisible()]
    assert shown
    assert all(button.text() for button in shown)


def test_a_set_that_comes_and_a_run_that_ends_are_shown_without_asking(
    run: Path, runs: Path, tmp_path: Path, open_page: Callable[[Path], Opened], qtbot: QtBot, demo: Path
) -> None:
    file = runfile.read(run)
    assert file is not None
    elsewhere = tmp_path / "elsewhere"
    opened = open_page(elsewhere)
    page = opened.page
    assert page.welcome.isVisible()
    photos = tmp_path / "photos"
    photos.mkdir()
    shutil.copy(next((demo.parent / "photos").rglob("*.jpg")), photos / "heron.jpg")
    planning.write(PlannedSet(str(photos), "herons"))
    qtbot.waitUntil(lambda: page.sets.isVisible() and page.sets.count() == 1, timeout=10_000)
    assert page.sets.card(0).of.name == "herons"
    qtbot.waitUntil(lambda: not page.sets.card(0).preview.isNull(), timeout=10_000)
    shutil.copytree(runs, elsewhere, symlinks=True)
    qtbot.waitUntil(lambda: page.sets.count() == 2, timeout=10_000)
    assert [page.sets.card(number).of.name for number in range(2)] == ["demo", "herons"]
    qtbot.waitUntil(lambda: "need you" in page.sets.card(0).state(), timeout=10_000)
    current = page.sets.current()
    assert current is not None
    assert current.name == "herons", "what was chosen stays chosen"
    elsewhere.rename(tmp_path / "unplugged")
    bar = page.statusBar()
    assert bar is not None
    qtbot.waitUntil(lambda: "If it is on a drive, connect" in bar.currentMessage(), timeout=10_000)
    assert page.sets.count() == 2


def test_an_edited_photo_that_was_approved_counts_as_approved(
    session: Session, runs: Path, open_page: Callable[[Path], Opened]
) -> None:
    """The approval is bound to everything that would be published, pictures too."""
    (cat,) = session.find("name:Chelsea")
    session.edit({cat: {"subject": "tabby cat"}}, "x")
    assert not session.approve([cat]).refused
    card = open_page(runs).page.sets.card(0)
    assert card.waiting is not None
    assert card.waiting.approved == 1
