"""Windows with real sessions: models, dialogs, two reviewers, errors that are readable messages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from keyboard import press, settle, type_text
from PyQt6.QtCore import QItemSelectionModel, Qt, QTimer
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication, QInputDialog, QLabel, QMenu, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot
from reviewed_demo import as_it_stands

from reviewer.program import pages
from reviewer.program.pages import Place
from reviewer.review.photo_model import PhotoModel
from reviewer.review.window import Window
from reviewer.widgets import theme
from runner.review import review_set, settings
from runner.review.session import Session
from tests.reviewed_demo import held


def choose(window: Window, name: str) -> int:
    (place,) = window.session.find(f'name:"{name}"')
    window.centre.look("grid")
    window.centre.go_to(place)
    return place


def test_the_model_keeps_qts_contract(session: Session, qtmodeltester: ModelTester) -> None:
    model = PhotoModel(session)
    qtmodeltester.check(model)
    model.show_places(session.find())
    qtmodeltester.check(model)
    model.show_places(session.find("outcome:passed"))
    qtmodeltester.check(model)
    model.touch([0, 1])
    assert model.rowCount() == 6


def test_how_far_one_is_stands_below_from_the_beginning_and_after_reading_anew(window: Window) -> None:
    total = len(window.session.snapshot)
    assert window.progress._figures.text() == f"0 of {total} decided"
    window.session.approve(window.session.find("outcome:passed")[:1])
    window.show_session(window.session)
    assert window.progress._figures.text().startswith(f"1 of {total} decided")


def test_rules_are_live_and_a_text_is_kept_without_being_asked_to(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "DSC07712")
    settle(window, qtbot)
    alt = window.editor.fields["alt_text"]
    assert "Repeats the caption" in alt._findings.text()
    press(window, "2")
    for letter in " Bright lamps stand at its foot while the sky behind it turns from dark blue into violet.":
        type_text(window, letter)
    settle(window, qtbot)
    press(window, "Escape")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["alt_text"].endswith("into violet.")
    assert window.session.snapshot.row(place)["alt_text_from"] == "human"


def test_a_persons_text_is_taken_back(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "DSC07712")
    before = window.session.snapshot.row(place)["caption"]
    press(window, "1")
    type_text(window, " More.")
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"] == f"{before} More."
    press(window, "Ctrl+Backspace")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"] == before
    assert window.editor.fields["caption"].value() == before


def test_keywords_are_completed_with_what_they_imply(window: Window, qtbot: QtBot) -> None:
    choose(window, "DSC07712")
    press(window, "3")
    entry = QApplication.focusWidget()
    type_text(window, "night her")
    completer = entry.completer()  # type: ignore[union-attr]
    assert completer.completionCount() > 0
    assert completer.currentCompletion().startswith("black-crowned night heron  ›  heron › wader")
    completer.popup().hide()
    press(window, "Ctrl+S")


def test_replacing_shows_before_it_does(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "Ctrl+H")
    settle(window, qtbot)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    type_text(window, "espresso")
    press(window, "Tab")
    type_text(window, "cup of coffee")
    qtbot.waitUntil(
        lambda: "6 texts of 2 photos" in dialog._count.text(),  # type: ignore[attr-defined]
        timeout=20_000,
    )
    assert "cup of coffee" in dialog._preview.toPlainText()  # type: ignore[attr-defined]
    assert window.session.find("is:edited") == []
    press(window, "Return")
    settle(window, qtbot)
    assert len(window.session.find('is:edited caption:"a cup of coffee" OR is:edited caption:"an cup of coffee"')) == 2
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.find("is:edited") == []


def test_a_location_for_many_and_texts_for_a_series(window: Window, qtbot: QtBot) -> None:
    press(window, "G", "Ctrl+A", "Ctrl+B")
    type_text(window, "Haarlem")
    press(window, "Return")
    settle(window, qtbot)
    assert len(window.session.find("location:haarlem")) == 17
    place = choose(window, "IMG_2301")
    press(window, "3")
    type_text(window, "saucer")
    press(window, "Return", "Escape")
    settle(window, qtbot)
    press(window, "Ctrl+Shift+C")
    settle(window, qtbot)
    press(window, "Return")
    settle(window, qtbot)
    (other,) = (each for each in window.session.snapshot.series(place) if each != place)
    assert "saucer" in window.session.snapshot.row(other)["keywords"]


def test_another_reviewers_change_is_seen_and_not_overwritten(window: Window, qtbot: QtBot) -> None:
    place = choose(window, "DSC07712")
    press(window, "1")
    type_text(window, " Mine.")
    Session(window.session.review_set, "Bert").edit({place: {"caption": "Bert was here first with his caption."}}, "x")
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert "Bert wrote this caption in the meantime" in window.progress.said()
    assert window.session.snapshot.row(place)["caption"] == "Bert was here first with his caption."
    assert window.editor.fields["caption"].value().endswith("Mine."), "nothing typed is lost"
    press(window, "Ctrl+Shift+M")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"].endswith("Mine."), "it is asked for, and answered"


def test_a_held_catalogue_is_a_sentence_and_the_text_stays(
    window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("runner.review.recording.PATIENCE_S", 0.05)
    choose(window, "DSC07712")
    with held(window.session.review_set.runs):
        press(window, "1")
        type_text(window, " Kept.")
        press(window, "Ctrl+S")
        settle(window, qtbot)
        assert "is in use by another program" in window.progress.said()
    press(window, "Ctrl+S")
    settle(window, qtbot)
    assert len(window.session.find('caption:"Kept."')) == 1


def test_a_deleted_photo_is_a_sentence(
    run: Path, runs: Path, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    rows = pl.read_parquet(run / "rows.parquet")
    moved = pl.col("source_path").str.replace("/photos/", "/gone/")
    rows.with_columns(moved).write_parquet(run / "rows.parquet")
    as_it_stands(run)
    window = open_window(Session(review_set.read(run, runs), "Ada"))
    choose(window, "_MG_5120")
    press(window, "E", "Z")
    settle(window, qtbot)
    notes = [label.text() for label in window.centre.picture.findChildren(QLabel)]
    assert any("no longer where the run found it" in note for note in notes)


def test_the_run_that_goes_on_brings_its_photos(window: Window, qtbot: QtBot) -> None:
    choose(window, "tripod")
    window.background.reopen()
    settle(window, qtbot)
    assert window.centre.current() is not None
    assert window.session.snapshot.row(window.centre.current() or 0)["source_path"].endswith("tripod.png")


def test_settings_outlive_the_window(window: Window, qtbot: QtBot) -> None:
    window.centre.look("grid")
    before = theme.current().name
    press(window, "Ctrl+T")
    assert theme.current().name != before
    assert settings.load().theme == theme.current().name
    press(window, "Ctrl+T")
    settings.place().write_text("{ damaged")
    assert settings.load() == settings.Settings()


def test_everything_that_takes_the_keyboard_has_a_name(window: Window) -> None:
    window.centre.look("photo")
    nameless = [
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible() and widget.focusPolicy() and widget.focusPolicy().value & 1
        if type(widget) is not QWidget  # viewports speak through what they belong to
        if not widget.accessibleName() and not getattr(widget, "text", str)()
    ]
    assert [type(widget).__name__ for widget in nameless] == []


def test_a_selection_is_decided_whole(window: Window, qtbot: QtBot) -> None:
    window.centre.look("grid")
    select = QItemSelectionModel.SelectionFlag.Select
    for place in window.session.find("outcome:passed")[:3]:
        window.centre.selection().select(window.centre.model.index_of(place), select)
    window.reject(window.session.find("outcome:passed")[:3], "blurred")
    settle(window, qtbot)
    assert window.session.snapshot.states()["rejected"] == 3
    window.change(lambda: window.session.reset(window.session.find("decision:rejected")))
    settle(window, qtbot)
    assert window.session.snapshot.states()["rejected"] == 0


def test_filters_are_saved_chosen_and_removed(
    window: Window, qtbot: QtBot, open_window: Callable[[Session], Window]
) -> None:
    window.filters.apply("keyword:espresso")
    QTimer.singleShot(200, name_it)
    press(window, "Ctrl+Shift+S")
    assert settings.load().filters == {"coffee": "keyword:espresso"}
    again = open_window(Session(window.session.review_set, "Ada"))
    menu = again.filters._saved.menu()
    assert menu is not None
    next(action for action in menu.actions() if action.text() == "coffee").trigger()
    settle(again, qtbot)
    assert again.filters.filter() == "keyword:espresso"
    assert len(again.centre.model.places()) == 2
    away = menu.actions()[-1].menu()
    assert away is not None
    away.actions()[0].trigger()
    assert settings.load().filters == {}
    left = again.filters._saved.menu()
    assert left is not None
    assert "coffee" not in [action.text() for action in left.actions()]


def test_the_menu_of_filters_opens_by_key(window: Window, qtbot: QtBot) -> None:
    seen: list[str] = []

    def choose() -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):  # the machine is busy
            QTimer.singleShot(200, choose)
            return
        seen.extend(action.text() for action in menu.actions())
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Down)
        QTest.keyClick(menu, Qt.Key.Key_Return)

    QTimer.singleShot(200, choose)
    press(window, "G", "F")
    assert seen[:2] == ["Undecided", "Blocked"]
    assert window.filters.filter() == "outcome:blocked decision:undecided"


def name_it() -> None:
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("coffee")
    dialog.accept()


def test_a_complaint_about_a_filter_goes_with_it(window: Window, qtbot: QtBot) -> None:
    filters = window.filters
    filters.apply("outcome:passed")
    settle(window, qtbot)
    shown = window.centre.model.places()
    filters.apply("outcome:bloked")
    settle(window, qtbot)
    assert filters.problem.text("error") == "✗ outcome:bloked — choose from passed, repaired, blocked, failed."
    assert filters.problem.isVisible(), "beside the line that it is about"
    assert filters._shown.text() == "not applied"
    assert filters.line.selectedText() in ("outcome:bloked", "bloked"), "the wrong word is marked"
    press(window, "Ctrl+F", "Escape")
    assert (filters.filter(), window.centre.model.places()) == ("outcome:passed", shown)
    assert not filters.problem.isVisible()
    filters.apply("outcome:bloked")
    filters.apply("outcome:blocked")
    settle(window, qtbot)
    assert (filters.problem.isVisible(), filters._shown.text()) == (False, "8 of 17")


def test_what_was_done_before_the_window_was_closed_can_be_undone(
    run: Path, session: Session, open_window: Callable[[Session], Window], qtbot: QtBot
) -> None:
    (place,) = session.find('name:"Chelsea the cat"')
    session.decide(lambda planner: planner.reject([place], "too dark"))
    later = pages.session_of(run, Place(session.review_set.runs, session.context.reviewer))
    window = open_window(later)
    assert window.session.snapshot.effective_decision(place) == "rejected"
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.snapshot.effective_decision(place) is None
