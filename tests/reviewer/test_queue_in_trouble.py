"""The queue of runs with a full disk or an unplugged drive: a message each, and nothing is lost."""

from __future__ import annotations

from pathlib import Path

from in_a_process import beside_a_full_disk
from in_trouble import PATIENCE_MS, At, bar
from pytestqt.qtbot import QtBot

from reviewer.running.runs_page import RunsPage
from reviewer.widgets.destinations import Runs
from runner.service.queue import Queue


def test_the_queue_beside_a_full_disk(tmp_path: Path, full_disk: Path) -> None:
    runs = tmp_path / "runs"
    queue = Queue(runs)
    for title in ("one", "two"):
        queue.add(["set=demo"], title=title)
    does = """
    def done(name, then):
        page.say("")
        then()
        until(lambda: page.operations.is_idle() and said())
        print(name, said(), len(page._found.waiting), flush=True)

    page._choose(page._found.waiting[1].key)
    full(runs)
    done("earlier", page.actions_by_name["job_earlier"].trigger)
    done("remove", page.actions_by_name["job_remove"].trigger)
    done("start", page.start_queue.click)
    full("")
    done("remove", page.actions_by_name["job_remove"].trigger)
    """
    *refused, last = beside_a_full_disk(full_disk, tmp_path, "Runs()", does, runs, runs).splitlines()
    assert [line.split(" ", 1)[0] for line in refused] == ["earlier", "remove", "start"]
    assert all("The disk is full" in line and line.endswith(" 2") for line in refused)
    assert "Removed from the queue" in last
    assert [job.title for job in Queue(runs).jobs()] == ["one"]


def test_a_queue_on_an_unplugged_drive_is_not_made_anew(tmp_path: Path, at: At, qtbot: QtBot) -> None:
    runs = tmp_path / "runs"
    Queue(runs).add(["set=demo"], title="one")
    shell = at(Runs(), runs)
    page = shell.page()
    assert isinstance(page, RunsPage)
    away = runs.with_name("away")
    runs.rename(away)
    for act in (page.actions_by_name["job_remove"].trigger, page.start_queue.click):
        page.say("")
        act()
        qtbot.waitUntil(lambda: "is gone" in bar(shell), timeout=PATIENCE_MS)
        qtbot.waitUntil(page.operations.is_idle, timeout=PATIENCE_MS)
    assert not runs.exists()
    qtbot.waitUntil(lambda: "The folder of your runs is gone" in bar(shell), timeout=PATIENCE_MS)
    away.rename(runs)
    qtbot.waitUntil(lambda: "is back" in bar(shell), timeout=PATIENCE_MS)
    assert [job.title for job in Queue(runs).jobs()] == ["one"]
