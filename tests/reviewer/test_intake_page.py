"""From folders to started sets with real clicks and keys, real photos and the runner's own looks at them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
import yaml
from PyQt6.QtCore import Qt, QTime
from PyQt6.QtGui import QKeySequence
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.intake import row_work
from reviewer.intake.intake_page import IntakePage
from reviewer.intake.noted_field import NotedField
from reviewer.intake.start_bar import StartBar
from reviewer.intake.yaml_dialog import YamlDialog
from reviewer.widgets.destinations import Destination, Runs
from runner.imaging import samples
from runner.intake import drafts
from runner.intake import planned as planning
from runner.intake.captioner_choice import CaptionerChoice
from runner.intake.intake import intake
from runner.intake.planned import PlannedSet
from runner.messages import say
from runner.review import settings
from runner.service.queue import Queue

PATIENCE_MS = 120_000


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("folders") / "My photos"
    samples.lay_out(folder)
    return folder


@pytest.fixture(scope="module")
def runs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One for all tests: what is recognised once is not computed again."""
    return tmp_path_factory.mktemp("looked") / "runs"


OpenPage = Callable[..., IntakePage]


@pytest.fixture
def unrecognised(monkeypatch: pytest.MonkeyPatch) -> None:
    """Folders are looked at without recognising anything, for tests of something else: it takes seconds."""
    monkeypatch.setattr(row_work, "USUAL_SAMPLE", 0)


@pytest.fixture
def open_page(show: Callable[[object], None], runs: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    monkeypatch.setattr(Queue, "start_worker", lambda _queue: None)  # nothing is prepared in these tests

    def make(*folders: Path) -> IntakePage:
        page = IntakePage(intake(), folders, runs, settings.load())
        page.resize(1280, 800)
        page.show()
        qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
        show(page)
        for job in Queue(runs).jobs():
            Queue(runs).remove(job)
        return page

    return make


def settle(page: IntakePage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.is_quiet, timeout=PATIENCE_MS)
    QApplication.processEvents()


def press(page: QWidget, *keys: str) -> None:
    for key in keys:
        stroke = QKeySequence(key)[0]
        QTest.keyClick(QApplication.focusWidget() or page, stroke.key(), stroke.keyboardModifiers())


def type_into(line: QLineEdit, text: str) -> None:
    """As a person does: what was there is selected, and typed over."""
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClicks(line, text)


def click(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def offer(field: NotedField, beginning: str) -> QPushButton:
    return next(button for button in field.offers() if button.text().startswith(beginning))


def names(page: IntakePage) -> list[str]:
    return [row.planned.name for row in page.rows.rows()]


def test_a_folder_becomes_a_set_that_is_started(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(photos)
    (row,) = page.rows.rows()
    assert row.planned.name == "My_photos"
    assert len(row.pictures) >= 3
    assert page.form.facts.text().startswith("18 photos")
    assert "19 Jan 2008 to 22 Mar 2020" in page.form.facts.text()
    assert page.form.remarks.text() == "Left out: other files (.txt) 1."
    type_into(page.form.texts["name"], "samples")
    type_into(page.form.texts["subject"], "things of all kinds")
    type_into(page.form.texts["hints"], "sample, test")
    page.form.rules.setCurrentIndex(page.form.rules.findData("travel"))
    settle(page, qtbot)
    assert page.bar.all.text() == "Start set"
    wanted: list[Destination] = []
    page.wanted.connect(wanted.append)
    click(page.bar.all)
    qtbot.waitUntil(lambda: bool(wanted), timeout=PATIENCE_MS)
    assert wanted == [Runs()]
    made = yaml.safe_load((tmp_path / "config/photo-runner/set/samples.yaml").read_text())
    assert (made["name"], made["source"], made["subject"]) == ("samples", str(photos), "things of all kinds")
    assert made["hints"] == ["sample", "test"]
    assert made["defaults"][0] == {"override /rules@_global_.rules": "travel"}
    (job,) = Queue(runs).jobs()
    assert (job.words[0], job.title) == ("set=samples", "samples")
    settle(page, qtbot)
    assert (names(page), drafts.load()) == ([], [])


@pytest.mark.usefixtures("unrecognised")
def test_gps_proposes_the_place_and_one_click_takes_it(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    field = page.form.fields["location"]
    assert field.note.text() == "By GPS of 3 photos: Montréal, Canada"
    click(offer(field, "Use"))
    settle(page, qtbot)
    assert page.rows.rows()[0].planned.location == "Montréal, Canada"
    assert not field.offers()


def test_a_folder_without_a_common_subject_is_split_by_subfolder(
    photos: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(photos)
    assert "Nothing was recognised" in page.form.fields["subject"].note.text()
    click(offer(page.form.fields["subject"], "Split by subfolder"))
    settle(page, qtbot)
    assert names(page) == [
        "My_photos",
        "My_photos_Café",
        "My_photos_Falcon_9",
        "My_photos_Old_backup",
        "My_photos_Été_en_Chine",
    ]
    found = [row.survey for row in page.rows.rows()]
    assert [each.photos for each in found if each] == [10, 3, 2, 1, 2]
    assert page.bar.all.text() == "Start 5 sets"


@pytest.mark.usefixtures("unrecognised")
def test_rows_are_ordered_duplicated_and_removed_by_keyboard(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café", photos / "Falcon 9")
    assert names(page) == ["Café", "Falcon_9"]
    page.rows.setFocus()
    press(page, "Ctrl+Shift+Up")
    assert names(page) == ["Falcon_9", "Café"]
    press(page, "Ctrl+D")
    assert names(page) == ["Falcon_9", "Falcon_9_2", "Café"]
    settle(page, qtbot)
    press(page, "Ctrl+Shift+Delete")
    assert names(page) == ["Falcon_9_2", "Café"]
    settle(page, qtbot)
    assert [each.name for each in drafts.load()] == names(page)


@pytest.mark.usefixtures("unrecognised")
def test_what_was_typed_and_not_started_is_there_again(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    type_into(page.form.texts["subject"], "espresso")
    page.close()
    again = open_page()
    assert [row.planned.subject for row in again.rows.rows()] == ["espresso"]
    assert again.form.texts["subject"].text() == "espresso"


@pytest.mark.usefixtures("unrecognised")
def test_a_name_that_exists_is_another_one_or_changes_that_set(
    photos: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    planning.write(PlannedSet("/elsewhere", "espressi", "a cup", "Turin"))
    page = open_page(photos / "Café")
    type_into(page.form.texts["name"], "espressi")
    settle(page, qtbot)
    field = page.form.fields["name"]
    assert field.problem.text() == "You have a set of this name already."
    assert field.editor.accessibleDescription() == field.problem.text()
    assert not page.bar.all.isEnabled()
    click(offer(field, "Another name"))
    settle(page, qtbot)
    assert (names(page), page.bar.all.isEnabled()) == (["espressi_2"], True)
    type_into(page.form.texts["name"], "espressi")
    settle(page, qtbot)
    click(offer(field, "Change that set"))
    settle(page, qtbot)
    assert page.form.texts["subject"].text() == "a cup"
    type_into(page.form.texts["subject"], "espresso")
    settle(page, qtbot)
    click(page.bar.all)
    settle(page, qtbot)
    made = yaml.safe_load((tmp_path / "config/photo-runner/set/espressi.yaml").read_text())
    assert (made["subject"], made["location"], made["source"]) == ("espresso", "Turin", str(photos / "Café"))


@pytest.mark.usefixtures("unrecognised")
def test_problems_stand_beside_their_fields_and_nothing_starts(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = open_page(photos / "Falcon 9", photos / "Café")
    type_into(page.form.texts["name"], "falcon_9")
    settle(page, qtbot)
    assert page.form.fields["name"].problem.text() == "Another set on this page has this name."
    assert not page.bar.one.isEnabled()
    type_into(page.form.texts["name"], "a/b")
    settle(page, qtbot)
    assert "slashes" in page.form.fields["name"].problem.text()
    press(page, "Ctrl+Shift+Return")
    settle(page, qtbot)
    assert not Queue(runs).jobs()
    assert not (tmp_path / "config/photo-runner/set").exists()
    assert page.bar.all.text() == "Start 1 set"


@pytest.mark.usefixtures("unrecognised")
def test_odd_folders_are_rows_with_a_sentence(open_page: OpenPage, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    page = open_page(tmp_path / "gone", tmp_path / "empty")
    gone, empty = page.rows.rows()
    assert "cannot be read" in gone.trouble
    assert "no photo" in page.form.remarks.text()
    assert not page.bar.all.isEnabled()
    page.rows.choose(gone)
    assert "Check whether its drive or card is there" in page.form.remarks.text()
    assert not empty.can_start()


@pytest.mark.usefixtures("unrecognised")
def test_a_card_that_is_pulled_out_before_the_start(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot, tmp_path: Path
) -> None:
    card = tmp_path / "card"
    shutil.copytree(photos / "Café", card)
    page = open_page(card)
    shutil.rmtree(card)
    type_into(page.form.texts["subject"], "espresso")
    settle(page, qtbot)
    assert "not there any more" in page.form.remarks.text()
    assert not page.bar.all.isEnabled()
    shutil.copytree(photos / "Café", card)
    press(page, "F5")
    settle(page, qtbot)
    assert page.bar.all.isEnabled()


def test_a_look_can_be_stopped_and_taken_up_again(photos: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page()
    page.work.add_folders([photos])
    (row,) = page.rows.rows()
    page.rows.setFocus()
    press(page, "Esc")
    assert row.trouble == "You stopped the look at this folder. F5 looks again."
    settle(page, qtbot)
    assert row.survey is None
    press(page, "F5")
    settle(page, qtbot)
    assert (row.trouble, row.survey and row.survey.photos) == ("", 18)


@pytest.mark.usefixtures("unrecognised")
def test_the_yaml_and_the_command_are_shown_as_they_will_be(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(photos / "Café")
    type_into(page.form.texts["subject"], "espresso")
    settle(page, qtbot)
    press(page, "Ctrl+Shift+C")
    clipboard = QApplication.clipboard()
    assert clipboard is not None
    assert clipboard.text() == f"runner set=Café paths.runs={runs}" or clipboard.text().startswith("runner 'set=Café'")
    click(page.bar.yaml)
    (dialog,) = page.findChildren(YamlDialog)
    text = dialog.findChild(QPlainTextEdit)
    assert text is not None
    assert yaml.safe_load(text.toPlainText())["subject"] == "espresso"
    assert text.toPlainText() == planning.file_text(page.rows.rows()[0].planned)
    dialog.close()
    assert not planning.file_of("Café").exists()


def test_tonight_is_the_next_time_of_that_hour(qtbot: QtBot) -> None:
    bar = StartBar()
    qtbot.addWidget(bar)
    noon, night = datetime(2026, 11, 28, 12, 0), datetime(2026, 11, 28, 23, 0)
    assert bar.not_before(noon) is None
    bar.later.setChecked(True)
    assert bar.not_before(noon) == datetime(2026, 11, 28, 22, 0)
    assert bar.not_before(night) == datetime(2026, 11, 29, 22, 0)
    bar.at.setTime(QTime(6, 30))
    assert bar.not_before(night) == datetime(2026, 11, 29, 6, 30)


@pytest.mark.usefixtures("unrecognised")
def test_sets_for_tonight_wait_in_the_queue(photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café", photos / "Falcon 9")
    click(page.bar.later)
    press(page, "Ctrl+Return")
    settle(page, qtbot)
    jobs = Queue(runs).jobs()
    assert [job.title for job in jobs] == ["Café", "Falcon_9"]
    assert all(job.not_before is not None and job.not_before.astimezone().hour == 22 for job in jobs)


@pytest.mark.usefixtures("unrecognised")
def test_captioners_say_in_what_state_they_are(photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    box = page.form.captioner
    titles = [box.itemText(number) for number in range(box.count())]
    assert titles[0] == "The best that is ready"
    assert "composer  ·  ready" in titles
    assert any(title.endswith("to be downloaded") for title in titles)
    unusable = next(number for number, title in enumerate(titles) if title.endswith("not available"))
    box.setCurrentIndex(unusable)
    settle(page, qtbot)
    assert page.form.fields["captioner"].problem.text().startswith("It cannot write now: ")
    assert not page.bar.all.isEnabled()
    box.setCurrentIndex(titles.index("composer  ·  ready"))
    settle(page, qtbot)
    assert page.form.fields["captioner"].note.text().endswith("It does not see the pictures.")
    click(page.bar.all)
    settle(page, qtbot)
    assert Queue(runs).jobs()[0].words[:2] == ("set=Café", "caption=composer")


@pytest.mark.usefixtures("unrecognised")
def test_a_captioner_that_is_not_here_is_downloaded_before(
    photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot
) -> None:
    page = open_page(photos / "Café")
    absent = CaptionerChoice("qwen3vl_2b", ("caption=qwen3vl_2b",), True, "absent", say("auto.composer"), "qwen3vl_2b")
    page._offer([absent])
    page.form.captioner.choose(absent.options)
    settle(page, qtbot)
    click(page.bar.all)
    settle(page, qtbot)
    assert [job.words[:2] for job in Queue(runs).jobs()] == [("models", "fetch"), ("set=Café", "caption=qwen3vl_2b")]


@pytest.mark.usefixtures("unrecognised")
def test_the_whole_way_by_keyboard(photos: Path, runs: Path, open_page: OpenPage, qtbot: QtBot) -> None:
    page = open_page(photos / "Café")
    page.rows.setFocus()
    seen = set()
    for _ in range(40):
        focused = QApplication.focusWidget()
        assert focused is not None
        seen.add(focused)
        press(page, "Tab")
    wanted = {*page.form.texts.values(), page.form.rules, page.form.language, page.form.captioner, page.bar.all,
              page.bar.yaml, page.bar.command, page.bar.later, page.add}  # fmt: skip
    assert wanted <= seen
    assert all(each.accessibleName() for each in (*page.form.texts.values(), page.rows, page.form.rules, page.bar.at))
