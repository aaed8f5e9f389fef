"""The program killed with signal 9 during a batch, a regeneration or a publish: the next start finds everything."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reviewer.program.pages import Place
from reviewer.program.shell import Shell
from reviewer.publish.publish_page import PublishPage
from reviewer.publish.publisher import State
from reviewer.review.window import Window
from reviewer.widgets.destinations import Destination, Publishing, Review
from runner.review import regeneration, review_set, settings
from runner.review.session import Session

PATIENCE_MS = 60_000

_PROGRAM = """
    import sys
    from pathlib import Path
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication
    from reviewer.program.pages import Place
    from reviewer.program.shell import Shell
    from reviewer.widgets.destinations import Publishing, Review
    from runner.review import settings

    def until(is_so):
        while not is_so():
            QTest.qWait(5)

    run, runs = map(Path, sys.argv[1:])
    app = QApplication([])
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.open({destination}(run))
    shell.show()
    until(shell.is_quiet)
    page = shell.page()
"""

_BATCH = """
    from runner.review.batch_edit import BatchEdit
    places = page.session.find("-outcome:failed")
    for number in range(10_000):
        page.dialogs._apply(page.session.snapshot, places, BatchEdit({"location": f"Place {number}"}))
        until(page.operations.is_idle)
        page.offer.hide()
        print(number, flush=True)
"""

_REGENERATION = """
    page.dialogs.regeneration.ask(page.session.find("-outcome:failed"))
    until(lambda: page.dialogs.regeneration.job.proposals)
    print("one is there", flush=True)
    until(lambda: False)
"""

_PUBLISH = """
    from reviewer.publish.publisher import State
    page.publisher.publish()
    until(lambda: page.publisher.progress is not None)
    print("publishing", flush=True)
    until(lambda: False)
"""


def killed(tmp_path: Path, run: Path, runs: Path, destination: str, does: str, lines: int = 1) -> None:
    """Start the program, let it do something, and kill it when it has said so many lines."""
    script = tmp_path / "program.py"
    script.write_text(textwrap.dedent(_PROGRAM).replace("{destination}", destination) + textwrap.dedent(does))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(script), str(run), str(runs)],
        stdout=subprocess.PIPE, text=True, env=environment, cwd=tmp_path,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        for _ in range(lines):
            assert program.stdout.readline(), "the program ended before it was killed"
        program.send_signal(signal.SIGKILL)


def opened(runs: Path, where: Destination, show: Callable[[object], None]) -> Shell:
    shell = Shell(Place(runs, "Ada"), settings.load())
    shell.open(where)
    show(shell)
    return shell


@pytest.mark.parametrize("lines", [1, 4])
def test_a_batch_is_whole_or_not_there(run: Path, runs: Path, tmp_path: Path, lines: int) -> None:
    killed(tmp_path, run, runs, "Review", _BATCH, lines)
    session = Session(review_set.read(run, runs), "Ada")
    places = session.find("-outcome:failed")
    found = {session.snapshot.row(place)["location"] for place in places}
    assert len(found) == 1, "each photo has the same"
    assert int(found.pop().removeprefix("Place ")) >= lines - 1, "what was told is on the disk"
    session.restore_undo()
    assert session.undo().places, "it is one step to take back"


def test_regenerated_texts_wait_for_their_answer(
    run: Path, runs: Path, tmp_path: Path, show: Callable[[object], None], qtbot: QtBot
) -> None:
    killed(tmp_path, run, runs, "Review", _REGENERATION)
    asked, _ = regeneration.unfinished(runs, "demo", "Ada")
    assert len(asked) > 8, "those with nothing new need no answer"
    window = opened(runs, Review(run), show).page()
    assert isinstance(window, Window)
    desk = window.dialogs.regeneration
    qtbot.waitUntil(lambda: set(desk.job.asked) == set(asked), timeout=PATIENCE_MS)
    assert "are waiting for your answer" in window.progress.said()
    assert desk.button.isVisible()
    desk.ask([])
    qtbot.waitUntil(lambda: desk.is_idle() and not desk.job.waiting(), timeout=PATIENCE_MS)
    assert not desk.job.problems


def test_a_publish_goes_on_and_nothing_is_published_twice(
    run: Path, runs: Path, tmp_path: Path, show: Callable[[object], None], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = Session(review_set.read(run, runs), "Ada")
    session.approve(session.find("outcome:passed"))
    approved = session.find("decision:approved")
    killed(tmp_path, run, runs, "Publishing", _PUBLISH)
    monkeypatch.chdir(tmp_path)
    page = opened(runs, Publishing(run), show).page()
    assert isinstance(page, PublishPage)

    def through() -> bool:
        """Planned again as long as the orphan of the killed program is at it."""
        publisher = page.publisher
        if publisher.state is State.ENDED and publisher.ending is not None and not (tmp_path / "published").is_dir():
            page.plan()
        if publisher.state is State.PLANNED and publisher.going:
            publisher.publish()
        return publisher.state is State.ENDED or (publisher.state is State.PLANNED and not publisher.going)

    qtbot.waitUntil(through, timeout=PATIENCE_MS)
    with closing(sqlite3.connect(runs / "catalog.db")) as catalog:
        names = [name for (name,) in catalog.execute("SELECT file_name FROM publications")]
    assert sorted(names) == sorted(str(session.snapshot.row(place)["file_name"]) for place in approved)
    assert len(set(names)) == len(names)
