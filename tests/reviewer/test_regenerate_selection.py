"""Regenerating texts of one photo with the runner beside the window: seen, accepted, stopped, continued."""

from __future__ import annotations

from pathlib import Path

from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from pytestqt.qtbot import QtBot
from regenerating import go_to, regenerate, say_subject, wait

from reviewer.review.window import Window
from runner.review.session import Session


def test_a_subject_is_given_and_the_captioner_writes_by_keyboard_alone(window: Window, qtbot: QtBot) -> None:
    place = say_subject(window, qtbot, "clock", "station clock in the morning light")
    item = window.session.snapshot.items[place]
    dialog = regenerate(window, qtbot)
    assert dialog.bar.isVisible()
    window.centre.step(-1)  # the window goes on meanwhile
    window.centre.step(1)
    wait(window, qtbot)
    assert dialog.note.text() == "composer has written new texts for clock.jpg."
    assert window.progress.said() == dialog.note.text()
    assert window.session.snapshot.row(place)["caption"] is None, "nothing is accepted by itself"
    assert dialog.texts.boxes["caption"].isChecked()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settle(window, qtbot)
    assert not dialog.isVisible(), "there was one"
    row = window.session.snapshot.row(place)
    assert row["caption"].startswith("Station clock in the morning light")
    assert row["caption_from"] == "model", "a text that nobody wrote by hand is no person's"
    assert window.session.snapshot.edits(item)["caption"].source == "model"
    assert window.editor.fields["caption"]._source.text() == "by composer, accepted by Ada"
    assert Session(window.session.review_set, "Ada").snapshot.row(place)["caption"] == row["caption"]
    press(window, "Ctrl+Z")
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"] is None, "all that was accepted is one step"
    assert window.session.snapshot.row(place)["subject"] == "station clock in the morning light"


def test_nothing_new_is_said_and_in_the_history(window: Window, qtbot: QtBot) -> None:
    go_to(window, "_MG_5120")
    dialog = regenerate(window, qtbot)
    wait(window, qtbot)
    assert "wrote the same texts again" in dialog.note.text()
    assert not dialog.take.isEnabled()
    QTest.mouseClick(dialog.leave, Qt.MouseButton.LeftButton)
    other = go_to(window, "tripod")
    window.change(lambda: window.session.edit({other: {"location": "Haarlem"}}, "x"))
    settle(window, qtbot)
    assert window.centre.current() == other, "nobody is taken away from the photo that he works on"
    go_to(window, "_MG_5120")
    press(window, "H")
    settle(window, qtbot)
    assert "regenerated (1)" in window.panel.history.toPlainText()
    assert not window.dialogs.regeneration.button.isVisible(), "nothing waits for an answer"


def test_a_text_that_a_person_wrote_is_not_offered_to_be_replaced(window: Window, qtbot: QtBot) -> None:
    own = "An old palace above a lake, drawn by an unknown hand."
    place = go_to(window, "_MG_5120")
    window.change(lambda: window.session.edit({place: {"caption": own, "subject": "summer palace"}}, "x"))
    settle(window, qtbot)
    dialog = regenerate(window, qtbot)
    wait(window, qtbot)
    assert dialog.texts.boxes["caption"].isEnabled()
    assert not dialog.texts.boxes["caption"].isChecked()
    assert dialog.texts.boxes["alt_text"].isChecked()
    window.change(lambda: window.session.edit({place: {"caption": "Another text by a person."}}, "x"))
    settle(window, qtbot)
    assert dialog.texts._old["caption"].text() == "Another text by a person.", "what is written meanwhile stands in it"
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
    settle(window, qtbot)
    assert window.session.snapshot.row(place)["caption"] == "Another text by a person."
    assert "summer palace" in window.session.snapshot.row(place)["alt_text"].lower()


def test_a_model_text_accepted_needs_grounds_and_a_persons_does_not(session: Session) -> None:
    place = session.find("name:_MG_5120")[0]
    row = session.snapshot.row(place)
    text = f"{row['subject']} in {row['location']} with Audrey Hepburn, in the afternoon, August 2011."
    session.edit({place: {"caption": text}}, "x")
    assert session.obstacle(place) is None
    session.undo()
    session.edit({place: {"caption": text}}, "x", source="model")
    assert "Hepburn" in (session.obstacle(place) or "")
    assert session.snapshot.state(place) == "blocked"


def test_stopping_changes_nothing_and_it_can_be_continued(window: Window, qtbot: QtBot, run: Path) -> None:
    say_subject(window, qtbot, "tripod", "carbon tripod")
    dialog = regenerate(window, qtbot)
    QTest.mouseClick(dialog.stop_it, Qt.MouseButton.LeftButton)
    wait(window, qtbot)
    assert dialog.note.text() == "Stopped. Nothing was changed. · 1 waiting"
    assert not (run / "evidence" / "generate").exists()
    assert dialog.stop_it.text() == "Continue"
    QTest.mouseClick(dialog.stop_it, Qt.MouseButton.LeftButton)
    wait(window, qtbot)
    assert "has written new texts for tripod.png" in dialog.note.text()
    QTest.keyClick(dialog, Qt.Key.Key_K)
    assert not dialog.isVisible()
    assert window.session.snapshot.edits(window.session.snapshot.items[window.centre.current() or 0]).keys() <= {
        "subject"
    }


def test_what_the_runner_cannot_do_is_said(window: Window, qtbot: QtBot, run: Path) -> None:
    go_to(window, "notes")
    press(window, "W")
    settle(window, qtbot)
    assert window.progress.said() == "This photo could not be processed, so there is nothing to write about."
    (run / ".hydra" / "config.yaml").rename(run / "elsewhere.yaml")
    go_to(window, "tripod")
    dialog = regenerate(window, qtbot)
    wait(window, qtbot)
    assert "config.yaml is gone" in dialog.note.text()
    assert "Run it again" in dialog.note.text()
