"""Two windows with New sets open at once: input in one appears in the other, and none is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.intake import row_work
from reviewer.intake.intake_page import IntakePage
from runner.intake import drafts
from runner.intake.draft_merging import merged, settled
from runner.intake.intake import intake
from runner.intake.planned import PlannedSet
from runner.review import settings

PATIENCE_MS = 20_000
OpenPage = Callable[..., IntakePage]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "herons"
    made.mkdir()
    return made


@pytest.fixture
def open_page(
    show: Callable[[object], None], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> OpenPage:
    monkeypatch.setattr(row_work, "USUAL_SAMPLE", 0)  # nothing is recognised here

    def make(*folders: Path) -> IntakePage:
        page = IntakePage(intake(), folders, tmp_path / "runs", settings.load())
        show(page)
        return page

    return make


def write(page: IntakePage, field: str, text: str) -> None:
    line = page.form.texts[field]
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, text)


def said(page: IntakePage, field: str) -> str:
    row = page.rows.current()
    assert row is not None
    return str(getattr(row.planned, field))


def test_what_one_window_says_is_in_the_other(open_page: OpenPage, folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    first, second = open_page(folder), open_page()
    assert second.rows.count() == 1, "it was planned when the second window opened"
    write(first, "subject", "grey heron")
    write(second, "location", "Leiden")
    qtbot.waitUntil(lambda: said(second, "subject") == "grey heron", timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: said(first, "location") == "Leiden", timeout=PATIENCE_MS)
    assert first.form.texts["location"].text() == "Leiden"
    other = tmp_path / "egrets"
    other.mkdir()
    second.work.add_folders([other])
    qtbot.waitUntil(lambda: first.rows.count() == 2, timeout=PATIENCE_MS)
    second.work.remove_current()
    qtbot.waitUntil(lambda: first.rows.count() == 1, timeout=PATIENCE_MS)
    (kept,) = drafts.load()
    assert (kept.subject, kept.location) == ("grey heron", "Leiden")


def test_of_two_texts_for_one_field_both_are_kept_and_the_second_is_asked(
    open_page: OpenPage, folder: Path, qtbot: QtBot
) -> None:
    first, second = open_page(folder), open_page()
    for page in (first, second):
        page._drafts._watch.directoryChanged.disconnect()  # neither hears of the other before both have typed
    write(first, "subject", "grey heron")
    write(second, "subject", "great egret")
    qtbot.waitUntil(first.is_quiet, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: second.is_quiet() and bool(drafts.load()[0].others), timeout=PATIENCE_MS)
    (kept,) = drafts.load()
    texts = {kept.subject, *(text for _, text in kept.others)}
    assert texts == {"grey heron", "great egret"}
    asked = second if "Both are kept" in second.form.fields["subject"].note.text() else first
    row = asked.rows.current()
    assert row is not None
    assert not row.can_start(), "which one holds has to be said before"
    keep, other = asked.form.fields["subject"].offers()
    use = other if "grey heron" in asked.form.fields["subject"].note.text() else keep
    QTest.mouseClick(use, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: asked.is_quiet() and not drafts.load()[0].others, timeout=PATIENCE_MS)
    assert drafts.load()[0].subject == asked.form.texts["subject"].text() == "grey heron"


_PLANNING = """
    import sys, time
    from pathlib import Path
    from PyQt6.QtTest import QTest
    from PyQt6.QtWidgets import QApplication
    from reviewer.intake import row_work
    from reviewer.intake.intake_page import IntakePage
    from runner.intake.intake import intake
    from runner.review import settings

    row_work.USUAL_SAMPLE = 0
    app = QApplication([])
    page = IntakePage(intake(), [Path(sys.argv[1])], Path(sys.argv[2]), settings.Settings())
    page.show()
    line = page.form.texts["subject"]
    line.setFocus()
    QTest.keyClicks(line, "grey heron")
    while not page.is_quiet():
        QTest.qWait(20)
    print("typed", flush=True)
    QTest.keyClicks(line, " at the weir")
    time.sleep(60)
"""


def test_kill_9_while_a_set_is_planned_keeps_what_was_said(
    folder: Path, tmp_path: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    script = tmp_path / "plan.py"
    script.write_text(textwrap.dedent(_PLANNING))
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, str(script), str(folder), str(tmp_path / "runs")],
        stdout=subprocess.PIPE, text=True, env=environment,
    ) as program:  # fmt: skip
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "typed"
        program.send_signal(signal.SIGKILL)
    page = open_page()
    assert said(page, "subject").startswith("grey heron")
    write(page, "location", "Leiden")
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    assert drafts.load()[0].location == "Leiden", "a lock of a process that is gone is none"


def test_a_disk_that_refuses_is_said_and_what_is_typed_stays_on_the_page(
    open_page: OpenPage, folder: Path, qtbot: QtBot
) -> None:
    page = open_page(folder)
    place = drafts.place()
    place.unlink()
    place.mkdir()  # nothing can be written there, whoever asks
    write(page, "subject", "grey heron")
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    bar = page.statusBar()
    assert bar is not None
    assert "cannot be saved" in bar.currentMessage()
    assert page.form.texts["subject"].text() == "grey heron"
    place.rmdir()
    write(page, "location", "Leiden")
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    (kept,) = drafts.load()
    assert (kept.subject, kept.location) == ("grey heron", "Leiden")


ROW = PlannedSet("/photos/a", "a", key="1")


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "expected"),
    [
        ([ROW], [ROW], [ROW], ["a"]),
        ([ROW], [], [ROW], []),
        ([ROW], [], [replace(ROW, subject="x")], ["a"]),
        ([ROW], [replace(ROW, subject="x")], [], ["a"]),
        ([ROW], [ROW], [], []),
        ([], [ROW], [PlannedSet("/photos/b", "b", key="2")], ["a", "b"]),
    ],
)  # fmt: skip
def test_a_row_goes_only_when_nobody_typed_into_it(
    base: list[PlannedSet], mine: list[PlannedSet], theirs: list[PlannedSet], expected: list[str]
) -> None:
    assert [row.name for row in merged(base, mine, theirs)] == expected


def test_keywords_of_two_windows_are_both_kept_until_one_holds() -> None:
    mine, theirs = replace(ROW, hints=("bird", "weir")), replace(ROW, hints=("water",))
    (row,) = merged([ROW], [mine], [theirs])
    assert (row.hints, row.others) == (("bird", "weir"), (("hints", "water"),))
    (again,) = merged([mine], [row], [mine])
    assert again.others == row.others, "the question stays until it is answered"
    answered = settled(row, "hints", "water")
    assert (answered.hints, answered.others) == (("water",), ())
    assert merged([row], [row], [answered]) == [answered], "an answer in one window is one in the other"
