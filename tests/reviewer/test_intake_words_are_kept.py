"""What a person typed for a planned set is not lost to another set's file, to a start, or to a damaged file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.intake import row_work
from reviewer.intake.intake_page import IntakePage
from reviewer.intake.noted_field import NotedField
from runner.intake import drafts, starting
from runner.intake import planned as planning
from runner.intake.intake import intake
from runner.intake.planned import PlannedSet
from runner.review import settings
from runner.service.queue import Queue

OpenPage = Callable[..., IntakePage]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "photos").mkdir()
    return tmp_path / "photos"


@pytest.fixture
def open_page(
    show: Callable[[object], None], tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> OpenPage:
    monkeypatch.setattr(Queue, "start_worker", lambda _queue: None)  # nothing is prepared in these tests
    monkeypatch.setattr(row_work, "USUAL_SAMPLE", 0)

    def make(*folders: Path) -> IntakePage:
        page = IntakePage(intake(), folders, tmp_path / "runs", settings.load())
        page.resize(1280, 800)
        page.show()
        settle(page, qtbot)
        show(page)
        return page

    return make


def settle(page: IntakePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.is_quiet, timeout=120_000)
    QApplication.processEvents()


def type_over(line: QLineEdit, text: str) -> None:
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(line, text)


def press(field: NotedField, beginning: str) -> None:
    button = next(each for each in field.offers() if each.text().startswith(beginning))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def test_what_was_typed_is_kept_beside_the_file_of_the_set_that_is_changed(
    folder: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    planning.write(PlannedSet("/elsewhere", "herons", "grey heron", "Leiden", hints=("water",), exclude=("raw/*",)))
    page = open_page(folder)
    type_over(page.form.texts["subject"], "great egret")
    type_over(page.form.texts["hints"], "reeds, dawn")
    type_over(page.form.texts["name"], "herons")
    settle(page, qtbot)
    press(page.form.fields["name"], "Change that set")
    settle(page, qtbot)
    assert page.form.texts["subject"].text() == "great egret"
    assert page.form.texts["location"].text() == "Leiden", "what nobody typed comes from the file"
    assert "“grey heron”" in page.form.fields["subject"].note.text()
    assert not page.bar.all.isEnabled(), "one of two texts has to hold"
    press(page.form.fields["subject"], "Keep this one")
    press(page.form.fields["hints"], "Use the other")
    settle(page, qtbot)
    (row,) = page.rows.rows()
    assert (row.planned.subject, row.planned.hints, row.planned.others) == ("great egret", ("water",), ())
    assert row.planned.exclude == ("raw/*",)


def test_what_is_typed_while_a_set_is_started_stays(folder: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    (folder / "one").mkdir()
    (folder / "two").mkdir()
    page = open_page(folder / "one", folder / "two")
    one, two = (row.planned for row in page.rows.rows())
    page.rows.choose(page.rows.rows()[0])
    outcome = starting.start([one, two], Queue(page._runs))
    type_over(page.form.texts["subject"], "typed a moment later")
    page._started(outcome)
    (left,) = page.rows.rows()
    assert (left.planned.name, left.planned.subject) == (one.name, "typed a moment later")
    assert left.planned.changes, "its file is there now, and is changed"
    settle(page, qtbot)
    assert [each.subject for each in drafts.load()] == ["typed a moment later"]


def test_a_file_of_plans_that_cannot_be_understood_is_put_aside_and_said(
    folder: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    text = '{"rows": [{"folder": "/photos", "name": "herons", "subject": {"of": "a newer version"}}]}'
    drafts.save([PlannedSet("/photos", "herons")])
    drafts.place().write_text(text)
    page = open_page(folder)
    type_over(page.form.texts["subject"], "egret")
    settle(page, qtbot)
    assert drafts.place().with_name("intake.damaged.json").read_text() == text
    assert [each.subject for each in drafts.load()] == ["egret"]


def test_each_that_is_put_aside_stays_and_is_said(open_page: OpenPage) -> None:
    for name in ("intake.damaged.json", "intake.damaged-2.json"):
        drafts.place().write_text(name)
        bar, kept = open_page().statusBar(), drafts.place().with_name(name)
        assert bar is not None
        assert bar.currentMessage() == f"Your earlier plans cannot be read. The file is kept: {kept}"
        assert kept.read_text() == name


def test_what_is_damaged_while_the_page_is_open_leaves_what_was_before(
    folder: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    drafts.place().parent.mkdir(exist_ok=True)
    drafts.place().write_text("before")
    page = open_page(folder)
    drafts.place().write_text("meanwhile")
    type_over(page.form.texts["subject"], "egret")
    settle(page, qtbot)
    kept = [drafts.place().with_name(f"intake.damaged{number}.json").read_text() for number in ("", "-2")]
    assert kept == ["before", "meanwhile"]
    assert [each.subject for each in drafts.load()] == ["egret"]
