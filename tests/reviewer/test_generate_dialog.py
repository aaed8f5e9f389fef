"""Texts written anew from the window, by the runner beside it: seen, taken over, undone, stopped."""

from __future__ import annotations

from pathlib import Path

from keyboard import clear_line, press, settle, type_text
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.review.generate_dialog import GenerateDialog
from reviewer.review.window import Window
from runner.review import generating
from runner.review.session import Session

PATIENCE_MS = 60_000


def open_dialog(window: Window, qtbot: QtBot, name: str) -> GenerateDialog:
    """Press W over the photo; the dialog, while the captioner is at work."""
    window.centre.look("photo")
    window.centre.go_to(window.session.find(f'name:"{name}"')[0])
    press(window, "W")
    settle(window, qtbot)
    (dialog,) = shown(window)
    return dialog


def shown(window: Window) -> list[GenerateDialog]:
    return [each for each in window.findChildren(GenerateDialog) if each.isVisible()]


def busy(window: Window) -> list[GenerateDialog]:
    return [each for each in window.findChildren(GenerateDialog) if not each.is_idle()]


def wait(dialog: GenerateDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.is_idle, timeout=PATIENCE_MS)
    QApplication.processEvents()


def say_subject(window: Window, qtbot: QtBot, name: str, subject: str) -> None:
    window.centre.look("photo")
    window.centre.go_to(window.session.find(f'name:"{name}"')[0])
    press(window, "4")
    clear_line(window)
    type_text(window, subject)
    press(window, "Escape")
    settle(window, qtbot)


def test_a_subject_is_given_and_the_captioner_writes_by_keyboard_alone(window: Window, qtbot: QtBot) -> None:
    say_subject(window, qtbot, "clock", "station clock in the morning light")
    place = window.centre.current()
    assert place is not None
    item = window.session.snapshot.items[place]
    dialog = open_dialog(window, qtbot, "clock")
    assert dialog.bar.isVisible()
    # The window goes on meanwhile.
    window.centre.step(-1)
    window.centre.step(1)
    wait(dialog, qtbot)
    assert dialog.note.text() == "composer has written new texts for clock.jpg."
    assert window.progress.said() == dialog.note.text()
    assert window.session.snapshot.row(place)["caption"] is None, "nothing is accepted by itself"
    assert dialog.boxes["caption"].isChecked()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(window, qtbot)
    row = window.session.snapshot.row(place)
    assert row["caption"].startswith("Station clock in the morning light")
    assert row["caption_from"] == "model", "a text that nobody wrote by hand is no person's"
    assert window.session.snapshot.edits(item)["caption"].source == "model"
    assert window.editor.fields["caption"]._source.text() == "by composer, accepted by Ada"
    again = Session(window.session.review_set, "Ada").snapshot
    assert again.row(place)["caption"] == row["caption"]
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"] is None, "all that was accepted is one step"
    assert window.session.snapshot.row(place)["subject"] == "station clock in the morning light"


def test_the_history_shows_what_was_written_anew(window: Window, qtbot: QtBot) -> None:
    dialog = open_dialog(window, qtbot, "_MG_5120")
    wait(dialog, qtbot)
    assert "wrote the same texts again" in dialog.note.text()
    assert not dialog.take.isEnabled()
    QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    press(window, "H")
    settle(window, qtbot)
    assert "regenerated (1)" in window.panel.history.toPlainText()


def test_a_text_that_a_person_wrote_is_not_offered_to_be_replaced(window: Window, qtbot: QtBot) -> None:
    own = "An old palace above a lake, drawn by an unknown hand."
    place = window.session.find("name:_MG_5120")[0]
    window.change(lambda: window.session.edit({place: {"caption": own, "subject": "summer palace"}}, "x"))
    settle(window, qtbot)
    dialog = open_dialog(window, qtbot, "_MG_5120")
    wait(dialog, qtbot)
    assert dialog.boxes["caption"].isEnabled()
    assert not dialog.boxes["caption"].isChecked()
    assert dialog.boxes["alt_text"].isChecked()
    # What is written while the dialog is open stands in it.
    window.change(lambda: window.session.edit({place: {"caption": "Another text by a person."}}, "x"))
    settle(window, qtbot)
    assert dialog._old["caption"].text() == "Another text by a person."
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"] == "Another text by a person."
    assert "summer palace" in window.session.snapshot.row(place)["alt_text"].lower()


def test_a_model_text_taken_over_needs_grounds_and_a_persons_does_not(session: Session) -> None:
    place = session.find("name:_MG_5120")[0]
    row = session.snapshot.row(place)
    text = f"{row['subject']} in {row['location']} with Audrey Hepburn, in the afternoon, August 2011."
    session.edit({place: {"caption": text}}, "x")
    assert session.obstacle(place) is None
    session.undo()
    session.edit({place: {"caption": text}}, "x", source="model")
    assert "Hepburn" in (session.obstacle(place) or "")
    assert session.snapshot.state(place) == "blocked"


def test_photos_wait_in_line_and_the_rest_can_be_skipped(window: Window, qtbot: QtBot) -> None:
    names = ("_MG_5120", "tripod", "clock", "DSC_0142")
    places = [window.session.find(f'name:"{name}"')[0] for name in names]
    first = open_dialog(window, qtbot, names[0])
    assert first.leave.text() == "Close"
    window.centre.go_to(places[0])
    window.actions_by_name["generate"].trigger()
    settle(window, qtbot)
    assert not first.skip.isVisible(), "it is being written already"
    for place in places[1:]:
        window.centre.go_to(place)
        window.actions_by_name["generate"].trigger()
        settle(window, qtbot)
    assert first.leave.text() == "Next (3 waiting)"
    assert window.progress.said() == "3 photos in line behind this one."
    QTest.mouseClick(first.leave, Qt.MouseButton.LeftButton)
    (second,) = shown(window)
    assert (second.name, second.leave.text()) == ("tripod.png", "Next (2 waiting)")
    assert window.centre.current() == places[1], "its photo is beside its texts"
    QTest.mouseClick(second.skip, Qt.MouseButton.LeftButton)
    assert second.leave.text() == "Close"
    QTest.mouseClick(second.leave, Qt.MouseButton.LeftButton)
    assert shown(window) == []
    assert not any(window.session.snapshot.is_edited(place) for place in places)


def test_escape_leaves_the_whole_line_and_not_only_one_of_it(window: Window, qtbot: QtBot) -> None:
    window.filters.apply("name:_MG_5120 OR name:tripod OR name:clock")
    window.centre.look("grid")
    settle(window, qtbot)
    press(window, "Ctrl+A", "W")
    settle(window, qtbot)
    (dialog,) = shown(window)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert shown(window) == [], "the next of them is not what Escape asks for"
    assert busy(window) == []
    assert window.progress.said() == "2 photos in line keep their texts."
    assert not window.session.find("is:edited")


def test_all_chosen_photos_are_written_but_those_that_failed(window: Window, qtbot: QtBot) -> None:
    window.filters.apply("name:clock OR name:tripod OR name:notes")
    window.centre.look("grid")
    settle(window, qtbot)
    press(window, "Ctrl+A", "W")
    settle(window, qtbot)
    (dialog,) = shown(window)
    assert dialog.leave.text() == "Next (1 waiting)"
    window.close()
    assert shown(window) == []


def test_the_next_one_is_written_while_the_first_is_read(window: Window, qtbot: QtBot) -> None:
    window.filters.apply("name:_MG_5120 OR name:tripod OR name:clock")
    window.centre.look("grid")
    settle(window, qtbot)
    press(window, "Ctrl+A", "W")
    settle(window, qtbot)
    (first,) = shown(window)
    written = window.findChildren(GenerateDialog)
    qtbot.waitUntil(lambda: len(window.findChildren(GenerateDialog)) == 2 and not busy(window), timeout=PATIENCE_MS)
    assert written == [first]
    assert shown(window) == [first], "nobody is taken away from what he reads"
    assert len(window.findChildren(GenerateDialog)) == 2, "one at a time"
    assert first.leave.text() == "Next (2 waiting)"
    QTest.mouseClick(first.leave, Qt.MouseButton.LeftButton)
    (second,) = shown(window)
    assert second.is_idle()
    assert second.leave.text() == "Next (1 waiting)"
    QTest.mouseClick(second.again, Qt.MouseButton.LeftButton)
    assert len(busy(window)) == 1, "never two at a time, and the one that is looked at first"
    assert second.leave.text() == "Next (1 waiting)"
    qtbot.waitUntil(lambda: not busy(window), timeout=PATIENCE_MS)
    QTest.mouseClick(second.skip, Qt.MouseButton.LeftButton)
    QTest.mouseClick(second.leave, Qt.MouseButton.LeftButton)
    assert shown(window) == []


def test_stopping_and_leaving_end_the_captioner_and_change_nothing(window: Window, qtbot: QtBot, run: Path) -> None:
    dialog = open_dialog(window, qtbot, "tripod")
    QTest.mouseClick(dialog.stop_it, Qt.MouseButton.LeftButton)
    wait(dialog, qtbot)
    assert dialog.note.text() == "Stopped. Nothing was changed."
    assert not (run / "evidence" / "generate").exists()
    QTest.mouseClick(dialog.again, Qt.MouseButton.LeftButton)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    dialog = open_dialog(window, qtbot, "tripod")
    window.close()
    assert not dialog.isVisible()


def test_what_the_runner_cannot_do_is_said(window: Window, qtbot: QtBot, run: Path) -> None:
    window.centre.look("photo")
    window.centre.go_to(window.session.find("name:notes")[0])
    press(window, "W")
    settle(window, qtbot)
    assert window.progress.said() == "This photo could not be processed: there is nothing to write from."
    (run / ".hydra" / "config.yaml").rename(run / "elsewhere.yaml")
    dialog = open_dialog(window, qtbot, "tripod")
    wait(dialog, qtbot)
    assert "config.yaml is gone" in dialog.note.text()
    assert "Run it again" in dialog.note.text()


def test_each_end_has_its_sentence() -> None:
    assert "code -6" in generating.meaning(-6, [])
    assert generating.meaning(3, ["No model.", "runner models fetch x"]) == "No model. runner models fetch x"
    assert generating.proposal("llama.cpp says something\n{}\n[1]\n") is None
    assert generating.progress('{"said": {"id": "generate.writing", "arguments": "{}"}}') == "Writing …"
