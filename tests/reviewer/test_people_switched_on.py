"""Switching on faces from the window: after a question, once or for every run, as by command or set file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.people.faces_question import FacesQuestion
from reviewer.people.nobody_page import NobodyPage, Unlooked
from reviewer.widgets.destinations import Destination, Runs
from runner.composition import set_file_edit
from runner.errors import ConfigError
from runner.intake import planned as planning
from runner.intake.planned import PlannedSet
from runner.intake.switch import Switch
from runner.review import settings
from runner.service.queue import Queue


def faces_in(name: str) -> Switch:
    return Switch(name, "people", "true", "set.people")


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Queue, "start_worker", lambda _queue: None)  # nothing is prepared in these tests
    return tmp_path / "runs"


@pytest.fixture
def page(runs: Path, show: Callable[[object], None], tmp_path: Path) -> NobodyPage:
    planning.write(PlannedSet(str(tmp_path), "herons"))
    made = NobodyPage(Unlooked(runs, [faces_in("demo"), faces_in("herons")]), settings.load())
    show(made)
    return made


def asked(page: NobodyPage, name: str) -> FacesQuestion:
    QTest.mouseClick(page.begin[name], Qt.MouseButton.LeftButton)
    (question,) = page.findChildren(FacesQuestion)
    return question


def test_it_is_queued_once_after_a_question(page: NobodyPage, runs: Path, qtbot: QtBot) -> None:
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    question = asked(page, "demo")
    assert "consent" in question.informativeText()
    assert question.checkBox() is None, "the program's own sets are not changed"
    QTest.mouseClick(question.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: wanted == [Runs()], timeout=10_000)
    (job,) = Queue(runs).jobs()
    assert "set=demo set.people=true" in job.command


def test_enter_and_escape_begin_nothing(page: NobodyPage, runs: Path) -> None:
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Escape):
        question = asked(page, "demo")
        QTest.keyClick(question, key)
        assert not question.isVisible()
        QApplication.processEvents()
        question.setParent(None)
    assert not Queue(runs).jobs()


def test_it_is_written_into_the_set_file_that_a_person_has(page: NobodyPage, runs: Path, qtbot: QtBot) -> None:
    path = planning.file_of("herons")
    before = yaml.safe_load(path.read_text())
    question = asked(page, "herons")
    question.always.setChecked(True)
    QTest.mouseClick(question.begin, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(Queue(runs).jobs()) == 1, timeout=10_000)
    assert yaml.safe_load(path.read_text()) == before | {"people": True}
    assert "# true: find faces" in path.read_text(), "comments stay"


def test_a_file_that_cannot_be_changed_is_said_and_nothing_is_begun(page: NobodyPage, runs: Path, qtbot: QtBot) -> None:
    path = planning.file_of("herons")
    path.write_text("{a: [}")
    question = asked(page, "herons")
    question.always.setChecked(True)
    QTest.mouseClick(question.begin, Qt.MouseButton.LeftButton)
    bar = page.statusBar()
    assert bar is not None
    qtbot.waitUntil(lambda: bool(bar.currentMessage()), timeout=10_000)
    assert not Queue(runs).jobs()
    assert path.read_text() == "{a: [}"


@pytest.mark.parametrize("text", ["source: /a\n", "people: false  # no\nsource: /a\n", "people: true\n"])
def test_only_that_line_is_different(text: str) -> None:
    made = set_file_edit.with_option(text, "x", "people", "true")
    assert yaml.safe_load(made) == yaml.safe_load(text) | {"people": True}
    assert ("# no" in made) == ("# no" in text)


def test_a_set_that_is_no_mapping_is_refused() -> None:
    with pytest.raises(ConfigError):
        set_file_edit.with_option("- a\n", "x", "people", "true")
