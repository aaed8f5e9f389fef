"""The runs page with real runs: watched, paused, stopped, continued; the queue; the results of a run."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt, QTime, QUrl
from PyQt6.QtGui import QGuiApplication
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.review.window import Window
from reviewer.running.live_run import writer
from reviewer.running.runs_page import RunsPage
from reviewer.running.waiting_job import next_time
from reviewer.widgets.destinations import Runs
from runner.review import settings
from runner.service import control
from runner.service.queue import Queue
from runner.store import pause_file, runfile
from runner.store.progress_file import Writer

PATIENCE_MS = 60_000


@pytest.fixture
def queue(tmp_path: Path) -> Iterator[Queue]:
    """The queue of the copied runs; emptied at the end, so that its worker ends."""
    made = Queue(tmp_path / "runs")
    yield made
    for job in made.jobs():
        if job.state == "waiting":
            made.remove(job)


@pytest.fixture
def open_page(show: Callable[[Shell], None], qtbot: QtBot) -> Callable[[Path, Path | None], RunsPage]:
    def make(runs: Path, run: Path | None = None) -> RunsPage:
        shell = Shell(Place(runs, "Ada"), settings.load())
        shell.resize(1280, 800)
        shell.open(Runs(run))
        show(shell)
        page = shell.page()
        assert isinstance(page, RunsPage)
        return page

    return make


@pytest.fixture
def going(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run of the demo set in a terminal of its own, paused behind its first stage."""
    words = ["set=demo", "caption=composer", f"paths.runs={tmp_path / 'runs'}", f"paths.photos={tmp_path / 'photos'}"]
    command = [sys.executable, "-m", "runner", *words]
    with (tmp_path / "said.txt").open("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=said, text=True, cwd=tmp_path)
        wait_for(lambda: "intake: 17 done" in (tmp_path / "said.txt").read_text())
        control.pause(runfile.find(tmp_path / "runs")[0])
        wait_for(lambda: "paused" in (tmp_path / "said.txt").read_text())
        yield process
        process.kill()
        process.wait()


def wait_for(happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE_MS / 1000
    while not happened():
        assert time.monotonic() < until, "it never happened"
        time.sleep(0.02)


def press(button: QPushButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def said(page: RunsPage) -> str:
    bar = page.statusBar()
    return bar.currentMessage() if bar else ""


def shell_of(page: RunsPage) -> Shell:
    shell = page.window()
    assert isinstance(shell, Shell)
    return shell


def reviewed(shell: Shell, qtbot: QtBot) -> Window:
    qtbot.waitUntil(lambda: isinstance(shell.page(), Window) and shell.is_quiet(), timeout=PATIENCE_MS)
    QApplication.processEvents()
    window = shell.page()
    assert isinstance(window, Window)
    return window


def test_without_a_run_it_says_how_to_begin(tmp_path: Path, open_page: Callable[..., RunsPage]) -> None:
    page = open_page(tmp_path / "runs")
    assert page.pane.shown() is page.pane.nothing
    assert "Make a set" in page.pane.nothing.text()
    visible = [button for button in page.pane.findChildren(QPushButton) if button.isVisible()]
    assert visible == []


def test_a_run_of_a_terminal_goes_on_and_is_judged(
    going: subprocess.Popen[str], tmp_path: Path, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    page = open_page(tmp_path / "runs")
    entry = page.entry()
    assert entry is not None
    assert entry.run is not None
    assert entry.run.state == "paused"
    assert page.pane.how.text().startswith("Paused")
    lines = page.pane.live.stages.lines
    qtbot.waitUntil(
        lambda: "intake" in lines and lines["intake"].far.text() == "17 photos done, 3 failed", timeout=PATIENCE_MS
    )
    assert "the file is empty" in page.pane.live.failures.toPlainText()
    press(page.pane.go_on)
    qtbot.waitUntil(lambda: page.pane.shown() is page.pane.quality, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.pane.quality.list.topLevelItemCount() > 0, timeout=PATIENCE_MS)
    assert page.pane.quality.next_step.text() == "8 of 14 photos need you, 6 can be approved as they are."
    assert going.wait() == 0


def test_who_writes_is_told_with_device_speed_and_memory() -> None:
    seeing = Writer("qwen3vl_2b", "CPU, 2 threads", "qwen3vl 2B Q4_K_M", 2560.0, 12.34, sees=True)
    assert writer(seeing).split("  ·  ") == [
        "Texts: qwen3vl_2b on CPU, 2 threads", "qwen3vl 2B Q4_K_M", "12.3 tokens a second", "2.5 GB of memory",
    ]  # fmt: skip
    blind = Writer("composer", None, None, None, None, sees=False)
    assert writer(blind) == "Texts: composer  ·  it does not see the pictures"


def test_pause_and_continue_are_one_key(tmp_path: Path, open_page: Callable[..., RunsPage], qtbot: QtBot) -> None:
    """The run's process is this one: what a run makes of its file is tested where runs are."""
    run = tmp_path / "runs" / "herons" / "20261128-100000-0000"
    run.mkdir(parents=True)
    runfile.write(run, runfile.begin(run, "herons", "prepare", "runner set=herons"))
    page = open_page(tmp_path / "runs")
    assert page.pane.how.text().startswith("Running")
    press(page.pane.pause)
    qtbot.waitUntil(lambda: page.pane.go_on.isVisible(), timeout=PATIENCE_MS)
    assert pause_file.is_paused(run)
    assert "models stay loaded" in said(page)
    page.actions_by_name["pause_run"].trigger()
    qtbot.waitUntil(lambda: page.pane.pause.isVisible(), timeout=PATIENCE_MS)
    assert not pause_file.is_paused(run)


def test_a_run_is_stopped_and_continued_in_the_queue(
    going: subprocess.Popen[str], queue: Queue, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    page = open_page(queue.runs)
    stopped = runfile.find(queue.runs)[0]
    press(page.pane.stop)
    assert going.wait() == 130
    qtbot.waitUntil(lambda: page.pane.how.text().startswith("Stopped before its end"), timeout=PATIENCE_MS)
    press(page.pane.go_on)
    qtbot.waitUntil(lambda: len(runfile.find(queue.runs)) == 2, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: [job.code for job in queue.ended()] == [0], timeout=PATIENCE_MS)
    states = {run.name: file.state for run in runfile.find(queue.runs) if (file := runfile.read(run))}
    assert states.pop(stopped.name) == "interrupted"
    assert list(states.values()) == ["finished"]


def test_a_killed_run_is_said_to_be_interrupted_and_can_go_on(
    going: subprocess.Popen[str], tmp_path: Path, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    page = open_page(tmp_path / "runs")
    going.send_signal(signal.SIGKILL)
    going.wait()
    qtbot.waitUntil(lambda: page.pane.how.text().startswith("Interrupted: its process has ended"), timeout=PATIENCE_MS)
    assert "What is done is kept" in page.pane.how.text()
    assert page.pane.go_on.isVisible()
    assert not page.pane.stop.isVisible()


def test_each_number_leads_to_its_photos(
    run: Path, runs: Path, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    page = open_page(runs, run)
    tree = page.pane.quality.list
    qtbot.waitUntil(lambda: tree.topLevelItemCount() > 0, timeout=PATIENCE_MS)
    blocked = [
        item
        for row in range(tree.topLevelItemCount())
        if (head := tree.topLevelItem(row)) and head.text(0).startswith("Blocked")
        for place in range(head.childCount())
        if (item := head.child(place))
    ]
    number, shell = int(blocked[0].text(0)), shell_of(page)
    tree.setCurrentItem(blocked[0])
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Return)
    assert len(reviewed(shell, qtbot).centre.model.places()) == number


def test_what_needs_a_person_is_the_next_step(
    run: Path, runs: Path, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    page = open_page(runs, run)
    qtbot.waitUntil(lambda: page.pane.review.text() == "Review what needs you", timeout=PATIENCE_MS)
    shell = shell_of(page)
    press(page.pane.review)
    window = reviewed(shell, qtbot)
    assert len(window.centre.model.places()) == 8


def test_the_command_is_copied(run: Path, runs: Path, open_page: Callable[..., RunsPage]) -> None:
    page = open_page(runs, run)
    press(page.pane.copy)
    clipboard, file = QGuiApplication.clipboard(), runfile.read(run)
    assert clipboard is not None
    assert file is not None
    assert clipboard.text() == file.command


def test_waiting_runs_are_moved_held_back_and_removed(
    runs: Path, queue: Queue, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    far = datetime.now(UTC) + timedelta(days=300)
    for name in ("herons", "owls"):
        queue.add([f"set={name}"], title=name, not_before=far)
    page = open_page(runs)
    assert page.idle_note.text() == "2 runs are waiting, and nothing will start them."
    item = page.list.item_of("job 2")
    assert item is not None
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=page.list.visualItemRect(item).center())
    assert page.pane.title.text() == "owls"
    press(page.pane.job.earlier_place)
    qtbot.waitUntil(lambda: [job.title for job in queue.jobs()] == ["owls", "herons"], timeout=PATIENCE_MS)
    page.pane.job.at.setTime(QTime(21, 30))
    page.pane.job.at.editingFinished.emit()
    expected = next_time(QTime(21, 30), datetime.now()).astimezone(UTC)
    qtbot.waitUntil(lambda: queue.jobs()[0].not_before == expected, timeout=PATIENCE_MS)
    press(page.pane.job.remove)
    qtbot.waitUntil(lambda: [job.title for job in queue.jobs()] == ["herons"], timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: page.list.item_of("job 2") is None, timeout=PATIENCE_MS)


def test_a_job_that_could_not_be_started_says_why(
    runs: Path, queue: Queue, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    queue.add(["set=nowhere_to_be_found"], title="mine")
    page = open_page(runs)
    assert page.list.key() == "job 1"
    press(page.start_queue)
    qtbot.waitUntil(lambda: "nowhere_to_be_found" in page.pane.job.problem.text(), timeout=PATIENCE_MS)
    assert not page.pane.job.later.isVisible()
    press(page.pane.job.remove)
    qtbot.waitUntil(lambda: queue.ended() == [], timeout=PATIENCE_MS)


def test_a_failure_leads_to_the_photos_that_failed(
    going: subprocess.Popen[str], tmp_path: Path, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    page = open_page(tmp_path / "runs")
    qtbot.waitUntil(lambda: page.pane.live.failures.isVisible(), timeout=PATIENCE_MS)
    shell = shell_of(page)
    page.pane.live.failures.anchorClicked.emit(QUrl("failed"))
    assert len(reviewed(shell, qtbot).centre.model.places()) == 3


def test_a_window_that_is_closed_while_a_page_is_read_makes_no_page(
    run: Path, runs: Path, open_page: Callable[..., RunsPage]
) -> None:
    page = open_page(runs, run)
    shell = shell_of(page)
    press(page.pane.review)
    assert shell.close()
    assert shell.page() is page


def test_the_next_time_of_day_may_be_tomorrows() -> None:
    now = datetime(2026, 11, 28, 18, 30)
    assert next_time(QTime(22, 0), now) == datetime(2026, 11, 28, 22, 0)
    assert next_time(QTime(6, 0), now) == datetime(2026, 11, 29, 6, 0)


def test_a_publish_leads_to_its_page(
    run: Path, runs: Path, open_page: Callable[..., RunsPage], qtbot: QtBot, tmp_path: Path
) -> None:
    file = runfile.read(run)
    assert file is not None
    publish = run.with_name("20991231-235959-aaaa")
    publish.mkdir()
    runfile.write(publish, replace(file, run_id=publish.name, graph="publish", files={}))
    page = open_page(runs, publish)
    assert page.pane.review.text() == "Open publish page"
    shell = shell_of(page)
    press(page.pane.review)
    qtbot.waitUntil(lambda: isinstance(shell.page(), PublishPage), timeout=PATIENCE_MS)
    shown = shell.page()
    assert isinstance(shown, PublishPage)
    assert shown.publisher.session.review_set.run == run
    shown.publisher.end()


def test_a_drive_that_is_unplugged_is_said_and_nothing_is_made_in_its_place(
    run: Path, runs: Path, open_page: Callable[..., RunsPage], qtbot: QtBot
) -> None:
    page = open_page(runs)
    away = runs.with_name("away")
    runs.rename(away)
    qtbot.waitUntil(lambda: "If it is on a drive, connect" in said(page), timeout=PATIENCE_MS)
    qtbot.wait(2500)  # it goes on looking
    assert not runs.exists()
    assert page.entry() is not None
    away.rename(runs)
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
