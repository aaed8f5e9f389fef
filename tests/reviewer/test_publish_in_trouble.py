"""Publishing a run that is gone, and to a target on a full disk: a message each."""

from __future__ import annotations

from pathlib import Path

from in_a_process import beside_a_full_disk
from in_trouble import GONE, PATIENCE_MS, At, bar
from pytestqt.qtbot import QtBot

from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.publish.publisher import State
from reviewer.widgets.destinations import Publishing
from runner.review.session import Session
from runner.service.overview import overview
from runner.service.queue import Queue


def publish_page(shell: Shell) -> PublishPage:
    page = shell.page()
    assert isinstance(page, PublishPage)
    return page


def test_publishing_a_run_that_is_gone_is_said(run: Path, runs: Path, at: At, qtbot: QtBot) -> None:
    shell = at(Publishing(run), runs)
    page = publish_page(shell)
    away = runs.with_name("away")
    runs.rename(away)
    page.plan()
    qtbot.waitUntil(lambda: page.publisher.state is State.ENDED, timeout=PATIENCE_MS)
    assert "The folder of this run is gone" in page.note.text()
    page.actions_by_name["redirects"].trigger()
    qtbot.waitUntil(lambda: GONE in bar(shell), timeout=PATIENCE_MS)
    assert not runs.exists()
    away.rename(runs)
    page.plan()
    qtbot.waitUntil(lambda: page.publisher.state is State.PLANNED, timeout=PATIENCE_MS)
    listed = [entry.run.file.graph for entry in overview(Queue(runs)).entries if entry.run is not None]
    assert "publish" not in listed, "a plan is no publish that anybody wants to read of"


def test_a_target_on_a_full_disk_is_said_and_gone_on_with(
    session: Session, run: Path, runs: Path, tmp_path: Path, full_disk: Path
) -> None:
    session.approve(session.find("outcome:passed"))
    does = """
    full("/published/")
    page.publish.click()
    until(lambda: page.publisher.state.value == "ended")
    for trouble in page.publisher.ending.failed:
        print(trouble.title, trouble.advice, flush=True)
    full("")
    page.publisher.resume()
    until(lambda: page.publisher.state.value == "ended" and not page.publisher.ending.failed)
    print(page.note.text())
    """
    *troubles, last = beside_a_full_disk(full_disk, tmp_path, "Publishing(where)", does, run, runs).splitlines()
    assert troubles
    assert all("Problem on this machine" in line and "disk" in line for line in troubles)
    assert last.startswith("Published to local")
