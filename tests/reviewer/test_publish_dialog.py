"""Publishing from the window: the runner's plan and the runner's publish, in programs beside it."""

from __future__ import annotations

import fcntl
import sqlite3
from pathlib import Path

import pytest
from keyboard import press, settle
from PyQt6.QtCore import Qt
from PyQt6.QtTest import QTest
from PyQt6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.publish.publish_dialog import PublishDialog
from reviewer.review.window import Window
from runner.review import publishing

PATIENCE_MS = 60_000


@pytest.fixture(autouse=True)
def somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder target stands below the folder that the program works in."""
    monkeypatch.chdir(tmp_path)


def approve(window: Window, qtbot: QtBot, *names: str) -> list[str]:
    """Approve these photos with the keyboard; their published names."""
    window.centre.look("grid")
    places = [window.session.find(f'name:"{name}"')[0] for name in names]
    for place in places:
        window.centre.go_to(place)
        press(window, "A")
        settle(window, qtbot)
    return [window.session.snapshot.row(place)["file_name"] for place in places]


def planned(window: Window, qtbot: QtBot, keys: str = "Ctrl+P") -> PublishDialog:
    """The dialog with a plan in it."""
    press(window, keys)
    settle(window, qtbot)
    (dialog,) = (each for each in window.findChildren(PublishDialog) if each.isVisible())
    wait(dialog, qtbot)
    return dialog


def wait(dialog: PublishDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(dialog.is_idle, timeout=PATIENCE_MS)
    QApplication.processEvents()


def click(dialog: PublishDialog, qtbot: QtBot, name: str) -> None:
    QTest.mouseClick(getattr(dialog, name), Qt.MouseButton.LeftButton)
    wait(dialog, qtbot)


def stands(folder: Path) -> dict[str, str]:
    """Captions by file name in the target's table."""
    connection = sqlite3.connect(folder / "published/photos.db")
    found = dict(connection.execute("SELECT file_name, caption FROM photos").fetchall())
    connection.close()
    return found


def test_two_photos_are_planned_confirmed_and_published_and_a_change_is_shown(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    names = approve(window, qtbot, "_MG_5120", "IMG_2301")
    dialog = planned(window, qtbot)
    text = dialog.page.toPlainText()
    assert dialog.target.currentText() == "local"
    assert "New there: 2" in text
    assert all(name in text for name in names)
    assert "Held back: " in text
    assert "not reviewed yet" in text
    assert not (tmp_path / "published").exists(), "a plan changes nothing"
    assert dialog.publish.text() == "Publish 2 to local"
    click(dialog, qtbot, "publish")
    assert dialog.note.text() == "Published to local."
    assert "Done: 2 photos." in dialog.page.toPlainText()
    assert "publish.html" in dialog.page.toHtml()
    assert sorted(stands(tmp_path)) == sorted(names)
    assert all(list((tmp_path / "published").rglob(name)) for name in names)
    assert not dialog.publish.isEnabled()

    place = window.session.find('name:"_MG_5120"')[0]
    old = window.session.snapshot.row(place)["caption"]
    window.change(lambda: window.session.edit({place: {"caption": f"{old} Seen twice."}}, "Wrote."))
    settle(window, qtbot)
    window.change(lambda: window.session.approve([place]))
    settle(window, qtbot)
    click(dialog, qtbot, "again")
    text = dialog.page.toPlainText()
    assert "Changed: 1" in text
    assert "Seen twice." in text
    assert "Already there: 1" in text
    click(dialog, qtbot, "publish")
    assert f"{old} Seen twice." in stands(tmp_path).values()
    dialog.reject()
    assert not dialog.isVisible()


def test_a_published_photo_is_taken_back_and_no_other(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    first, second = approve(window, qtbot, "_MG_5120", "IMG_2301")
    dialog = planned(window, qtbot)
    click(dialog, qtbot, "publish")
    dialog.reject()
    window.centre.go_to(window.session.find('name:"_MG_5120"')[0])
    dialog = planned(window, qtbot, "Ctrl+Shift+P")
    assert "Unpublished: 1" in dialog.page.toPlainText()
    assert dialog.publish.text() == "Unpublish 1 from local"
    assert sorted(stands(tmp_path)) == sorted([first, second])
    click(dialog, qtbot, "publish")
    assert dialog.note.text() == "Unpublished from local. Only a newer approval publishes them again."
    assert list(stands(tmp_path)) == [second]
    click(dialog, qtbot, "again")
    assert dialog.note.text() == "None of these photos is published to local."


def test_a_new_subject_moves_what_is_published_to_its_new_name(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    (before,) = approve(window, qtbot, "Chelsea the cat")
    dialog = planned(window, qtbot)
    click(dialog, qtbot, "publish")
    dialog.close()
    (place,) = window.session.find('name:"Chelsea the cat"')
    window.change(lambda: window.session.edit({place: {"subject": "Tabby cat named Chelsea"}}, "x"))
    settle(window, qtbot)
    assert window.session.snapshot.state(place) == "lapsed"
    (after,) = approve(window, qtbot, "Chelsea the cat")
    assert after.startswith("Tabby_cat_named_Chelsea_")
    dialog = planned(window, qtbot)
    text = dialog.page.toPlainText()
    assert "Renamed or moved: 1" in text
    assert f"{before} → {after}" in text
    click(dialog, qtbot, "publish")
    assert list(stands(tmp_path)) == [after]
    pictures = [path.name for path in (tmp_path / "published").rglob("*.jpg")]
    assert after in pictures
    assert before not in pictures


def test_the_plan_says_what_becomes_of_the_xmp_beside_a_raw(window: Window, qtbot: QtBot) -> None:
    approve(window, qtbot, "_MG_5120")
    row = window.session.snapshot.row(window.session.find('name:"_MG_5120"')[0])
    raw = Path(row["source_path"]).with_suffix(".CR2")
    raw.write_bytes(b"RAW")
    try:
        dialog = planned(window, qtbot)
        assert ".xmp" not in dialog.page.toPlainText()
        dialog.options.setText("publish.sidecars=beside")
        click(dialog, qtbot, "again")
        assert f"{raw.with_suffix('.xmp')} is written" in dialog.page.toPlainText()
        assert not raw.with_suffix(".xmp").exists(), "a plan changes nothing"
    finally:
        raw.unlink()


def test_what_someone_changed_there_is_left_alone_unless_it_is_forced(
    window: Window, qtbot: QtBot, tmp_path: Path
) -> None:
    approve(window, qtbot, "_MG_5120")
    dialog = planned(window, qtbot)
    click(dialog, qtbot, "publish")
    with sqlite3.connect(tmp_path / "published/photos.db") as connection:
        connection.execute("UPDATE photos SET caption = 'Mine'")
    connection.close()
    click(dialog, qtbot, "again")
    assert "left alone" in dialog.page.toPlainText()
    assert not dialog.publish.isEnabled()
    dialog.options.setText("publish.force=true")
    click(dialog, qtbot, "again")
    text = dialog.page.toPlainText()
    assert "Changed: 1" in text
    assert "its row was changed: caption" in text
    click(dialog, qtbot, "publish")
    assert "Mine" not in stands(tmp_path).values()


def test_a_plan_that_is_overtaken_cannot_be_published(window: Window, qtbot: QtBot) -> None:
    approve(window, qtbot, "_MG_5120")
    dialog = planned(window, qtbot)
    assert dialog.publish.isEnabled()
    window.change(lambda: window.session.reject([0], "blurred"))
    settle(window, qtbot)
    assert not dialog.publish.isEnabled()
    assert "plan again" in dialog.note.text()


def test_a_target_that_is_not_ready_is_a_sentence(window: Window, qtbot: QtBot, tmp_path: Path, runs: Path) -> None:
    approve(window, qtbot, "_MG_5120")
    dialog = planned(window, qtbot)
    (tmp_path / "published").write_text("A file where the folder would be.")
    click(dialog, qtbot, "publish")
    assert dialog.note.text().startswith("Not everything was published to local.")
    assert "File exists" in dialog.page.toPlainText()
    assert "publish.html" in dialog.page.toHtml()
    with (runs / "publish-local.lock").open("w") as another:
        fcntl.flock(another, fcntl.LOCK_EX)
        click(dialog, qtbot, "again")
    assert dialog.note.text() == "The target local or this machine is not ready for it."
    assert "Another publish to local is running" in dialog.page.toPlainText()
    dialog.target.setCurrentText("website")
    wait(dialog, qtbot)
    assert dialog.note.text() == "The options are wrong. Nothing was changed."
    assert "publish.ftp.host" in dialog.page.toPlainText()
    dialog.options.setText("publish.root='unbalanced")
    click(dialog, qtbot, "again")
    assert "No closing quotation" in dialog.note.text()
    assert not dialog.publish.isEnabled()


def test_a_run_that_is_not_the_newest_is_not_published(window: Window, qtbot: QtBot, runs: Path) -> None:
    newer = runs / "demo" / "29991231-000000-0000"
    newer.mkdir()
    (runs / "demo" / "latest").unlink()
    (runs / "demo" / "latest").symlink_to(newer.name)
    assert f"Open it: reviewer {newer.name}" in planned(window, qtbot).note.text()


@pytest.mark.slow
def test_what_is_stopped_says_so_and_the_next_goes_on(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    names = approve(window, qtbot, "_MG_5120", "IMG_2301")
    dialog = planned(window, qtbot)
    QTest.mouseClick(dialog.publish, Qt.MouseButton.LeftButton)
    dialog.reject()
    assert dialog.isVisible(), "a publish that goes on is not left by mistake"
    click(dialog, qtbot, "stop_it")
    assert dialog.note.text().startswith("Stopped. What is done is kept")
    click(dialog, qtbot, "again")
    click(dialog, qtbot, "publish")
    assert sorted(stands(tmp_path)) == sorted(names)


def test_the_window_can_go_while_it_publishes(window: Window, qtbot: QtBot, tmp_path: Path) -> None:
    approve(window, qtbot, "_MG_5120")
    dialog = planned(window, qtbot)
    QTest.mouseClick(dialog.publish, Qt.MouseButton.LeftButton)
    window.close()
    assert not dialog.isVisible()


def test_each_end_has_its_sentence() -> None:
    sentences = [publishing.meaning(code, "local") for code in (0, 1, 2, 3, 130, -9)]
    assert len(set(sentences)) == 6
    assert publishing.progress("Publishing: 3 of 12") == (3, 12)
    assert publishing.progress("12 photos") is None
